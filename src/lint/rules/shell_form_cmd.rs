//! `shell-form-cmd`: CMD or ENTRYPOINT as text, so that a shell is PID 1.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::dockerfile::Keyword;
use crate::lint::facts::{Execution, Form};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Joint};

pub(super) const RULE: Rule = Rule {
    slug: "shell-form-cmd",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "ops/exec-form",
    aliases: &["DL3025", "JSONArgsRecommended"],
    what: "A `CMD` or `ENTRYPOINT` in the shell form. Silent where `SHELL` was chosen on purpose, and where the text begins with `exec`.",
    why: "`/bin/sh -c` becomes PID 1 and does not pass signals on. `docker stop` waits ten seconds and then kills the application in the middle of its requests.",
    example: Example::dockerfile("CMD gunicorn --bind 0.0.0.0:8000 --workers 2 shop.wsgi:app\n"),
    tokens: &["gunicorn --bind 0.0.0.0:8000 --workers 2 shop.wsgi:app"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[
        ("Docker: shell and exec form", "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form"),
        (
            "Docker: build check JSONArgsRecommended",
            "https://docs.docker.com/reference/build-checks/json-args-recommended/",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let last: HashMap<(Option<usize>, Keyword), usize> = [Keyword::Cmd, Keyword::Entrypoint]
        .into_iter()
        .flat_map(|keyword| facts.of(keyword))
        .map(|(at, instruction)| ((instruction.stage, instruction.keyword), at))
        .collect();
    for execution in &facts.executions {
        if !matches!(execution.keyword, Keyword::Cmd | Keyword::Entrypoint) || execution.form == Form::Exec {
            continue;
        }
        let text = execution.text.trim();
        // What was meant as JSON is another rule's.
        let meant = text.is_empty() || text.starts_with('[') || facts.shell(execution.at).is_some();
        // One that the next of its kind replaces never starts anything.
        let (stage, keyword) = (execution.instruction.stage, execution.keyword);
        let silent = meant || last.get(&(stage, keyword)).is_some_and(|at| *at > execution.at);
        if silent || is_replaced(execution) {
            continue;
        }
        let message = "a shell is PID 1 here, and it does not pass signals on to the application";
        let fix = match words(execution) {
            Some(words) => format!("write `{} [{}]`", execution.keyword.name(), words.join(", ")),
            None => "write the exec form; where a shell is needed, `[\"sh\", \"-c\", \"exec …\"]`".to_owned(),
        };
        report.at(execution.text.trimmed().span(), message).fix(fix);
    }
}

/// The shell makes way for the program.
fn is_replaced(execution: &Execution<'_>) -> bool {
    let mut commands = execution.script.commands.iter().rev();
    commands
        .find(|command| !command.words.is_empty())
        .is_some_and(|last| last.words[0].text == "exec" && last.next == Joint::End)
}

/// The words of a single plain command as JSON strings.
fn words(execution: &Execution<'_>) -> Option<Vec<String>> {
    let [command] = execution.script.commands.as_slice() else { return None };
    let plain = |command: &Command| {
        command.assignments.is_empty() && command.redirects.is_empty() && command.next == Joint::End
    };
    let literal = plain(command) && command.words.iter().all(|word| word.is_literal());
    literal.then(|| command.words.iter().map(|word| format!("{:?}", word.text)).collect())
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_signals_arrive() {
        let cases = [
            ("FROM a:1\nCMD exec gunicorn --bind 0.0.0.0:$PORT app\n", &[][..]),
            ("FROM a:1\nCMD . ./env && exec gunicorn app\n", &[]),
            ("FROM a:1\nSHELL [\"/bin/bash\", \"-c\"]\nCMD gunicorn app\n", &[]),
            ("FROM a:1\nCMD ['gunicorn']\n", &[]),
            ("FROM a:1\nCMD a b\nCMD [\"c\"]\n", &[]),
            ("FROM a:1\nCMD a\nFROM a:1\nCMD b\n", &["a", "b"]),
            ("FROM a:1\nHEALTHCHECK CMD curl x\nRUN x\nCMD []\n", &[]),
            ("FROM a:1\nENTRYPOINT ./start.sh\nCMD a && \\\n b\n", &["./start.sh", "a && \\\n b"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("shell-form-cmd", text), tokens, "{text}");
        }
    }
}
