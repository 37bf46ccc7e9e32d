//! What the code of `before` and `after` proves: every rule that a `before` names finds something in it, in its chapter's frame; in the
//! `after` each is silent, and nothing new is wrong. A rule that is planned and not there yet proves nothing.

use std::borrow::Cow;

use super::bodies;
use super::findings::Findings;
use super::place::{in_code, in_info};
use super::site::{Part, Passage, Site};
use crate::content::frame::without_place;
use crate::content::layer;
use crate::content::setting::Setting;
use crate::course::block::walk_code;
use crate::course::{Code, FenceRole};
use crate::diagnostic::{Severity, Span};
use crate::dockerfile::Dockerfile;
use crate::lint::{self, Finding, Place};

/// Proves the exhibits of every page.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages().iter().filter(|passage| passage.part != Part::Question) {
        let setting = Setting::of(site.library, passage.page.chapter_str());
        let mut codes: Vec<&Code> = Vec::new();
        walk_code(passage.blocks, &mut |code| codes.push(code));
        codes.retain(|code| ["dockerfile", "ignore"].contains(&code.lang.as_str()) && code.attrs.role.is_some());
        codes.sort_by_key(|code| code.info.start);
        let mut open: Vec<Proof<'_>> = Vec::new();
        for code in codes {
            let proof = Proof::new(code, &text(site, passage, code), &setting);
            if code.attrs.role == Some(FenceRole::Before) {
                proof.fires(passage, found);
                open.push(proof);
            } else {
                let of = |before: &Proof<'_>| before.code.attrs.tab == code.attrs.tab && before.code.lang == code.lang;
                let at = open.iter().rposition(of);
                proof.is_silent(passage, at.map(|at| open.remove(at)).as_ref(), found);
            }
        }
    }
}

/// Returns the code of a fence; that of a file where it only names one.
fn text<'c>(site: &Site<'_>, passage: &Passage<'_>, code: &'c Code) -> Cow<'c, str> {
    let file = code.attrs.file.as_ref().filter(|name| code.text.is_empty() && layer::is_inside(name));
    let read = |name| site.library.read(&format!("lessons/{}/{name}", passage.page.chapter_str())).ok().flatten();
    file.and_then(read).map_or(Cow::Borrowed(&code.text), |text| Cow::Owned(without_place(&text)))
}

/// A fence and what the rules find in it.
struct Proof<'a> {
    code: &'a Code,
    /// Which of the two files it is, or a part of.
    file: Place,
    /// Where the fence stands in what was judged.
    fence: Span,
    findings: Vec<Finding>,
}

impl<'a> Proof<'a> {
    fn new(code: &'a Code, shown: &str, setting: &Setting) -> Self {
        let named = |slug: &str| code.attrs.rules.iter().any(|rule| rule == slug);
        if code.lang == "ignore" {
            let findings = setting.judge_ignore(shown);
            return Self { code, file: Place::IgnoreFile, fence: Span::new(0, shown.len()), findings };
        }
        let is_whole = !Dockerfile::parse(shown).stages.list.is_empty();
        let (text, at) = if is_whole { (shown.to_owned(), 0) } else { setting.place(shown) };
        let mut findings = setting.judge(&text);
        findings.retain(|one| named(one.rule.slug) || !setting.is_about_invented(one, &text));
        Self { code, file: Place::Dockerfile, fence: Span::new(at, at + shown.len()), findings }
    }

    /// Returns what a rule finds in the fence itself; for a fragment the rest is the frame's. What an ignore file does wrong may show in
    /// the COPY of the frame.
    fn of<'s>(&'s self, rule: &'s str) -> impl Iterator<Item = &'s Finding> {
        let inside = |one: &&Finding| one.span.start >= self.fence.start && one.span.start < self.fence.end.max(1);
        let counts = move |one: &&Finding| match (self.file, one.place) {
            (Place::IgnoreFile, _) => true,
            (Place::Dockerfile, place) => place == Place::Dockerfile && inside(one),
        };
        self.findings.iter().filter(move |one| one.rule.slug == rule).filter(counts)
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

    /// Returns the place of a finding; what shows outside of the fence is reported at its opening line.
    fn place(&self, passage: &Passage<'_>, one: &Finding) -> Span {
        let at = one.span.start.checked_sub(self.fence.start).filter(|at| *at <= self.code.text.len());
        match at.filter(|_| one.place == self.file) {
            Some(at) => in_code(&passage.file.text, self.code, at),
            None => self.code.info,
        }
    }
}
