//! `maintainer-used`: the deprecated MAINTAINER.

use crate::diagnostic::Severity;
use crate::dockerfile::Keyword;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "maintainer-used",
    level: Severity::Style,
    profile: Profile::Default,
    practice: "ci/labels-at-build",
    aliases: &["DL4000", "MaintainerDeprecated", "DS-0022"],
    what: "`MAINTAINER`, which is deprecated. A label says the same in a form that tools can read.",
    why: "`docker inspect` shows labels, registries index them, and a build can set them. `MAINTAINER` is a field of its own that nothing reads any more.",
    example: Example::dockerfile("MAINTAINER Ada <ada@example.com>\n"),
    tokens: &["MAINTAINER"],
    instead: Example::dockerfile("LABEL org.opencontainers.image.authors=\"Ada <ada@example.com>\"\n"),
    sources: &[(
        "Docker: MAINTAINER (deprecated)",
        "https://docs.docker.com/reference/dockerfile/#maintainer-deprecated",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, instruction) in facts.of(Keyword::Maintainer) {
        let finding = report.at(instruction.name.span(), "MAINTAINER is deprecated in favour of a label");
        finding
            .fix(format!("write `LABEL org.opencontainers.image.authors=\"{}\"`", instruction.rest.replace('"', "")));
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn only_the_instruction() {
        let cases = [
            ("LABEL maintainer=x\nENV MAINTAINER=x\n# MAINTAINER x\nRUN echo \\\n  MAINTAINER x\n", &[][..]),
            ("maintainer x\n", &["maintainer"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("maintainer-used", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
