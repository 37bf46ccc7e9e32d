//! `as-casing`: `as` in another case than its FROM.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "as-casing",
    level: Severity::Style,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &["FromAsCasing"],
    what: "`AS` is written in another case than the `FROM` of its line: `FROM python as build`.",
    why: "Both are keywords of one instruction. In one case they are told apart from the image and the stage's name at a glance.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie as shop\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["as"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie AS shop\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: build check FromAsCasing", "https://docs.docker.com/reference/build-checks/from-as-casing/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(word) = stage.from_arguments().and_then(|from| from.as_word.as_ref()) else { continue };
        let wanted = match stage.from.name.as_str() {
            "FROM" => "AS",
            "from" => "as",
            // FROM itself is the odd one.
            _ => continue,
        };
        if word.as_str() != wanted {
            let message = format!("`{word}` beside `{}`", stage.from.name);
            report.at(word.span(), message).fix(format!("write `{wanted}`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn from_decides() {
        let cases = [
            ("FROM a:1 AS x\nfrom a:1 as y\nFrom a:1 As z\nFROM as\n", &[][..]),
            ("FROM a:1 as x\nfrom a:1 AS y\nFROM a:1 As z\n", &["as", "AS", "As"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("as-casing", text), tokens, "{text}");
        }
    }
}
