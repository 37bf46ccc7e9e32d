//! `env-same-line-ref`: an ENV uses a name that the same ENV sets.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword, Pair, Pairs};
use crate::lint::facts::variable;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "env-same-line-ref",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/venv-on-path",
    aliases: &["DL3044"],
    what: "A value in an `ENV` uses a variable that another pair of the same `ENV` sets. A pair that adds to its own old value, `PATH=/x:$PATH`, is fine.",
    why: "All pairs of one `ENV` see the values from before it. The new value is not there yet: the variable is empty, or keeps the old one without a word.",
    example: Example::dockerfile("ENV VIRTUAL_ENV=/opt/venv PATH=$VIRTUAL_ENV/bin:$PATH\n"),
    tokens: &["$VIRTUAL_ENV"],
    instead: Example::dockerfile("ENV VIRTUAL_ENV=/opt/venv\nENV PATH=$VIRTUAL_ENV/bin:$PATH\n"),
    sources: &[(
        "Docker: environment replacement",
        "https://docs.docker.com/reference/dockerfile/#environment-replacement",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (at, instruction) in facts.of(Keyword::Env) {
        let Arguments::Env(Pairs { pairs, .. }) = &instruction.arguments else { continue };
        if pairs.len() < 2 {
            continue;
        }
        // What is set to the value it had anyway is no surprise.
        let changed = |pair: &&Pair| pair.value.as_deref() != facts.env(&pair.key, at);
        let names: HashSet<&str> = pairs.iter().filter(changed).map(|pair| pair.key.as_str()).collect();
        for (pair, value) in pairs.iter().filter_map(|pair| Some((pair, pair.value.as_ref()?))) {
            for used in variable::bare_uses(value, facts.file.escape) {
                if pair.key.as_str() != used.name && names.contains(used.name.as_str()) {
                    let message = format!("`{}` does not have its new value yet in the same ENV", used.name);
                    report.at(value.span_of(used.range), message).fix("write a second ENV below for what uses it");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_there_already() {
        let cases = [
            ("ENV A=/x\nENV B=$A\n", &[][..]),
            ("ENV A=1 PATH=/x:$PATH\n", &[]),
            ("ENV A=1 B='$A' C=\\$A D=${A:-2}\n", &[]),
            ("ENV A=1\nENV A=1 B=$A\n", &[]),
            ("ENV A b $A\n", &[]),
            ("LABEL a=1 b=$a\n", &[]),
            ("ENV A=1 \\\n  B=\"$A/x\"\n", &["$A"]),
            ("ENV B=$A A=1\n", &["$A"]),
            ("ENV A=0\nENV A=1 B=${A}\n", &["${A}"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("env-same-line-ref", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
