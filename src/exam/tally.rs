//! What came out of an exam, in numbers. Knows nothing of terms: whether a number passes is for [`crate::quiz::Terms`] to say.

use crate::id::{LessonId, QuestionId};

/// What came out. `asked == right + wrong + unanswered`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Questions of the exam.
    pub asked: usize,
    /// Those that were answered.
    pub answered: usize,
    /// Those whose answer is right.
    pub right: usize,
    /// Those that were not answered, in the order of the exam; they count as wrong.
    pub unanswered: Vec<QuestionId>,
    /// The same by lesson, in the order in which the lessons came up.
    pub lessons: Vec<LessonScore>,
}

/// What came out of the questions of one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonScore {
    /// The lesson.
    pub lesson: LessonId,
    /// Questions about it.
    pub asked: usize,
    /// Those whose answer is right.
    pub right: usize,
}

impl Tally {
    /// Counts. `right` says of a question whether its answer is right, and nothing where it was not answered.
    pub fn of<'a>(
        questions: impl IntoIterator<Item = &'a QuestionId>,
        right: impl Fn(&QuestionId) -> Option<bool>,
    ) -> Self {
        let mut tally = Self::default();
        for question in questions {
            let verdict = right(question);
            tally.asked += 1;
            tally.answered += usize::from(verdict.is_some());
            tally.right += usize::from(verdict == Some(true));
            if verdict.is_none() {
                tally.unanswered.push(question.clone());
            }
            let lesson = question.lesson();
            let known = tally.lessons.iter().position(|score| score.lesson == lesson);
            let at = known.unwrap_or_else(|| {
                tally.lessons.push(LessonScore { lesson, asked: 0, right: 0 });
                tally.lessons.len() - 1
            });
            tally.lessons[at].asked += 1;
            tally.lessons[at].right += usize::from(verdict == Some(true));
        }
        tally
    }

    /// Returns the share of right answers in whole percent, rounded down, so that it never shows a pass mark that was not reached.
    pub fn percent(&self) -> usize {
        self.right * 100 / self.asked.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_answered_is_not_right() {
        let ids: Vec<QuestionId> = ["a/x#p", "a/y#p", "a/x#q"].iter().map(|id| id.parse().unwrap()).collect();
        let tally = Tally::of(&ids, |id| match id.as_str() {
            "a/x#p" => Some(true),
            "a/y#p" => Some(false),
            _ => None,
        });
        assert_eq!((tally.asked, tally.answered, tally.right, tally.percent()), (3, 2, 1, 33));
        assert_eq!(tally.unanswered, [ids[2].clone()]);
        let lessons: Vec<_> = tally.lessons.iter().map(|s| (s.lesson.as_str(), s.asked, s.right)).collect();
        assert_eq!(lessons, [("a/x", 2, 1), ("a/y", 1, 0)]);
        assert_eq!(Tally::of(&[], |_| None).percent(), 0);
    }
}
