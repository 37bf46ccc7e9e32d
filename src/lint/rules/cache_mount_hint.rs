//! `cache-mount-hint`: packages are installed without a cache that outlives the build.

use crate::diagnostic::Severity;
use crate::dockerfile::MountType;
use crate::lint::facts::{Install, Tool, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "cache-mount-hint",
    level: Severity::Note,
    profile: Profile::Strict,
    practice: "fast/pip-cache-mount",
    aliases: &[],
    what: "A `RUN` installs Python packages without mounting a cache. Silent where any cache is mounted, where nothing is downloaded, and for pip's own upgrade.",
    why: "When one dependency changes, the whole step runs again and downloads, maybe compiles, all the others too. A mounted cache keeps them between builds and adds nothing to the image.",
    example: Example::dockerfile("COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    tokens: &["pip install"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n",
    ),
    sources: &[("Docker: use cache mounts", "https://docs.docker.com/build/cache/optimize/#use-cache-mounts")],
    check,
};

/// Packages that bring the installer itself; too small to be worth a mount.
const INSTALLERS: &[&str] = &["pip", "setuptools", "wheel", "uv", "poetry", "pipenv", "pdm", "pip-tools", "virtualenv"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs() {
        if run.mounts().iter().any(|mount| matches!(mount.kind, Some(MountType::Cache | MountType::Tmpfs))) {
            continue;
        }
        if let Some(install) = facts.installs_at(run.at).iter().find(|install| downloads(facts, install)) {
            let finding = report.at(install.span, "when one package changes, all are downloaded again");
            finding.fix(match facts.cache_dir(install) {
                Some(folder) => format!("mount a cache: `RUN --mount=type=cache,target={folder} …`"),
                None => "mount a cache: `RUN --mount=type=cache,target=…`".to_owned(),
            });
        }
    }
}

fn downloads(facts: &Facts<'_>, install: &Install) -> bool {
    let python = matches!(install.tool, Tool::Pip | Tool::Uv | Tool::UvPip | Tool::Poetry | Tool::Pipenv);
    let offline = facts.command_of(install).is_some_and(|it| it.has_flag(&["--no-index", "--no-deps", "--offline"]));
    let worth = |what: &What| match what {
        What::Package { name, .. } => !INSTALLERS.contains(&name.as_str()),
        What::Constraints | What::Archive => false,
        _ => true,
    };
    python && !offline && install.items.iter().any(|item| worth(&item.what))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_a_cache_would_help() {
        let cases = [
            ("RUN --mount=type=cache,target=/root/.cache/uv uv sync\n", &[][..]),
            ("RUN --mount=type=cache,id=x,target=/c pip install flask\n", &[]),
            ("RUN --mount=type=tmpfs,target=/root/.cache pip install flask\n", &[]),
            ("RUN pip install --upgrade pip setuptools\n", &[]),
            ("RUN pip install --no-index --find-links=/wheels -r r.txt\n", &[]),
            ("RUN pip install --no-deps .\n", &[]),
            ("RUN pip install /tmp/a-1-py3-none-any.whl\n", &[]),
            ("RUN apt-get install -y gcc\n", &[]),
            ("RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --locked\n", &["uv sync"]),
            ("RUN pip install uv && uv pip install -r r.txt && uv pip install x\n", &["uv pip install"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("cache-mount-hint", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
