//! `init-missing`: a worker that forks is PID 1.

use crate::diagnostic::Severity;
use crate::lint::facts::server;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "init-missing",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "ops/init-for-pid1",
    aliases: &[],
    what: "The container starts a Celery or RQ worker without a small init before it. Silent for entrypoint scripts, and needless where the container is started with `--init` or `init: true`.",
    why: "The kernel gives PID 1 no default answers to signals and leaves it all orphans of the container. A worker that is not made for it collects dead processes.",
    example: Example::dockerfile("CMD [\"celery\", \"-A\", \"shop\", \"worker\"]\n"),
    tokens: &["celery"],
    instead: Example::dockerfile("ENTRYPOINT [\"tini\", \"--\"]\nCMD [\"celery\", \"-A\", \"shop\", \"worker\"]\n"),
    sources: &[("Docker: ENTRYPOINT", "https://docs.docker.com/reference/dockerfile/#entrypoint")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    // With an ENTRYPOINT, whatever it is, that one is PID 1.
    let Some(start) = facts.start().next().filter(|_| facts.start().count() == 1) else { return };
    let commands: Vec<_> = start.commands().filter(|command| !command.words.is_empty()).collect();
    let init = |name: &str| matches!(name, "tini" | "dumb-init" | "catatonit" | "docker-init" | "init" | "s6-svscan");
    let has_init = commands.iter().any(|command| command.words.iter().any(|word| init(word.file_name())));
    let Some((word, args)) = commands.last().and_then(|command| server::called(command)) else { return };
    let worker = args.iter().any(|word| word.text == "worker");
    if !has_init && worker && matches!(word.file_name(), "celery" | "rq") {
        let message = format!("`{}` is PID 1 and has to look after every process of the container", word.file_name());
        let finding = report.at(start.word_span(word), message);
        finding.fix("start it with `--init` or `init: true`, or put tini into the image");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"gunicorn\", \"a\"]\n", &[][..]),
            ("CMD [\"celery\", \"-A\", \"a\", \"beat\"]\n", &[]),
            ("CMD [\"dumb-init\", \"celery\", \"-A\", \"a\", \"worker\"]\n", &[]),
            ("ENTRYPOINT [\"/start.sh\"]\nCMD [\"celery\", \"-A\", \"a\", \"worker\"]\n", &[]),
            ("ENTRYPOINT [\"/usr/bin/tini\", \"--\"]\nCMD celery -A a worker\n", &[]),
            ("CMD [\"/tini\", \"-s\", \"--\", \"rq\", \"worker\"]\n", &[]),
            ("CMD exec poetry run rq worker\n", &["rq"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("init-missing", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
