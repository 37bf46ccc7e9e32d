//! What a rule is: its name, its text for people, and its check. One file of `rules/` each. Knows no rule in particular.

use super::facts::Facts;
use super::report::Report;
use crate::diagnostic::Severity;

/// A rule. Its texts are plain sentences, code between backticks, at most a short paragraph each.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id, named for the fault: `user-missing`. One of `assets/rules.txt`.
    pub slug: &'static str,
    /// How bad a finding is; [`Severity::Note`] is what linters call info.
    pub level: Severity,
    /// Who gets it.
    pub profile: Profile,
    /// The practice that teaches it: the id of a lesson, `security/run-as-non-root`.
    pub practice: &'static str,
    /// The ids of hadolint, BuildKit, Trivy, Checkov that mean the same: `DL3007`, `StageNameCasing`, `DS-0002`, `CKV_DOCKER_3`.
    pub aliases: &'static [&'static str],
    /// What it finds and, where that surprises, what it leaves alone.
    pub what: &'static str,
    /// Why that is a fault: what happens to whom.
    pub why: &'static str,
    /// Where it fires.
    pub example: Example,
    /// The guilty text of each finding in the example, in order.
    pub tokens: &'static [&'static str],
    /// How to write the example instead: the rule is silent here.
    pub instead: Example,
    /// Where the facts come from: title and address.
    pub sources: &'static [(&'static str, &'static str)],
    /// Looks for faults.
    pub check: fn(&Facts<'_>, &mut Report<'_>),
}

/// Which users get a rule without asking for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Everybody.
    Default,
    /// Those who ask for the strict profile, or for the rule by name.
    Strict,
}

/// What a rule is shown with and tested on.
#[derive(Debug, Clone, Copy)]
pub struct Example {
    /// A small Dockerfile; without FROM a fragment, which [`Example::whole`] completes.
    pub dockerfile: &'static str,
    /// The .dockerignore: `Some("")` is a file without lines, `None` see `ignore_known`.
    pub ignore: Option<&'static str>,
    /// Without `ignore`: it is known that there is none.
    pub ignore_absent: bool,
    /// The files of the context, if they matter.
    pub files: Option<&'static [&'static str]>,
}

/// What stands around a fragment.
const HEAD: &str = "FROM python:3.14-slim-trixie\nWORKDIR /app\n";

impl Example {
    /// Makes an example of a Dockerfile or a fragment of one; nothing is known about its context.
    pub const fn dockerfile(text: &'static str) -> Self {
        Self { dockerfile: text, ignore: None, ignore_absent: false, files: None }
    }

    /// Adds a .dockerignore.
    #[must_use]
    pub const fn with_ignore(self, text: &'static str) -> Self {
        Self { ignore: Some(text), ..self }
    }

    /// Says that there is no .dockerignore.
    #[must_use]
    pub const fn without_ignore(self) -> Self {
        Self { ignore_absent: true, ..self }
    }

    /// Adds the list of files: paths from the context's root, with `/`.
    #[must_use]
    pub const fn with_files(self, paths: &'static [&'static str]) -> Self {
        Self { files: Some(paths), ..self }
    }

    /// Returns the Dockerfile; a fragment is set into a sound one, whose USER and CMD give way to the fragment's.
    pub fn whole(&self) -> String {
        let has = |keyword: &str| self.dockerfile.lines().any(|line| line.split(' ').next() == Some(keyword));
        if has("FROM") {
            return self.dockerfile.to_owned();
        }
        let break_after = if self.dockerfile.ends_with('\n') { "" } else { "\n" };
        let user = if has("USER") { "" } else { "USER 10001:10001\n" };
        let command = if has("CMD") || has("ENTRYPOINT") { "" } else { "CMD [\"python\", \"-m\", \"shop\"]\n" };
        format!("{HEAD}{}{break_after}{user}{command}", self.dockerfile)
    }
}

impl Rule {
    /// Says whether `id` means this rule: its slug or what other linters call it, in any case.
    pub fn is_called(&self, id: &str) -> bool {
        self.slug == id || self.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(id))
    }
}

/// Returns what linters call a level: `error`, `warning`, `info`, `style`.
pub fn level_name(level: Severity) -> &'static str {
    match level {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
        Severity::Style => "style",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_completed_and_a_whole_file_is_not() {
        let whole = |text| Example::dockerfile(text).whole();
        assert_eq!(whole("FROM a\nRUN b"), "FROM a\nRUN b");
        assert_eq!(whole("RUN b"), format!("{HEAD}RUN b\nUSER 10001:10001\nCMD [\"python\", \"-m\", \"shop\"]\n"));
        assert_eq!(whole("USER a\nCMD b\n"), format!("{HEAD}USER a\nCMD b\n"));
    }
}
