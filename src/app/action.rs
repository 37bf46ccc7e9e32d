//! What a key may ask for. Each action has a name for the keymap file and a word for the footer; what it does is decided by the screen
//! that has the floor.

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident = $name:literal, $label:literal;)*) => {
        /// An intent.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $action,)* }

        impl Action {
            /// Every action.
            pub const ALL: &'static [Action] = &[$(Action::$action),*];

            /// Returns the name in keymap files.
            pub fn name(self) -> &'static str {
                match self { $(Action::$action => $name,)* }
            }

            /// Returns the words in the footer and the help.
            pub fn label(self) -> &'static str {
                match self { $(Action::$action => $label,)* }
            }

            /// Returns the action of that name.
            pub fn named(name: &str) -> Option<Action> {
                match name { $($name => Some(Action::$action),)* _ => None }
            }
        }
    };
}

actions! {
    /// Leave the program, from anywhere.
    QuitNow = "quit-now", "quit";
    /// The keys of this screen.
    Help = "help", "keys";
    /// Any lesson by name.
    GoTo = "go-to", "go to";
    /// Choose a theme.
    Themes = "themes", "theme";
    /// One level back; quits on home.
    Back = "back", "back";
    /// Open or submit.
    Open = "open", "open";
    /// Up.
    Up = "up", "up";
    /// Down.
    Down = "down", "down";
    /// One screen up.
    PageUp = "page-up", "page up";
    /// One screen down.
    PageDown = "page-down", "page down";
    /// The beginning.
    Top = "top", "top";
    /// The end.
    Bottom = "bottom", "end";
    /// Code to the left.
    Left = "left", "code left";
    /// Code to the right.
    Right = "right", "code right";
    /// Next link or code block.
    NextFocus = "next-focus", "next link";
    /// Previous link or code block.
    PreviousFocus = "previous-focus", "previous link";
    /// Search.
    Search = "search", "search";
    /// Next found text.
    NextMatch = "next-match", "next match";
    /// Previous found text.
    PreviousMatch = "previous-match", "previous match";
    /// Next lesson.
    NextLesson = "next-lesson", "next";
    /// Previous lesson.
    PreviousLesson = "previous-lesson", "previous";
    /// Sections of this page.
    Outline = "outline", "outline";
    /// Before or after.
    Flip = "flip", "before/after";
    /// Next installer tab.
    SwitchTab = "switch-tab", "installer";
    /// Copy code.
    Copy = "copy", "copy code";
    /// Why the lines of a Dockerfile are there.
    Why = "why", "explain";
    /// Set or take away a bookmark.
    Bookmark = "bookmark", "bookmark";
    /// List of bookmarks.
    Bookmarks = "bookmarks", "bookmarks";
    /// Report a bad text or question.
    Flag = "flag", "report";
    /// The questions of this lesson.
    Questions = "questions", "questions";
    /// Quiz.
    Quiz = "quiz", "quiz";
    /// An exam about a chapter or the course.
    Exam = "exam", "exam";
    /// What is due.
    Review = "review", "review";
    /// Prove what one knows of a chapter, so that it need not be read.
    Place = "place", "test out";
    /// Progress.
    Progress = "progress", "progress";
    /// What is wrong with the Dockerfiles of this folder.
    Check = "check", "check";
    /// The same once more.
    CheckAgain = "check-again", "check again";
    /// People in another order.
    Sort = "sort", "sort";
    /// Choose an answer by its number.
    Choose = "choose", "choose";
    /// Choose or un-choose where the cursor is.
    Toggle = "toggle", "toggle";
    /// Move the item up.
    MoveUp = "move-up", "move up";
    /// Move the item down.
    MoveDown = "move-down", "move down";
    /// Skip the question.
    Skip = "skip", "skip";
    /// A hint.
    Hint = "hint", "hint";
    /// Sure, unsure, or no word about it.
    Confidence = "confidence", "sure?";
    /// Take the last answer back.
    Undo = "undo", "undo";
    /// The section of the lesson that explains it.
    Explain = "explain", "read about it";
    /// This item is done.
    Done = "done", "mark done";
    /// Write the result file of the session.
    Export = "export", "export";
    /// Start over.
    Reset = "reset", "reset chapter";
    /// Next step, slide or question.
    NextSlide = "next-slide", "next";
    /// Previous step, slide or question.
    PreviousSlide = "previous-slide", "previous";
    /// The agenda of the session.
    Agenda = "agenda", "agenda";
    /// This item is done: on to the next.
    NextItem = "next-item", "next item";
    /// Leave this item out.
    SkipItem = "skip-item", "skip item";
    /// Five minutes more for this item.
    Extend = "extend", "5 min more";
    /// Show nothing.
    Blank = "blank", "blank screen";
    /// The facilitator's notes.
    Notes = "notes", "notes";
    /// Put a question aside for later.
    Park = "park", "park";
    /// Who is there.
    Attendance = "attendance", "attendance";
    /// Stop the clock of the session.
    Pause = "pause", "pause clock";
    /// Reveal slides step by step.
    Steps = "steps", "step by step";
    /// The next number takes a hand away.
    Fewer = "fewer", "take a hand away";
    /// Type the hands of every option.
    Hands = "hands", "type counts";
    /// Begin a session anew.
    StartAnew = "start-anew", "begin anew";
    /// Yes.
    Yes = "yes", "yes";
    /// No.
    No = "no", "no";
}

impl Action {
    /// Returns which row is chosen, or stands at the top, after it, where `at` was before: rows from 0 to `last`, `page` of them on a screen. An
    /// action that does not move leaves it where it is.
    pub fn moved(self, at: usize, page: usize, last: usize) -> usize {
        match self {
            Self::Up => at.saturating_sub(1),
            Self::Down => (at + 1).min(last),
            Self::PageUp => at.saturating_sub(page),
            Self::PageDown => (at + page).min(last),
            Self::Top => 0,
            Self::Bottom => last,
            _ => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_slugs() {
        for action in Action::ALL {
            assert_eq!(Action::named(action.name()), Some(*action), "{}", action.name());
            assert!(crate::id::is_slug(action.name()) && !action.label().is_empty());
        }
    }
}
