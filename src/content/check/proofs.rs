//! What the code of `before` and `after` proves: every rule that a `before` names finds something in it, in its chapter's frame; in the
//! `after` each is silent, and nothing new is wrong. A rule that is planned and not there yet proves nothing.

use super::bodies;
use super::findings::Findings;
use super::place::{in_code, in_info};
use super::site::{Part, Passage, Site};
use crate::course::block::walk_code;
use crate::course::{Code, FenceRole};
use crate::diagnostic::{Severity, Span};
use crate::dockerfile::Dockerfile;
use crate::lint::{self, Finding};

/// Where a fragment goes in a frame.
const PLACE: &str = "# <fragment>\n";

/// What stands for a frame where a chapter has none, or none that takes fragments.
const BARE: &str = "FROM scratch\n# <fragment>\n";

/// Proves the exhibits of every page.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages().iter().filter(|passage| passage.part != Part::Question) {
        let frame = frame(site, passage);
        let mut codes: Vec<&Code> = Vec::new();
        walk_code(passage.blocks, &mut |code| codes.push(code));
        codes.retain(|code| code.lang == "dockerfile" && code.attrs.role.is_some());
        codes.sort_by_key(|code| code.info.start);
        let mut open: Vec<Proof<'_>> = Vec::new();
        for code in codes {
            let proof = Proof::new(code, &frame);
            if code.attrs.role == Some(FenceRole::Before) {
                proof.fires(passage, found);
                open.push(proof);
            } else {
                let at = open.iter().rposition(|before| before.code.attrs.tab == code.attrs.tab);
                proof.is_silent(passage, at.map(|at| open.remove(at)).as_ref(), found);
            }
        }
    }
}

/// Returns the Dockerfile of the chapter, with its place for fragments.
fn frame(site: &Site<'_>, passage: &Passage<'_>) -> String {
    let path = format!("lessons/{}/frame/Dockerfile", passage.page.chapter_str());
    let frame = site.library.read(&path).ok().flatten().filter(|text| text.contains(PLACE));
    frame.map_or_else(|| BARE.to_owned(), |text| text.into_owned())
}

/// A fence and what the rules find in it.
struct Proof<'a> {
    code: &'a Code,
    /// Where the fence stands in what was judged.
    fence: Span,
    findings: Vec<Finding>,
}

impl<'a> Proof<'a> {
    fn new(code: &'a Code, frame: &str) -> Self {
        let is_whole = !Dockerfile::parse(&code.text).stages.list.is_empty();
        let (text, at) = if is_whole { (code.text.clone(), 0) } else { place(frame, &code.text) };
        let findings = lint::lint(&Dockerfile::parse(&text), lint::Context::default(), &lint::Options::default());
        Self { code, fence: Span::new(at, at + code.text.len()), findings }
    }

    /// Returns what a rule finds in the fence itself; for a fragment the rest is the frame's.
    fn of<'s>(&'s self, rule: &'s str) -> impl Iterator<Item = &'s Finding> {
        let inside = |one: &&Finding| one.span.start >= self.fence.start && one.span.start < self.fence.end.max(1);
        self.findings.iter().filter(move |one| one.rule.slug == rule).filter(inside)
    }

    fn named(&self) -> impl Iterator<Item = &'a String> {
        self.code.attrs.rules.iter().filter(|rule| lint::rule(rule).is_some())
    }

    fn fires(&self, passage: &Passage<'_>, found: &mut Findings) {
        for rule in self.named().filter(|rule| self.of(rule).next().is_none()) {
            let span = in_info(&passage.file.text, self.code, rule);
            let help = "show the fault that the rule is about, or name the rule that is about this fault";
            found.add("proof-silent", passage.file, span, format!("`{rule}` finds nothing in this `before`"), help);
        }
    }

    fn is_silent(&self, passage: &Passage<'_>, before: Option<&Self>, found: &mut Findings) {
        let rules: Vec<&String> = self.named().collect();
        for one in rules.iter().flat_map(|rule| self.of(rule)) {
            let message = format!("`{}` still fires in this `after`: {}", one.rule.slug, one.message);
            found.add("proof-fires", passage.file, self.place(passage, one), message, "mend it here, too");
        }
        let Some(before) = before else { return };
        let is_new = |one: &&Finding| {
            one.level >= Severity::Warning
                // Told by `bodies`.
                && !bodies::ABOUT_REFUSALS.contains(&one.rule.slug)
                && !rules.iter().any(|rule| **rule == one.rule.slug)
                && !self.code.attrs.allow.iter().any(|rule| *rule == one.rule.slug)
                && before.findings.iter().all(|other| other.rule.slug != one.rule.slug)
        };
        for one in self.findings.iter().filter(is_new) {
            let message = format!("this `after` brings a new fault, `{}`: {}", one.rule.slug, one.message);
            let help = "mend it, or accept it by `allow=` and say why in the text";
            found.add("proof-new", passage.file, self.place(passage, one), message, help);
        }
    }

    fn place(&self, passage: &Passage<'_>, one: &Finding) -> Span {
        in_code(
            &passage.file.text,
            self.code,
            one.span.start.saturating_sub(self.fence.start).min(self.code.text.len()),
        )
    }
}

/// Returns the frame with the fragment in its place, and where that is.
fn place(frame: &str, fragment: &str) -> (String, usize) {
    let at = frame.find(PLACE).unwrap_or(frame.len());
    let end = if fragment.ends_with('\n') || fragment.is_empty() { "" } else { "\n" };
    let rest = frame.get(at + PLACE.len()..).unwrap_or_default();
    (format!("{}{fragment}{end}{rest}", &frame[..at]), at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_takes_its_place_in_the_frame() {
        assert_eq!(place(BARE, "RUN x"), ("FROM scratch\nRUN x\n".to_owned(), 13));
        assert_eq!(place("FROM a\n# <fragment>\nCMD b\n", "RUN x\n"), ("FROM a\nRUN x\nCMD b\n".to_owned(), 7));
    }
}
