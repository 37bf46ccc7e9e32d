//! `copy-dest-no-workdir`: a relative destination where no WORKDIR was set.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::lint::facts::Image;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-dest-no-workdir",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/absolute-workdir",
    aliases: &["DL3045"],
    what: "The first `COPY` or `ADD` of a stage with a relative destination and no `WORKDIR` before it. Silent for bases known to bring a folder of their own.",
    why: "The files land wherever the base image happens to work, mostly `/`, among the system's own folders. Another base moves them without a word.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nCOPY src/ shop/\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["shop/"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY src/ shop/\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: WORKDIR", "https://docs.docker.com/reference/dockerfile/#workdir")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = HashSet::new();
    for copy in &facts.copies {
        let Some(stage) = facts.stage_of(copy.at).filter(|stage| !stage.is_scratch) else { continue };
        let brings_folder = stage.image.as_ref().is_none_or(Image::brings_workdir);
        let Some(destination) = &copy.arguments.destination else { continue };
        if brings_folder || facts.state(copy.at).workdir.is_some() {
            continue;
        }
        let path = facts.expand(destination, copy.at);
        if path.is_some_and(|path| !is_absolute(&path)) && told.insert(stage.stage.index) {
            let message = format!("`{destination}` is relative, but no WORKDIR says to what");
            report.at(destination.span(), message).fix("write `WORKDIR /app` above");
        }
    }
}

fn is_absolute(path: &str) -> bool {
    let drive = path.as_bytes().get(1) == Some(&b':');
    path.is_empty() || path.starts_with(['/', '\\', '"', '\'']) || drive
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_the_folder_is_known() {
        let cases = [
            ("FROM a:1\nWORKDIR /x\nCOPY . .\n", &[][..]),
            ("FROM a:1 AS x\nWORKDIR /x\nFROM x\nCOPY . .\n", &[]),
            ("FROM a:1\nCOPY a b /c/\nADD x.tar.gz /\n", &[]),
            ("FROM scratch\nCOPY a .\n", &[]),
            ("FROM a:1\nCOPY . $APP_HOME\nCOPY a ${LAMBDA_TASK_ROOT}/b\n", &[]),
            ("FROM quay.io/jupyter/base-notebook:2026-01-01\nCOPY . .\n", &[]),
            ("FROM public.ecr.aws/lambda/python:3.13\nCOPY Pipfile* ./\n", &[]),
            ("FROM golang:1.25\nCOPY . .\n", &[]),
            ("FROM windows:1\nCOPY . C:/app\n", &[]),
            ("ARG B\nFROM $B\nCOPY . .\n", &[]),
            ("FROM a:1\nCOPY . .\nCOPY x ./y\n", &["."]),
            ("FROM a:1\nENV D=app\nCOPY x $D/\n", &["$D/"]),
            ("FROM a:1 AS x\nWORKDIR /x\nFROM a:1\nCOPY . app\n", &["app"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("copy-dest-no-workdir", text), tokens, "{text}");
        }
    }
}
