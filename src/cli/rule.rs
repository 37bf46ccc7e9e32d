//! `seaworthy rule` and `seaworthy rules`: what a rule finds and why, and the list of all. Runs no rule.

use std::fmt::Write as _;

use serde::Serialize;

use super::check::unknown_rule;
use super::columns::{WIDTH, padded, widest};
use super::setup::Setup;
use super::taught::Taught;
use super::{Failure, Outcome, out};
use crate::content::lesson_file;
use crate::lint::{Example, Profile, RULES, Rule, level_name};
use crate::ui::highlight::Highlighter;
use crate::ui::page::{Page, PageOptions};
use crate::ui::{ansi, glyphs, plain, wrap};

/// Widest page.
const WIDEST: u16 = 100;

/// Prints the rules that `name` means: a slug, or what another linter calls them, which may be more than one.
pub fn run(setup: &Setup, name: &str, json: bool) -> Result<Outcome, Failure> {
    let found: Vec<&Rule> = RULES.iter().copied().filter(|rule| rule.is_called(name)).collect();
    if found.is_empty() {
        return Err(unknown_rule(name).into());
    }
    if json {
        let told: Vec<Told> = found.iter().map(|rule| told(rule)).collect();
        // One rule is an object; several stand in a list.
        let text = match told.as_slice() {
            [one] => serde_json::to_string_pretty(one)?,
            all => serde_json::to_string_pretty(all)?,
        };
        out::print_json(&(text + "\n"))?;
        return Ok(Outcome::Fine);
    }
    let taught = Taught::open(setup);
    let pages: Vec<String> = found.iter().map(|rule| as_markdown(rule, &taught)).collect();
    out::print_styled(&laid_out(setup, &pages.join("\n"))?)?;
    Ok(Outcome::Fine)
}

/// Prints all rules, chapter by chapter.
pub fn list(setup: &Setup, json: bool) -> Result<Outcome, Failure> {
    if json {
        let told: Vec<Told> = RULES.iter().map(|rule| told(rule)).collect();
        out::print_json(&(serde_json::to_string_pretty(&told)? + "\n"))?;
    } else {
        out::print(&table(&Taught::open(setup)))?;
    }
    Ok(Outcome::Fine)
}

/// A rule for programs. The names are a promise: add, never change.
#[derive(Serialize)]
struct Told {
    code: &'static str,
    level: &'static str,
    /// `default`, or `strict`: only for those who ask for it.
    profile: &'static str,
    lesson: &'static str,
    aliases: &'static [&'static str],
    what: &'static str,
    why: &'static str,
    example: ToldExample,
    instead: ToldExample,
    sources: Vec<ToldSource>,
}

#[derive(Serialize)]
struct ToldExample {
    dockerfile: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    dockerignore: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<&'static [&'static str]>,
}

#[derive(Serialize)]
struct ToldSource {
    title: &'static str,
    url: &'static str,
}

fn told(rule: &'static Rule) -> Told {
    let example = |of: &Example| ToldExample { dockerfile: of.dockerfile, dockerignore: of.ignore, files: of.files };
    Told {
        code: rule.slug,
        level: level_name(rule.level),
        profile: profile(rule),
        lesson: rule.practice,
        aliases: rule.aliases,
        what: rule.what,
        why: rule.why,
        example: example(&rule.example),
        instead: example(&rule.instead),
        sources: rule.sources.iter().map(|(title, url)| ToldSource { title, url }).collect(),
    }
}

fn profile(rule: &Rule) -> &'static str {
    match rule.profile {
        Profile::Default => "default",
        Profile::Strict => "strict",
    }
}

/// Returns the linter that an id is one of, by the shape of the id.
fn linter(alias: &str) -> &'static str {
    let digits =
        |prefix: &str| alias.strip_prefix(prefix).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if digits("DL") {
        "hadolint"
    } else if digits("SC") {
        "ShellCheck"
    } else if digits("DS-") || alias.starts_with("AVD-") {
        "Trivy"
    } else if alias.starts_with("CKV") {
        "Checkov"
    } else {
        "BuildKit"
    }
}

fn as_markdown(rule: &Rule, taught: &Taught) -> String {
    let strict = if rule.profile == Profile::Strict { ", only with `--strict` or by name" } else { "" };
    let mut text = format!("# {}\n\nLevel: {}{strict}.\n\n", rule.slug, level_name(rule.level));
    let _ = write!(text, "## What\n\n{}\n\n## Why\n\n{}\n\n", rule.what, rule.why);
    let _ = write!(text, "## Example\n\n{}## Instead\n\n{}", shown(&rule.example), shown(&rule.instead));
    text.push_str("## The lesson\n\n");
    match taught.command(rule.practice) {
        Some(command) => {
            let (command, state) =
                command.split_once(" (").map_or((command.as_str(), ""), |(command, _)| (command, ", not yet written"));
            let title = taught.planned_title(rule.practice).map(|title| format!("{title}: ")).unwrap_or_default();
            let _ = write!(text, "{title}`{command}`{state}\n\n");
        }
        None => {
            let _ = write!(text, "`{}`, which is not in this course\n\n", rule.practice);
        }
    }
    if !rule.aliases.is_empty() {
        text.push_str("## Elsewhere\n\n");
        for alias in rule.aliases {
            let _ = writeln!(text, "- `{alias}` ({})", linter(alias));
        }
        text.push('\n');
    }
    let slug = rule.slug;
    let _ = write!(
        text,
        "## To ignore it\n\nAbove the instruction, or above its `FROM` for the whole stage, or anywhere for the whole file:\n\n\
         ```dockerfile\n# seaworthy ignore={slug} the reason\n# seaworthy stage ignore={slug} the reason\n# seaworthy file ignore={slug} the reason\n```\n\n\
         Or `ignore = [\"{slug}\"]` in `.seaworthy.toml`, or `--ignore {slug}`.\n\n"
    );
    if !rule.sources.is_empty() {
        text.push_str("## Sources\n\n");
        for (title, url) in rule.sources {
            let _ = writeln!(text, "- {title}, <{url}>");
        }
    }
    text
}

