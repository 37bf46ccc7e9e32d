//! `sh-c-no-exec`: a shell in the exec form does not make way for the server.

use crate::diagnostic::Severity;
use crate::lint::facts::install::is_python;
use crate::lint::facts::{Execution, Form, server};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, FrameKind, Joint};

pub(super) const RULE: Rule = Rule {
    slug: "sh-c-no-exec",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "ops/exec-in-entrypoint",
    aliases: &[],
    what: "`CMD` or `ENTRYPOINT` is `[\"sh\", \"-c\", \"…\"]` and the server in the text is started without `exec`. Silent where an init passes signals to the whole group, and for programs it does not know.",
    why: "The shell may stay PID 1 and does not pass signals on: some shells replace themselves for a lone command, others do not. Then `docker stop` waits ten seconds and kills the application.",
    example: Example::dockerfile("CMD [\"sh\", \"-c\", \"gunicorn --bind 0.0.0.0:$PORT --workers 2 shop.wsgi:app\"]\n"),
    tokens: &["gunicorn"],
    instead: Example::dockerfile(
        "CMD [\"sh\", \"-c\", \"exec gunicorn --bind 0.0.0.0:$PORT --workers 2 shop.wsgi:app\"]\n",
    ),
    sources: &[("Docker: ENTRYPOINT", "https://docs.docker.com/reference/dockerfile/#entrypoint")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.start().filter(|run| run.form == Form::Exec && !is_grouped(run)) {
        let Some(last) = run.commands().filter(|command| !command.words.is_empty()).last() else { continue };
        let Some(word) = last.words.first().filter(|_| is_left_running(run, last)) else { continue };
        let message = "the shell before it may stay PID 1 and keep the stop signal to itself";
        let name = word.file_name();
        report.at(run.word_span(word), message).fix(format!("write `exec {name} …`"));
    }
}

/// A server that is the last thing a string for a shell does.
fn is_left_running(run: &Execution<'_>, last: &Command) -> bool {
    let Some(frame) = run.script.frames.get(last.frame) else { return false };
    let program = server::called(last).map(|(word, _)| word.file_name()).unwrap_or_default();
    let serves = server::server(last).is_some() || program == "celery" || last.program().is_some_and(is_python);
    frame.kind == FrameKind::ShellString
        && last.next == Joint::End
        && !last.is_run_by("exec")
        && !last.is_in_pipeline()
        && serves
}

/// An init that sends signals to all processes: `tini -g`, `dumb-init`.
fn is_grouped(run: &Execution<'_>) -> bool {
    let Some(command) = run.commands().next() else { return true };
    command.is_run_by("dumb-init") || command.is_run_by("tini") && command.words.iter().any(|word| word.text == "-g")
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"sh\", \"-c\", \"exec gunicorn a\"]\n", &[][..]),
            ("CMD [\"sh\", \"-c\", \"python manage.py check && exec gunicorn -b :$PORT a\"]\n", &[]),
            ("CMD [\"bash\", \"-lc\", \"./start.sh\"]\n", &[]),
            ("CMD [\"gunicorn\", \"a\"]\n", &[]),
            ("CMD gunicorn a\n", &[]),
            ("ENTRYPOINT [\"tini\", \"-g\", \"--\", \"sh\", \"-c\", \"gunicorn a\"]\n", &[]),
            ("CMD [\"sh\", \"-c\", \"celery -A a worker & exec gunicorn a\"]\n", &[]),
            ("CMD [\"sh\", \"-c\", \"gunicorn a | tee log\"]\n", &[]),
            ("RUN [\"sh\", \"-c\", \"gunicorn a\"]\nCMD [\"x\"]\n", &[]),
            ("CMD [\"sh\", \"-c\", \"cd src && uvicorn a:b --port $PORT\"]\n", &["uvicorn"]),
            ("ENTRYPOINT [\"/bin/bash\", \"-c\", \"python -m shop\"]\n", &["python"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("sh-c-no-exec", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
