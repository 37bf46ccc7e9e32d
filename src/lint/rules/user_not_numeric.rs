//! `user-not-numeric`: the final USER is a name.

use crate::diagnostic::Severity;
use crate::dockerfile::Arguments;
use crate::lint::{Example, Facts, Profile, Report, Rule};

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
        report.at(text.span(), message).fix("write the number of user and group: `USER 10001:10001`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

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
