//! `user-root-last`: the final stage ends as root.

use super::user_missing::drops_rights;
use crate::diagnostic::Severity;
use crate::dockerfile::Arguments;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "user-root-last",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/run-as-non-root",
    aliases: &["DL3002", "DS-0002"],
    what: "The last `USER` of the final image is root. Silent where the start command drops its rights itself (gosu, su-exec, setpriv), and for a root that a later `USER` replaces.",
    why: "The application runs as root. Whoever breaks into it may change every file of the container and has a head start on the host.",
    example: Example::dockerfile(
        "USER root\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    tokens: &["root"],
    instead: Example::dockerfile(
        "USER root\nRUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\nUSER 10001:10001\n",
    ),
    sources: &[
        ("Docker: USER", "https://docs.docker.com/reference/dockerfile/#user"),
        (
            "OWASP: Docker security cheat sheet",
            "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(at) = facts.final_stage().and_then(|stage| stage.end.user) else { return };
    let Some(Arguments::User(text)) = facts.instruction(at).map(|instruction| &instruction.arguments) else { return };
    let Some(user) = facts.user_set(at) else { return };
    let name = user.split(':').next().unwrap_or_default();
    if matches!(name, "root" | "0") && !drops_rights(facts) {
        let finding = report.at(text.span(), "the application runs as root: no other user follows");
        finding.fix("end with a `USER` that has a number: `USER 10001:10001`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("USER root\nRUN x\nUSER 1000\n", &[][..]),
            ("FROM b:1\nUSER app\n", &[]),
            ("USER root\nFROM b:1\nUSER 1\n", &[]),
            ("USER root\nRUN apt-get install -y gosu\nENTRYPOINT [\"/e.sh\"]\n", &[]),
            ("ARG U\nUSER $U\n", &[]),
            ("USER rooty\n", &[]),
            ("USER app\nUSER 0:0\n", &["0:0"]),
            ("ENV U=root\nUSER ${U}\nCMD [\"x\"]\n", &["${U}"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("user-root-last", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
