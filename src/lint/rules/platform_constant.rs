//! `platform-constant`: FROM with a fixed platform.

use crate::diagnostic::Severity;
use crate::dockerfile::Logical;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "platform-constant",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "apps/apple-silicon",
    aliases: &["DL3029", "FromPlatformFlagConstDisallowed"],
    what: "`FROM --platform` with a fixed value. Silent where a variable decides, and where the stage's name says the platform.",
    why: "Everybody builds for that one platform, slowly and under emulation on other machines, and an image for several platforms cannot be built from the file.",
    example: Example::dockerfile(
        "FROM --platform=linux/amd64 python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["linux/amd64"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: build check FromPlatformFlagConstDisallowed",
        "https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(from) = stage.from_arguments() else { continue };
        let Some(platform) = from.platform.as_ref().filter(|text| !text.contains('$') && !text.is_empty()) else {
            continue;
        };
        if !is_said_by(from.name.as_ref(), platform) {
            let message = format!("`{platform}` is fixed for everybody who builds this");
            report.at(platform.span(), message).fix("leave it to `docker build --platform`");
        }
    }
}

fn is_said_by(name: Option<&Logical>, platform: &str) -> bool {
    let Some(name) = name.map(|name| name.to_lowercase()) else { return false };
    platform.split('/').any(|part| !part.is_empty() && name.contains(&part.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_decides() {
        let cases = [
            ("FROM --platform=$BUILDPLATFORM a:1\nFROM --platform=${P:-linux/amd64} a:1\nFROM a:1\n", &[][..]),
            ("FROM --platform=linux/amd64 a:1 AS build-amd64\nFROM --platform=windows/amd64 a:1 AS windows\n", &[]),
            ("FROM --platform=linux/arm64 a:1 AS build-amd64\n", &["linux/arm64"]),
            ("FROM --platform=linux/amd64 a:1 AS build\n", &["linux/amd64"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("platform-constant", text), tokens, "{text}");
        }
    }
}
