//! What a learner asked sshd for, as words. No shell reads it: there are no quotes, no variables, no second command.

use std::ffi::OsStr;

use super::Refused;

/// Longest wish in bytes; `ssh` takes more, nobody types more.
const LONGEST: usize = 1_000;

/// Splits a wish at its blanks. The program's own name in front is passed over, as people write it.
///
/// # Errors
/// It is too long, no UTF-8 text, or holds control characters.
pub fn words(wish: &OsStr) -> Result<Vec<String>, Refused> {
    let text = wish.to_str().filter(|text| text.len() <= LONGEST && !text.chars().any(char::is_control));
    let Some(text) = text else {
        return Err(Refused("a kiosk takes a subcommand in one short line of text; `--help` shows them".to_owned()));
    };
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    if words.first().is_some_and(|word| word == "seaworthy") {
        words.remove(0);
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blanks_part_words_and_nothing_else_does() {
        let cases: [(&str, &[&str]); 6] = [
            ("", &[]),
            ("  ", &[]),
            ("seaworthy", &[]),
            ("seaworthy quiz --plain", &["quiz", "--plain"]),
            ("quiz;id", &["quiz;id"]),
            ("quiz \"a b\" $(id) `id` 'c'", &["quiz", "\"a", "b\"", "$(id)", "`id`", "'c'"]),
        ];
        for (wish, expected) in cases {
            assert_eq!(words(OsStr::new(wish)).unwrap(), expected, "{wish:?}");
        }
        for wish in ["quiz\nid", "quiz\u{1b}[2J", "quiz\u{9b}2J", &"q".repeat(LONGEST + 1)] {
            assert!(words(OsStr::new(wish)).is_err(), "{wish:?}");
        }
    }

    proptest! {
        #[test]
        fn no_word_holds_a_blank_or_a_control(wish in ".{0,80}") {
            if let Ok(words) = words(OsStr::new(&wish)) {
                prop_assert!(words.iter().all(|word| !word.is_empty() && !word.contains(char::is_whitespace) && !word.contains(char::is_control)));
            }
        }
    }
}
