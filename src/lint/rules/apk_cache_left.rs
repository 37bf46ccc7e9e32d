//! `apk-cache-left`: the index of Alpine's packages stays in a layer of the image.

use crate::diagnostic::Severity;
use crate::lint::facts::{Cleanup, Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "apk-cache-left",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/clean-in-same-layer",
    aliases: &["DL3019", "DS-0025"],
    what: "`apk add` in the final image without `--no-cache`. Silent with a mount over its cache, and where the same `RUN` deletes `/var/cache/apk`.",
    why: "apk writes the index that it fetched to `/var/cache/apk`. No container needs it, and the next build that finds it there works with an old one.",
    example: Example::dockerfile("FROM alpine:3.22\nRUN apk add tini\nUSER 10001\nCMD [\"tini\", \"--\", \"ash\"]\n"),
    tokens: &["apk add"],
    instead: Example::dockerfile(
        "FROM alpine:3.22\nRUN apk add --no-cache tini\nUSER 10001\nCMD [\"tini\", \"--\", \"ash\"]\n",
    ),
    sources: &[("hadolint: DL3019", "https://github.com/hadolint/hadolint/wiki/DL3019")],
    check,
};

const CACHES: &[&str] = &["/var/cache/apk", "/etc/apk/cache"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let installs = facts.installs.iter().filter(|install| install.tool == Tool::Apk && !install.items.is_empty());
    for install in installs.filter(|install| facts.is_in_image(install.at)) {
        if leaves_cache(facts, install) {
            report.at(install.span, "the package index stays in this layer").fix("write `apk add --no-cache …`");
        }
    }
}

fn leaves_cache(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return false };
    let mounted = CACHES.iter().any(|cache| facts.mount_over(run, cache).is_some());
    let deleted = run.is_followed_by(command, Cleanup::ApkIndex, |other| {
        let has = |text: &str| other.args().iter().any(|word| word.text.starts_with(text));
        match other.program() {
            Some("rm" | "find") => has("/var/cache"),
            Some("apk") => has("cache") && has("clean"),
            _ => false,
        }
    });
    !mounted && !deleted && !command.has_flag(&["--no-cache", "--cache-dir", "--root", "-p"])
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_nothing_stays() {
        let cases = [
            ("RUN apk add --no-cache a\n", &[][..]),
            ("RUN apk --no-cache --update add a\n", &[]),
            ("RUN --mount=type=cache,target=/var/cache/apk apk add a\n", &[]),
            ("RUN --mount=type=cache,target=/etc/apk/cache apk add a\n", &[]),
            ("RUN apk update && apk add a && rm -rf /var/cache/apk/*\n", &[]),
            ("RUN apk add a\nFROM b:1\n", &[]),
            ("RUN apk del a && apk update\n", &[]),
            ("RUN apk add a\nRUN rm -rf /var/cache/apk/*\n", &["apk add"]),
            ("RUN apk add --virtual .deps gcc && x && apk del .deps\n", &["apk add"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("apk-cache-left", &format!("FROM alpine:3\n{lines}")), tokens, "{lines}");
        }
    }
}
