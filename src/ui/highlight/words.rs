//! Words with a meaning of their own. Kept out of the grammars: an expression that lists forty words takes longer to
//! compile than all else in it, and a word found whole needs no look-around.

/// The words of one language that are not ordinary names.
pub(super) struct Words {
    /// Reserved words, and builtins that steer.
    pub keywords: &'static [&'static str],
    /// Words that are values.
    pub literals: &'static [&'static str],
}

impl Words {
    /// Whether `word` is a value of its own kind: one of the literals, or a number.
    pub fn is_literal(&self, word: &str) -> bool {
        let is_number = || word.starts_with(|c: char| c.is_ascii_digit() || c == '-') && word.parse::<f64>().is_ok();
        self.literals.contains(&word) || is_number()
    }
}

/// Of languages whose grammars name no words.
pub(super) const NONE: Words = Words { keywords: &[], literals: &[] };

/// Of the shell, where a command may stand.
#[rustfmt::skip]
pub(super) const SHELL: Words = Words {
    keywords: &[
        "if", "then", "elif", "else", "fi", "for", "while", "until", "do", "done", "case", "esac", "in", "select",
        "function", "time", "return", "exit", "break", "continue", "export", "local", "declare", "readonly", "unset",
        "set", "shift", "source", "exec", "eval", "trap", ".",
    ],
    literals: &[],
};

/// Of Python.
#[rustfmt::skip]
pub(super) const PYTHON: Words = Words {
    keywords: &[
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else",
        "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
        "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ],
    literals: &["True", "False", "None"],
};

/// Of YAML: values that are no strings.
pub(super) const YAML: Words =
    Words { keywords: &[], literals: &["true", "false", "null", "~", "yes", "no", "on", "off", "True", "False"] };
