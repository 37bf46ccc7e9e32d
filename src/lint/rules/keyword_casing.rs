//! `keyword-casing`: instructions written in more than one way.

use crate::diagnostic::Severity;
use crate::dockerfile::Keyword;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "keyword-casing",
    level: Severity::Style,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &["ConsistentInstructionCasing"],
    what: "An instruction in another case than most of the file, or in mixed case. A file all in lower case is fine.",
    why: "The builder does not care, readers and search do: an instruction in another case looks like an argument of the line above.",
    example: Example::dockerfile("run python -m compileall -q .\n"),
    tokens: &["run"],
    instead: Example::dockerfile("RUN python -m compileall -q .\n"),
    sources: &[(
        "Docker: build check ConsistentInstructionCasing",
        "https://docs.docker.com/reference/build-checks/consistent-instruction-casing/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let known = || facts.file.instructions.iter().filter(|one| one.keyword != Keyword::Unknown).map(|one| &one.name);
    let (mut all, mut upper, mut lower) = (0, 0, 0);
    for name in known() {
        (all, upper, lower) = (all + 1, upper + usize::from(is_upper(name)), lower + usize::from(is_lower(name)));
    }
    if all == upper.max(lower) {
        return;
    }
    for name in known() {
        let sound = if lower > upper { is_lower(name) } else { is_upper(name) };
        if !sound {
            let wanted = if lower > upper { name.to_lowercase() } else { name.to_uppercase() };
            let message = format!("`{name}` is written in another case than the rest of the file");
            report.at(name.span(), message).fix(format!("write `{wanted}`"));
        }
    }
}

fn is_upper(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_lowercase())
}

fn is_lower(name: &str) -> bool {
    !name.contains(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_majority_decides() {
        let cases = [
            ("from a:1\nrun b\ncmd c\n", &[][..]),
            ("FROM a:1 as b\nRUN run\nONBUILD run x\n", &[]),
            ("FROM a:1\nRUM b\n", &[]),
            ("FROM a:1\nrun b\n", &["run"]),
            ("from a:1\nrun b\nCMD c\n", &["CMD"]),
            ("FROM a:1\nRun b\nCMD c\n", &["Run"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("keyword-casing", text), tokens, "{text}");
        }
    }
}
