//! Checked names: every id in the program is one of these types, so a malformed id cannot travel past the room
//! that read it. Knows nothing of files, courses or screens.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Longest slug in bytes; keeps ids readable in one line of a report.
pub const MAX_SLUG: usize = 48;

/// Why a text is not an id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdError {
    /// Nothing where a slug should be.
    #[error("an id must not be empty")]
    Empty,
    /// Longer than [`MAX_SLUG`].
    #[error("`{0}` is longer than {MAX_SLUG} characters")]
    TooLong(String),
    /// A character outside `a-z`, `0-9` and `-`, or a hyphen at an end.
    #[error("`{0}` may hold only lower-case letters, digits and inner hyphens")]
    BadSlug(String),
    /// A lesson id has exactly one slash.
    #[error("`{0}` is not of the form chapter/lesson")]
    NotALesson(String),
    /// A question id has exactly one number sign.
    #[error("`{0}` is not of the form chapter/lesson#question")]
    NotAQuestion(String),
    /// An event id is 32 hexadecimal digits.
    #[error("`{0}` is not an event id of 32 hexadecimal digits")]
    NotAnEvent(String),
}

/// Returns whether `text` is a slug: `a-z`, `0-9` and inner hyphens, at most [`MAX_SLUG`] bytes.
pub fn is_slug(text: &str) -> bool {
    check_slug(text).is_ok()
}

/// Returns `text` as a slug: lower case, hyphens for all else, at most as long as an id may be; `otherwise` where nothing is left.
pub fn slug_of(text: &str, otherwise: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_lowercase() || c.is_ascii_digit() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    // Room for the number that tells two of one name apart.
    slug.truncate(MAX_SLUG - 4);
    let slug = slug.trim_matches('-');
    if is_slug(slug) { slug.to_owned() } else { otherwise.to_owned() }
}

fn check_slug(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > MAX_SLUG {
        return Err(IdError::TooLong(text.to_owned()));
    }
    let legal = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if !text.bytes().all(legal) || text.starts_with('-') || text.ends_with('-') {
        return Err(IdError::BadSlug(text.to_owned()));
    }
    Ok(())
}

macro_rules! text_id {
    ($name:ident) => {
        impl $name {
            /// Returns the id as it is written in files.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0.into()
            }
        }
    };
}

/// A chapter's id: one slug, `works`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ChapterId(Box<str>);
text_id!(ChapterId);

impl FromStr for ChapterId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        check_slug(text)?;
        Ok(Self(text.into()))
    }
}

/// A track's id: one slug, `short`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackId(Box<str>);
text_id!(TrackId);

impl FromStr for TrackId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        check_slug(text)?;
        Ok(Self(text.into()))
    }
}

/// A lesson's id: chapter and slug, `works/dockerignore`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LessonId(Box<str>);
text_id!(LessonId);

impl LessonId {
    /// Joins a chapter and a slug that is not yet checked.
    pub fn new(chapter: &ChapterId, slug: &str) -> Result<Self, IdError> {
        check_slug(slug)?;
        Ok(Self([&*chapter.0, "/", slug].concat().into()))
    }

    /// Returns the chapter's part.
    pub fn chapter(&self) -> ChapterId {
        ChapterId(self.chapter_str().into())
    }

    /// Returns the chapter's part without copying it.
    pub fn chapter_str(&self) -> &str {
        self.0.split_once('/').map_or("", |(chapter, _)| chapter)
    }

    /// Returns the part after the slash.
    pub fn slug(&self) -> &str {
        self.0.split_once('/').map_or(&self.0, |(_, slug)| slug)
    }
}

impl FromStr for LessonId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (chapter, slug) = text.split_once('/').ok_or_else(|| IdError::NotALesson(text.to_owned()))?;
        check_slug(chapter)?;
        check_slug(slug)?;
        Ok(Self(text.into()))
    }
}

/// A question's id: lesson and slug, `works/dockerignore#secret-in-context`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct QuestionId(Box<str>);
text_id!(QuestionId);

