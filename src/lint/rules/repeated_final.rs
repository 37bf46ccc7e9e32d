//! `repeated-final`: a CMD, ENTRYPOINT or HEALTHCHECK that a later one of the same stage replaces.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::dockerfile::Keyword;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "repeated-final",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "ops/one-image-many-commands",
    aliases: &["DL3012", "DL4003", "DL4004", "MultipleInstructionsDisallowed", "DS-0007", "DS-0016", "DS-0023"],
    what: "Two or more `CMD`, `ENTRYPOINT` or `HEALTHCHECK` in one stage. A stage that replaces what it got from another one is fine.",
    why: "Only the last one counts; the others are dead lines. Whoever writes two usually expects both to run.",
    example: Example::dockerfile(
        "CMD [\"python\", \"manage.py\", \"migrate\"]\nCMD [\"gunicorn\", \"--workers\", \"2\", \"--bind\", \"0.0.0.0:8000\", \"shop.wsgi\"]\n",
    ),
    tokens: &["CMD"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--workers\", \"2\", \"--bind\", \"0.0.0.0:8000\", \"shop.wsgi\"]\n",
    ),
    sources: &[
        ("Docker: CMD", "https://docs.docker.com/reference/dockerfile/#cmd"),
        (
            "Docker: build check MultipleInstructionsDisallowed",
            "https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut last: HashMap<(Option<usize>, Keyword), usize> = HashMap::new();
    let keywords = [Keyword::Cmd, Keyword::Entrypoint, Keyword::Healthcheck];
    for (at, instruction) in keywords.into_iter().flat_map(|keyword| facts.of(keyword)) {
        let replaced = last.insert((instruction.stage, instruction.keyword), at).and_then(|at| facts.instruction(at));
        if let Some(replaced) = replaced {
            let message =
                format!("the {} of line {} replaces this one", instruction.keyword.name(), instruction.start_line);
            report.at(replaced.name.span(), message).fix("take the line out");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn stages_are_apart() {
        let cases = [
            ("FROM a:1 AS b\nCMD [\"x\"]\nFROM b\nCMD [\"y\"]\n", &[][..]),
            ("FROM a:1\nCMD [\"x\"]\nENTRYPOINT [\"y\"]\nHEALTHCHECK NONE\n", &[]),
            ("FROM a:1\ncmd x\nCMD y\nCMD z\n", &["cmd", "CMD"]),
            ("FROM a:1\nHEALTHCHECK NONE\nHEALTHCHECK CMD y\n", &["HEALTHCHECK"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("repeated-final", text), tokens, "{text}");
        }
    }
}
