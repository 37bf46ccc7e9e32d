//! `dev-deps-in-image`: what only developers need is shipped.

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::walk::is_on;
use crate::lint::facts::{Install, Tool, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dev-deps-in-image",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "installers/dependency-groups",
    aliases: &[],
    what: "The shipped image installs requirements or groups for development or tests: by name, or because `uv sync`, `poetry install` were not told to leave them out. Silent in stages named for development.",
    why: "Test tools and linters make the image larger, bring vulnerabilities of their own, and give an attacker more to work with.",
    example: Example::dockerfile(
        "COPY requirements-dev.txt ./\nRUN pip install --no-cache-dir -r requirements-dev.txt\n",
    ),
    tokens: &["requirements-dev.txt"],
    instead: Example::dockerfile("COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    sources: &[("PyPA: dependency groups", "https://packaging.python.org/en/latest/specifications/dependency-groups/")],
    check,
};

const WORDS: &[&str] = &["dev", "devel", "develop", "development", "test", "tests", "testing", "lint"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.final_stage().is_some_and(|stage| stage.is_for_development()) {
        return;
    }
    for install in facts.installs.iter().filter(|install| install.tool.is_python()) {
        let stage = facts.stage_of(install.at);
        if !stage.is_some_and(|stage| stage.is_needed && !stage.is_for_development()) {
            continue;
        }
        if let Some(span) = guilty(facts, install) {
            let finding = report.at(span, "the shipped image gets what only development and tests need");
            finding.fix(match install.tool {
                Tool::Uv => "add `--no-dev`",
                Tool::Poetry => "add `--only main`",
                Tool::Pdm => "add `--prod`",
                _ => "leave it out here; install it in a stage of its own for tests",
            });
        }
    }
}

fn guilty(facts: &Facts<'_>, install: &Install) -> Option<Span> {
    let (run, command) = (facts.run_of(install)?, facts.command_of(install)?);
    let set = |name: &str| facts.setting(run, command, name).is_some_and(is_on);
    let lock = install.items.iter().any(|item| item.what == What::Lock);
    let unknown = command.args().iter().any(|word| word.text.starts_with('$'));
    match install.tool {
        Tool::Pip | Tool::UvPip if install.verb.ends_with("install") => {
            let named = install.items.iter().find(|item| match item.what {
                What::Requirements => is_for_development(&item.text),
                What::Project => extras(&item.text).split(',').any(|extra| WORDS.contains(&extra.trim())),
                _ => false,
            });
            named.map(|item| item.span)
        }
        Tool::Uv if install.verb == "sync" && lock && !unknown => {
            let flags = ["--no-dev", "--no-default-groups", "--only-group", "--no-group", "--inexact"];
            let off = command.has_flag(&flags) || set("UV_NO_DEV") || set("UV_NO_DEFAULT_GROUPS") || set("UV_NO_GROUP");
            (!off).then_some(install.span)
        }
        Tool::Poetry if install.verb != "add" && lock && !unknown => {
            let flags = ["--only", "--without", "--no-dev", "--only-root"];
            (!command.has_flag(&flags)).then_some(install.span)
        }
        Tool::Pipenv if !unknown => command.flag("--dev").or(command.flag("-d")).map(|word| run.word_span(word)),
        _ => None,
    }
}

/// `requirements-dev.txt`, `dev-requirements.txt`, `requirements/test.txt`
fn is_for_development(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.split(['-', '_', '.']).any(|word| WORDS.contains(&word))
}

fn extras(text: &str) -> &str {
    text.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("", |(extras, _)| extras)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_shipped() {
        let cases = [
            ("FROM a:1\nRUN uv sync --locked --no-dev\n", &[][..]),
            ("FROM a:1\nENV UV_NO_DEV=1\nRUN uv sync\n", &[]),
            ("FROM a:1\nRUN uv sync --only-group web && poetry install --only main\n", &[]),
            ("FROM a:1\nRUN poetry install --without dev,test\n", &[]),
            ("FROM a:1\nRUN poetry install $POETRY_ARGS\n", &[]),
            ("FROM a:1\nRUN pip install -r requirements/production.txt -r devices.txt\n", &[]),
            ("FROM a:1\nRUN pip install -c constraints-dev.txt -r r.txt '.[web]'\n", &[]),
            ("FROM a:1 AS b\nFROM b AS test\nRUN pip install -r requirements-dev.txt\nFROM b\n", &[]),
            ("FROM a:1 AS dev\nRUN poetry install\n", &[]),
            ("FROM a:1\nRUN pipenv install --deploy\n", &[]),
            ("FROM a:1\nRUN pip install -r requirements/test.txt\n", &["requirements/test.txt"]),
            ("FROM a:1\nRUN pip install -e '.[dev,web]'\n", &[".[dev,web]"]),
            ("FROM a:1\nRUN poetry install --no-root\n", &["poetry install"]),
            ("FROM a:1 AS b\nRUN uv sync --locked\nFROM a:1\nCOPY --from=b /v /v\n", &["uv sync"]),
            ("FROM a:1\nRUN pipenv install --system --deploy --dev\n", &["--dev"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("dev-deps-in-image", text), tokens, "{text}");
        }
    }
}
