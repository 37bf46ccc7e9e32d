//! One person's result as it is held while files are gathered: every text that many files share is kept once, so that thousands of files
//! fit into little memory. Must not know what is summed up from it.

use std::collections::HashMap;

use super::people::State;
use crate::sanitize::sanitize;
use crate::team::ResultFile;
use crate::team::result::{AnswerResult, ItemResult};

/// Longest text of a file that is kept, in characters: a name or a title needs less.
const MAX_TEXT: usize = 200;

/// A text that is kept once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Sym(u32);

/// Every text once.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    list: Vec<Box<str>>,
    known: HashMap<Box<str>, Sym>,
}

/// A result file.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub source: Box<str>,
    pub session: Sym,
    pub title: Sym,
    pub participant: u64,
    pub name: Box<str>,
    pub t: i64,
    pub pass: u8,
    pub items: Box<[SheetItem]>,
    pub answers: Box<[SheetAnswer]>,
}

/// An item of a result file.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetItem {
    pub item: Sym,
    pub kind: Sym,
    pub title: Sym,
    pub chapter: Option<Sym>,
    pub state: State,
    pub minutes: u32,
}

/// An answer of a result file.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetAnswer {
    pub item: Sym,
    pub question: Sym,
    pub key: u64,
    pub right: bool,
    pub chosen: Sym,
    pub sure: Option<bool>,
    pub seconds: u32,
}

impl Texts {
    /// Returns the sign of a text.
    pub fn keep(&mut self, text: &str) -> Sym {
        if let Some(sym) = self.known.get(text) {
            return *sym;
        }
        let sym = Sym(self.list.len() as u32);
        self.list.push(text.into());
        self.known.insert(text.into(), sym);
        sym
    }

    /// Returns the sign of a text where it is kept.
    pub fn find(&self, text: &str) -> Option<Sym> {
        self.known.get(text).copied()
    }

    /// Returns the text of a sign.
    pub fn get(&self, sym: Sym) -> &str {
        self.list.get(sym.0 as usize).map_or("", |text| text)
    }
}

impl Sheet {
    /// Keeps what a report needs of a file.
    pub fn new(file: &ResultFile, source: &str, texts: &mut Texts) -> Self {
        Self {
            source: source.into(),
            session: texts.keep(&clean(&file.session)),
            title: texts.keep(&clean(&file.title)),
            participant: crate::hash::fnv1a(file.participant.as_bytes()),
            name: clean(&file.name).into(),
            t: file.t,
            pass: file.pass.min(100),
            items: file.items.iter().map(|item| SheetItem::new(item, texts)).collect(),
            answers: file.answers.iter().map(|answer| SheetAnswer::new(answer, texts)).collect(),
        }
    }
}

impl SheetItem {
    fn new(item: &ItemResult, texts: &mut Texts) -> Self {
        Self {
            item: texts.keep(&clean(&item.item)),
            kind: texts.keep(&clean(&item.kind)),
            title: texts.keep(&clean(&item.title)),
            chapter: item.chapter.as_deref().map(|chapter| texts.keep(&clean(chapter))),
            state: State::of(&item.state),
            minutes: item.minutes,
        }
    }
}

impl SheetAnswer {
    fn new(answer: &AnswerResult, texts: &mut Texts) -> Self {
        Self {
            item: texts.keep(&clean(&answer.item)),
            question: texts.keep(&clean(&answer.question)),
            key: u64::from_str_radix(&answer.key, 16).unwrap_or(0),
            right: answer.right,
            // What was chosen matters only where it was wrong.
            chosen: texts.keep(&if answer.right { String::new() } else { answer.chosen.to_string() }),
            sure: match answer.confidence.as_deref() {
                Some("sure") => Some(true),
                Some("unsure") => Some(false),
                _ => None,
            },
            seconds: answer.seconds,
        }
    }
}

/// Returns a text of a file as one harmless line.
pub(super) fn clean(text: &str) -> String {
    let is_plain = |byte: u8| (b' '..0x7f).contains(&byte);
    if text.len() <= MAX_TEXT && text.bytes().all(is_plain) && !text.contains("  ") && text.trim().len() == text.len() {
        return text.to_owned();
    }
    let folded = text.split_whitespace().collect::<Vec<_>>().join(" ");
    sanitize(&folded).chars().take(MAX_TEXT).collect()
}
