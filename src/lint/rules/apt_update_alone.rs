//! `apt-update-alone`: the package lists are fetched in one RUN and used in another.

use std::collections::BTreeSet;

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::Execution;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "apt-update-alone",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/apt-in-one-run",
    aliases: &["DS-0017"],
    what: "A `RUN` fetches the package lists, and a later `RUN` installs from them without fetching them again. Silent where a mount holds the lists.",
    why: "The builder keeps the layer with the lists for weeks. Add a package then, and the install reads old lists: versions that the mirror has dropped, or those without the last security fix.",
    example: Example::dockerfile(
        "RUN apt-get update\nRUN apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    tokens: &["apt-get update"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("Docker: best practices, apt-get", "https://docs.docker.com/build/building/best-practices/#apt-get")],
    check,
};

/// What makes use of the lists.
const USES: &[&str] =
    &["install", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "satisfy", "download", "source"];

/// Programs that fetch lists and install from them.
const PROGRAMS: &[&str] = &["apt-get", "apt", "aptitude"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut alone: BTreeSet<(usize, usize)> = BTreeSet::new();
    let runs: Vec<usize> = facts.runs_of(PROGRAMS).map(|run| run.at).collect();
    facts.walk_over(&runs, |fetched: &mut Option<Span>, at| {
        let Some(run) = facts.execution(at).filter(|run| run.run().is_some()) else { return };
        if facts.mount_over(run, "/var/lib/apt/lists").is_some() {
            return;
        }
        let mut here = None;
        for (_, command) in run.script.runs(PROGRAMS) {
            match verb(command) {
                Some(word) if word.text == "update" => here = Some(span(run, command, word)),
                Some(word) if USES.contains(&word.text.as_str()) => match here {
                    Some(_) => *fetched = None,
                    None => alone.extend(fetched.take().map(|span| (span.start, span.end))),
                },
                _ => {}
            }
        }
        let used = |span: Span| {
            let commands = run.script.runs(PROGRAMS).map(|(_, command)| command);
            let mut later = commands.filter(|command| run.span(command.span).start > span.start);
            later.any(|command| verb(command).is_some_and(|word| USES.contains(&word.text.as_str())))
        };
        if let Some(span) = here {
            *fetched = Some(span).filter(|span| !used(*span));
        }
    });
    for (start, end) in alone {
        let finding =
            report.at(Span::new(start, end), "a later RUN installs from these lists, however old they are then");
        finding.fix("join them: `RUN apt-get update && apt-get install -y --no-install-recommends …`");
    }
}

fn verb(command: &Command) -> Option<&Word> {
    command.first_positional(&["-o", "--option", "-c", "-t"])
}

fn span(run: &Execution<'_>, command: &Command, verb: &Word) -> Span {
    run.words_span(command.program_word().unwrap_or(verb), verb)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn whose_lists_are_used() {
        let cases = [
            ("RUN apt-get update && apt-get install -y a\nRUN apt-get update && apt-get install -y b\n", &[][..]),
            ("RUN apt-get update\nRUN apt-get update && apt-get install -y a\n", &[]),
            ("RUN apt-get update && apt-get install -y a\nRUN apt-get install -y b\n", &[]),
            ("RUN apt-get update\nRUN apt-get clean\n", &[]),
            ("RUN apt-get update\nFROM b:1\nRUN apt-get install -y a\n", &[]),
            ("RUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN apt-get install -y a\n", &[]),
            ("RUN apt-get update; apt-get upgrade -y\nRUN ./install.sh\n", &[]),
            ("RUN <<EOF\nset -e\napt-get update\napt-get install -y a\nEOF\n", &[]),
            ("RUN apt-get -y update\nRUN apt-get install -y a\nRUN apt-get install -y b\n", &["apt-get -y update"]),
            ("RUN apt update\nRUN apt upgrade -y\n", &["apt update"]),
            ("RUN sudo apt-get update && x\nRUN sudo apt-get -qq install a\n", &["apt-get update"]),
            ("RUN apt-get install -y b && apt-get update\nRUN apt-get install -y a\n", &["apt-get update"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("apt-update-alone", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
        let children =
            "FROM a:1 AS b\nRUN apt-get update\nFROM b\nRUN apt-get install x\nFROM b\nRUN apt-get install y\n";
        assert_eq!(fires("apt-update-alone", children), ["apt-get update"]);
    }
}
