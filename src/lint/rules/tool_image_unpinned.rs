//! `tool-image-unpinned`: a tool is taken from an image without a version.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, ImageRef, Reference};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "tool-image-unpinned",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "installers/uv-pinned-binary",
    aliases: &[],
    what: "`COPY --from` or a mount's `from` names an image without a tag, or with `latest`, and without a digest. A single word may be a context given by name and is left alone.",
    why: "Each new release of the tool reaches your builds the day it appears: with other defaults, another lock format, or a fault. The cached build hides it from you, not from CI.",
    example: Example::dockerfile("COPY --from=ghcr.io/astral-sh/uv:latest /uv /usr/local/bin/uv\n"),
    tokens: &["ghcr.io/astral-sh/uv:latest"],
    instead: Example::dockerfile("COPY --from=ghcr.io/astral-sh/uv:0.12.5 /uv /usr/local/bin/uv\n"),
    sources: &[("uv: using uv in Docker", "https://docs.astral.sh/uv/guides/integration/docker/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for instruction in &facts.file.instructions {
        let Some(stage) = instruction.stage else { continue };
        let mounts = match &instruction.arguments {
            Arguments::Run(run) => run.mounts.as_slice(),
            _ => &[],
        };
        let copied = match &instruction.arguments {
            Arguments::Copy(copy) => copy.from.as_ref(),
            _ => None,
        };
        for from in mounts.iter().filter_map(|mount| mount.from.as_ref()).chain(copied) {
            if is_loose(from) && facts.file.stages.resolve(&from.text, stage) == Reference::Image {
                let message = format!("`{}` is whichever release is newest at the time", from.text);
                report.at(from.text.span(), message).fix("name a version, and a digest if a bot keeps it fresh");
            }
        }
    }
}

fn is_loose(from: &ImageRef) -> bool {
    let latest = from.tag.as_ref().is_some_and(|tag| tag.as_str() == "latest");
    let untagged = from.tag.is_none() && from.text.contains('/');
    from.digest.is_none() && from.fault().is_none() && (latest || untagged)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_has_a_version_or_is_no_image() {
        let cases = [
            ("COPY --from=ghcr.io/astral-sh/uv:0.12 /uv /bin/\n", &[][..]),
            ("COPY --from=ghcr.io/astral-sh/uv:python3.14-trixie /uv /bin/\n", &[]),
            ("COPY --from=build /x /x\nCOPY --from=assets /x /x\n", &[]),
            (
                "COPY --from=ghcr.io/astral-sh/uv@sha256:0000000000000000000000000000000000000000000000000000000000000000 /u /u\n",
                &[],
            ),
            ("COPY --from=acme/x:$V /x /x\n", &[]),
            ("COPY --from=nginx:latest /x /x\n", &["nginx:latest"]),
            ("COPY --from=docker.io/astral/uv /uv /uvx /bin/\n", &["docker.io/astral/uv"]),
            ("RUN --mount=from=ghcr.io/astral-sh/uv,source=/uv,target=/bin/uv uv sync\n", &["ghcr.io/astral-sh/uv"]),
        ];
        for (lines, tokens) in cases {
            let text = format!("FROM a:1 AS build\nFROM a:1\n{lines}");
            assert_eq!(fires("tool-image-unpinned", &text), tokens, "{lines}");
        }
    }
}
