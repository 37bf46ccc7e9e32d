//! `--name[=value]` behind a keyword: cutting them off, and which instruction takes which. Does not know what values mean.

use super::faults::{Faults, did_you_mean};
use super::keyword::Keyword;
use super::logical::Logical;
use super::words::is_separator;
use crate::diagnostic::Span;

/// A flag as written, quotes and backslashes taken away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flag {
    /// The whole word, `--name=value`.
    pub text: Logical,
    /// The name without dashes.
    pub name: Logical,
    /// What follows `=`; `None` without one.
    pub value: Option<Logical>,
    /// The word's bytes in the source, quotes included.
    pub span: Span,
}

impl Flag {
    /// Returns where a fault of the flag's value lies.
    pub fn value_span(&self) -> Span {
        self.value.as_ref().filter(|value| !value.is_empty()).map_or(self.span, Logical::span)
    }
}

/// What a flag takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Takes {
    Bool,
    Text,
    /// A text, and the flag may be repeated.
    Texts,
}

/// Returns the flags an instruction knows; `None` where the builder does not look.
fn known(keyword: Keyword) -> Option<&'static [(&'static str, Takes)]> {
    use Takes::{Bool, Text, Texts};
    Some(match keyword {
        Keyword::Add => &[
            ("keep-git-dir", Bool),
            ("checksum", Text),
            ("chown", Text),
            ("chmod", Text),
            ("link", Bool),
            ("unpack", Bool),
            ("exclude", Texts),
        ],
        Keyword::Copy => {
            &[("from", Text), ("chown", Text), ("chmod", Text), ("link", Bool), ("parents", Bool), ("exclude", Texts)]
        }
        Keyword::From => &[("platform", Text)],
        Keyword::Healthcheck => &[
            ("interval", Text),
            ("timeout", Text),
            ("start-period", Text),
            ("start-interval", Text),
            ("retries", Text),
        ],
        Keyword::Run => &[("mount", Texts), ("network", Text), ("security", Text), ("device", Texts)],
        Keyword::Arg | Keyword::StopSignal | Keyword::Unknown => return None,
        _ => &[],
    })
}

/// Cuts the flags off `rest`: (them, the offset at which the arguments begin). A lone `--` ends them.
pub(super) fn extract(rest: &Logical) -> (Vec<Flag>, usize) {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += rest[at..].find(|c: char| !is_space(c)).unwrap_or(rest.len() - at);
        if !rest[at..].starts_with("--") {
            return (found, at);
        }
        let (text, end) = unquoted(rest, at);
        if text.as_str() == "--" {
            return (found, end);
        }
        let equals = text.find('=');
        found.push(Flag {
            name: text.slice(2..equals.unwrap_or(text.len())),
            value: equals.map(|equals| text.slice(equals + 1..text.len())),
            span: rest.span_of(at..end),
            text,
        });
        at = end;
    }
}

/// Reads the word at `start` without its quotes; a backslash, whatever the escape character, guards what follows.
fn unquoted(rest: &Logical, start: usize) -> (Logical, usize) {
    let end = rest[start..].find(|c| is_space(c) || matches!(c, '\'' | '"' | '\\')).unwrap_or(rest.len() - start);
    if rest[start + end..].chars().next().is_none_or(is_space) {
        return (rest.slice(start..start + end), start + end);
    }
    let mut word = Logical::at("", rest.span_of(start..start).start);
    let mut quote = None;
    let mut chars = rest[start..].char_indices().map(|(at, c)| (start + at, c));
    while let Some((at, c)) = chars.next() {
        let kept = match quote {
            None if is_space(c) => return (word, at),
            None if matches!(c, '\'' | '"') => {
                quote = Some(c);
                None
            }
            Some(open) if open == c => {
                quote = None;
                None
            }
            _ if c == '\\' => chars.next(),
            _ => Some((at, c)),
        };
        if let Some((at, c)) = kept {
            word.push_for(c.encode_utf8(&mut [0; 4]), rest.span_of(at..at + c.len_utf8()));
        }
    }
    (word, rest.len())
}

fn is_space(c: char) -> bool {
    is_separator(c) || c == '\n'
}

