//! `copy-from-invalid`: `--from` or a mount's `from` names no earlier stage. The builder's own refusals, and names that are nearly a stage's.

use crate::diagnostic::{Severity, nearest};
use crate::dockerfile::{Arguments, ImageRef, Reference};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-from-invalid",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "small/multi-stage",
    aliases: &["DL3022", "DL3023", "DS-0006"],
    what: "`COPY --from` or a mount's `from` names its own stage, a later one, a number that no stage has, or a misspelt name. Image names are left alone.",
    why: "A stage can only take from those above it. A name that is no stage is taken for an image, and the build fails when it tries to pull that.",
    example: Example::dockerfile(
        "FROM python:3.14-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=bulider /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["bulider"],
    instead: Example::dockerfile(
        "FROM python:3.14-trixie AS builder\nRUN python -m venv /opt/venv\n\nFROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY --from=builder /opt/venv /opt/venv\nUSER 10001\nCMD [\"/opt/venv/bin/python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: COPY --from", "https://docs.docker.com/reference/dockerfile/#copy---from")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for fault in facts.file.conversion.iter().filter(|fault| fault.code == "copy-from-invalid") {
        let finding = report.at(fault.span, fault.message.as_str());
        if facts.file.source.get(fault.span.range()).is_some_and(|text| text.contains('$')) {
            finding.fix("no variable works here: write `FROM image:$VERSION AS tool` above, and `--from=tool`");
        } else {
            finding.fix("name a stage that stands above this one");
        }
    }
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
            if let Some(meant) = misspelt(facts, from, stage) {
                let message =
                    format!("no stage is called `{}`, so the builder would pull an image of that name", from.text);
                report.at(from.text.span(), message).fix(format!("did you mean `{meant}`?"));
            }
        }
    }
}

/// So many earlier stages are compared.
const LOOKED_AT: usize = 100;

/// Returns the earlier stage whose name this nearly is.
fn misspelt<'a>(facts: &'a Facts<'_>, from: &ImageRef, stage: usize) -> Option<&'a str> {
    let plain = from.tag.is_none() && from.digest.is_none() && !from.text.contains('/') && from.text.len() >= 4;
    if !plain || from.fault().is_some() || facts.file.stages.resolve(&from.text, stage) != Reference::Image {
        return None;
    }
    let names = facts.file.stages.list[..stage].iter().rev().take(LOOKED_AT).filter_map(|stage| stage.name.as_deref());
    nearest(&from.text, names.filter(|name| is_near(&from.text, name)))
}

/// One letter more, less or other, or two neighbours swapped.
fn is_near(wanted: &str, name: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (wanted.to_lowercase().chars().collect(), name.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let tail = a[same..].iter().rev().zip(b[same..].iter().rev()).take_while(|(a, b)| a == b).count();
    match (a.len() - same - tail, b.len() - same - tail) {
        (1, 0 | 1) | (0, 1) => true,
        (2, 2) => a[same] == b[same + 1] && a[same + 1] == b[same],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_a_stage_and_what_an_image() {
        let cases = [
            ("FROM a:1 AS build\nFROM b:1\nCOPY --from=BUILD /x /x\nCOPY --from=0 /y /y\n", &[][..]),
            ("FROM a:1 AS build\nFROM b:1\nCOPY --from=nginx /x /x\nCOPY --from=acme/buidl:1 /y /y\n", &[]),
            ("FROM a:1 AS build\nFROM b:1\nCOPY --from=assets /x /x\nCOPY --from=builder /x /x\n", &[]),
            ("FROM a:1 AS node\nFROM b:1\nRUN --mount=from=ghcr.io/astral-sh/uv:0.12.5,target=/u x\n", &[]),
            ("FROM a:1 AS build\nCOPY --from=build /x /x\n", &["build"]),
            ("FROM a:1 AS one\nCOPY --from=two /x /x\nFROM a:1 AS two\n", &["two"]),
            ("FROM a:1\nCOPY --from=3 /x /x\n", &["3"]),
            ("FROM a:1\nCOPY --from=uv:$V /x /x\n", &["uv:$V"]),
            ("FROM a:1 AS build\nFROM b:1\nRUN --mount=type=bind,from=biuld,target=/x y\n", &["biuld"]),
            ("FROM a:1 AS builder\nFROM b:1\nCOPY --from=bulder /x /x\n", &["bulder"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("copy-from-invalid", text), tokens, "{text}");
        }
    }
}
