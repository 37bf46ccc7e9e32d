//! `stage-casing`: a stage's name with capitals.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "stage-casing",
    level: Severity::Style,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &["StageNameCasing"],
    what: "The name of a stage has capitals. The builder takes names in lower case, whatever is written.",
    why: "`--target`, logs and other tools show the name in lower case, so searching for what they print finds nothing in the file.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie AS Shop\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["Shop"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie AS shop\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: build check StageNameCasing",
        "https://docs.docker.com/reference/build-checks/stage-name-casing/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(name) = stage.from_arguments().and_then(|from| from.name.as_ref()) else { continue };
        if name.contains(char::is_uppercase) {
            let message = format!("the builder knows this stage as `{}`", name.to_lowercase());
            report.at(name.span(), message).fix("write it in lower case, and where it is used");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn only_the_name() {
        let cases = [
            ("FROM a:1 AS build-2_x\nFROM a:1\nCOPY --from=BUILD-2_x /a /a\n", &[][..]),
            ("FROM a:1 AS Build\nFROM a:1 as prodBase\n", &["Build", "prodBase"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("stage-casing", text), tokens, "{text}");
        }
    }
}
