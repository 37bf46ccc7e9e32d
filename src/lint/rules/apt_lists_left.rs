//! `apt-lists-left`: the package lists of `apt-get update` stay in a layer of the image.

use crate::diagnostic::Severity;
use crate::lint::facts::Execution;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "apt-lists-left",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/clean-in-same-layer",
    aliases: &["DL3009"],
    what: "A `RUN` of the final image updates the package lists and does not delete them. Silent in stages that are not shipped, and where a mount holds the lists.",
    why: "The lists weigh about 20 MB, are of no use when the container runs, and deleting them in a later `RUN` frees nothing.",
    example: Example::dockerfile("RUN apt-get update && apt-get install -y --no-install-recommends libpq5\n"),
    tokens: &["apt-get update"],
    instead: Example::dockerfile(
        "RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*\n",
    ),
    sources: &[("Docker: best practices, apt-get", "https://docs.docker.com/build/building/best-practices/#apt-get")],
    check,
};

const LISTS: &str = "/var/lib/apt/lists";
const PROGRAMS: &[&str] = &["apt-get", "apt", "aptitude"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs_of(PROGRAMS).filter(|run| facts.is_in_image(run.at)) {
        let updates = run.script.runs(PROGRAMS).filter(|(_, command)| is_update(command));
        let Some((_, update)) = updates.last() else { continue };
        if facts.mount_over(run, LISTS).is_some() || is_cleaned_after(run, update) {
            continue;
        }
        let (Some(program), Some(verb)) = (update.program_word(), verb(update)) else { continue };
        let finding = report.at(run.words_span(program, verb), "the package lists stay in this layer");
        finding.fix(if is_used_later(facts, run) {
            format!("join it with the later RUN that installs from them, and end that with `&& rm -rf {LISTS}/*`")
        } else {
            format!("end this RUN with `&& rm -rf {LISTS}/*`")
        });
    }
}

/// A later RUN of the stage installs without lists of its own: without these it would find no package.
fn is_used_later(facts: &Facts<'_>, run: &Execution<'_>) -> bool {
    let stage = run.instruction.stage;
    let later = facts.runs_of(PROGRAMS).find(|it| it.at > run.at && it.instruction.stage == stage);
    let verbs = later.into_iter().flat_map(|it| it.script.runs(PROGRAMS)).filter_map(|(_, command)| verb(command));
    let mut verbs =
        verbs.filter(|word| matches!(word.text.as_str(), "install" | "upgrade" | "dist-upgrade" | "update"));
    verbs.next().is_some_and(|word| word.text != "update")
}

fn verb(command: &Command) -> Option<&crate::shell::Word> {
    command.first_positional(&["-o", "--option", "-c"])
}

fn is_update(command: &Command) -> bool {
    verb(command).is_some_and(|word| word.text == "update")
}

fn is_cleaned_after(run: &Execution<'_>, update: &Command) -> bool {
    let later = run.commands().filter(|command| command.span.start > update.span.start);
    later.into_iter().any(|command| {
        let about_lists = command
            .args()
            .iter()
            .any(|word| word.text.starts_with("/var/lib/apt") || word.text.starts_with("/var/lib/{"));
        match command.program() {
            Some("rm" | "find") => about_lists,
            Some("apt-get" | "apt") => {
                verb(command).is_some_and(|word| matches!(word.text.as_str(), "dist-clean" | "distclean"))
            }
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn advice_that_leaves_a_later_install_its_lists() {
        let joins = |lines: &str| fixes("apt-lists-left", &format!("FROM a:1\n{lines}"))[0].starts_with("join");
        assert!(joins("RUN apt-get update\nRUN apt-get install -y a\n"));
        assert!(joins("RUN apt-get update && apt-get upgrade -y\nRUN x\nRUN apt install -y a\n"));
        assert!(!joins("RUN apt-get update && apt-get install -y a\nRUN apt-get update && apt-get install -y b\n"));
        assert!(!joins("RUN apt-get update && apt-get install -y a\nRUN apt-get clean\n"));
        assert!(!joins("RUN apt-get update && apt-get install -y a\n"));
    }

    #[test]
    fn where_nothing_stays() {
        let cases = [
            ("RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y x\n", &[][..]),
            ("RUN --mount=type=tmpfs,target=/var/lib/apt/lists apt-get update\n", &[]),
            ("RUN apt-get update; apt-get install -y x; rm -rf /var/lib/apt/lists/* /tmp/*\n", &[]),
            ("RUN apt update && apt install -y x && find /var/lib/apt/lists -type f -delete\n", &[]),
            ("RUN set -e; apt-get update; apt-get dist-clean\n", &[]),
            ("RUN <<EOF\napt-get update\nrm -r /var/lib/apt/lists/*\nEOF\n", &[]),
            ("RUN apt-get install -y x\n", &[]),
            ("RUN apt-get update\nFROM c:1\n", &[]),
            ("RUN rm -rf /var/lib/apt/lists/* && apt-get -qq update\n", &["apt-get -qq update"]),
            ("RUN apt-get update\nRUN rm -rf /var/lib/apt/lists/*\n", &["apt-get update"]),
            ("RUN apt-get update && apt-get clean\n", &["apt-get update"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("apt-lists-left", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
