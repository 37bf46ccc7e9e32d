//! `install-asks`: a package manager asks whether to go on, and a build has nobody to answer.

use crate::diagnostic::Severity;
use crate::lint::facts::Execution;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, RedirectOp, Word};

pub(super) const RULE: Rule = Rule {
    slug: "install-asks",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/apt-in-one-run",
    aliases: &["DL3014", "DL3030", "DL3038", "DS-0021"],
    what: "`apt-get`, `apt`, `aptitude`, `dnf` or `yum` installs, upgrades or removes without `-y`. apt's `-qq` says yes too, `-q` and `DEBIAN_FRONTEND` do not. Silent where a pipe or a file of settings answers.",
    why: "A build has no keyboard: the question reads the end of its input, the answer counts as no, and the build stops. Before an install apt asks only when more than the named packages is to come, so one new dependency of a package is enough.",
    example: Example::dockerfile(
        "RUN apt-get update && apt-get install --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    tokens: &["apt-get install"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("Debian: apt-get(8)", "https://manpages.debian.org/trixie/apt/apt-get.8.en.html")],
    check,
};

/// A family of package managers: who asks, when, and what keeps them from it.
struct Family {
    programs: &'static [&'static str],
    /// The verbs that ask.
    verbs: &'static [&'static str],
    /// The flags with a value that may stand before the verb.
    valued: &'static [&'static str],
    /// The flags that answer, or with which nothing is asked.
    answers: &'static [&'static str],
    /// The setting that answers, in lower case, in whatever option it is given.
    setting: &'static str,
    /// Where files of settings lie.
    files: &'static [&'static str],
}

const APT: Family = Family {
    programs: &["apt-get", "apt", "aptitude"],
    verbs: &[
        "install",
        "reinstall",
        "upgrade",
        "dist-upgrade",
        "full-upgrade",
        "safe-upgrade",
        "build-dep",
        "satisfy",
        "remove",
        "purge",
        "autoremove",
        "autopurge",
    ],
    valued: &["-o", "--option", "-c", "--config-file", "-t", "--target-release", "--default-release", "-a"],
    answers: &[
        "-y",
        "--yes",
        "-s",
        "--simulate",
        "--just-print",
        "--dry-run",
        "--recon",
        "--no-act",
        "--print-uris",
        "--trivial-only",
        "-c",
        "--config-file",
        "-h",
        "--help",
        "-v",
        "--version",
    ],
    setting: "assume-",
    files: &["/etc/apt/apt.conf"],
};

const DNF: Family = Family {
    programs: &["dnf", "dnf5", "yum"],
    verbs: &[
        "install",
        "reinstall",
        "localinstall",
        "groupinstall",
        "update",
        "upgrade",
        "downgrade",
        "distro-sync",
        "builddep",
        "swap",
        "remove",
        "erase",
        "autoremove",
    ],
    valued: &["-c", "--config", "-x", "--exclude", "--enablerepo", "--disablerepo", "--setopt", "--installroot"],
    answers: &["-y", "-c", "--config", "-h", "--help", "--version"],
    setting: "assume",
    files: &["/etc/dnf", "/etc/yum"],
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for family in [&APT, &DNF] {
        let commands = facts.commands_of(family.programs).filter_map(|(run, command)| {
            let verb = command.first_positional(family.valued)?;
            let asks = family.verbs.contains(&verb.text.as_str()) && !is_answered(facts, run, command, family);
            asks.then_some((run, command, verb))
        });
        let mut commands = commands.peekable();
        if commands.peek().is_none() || is_set_in_file(facts, family) {
            continue;
        }
        for (run, command, verb) in commands {
            let Some(program) = command.program_word() else { continue };
            let finding = report.at(run.words_span(program, verb), message(facts, run, command, program));
            finding.fix("add `-y`");
        }
    }
}

fn message(facts: &Facts<'_>, run: &Execution<'_>, command: &Command, program: &Word) -> String {
    let name = program.file_name();
    match facts.setting(run, command, "DEBIAN_FRONTEND") {
        Some("noninteractive") if APT.programs.contains(&name) => {
            format!("`{name}` asks whether to go on: `DEBIAN_FRONTEND` answers for the packages, not for `{name}`")
        }
        _ => format!("`{name}` asks whether to go on, and a build has nobody to answer"),
    }
}

fn is_answered(facts: &Facts<'_>, run: &Execution<'_>, command: &Command, family: &Family) -> bool {
    let says =
        |word: &Word| word.text.to_ascii_lowercase().contains(family.setting) || may_hide(facts, run, command, word);
    command.has_flag(family.answers)
        || command.args().iter().any(says)
        || is_very_quiet(command, family)
        || is_fed(run, command)
        || facts.setting(run, command, "APT_CONFIG").is_some()
}

