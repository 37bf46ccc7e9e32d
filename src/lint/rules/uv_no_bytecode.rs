//! `uv-no-bytecode`: uv leaves compiling to the first start.

use crate::diagnostic::Severity;
use crate::lint::facts::walk::is_on;
use crate::lint::facts::{Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "uv-no-bytecode",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "installers/uv-compile-and-copy",
    aliases: &[],
    what: "uv installs for the final image without `--compile-bytecode` and without `UV_COMPILE_BYTECODE`. Silent where `compileall` runs or compiling is refused. One finding per stage.",
    why: "Unlike pip, uv does not compile what it installs. Then each new container compiles it again while it starts, as its files cannot be kept.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nRUN uv pip install --no-cache --system -r requirements.txt\n",
    ),
    tokens: &["uv pip install"],
    instead: Example::dockerfile(
        "ENV UV_COMPILE_BYTECODE=1\nCOPY requirements.txt ./\nRUN uv pip install --no-cache --system -r requirements.txt\n",
    ),
    sources: &[(
        "uv: using uv in Docker, compiling bytecode",
        "https://docs.astral.sh/uv/guides/integration/docker/#compiling-bytecode",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let installs = facts.installs.iter().filter(|install| matches!(install.tool, Tool::Uv | Tool::UvPip));
    let mut installs = installs.peekable();
    if installs.peek().is_none() || facts.runs().any(|run| run.text.contains("compileall")) {
        return;
    }
    let mut told = None;
    for install in installs {
        let Some(stage) = facts.stage_of(install.at).filter(|stage| stage.is_needed) else { continue };
        if told != Some(stage.from_at) && !decides(facts, install) {
            told = Some(stage.from_at);
            let finding =
                report.at(install.span, "nothing is compiled here, so every container does it when it starts");
            finding.fix("set `ENV UV_COMPILE_BYTECODE=1` above, or add `--compile-bytecode`");
        }
    }
}

fn decides(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let flags = ["--compile-bytecode", "--compile", "--no-compile-bytecode", "--no-compile", "--dry-run"];
    facts.setting(run, command, "UV_COMPILE_BYTECODE").is_some_and(is_on) || command.has_flag(&flags)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn who_compiles() {
        let cases = [
            ("ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy\nRUN uv sync\n", &[][..]),
            ("RUN uv sync --compile-bytecode\n", &[]),
            ("RUN uv pip install --no-compile a\n", &[]),
            ("RUN uv sync && python -m compileall -q .venv\n", &[]),
            ("RUN UV_COMPILE_BYTECODE=true uv sync\n", &[]),
            ("RUN uv sync\nFROM b:1\n", &[]),
            ("RUN pip install a && uv tool install ruff\n", &[]),
            ("ENV UV_COMPILE_BYTECODE=0\nRUN uv sync\n", &["uv sync"]),
            ("RUN uv sync --no-install-project\nCOPY . .\nRUN uv sync\n", &["uv sync"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("uv-no-bytecode", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
        let built = "FROM a:1 AS b\nRUN uv sync\nFROM a:1\nCOPY --from=b /v /v\n";
        assert_eq!(fires("uv-no-bytecode", built), ["uv sync"]);
    }
}
