//! Reads the text of `.seaworthy.toml`, every mistake with its place and, where a name is mistyped, the nearest one.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Config;
use super::profile::{PROFILES, Profile};
use crate::diagnostic::{Diagnostic, Severity, nearest};
use crate::ignore::{self, IgnoreFile};
use crate::lint::{FailOn, RULES};

/// The keys, with what each has to be.
const KEYS: [(&str, &str); 7] = [
    ("profile", "\"learner\", \"production\" or \"strict\""),
    ("select", "a list of rules, as in select = [\"user-missing\"]"),
    ("ignore", "a list of rules, as in ignore = [\"apt-recommends\", \"DL3042\"]"),
    ("levels", "a table of rules, as in levels.user-missing = \"error\""),
    ("fail-on", "\"error\", \"warning\", \"info\", \"style\" or \"never\""),
    ("exclude", "a list of patterns, as in exclude = [\"vendor\", \"**/fixtures\"]"),
    ("per-path-ignores", "a table of patterns, as in \"dev.Dockerfile\" = [\"dev-server\"]"),
];
const LEVELS: [(&str, Severity); 4] =
    [("error", Severity::Error), ("warning", Severity::Warning), ("info", Severity::Note), ("style", Severity::Style)];
const SEE: &str = "docs/checking.md lists what it may say";

type Value<'a> = Spanned<DeValue<'a>>;

/// Reads `text`; `path` is for the messages.
pub(super) fn read(path: &str, text: &str) -> Result<Config, Vec<Diagnostic>> {
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let message = error.message().replace('\n', ", ");
            return Err(vec![Diagnostic::error("config-toml", path, span, message).help(SEE)]);
        }
    };
    let mut reading = Reading { path, config: Config::default(), faults: Vec::new() };
    for (key, value) in table.get_ref() {
        reading.key(key.get_ref(), key.span(), value);
    }
    reading.faults.sort_by_key(|fault| fault.span.start);
    if reading.faults.is_empty() { Ok(reading.config) } else { Err(reading.faults) }
}

struct Reading<'t> {
    path: &'t str,
    config: Config,
    faults: Vec<Diagnostic>,
}

impl Reading<'_> {
    fn key(&mut self, key: &str, at: Range<usize>, value: &Value<'_>) {
        let word = value.get_ref().as_str();
        let fits = match key {
            "profile" => {
                self.config.profile = word.and_then(Profile::named);
                self.config.profile.is_some() || self.mistyped(value, PROFILES.map(|(name, _)| name))
            }
            "fail-on" => {
                self.config.fail_on = word.and_then(fail_on);
                let names = LEVELS.map(|(name, _)| name).into_iter().chain(["never"]);
                self.config.fail_on.is_some() || self.mistyped(value, names)
            }
            "select" => self.rules(value, false).map(|names| self.config.select = names).is_some(),
            "ignore" => self.rules(value, true).map(|names| self.config.ignore = names).is_some(),
            "levels" => self.levels(value),
            "exclude" => self.patterns(value).map(|patterns| self.config.exclude = patterns).is_some(),
            "per-path-ignores" => self.per_path(value),
            _ => return self.unknown(&format!("there is no key `{key}`"), at, key, KEYS.map(|(name, _)| name), SEE),
        };
        if !fits {
            let wanted = KEYS.iter().find(|(name, _)| *name == key).map_or("", |(_, wanted)| wanted);
            self.fault("config-value", value.span(), format!("`{key}` has to be {wanted}"), None);
        }
    }

    fn fault(&mut self, code: &'static str, at: Range<usize>, message: String, help: Option<String>) {
        let fault = Diagnostic::error(code, self.path, at, message);
        self.faults.push(match help {
            Some(help) => fault.help(help),
            None => fault,
        });
    }

    fn unknown<'n>(
        &mut self,
        message: &str,
        at: Range<usize>,
        name: &str,
        names: impl IntoIterator<Item = &'n str>,
        otherwise: &str,
    ) {
        let help = nearest(name, names).map_or(otherwise.to_owned(), |near| format!("did you mean `{near}`?"));
        self.fault("config-unknown", at, message.to_owned(), Some(help));
    }

    /// Reports a word that is nearly one of `names`; says whether it was.
    fn mistyped<'n>(&mut self, value: &Value<'_>, names: impl IntoIterator<Item = &'n str>) -> bool {
        let Some(word) = value.get_ref().as_str() else { return false };
        let Some(near) = nearest(word, names) else { return false };
        let help = format!("did you mean `{near}`?");
        self.fault("config-value", value.span(), format!("`{word}` is none of the choices"), Some(help));
        true
    }

    /// Reads a list of names of rules; one that is none is reported. `None`: it is no list of texts.
    fn rules(&mut self, value: &Value<'_>, foreign: bool) -> Option<Vec<String>> {
        let mut names = Vec::new();
        for item in value.get_ref().as_array()?.iter() {
            let name = item.get_ref().as_str()?;
            if self.is_rule(name, item.span(), foreign) {
                names.push(name.to_owned());
            }
        }
        Some(names)
    }

    fn is_rule(&mut self, name: &str, at: Range<usize>, foreign: bool) -> bool {
        let known = is_rule(name) || foreign && is_foreign(name);
        if !known {
            let message = format!("there is no rule `{name}`");
            self.unknown(&message, at, name, RULES.iter().map(|rule| rule.slug), "`seaworthy rules` lists them");
        }
        known
    }

    fn levels(&mut self, value: &Value<'_>) -> bool {
        let Some(table) = value.get_ref().as_table() else { return false };
        for (name, value) in table {
            let level = value.get_ref().as_str().and_then(level);
            let known = self.is_rule(name.get_ref(), name.span(), false);
            match level {
                Some(level) if known => self.config.levels.push((name.get_ref().to_string(), level)),
                Some(_) => {}
                None => {
                    let message = "a level is \"error\", \"warning\", \"info\" or \"style\"".to_owned();
                    self.fault(
                        "config-value",
                        value.span(),
                        message,
                        Some("to be rid of a rule, ignore it".to_owned()),
                    );
                }
            }
        }
        true
    }

    fn patterns(&mut self, value: &Value<'_>) -> Option<IgnoreFile> {
        let items = value.get_ref().as_array()?;
        let texts: Option<Vec<&str>> = items.iter().map(|item| item.get_ref().as_str()).collect();
        let texts = texts?;
        for (item, text) in items.iter().zip(&texts) {
            self.pattern(text, item.span());
        }
        Some(ignore::parse(self.path, &texts.join("\n")))
    }

    fn pattern(&mut self, text: &str, at: Range<usize>) -> IgnoreFile {
        let read = ignore::parse(self.path, text);
        let is_one = read.patterns.len() == 1 && !read.is_refused();
        if !is_one || text.contains('\n') {
            let help = "patterns are those of a .dockerignore, seen from the folder of this file";
            self.fault("config-pattern", at, format!("`{text}` is no pattern"), Some(help.to_owned()));
        }
        read
    }

    fn per_path(&mut self, value: &Value<'_>) -> bool {
        let Some(table) = value.get_ref().as_table() else { return false };
        for (pattern, value) in table {
            let patterns = self.pattern(pattern.get_ref(), pattern.span());
            match self.rules(value, true) {
                Some(names) => self.config.per_path.push((patterns, names)),
                None => {
                    let message = "a list of rules is wanted, as in [\"dev-server\"]".to_owned();
                    self.fault("config-value", value.span(), message, None);
                }
            }
        }
        true
    }
}

