//! Colours by meaning. A theme is one file of `role = "style"` lines (`assets/themes/*.toml`); nothing else in the program names a
//! colour. Must not know what is drawn with a role.

pub mod contrast;

use std::collections::HashMap;

use ratatui::style::{Color, Modifier, Style};
use thiserror::Error;

include!(concat!(env!("OUT_DIR"), "/themes.rs"));

/// Name of the default theme: the terminal's own 16 colours.
pub const DEFAULT: &str = "terminal";
/// Name of the theme without colours, taken when NO_COLOR is set.
pub const NO_COLOR: &str = "no-colour";

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal,)*) => {
        /// What a cell means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// Every role, in the order of theme files.
            pub const ALL: &'static [Role] = &[$(Role::$role),*];

            /// Returns the role's name in theme files.
            pub fn name(self) -> &'static str {
                match self { $(Role::$role => $name,)* }
            }
        }
    };
}

roles! {
    /// Running text, and the background of everything.
    Text = "text",
    /// What may be overlooked.
    Dim = "dim",
    /// A page's title and first-level headings.
    Heading1 = "heading-1",
    /// Section headings.
    Heading2 = "heading-2",
    /// Deeper headings.
    Heading3 = "heading-3",
    /// `**strong**`
    Strong = "strong",
    /// `*emphasis*`
    Emphasis = "emphasis",
    /// `~~struck~~`
    Struck = "struck",
    /// `` `code` `` in running text.
    InlineCode = "inline-code",
    /// A link.
    Link = "link",
    /// The link or block that has the focus.
    Focus = "focus",
    /// List markers, quote bars, rules.
    Marker = "marker",
    /// Note and its bar.
    AlertNote = "alert-note",
    /// Tip and its bar.
    AlertTip = "alert-tip",
    /// Important and its bar.
    AlertImportant = "alert-important",
    /// Warning and its bar.
    AlertWarning = "alert-warning",
    /// Caution and its bar.
    AlertCaution = "alert-caution",
    /// A table's header cells.
    TableHead = "table-head",
    /// Lines of tables, panes and code frames.
    Border = "border",
    /// Code without another role, and the ground of code blocks.
    Code = "code",
    /// The language or file name above a code block.
    CodeTitle = "code-title",
    /// The chosen one of tabs.
    TabActive = "tab-active",
    /// The other tabs.
    Tab = "tab",
    /// A line that came.
    Added = "added",
    /// A line that went.
    Removed = "removed",
    /// The sign that code goes on sideways.
    Overflow = "overflow",
    /// A found text.
    Match = "match",
    /// The found text one is at.
    MatchCurrent = "match-current",
    /// The chosen row of a list.
    Selection = "selection",
    /// The line at the top.
    TitleBar = "title-bar",
    /// The line of keys at the bottom.
    Footer = "footer",
    /// A key in the footer or the help.
    Key = "key",
    /// A toast or hint that needs no action.
    Info = "info",
    /// Something to heed.
    Warning = "warning",
    /// Something that failed.
    Error = "error",
    /// Right answers, finished lessons.
    Right = "right",
    /// Wrong answers.
    Wrong = "wrong",
    /// Right options that were not chosen.
    Missed = "missed",
    /// Finished part of a gauge.
    GaugeDone = "gauge-done",
    /// Rest of a gauge.
    GaugeRest = "gauge-rest",
    /// A day without answers.
    Heat0 = "heat-0",
    /// A day with a few.
    Heat1 = "heat-1",
    /// A day with some.
    Heat2 = "heat-2",
    /// A day with many.
    Heat3 = "heat-3",
    /// A text field.
    Input = "input",
    /// Comments in code.
    Comment = "syntax-comment",
    /// Instructions and keywords.
    Keyword = "syntax-keyword",
    /// Quoted text.
    String = "syntax-string",
    /// Numbers and constants.
    Number = "syntax-number",
    /// Variables.
    Variable = "syntax-variable",
    /// Functions and commands.
    Function = "syntax-function",
    /// Flags and options.
    Flag = "syntax-flag",
    /// Keys of YAML, TOML, JSON and INI.
    KeyName = "syntax-key",
    /// Operators and separators.
    Operator = "syntax-operator",
    /// Types, images, stage names.
    Type = "syntax-type",
    /// Prompts of transcripts.
    Prompt = "syntax-prompt",
}

/// Why a theme file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ThemeError {
    /// No theme of this name.
    #[error("there is no theme `{name}`; there are {}", names().join(", "))]
    Unknown { name: String },
    /// Not TOML, or not a table of strings.
    #[error("theme {name}: {message}")]
    Syntax { name: String, message: String },
    /// A role that does not exist, or one that is missing.
    #[error("theme {name}: {problem} role `{role}`")]
    Role { name: String, role: String, problem: &'static str },
    /// A word that is no colour and no modifier.
    #[error("theme {name}: `{word}` in role `{role}` is no colour and no modifier")]
    Word { name: String, role: String, word: String },
}

/// A style for every role.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The file's name without extension.
    pub name: String,
    styles: HashMap<Role, Style>,
}

/// Returns the names of the themes, sorted.
pub fn names() -> Vec<&'static str> {
    THEMES.iter().map(|(name, _)| *name).collect()
}

impl Theme {
    /// Loads a theme of the binary by name.
    ///
    /// # Errors
    /// There is no such theme. (That its file is sound is a test's business.)
    pub fn named(name: &str) -> Result<Self, ThemeError> {
        let found = THEMES.iter().find(|(other, _)| *other == name);
        let (name, roles) = found.ok_or_else(|| ThemeError::Unknown { name: name.to_owned() })?;
        Self::of(name, &roles.iter().copied().collect())
    }

