//! `uv-cache-kept`: what uv downloads stays in a layer of the image.

use crate::diagnostic::Severity;
use crate::lint::facts::walk::is_on;
use crate::lint::facts::{Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "uv-cache-kept",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/no-pip-cache",
    aliases: &[],
    what: "uv installs in the final image without `--no-cache`, without `UV_NO_CACHE` and without a cache mount. Silent where the same `RUN` clears the cache.",
    why: "uv keeps what it downloads and unpacks in its cache. In a layer that is weight without use: no later build reads it.",
    example: Example::dockerfile("COPY requirements.txt ./\nRUN uv pip install --system -r requirements.txt\n"),
    tokens: &["uv pip install"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN uv pip install --no-cache --system -r requirements.txt\n",
    ),
    sources: &[("uv: using uv in Docker, caching", "https://docs.astral.sh/uv/guides/integration/docker/#caching")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| matches!(install.tool, Tool::Uv | Tool::UvPip)) {
        if facts.is_in_image(install.at) && !is_off(facts, install) && facts.keeps_downloads(install) {
            let finding = report.at(install.span, "uv's cache stays in this layer and nobody will use it");
            // Another user's folder is another one, and needs the user's number besides.
            finding.fix(match facts.cache_dir(install).as_deref() {
                Some("/root/.cache/uv") => {
                    "add `--no-cache`, or mount a cache: `RUN --mount=type=cache,target=/root/.cache/uv …`"
                }
                _ => "add `--no-cache`",
            });
        }
    }
}

fn is_off(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let variable = facts.setting(run, command, "UV_NO_CACHE").is_some_and(is_on);
    variable || command.has_flag(&["--no-cache", "--no-cache-dir", "-n", "--no-index", "--dry-run"])
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_no_cache_stays() {
        let cases = [
            ("RUN uv sync --locked --no-cache\n", &[][..]),
            ("RUN uv --no-cache pip install a==1\n", &[]),
            ("ENV UV_NO_CACHE=1\nRUN uv sync\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache/uv uv sync\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache uv sync\n", &[]),
            ("ENV UV_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c uv sync\n", &[]),
            ("RUN uv sync && uv cache clean\n", &[]),
            ("RUN uv sync && rm -rf /root/.cache\n", &[]),
            ("RUN uv sync\nFROM b:1\n", &[]),
            ("RUN pip install uv && uv export\n", &[]),
            ("ENV UV_NO_CACHE=0\nRUN uv sync\n", &["uv sync"]),
            ("RUN --mount=type=cache,target=/root/.cache/pip uv sync\n", &["uv sync"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("uv-cache-kept", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
