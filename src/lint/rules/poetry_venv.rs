//! `poetry-venv`: nobody said where Poetry installs to.

use crate::diagnostic::Severity;
use crate::lint::facts::{Execution, Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "poetry-venv",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "installers/poetry-venv-place",
    aliases: &[],
    what: "`poetry install` without a decision about its virtual environment: no `POETRY_VIRTUALENVS_…` variable, no `VIRTUAL_ENV`, no `poetry config`, no `poetry.toml`. Silent where a copy of everything may bring that file.",
    why: "Poetry then makes an environment under a hashed name in the cache of the user who builds. The application's user may not read it, and no `COPY` or `PATH` can name it.",
    example: Example::dockerfile(
        "COPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-interaction\n",
    ),
    tokens: &["poetry install"],
    instead: Example::dockerfile(
        "ENV POETRY_VIRTUALENVS_IN_PROJECT=1 PATH=/app/.venv/bin:$PATH\nCOPY pyproject.toml poetry.lock ./\nRUN poetry install --only main --no-root --no-interaction\n",
    ),
    sources: &[("Poetry: configuration", "https://python-poetry.org/docs/configuration/")],
    check,
};

const VARIABLES: &[&str] = &[
    "POETRY_VIRTUALENVS_CREATE",
    "POETRY_VIRTUALENVS_IN_PROJECT",
    "POETRY_VIRTUALENVS_PATH",
    "VIRTUAL_ENV",
    "CONDA_PREFIX",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let installs = facts.installs.iter().filter(|install| install.tool == Tool::Poetry && install.verb != "add");
    let mut installs = installs.peekable();
    if installs.peek().is_none() || facts.commands().any(|(_, command)| configures(command)) {
        return;
    }
    for install in installs {
        let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { continue };
        let set = VARIABLES.iter().any(|name| facts.setting(run, command, name).is_some());
        let needed = facts.stage_of(install.at).is_some_and(|stage| stage.is_needed);
        if needed && !set && !activates(run) && !may_have_settings(facts, install) {
            let finding =
                report.at(install.span, "this goes into an environment under a hashed name in the user's cache");
            finding.fix("set `ENV POETRY_VIRTUALENVS_IN_PROJECT=1` above, or `VIRTUAL_ENV`");
            return;
        }
    }
}

/// `poetry config virtualenvs.create false`, in whatever form.
fn configures(command: &Command) -> bool {
    command.args().iter().any(|word| word.text.contains("virtualenvs."))
}

fn activates(run: &Execution<'_>) -> bool {
    run.commands().any(|it| matches!(it.program(), Some("." | "source")))
}

/// A copy above may have brought a `poetry.toml`.
fn may_have_settings(facts: &Facts<'_>, install: &Install) -> bool {
    let above = facts.copies.iter().filter(|copy| copy.at < install.at);
    let mut sources = above.flat_map(|copy| copy.sources.iter());
    sources.any(|source| {
        let name = source.path.rsplit('/').next().unwrap_or_default();
        let file = name.trim_start_matches('.').contains('.') && !name.contains(['*', '?', '$']);
        name == "poetry.toml" || !file
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_it_is_decided() {
        let cases = [
            ("RUN poetry config virtualenvs.create false && poetry install --only main\n", &[][..]),
            ("ENV POETRY_VIRTUALENVS_IN_PROJECT=true\nRUN poetry install\n", &[]),
            ("RUN POETRY_VIRTUALENVS_CREATE=false poetry install\n", &[]),
            ("ENV VIRTUAL_ENV=/venv\nRUN poetry install\n", &[]),
            ("RUN . /venv/bin/activate && poetry install\n", &[]),
            ("COPY poetry.toml poetry.lock pyproject.toml ./\nRUN poetry install\n", &[]),
            ("COPY . .\nRUN poetry install\n", &[]),
            ("COPY pyproject.toml poetry.* ./\nRUN poetry install\n", &[]),
            ("RUN pip install poetry && poetry export -o r.txt\n", &[]),
            ("RUN poetry install\nFROM b:1\n", &[]),
            (
                "COPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .\nRUN poetry install\n",
                &["poetry install"],
            ),
            ("RUN pip install poetry==2 && poetry sync\n", &["poetry sync"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("poetry-venv", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