    /// Reads a theme file: every role once, each a list of words: a colour, `on` and a colour, modifiers.
    ///
    /// # Errors
    /// The file is not such a table, or a role is missing or unknown.
    pub fn parse(name: &str, source: &str) -> Result<Self, ThemeError> {
        let own = || name.to_owned();
        let table: HashMap<String, String> = toml::from_str(source)
            .map_err(|error| ThemeError::Syntax { name: own(), message: error.message().to_owned() })?;
        Self::of(name, &table.iter().map(|(role, style)| (role.as_str(), style.as_str())).collect())
    }

    /// Makes a theme of its roles.
    fn of(name: &str, table: &HashMap<&str, &str>) -> Result<Self, ThemeError> {
        let own = || name.to_owned();
        if let Some(role) = table.keys().find(|key| !Role::ALL.iter().any(|role| role.name() == **key)) {
            return Err(ThemeError::Role { name: own(), role: (*role).to_owned(), problem: "unknown" });
        }
        let mut styles = HashMap::with_capacity(Role::ALL.len());
        for role in Role::ALL {
            let text = table.get(role.name()).ok_or_else(|| ThemeError::Role {
                name: own(),
                role: role.name().to_owned(),
                problem: "missing",
            })?;
            let style =
                style(text).map_err(|word| ThemeError::Word { name: own(), role: role.name().to_owned(), word })?;
            styles.insert(*role, style);
        }
        Ok(Self { name: own(), styles })
    }

    /// Returns the style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(&role).copied().unwrap_or_default()
    }
}

/// Reads `"bold red on #101010"`; the word that means nothing is the error.
fn style(text: &str) -> Result<Style, String> {
    let mut style = Style::default();
    let mut words = text.split_whitespace();
    while let Some(word) = words.next() {
        let modifier = match word {
            "bold" => Modifier::BOLD,
            "dim" => Modifier::DIM,
            "italic" => Modifier::ITALIC,
            "underline" => Modifier::UNDERLINED,
            "reverse" => Modifier::REVERSED,
            "struck" => Modifier::CROSSED_OUT,
            "on" => {
                let name = words.next().unwrap_or_default();
                style = style.bg(colour(name).ok_or_else(|| format!("on {name}"))?);
                continue;
            }
            _ => {
                style = style.fg(colour(word).ok_or_else(|| word.to_owned())?);
                continue;
            }
        };
        style = style.add_modifier(modifier);
    }
    Ok(style)
}

fn colour(name: &str) -> Option<Color> {
    const NAMES: [(&str, Color); 17] = [
        ("default", Color::Reset),
        ("black", Color::Black),
        ("red", Color::Red),
        ("green", Color::Green),
        ("yellow", Color::Yellow),
        ("blue", Color::Blue),
        ("magenta", Color::Magenta),
        ("cyan", Color::Cyan),
        ("white", Color::Gray),
        ("bright-black", Color::DarkGray),
        ("bright-red", Color::LightRed),
        ("bright-green", Color::LightGreen),
        ("bright-yellow", Color::LightYellow),
        ("bright-blue", Color::LightBlue),
        ("bright-magenta", Color::LightMagenta),
        ("bright-cyan", Color::LightCyan),
        ("bright-white", Color::White),
    ];
    if let Some(hex) = name.strip_prefix('#') {
        let value = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
        return Some(Color::Rgb((value >> 16) as u8, (value >> 8) as u8, value as u8));
    }
    NAMES.iter().find(|(other, _)| *other == name).map(|(_, colour)| *colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_theme_is_sound() {
        let names = names();
        for wanted in [DEFAULT, NO_COLOR, "light", "dark", "high-contrast"] {
            assert!(names.contains(&wanted), "{wanted} is missing from {names:?}");
        }
        for name in names {
            let theme = Theme::named(name).unwrap();
            for role in Role::ALL {
                let style = theme.style(*role);
                let same = style.fg.is_some() && style.fg == style.bg;
                assert!(!same, "{name}: `{}` cannot be seen on its own ground", role.name());
                if name == NO_COLOR {
                    assert!(style.fg.is_none() && style.bg.is_none(), "{}", role.name());
                }
            }
        }
    }

    #[test]
    fn selection_and_matches_do_not_rest_on_hue_alone() {
        for name in names() {
            let theme = Theme::named(name).unwrap();
            for role in [Role::Selection, Role::MatchCurrent, Role::Focus, Role::TabActive] {
                let style = theme.style(role);
                let marked = style.add_modifier.intersects(Modifier::REVERSED | Modifier::BOLD | Modifier::UNDERLINED);
                assert!(marked || style.bg.is_some(), "{name}: {}", role.name());
            }
        }
    }

    #[test]
    fn faults_are_named() {
        let all = |value: &str| Role::ALL.iter().map(|r| format!("{} = {value:?}\n", r.name())).collect::<String>();
        let cases = [
            ("text = 1".to_owned(), "theme x: invalid type: integer `1`, expected a string"),
            (all("bold") + "txt = \"\"\n", "theme x: unknown role `txt`"),
            ("text = \"\"".to_owned(), "theme x: missing role `dim`"),
            (all("blod red"), "theme x: `blod` in role `text` is no colour and no modifier"),
            (all("red on mauve"), "theme x: `on mauve` in role `text` is no colour and no modifier"),
        ];
        for (source, message) in cases {
            assert_eq!(Theme::parse("x", &source).unwrap_err().to_string(), message);
        }
        assert!(Theme::named("drak").unwrap_err().to_string().starts_with("there is no theme `drak`; there are dark,"));
    }
}