impl QuestionId {
    /// Joins a lesson and a slug that is not yet checked.
    pub fn new(lesson: &LessonId, slug: &str) -> Result<Self, IdError> {
        check_slug(slug)?;
        Ok(Self([&*lesson.0, "#", slug].concat().into()))
    }

    /// Returns the lesson's part.
    pub fn lesson(&self) -> LessonId {
        LessonId(self.lesson_str().into())
    }

    /// Returns the lesson's part without copying it.
    pub fn lesson_str(&self) -> &str {
        self.0.split_once('#').map_or(&*self.0, |(lesson, _)| lesson)
    }

    /// Returns the part after the number sign.
    pub fn slug(&self) -> &str {
        self.0.split_once('#').map_or(&self.0, |(_, slug)| slug)
    }
}

impl FromStr for QuestionId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let (lesson, slug) = text.split_once('#').ok_or_else(|| IdError::NotAQuestion(text.to_owned()))?;
        lesson.parse::<LessonId>()?;
        check_slug(slug)?;
        Ok(Self(text.into()))
    }
}

/// The 128-bit random id of an event in the progress log; 32 hexadecimal digits in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EventId(pub u128);

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl FromStr for EventId {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        let bad = || IdError::NotAnEvent(text.chars().take(MAX_SLUG).collect());
        if text.len() != 32 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(bad());
        }
        u128::from_str_radix(text, 16).map(Self).map_err(|_| bad())
    }
}

impl TryFrom<String> for EventId {
    type Error = IdError;
    fn try_from(text: String) -> Result<Self, IdError> {
        text.parse()
    }
}

impl From<EventId> for String {
    fn from(id: EventId) -> String {
        id.to_string()
    }
}

/// Makes event ids from one random salt: unique across machines, repeatable in tests.
#[derive(Debug, Clone)]
pub struct EventIds {
    salt: u128,
    rng: fastrand::Rng,
}

impl EventIds {
    /// Starts from 128 bits that the caller drew from the operating system (or fixed, in a test).
    pub fn new(salt: u128) -> Self {
        Self { salt, rng: fastrand::Rng::with_seed((salt >> 64) as u64 ^ salt as u64) }
    }

    /// Returns the next id.
    pub fn next_id(&mut self) -> EventId {
        EventId(self.salt ^ self.rng.u128(..))
    }

    /// Returns a seed for a shuffle; drawn from the same source so that a fixed salt fixes everything.
    pub fn next_seed(&mut self) -> u64 {
        self.rng.u64(..)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_accept_and_refuse() {
        for good in ["works/dockerignore", "a/b", "ci/sign-images-2"] {
            assert_eq!(good.parse::<LessonId>().map(String::from).as_deref(), Ok(good));
        }
        for bad in ["", "works", "works/", "/x", "a/b/c", "Works/x", "a/../b", "a/b#c", "a/-b", "a/b-", "a/b c"] {
            assert!(bad.parse::<LessonId>().is_err(), "{bad:?} must be refused");
        }
        assert!("a/b#c".parse::<QuestionId>().is_ok());
        for bad in ["a/b", "a/b#", "a#b", "a/b#c#d"] {
            assert!(bad.parse::<QuestionId>().is_err(), "{bad:?} must be refused");
        }
        assert!("x".repeat(MAX_SLUG + 1).parse::<ChapterId>().is_err());
    }

    #[test]
    fn parts_of_ids() {
        let question: QuestionId = "works/dockerignore#first".parse().unwrap();
        assert_eq!(question.slug(), "first");
        assert_eq!(question.lesson().slug(), "dockerignore");
        assert_eq!(question.lesson().chapter().as_str(), "works");
    }

    #[test]
    fn event_ids_round_trip_and_differ() {
        let mut ids = EventIds::new(7);
        let (a, b) = (ids.next_id(), ids.next_id());
        assert_ne!(a, b);
        assert_eq!(a.to_string().parse(), Ok(a));
        assert_eq!(EventIds::new(7).next_id(), a, "a fixed salt is repeatable");
        assert!("+0000000000000000000000000000000".parse::<EventId>().is_err());
    }
}
