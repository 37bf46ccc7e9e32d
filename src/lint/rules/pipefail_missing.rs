//! `pipefail-missing`: a pipe hides that its left side failed.

use crate::diagnostic::Severity;
use crate::lint::facts::{Execution, Image};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, FrameKind, Item, Joint};

pub(super) const RULE: Rule = Rule {
    slug: "pipefail-missing",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/fail-fast-run",
    aliases: &["DL4006", "DS-0032"],
    what: "A `RUN` with a pipe, read by a shell without `pipefail`. Silent where the left side cannot fail, where failing is allowed for or tested, inside of `$(…)`, and before `head` or `grep -q`, which stop reading early.",
    why: "A shell judges a pipe by its last command. When the download on the left fails, the build goes on with nothing, or with half a file.",
    example: Example::dockerfile("RUN curl -fsSL https://example.com/data.tar.gz | tar -xz -C /opt\n"),
    tokens: &["curl"],
    instead: Example::dockerfile(
        "SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN curl -fsSL https://example.com/data.tar.gz | tar -xz -C /opt\n",
    ),
    sources: &[(
        "Docker: best practices, using pipes",
        "https://docs.docker.com/build/building/best-practices/#using-pipes",
    )],
    check,
};

/// Commands that do not fail.
const SAFE: &[&str] = &["echo", "printf", "yes", "true", ":"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs() {
        let guilty = run.script.commands.iter().enumerate().find(|(index, command)| is_hidden(run, *index, command));
        if let Some(program) = guilty.and_then(|(_, command)| command.program_word()) {
            let message = format!("if `{}` fails here, the build goes on as if it had worked", program.file_name());
            let message =
                if message.len() > 120 { "if the left side fails, the build goes on".to_owned() } else { message };
            let finding = report.at(run.word_span(program), message);
            let image = facts.stage_of(run.at).and_then(|stage| stage.image.as_ref());
            // Alpine has no bash.
            let shell = if image.is_some_and(Image::is_alpine) { "/bin/ash" } else { "/bin/bash" };
            finding.fix(format!(
                "put `SHELL [\"{shell}\", \"-o\", \"pipefail\", \"-c\"]` above, or write to a file first"
            ));
        }
    }
}

fn is_hidden(run: &Execution<'_>, index: usize, command: &Command) -> bool {
    let script = &run.script;
    let item = Item::Command(index);
    if command.pipes_into.is_none() || command.options.pipefail || command.program().is_none_or(is_safe) {
        return false;
    }
    // `cat <<EOF | …` reads what stands there.
    if command.program() == Some("cat") && command.args().is_empty() {
        return false;
    }
    let unsure = [FrameKind::Condition, FrameKind::Substitution, FrameKind::ProcessSubstitution, FrameKind::Function];
    if unsure.into_iter().any(|kind| command.within.has(kind)) {
        return false;
    }
    let pipeline = script.pipeline(item);
    let behind = pipeline.iter().skip_while(|it| **it != item).skip(1);
    let members: Option<Vec<&Command>> = behind.map(|it| script.command(*it)).collect();
    let Some(members) = members else { return false };
    let first = pipeline.first().and_then(|it| script.command(*it));
    let excused = members.last().is_none_or(|last| matches!(last.next, Joint::Or | Joint::Background))
        || first.is_none_or(|first| first.negated);
    !excused && !members.iter().any(|member| stops_early(member))
}

fn is_safe(program: &str) -> bool {
    SAFE.contains(&program)
}

/// It ends before its input does, and what feeds it dies of that.
fn stops_early(command: &Command) -> bool {
    match command.program() {
        Some("head") => true,
        Some("grep" | "egrep" | "fgrep") => command.has_flag(&["-q", "-m", "--quiet", "--silent", "--max-count"]),
        Some("sed") => command.args().iter().any(|word| word.text.trim_end().ends_with('q')),
        Some("awk" | "gawk" | "mawk") => command.args().iter().any(|word| word.text.contains("exit")),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn the_advised_shell_is_there() {
        let fix = |base: &str| fixes("pipefail-missing", &format!("FROM {base}\nRUN curl x | tar x\n")).remove(0);
        assert!(fix("alpine:3.22").contains("/bin/ash") && fix("python:3.14-alpine AS a").contains("/bin/ash"));
        assert!(fix("python:3.14-slim").contains("/bin/bash"));
        assert!(fixes("pipefail-missing", "FROM alpine:3 AS a\nFROM a\nRUN curl x | tar x\n")[0].contains("/bin/ash"));
    }

    #[test]
    fn what_hides_no_failure() {
        let silent = [
            "SHELL [\"/bin/bash\",\"-eu\",\"-o\",\"pipefail\",\"-c\"]\nRUN curl x | tar x\n",
            "SHELL [\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN curl x | tar x\n",
            "RUN set -o pipefail && curl x | tar x\n",
            "RUN set -euxo pipefail; curl x | tar x\n",
            "RUN <<EOF\nset -eo pipefail\ncurl x | tar x\nEOF\n",
            "RUN [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\", \"curl x | tar x\"]\n",
            "RUN echo a | tee b && printf x | sha256sum -c && yes | cmd\n",
            "RUN ls /x | head -1 && curl x | grep -q y\n",
            "RUN curl x | tar x || true\n",
            "RUN if curl x | grep y; then z; fi\n",
            "RUN ! curl x | grep y\n",
            "RUN V=\"$(curl x | jq -r .v)\" && echo $V\n",
            "RUN cat <<X | sh\nX\n",
            "RUN curl x || tar x\n",
            "RUN echo 'a | b'\n",
            "CMD curl x | tar x\n",
        ];
        for lines in silent {
            assert_eq!(fires("pipefail-missing", &format!("FROM a:1\n{lines}")), [""; 0], "{lines}");
        }
    }

    #[test]
    fn what_hides_one() {
        let cases = [
            ("RUN echo a | b | c\n", &["b"][..]),
            ("RUN wget -qO- x | tar x && curl y | tar y\n", &["wget"]),
            ("SHELL [\"/bin/bash\", \"-c\"]\nRUN curl x | tar x\n", &["curl"]),
            ("SHELL [\"/bin/bash\",\"-o\",\"pipefail\",\"-c\"]\nFROM b:1\nRUN curl x | tar x\n", &["curl"]),
            ("RUN set -ex; curl x | tar x\n", &["curl"]),
            ("RUN curl x | tar x && (a || true)\n", &["curl"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pipefail-missing", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
