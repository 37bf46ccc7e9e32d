//! What an example is judged and explained in: the frame of its chapter, with the .dockerignore and the files beside it. Judges nothing
//! itself; says what a finding has to do with the frame.

use super::{Frame, Library};
use crate::dockerfile::Dockerfile;
use crate::ignore::{self, IgnoreFile};
use crate::lint::{self, Context, Finding, Ignore, Options, Place};

/// What an ignore file is judged with where a chapter has no frame.
const COPIES_ALL: &str = "FROM scratch\nCOPY . .\n";

/// The surroundings of the examples of a chapter.
pub(super) struct Setting {
    frame: Option<Frame>,
    ignore: Option<IgnoreFile>,
}

impl Setting {
    /// Returns the setting of a chapter; without a frame, or with one that cannot be read, nothing is known.
    pub(super) fn of(library: &Library, chapter: &str) -> Self {
        let frame = chapter.parse().ok().and_then(|id| library.frame(&id).ok().flatten());
        Self::new(frame)
    }

    pub(super) fn new(frame: Option<Frame>) -> Self {
        let ignore = frame.as_ref().and_then(|frame| frame.ignore.as_deref()).map(|text| ignore::parse("", text));
        Self { frame, ignore }
    }

    /// Returns a fragment in its place, and where that is.
    pub(super) fn place(&self, fragment: &str) -> (String, usize) {
        let placed = match &self.frame {
            Some(frame) if frame.has_place() => frame.with(fragment),
            _ => Frame::bare().with(fragment),
        };
        (placed.text, placed.at)
    }

    /// Returns what is known about the surroundings of a Dockerfile: the frame's .dockerignore and files.
    pub(super) fn context(&self) -> Context<'_> {
        let ignore = match (&self.frame, &self.ignore) {
            (None, _) => Ignore::Unknown,
            (Some(_), None) => Ignore::Absent,
            (Some(_), Some(file)) => Ignore::File(file),
        };
        Context { ignore, files: self.files() }
    }

    /// Returns what the rules find in a whole Dockerfile beside the frame's .dockerignore and files.
    pub(super) fn judge(&self, dockerfile: &str) -> Vec<Finding> {
        lint::lint(&Dockerfile::parse(dockerfile), self.context(), &Options::default())
    }

    /// Returns what the rules find in the frame with another .dockerignore.
    pub(super) fn judge_ignore(&self, text: &str) -> Vec<Finding> {
        let dockerfile = self.frame.as_ref().map_or(COPIES_ALL, |frame| frame.dockerfile.as_str());
        let context = Context { ignore: Ignore::File(&ignore::parse("", text)), files: self.files() };
        lint::lint(&Dockerfile::parse(dockerfile), context, &Options::default())
    }

    fn files(&self) -> Option<&[String]> {
        self.frame.as_ref().map(|frame| frame.files.as_slice())
    }

    /// Says whether a finding is about a file that the lesson invents: one that the frame does not have, so that nobody can say
    /// whether it is there or left out.
    pub(super) fn is_about_invented(&self, finding: &Finding, dockerfile: &str) -> bool {
        match (finding.rule.slug, finding.place) {
            ("copy-source-absent", _) => true,
            ("dockerignore-hides-source", Place::Dockerfile) => {
                !self.has(dockerfile.get(finding.span.range()).unwrap_or_default())
            }
            _ => false,
        }
    }

    /// Says whether the frame has a file or a folder.
    fn has(&self, path: &str) -> bool {
        let path = path.trim_start_matches("./").trim_matches('/');
        let is = |file: &String| file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        self.frame.as_ref().is_some_and(|frame| frame.files.iter().any(is))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(dockerfile: &str, ignore: Option<&str>) -> Setting {
        let files = [".git/HEAD", "requirements.txt", "src/app.py"].map(str::to_owned).to_vec();
        Setting::new(Some(Frame { dockerfile: dockerfile.to_owned(), ignore: ignore.map(str::to_owned), files }))
    }

    fn slugs(findings: &[Finding]) -> Vec<&'static str> {
        findings
            .iter()
            .filter(|one| one.place == Place::IgnoreFile || one.rule.slug.contains("ignore"))
            .map(|one| one.rule.slug)
            .collect()
    }

    #[test]
    fn the_frames_ignore_file_and_files_count() {
        let all = "FROM a:1\nCOPY . .\n";
        assert_eq!(slugs(&setting(all, None).judge(all)), ["dockerignore-missing"]);
        assert_eq!(
            slugs(&setting(all, Some("__pycache__\n")).judge(all)),
            ["dockerignore-gaps", "dockerignore-root-only"]
        );
        assert_eq!(slugs(&setting(all, None).judge_ignore("*\n!src\n")), [""; 0]);
        assert_eq!(slugs(&Setting::new(None).judge(all)), [""; 0], "nothing is known without a frame");
        assert_eq!(slugs(&Setting::new(None).judge_ignore("x\n")), ["dockerignore-gaps"]);
    }

    #[test]
    fn what_a_lesson_invents_is_nobodys_fault() {
        let text = "FROM a:1\nCOPY uv.lock ./requirements.txt x/\n";
        let setting = setting(text, Some("*\n!src\n"));
        let findings = setting.judge(text);
        let counted = |slug: &str| {
            let of = findings.iter().filter(|one| one.rule.slug == slug);
            of.filter(|one| !setting.is_about_invented(one, text))
                .map(|one| &text[one.span.range()])
                .collect::<Vec<_>>()
        };
        assert_eq!(counted("dockerignore-hides-source"), ["./requirements.txt"]);
        assert_eq!(counted("copy-source-absent"), [""; 0]);
    }
}