fn shown(example: &Example) -> String {
    let mut text = format!("```dockerfile\n{}\n```\n\n", example.dockerfile.trim_end());
    match example.ignore {
        Some(lines) if !lines.is_empty() => {
            let _ = write!(text, "With this `.dockerignore`:\n\n```ignore\n{}\n```\n\n", lines.trim_end());
        }
        Some(_) => text.push_str("With an empty `.dockerignore`.\n\n"),
        None if example.ignore_absent => text.push_str("Without a `.dockerignore`.\n\n"),
        None => {}
    }
    if let Some(files) = example.files {
        let files: Vec<String> = files.iter().map(|file| format!("`{file}`")).collect();
        let _ = write!(text, "Files beside it: {}.\n\n", files.join(", "));
    }
    text
}

/// Lays Markdown out as `show` does a page.
fn laid_out(setup: &Setup, markdown: &str) -> Result<String, Failure> {
    let lesson = lesson_file::parse_plain("rule", markdown, false);
    let width = crate::runtime::terminal::columns().unwrap_or(WIDEST).clamp(20, WIDEST);
    let mut text = String::new();
    if setup.global.plain {
        plain::write(&lesson.blocks, usize::from(width), &mut text);
        return Ok(text);
    }
    let options =
        PageOptions { width, tab: None, flipped: Vec::new(), stacked: true, glyphs: glyphs::set(setup.ascii()) };
    let page = Page::lesson(&lesson, &options);
    let theme = setup.print_theme()?;
    let highlighter = Highlighter::new();
    ansi::write(&page, theme.as_ref().map(|theme| (theme, &highlighter)), &mut text);
    Ok(text)
}

/// Returns all rules along the chapters, in 80 columns.
fn table(taught: &Taught) -> String {
    let mut text = String::new();
    let slugs = widest(RULES.iter().map(|rule| rule.slug));
    let chapters = taught.chapters(RULES.iter().map(|rule| chapter(rule)));
    for (id, title) in &chapters {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{title}");
        for rule in RULES.iter().filter(|rule| chapter(rule) == id) {
            let star = if rule.profile == Profile::Strict { "*" } else { "" };
            let level = format!("{}{star}", level_name(rule.level));
            row(
                &format!("  {}  {}  ", padded(rule.slug, slugs), padded(&level, 7)),
                &rule.aliases.join(", "),
                &mut text,
            );
        }
    }
    let _ = writeln!(text, "\n{} rules. Those with * run only with --strict or by name.", RULES.len());
    text.push_str("`seaworthy rule NAME` tells about one; ids of other linters are names as well.\n");
    text
}

fn chapter(rule: &Rule) -> &'static str {
    rule.practice.split('/').next().unwrap_or_default()
}

fn row(head: &str, aliases: &str, out: &mut String) {
    let indent = wrap::width(head);
    let mut lead = head.to_owned();
    wrap::wrap(aliases, WIDTH - indent, |from, to| {
        out.push_str(format!("{lead}{}", &aliases[from..to]).trim_end());
        out.push('\n');
        lead = " ".repeat(indent);
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_alias_is_one_of_a_linter_we_know() {
        let cases = [
            ("DL3007", "hadolint"),
            ("SC2086", "ShellCheck"),
            ("DS-0001", "Trivy"),
            ("CKV_DOCKER_7", "Checkov"),
            ("CKV2_DOCKER_4", "Checkov"),
            ("StageNameCasing", "BuildKit"),
        ];
        for (alias, expected) in cases {
            assert_eq!(linter(alias), expected);
        }
        for alias in RULES.iter().flat_map(|rule| rule.aliases) {
            let buildkit = alias.starts_with(|c: char| c.is_ascii_uppercase()) && !alias.contains(['-', '_']);
            assert!(linter(alias) != "BuildKit" || buildkit, "{alias}");
        }
    }

    #[test]
    fn a_row_is_never_wider_than_the_page() {
        let mut out = String::new();
        row(&" ".repeat(45), &"CKV_DOCKER_7, ".repeat(9), &mut out);
        assert!(out.lines().count() > 3 && out.lines().all(|line| line.len() <= WIDTH), "{out}");
    }
}