/// Says whether a rule has this name.
fn is_rule(name: &str) -> bool {
    RULES.iter().any(|rule| rule.is_called(name))
}

/// Says whether this is the id of a rule of hadolint or ShellCheck. To ignore one that we do not have is no mistake: whoever comes from
/// there brings a list.
pub fn is_foreign(name: &str) -> bool {
    let number = name.strip_prefix("DL").or_else(|| name.strip_prefix("SC"));
    number.is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

fn level(name: &str) -> Option<Severity> {
    LEVELS.iter().find(|(known, _)| *known == name).map(|(_, level)| *level)
}

fn fail_on(name: &str) -> Option<FailOn> {
    if name == "never" { Some(FailOn::Never) } else { level(name).map(FailOn::Level) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// (text, what is said about it: code and the guilty text)
    #[test]
    fn mistakes_have_their_place() {
        let cases = [
            ("", ""),
            ("select = []\nignore = [\"DL3059\", \"DL3042\"]\n", ""),
            ("select = [\"DL3059\"]\n", "config-unknown \"DL3059\""),
            ("select = \"user-missing\"\n", "config-value \"user-missing\""),
            ("profile = \"x\"\n", "config-value \"x\""),
            ("levels = 1\n", "config-value 1"),
            ("[levels]\nuser-missing = \"info\"\n", ""),
            ("exclude = [\"a\\nb\"]\n", "config-pattern \"a\\nb\""),
            ("exclude = [\"# a\", \"\"]\n", "config-pattern \"# a\""),
            ("[per-path-ignores]\n\"a[\" = []\n", "config-pattern \"a[\""),
            ("a = 1\na = 2\n", "config-toml a"),
        ];
        for (text, expected) in cases {
            let told = match read("x", text) {
                Ok(_) => String::new(),
                Err(faults) => format!("{} {}", faults[0].code, &text[faults[0].span.range()]),
            };
            assert_eq!(told, expected, "{text}");
        }
    }

    #[test]
    fn every_key_is_read() {
        for (key, _) in KEYS {
            let faults = read("x", &format!("{key} = 1979-05-27\n")).unwrap_err();
            assert_eq!(faults[0].code, "config-value", "{key}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "((select|levels|exclude|fail-on|[a-z\"]{1,3})? ?(=|\\[|\\]|\\{|\n|\"a\"|1)?){0,30}") {
            if let Err(faults) = read("x", &text) {
                prop_assert!(!faults.is_empty());
                prop_assert!(faults.iter().all(|fault| fault.span.end <= text.len()));
            }
        }
    }
}
