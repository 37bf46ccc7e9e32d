//! `dev-server`: the container starts a server that is made for development.

use crate::diagnostic::Severity;
use crate::lint::facts::server;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dev-server",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "apps/production-server",
    aliases: &[],
    what: "The start command is `runserver`, `flask run` or `fastapi dev`, or gives a server `--reload`. Silent when the last stage is named for development or tests.",
    why: "Development servers handle few requests at a time, restart when a file changes, and show tracebacks, some even a console, to whoever asks.",
    example: Example::dockerfile("CMD [\"python\", \"manage.py\", \"runserver\", \"0.0.0.0:8000\"]\n"),
    tokens: &["runserver"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("PythonSpeed: Gunicorn in Docker", "https://pythonspeed.com/articles/gunicorn-in-docker/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.is_for_development() {
        return;
    }
    for (run, command) in facts.start_commands() {
        let Some((name, word)) = server::server(command) else { continue };
        let reload =
            command.flag("--reload").filter(|_| matches!(name, "gunicorn" | "uvicorn" | "hypercorn" | "granian"));
        let verb = |verb: &str| command.args().iter().find(|word| word.text == verb);
        let (first, last, what) = match name {
            "runserver" => (word, word, "`runserver`"),
            "flask" => (word, verb("run").unwrap_or(word), "`flask run`"),
            "fastapi" if verb("dev").is_some() => (word, verb("dev").unwrap_or(word), "`fastapi dev`"),
            _ => match reload {
                Some(flag) => (flag, flag, "`--reload`"),
                None => continue,
            },
        };
        // Between `flask` and `run` may stand `--app shop`.
        let message = format!("{what} is for development: slow, and open to whoever finds it");
        let finding = report.at(run.words_span(first, last), message);
        finding.fix("start gunicorn, uvicorn or another server for production, without `--reload`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"uvicorn\", \"a:b\", \"--host\", \"0.0.0.0\"]\n", &[][..]),
            ("CMD [\"python\", \"main.py\", \"runserver\"]\n", &[]),
            ("CMD [\"flask\", \"db\", \"upgrade\"]\n", &[]),
            ("CMD [\"fastapi\", \"run\", \"a.py\"]\n", &[]),
            (
                "RUN flask run\nCMD [\"python\", \"manage.py\", \"runserver\"]\nFROM b:1\nCMD [\"gunicorn\", \"a\"]\n",
                &[],
            ),
            ("FROM b:1 AS dev\nCMD [\"flask\", \"run\"]\n", &[]),
            ("CMD [\"uvicorn\", \"a:b\", \"--reload\"]\nCMD [\"uvicorn\", \"a:b\"]\n", &[]),
            ("CMD python manage.py migrate && python manage.py runserver 0:80\n", &["runserver"]),
            ("ENTRYPOINT [\"sh\", \"-c\", \"exec poetry run uvicorn a:b --reload --port 80\"]\n", &["--reload"]),
            ("CMD [\"python\", \"-m\", \"flask\", \"--app\", \"x\", \"run\"]\n", &["flask\", \"--app\", \"x\", \"run"]),
            ("CMD fastapi dev a.py\n", &["fastapi dev"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("dev-server", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
