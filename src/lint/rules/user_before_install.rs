//! `user-before-install`: system packages are to be installed by a user who may not.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "user-before-install",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/run-as-non-root",
    aliases: &[],
    what: "`apt-get`, `apk` or `dnf` installs after a `USER` of this Dockerfile that is not root. Silent with `sudo`, and where the user is a variable without a value.",
    why: "Installing packages of the system needs root: the build stops, or is repaired by giving the application's user rights that it should not have.",
    example: Example::dockerfile("USER 10001:10001\nRUN apk add --no-cache tini\n"),
    tokens: &["apk add"],
    instead: Example::dockerfile("RUN apk add --no-cache tini\nUSER 10001:10001\n"),
    sources: &[("Docker: best practices, USER", "https://docs.docker.com/build/building/best-practices/#user")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| install.tool.is_system()) {
        let Some(command) = facts.command_of(install) else { continue };
        let helped = ["sudo", "doas", "gosu", "su-exec", "fakeroot"].iter().any(|name| command.is_run_by(name));
        let user = facts.user(install.at);
        let name = user.as_deref().map(|user| user.split(':').next().unwrap_or_default().trim());
        if !helped && name.is_some_and(|name| !matches!(name, "root" | "0" | "")) {
            let finding = report.at(install.span, "the user in force here may not install packages of the system");
            finding.fix("install above the `USER` line");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn who_may_install() {
        let cases = [
            ("RUN apt-get install -y a\nUSER app\n", &[][..]),
            ("USER app\nUSER root\nRUN apt-get install -y a\n", &[]),
            ("USER 0:0\nRUN apt-get install -y a\n", &[]),
            ("USER app\nRUN sudo apt-get install -y a\n", &[]),
            ("USER $NOBODY_KNOWS\nRUN apt-get install -y a\n", &[]),
            ("USER app\nFROM b:1\nRUN apt-get install -y a\n", &[]),
            ("USER app\nRUN pip install --user a\n", &[]),
            ("USER app:app\nRUN apt-get update && apt-get install -y a\n", &["apt-get install"]),
            ("ARG U=1000\nUSER $U\nRUN apk add --no-cache a\n", &["apk add"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("user-before-install", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