/// Says what is wrong with the flags of `keyword`.
pub(super) fn check(keyword: Keyword, flags: &[Flag], faults: &mut Faults) {
    let Some(known) = known(keyword) else { return };
    let mut seen = vec![false; known.len()];
    for flag in flags {
        let name = flag.name.as_str();
        let Some(index) = known.iter().position(|(known, _)| *known == name) else {
            let help = did_you_mean(name, known.iter().map(|(known, _)| *known));
            faults.add_with_help("flag-unknown", flag.span, format!("unknown flag: --{name}"), help);
            continue;
        };
        let takes = known[index].1;
        if std::mem::replace(&mut seen[index], true) && takes != Takes::Texts {
            faults.add("flag-repeated", flag.span, format!("duplicate flag specified: --{name}"));
        }
        check_value(flag, takes, faults);
    }
}

fn check_value(flag: &Flag, takes: Takes, faults: &mut Faults) {
    let name = &flag.name;
    match &flag.value {
        None if takes != Takes::Bool => {
            faults.add("flag-value", flag.span, format!("missing a value on flag: --{name}"));
        }
        Some(value) if takes == Takes::Bool && value.is_empty() => {
            faults.add("flag-value", flag.span, format!("missing a value on flag: --{name}"));
        }
        Some(value) if takes == Takes::Bool && truth(value).is_none() => {
            let message = format!("expecting boolean value for flag --{name}, not: {value}");
            faults.add("flag-bool", value.span(), message);
        }
        _ => {}
    }
}

fn truth(value: &str) -> Option<bool> {
    ["false", "true"].iter().position(|word| word.eq_ignore_ascii_case(value)).map(|at| at == 1)
}

/// Returns the value of the first flag `name`.
pub(super) fn value<'a>(flags: &'a [Flag], name: &str) -> Option<&'a Logical> {
    flags.iter().find(|flag| flag.name.as_str() == name).and_then(|flag| flag.value.as_ref())
}

/// Says whether the bool flag `name` is given and true.
pub(super) fn is_on(flags: &[Flag], name: &str) -> bool {
    let flag = flags.iter().find(|flag| flag.name.as_str() == name);
    flag.is_some_and(|flag| flag.value.as_ref().is_none_or(|value| truth(value) == Some(true)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flags(text: &str) -> (Vec<String>, String) {
        let text = Logical::at(text, 0);
        let (flags, at) = extract(&text);
        (flags.iter().map(|flag| flag.text.to_string()).collect(), text[at..].to_owned())
    }

    #[test]
    fn flags_are_cut_off_and_unquoted() {
        let cases: &[(&str, &[&str], &str)] = &[
            ("x --y", &[], "x --y"),
            ("--a --b=1 x", &["--a", "--b=1"], "x"),
            (r#"--id="my id",b x"#, &["--id=my id,b"], "x"),
            (r"--a=\ b x", &["--a= b"], "x"),
            ("--a='\"' x", &["--a=\""], "x"),
            ("-- --x", &[], " --x"),
            ("--a -- x", &["--a"], " x"),
            ("--", &[], ""),
            (r"--a\", &["--a"], ""),
            ("- x", &[], "- x"),
            ("--a=", &["--a="], ""),
        ];
        for (text, expected, rest) in cases {
            let found = flags(text);
            assert_eq!((found.0.as_slice(), found.1.as_str()), (&expected.map_strings()[..], *rest), "{text}");
        }
    }

    trait Strings {
        fn map_strings(&self) -> Vec<String>;
    }

    impl Strings for &[&str] {
        fn map_strings(&self) -> Vec<String> {
            self.iter().map(|text| (*text).to_owned()).collect()
        }
    }

    #[test]
    fn faults_are_named() {
        let cases = [
            (Keyword::Copy, "--form=x", "unknown flag: --form"),
            (Keyword::Copy, "--from=a --from=b", "duplicate flag specified: --from"),
            (Keyword::Copy, "--from", "missing a value on flag: --from"),
            (Keyword::Copy, "--link=", "missing a value on flag: --link"),
            (Keyword::Copy, "--link=1", "expecting boolean value for flag --link, not: 1"),
            (Keyword::Copy, "--link=TRUE --exclude=a --exclude=b", ""),
            (Keyword::Run, "--mount=a --mount=b", ""),
            (Keyword::Env, "--a", "unknown flag: --a"),
            (Keyword::Arg, "--a", ""),
        ];
        for (keyword, text, expected) in cases {
            let mut faults = Faults::default();
            check(keyword, &extract(&Logical::at(text, 0)).0, &mut faults);
            let messages: Vec<&str> = faults.list.iter().map(|fault| fault.message.as_str()).collect();
            assert_eq!(messages.join("; "), expected, "{text}");
        }
        let found = extract(&Logical::at("--link --parents=false", 0)).0;
        assert!(is_on(&found, "link") && !is_on(&found, "parents") && !is_on(&found, "none"));
    }
}
