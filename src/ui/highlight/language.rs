//! The languages that fences may name, and by which names.

use super::words::{self, Words};

/// A language that can be coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Dockerfile,
    Ignore,
    Shell,
    Console,
    Python,
    Yaml,
    Toml,
    Json,
    Ini,
    Diff,
}

/// Every name of a language in fences, and every file extension: one a line.
const TAGS: [(&str, Language); 27] = [
    ("dockerfile", Language::Dockerfile),
    ("docker", Language::Dockerfile),
    ("containerfile", Language::Dockerfile),
    ("ignore", Language::Ignore),
    (".dockerignore", Language::Ignore),
    ("dockerignore", Language::Ignore),
    ("gitignore", Language::Ignore),
    ("bash", Language::Shell),
    ("sh", Language::Shell),
    ("shell", Language::Shell),
    ("zsh", Language::Shell),
    ("dash", Language::Shell),
    ("ash", Language::Shell),
    ("console", Language::Console),
    ("python", Language::Python),
    ("python3", Language::Python),
    ("py", Language::Python),
    ("yaml", Language::Yaml),
    ("yml", Language::Yaml),
    ("toml", Language::Toml),
    ("json", Language::Json),
    ("ini", Language::Ini),
    ("cfg", Language::Ini),
    ("conf", Language::Ini),
    ("diff", Language::Diff),
    ("patch", Language::Diff),
    (".gitignore", Language::Ignore),
];

impl Language {
    /// Returns the language a fence names `tag`, in any case.
    pub fn from_tag(tag: &str) -> Option<Self> {
        TAGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(tag)).map(|&(_, language)| language)
    }

    /// Returns the `name` of its grammar. Console text has none of its own: its commands are shell.
    pub fn grammar(self) -> &'static str {
        match self {
            Self::Dockerfile => "Dockerfile",
            Self::Ignore => "Ignore",
            Self::Shell | Self::Console => "Shell",
            Self::Python => "Python",
            Self::Yaml => "YAML",
            Self::Toml => "TOML",
            Self::Json => "JSON",
            Self::Ini => "INI",
            Self::Diff => "Diff",
        }
    }

    /// Returns the words that its grammar leaves to a table.
    pub fn words(self) -> &'static Words {
        match self {
            Self::Shell | Self::Console => &words::SHELL,
            Self::Python => &words::PYTHON,
            Self::Yaml => &words::YAML,
            _ => &words::NONE,
        }
    }
}
