//! `conda-activate`: an environment is activated for nobody.

use crate::diagnostic::Severity;
use crate::lint::facts::Execution;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "conda-activate",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "conda/activate-environment",
    aliases: &[],
    what: "A `RUN` ends with `conda activate`, or calls it in a shell that was not prepared for it. Silent where the shell's hook is read first, and where `SHELL` starts a login shell or one of its own.",
    why: "Activation changes the variables of one shell, and each `RUN` has its own: the next instruction knows nothing of it. Without conda's hook the command does not even work.",
    example: Example::dockerfile(
        "FROM condaforge/miniforge3:25.3.1-0\nRUN conda activate base\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["conda activate"],
    instead: Example::dockerfile(
        "FROM condaforge/miniforge3:25.3.1-0\nENV PATH=/opt/conda/bin:$PATH\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Activating a Conda environment in your Dockerfile",
        "https://pythonspeed.com/articles/activate-conda-dockerfile/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs_of(PROGRAMS) {
        let Some(end) = run.commands().last().map(|command| command.span.start) else { continue };
        let prepared = run.commands().any(|command| activation(command).is_some()).then(|| prepared(facts, run));
        for command in run.commands() {
            let Some(verb) = activation(command) else { continue };
            let last = end <= command.span.start;
            let ready = prepared.flatten().is_some_and(|start| start <= command.span.start);
            if (last || !ready)
                && let Some(program) = command.program_word()
            {
                let message = match last {
                    true => "this ends with its RUN: the next instruction knows nothing of it",
                    false => "this shell was not prepared for it, so it fails",
                };
                let finding = report.at(run.words_span(program, verb), message);
                finding.fix("put the environment's `bin` into `ENV PATH`, or use `conda run -n NAME …`");
            }
        }
    }
}

/// Programs that activate environments.
const PROGRAMS: &[&str] = &["conda", "mamba", "micromamba"];

fn activation(command: &Command) -> Option<&Word> {
    let known = command.program().is_some_and(|name| PROGRAMS.contains(&name));
    command.args().first().filter(|word| known && word.text == "activate")
}

/// Returns from where on the shell knows `activate`: the hook was read there, or the shell may do that when it starts.
fn prepared(facts: &Facts<'_>, run: &Execution<'_>) -> Option<usize> {
    let hook = |other: &&Command| matches!(other.program(), Some("." | "source" | "eval" | "bash" | "sh"));
    let plain =
        ["/bin/sh", "sh", "/bin/bash", "bash", "-c", "-e", "-o", "-x", "-u", "pipefail", "-ec", "-exc", "-eo", "-euo"];
    let own_shell = facts.shell(run.at).is_some_and(|words| words.iter().any(|word| !plain.contains(&word.as_str())));
    if own_shell || facts.env("BASH_ENV", run.at).is_some() || run.text.contains("bash -") {
        return Some(0);
    }
    run.commands().find(hook).map(|other| other.span.start + 1)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_active() {
        let cases = [
            ("RUN . /opt/conda/etc/profile.d/conda.sh && conda activate x && pip install a\n", &[][..]),
            ("RUN eval \"$(conda shell.bash hook)\" && conda activate x && python -V\n", &[]),
            ("SHELL [\"/bin/bash\", \"--login\", \"-c\"]\nRUN conda activate x && pip install a\n", &[]),
            ("SHELL [\"/usr/local/bin/_dockerfile_shell.sh\"]\nRUN micromamba activate x && python\n", &[]),
            ("RUN echo 'conda activate x' >> ~/.bashrc\n", &[]),
            ("RUN conda run -n x pip install a\n", &[]),
            ("CMD conda activate x && python\n", &[]),
            ("RUN conda create -n x && conda activate x\n", &["conda activate"]),
            ("RUN conda activate x && pip install a\n", &["conda activate"]),
            ("SHELL [\"/bin/bash\", \"--login\", \"-c\"]\nRUN conda activate x\n", &["conda activate"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("conda-activate", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
