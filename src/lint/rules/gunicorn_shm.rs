//! `gunicorn-shm`: gunicorn's heartbeat files on the disk of the container.

use super::gunicorn_workers::is_configured;
use crate::diagnostic::Severity;
use crate::lint::facts::server;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "gunicorn-shm",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "apps/gunicorn-heartbeat-dir",
    aliases: &[],
    what: "The start command is gunicorn and nothing sets `--worker-tmp-dir`. Silent with a configuration file and with `GUNICORN_CMD_ARGS`.",
    why: "Workers show that they live by touching a file. On a busy disk that takes seconds, and then gunicorn kills workers that are well.",
    example: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"shop.wsgi:app\"]\n",
    ),
    tokens: &["gunicorn"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("PythonSpeed: Gunicorn in Docker", "https://pythonspeed.com/articles/gunicorn-in-docker/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.start_gives(&["--worker-tmp-dir", "-c", "--config"]) || is_configured(facts) {
        return;
    }
    for (run, command) in facts.start_commands() {
        if let Some(("gunicorn", word)) = server::server(command) {
            let finding = report.at(run.word_span(word), "a busy disk can make gunicorn kill workers that are well");
            finding.fix("add `--worker-tmp-dir /dev/shm`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"gunicorn\", \"--worker-tmp-dir=/dev/shm\", \"a\"]\n", &[][..]),
            ("CMD [\"gunicorn\", \"--config\", \"c.py\", \"a\"]\n", &[]),
            ("ENV GUNICORN_CMD_ARGS=--worker-tmp-dir=/dev/shm\nCMD [\"gunicorn\", \"a\"]\n", &[]),
            ("CMD [\"uvicorn\", \"a:b\"]\n", &[]),
            ("CMD [\"sh\", \"-c\", \"exec gunicorn -w 2 a\"]\n", &["gunicorn"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("gunicorn-shm", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
