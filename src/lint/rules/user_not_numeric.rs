//! `user-not-numeric`: the final USER is a name.

use crate::diagnostic::Severity;
use crate::dockerfile::Arguments;
use crate::lint::facts::Execution;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "user-not-numeric",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "security/numeric-uid",
    aliases: &["DL3066"],
    what: "The last `USER` of the final image is a name and not a number. Silent for root, which another rule reports, and for variables without a value.",
    why: "Kubernetes cannot tell whether a name is root and refuses to start such a container under `runAsNonRoot`. The number behind a name may also change from one build to the next.",
    example: Example::dockerfile("RUN useradd --uid 10001 --no-log-init app\nUSER app\n"),
    tokens: &["app"],
    instead: Example::dockerfile("RUN useradd --uid 10001 --no-log-init app\nUSER 10001:10001\n"),
    sources: &[("Docker: USER", "https://docs.docker.com/reference/dockerfile/#user")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(at) = facts.final_stage().and_then(|stage| stage.end.user) else { return };
    let Some(Arguments::User(text)) = facts.instruction(at).map(|instruction| &instruction.arguments) else { return };
    let Some(user) = facts.user_set(at) else { return };
    let name = user.split(':').next().unwrap_or_default();
    if !name.is_empty() && name != "root" && !name.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = format!("nobody can tell from `{name}` which number it is, Kubernetes neither");
        report.at(text.span(), message).fix(fix(facts, name));
    }
}

/// Another number would be another user, to whom nothing belongs: the advice keeps the one that the user has.
fn fix(facts: &Facts<'_>, name: &str) -> String {
    let creations = facts.commands_of(&["useradd", "adduser"]);
    let is_name = |run: &Execution<'_>, command: &Command, word: &Word| {
        let variable = word.text.strip_prefix('$').map(|name| name.trim_matches(['{', '}']));
        word.text == name || variable.is_some_and(|variable| facts.setting(run, command, variable) == Some(name))
    };
    let mut own = creations.filter(|(run, command)| command.args().iter().any(|word| is_name(run, command, word)));
    let Some((run, command)) = own.next() else {
        return format!("write the number that the image gives it: `id -u {name}` prints it there");
    };
    let Some(number) = command.flag_value(&["-u", "--uid"]).map(|value| value.text) else {
        return "create the user with a number, `--uid 10001`, and write that: `USER 10001`".to_owned();
    };
    let variable = number.strip_prefix('$').map(|name| name.trim_matches(['{', '}']));
    let number = variable.and_then(|variable| facts.setting(run, command, variable)).unwrap_or(number);
    match number.bytes().all(|byte| byte.is_ascii_digit()) {
        true => format!("write the number that the user is created with: `USER {number}`"),
        false => "write the number that the user is created with".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn advice_keeps_the_number_that_the_user_has() {
        let cases = [
            (
                "RUN useradd -m -u 1000 app && chown -R app /app\nUSER app\n",
                "write the number that the user is created with: `USER 1000`",
            ),
            (
                "ARG UID=1001\nRUN adduser -S --uid=$UID app\nUSER app:app\n",
                "write the number that the user is created with: `USER 1001`",
            ),
            ("ARG UID\nRUN adduser --uid ${UID} app\nUSER app\n", "write the number that the user is created with"),
            (
                "ENV U=app\nRUN useradd $U\nUSER $U\n",
                "create the user with a number, `--uid 10001`, and write that: `USER 10001`",
            ),
            (
                "RUN useradd -u 5 other\nUSER app\n",
                "write the number that the image gives it: `id -u app` prints it there",
            ),
        ];
        for (lines, fix) in cases {
            assert_eq!(fixes("user-not-numeric", &format!("FROM a:1\n{lines}")), [fix], "{lines}");
        }
    }

    #[test]
    fn the_traps() {
        let cases = [
            ("USER app\nUSER 10001\n", &[][..]),
            ("USER 1000:app\n", &[]),
            ("USER root\n", &[]),
            ("ARG U\nUSER $U\n", &[]),
            ("USER app\nFROM b:1\nUSER 1\n", &[]),
            ("ARG UID=1000\nUSER ${UID}\n", &[]),
            ("USER app:app\n", &["app:app"]),
            ("USER 1\nUSER nobody\n", &["nobody"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("user-not-numeric", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
