//! The TOML between the two `+++` lines at the head of a lesson. A field that is not known is stepped over: a lesson shall not lose
//! its head for it, and the linter tells its author.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::toml_file;
use crate::course::{Meta, Source};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::LessonId;
use crate::time::Day;

/// A lesson file cut in two. Offsets are bytes of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The TOML, `None` when the file does not begin with `+++`.
    pub toml: Option<&'a str>,
    /// Where the TOML begins.
    pub toml_at: usize,
    /// The Markdown.
    pub body: &'a str,
    /// Where the Markdown begins.
    pub body_at: usize,
    /// False when the closing `+++` is missing.
    pub closed: bool,
}

/// Cuts a lesson file at its `+++` lines. Without them the whole file is body.
pub fn split(source: &str) -> Parts<'_> {
    let none = Parts { toml: None, toml_at: 0, body: source, body_at: 0, closed: true };
    let Some(rest) = source.strip_prefix("+++\n") else { return none };
    let close = if rest.starts_with("+++") { Some(0) } else { rest.find("\n+++").map(|at| at + 1) };
    let ends_line = |at: usize| rest[at + 3..].is_empty() || rest[at + 3..].starts_with('\n');
    match close.filter(|at| ends_line(*at)) {
        Some(at) => {
            let body_at = (4 + at + 4).min(source.len());
            Parts { toml: Some(&rest[..at]), toml_at: 4, body: &source[body_at..], body_at, closed: true }
        }
        None => Parts { closed: false, ..none },
    }
}

#[derive(Debug, Deserialize)]
struct Raw {
    title: String,
    level: Spanned<u8>,
    minutes: Spanned<u16>,
    #[serde(default)]
    needs: Vec<Spanned<String>>,
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    after: Option<Spanned<String>>,
    checked: Option<Spanned<Datetime>>,
    #[serde(default)]
    checklist: String,
    #[serde(default)]
    sources: Vec<RawSource>,
}

#[derive(Debug, Deserialize)]
struct RawSource {
    title: String,
    url: Option<String>,
}

/// Reads front matter. What cannot be used is reported and left out; the rest stands.
pub fn parse(path: &str, toml: &str, at: usize) -> (Meta, Vec<Diagnostic>) {
    let raw: Raw = match toml_file::read(path, toml, at) {
        Ok(raw) => raw,
        Err(diagnostic) => {
            return (Meta { title: title_line(toml).unwrap_or_default(), ..Meta::default() }, vec![diagnostic]);
        }
    };
    let mut found = Vec::new();
    let place = |range: std::ops::Range<usize>| Span::from(range).shifted(at);
    let mut ids = |list: Vec<Spanned<String>>| -> Vec<LessonId> {
        let mut out = Vec::new();
        for text in list {
            match text.get_ref().parse() {
                Ok(id) => out.push(id),
                Err(error) => found.push(
                    Diagnostic::error("bad-id", path, place(text.span()), format!("{error}"))
                        .help("write chapter/lesson, for example works/dockerignore"),
                ),
            }
        }
        out
    };
    let (needs, aliases) = (ids(raw.needs), ids(raw.aliases));
    let after = ids(raw.after.into_iter().collect()).pop();
    if !(1..=3).contains(raw.level.get_ref()) {
        let message = format!("level {} is not 1 (essential), 2 (solid) or 3 (advanced)", raw.level.get_ref());
        let problem = Diagnostic::error("bad-level", path, place(raw.level.span()), message);
        found.push(problem.help("write 1, 2 or 3"));
    }
    if !(1..=60).contains(raw.minutes.get_ref()) {
        let message = format!("{} minutes is no sitting: a lesson takes 1 to 60", raw.minutes.get_ref());
        let problem = Diagnostic::error("bad-minutes", path, place(raw.minutes.span()), message);
        found.push(problem.help("write the minutes for reading and questions; split a longer lesson"));
    }
    let checked = raw.checked.and_then(|date| {
        let span = place(date.span());
        match date.get_ref().date {
            Some(d) => Some(Day::from_civil(i64::from(d.year), d.month, d.day)),
            None => {
                let problem = Diagnostic::error("bad-date", path, span, "`checked` has no date");
                found.push(problem.help("write a date without quotes: 2026-11-20"));
                None
            }
        }
    });
    let meta = Meta {
        title: raw.title,
        level: raw.level.into_inner(),
        minutes: raw.minutes.into_inner(),
        needs,
        rules: raw.rules,
        aliases,
        after,
        checked,
        checklist: raw.checklist,
        sources: raw.sources.into_iter().map(|s| Source { title: s.title, url: s.url }).collect(),
    };
    (meta, found)
}

/// Returns the value of a `title = "…"` line of broken front matter, so that a list can still name the lesson.
fn title_line(toml: &str) -> Option<String> {
    let line = toml.lines().find_map(|line| line.strip_prefix("title"))?;
    let value = line.trim_start().strip_prefix('=')?.trim().strip_prefix('"')?;
    value.split('"').next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn files_are_cut_at_the_plus_lines() {
        let cases = [
            ("+++\na = 1\n+++\nbody\n", Some("a = 1\n"), "body\n", true),
            ("+++\n+++\nbody", Some(""), "body", true),
            ("+++\na = 1\n+++", Some("a = 1\n"), "", true),
            ("+++\na = 1\n", None, "+++\na = 1\n", false),
            ("+++\na = 1\n++++\n", None, "+++\na = 1\n++++\n", false),
            ("no front matter\n", None, "no front matter\n", true),
        ];
        for (source, toml, body, closed) in cases {
            let parts = split(source);
            assert_eq!((parts.toml, parts.body, parts.closed), (toml, body, closed), "{source:?}");
            assert_eq!(&source[parts.body_at..], parts.body);
        }
    }

    #[test]
    fn fields_are_read_and_faults_are_placed() {
        let toml = "title = \"T\"\nlevel = 4\nminutes = 6\nneeds = [\"works\"]\nchecked = 2026-11-20\n";
        let (meta, found) = parse("x.md", toml, 4);
        assert_eq!(meta.title, "T");
        assert_eq!(meta.checked.map(Day::iso).as_deref(), Some("2026-11-20"));
        let codes: Vec<_> = found.iter().map(|d| (d.code, &toml[d.span.start - 4..d.span.end - 4])).collect();
        assert_eq!(codes, [("bad-id", "\"works\""), ("bad-level", "4")]);
    }

    #[test]
    fn a_missing_field_leaves_the_title_and_an_unknown_one_everything() {
        let (meta, found) = parse("x.md", "title = \"T\"\nlevl = 1\nminutes = 3\n", 0);
        assert_eq!(meta.title, "T", "a list can still name it");
        assert_eq!(found.len(), 1);
        assert!(found[0].message.starts_with("missing field `level`"), "{}", found[0].message);
        let (meta, found) = parse("x.md", "title = \"T\"\nlevel = 1\nminutes = 3\nmood = \"dry\"\n", 0);
        assert_eq!((meta.level, found), (1, vec![]));
    }

    proptest! {
        #[test]
        fn any_head_is_cut_without_losing_a_byte(source in "(\\+\\+\\+\n)?[a-z=\"\n+ 0-9é]{0,80}") {
            let parts = split(&source);
            prop_assert_eq!(&source[parts.body_at..], parts.body);
            if let Some(toml) = parts.toml {
                prop_assert_eq!(&source[parts.toml_at..parts.toml_at + toml.len()], toml);
                let _ = parse("x", toml, parts.toml_at);
            }
        }
    }
}
