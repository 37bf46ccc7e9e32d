//! `parse-error`: whatever the builder would refuse and no other rule tells, in the builder's words.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "parse-error",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &["DL3061"],
    what: "Something BuildKit would refuse: an unknown instruction or flag, arguments that are missing, a heredoc without an end, a pattern of the .dockerignore. The message is the builder's.",
    why: "The build stops here. All faults are told at once, while the builder stops at the first.",
    example: Example::dockerfile("COPY --chow=10001 src/ ./src/\n"),
    tokens: &["--chow=10001"],
    instead: Example::dockerfile("COPY --chown=10001 src/ ./src/\n"),
    sources: &[("Docker: Dockerfile reference", "https://docs.docker.com/reference/dockerfile/")],
    check,
};

/// Told by rules of their own.
const ELSEWHERE: &[&str] = &["copy-from-invalid", "expose-invalid"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let all = facts.file.diagnostics.iter().chain(&facts.file.conversion);
    for fault in all.filter(|fault| fault.severity == Severity::Error && !ELSEWHERE.contains(&fault.code)) {
        if is_about_argument(facts, fault) {
            continue;
        }
        let finding = report.at(fault.span, fault.message.as_str());
        finding.fix.clone_from(&fault.help);
    }
    for fault in facts.context.ignore_file().map_or(&[][..], |file| &file.diagnostics) {
        let finding = report.in_ignore(fault.span, format!("{}: the builder refuses the file", fault.message));
        finding.fix.clone_from(&fault.help);
    }
}

/// A base that is no image for want of a variable is told by the rules about ARGs.
fn is_about_argument(facts: &Facts<'_>, fault: &Diagnostic) -> bool {
    let text = facts.file.source.get(fault.span.range()).unwrap_or_default();
    let Ok(expansion) = facts.file.scopes.globals.expand(text) else { return false };
    let empty = |name: &String| facts.file.scopes.globals.get(name).is_none_or(str::is_empty);
    matches!(fault.code, "base-blank" | "base-invalid")
        && (!expansion.undefined.is_empty() || expansion.used.iter().any(empty))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, messages};

    #[test]
    fn what_is_refused_and_not_told_elsewhere() {
        let cases = [
            ("FROM a:1\nRUN <<EOF\nFROM x y\nEOF\n", &[][..]),
            ("FROM a:1\nCOPY --from=0 /a /a\nEXPOSE http\n", &[]),
            ("FROM $A\nFROM python:$A\nARG B\nFROM $B\n", &[]),
            ("FROM a:1\nRUN a \\\n\n  b\nONBUILD COPY x\n", &[]),
            ("FROM a:1\nRUM x\n", &["RUM"]),
            ("FROM Python:3\n", &["Python:3"]),
            ("RUN x\nFROM a:1\n", &["RUN"]),
            ("FROM a:1\nRUN --mount=type=cash,target=/x y\n", &["cash"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("parse-error", text), tokens, "{text}");
        }
        assert_eq!(messages("parse-error", "FROM a:1\nRUM x\n"), ["unknown instruction: RUM"]);
    }
}
