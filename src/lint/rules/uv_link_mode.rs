//! `uv-link-mode`: uv cannot link out of a cache mount and says so each time.

use crate::diagnostic::Severity;
use crate::lint::facts::Tool;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "uv-link-mode",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "installers/uv-compile-and-copy",
    aliases: &[],
    what: "uv installs with its cache on a mount, and neither `--link-mode` nor `UV_LINK_MODE` is set. One finding per stage.",
    why: "uv links files from its cache, which does not work across file systems. It then warns and copies; asked to copy from the start, it does the same without the warning.",
    example: Example::dockerfile(
        "ENV UV_COMPILE_BYTECODE=1\nCOPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/uv uv pip install --system -r requirements.txt\n",
    ),
    tokens: &["uv pip install"],
    instead: Example::dockerfile(
        "ENV UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy\nCOPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/uv uv pip install --system -r requirements.txt\n",
    ),
    sources: &[("uv: using uv in Docker, caching", "https://docs.astral.sh/uv/guides/integration/docker/#caching")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = None;
    for install in facts.installs.iter().filter(|install| matches!(install.tool, Tool::Uv | Tool::UvPip)) {
        let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { continue };
        let stage = facts.stage_of(install.at).map(|stage| stage.from_at);
        let set = facts.setting(run, command, "UV_LINK_MODE").is_some() || command.has_flag(&["--link-mode"]);
        if !set && told != stage && facts.cache_mount(install).is_some() {
            told = stage;
            let finding = report.at(install.span, "uv cannot link out of the mounted cache: it warns and copies");
            finding.fix("set `ENV UV_LINK_MODE=copy` above");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_it_is_said() {
        let mount = "--mount=type=cache,target=/root/.cache/uv";
        let cases = [
            ("ENV UV_LINK_MODE=copy\nRUN MOUNT uv sync\n", &[][..]),
            ("RUN MOUNT uv sync --link-mode=symlink\n", &[]),
            ("RUN uv sync\n", &[]),
            ("RUN MOUNT pip install a\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache/pip uv sync\n", &[]),
            ("RUN MOUNT uv sync --no-install-project\nRUN MOUNT uv sync\n", &["uv sync"]),
        ];
        for (lines, tokens) in cases {
            let text = format!("FROM a:1\n{}", lines.replace("MOUNT", mount));
            assert_eq!(fires("uv-link-mode", &text), tokens, "{lines}");
        }
    }
}