/// A variable without quotes may hold `-y`: unless its value is known, it does.
fn may_hide(facts: &Facts<'_>, run: &Execution<'_>, command: &Command, word: &Word) -> bool {
    let Some(name) = word.text.strip_prefix('$') else { return false };
    let name = name.trim_start_matches('{').trim_end_matches('}');
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    // What a command prints, and what stands in a list, are packages.
    if !word.expands.parameter || !is_name && word.expands.command {
        return false;
    }
    let value = facts.setting(run, command, name).filter(|_| is_name);
    value.is_none_or(|value| value.contains('$') || value.split_ascii_whitespace().any(|word| word.starts_with('-')))
}

/// `-qq` of apt: level 2 of quiet implies yes.
fn is_very_quiet(command: &Command, family: &Family) -> bool {
    let level = |word: &Word| match word.text.strip_prefix("--quiet") {
        Some("") => 1,
        Some(rest) => rest.strip_prefix('=').and_then(|level| level.parse().ok()).unwrap_or(0),
        None => bundled(&word.text),
    };
    family.programs == APT.programs && command.args().iter().map(level).sum::<usize>() >= 2
}

/// How often `q` stands in a bundle of letters, `-qq`, `-yqq`; `-q=2` and `-q2` say it by a number.
fn bundled(word: &str) -> usize {
    let Some(letters) = word.strip_prefix('-').filter(|rest| !rest.starts_with('-')) else { return 0 };
    let number = letters.strip_prefix('q').map(|rest| rest.strip_prefix('=').unwrap_or(rest));
    match number.and_then(|number| number.parse().ok()) {
        Some(level) => level,
        None if letters.bytes().all(|byte| byte.is_ascii_alphabetic()) => letters.matches('q').count(),
        None => 0,
    }
}

/// Something else than nobody may be at its input: a pipe into it or into what it stands in, a file, a string. `xargs` passes none of it on.
fn is_fed(run: &Execution<'_>, command: &Command) -> bool {
    if command.is_run_by("xargs") {
        return false;
    }
    let reads = |op: RedirectOp| {
        matches!(op, RedirectOp::Read | RedirectOp::ReadWrite | RedirectOp::Heredoc | RedirectOp::HereString)
    };
    let mut frame = Some(command.frame);
    let mut fed = command.piped_from.is_some() || command.redirects.iter().any(|redirect| reads(redirect.op));
    while let Some(around) = frame.and_then(|index| run.script.frames.get(index)).filter(|_| !fed) {
        let by = around.command.and_then(|index| run.script.commands.get(index));
        fed = around.piped_from.is_some()
            || around.redirects.iter().any(|redirect| reads(redirect.op))
            || by.is_some_and(|by| by.piped_from.is_some());
        frame = around.parent;
    }
    fed
}

