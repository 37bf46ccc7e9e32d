//! The names that events speak of, each numbered once, so that the fold works on small numbers. Holds the aliases too: a
//! renamed lesson or question is folded into its present name. Knows no events.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::slots::{Slot, Slots, hash_of_text};
use crate::id::{LessonId, QuestionId};
use crate::progress::shape::Shape;

/// Longest chain of renamings that is followed; longer ones are circles.
const MAX_RENAMES: usize = 8;

/// Former ids and what they are called today. A question of a renamed lesson needs no alias of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    /// Lesson by former id.
    pub lessons: BTreeMap<LessonId, LessonId>,
    /// Question by former id.
    pub questions: BTreeMap<QuestionId, QuestionId>,
}

impl Aliases {
    /// Returns whether nothing had another name.
    pub fn is_empty(&self) -> bool {
        self.lessons.is_empty() && self.questions.is_empty()
    }

    /// Returns what the lesson is called today, if that is something else.
    pub fn lesson(&self, id: &LessonId) -> Option<LessonId> {
        let mut now = self.lessons.get(id)?;
        for _ in 0..MAX_RENAMES {
            let Some(next) = self.lessons.get(now) else { break };
            now = next;
        }
        Some(now.clone())
    }

    /// The same for a question: by its own aliases, then by its lesson's, as often as they apply.
    pub fn question(&self, id: &QuestionId) -> Option<QuestionId> {
        let mut now = id.clone();
        for _ in 0..MAX_RENAMES {
            let next = match self.questions.get(&now) {
                Some(next) => next.clone(),
                None => match self.lesson(&now.lesson()) {
                    Some(lesson) => QuestionId::new(&lesson, now.slug()).ok()?,
                    None => break,
                },
            };
            now = next;
        }
        (now != *id).then_some(now)
    }
}

/// The number of a name.
pub(super) type Sym = u32;

/// One name.
#[derive(Debug, Clone)]
pub(super) struct Name {
    /// What kind of id it is.
    pub shape: Shape,
    /// The chapter it belonged to when the event was written; its own number for a chapter and for free text.
    pub chapter: Sym,
    /// What it is called today; its own number where nothing changed.
    pub now: Sym,
    start: usize,
    len: u32,
}

/// A name as what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NameId {
    Lesson(LessonId),
    Question(QuestionId),
    /// A chapter, or anything else: what a flag was raised at by another program.
    Other,
}

/// All the names so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    texts: Vec<u8>,
    list: Vec<Name>,
    /// Each name as what it is, made when it is first asked for.
    ids: Vec<OnceLock<NameId>>,
    by_text: Slots,
    aliases: Aliases,
}

impl Names {
    /// Returns the number of `text`, a new one where it was never met.
    #[inline]
    pub fn intern(&mut self, text: &[u8]) -> Sym {
        let hash = hash_of_text(text);
        match self.by_text.find(hash, |sym| self.text(sym) == text) {
            Slot::Found(sym) => sym,
            Slot::Empty(_) => self.add(text, hash),
        }
    }

    #[cold]
    fn add(&mut self, text: &[u8], hash: u64) -> Sym {
        let shape = Shape::of(text);
        let sym = self.list.len() as Sym;
        self.list.push(Name { shape, chapter: sym, now: sym, start: self.texts.len(), len: text.len() as u32 });
        self.ids.push(OnceLock::new());
        self.texts.extend_from_slice(text);
        self.by_text.reserve(1, |sym| hash_of_text(text_of(&self.texts, &self.list, sym)));
        if let Slot::Empty(slot) = self.by_text.find(hash, |_| false) {
            self.by_text.fill(slot, hash, sym);
        }
        if let (Shape::Lesson | Shape::Question, Some(chapter)) = (shape, text.split(|b| *b == b'/').next()) {
            self.list[sym as usize].chapter = self.intern(chapter);
        }
        if !self.aliases.is_empty() {
            self.list[sym as usize].now = self.present(sym);
        }
        sym
    }

    /// Returns a name as what it is.
    pub fn id(&self, sym: Sym) -> &NameId {
        self.ids[sym as usize].get_or_init(|| {
            let text = std::str::from_utf8(self.text(sym)).unwrap_or_default();
            match self.get(sym).shape {
                Shape::Lesson => text.parse().map_or(NameId::Other, NameId::Lesson),
                Shape::Question => text.parse().map_or(NameId::Other, NameId::Question),
                Shape::Chapter | Shape::Free => NameId::Other,
            }
        })
    }

