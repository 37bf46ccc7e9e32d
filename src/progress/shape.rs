//! Tells by its letters alone what kind of id a text is, without making one: the fold meets the same few hundred names
//! thousands of times. Agrees with the types of `crate::id` (a test holds them together).

use crate::id::MAX_SLUG;

/// What kind of id a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// `works`
    Chapter,
    /// `works/dockerignore`
    Lesson,
    /// `works/dockerignore#first`
    Question,
    /// None of these.
    Free,
}

impl Shape {
    /// Looks at `text`, once.
    pub fn of(text: &[u8]) -> Self {
        // Where the slug at hand begins, and the shape if it is the last.
        let (mut begin, mut shape) = (0, Self::Chapter);
        for (at, letter) in text.iter().enumerate() {
            if IN_SLUGS[usize::from(*letter)] {
                continue;
            }
            shape = match (letter, shape) {
                (b'/', Self::Chapter) => Self::Lesson,
                (b'#', Self::Lesson) => Self::Question,
                _ => return Self::Free,
            };
            if !ends_well(&text[begin..at]) {
                return Self::Free;
            }
            begin = at + 1;
        }
        if ends_well(&text[begin..]) { shape } else { Self::Free }
    }
}

/// The letters of slugs.
const IN_SLUGS: [bool; 256] = {
    let mut table = [false; 256];
    let letters = b"abcdefghijklmnopqrstuvwxyz0123456789-";
    let mut index = 0;
    while index < letters.len() {
        table[letters[index] as usize] = true;
        index += 1;
    }
    table
};

/// Whether a part whose letters are those of a slug is one.
#[inline]
fn ends_well(part: &[u8]) -> bool {
    matches!((part.first(), part.last()), (Some(first), Some(last)) if *first != b'-' && *last != b'-')
        && part.len() <= MAX_SLUG
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::id::{ChapterId, LessonId, QuestionId};

    fn by_parsing(text: &str) -> Shape {
        if text.parse::<ChapterId>().is_ok() {
            Shape::Chapter
        } else if text.parse::<LessonId>().is_ok() {
            Shape::Lesson
        } else if text.parse::<QuestionId>().is_ok() {
            Shape::Question
        } else {
            Shape::Free
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_types(text in "[a-z0-9A/#-]{0,12}|[a-z]{1,4}/[a-z-]{1,4}(#[a-z-]{1,4})?|[a-z]{46,50}(/[a-z]{46,50})?|.*") {
            prop_assert_eq!(Shape::of(text.as_bytes()), by_parsing(&text));
        }
    }
}