/// The setting, written into a file by a RUN, or such a file.
fn is_set_in_file(facts: &Facts<'_>, family: &Family) -> bool {
    let is_file = |path: &str| family.files.iter().any(|file| path.starts_with(file));
    let written = || facts.runs().filter(|run| family.files.iter().any(|file| run.text.contains(file)));
    facts.copies.iter().any(|copy| copy.destination.as_deref().is_some_and(is_file))
        || written().any(|run| run.text.to_ascii_lowercase().contains(family.setting))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Severity;
    use crate::dockerfile::Dockerfile;
    use crate::lint::tests::fires;
    use crate::lint::{Context, Options, lint};

    fn check(cases: &[(&str, &[&str])]) {
        for (lines, tokens) in cases {
            assert_eq!(fires("install-asks", &format!("FROM a:1\n{lines}")), *tokens, "{lines}");
        }
    }

    #[test]
    fn what_answers() {
        check(&[
            ("RUN apt-get install -y a && apt-get -y install a && apt-get install a -y\n", &[]),
            (
                "RUN apt-get install --yes a; apt-get install --assume-yes a; apt-get install -yq a; apt-get -fy install\n",
                &[],
            ),
            (
                "RUN apt-get install -qq a; apt-get -qqy install a; apt-get -q -q install a; apt-get -q=2 install a\n",
                &[],
            ),
            ("RUN apt-get --quiet=2 install a; apt-get -q2 install a; apt-get --quiet -q install a\n", &[]),
            ("RUN apt-get -o APT::Get::Assume-Yes=true install a; apt-get -oapt::get::assume-yes=1 install a\n", &[]),
            ("RUN apt-get install --assume-no a || true\n", &[]),
            ("RUN apt-get -s install a; apt-get install --dry-run a; apt-get install --print-uris a\n", &[]),
            ("RUN sudo apt-get -y install a && [\"x\"]\n", &[]),
            ("RUN [\"apt-get\", \"install\", \"-y\", \"a\"]\n", &[]),
            (
                "RUN dnf install -y a; yum -y install a; dnf -qy upgrade; dnf --assumeyes install a; dnf --setopt=assumeyes=1 install a\n",
                &[],
            ),
            (
                "RUN yes | apt-get install a; echo y | apt-get upgrade; yes | (apt-get install a); yes | sh -c 'apt-get install a'\n",
                &[],
            ),
            ("RUN apt-get install a <answers; apt-get install a <<<y; { apt-get install a; } <answers\n", &[]),
            ("ENV APT_CONFIG=/apt.conf\nRUN apt-get install a\n", &[]),
        ]);
    }

    #[test]
    fn what_is_set_elsewhere() {
        check(&[
            ("RUN echo 'APT::Get::Assume-Yes \"true\";' >/etc/apt/apt.conf.d/90y\nRUN apt-get install a\n", &[]),
            ("RUN printf 'APT { Get { assume-yes 1; } }' >>/etc/apt/apt.conf && apt-get install a\n", &[]),
            ("COPY 90y /etc/apt/apt.conf.d/\nRUN apt-get install a\n", &[]),
            ("RUN echo assumeyes=True >>/etc/dnf/dnf.conf && dnf install a\n", &[]),
            (
                "RUN echo 'APT::Install-Recommends 0;' >/etc/apt/apt.conf.d/x\nRUN apt-get install a\n",
                &["apt-get install"],
            ),
            ("RUN echo assumeyes=True >>/etc/dnf/dnf.conf && apt-get install a\n", &["apt-get install"]),
        ]);
    }

    #[test]
    fn what_a_variable_may_hold() {
        check(&[
            ("ARG OPTS\nRUN apt-get install $OPTS a\n", &[]),
            ("ARG OPTS=\"-y --no-install-recommends\"\nRUN apt-get $OPTS install a\n", &[]),
            ("ENV Y=-y\nRUN apt-get install ${Y} a\n", &[]),
            ("RUN apt-get install ${OPTS:--y} a\n", &[]),
            ("RUN APT='apt-get -y'; $APT install a\n", &[]),
            ("ARG PACKAGES=\"a b\"\nRUN apt-get install $PACKAGES\n", &["apt-get install"]),
            ("RUN apt-get install $(cat packages.txt)\n", &["apt-get install"]),
            ("RUN apt-get install linux-$VERSION\n", &["apt-get install"]),
        ]);
    }

    #[test]
    fn who_asks() {
        check(&[
            (
                "RUN apt-get update && apt-get clean && apt-get autoclean && apt-get download a && apt list --installed\n",
                &[],
            ),
            ("RUN apt-get -y update; apt-mark hold a; apt-cache search install; dnf clean all; dnf makecache\n", &[]),
            ("RUN microdnf install a; apk add a; pip install a==1\n", &[]),
            ("RUN apt-get install --help; echo apt-get install a\n", &[]),
            ("CMD apt-get install a\n", &[]),
            ("RUN apt-get install a\nFROM b:1\n", &["apt-get install"]),
            (
                "RUN apt-get -q install a; apt-get install --allow-downgrades a\n",
                &["apt-get -q install", "apt-get install"],
            ),
            ("RUN apt-get install --force-yes a\n", &["apt-get install"]),
            (
                "RUN apt-get update && apt-get upgrade && apt install -f && aptitude install a\n",
                &["apt-get upgrade", "apt install", "aptitude install"],
            ),
            (
                "RUN apt-get install -y gcc && apt-get purge gcc && apt-get autoremove\n",
                &["apt-get purge", "apt-get autoremove"],
            ),
            (
                "RUN apt-get -t stable -o Acquire::Retries=3 install a\n",
                &["apt-get -t stable -o Acquire::Retries=3 install"],
            ),
            ("RUN yum install a && dnf update\n", &["yum install", "dnf update"]),
            ("RUN xargs -a packages.txt apt-get install\n", &["apt-get install"]),
            ("RUN cat packages.txt | xargs apt-get install\n", &["apt-get install"]),
            ("RUN <<EOF\nset -e\napt-get install a\nEOF\n", &["apt-get install"]),
        ]);
    }

    #[test]
    fn the_frontend_is_no_answer_and_the_message_says_so() {
        let says = |lines: &str| -> Vec<String> {
            let file = Dockerfile::parse(&format!("FROM a:1\n{lines}"));
            let found = lint(&file, Context::default(), &Options::only(["install-asks"]));
            found.into_iter().filter(|it| it.rule.level == Severity::Warning).map(|it| it.message).collect()
        };
        let frontend =
            ["`apt-get` asks whether to go on: `DEBIAN_FRONTEND` answers for the packages, not for `apt-get`"];
        assert_eq!(says("ENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get install a\n"), frontend);
        assert_eq!(says("RUN DEBIAN_FRONTEND=noninteractive apt-get install a\n"), frontend);
        let nobody = ["`apt-get` asks whether to go on, and a build has nobody to answer"];
        assert_eq!(says("RUN DEBIAN_FRONTEND=noninteractive apt-get update && apt-get install a\n"), nobody);
    }
}
