//! Where `$NAME` stands in a text, and which names a base image or the shell brings. Knows no values: those are the scopes' business.

use std::ops::Range;

use super::image::Image;
use crate::dockerfile::Logical;

/// One use of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The variable.
    pub name: String,
    /// The bytes of the text, `$` and braces included.
    pub range: Range<usize>,
    /// `${NAME:-x}` and the like: what happens without a value was decided on.
    pub is_guarded: bool,
}

/// Names that hosts, shells or nearly every image bring.
const EVERYWHERE: &[&str] = &["PATH", "HOSTNAME", "TERM", "PWD", "OLDPWD", "SHLVL", "IFS", "LANG", "LC_ALL"];

/// What the official Python image sets.
const PYTHON: &[&str] = &[
    "GPG_KEY",
    "PYTHON_GET_PIP_SHA256",
    "PYTHON_GET_PIP_URL",
    "PYTHON_PIP_VERSION",
    "PYTHON_SETUPTOOLS_VERSION",
    "PYTHON_SHA256",
    "PYTHON_VERSION",
];

/// Images that set nothing but PATH.
const PLAIN: &[&str] = &["alpine", "busybox", "debian", "ubuntu"];

/// Returns the unquoted uses in a text that the builder expands; what stands inside `${A:-…}` is left out.
pub fn uses(text: &str, escape: char) -> Vec<Use> {
    scan(text, Some(escape))
}

/// Returns the uses in a shell word whose quotes are gone.
pub fn uses_in_word(text: &str) -> Vec<Use> {
    scan(text, None)
}

/// Returns the uses in a text of an instruction without a default of their own.
pub fn bare_uses(text: &Logical, escape: char) -> Vec<Use> {
    uses(text, escape).into_iter().filter(|found| !found.is_guarded).collect()
}

/// Says whether all that a base sets is known. `None` is scratch or nobody can tell.
pub fn is_known(image: Option<&Image<'_>>) -> bool {
    image.is_some_and(|image| image.is_official("python") || PLAIN.iter().any(|name| image.is_official(name)))
}

/// Says whether a base may bring this variable.
pub fn may_come_from_base(name: &str, image: Option<&Image<'_>>) -> bool {
    let Some(image) = image else { return EVERYWHERE.contains(&name) };
    let python = image.is_official("python") && PYTHON.contains(&name);
    // Images like to tell their own version: NODE_VERSION, CUDA_VERSION.
    let version = !is_known(Some(image)) && name.ends_with("_VERSION");
    EVERYWHERE.contains(&name) || python || version
}

/// `escape` comes with quotes; without it there are none.
fn scan(text: &str, escape: Option<char>) -> Vec<Use> {
    let mut found = Vec::new();
    if !text.contains('$') {
        return found;
    }
    let (mut at, mut quote) = (0, None);
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        if Some(c) == escape && quote != Some('\'') {
            at = next + text[next..].chars().next().map_or(0, char::len_utf8);
        } else if escape.is_some() && matches!(c, '\'' | '"') && quote.is_none_or(|open| open == c) {
            quote = if quote.is_some() { None } else { Some(c) };
            at = next;
        } else if c == '$' && quote != Some('\'') {
            let one = variable(text, at);
            at = one.as_ref().map_or(next, |one| one.range.end);
            found.extend(one);
        } else {
            at = next;
        }
    }
    found
}

fn variable(text: &str, at: usize) -> Option<Use> {
    let rest = &text[at + 1..];
    let braced = rest.starts_with('{');
    let body = &rest[usize::from(braced)..];
    let length = body.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_').count();
    let name = &body[..length];
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let start = at + 1 + usize::from(braced) + length;
    if !braced {
        return Some(Use { name: name.to_owned(), range: at..start, is_guarded: false });
    }
    let end = start + closing(&text[start..])?;
    let is_guarded = text[start..].starts_with([':', '-', '+', '?']);
    Some(Use { name: name.to_owned(), range: at..end, is_guarded })
}

/// Returns the length up to behind the brace that closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 1_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_variables_stand() {
        let cases: [(&str, &[&str]); 10] = [
            ("$A/b", &["$A"]),
            ("x${A}y$B", &["${A}", "$B"]),
            ("'$A' \"$B\"", &["$B"]),
            (r"\$A$B", &["$B"]),
            ("${A:-$B}$C", &["$C"]),
            ("${A#x}", &["${A#x}"]),
            ("$1 $$ $ ${", &[]),
            ("ü$Aü", &["$A"]),
            ("\"it's $A\"", &["$A"]),
            ("${A", &[]),
        ];
        for (text, expected) in cases {
            let found = bare_uses(&Logical::at(text, 0), '\\');
            assert_eq!(found.iter().map(|one| &text[one.range.clone()]).collect::<Vec<_>>(), expected, "{text}");
        }
        assert_eq!(uses_in_word("'$A'").len(), 1);
    }
}
