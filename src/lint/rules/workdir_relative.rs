//! `workdir-relative`: the first WORKDIR of a stage begins without a slash.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "workdir-relative",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/absolute-workdir",
    aliases: &["DL3000", "WorkdirRelativePath", "DS-0009", "CKV_DOCKER_10"],
    what: "A relative `WORKDIR` with no absolute one before it. After an absolute one it says clearly where it leads.",
    why: "It starts where the base image left off, which the Dockerfile does not show. When the base changes its `WORKDIR`, the application moves and every path that names it breaks.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["app"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[
        ("Docker: WORKDIR", "https://docs.docker.com/reference/dockerfile/#workdir"),
        (
            "Docker: build check WorkdirRelativePath",
            "https://docs.docker.com/reference/build-checks/workdir-relative-path/",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (at, instruction) in facts.of(Keyword::Workdir) {
        let Arguments::Workdir(path) = &instruction.arguments else { continue };
        if facts.state(at).workdir.is_some() {
            continue;
        }
        let Some(expanded) = facts.expand(path, at) else { continue };
        if !expanded.is_empty() && !is_absolute(&expanded) {
            let message = format!("`{path}` starts wherever the base image left off");
            report.at(path.span(), message).fix(format!("write `WORKDIR /{}`", expanded.trim_start_matches("./")));
        }
    }
}

/// Also as Windows writes it.
fn is_absolute(path: &str) -> bool {
    path.starts_with(['/', '\\']) || path.as_bytes().get(1) == Some(&b':')
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_it_is_known_to_lead() {
        let cases = [
            ("FROM a:1\nWORKDIR /app\nWORKDIR src\n", &[][..]),
            ("FROM a:1 AS b\nWORKDIR /app\nFROM b\nWORKDIR src\n", &[]),
            ("FROM a:1\nARG HOME=/h\nWORKDIR $HOME\n", &[]),
            ("FROM a:1\nWORKDIR $HOME/app\n", &[]),
            ("FROM a:1\nWORKDIR C:\\app\n", &[]),
            ("FROM a:1\nENV D=src\nWORKDIR ${D}\n", &["${D}"]),
            ("FROM a:1\nWORKDIR src\nWORKDIR x\n", &["src"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("workdir-relative", text), tokens, "{text}");
        }
    }
}
