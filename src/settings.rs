//! What the learner can choose for good. Pure data: where it is kept is `store`'s business, what a key name means is the
//! keymap's, whether a theme exists is the theme room's.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The learner's choices. A choice that was never made is the default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settings {
    /// Name of the theme; nothing for the terminal's own colours.
    pub theme: Option<String>,
    /// The tab that code is shown in where a lesson has several: `pip`, `uv`.
    pub installer: Option<String>,
    /// Whether to draw with ASCII only.
    pub ascii: Ascii,
    /// Folder of another course than the one in the program.
    pub course: Option<PathBuf>,
    /// Folders of packs, laid over the course in this order.
    pub packs: Vec<PathBuf>,
    /// Questions that review asks a day; the stock number when nothing is said.
    pub review_per_day: Option<u32>,
    /// Keys by name of an action, both as the keymap spells them.
    pub keys: BTreeMap<String, Vec<String>>,
}

/// Whether to draw with ASCII only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ascii {
    /// As the locale says.
    #[default]
    Auto,
    /// Always.
    Yes,
    /// Never.
    No,
}

impl Ascii {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Yes, Self::No];

    /// Returns the word used in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    /// Returns the choice with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|ascii| ascii.word() == word)
    }

    /// Returns whether to draw with ASCII only, given whether the locale is a UTF-8 one.
    pub fn is_on(self, locale_is_utf8: bool) -> bool {
        match self {
            Self::Auto => !locale_is_utf8,
            Self::Yes => true,
            Self::No => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_words() {
        for ascii in Ascii::ALL {
            assert_eq!(Ascii::from_word(ascii.word()), Some(ascii));
        }
        assert_eq!(Ascii::from_word("YES"), None);
        assert_eq!([true, false].map(|utf8| Ascii::Auto.is_on(utf8)), [false, true]);
        assert!(Ascii::Yes.is_on(true) && !Ascii::No.is_on(false));
    }
}
