//! The frames in a row: each chapter begins with an application whose faults this chapter and later ones are there to mend, and the
//! last begins with none. What a course does not teach is not asked of its frames.

use std::collections::BTreeSet;

use super::findings::Findings;
use super::site::{Page, PageKind, Site, SourceFile};
use crate::content::Frame;
use crate::content::frame::frame_folder;
use crate::content::setting::Setting;
use crate::course::block::walk_code;
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::dockerfile::Dockerfile;
use crate::id::ChapterId;
use crate::ignore;
use crate::lint::{Finding, Place};

/// Judges the frames of all chapters in order.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    let chapters: Vec<&ChapterId> = site.library.course().chapters.iter().map(|chapter| &chapter.id).collect();
    let mut before: Option<(&ChapterId, BTreeSet<&'static str>)> = None;
    for (at, chapter) in chapters.iter().enumerate() {
        let Some(frame) = site.library.frame(chapter).ok().flatten() else { continue };
        let files = Files::of(site, chapter);
        files.must_be_sound(&frame, found);
        let findings = Setting::new(Some(frame.clone())).judge(&frame.dockerfile);
        let taught = |one: &&Finding| chapter_of(one, &chapters).is_some();
        let is_last = before.is_some() && at + 1 == chapters.len();
        for one in findings.iter().filter(taught) {
            let is_late = chapter_of(one, &chapters).is_some_and(|teaches| teaches < at);
            let is_new = before.as_ref().filter(|(_, slugs)| {
                one.level >= Severity::Warning && !slugs.contains(one.rule.slug) && !files.allows(one.rule.slug)
            });
            if is_late {
                files.late(one, found);
            } else if is_last {
                files.last(one, found);
            } else if let Some((before, _)) = is_new {
                files.fresh(one, before, found);
            }
        }
        before = Some((chapter, findings.iter().map(|one| one.rule.slug).collect()));
    }
}

/// Returns the place in the course of the chapter that teaches to mend a finding.
fn chapter_of(finding: &Finding, chapters: &[&ChapterId]) -> Option<usize> {
    let id = finding.rule.practice.split('/').next()?;
    chapters.iter().position(|chapter| chapter.as_str() == id)
}

/// Where the faults of one frame are reported.
struct Files<'s> {
    dockerfile: Option<&'s SourceFile>,
    ignore: Option<&'s SourceFile>,
    /// The page of the chapter, which shows the frame.
    page: Option<&'s Page>,
}

impl<'s> Files<'s> {
    fn of(site: &'s Site<'_>, chapter: &ChapterId) -> Self {
        let file = |name: &str| {
            let path = format!("{}/{name}", frame_folder(chapter));
            site.files.iter().find(|file| file.path == path)
        };
        let is_its_page = |page: &&Page| page.kind == PageKind::Chapter && page.id.chapter_str() == chapter.as_str();
        Self {
            dockerfile: file("Dockerfile"),
            ignore: file(".dockerignore"),
            page: site.pages.iter().find(is_its_page),
        }
    }

    /// Says whether the fence that shows the frame accepts what a rule finds.
    fn allows(&self, rule: &str) -> bool {
        let mut allows = false;
        walk_code(self.page.map_or(&[], |page| page.lesson.blocks.as_slice()), &mut |code| {
            let shows = code.attrs.file.as_deref() == Some("frame/Dockerfile");
            allows |= shows && code.attrs.allow.iter().any(|allowed| allowed == rule);
        });
        allows
    }

    fn must_be_sound(&self, frame: &Frame, found: &mut Findings) {
        let refused = |faults: Vec<Diagnostic>| faults.into_iter().filter(|fault| fault.severity == Severity::Error);
        let told = |fault: &Diagnostic| format!("the builder would refuse this: {}", fault.message);
        if let Some(file) = self.dockerfile {
            for fault in refused(Dockerfile::parse(&frame.dockerfile).diagnostics) {
                found.add("code-broken", file, fault.span, told(&fault), "mend it: this chapter begins with it");
            }
            if !frame.has_place() {
                let help = "write the line `# <fragment>` where the examples without FROM belong";
                found.add("frame-placeless", file, Span::default(), "this frame has no place for a fragment", help);
            }
        }
        if let (Some(file), Some(text)) = (self.ignore, &frame.ignore) {
            for fault in refused(ignore::parse("", text).diagnostics) {
                found.add("code-broken", file, fault.span, told(&fault), "mend it: this chapter begins with it");
            }
        }
    }

    fn add(&self, code: &'static str, one: &Finding, message: String, help: String, found: &mut Findings) {
        let file = if one.place == Place::IgnoreFile { self.ignore } else { self.dockerfile };
        if let Some(file) = file {
            found.add(code, file, one.span, message, help);
        }
    }

    fn late(&self, one: &Finding, found: &mut Findings) {
        let (rule, practice) = (one.rule.slug, one.rule.practice);
        let message = format!("`{rule}` fires here, and `{practice}` is taught already: {}", one.message);
        self.add("frame-early", one, message, "mend it from the chapter after that lesson on".to_owned(), found);
    }

    fn last(&self, one: &Finding, found: &mut Findings) {
        let message = format!("`{}` fires in the last frame: {}", one.rule.slug, one.message);
        self.add("frame-last", one, message, "the last chapter begins with nothing left to mend".to_owned(), found);
    }

    fn fresh(&self, one: &Finding, before: &ChapterId, found: &mut Findings) {
        let rule = one.rule.slug;
        let message = format!("`{rule}` fires here and not in the frame of `{before}`: {}", one.message);
        let help = format!(
            "mend it here, show the fault there already, or accept it with `allow={rule}` on the fence of chapter.md that shows the frame, and say why"
        );
        self.add("frame-new", one, message, help, found);
    }
}
