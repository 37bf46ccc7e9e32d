//! `legacy-key-value`: `ENV NAME value` without an equals sign.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "legacy-key-value",
    level: Severity::Style,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &["LegacyKeyValueFormat"],
    what: "`ENV` or `LABEL` in the old form: a name, a blank, and the rest of the line as the value.",
    why: "The old form takes one variable, quotes included in surprising ways: `ENV A=1 B 2` and `ENV A 1 B=2` read alike and mean different things. The reference advises against it.",
    example: Example::dockerfile("ENV PYTHONUNBUFFERED 1\n"),
    tokens: &["PYTHONUNBUFFERED"],
    instead: Example::dockerfile("ENV PYTHONUNBUFFERED=1\n"),
    sources: &[(
        "Docker: build check LegacyKeyValueFormat",
        "https://docs.docker.com/reference/build-checks/legacy-key-value-format/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, instruction) in facts.of(Keyword::Env).chain(facts.of(Keyword::Label)) {
        let (Arguments::Env(pairs) | Arguments::Label(pairs)) = &instruction.arguments else { continue };
        let Some(pair) = pairs.pairs.first().filter(|_| pairs.legacy) else { continue };
        let key = &pair.key;
        let finding = report.at(key.span(), format!("`{key}` gets its value without an equals sign"));
        let value = pair.value.as_deref().unwrap_or_default();
        let quoted = value.contains(char::is_whitespace) && !value.starts_with(['"', '\'']);
        let fix = if quoted { format!("write `{key}=\"{value}\"`") } else { format!("write `{key}={value}`") };
        finding.fix(fix);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn both_instructions() {
        let cases = [
            ("ENV A=1 B=2\nLABEL a=\"b c\"\nARG A\nENV A=\n", &[][..]),
            ("ENV A 1\nLABEL a b c\n", &["A", "a"]),
            ("ENV PATH /x:$PATH\n", &["PATH"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("legacy-key-value", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
