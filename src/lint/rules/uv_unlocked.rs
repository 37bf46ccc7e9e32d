//! `uv-unlocked`: `uv sync` may write a new lock in the middle of the build.

use crate::diagnostic::Severity;
use crate::lint::facts::walk::is_on;
use crate::lint::facts::{Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "uv-unlocked",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "installers/uv-two-step-sync",
    aliases: &[],
    what: "`uv sync` without `--locked` or `--frozen` and without `UV_LOCKED` or `UV_FROZEN`. Silent where the lock is checked first.",
    why: "When the lock does not fit `pyproject.toml` any more, uv resolves anew and installs versions that nobody has tested. With `--locked` the build stops and says so.",
    example: Example::dockerfile(
        "COPY pyproject.toml uv.lock ./\nRUN uv sync --no-dev --no-cache --no-install-project\n",
    ),
    tokens: &["uv sync"],
    instead: Example::dockerfile(
        "COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev --no-cache --no-install-project\n",
    ),
    sources: &[("uv: using uv in Docker", "https://docs.astral.sh/uv/guides/integration/docker/#installing-a-project")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let checks = facts.commands_of(&["uv"]).any(|(_, command)| {
        let has = |text: &str| command.args().iter().any(|word| word.text == text);
        has("lock") && (has("--check") || has("--locked"))
    });
    let installs = facts.installs.iter().filter(|install| install.tool == Tool::Uv && install.verb == "sync");
    for install in installs.filter(|install| !checks && !is_locked(facts, install) && !decides(facts, install)) {
        let finding = report.at(install.span, "when the lock is out of date, this resolves anew instead of stopping");
        finding.fix("add `--locked`");
    }
}

/// The same RUN also has the locked form: it asks whether there is a lock.
fn decides(facts: &Facts<'_>, install: &Install) -> bool {
    let syncs = facts.installs_at(install.at).iter().filter(|other| other.tool == Tool::Uv && other.verb == "sync");
    syncs.filter(|other| other.command != install.command).any(|other| is_locked(facts, other))
}

fn is_locked(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let set = |name: &str| facts.setting(run, command, name).is_some_and(is_on);
    // A flag from a variable may be the one.
    let unknown = command.args().iter().any(|word| word.text.starts_with('$'));
    let flags = ["--locked", "--frozen", "--check", "--dry-run", "--script"];
    unknown || set("UV_LOCKED") || set("UV_FROZEN") || command.has_flag(&flags)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_locked() {
        let cases = [
            ("RUN uv sync --locked --no-dev\n", &[][..]),
            ("RUN uv sync --frozen\n", &[]),
            ("ENV UV_FROZEN=1\nRUN uv sync\n", &[]),
            ("RUN UV_LOCKED=1 uv sync\n", &[]),
            ("RUN uv lock --check && uv sync\n", &[]),
            ("RUN uv sync $UV_ARGS\n", &[]),
            ("RUN uv pip sync requirements.txt && uv pip install a\n", &[]),
            ("RUN if [ -f uv.lock ]; then uv sync --frozen; else uv sync; fi\n", &[]),
            ("ENV UV_LOCKED=0\nRUN uv sync\n", &["uv sync"]),
            ("RUN uv lock && uv sync --no-install-project\n", &["uv sync"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("uv-unlocked", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
