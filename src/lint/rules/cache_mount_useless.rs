//! `cache-mount-useless`: a cache is mounted, and the installer does not use it.

use crate::diagnostic::Severity;
use crate::dockerfile::MountType;
use crate::lint::facts::cache::is_inside;
use crate::lint::facts::walk::is_on;
use crate::lint::facts::{Execution, Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "cache-mount-useless",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "fast/pip-cache-mount",
    aliases: &[],
    what: "A `RUN` mounts a cache for pip or uv and turns that cache off, or mounts the folder of the other tool. Silent where several programs share the `RUN`, or nobody can tell where the cache lies.",
    why: "Nothing is kept between builds: each one downloads everything again, although the line looks as if it did not.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/uv pip install -r requirements.txt\n",
    ),
    tokens: &["/root/.cache/uv"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n",
    ),
    sources: &[(
        "Docker: RUN --mount=type=cache",
        "https://docs.docker.com/reference/dockerfile/#run---mounttypecache",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs() {
        if run.mounts_of(MountType::Cache).next().is_none() {
            continue;
        }
        let installs = facts.installs_at(run.at);
        let known = installs.iter().all(|install| matches!(install.tool, Tool::Pip | Tool::Uv | Tool::UvPip));
        if installs.is_empty() || !known {
            continue;
        }
        for mount in run.mounts_of(MountType::Cache) {
            let (Some(target), Some(written)) = (facts.mount_target(run, mount), &mount.target) else { continue };
            // Another program's folder is that program's business.
            if !target.ends_with("/.cache") && !target.ends_with("/.cache/pip") && !target.ends_with("/.cache/uv") {
                continue;
            }
            let Some(folders) = installs.iter().map(|it| facts.cache_dir(it)).collect::<Option<Vec<_>>>() else {
                continue;
            };
            let reached = |folder: &String| is_inside(folder, &target) || is_inside(&target, folder);
            if installs.iter().all(|install| is_off(facts, run, install)) {
                let finding =
                    report.at(written.span(), "the installer is told to keep no cache, so this mount stays empty");
                finding.fix("leave the cache on where it is mounted");
            } else if !folders.iter().any(reached) {
                let folder = folders.first().map(String::as_str).unwrap_or_default();
                let finding = report.at(written.span(), "the installer keeps its downloads in another folder");
                finding.fix(format!("mount `{folder}`"));
            }
        }
    }
}

fn is_off(facts: &Facts<'_>, run: &Execution<'_>, install: &Install) -> bool {
    let Some(command) = facts.command_of(install) else { return false };
    let value = |name: &str| facts.setting(run, command, name);
    match install.tool {
        Tool::Pip => {
            command.has_flag(&["--no-cache-dir"]) || value("PIP_NO_CACHE_DIR").is_some_and(|it| !it.is_empty())
        }
        _ => command.has_flag(&["--no-cache"]) || value("UV_NO_CACHE").is_some_and(is_on),
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_used() {
        let cases = [
            ("RUN --mount=type=cache,target=/root/.cache/pip pip install a\n", &[][..]),
            ("RUN --mount=type=cache,target=/root/.cache uv sync\n", &[]),
            ("RUN --mount=type=cache,target=/var/cache/apt pip install a\n", &[]),
            ("ENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c pip install a\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache/uv pip install uv && uv sync\n", &[]),
            ("USER 1000\nRUN --mount=type=cache,target=/home/x/.cache/pip pip install a\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache/pip ./install.sh\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache/pip poetry install\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir a\n", &["/root/.cache/pip"]),
            (
                "ENV PIP_NO_CACHE_DIR=1\nRUN --mount=type=cache,target=/root/.cache/pip pip install a\n",
                &["/root/.cache/pip"],
            ),
            ("RUN --mount=type=cache,target=/root/.cache/pip uv sync\n", &["/root/.cache/pip"]),
            ("USER app\nRUN --mount=type=cache,target=/root/.cache/pip pip install a\n", &["/root/.cache/pip"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("cache-mount-useless", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
