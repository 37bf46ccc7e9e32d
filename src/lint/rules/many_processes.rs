//! `many-processes`: one container starts programs side by side.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Joint;

pub(super) const RULE: Rule = Rule {
    slug: "many-processes",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/one-concern",
    aliases: &[],
    what: "The start command puts a program into the background with `&`, or is a supervisor such as supervisord or honcho. A server's own workers are fine.",
    why: "When the one in the background dies, nobody notices: the container runs on. Signals reach one of them, logs are mixed, and they cannot be scaled apart.",
    example: Example::dockerfile(
        "CMD [\"sh\", \"-c\", \"celery -A shop worker & exec gunicorn --bind 0.0.0.0:8000 --workers 2 shop.wsgi\"]\n",
    ),
    tokens: &["celery"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("Docker: best practices", "https://docs.docker.com/build/building/best-practices/")],
    check,
};

/// Programs that start others and keep them running.
const SUPERVISORS: &[&str] = &["supervisord", "honcho", "circusd", "foreman", "runsvdir"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.start() {
        let commands: Vec<_> = run.commands().filter(|command| !command.words.is_empty()).collect();
        let found = commands.iter().enumerate().find(|(at, command)| {
            let background = command.next == Joint::Background && at + 1 < commands.len() && !command.is_in_pipeline();
            // `sleep 5 &` and the like are no second service.
            let trifle = matches!(command.program(), Some("sleep" | "wait" | "echo" | "true" | ":" | "tail" | "cat"));
            let supervisor = command.program().is_some_and(|name| SUPERVISORS.contains(&name));
            (background && !trifle) || supervisor
        });
        let Some((_, command)) = found else { continue };
        let Some(word) = command.program_word() else { continue };
        let finding =
            report.at(run.word_span(word), "several programs share this container, and nobody notices when one dies");
        finding.fix("start the same image once for each program, with a command of its own");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD a && b; c || d\n", &[][..]),
            ("CMD sleep 5 & exec gunicorn a\n", &[]),
            ("CMD exec gunicorn a 2>&1 | tee log\n", &[]),
            ("CMD [\"gunicorn\", \"-w\", \"4\", \"a&b\"]\n", &[]),
            ("RUN a & b\nRUN apt-get install -y supervisor\nCMD [\"x\"]\n", &[]),
            ("CMD [\"/usr/bin/supervisord\", \"-n\"]\n", &["/usr/bin/supervisord"]),
            ("CMD cron & python a.py\n", &["cron"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("many-processes", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
