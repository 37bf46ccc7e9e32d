//! Parser directives: `# syntax=`, `# escape=`, `# check=` on the first lines. Knows nothing of what they mean beyond the
//! escape character.

use super::faults::Faults;
use super::logical::Logical;
use crate::diagnostic::Span;

/// The names the builder knows.
const NAMES: [&str; 3] = ["check", "escape", "syntax"];

/// A parser directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// Its name as written; [`Directive::is`] compares.
    pub name: Logical,
    /// Its value without blanks around it.
    pub value: Logical,
}

impl Directive {
    /// Says whether this is the directive `name`; case does not matter.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// Reads directives as long as there are any.
#[derive(Debug)]
pub(super) struct Directives {
    /// The escape character now in force.
    pub escape: char,
    done: bool,
    seen: [bool; NAMES.len()],
}

impl Default for Directives {
    fn default() -> Self {
        Self { escape: '\\', done: false, seen: [false; NAMES.len()] }
    }
}

impl Directives {
    /// Reads a line; `text` is without leading blanks and stands at byte `at`. The first line that is no directive ends them.
    pub fn read(&mut self, text: &str, at: usize, faults: &mut Faults) -> Option<Directive> {
        if self.done {
            return None;
        }
        let found = parse(text, at);
        let known = found.as_ref().and_then(|found| NAMES.iter().position(|name| found.is(name)));
        let (Some(directive), Some(index)) = (found, known) else {
            self.done = true;
            return None;
        };
        if std::mem::replace(&mut self.seen[index], true) {
            let message = format!("only one {} parser directive can be used", NAMES[index]);
            faults.add("directive-repeated", directive.name.span(), message);
        } else if directive.is("escape") {
            self.set_escape(&directive.value, faults);
        }
        Some(directive)
    }

    fn set_escape(&mut self, value: &Logical, faults: &mut Faults) {
        match value.as_str() {
            "`" => self.escape = '`',
            "\\" => self.escape = '\\',
            other => {
                let message = format!("invalid escape token '{other}' does not match ` or \\");
                faults.add("directive-escape", value.span(), message);
            }
        }
    }
}

/// Reads `# name = value`; neither may be empty.
fn parse(text: &str, at: usize) -> Option<Directive> {
    let rest = text.strip_prefix('#')?.trim_start();
    let offset = text.len() - rest.len();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let value = rest[end..].trim_start_matches(is_space).strip_prefix('=')?.trim_matches(is_space);
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) || value.is_empty() {
        return None;
    }
    let value_at = rest.len() - rest[end..].trim_start_matches(is_space)[1..].trim_start_matches(is_space).len();
    Some(Directive { name: Logical::at(&rest[..end], at + offset), value: Logical::at(value, at + offset + value_at) })
}

/// What `\s` means to the builder.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{c}' | '\r')
}

/// Returns the text of a comment line without `#` and blanks, and where it stands.
pub(super) fn comment(text: &str, at: usize) -> Logical {
    let start = text.find('#').map_or(text.len(), |hash| hash + 1);
    let inner = &text[start..];
    let lead = inner.len() - inner.trim_start().len();
    Logical::at(inner.trim(), Span::new(at + start + lead, text.len() + at).start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_are_read_until_something_else_comes() {
        let mut faults = Faults::default();
        let mut directives = Directives::default();
        let found = directives.read("#  Syntax = docker/dockerfile:1 ", 100, &mut faults).unwrap();
        assert!(found.is("syntax"));
        assert_eq!((found.value.as_str(), found.value.span()), ("docker/dockerfile:1", Span::new(112, 131)));
        assert!(directives.read("# escape=`", 0, &mut faults).is_some());
        assert_eq!(directives.escape, '`');
        assert!(directives.read("# plain comment", 0, &mut faults).is_none());
        assert!(directives.read("# check=skip=all", 0, &mut faults).is_none());
        assert!(faults.list.is_empty());
    }

    #[test]
    fn what_is_no_directive() {
        for text in ["#escape", "# escape=", "# 1a=b", "escape=`", "# other=1", "# es cape=`", "", "#"] {
            let mut directives = Directives::default();
            assert!(directives.read(text, 0, &mut Faults::default()).is_none(), "{text}");
            assert!(directives.done);
        }
    }

    #[test]
    fn a_comment_without_its_sign() {
        let text = comment("  #  hadolint ignore=DL3008 ", 10);
        assert_eq!((text.as_str(), text.span()), ("hadolint ignore=DL3008", Span::new(15, 37)));
        assert_eq!(comment("#", 3).span(), Span::new(4, 4));
    }
}
