//! `apt-recommends`: apt brings packages that nobody named.

use crate::diagnostic::Severity;
use crate::lint::facts::{Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "apt-recommends",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/no-recommends",
    aliases: &["DL3015", "DS-0029"],
    what: "`apt-get install` in the final image without `--no-install-recommends`. Silent where apt's settings are written in the Dockerfile.",
    why: "On Debian apt also installs what a package merely recommends. One library can bring dozens of packages, each with its weight and its vulnerabilities.",
    example: Example::dockerfile("RUN apt-get update && apt-get install -y libpq5 && rm -rf /var/lib/apt/lists/*\n"),
    tokens: &["apt-get install"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("Docker: best practices, apt-get", "https://docs.docker.com/build/building/best-practices/#apt-get")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let installs = facts.installs.iter().filter(|install| install.tool == Tool::Apt && !install.items.is_empty());
    let installs = installs.filter(|install| facts.is_in_image(install.at) && !decides(facts, install));
    let mut installs = installs.peekable();
    if installs.peek().is_none() || is_set_in_file(facts) {
        return;
    }
    for install in installs {
        let finding = report.at(install.span, "apt also installs what these packages only recommend");
        finding.fix("add `--no-install-recommends`, and name what is really missed");
    }
}

/// `APT::Install-Recommends`, echoed into a file of settings, or such a file.
fn is_set_in_file(facts: &Facts<'_>) -> bool {
    facts.runs().any(|run| run.text.contains("nstall-Recommends")) || facts.copies.iter().any(brings_settings)
}

fn decides(facts: &Facts<'_>, install: &Install) -> bool {
    let flags = [
        "--no-install-recommends",
        "--install-recommends",
        "--without-recommends",
        "-R",
        "--print-uris",
        "--download-only",
    ];
    facts.command_of(install).is_none_or(|command| command.has_flag(&flags))
}

fn brings_settings(copy: &crate::lint::facts::Copying<'_>) -> bool {
    copy.destination.as_deref().is_some_and(|path| path.starts_with("/etc/apt/apt.conf"))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_it_is_decided() {
        let cases = [
            ("RUN apt-get install -y --no-install-recommends a\n", &[][..]),
            ("RUN apt-get --no-install-recommends -y install a\n", &[]),
            ("RUN apt-get install -y -o APT::Install-Recommends=false a\n", &[]),
            ("RUN echo 'APT::Install-Recommends \"0\";' >/etc/apt/apt.conf.d/x\nRUN apt-get install -y a\n", &[]),
            ("COPY apt.conf /etc/apt/apt.conf.d/99x\nRUN apt-get install -y a\n", &[]),
            ("RUN apt-get install -y --install-recommends a\n", &[]),
            ("RUN apt-get install -yf\n", &[]),
            ("RUN apt-get install -y a\nFROM b:1\n", &[]),
            ("RUN apt-get update && apt-get upgrade -y\n", &[]),
            ("RUN apt-get update && sudo apt-get -y install $PACKAGES\n", &["apt-get -y install"]),
            ("RUN apt install -y a && apt-get install -y --no-install-recommends b\n", &["apt install"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("apt-recommends", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
