//! `os-upgrade-missing`: nothing brings the security updates of the base.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "os-upgrade-missing",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "security/install-security-updates",
    aliases: &[],
    what: "The final image stands on Debian, Ubuntu, Alpine or an official Python image by tag and never upgrades its packages. Silent with a digest, which a bot refreshes, and where scripts run that nobody can read here.",
    why: "Base images are rebuilt when others find time. Until then the fixes lie in the archive and the holes are in what you ship.",
    example: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    tokens: &["python:3.14-slim-trixie"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get upgrade -y && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("PythonSpeed: security updates", "https://pythonspeed.com/articles/security-updates-in-docker/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(image) = facts.final_stage().and_then(|stage| stage.image.as_ref()) else { return };
    let known = image.python().is_some() || ["debian", "ubuntu", "alpine"].iter().any(|name| image.is_official(name));
    if !known || image.reference.digest.is_some() || facts.runs_scripts() {
        return;
    }
    let mut commands = facts.commands_of(PROGRAMS);
    if !commands.any(|(run, command)| facts.is_in_image(run.at) && upgrades(command)) {
        let finding = report.absent("the image has the holes that the base had when it was built");
        finding.fix("upgrade in the RUN that installs, or pin a digest that a bot refreshes");
    }
}

/// Programs that can upgrade a system.
const PROGRAMS: &[&str] = &["apt-get", "apt", "aptitude", "apk", "unattended-upgrade", "unattended-upgrades"];

fn upgrades(command: &Command) -> bool {
    let verbs: &[&str] = match command.program() {
        Some("apt-get" | "apt" | "aptitude") => &["upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"],
        Some("apk") => &["upgrade", "--upgrade"],
        Some("unattended-upgrade" | "unattended-upgrades") => return true,
        _ => return false,
    };
    command.args().iter().any(|word| verbs.contains(&word.text.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("python:3@sha256:0000000000000000000000000000000000000000000000000000000000000000\n", &[][..]),
            ("acme/base:1\n", &[]),
            ("scratch\n", &[]),
            ("debian:13\nRUN apt-get -qq update && apt-get -y dist-upgrade\n", &[]),
            ("alpine:3\nRUN apk -U upgrade --no-cache\n", &[]),
            ("python:3 AS b\nRUN apt-get update && apt-get upgrade -y\nFROM b\n", &[]),
            ("python:3\nRUN ./setup.sh\n", &[]),
            ("python:3 AS b\nRUN apt-get upgrade -y\nFROM python:3-slim\n", &["python:3-slim"]),
            ("ubuntu:26.04\nRUN pip install --upgrade pip\n", &["ubuntu:26.04"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("os-upgrade-missing", &format!("FROM {lines}")), tokens, "{lines}");
        }
    }
}
