//! What drawing keeps between frames: the theme, pages laid out, code highlighted. Only caches: dropping it loses nothing.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use ratatui::style::Style;

use crate::app::drawn::PageDrawn;
use crate::course::block::Emphasis;
use crate::course::{Block, Lesson};
use crate::hash::fnv1a;
use crate::team::slides::Deck;
use crate::ui::glyphs::{self, Glyphs};
use crate::ui::highlight::{Highlighter, LineSpans, SyntaxRole};
use crate::ui::page::{CodeSlot, Finds, Page, PageOptions, PageRun};
use crate::ui::theme::{self, Role, Theme};

/// Laid-out pages that are kept.
const KEPT_PAGES: usize = 4;

/// A block of code that waits for its colours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    key: u64,
    lang: String,
    text: Arc<str>,
}

/// A block of code with its colours.
#[derive(Debug, Clone)]
pub struct Done {
    key: u64,
    lines: Vec<LineSpans>,
}

impl Job {
    /// Finds the colours; may take milliseconds, so it is best done on another thread.
    pub fn run(&self, highlighter: &Highlighter) -> Done {
        Done { key: self.key, lines: highlighter.lines(&self.lang, &self.text) }
    }
}

/// What drawing keeps between frames.
pub struct View {
    /// The theme.
    pub theme: Theme,
    /// The signs.
    pub glyphs: Glyphs,
    pages: Vec<(Arc<Lesson>, PageOptions, Rc<Page>)>,
    highlights: HashMap<u64, Option<Rc<Vec<LineSpans>>>>,
    jobs: Vec<Job>,
    searches: Option<(Rc<Page>, String, Found)>,
    /// A page, what was added at its end, and both together.
    extended: Option<(Arc<Lesson>, Vec<Block>, Arc<Lesson>)>,
    /// The page that was reported last, and what was said about it.
    reported: Option<(Rc<Page>, PageDrawn)>,
    /// The slides that were made last.
    deck: Option<KeptDeck>,
}

/// Slides, and of what for which size and tab.
struct KeptDeck {
    lesson: Arc<Lesson>,
    size: (u16, u16),
    tab: Option<String>,
    deck: Arc<Deck>,
}

/// Where a searched text stands.
pub type Found = Rc<Finds>;

impl View {
    /// Starts with a theme and no caches.
    pub fn new(theme: Theme, ascii: bool) -> Self {
        let glyphs = glyphs::set(ascii);
        Self {
            theme,
            glyphs,
            pages: Vec::new(),
            highlights: HashMap::new(),
            jobs: Vec::new(),
            searches: None,
            extended: None,
            reported: None,
            deck: None,
        }
    }

    /// Takes the theme of that name, if it is another; an unknown one is left.
    pub fn use_theme(&mut self, name: &str) {
        if self.theme.name != name
            && let Ok(theme) = Theme::named(name)
        {
            self.theme = theme;
        }
    }

