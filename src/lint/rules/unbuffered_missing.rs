//! `unbuffered-missing`: output of Python that stays in its buffer.

use crate::diagnostic::Severity;
use crate::lint::facts::{install::is_python, server};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "unbuffered-missing",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "debug/unbuffered-output",
    aliases: &[],
    what: "The container starts a Python program on an official Python image, and neither `PYTHONUNBUFFERED` nor `python -u` is set.",
    why: "Python keeps what it prints in a buffer when no terminal is there. The last lines, which say why it ended, are lost when the process is killed.",
    example: Example::dockerfile("CMD [\"python\", \"-m\", \"shop\"]\n"),
    tokens: &["python:3.14-slim-trixie"],
    instead: Example::dockerfile("ENV PYTHONUNBUFFERED=1\nCMD [\"python\", \"-m\", \"shop\"]\n"),
    sources: &[("Python: command line and environment", "https://docs.python.org/3/using/cmdline.html")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let official =
        facts.final_stage().and_then(|stage| stage.image.as_ref()).is_some_and(|image| image.python().is_some());
    let name = "PYTHONUNBUFFERED";
    if !official || facts.final_env(name).is_some() {
        return;
    }
    let python = |command: &Command| {
        let own = command.program().is_some_and(is_python);
        let served = matches!(server::server(command), Some((known, _)) if known != "uwsgi");
        own || served || command.program() == Some("celery")
    };
    let told = facts.start_commands().any(|(run, command)| {
        command.assignment(name).is_some() || run.exported(name, command).is_some() || command.flag("-u").is_some()
    });
    if !told && facts.start_commands().any(|(_, command)| python(command)) {
        report
            .absent("what Python prints may be lost when the container is stopped")
            .fix("set `ENV PYTHONUNBUFFERED=1`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("acme/base:1\nCMD [\"python\", \"a.py\"]\n", &[][..]),
            ("python:3\nENV PYTHONUNBUFFERED=1\nCMD python a.py\n", &[]),
            ("python:3\nCMD [\"python\", \"-u\", \"a.py\"]\n", &[]),
            ("python:3\nCMD PYTHONUNBUFFERED=x exec python a.py\n", &[]),
            ("python:3 AS b\nENV PYTHONUNBUFFERED x\nFROM b\nCMD [\"gunicorn\", \"a\"]\n", &[]),
            ("python:3\nENTRYPOINT [\"/start.sh\"]\n", &[]),
            ("python:3\nENTRYPOINT [\"python3\"]\nCMD [\"a.py\"]\n", &["python:3"]),
            ("python:3\nCMD poetry run uvicorn a:b\n", &["python:3"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("unbuffered-missing", &format!("FROM {lines}")), tokens, "{lines}");
        }
    }
}
