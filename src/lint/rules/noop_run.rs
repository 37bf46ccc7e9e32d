//! `noop-run`: a RUN of which nothing is left for the next line.

use crate::diagnostic::Severity;
use crate::lint::facts::{Execution, Form};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "noop-run",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/venv-on-path",
    aliases: &[],
    what: "A `RUN` that does nothing but `export`, `cd`, `alias`, or source an activate script. Silent when anything else runs with it.",
    why: "Every `RUN` is a shell of its own, and variables, folder and activation end with it. The next line works in the old place, with the old Python.",
    example: Example::dockerfile("RUN . /opt/venv/bin/activate\n"),
    tokens: &[". /opt/venv/bin/activate"],
    instead: Example::dockerfile("ENV VIRTUAL_ENV=/opt/venv PATH=/opt/venv/bin:$PATH\n"),
    sources: &[
        ("Docker: RUN", "https://docs.docker.com/reference/dockerfile/#run"),
        ("Docker: ENV", "https://docs.docker.com/reference/dockerfile/#env"),
    ],
    check,
};

/// Files that only set variables.
const HARMLESS_FILES: &[&str] =
    &["activate", ".bashrc", ".bash_profile", ".profile", ".env", "env", "env.sh", "os-release", "environment"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs().filter(|run| run.form == Form::Shell) {
        let Some(first) = lost(run) else { continue };
        let finding =
            report.at(run.span(first.span), "this ends with its own RUN: nothing of it reaches the next line");
        finding.fix(match first.program() {
            Some("cd") => "write `WORKDIR`",
            Some("." | "source") => "write `ENV PATH=/opt/venv/bin:$PATH`",
            _ => "write `ENV`, or join it with the command that needs it",
        });
    }
}

/// Returns the first command that was meant to last, when nothing else is done.
fn lost<'r>(run: &'r Execution<'_>) -> Option<&'r Command> {
    let all_idle = run.commands().all(|command| is_idle(command) && command.redirects.is_empty());
    run.commands().find(|command| all_idle && matters(command))
}

/// Somebody expects something of it.
fn matters(command: &Command) -> bool {
    matches!(command.program(), Some("export" | "cd" | "alias" | "." | "source")) || command.program().is_none()
}

fn is_idle(command: &Command) -> bool {
    let sourced = || command.args().first().is_some_and(|file| HARMLESS_FILES.contains(&file.file_name()));
    match command.program() {
        Some("export" | "cd" | "alias" | "set" | "shopt" | "unset" | "true" | ":") => true,
        Some("." | "source") => sourced(),
        Some(_) => false,
        None => !command.assignments.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_does_something() {
        let cases = [
            ("RUN cd /x && make\n", &[][..]),
            ("RUN . /opt/venv/bin/activate && pip install x\n", &[]),
            ("RUN . ./install.sh\nRUN source setup.bash\n", &[]),
            ("RUN export A=$(id -u)\n", &[]),
            ("RUN true\nRUN set -e\nRUN :\n", &[]),
            ("RUN : > /x\nRUN cd /x > /y\n", &[]),
            ("RUN echo 'export A=b' >> ~/.bashrc\n", &[]),
            ("RUN export A=b\n", &["export A=b"]),
            ("RUN A=b\n", &["A=b"]),
            ("RUN set -e; cd /app\n", &["cd /app"]),
            ("RUN /bin/bash -c \"source /v/bin/activate\"\n", &[]),
            ("RUN cd /x \\\n  && export A=b\n", &["cd /x"]),
            ("SHELL [\"/bin/bash\", \"-c\"]\nRUN source venv/bin/activate\n", &["source venv/bin/activate"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("noop-run", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