    /// Returns whether the theme has no colours, so that code need not be highlighted for them.
    pub fn is_colourless(&self) -> bool {
        self.theme.name == theme::NO_COLOR
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Returns the style of running text.
    pub fn run_style(&self, run: &PageRun) -> Style {
        let mut style = self.style(run.role);
        let Emphasis { strong, italic, struck, .. } = run.emphasis;
        for (on, role) in [(strong, Role::Strong), (italic, Role::Emphasis), (struck, Role::Struck)] {
            if on {
                style = style.patch(self.style(role));
            }
        }
        if run.target.is_some() { style.patch(self.style(Role::Link)) } else { style }
    }

    /// Returns the page laid out with these options, from the cache where it is there.
    pub fn page(&mut self, lesson: &Arc<Lesson>, options: &PageOptions) -> Rc<Page> {
        let same = |(l, o, _): &&(Arc<Lesson>, PageOptions, Rc<Page>)| Arc::ptr_eq(l, lesson) && o == options;
        if let Some((_, _, page)) = self.pages.iter().find(same) {
            return Rc::clone(page);
        }
        let page = Rc::new(Page::lesson(lesson, options));
        self.pages.insert(0, (Arc::clone(lesson), options.clone(), Rc::clone(&page)));
        self.pages.truncate(KEPT_PAGES);
        page
    }

    /// Returns the page with `extra` at its end; the same as last time while neither changed.
    pub fn extended(&mut self, lesson: &Arc<Lesson>, extra: Vec<Block>) -> Arc<Lesson> {
        if extra.is_empty() {
            return Arc::clone(lesson);
        }
        if let Some((from, with, both)) = &self.extended
            && Arc::ptr_eq(from, lesson)
            && *with == extra
        {
            return Arc::clone(both);
        }
        let mut both = Lesson::clone(lesson);
        both.blocks.extend(extra.iter().cloned());
        let both = Arc::new(both);
        self.extended = Some((Arc::clone(lesson), extra, Arc::clone(&both)));
        both
    }

    /// Returns where `query` stands in the page.
    pub fn find(&mut self, page: &Rc<Page>, query: &str) -> Found {
        if let Some((known, text, found)) = &self.searches
            && Rc::ptr_eq(known, page)
            && text == query
        {
            return Rc::clone(found);
        }
        let found: Found = Rc::new(page.find(query));
        self.searches = Some((Rc::clone(page), query.to_owned(), Rc::clone(&found)));
        found
    }

    /// Returns what `report` says about the page: its lists are made once, scrolling changes none of them.
    pub fn report(&mut self, page: &Rc<Page>, report: impl FnOnce(&Page) -> PageDrawn) -> PageDrawn {
        if let Some((known, drawn)) = &self.reported
            && Rc::ptr_eq(known, page)
        {
            return drawn.clone();
        }
        let drawn = report(page);
        self.reported = Some((Rc::clone(page), drawn.clone()));
        drawn
    }

    /// Returns the slides of a page for a size; made where they are not the ones that were made last.
    pub fn deck(
        &mut self,
        lesson: &Arc<Lesson>,
        size: (u16, u16),
        tab: Option<&str>,
        make: impl FnOnce() -> Deck,
    ) -> Arc<Deck> {
        let same =
            |kept: &&KeptDeck| Arc::ptr_eq(&kept.lesson, lesson) && kept.size == size && kept.tab.as_deref() == tab;
        if let Some(kept) = self.deck.as_ref().filter(same) {
            return Arc::clone(&kept.deck);
        }
        let deck = Arc::new(make());
        let (lesson, tab) = (Arc::clone(lesson), tab.map(str::to_owned));
        self.deck = Some(KeptDeck { lesson, size, tab, deck: Arc::clone(&deck) });
        deck
    }

    /// Returns the colours of a block of code; when they are not there yet, notes that they are wanted.
    pub fn highlight(&mut self, code: &CodeSlot) -> Option<Rc<Vec<LineSpans>>> {
        self.highlight_text(&code.lang, &code.text)
    }

    /// The same for a text that is no block of a page.
    pub fn highlight_text(&mut self, lang: &str, text: &Arc<str>) -> Option<Rc<Vec<LineSpans>>> {
        let key = fnv1a(text.as_bytes()) ^ fnv1a(lang.as_bytes()).rotate_left(1);
        if let Some(known) = self.highlights.get(&key) {
            return known.clone();
        }
        self.highlights.insert(key, None);
        self.jobs.push(Job { key, lang: lang.to_owned(), text: Arc::clone(text) });
        None
    }

    /// Returns the blocks that wait for their colours; each is handed out once.
    pub fn take_jobs(&mut self) -> Vec<Job> {
        std::mem::take(&mut self.jobs)
    }

    /// Takes colours in; the next drawing shows them.
    pub fn done(&mut self, done: Done) {
        self.highlights.insert(done.key, Some(Rc::new(done.lines)));
    }
}

/// Returns the role of the theme for a role of code.
pub fn syntax_role(role: SyntaxRole) -> Role {
    match role {
        SyntaxRole::Plain | SyntaxRole::Output => Role::Code,
        SyntaxRole::Comment => Role::Comment,
        SyntaxRole::Keyword => Role::Keyword,
        SyntaxRole::String => Role::String,
        SyntaxRole::Number => Role::Number,
        SyntaxRole::Variable => Role::Variable,
        SyntaxRole::Function => Role::Function,
        SyntaxRole::Flag => Role::Flag,
        SyntaxRole::Key => Role::KeyName,
        SyntaxRole::Operator => Role::Operator,
        SyntaxRole::Type => Role::Type,
        SyntaxRole::Inserted => Role::Added,
        SyntaxRole::Deleted => Role::Removed,
        SyntaxRole::Prompt => Role::Prompt,
        SyntaxRole::Heading => Role::Heading3,
    }
}
