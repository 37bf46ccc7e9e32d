//! `pipenv-not-deploy`: Pipenv may write a new lock in the middle of the build.

use crate::diagnostic::Severity;
use crate::lint::facts::walk::is_on;
use crate::lint::facts::{Tool, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pipenv-not-deploy",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "installers/pipenv-deploy-sync",
    aliases: &[],
    what: "`pipenv install` of a project without `--deploy`. Silent for `pipenv sync`, with `--ignore-pipfile`, and where the lock is verified. A virtual environment is as good as `--system` here.",
    why: "When the lock does not fit the `Pipfile` any more, Pipenv resolves anew and installs versions that nobody has tested. With `--deploy` the build stops and says so.",
    example: Example::dockerfile("COPY Pipfile Pipfile.lock ./\nRUN pipenv install --system\n"),
    tokens: &["pipenv install"],
    instead: Example::dockerfile("COPY Pipfile Pipfile.lock ./\nRUN pipenv install --system --deploy\n"),
    sources: &[("Pipenv documentation", "https://pipenv.pypa.io/en/latest/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let verified = facts
        .commands_of(&["pipenv"])
        .any(|(_, command)| command.args().first().is_some_and(|word| word.text == "verify"));
    let installs = facts.installs.iter().filter(|install| install.tool == Tool::Pipenv && install.verb == "install");
    for install in installs.filter(|_| !verified) {
        let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { continue };
        let from_lock = install.items.iter().any(|item| item.what == What::Lock);
        let variable = facts.setting(run, command, "PIPENV_IGNORE_PIPFILE").is_some_and(is_on);
        let unknown = command.args().iter().any(|word| word.text.starts_with('$'));
        if from_lock && !variable && !unknown && !command.has_flag(&["--deploy", "--ignore-pipfile"]) {
            let finding =
                report.at(install.span, "when the lock is out of date, this resolves anew instead of stopping");
            finding.fix("add `--deploy`, or use `pipenv sync`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_keeps_to_the_lock() {
        let cases = [
            ("RUN pipenv install --deploy\n", &[][..]),
            ("RUN pipenv install --system --deploy --ignore-pipfile\n", &[]),
            ("RUN pipenv sync --system\n", &[]),
            ("RUN pipenv verify && pipenv install --system\n", &[]),
            ("RUN pipenv install -r requirements.txt\n", &[]),
            ("RUN pipenv install $FLAGS\n", &[]),
            ("RUN pip install pipenv && pipenv requirements >r.txt\n", &[]),
            ("RUN pip install pipenv && pipenv install\n", &["pipenv install"]),
            ("RUN PIPENV_VENV_IN_PROJECT=1 pipenv install --skip-lock\n", &["pipenv install"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pipenv-not-deploy", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
