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
    /// Looks at `text`.
    pub fn of(text: &[u8]) -> Self {
        let find = |letter: u8| text.iter().position(|b| *b == letter);
        match (find(b'/'), find(b'#')) {
            (None, None) if is_slug(text) => Self::Chapter,
            (Some(slash), None) if is_slug(&text[..slash]) && is_slug(&text[slash + 1..]) => Self::Lesson,
            (Some(slash), Some(sign))
                if slash < sign
                    && is_slug(&text[..slash])
                    && is_slug(&text[slash + 1..sign])
                    && is_slug(&text[sign + 1..]) =>
            {
                Self::Question
            }
            _ => Self::Free,
        }
    }
}

fn is_slug(part: &[u8]) -> bool {
    let legal = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-';
    // Without a way out in the middle, so that the compiler takes many bytes at once.
    let all_legal = part.iter().fold(true, |all, b| all & legal(b));
    all_legal && !part.is_empty() && part.len() <= MAX_SLUG && !part.starts_with(b"-") && !part.ends_with(b"-")
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
