//! `copy-many-no-slash`: several sources and a destination that is not written as a folder.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-many-no-slash",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/copy-over-add",
    aliases: &["DL3021", "DS-0011"],
    what: "`COPY` or `ADD` with two or more sources whose destination does not end with `/`. `.` and `..` are folders anyway.",
    why: "Several files need a folder to go to, and the reference asks for the slash. Older and other builders refuse the line, and readers cannot tell whether a file or a folder is meant.",
    example: Example::dockerfile("COPY pyproject.toml uv.lock /app\n"),
    tokens: &["/app"],
    instead: Example::dockerfile("COPY pyproject.toml uv.lock /app/\n"),
    sources: &[("Docker: COPY", "https://docs.docker.com/reference/dockerfile/#copy")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for copy in &facts.copies {
        let Some(destination) = copy.arguments.destination.as_ref().filter(|_| copy.arguments.sources.len() > 1) else {
            continue;
        };
        let Some(path) = facts.expand(destination, copy.at) else { continue };
        // A lone `#` is a comment that went wrong, which another rule tells.
        let comment = copy.arguments.paths().any(|path| path.as_str() == "#");
        // A flag without its `=` leaves a word too many, which the builder tells.
        let around = facts.instruction(copy.at).map(|instruction| instruction.span).unwrap_or_default();
        let told = |fault: &Diagnostic| around.start <= fault.span.start && fault.span.end <= around.end;
        if !comment && !is_folder(&path) && !facts.file.diagnostics.iter().any(told) {
            let message = format!(
                "{} sources need a folder, and `{destination}` has no `/` at its end",
                copy.arguments.sources.len()
            );
            report.at(destination.span(), message).fix(format!("write `{destination}/`"));
        }
    }
}

fn is_folder(path: &str) -> bool {
    path.ends_with(['/', '\\']) || matches!(path.rsplit('/').next(), Some("." | ".."))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_a_folder() {
        let cases = [
            ("COPY a /x\n", &[][..]),
            ("COPY a b /x/\nCOPY a b .\nCOPY a b ./\nCOPY a b ../..\n", &[]),
            ("COPY a* /x\n", &[]),
            ("COPY --chown 1:1 a /x\nCOPY --from build a /x\n", &[]),
            ("COPY a b $UNKNOWN\n", &[]),
            ("ENV D=/d/\nCOPY a b $D\n", &[]),
            ("COPY [\"a\", \"b\", \"/x/\"]\n", &[]),
            ("COPY a b /x # both\n", &[]),
            ("COPY a b /x\nADD [\"a\", \"b\", \"y\"]\n", &["/x", "y"]),
            ("ENV D=/d\nCOPY --chown=1:1 a b $D\n", &["$D"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("copy-many-no-slash", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
