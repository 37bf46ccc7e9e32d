//! `sudo-used`: sudo in a build step or in the start command.

use crate::diagnostic::Severity;
use crate::dockerfile::Keyword;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "sudo-used",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/run-as-non-root",
    aliases: &["DL3004", "DS-0010", "CKV2_DOCKER_1"],
    what: "A `RUN`, `CMD` or `ENTRYPOINT` executes a command through `sudo`.",
    why: "In a build `USER` says who runs a step. An image with `sudo` in it hands root to whoever breaks into the application, and signals and variables get lost on the way.",
    example: Example::dockerfile("RUN sudo python -m setup\n"),
    tokens: &["sudo"],
    instead: Example::dockerfile("USER root\nRUN python -m setup\nUSER 10001:10001\n"),
    sources: &[
        ("Docker: best practices", "https://docs.docker.com/build/building/best-practices/"),
        (
            "OWASP: Docker security cheat sheet",
            "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.executions.iter().filter(|run| run.keyword != Keyword::Healthcheck) {
        let words = run.commands().flat_map(|command| command.wrappers());
        let Some(word) = words.into_iter().find(|word| word.file_name() == "sudo") else { continue };
        let finding =
            report.at(run.word_span(word), "`USER` decides who runs this; `sudo` leaves a door to root in the image");
        finding.fix("set `USER root` before the step and the application's user behind it");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("RUN apt-get install -y sudo && echo 'app ALL=(ALL) NOPASSWD:ALL' > /etc/sudoers.d/app\n", &[][..]),
            ("RUN echo sudo x && sudoedit y && rm /usr/bin/sudo\n", &[]),
            ("RUN a && sudo -E pip install x && sudo y\nRUN sudo -u app z\n", &["sudo", "sudo"]),
            ("CMD [\"sudo\", \"x\"]\n", &["sudo"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("sudo-used", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
