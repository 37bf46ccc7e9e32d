//! `dnf-cache-left`: the lists and archives that dnf fetched stay in a layer of the image.

use crate::diagnostic::Severity;
use crate::lint::facts::{Cleanup, Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "dnf-cache-left",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/dnf-nodocs",
    aliases: &["DL3032", "DL3040", "DS-0015", "DS-0019"],
    what: "`dnf`, `microdnf` or `yum` installs in the final image, and the same `RUN` does not clean up behind it. Silent where a mount holds the cache.",
    why: "dnf keeps the lists of all its repositories, tens of megabytes that nobody reads when the container runs. Deleting them in a later `RUN` frees nothing.",
    example: Example::dockerfile(
        "FROM registry.access.redhat.com/ubi10/ubi-minimal:10.1\nRUN microdnf install -y --nodocs python3.12\nUSER 10001\nCMD [\"python3.12\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["microdnf install"],
    instead: Example::dockerfile(
        "FROM registry.access.redhat.com/ubi10/ubi-minimal:10.1\nRUN microdnf install -y --nodocs python3.12 && microdnf clean all\nUSER 10001\nCMD [\"python3.12\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("Docker: best practices", "https://docs.docker.com/build/building/best-practices/")],
    check,
};

/// Where the programs of this family keep what they fetch.
const CACHES: &[&str] = &["/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = None;
    for install in facts.installs.iter().filter(|install| install.tool == Tool::Dnf) {
        if facts.is_in_image(install.at) && told != Some(install.at) && !is_cleaned(facts, install) {
            told = Some(install.at);
            let program = facts.command_of(install).and_then(Command::program).unwrap_or("dnf");
            let finding =
                report.at(install.span, format!("what `{program}` fetched besides the packages stays in this layer"));
            finding.fix(format!("end this RUN with `&& {program} clean all`"));
        }
    }
}

fn is_cleaned(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let moved = command.flag_values(&["--setopt"]).iter().any(|value| value.text.starts_with("cachedir"));
    moved
        || command.has_flag(&["--downloadonly", "--installroot", "--assumeno"])
        || CACHES.iter().any(|folder| facts.mount_over(run, folder).is_some())
        || run.is_followed_by(command, Cleanup::Dnf, cleans)
}

fn cleans(command: &Command) -> bool {
    let has = |part: &str| command.args().iter().any(|word| word.text.contains(part));
    match command.program() {
        Some("dnf" | "dnf5" | "microdnf" | "yum" | "tdnf") => command.args().iter().any(|word| word.text == "clean"),
        Some("rm" | "find") => has("/var/cache"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_nothing_stays() {
        let cases = [
            ("RUN dnf install -y a && dnf clean all\n", &[][..]),
            ("RUN microdnf -y install a && microdnf clean all && rm -rf /var/cache/yum\n", &[]),
            ("RUN yum install -y a; rm -rf /var/cache/*\n", &[]),
            ("RUN yum install -y a && yum --enablerepo='*' clean all\n", &[]),
            ("RUN dnf -y install a && dnf -y clean packages && rm -rf /var/cache/dnf\n", &[]),
            ("RUN --mount=type=cache,target=/var/cache/dnf dnf install -y a\n", &[]),
            ("RUN --mount=type=cache,target=/var/cache dnf install -y a\n", &[]),
            ("RUN --mount=type=tmpfs,target=/var/cache/yum yum install -y a\n", &[]),
            ("RUN dnf install -y --installroot /mnt/root a\n", &[]),
            ("RUN dnf install -y --setopt=cachedir=/tmp/dnf a\n", &[]),
            ("RUN dnf install -y a\nFROM b:1\n", &[]),
            ("RUN dnf repolist && dnf --version\n", &[]),
            ("RUN dnf install -y a && dnf install -y b\n", &["dnf install"]),
            ("RUN dnf clean all && dnf install -y a\n", &["dnf install"]),
            ("RUN yum install -y a\nRUN yum clean all\n", &["yum install"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("dnf-cache-left", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
