//! `user-missing`: nothing in the final image says who runs it.

use crate::diagnostic::Severity;
use crate::dockerfile::Base;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "user-missing",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/run-as-non-root",
    aliases: &["DS-0002", "CKV_DOCKER_3"],
    what: "The final stage and those it is built from have no `USER`. Silent for bases known to set one, and where the start command drops its rights itself (gosu, su-exec, setpriv).",
    why: "The application runs as root. Whoever breaks into it may change every file of the container and has a head start on the host.",
    example: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python:3.14-slim-trixie"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nRUN useradd --uid 10001 --no-log-init app\nUSER 10001:10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[
        ("Docker: USER", "https://docs.docker.com/reference/dockerfile/#user"),
        (
            "OWASP: Docker security cheat sheet, rule 2",
            "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
        ),
    ],
    check,
};

/// Programs that go on as another user.
const DROPPERS: &[&str] = &["gosu", "su-exec", "setpriv", "runuser", "s6-setuidgid", "chpst"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(stage) = facts.final_stage().filter(|stage| stage.end.user.is_none()) else { return };
    let unknown = stage.image.is_none() && !stage.is_scratch;
    if unknown
        || stage.image.as_ref().is_some_and(|image| image.brings_user() || image.is_windows())
        || drops_rights(facts)
    {
        return;
    }
    let official = stage
        .image
        .as_ref()
        .is_some_and(|image| image.reference.registry.is_none() && image.reference.text.find('/').is_none());
    let sure = official || stage.is_scratch || matches!(stage.stage.base, Base::Scratch);
    let message = if sure {
        "nothing sets a user, so the application runs as root"
    } else {
        "nothing here sets a user; unless the base image does, the application runs as root"
    };
    report.absent(message).fix("end with a `USER` that has a number: `USER 10001:10001`");
}

/// The start command, or a program that was installed for the entrypoint script.
pub(super) fn drops_rights(facts: &Facts<'_>) -> bool {
    let starts = facts.start().flat_map(|execution| execution.commands());
    let dropper = |name: &str| DROPPERS.contains(&name);
    let mut at_start = starts.flat_map(|command| command.words.iter()).map(|word| word.file_name());
    let installed = facts.installs.iter().filter(|install| facts.is_in_image(install.at));
    at_start.any(dropper) || installed.flat_map(|install| install.packages()).any(|(_, name, _)| dropper(name))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, messages};

    #[test]
    fn who_runs_it_is_known_or_not_to_be_known() {
        let cases = [
            ("FROM a:1 AS b\nUSER x\nFROM b\n", &[][..]),
            ("FROM quay.io/jupyter/base-notebook:1\n", &[]),
            ("FROM gcr.io/distroless/python3:nonroot\n", &[]),
            ("FROM a:1\nRUN apt-get install -y gosu\nENTRYPOINT [\"/start.sh\"]\n", &[]),
            ("FROM a:1\nENTRYPOINT [\"setpriv\", \"--reuid=1\", \"x\"]\n", &[]),
            ("ARG B\nFROM $B\n", &[]),
            ("FROM a:1 AS b\nUSER x\nFROM python:3\nCOPY --from=b / /\n", &["python:3"]),
            ("FROM python:3 AS b\nFROM b\n", &["b"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("user-missing", text), tokens, "{text}");
        }
    }

    #[test]
    fn a_stranger_may_have_set_one() {
        assert!(messages("user-missing", "FROM acme/base:1\n")[0].contains("unless the base image does"));
        assert!(!messages("user-missing", "FROM python:3\n")[0].contains("unless"));
    }
}
