//! `platform-redundant`: FROM asks for the platform that it gets anyway.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "platform-redundant",
    level: Severity::Style,
    profile: Profile::Default,
    practice: "apps/apple-silicon",
    aliases: &["DL3065", "RedundantTargetPlatform"],
    what: "`FROM --platform=$TARGETPLATFORM`. Silent where an `ARG` before the first `FROM` gives that variable a value of its own.",
    why: "The target's platform is what `FROM` takes without the flag. With it a reader looks for a reason, and takes it for the flag that does something: `$BUILDPLATFORM`.",
    example: Example::dockerfile(
        "FROM --platform=$TARGETPLATFORM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["$TARGETPLATFORM"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: build check RedundantTargetPlatform",
        "https://docs.docker.com/reference/build-checks/redundant-target-platform/",
    )],
    check,
};

const NAME: &str = "TARGETPLATFORM";

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let platform = stage.from_arguments().and_then(|from| from.platform.as_ref());
        let Some(platform) = platform.filter(|text| is_target(text.as_str())) else { continue };
        if !is_given(facts) {
            let finding = report.at(platform.span(), "this is the platform that FROM takes without the flag");
            finding.fix("leave out `--platform`");
        }
    }
}

fn is_target(text: &str) -> bool {
    let name = text.strip_prefix('$').unwrap_or_default();
    let name = name.strip_prefix('{').and_then(|name| name.strip_suffix('}')).unwrap_or(name);
    name == NAME
}

/// A global ARG with a value stands in for what the builder says.
fn is_given(facts: &Facts<'_>) -> bool {
    facts.of(Keyword::Arg).filter(|(_, arg)| arg.stage.is_none()).any(|(_, arg)| match &arg.arguments {
        Arguments::Arg(pairs) => pairs.iter().any(|pair| pair.key.as_str() == NAME && pair.value.is_some()),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_says_nothing() {
        let cases = [
            ("FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=linux/amd64 a:1\nFROM a:1\n", &[][..]),
            ("ARG TARGETPLATFORM=linux/amd64\nFROM --platform=$TARGETPLATFORM a:1\n", &[]),
            ("FROM --platform=${TARGETPLATFORM:-linux/amd64} a:1\n", &[]),
            ("FROM --platform=$TARGETOS/$TARGETARCH a:1\n", &[]),
            ("ARG TARGETPLATFORM\nFROM --platform=$TARGETPLATFORM a:1\n", &["$TARGETPLATFORM"]),
            ("FROM --platform=${TARGETPLATFORM} a:1 AS b\nFROM b\n", &["${TARGETPLATFORM}"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("platform-redundant", text), tokens, "{text}");
        }
    }
}
