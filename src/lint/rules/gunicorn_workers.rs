//! `gunicorn-workers`: gunicorn with the one worker that it starts by itself.

use crate::diagnostic::Severity;
use crate::lint::facts::server;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "gunicorn-workers",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "apps/gunicorn-workers",
    aliases: &[],
    what: "The start command is gunicorn and nothing says how many workers or threads. Silent with `WEB_CONCURRENCY`, `GUNICORN_CMD_ARGS`, a configuration file, and workers that are not the plain ones.",
    why: "One plain worker answers one request at a time. A slow one blocks all others, the health check too, and the container is taken for dead.",
    example: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    tokens: &["gunicorn"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("PythonSpeed: Gunicorn in Docker", "https://pythonspeed.com/articles/gunicorn-in-docker/")],
    check,
};

/// How many, or workers of another kind, or a file that may say it.
const FLAGS: &[&str] = &["-w", "--workers", "--threads", "-k", "--worker-class", "-c", "--config"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.start_gives(FLAGS) || is_told(facts, "WEB_CONCURRENCY") || is_configured(facts) {
        return;
    }
    for (run, command) in facts.start_commands() {
        if let Some(("gunicorn", word)) = server::server(command) {
            let finding = report.at(run.word_span(word), "one worker answers one request at a time");
            finding.fix("give it `--workers 2` or `--threads 4`, or set WEB_CONCURRENCY");
        }
    }
}

/// A variable is set, by ENV or in the start command.
pub(super) fn is_told(facts: &Facts<'_>, name: &str) -> bool {
    let in_start = |run: &crate::lint::facts::Execution<'_>| run.text.contains(name);
    facts.final_env(name).is_some() || facts.start().any(in_start)
}

/// Settings may come from elsewhere: a variable with arguments, or the file that gunicorn reads unasked.
pub(super) fn is_configured(facts: &Facts<'_>) -> bool {
    let own = |path: &str| path.rsplit('/').next() == Some("gunicorn.conf.py");
    let sent = facts.context.files.is_some_and(|files| files.iter().any(|path| own(path)));
    let copied = facts.copies.iter().flat_map(|copy| &copy.sources).any(|source| own(&source.path));
    let open = facts
        .start_commands()
        .any(|(_, command)| command.words.iter().any(|word| matches!(word.text.as_str(), "$@" | "$*")));
    is_told(facts, "GUNICORN_CMD_ARGS") || sent || copied || open
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"gunicorn\", \"-w4\", \"a\"]\n", &[][..]),
            ("CMD [\"gunicorn\", \"--threads=4\", \"a\"]\n", &[]),
            ("ENV WEB_CONCURRENCY=2\nCMD [\"gunicorn\", \"a\"]\n", &[]),
            ("CMD [\"gunicorn\", \"-c\", \"conf.py\", \"a\"]\n", &[]),
            ("COPY gunicorn.conf.py .\nCMD [\"gunicorn\", \"a\"]\n", &[]),
            ("ENTRYPOINT [\"gunicorn\"]\nCMD [\"--workers\", \"2\", \"a\"]\n", &[]),
            ("CMD [\"gunicorn\", \"-k\", \"uvicorn.workers.UvicornWorker\", \"a\"]\n", &[]),
            ("CMD [\"uvicorn\", \"a:b\"]\n", &[]),
            ("RUN gunicorn --version\nCMD [\"x\"]\n", &[]),
            ("CMD exec python -m gunicorn --bind :$PORT a\n", &["gunicorn"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("gunicorn-workers", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