    fn present(&mut self, sym: Sym) -> Sym {
        let now = match self.id(sym) {
            NameId::Lesson(lesson) => self.aliases.lesson(lesson).map(String::from),
            NameId::Question(question) => self.aliases.question(question).map(String::from),
            NameId::Other => None,
        };
        // What a name is called today is not renamed again: a circle of aliases ends somewhere.
        now.map_or(sym, |text| self.intern(text.as_bytes()))
    }

    /// Takes other aliases; what was folded before has to be folded again.
    pub fn set_aliases(&mut self, aliases: Aliases) {
        self.aliases = aliases;
        for sym in 0..self.list.len() {
            self.list[sym].now = self.present(sym as Sym);
        }
    }

    /// Returns the aliases in force.
    pub fn aliases(&self) -> &Aliases {
        &self.aliases
    }

    /// Returns the present number of a name that was met.
    pub fn find(&self, text: &str) -> Option<Sym> {
        match self.by_text.find(hash_of_text(text.as_bytes()), |sym| self.text(sym) == text.as_bytes()) {
            Slot::Found(sym) => Some(self.get(sym).now),
            Slot::Empty(_) => None,
        }
    }

    /// Returns the present number of a lesson that was met under any of its names.
    pub fn find_lesson(&self, id: &LessonId) -> Option<Sym> {
        self.find(id.as_str()).or_else(|| self.find(self.aliases.lesson(id)?.as_str()))
    }

    /// Returns the present number of a question that was met under any of its names.
    pub fn find_question(&self, id: &QuestionId) -> Option<Sym> {
        self.find(id.as_str()).or_else(|| self.find(self.aliases.question(id)?.as_str()))
    }

    /// Returns what a question is called today, whether it was met or not.
    pub fn question(&self, id: &QuestionId) -> QuestionId {
        self.aliases.question(id).unwrap_or_else(|| id.clone())
    }

    /// Returns a name as it is written.
    pub fn text(&self, sym: Sym) -> &[u8] {
        text_of(&self.texts, &self.list, sym)
    }

    /// Returns the name of a symbol.
    #[inline]
    pub fn get(&self, sym: Sym) -> &Name {
        &self.list[sym as usize]
    }
}

#[inline]
fn text_of<'a>(texts: &'a [u8], list: &[Name], sym: Sym) -> &'a [u8] {
    let Name { start, len, .. } = list[sym as usize];
    &texts[start..start + len as usize]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn aliases(lessons: &[(&str, &str)], questions: &[(&str, &str)]) -> Aliases {
        Aliases {
            lessons: lessons.iter().map(|(old, new)| (old.parse().unwrap(), new.parse().unwrap())).collect(),
            questions: questions.iter().map(|(old, new)| (old.parse().unwrap(), new.parse().unwrap())).collect(),
        }
    }

    type Pairs = &'static [(&'static str, &'static str)];

    #[test]
    fn renamed_names_are_one() {
        let cases: &[(Pairs, Pairs, &str, &str)] = &[
            (&[], &[], "a/b", "a/b"),
            (&[("a/b", "a/c")], &[], "a/b", "a/c"),
            (&[("a/b", "a/c"), ("a/c", "z/d")], &[], "a/b", "z/d"),
            (&[("a/b", "a/c")], &[], "a/b#q", "a/c#q"),
            (&[("a/b", "a/c")], &[("a/b#q", "a/b#r")], "a/b#q", "a/c#r"),
            (&[], &[("a/b#q", "x/y#z")], "a/b#q", "x/y#z"),
        ];
        for (lessons, questions, old, new) in cases {
            let mut before = Names::default();
            before.intern(old.as_bytes());
            before.set_aliases(aliases(lessons, questions));
            assert_eq!(before.find(old), Some(before.intern(new.as_bytes())), "{old} renamed after it was met");

            let mut after = Names::default();
            after.set_aliases(aliases(lessons, questions));
            after.intern(old.as_bytes());
            assert_eq!(after.find(old), Some(after.intern(new.as_bytes())), "{old} renamed before it was met");
        }
    }

    #[test]
    fn a_circle_of_aliases_ends() {
        let mut names = Names::default();
        names.set_aliases(aliases(&[("a/b", "a/c"), ("a/c", "a/b")], &[("a/b#q", "a/b#q")]));
        for text in ["a/b", "a/c", "a/b#q"] {
            names.intern(text.as_bytes());
        }
        assert!(names.find("a/b").is_some() && names.find("a/b#q").is_some());
    }

    #[test]
    fn chapters_of_names() {
        let mut names = Names::default();
        let question = names.intern(b"works/dockerignore#first");
        let chapter = names.intern(b"works");
        assert_eq!(names.get(question).chapter, chapter);
        let free = names.intern(b"about # everything");
        assert_eq!(names.get(free).shape, Shape::Free);
        assert_eq!(names.get(free).chapter, free);
    }
}
