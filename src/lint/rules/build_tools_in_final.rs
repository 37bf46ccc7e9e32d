//! `build-tools-in-final`: compilers and header packages are shipped.

use crate::diagnostic::Severity;
use crate::lint::facts::{Cleanup, Install, Item, Tool, Variant};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "build-tools-in-final",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "small/runtime-libs-only",
    aliases: &[],
    what: "The final image installs compilers or `-dev` packages and does not remove them in the same `RUN`. Silent on the full Python image, which brings them anyway, and in stages named for development.",
    why: "Compilers and headers add hundreds of megabytes and many packages to keep secure, and help an attacker. The application needs only the shared library.",
    example: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends gcc libpq-dev && rm -rf /var/lib/apt/lists/*\n",
    ),
    tokens: &["gcc"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("Docker: multi-stage builds", "https://docs.docker.com/build/building/multi-stage/")],
    check,
};

const TOOLS: &[&str] = &[
    "build-essential",
    "build-base",
    "gcc",
    "g++",
    "gcc-c++",
    "gfortran",
    "cpp",
    "clang",
    "cmake",
    "cargo",
    "rust",
    "rustc",
    "rust-all",
    "musl-dev",
    "linux-headers",
    "@development-tools",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    // Nothing is copied and nothing is started: an image to build with.
    if facts.copies.is_empty() && facts.start().next().is_none() {
        return;
    }
    for install in facts.installs.iter().filter(|install| install.tool.is_system() && facts.is_in_image(install.at)) {
        let stage = facts.stage_of(install.at);
        let full =
            stage.and_then(|stage| stage.image.as_ref()?.python()).is_some_and(|tag| tag.variant == Variant::Full);
        let tools = install.packages().filter(|(_, name, _)| is_tool(name)).map(|(item, ..)| item);
        let tools: Vec<&Item> = tools.collect();
        let [first, rest @ ..] = tools.as_slice() else { continue };
        if full || is_removed(facts, install) || facts.final_stage().is_some_and(|stage| stage.is_for_development()) {
            continue;
        }
        let message = match rest.len() {
            _ if first.text.len() > 50 => "this is only for building, and the shipped image keeps it".to_owned(),
            0 => format!("`{}` is only for building, and the shipped image keeps it", first.text),
            more => {
                format!("`{}` and {more} more here are only for building, and the shipped image keeps them", first.text)
            }
        };
        report.at(first.span, message).fix("build in a stage of its own, and install only the shared libraries here");
    }
}

fn is_tool(name: &str) -> bool {
    TOOLS.contains(&name) || name.ends_with("-dev") || name.ends_with("-devel")
}

fn is_removed(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let kind = match install.tool {
        Tool::Apt => Cleanup::AptRemoves,
        Tool::Apk => Cleanup::ApkRemoves,
        _ => Cleanup::DnfRemoves,
    };
    run.is_followed_by(command, kind, |other| {
        let has = |words: &[&str]| other.args().iter().any(|word| words.contains(&word.text.as_str()));
        match (install.tool, other.program()) {
            (Tool::Apt, Some("apt-get" | "apt" | "aptitude")) => has(&["purge", "remove", "autoremove"]),
            (Tool::Apk, Some("apk")) => has(&["del"]),
            (Tool::Dnf, Some("dnf" | "yum" | "microdnf" | "dnf5")) => {
                has(&["remove", "erase", "autoremove", "history"])
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_not_shipped() {
        let cases = [
            ("FROM a:1\nRUN apt-get install -y gcc && x && apt-get purge -y --auto-remove gcc\n", &[][..]),
            ("FROM alpine:3\nRUN apk add --no-cache -t .d gcc musl-dev && x && apk del .d\n", &[]),
            ("FROM a:1 AS build\nRUN apt-get install -y gcc\nFROM a:1\nCOPY --from=build /v /v\n", &[]),
            ("FROM python:3.13\nRUN apt-get install -y libpq-dev\n", &[]),
            ("FROM a:1\nRUN apt-get install -y libpq5 curl make git\n", &[]),
            ("FROM a:1\nRUN apt-get install -y gcc\n", &[]),
            ("FROM a:1 AS dev\nRUN apt-get install -y gcc\n", &[]),
            ("FROM a:1\nRUN pip install cmake\n", &[]),
            ("FROM python:3.13-slim\nRUN apt-get install -y curl gcc=4:14 g++ libpq-dev\n", &["gcc=4:14"]),
            ("FROM a:1 AS base\nRUN apt-get install -y build-essential\nFROM base\n", &["build-essential"]),
            ("FROM a:1\nRUN dnf install -y python3-devel && dnf clean all\n", &["python3-devel"]),
        ];
        for (text, tokens) in cases {
            let whole = if tokens.is_empty() { text.to_owned() } else { format!("{text}CMD [\"x\"]\n") };
            assert_eq!(fires("build-tools-in-final", &whole), tokens, "{text}");
        }
    }
}
