//! `cache-mount-user`: the mounted cache belongs to root, and somebody else installs.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "cache-mount-user",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "fast/pip-cache-mount",
    aliases: &[],
    what: "A Python installer runs under a `USER` that is not root, and its cache mount has neither `uid` nor a `mode` that lets others write.",
    why: "A new cache belongs to root, mode 0755. pip may not write there, warns, and goes on without a cache; uv stops with an error.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache/pip pip install -r requirements.txt\n",
    ),
    tokens: &["/home/app/.cache/pip"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nUSER 10001\nENV PIP_CACHE_DIR=/cache\nRUN --mount=type=cache,target=/cache,uid=10001 pip install -r requirements.txt\n",
    ),
    sources: &[(
        "Docker: RUN --mount=type=cache",
        "https://docs.docker.com/reference/dockerfile/#run---mounttypecache",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.runs().filter(|run| !run.mounts().is_empty()) {
        let user = facts.user(run.at);
        let name = user.as_deref().map(|user| user.split(':').next().unwrap_or_default().trim());
        if name.is_none_or(|name| matches!(name, "root" | "0" | "")) {
            continue;
        }
        for install in facts.installs_at(run.at).iter().filter(|install| install.tool.is_python()) {
            let Some(mount) = facts.cache_mount(install) else { continue };
            let helped = facts.command_of(install).is_none_or(|command| command.wrappers().next().is_some());
            if let Some(target) =
                mount.target.as_ref().filter(|_| !helped && mount.uid.is_none() && mount.mode.is_none())
            {
                let finding =
                    report.at(target.span(), "this cache belongs to root, so the user here cannot write to it");
                finding.fix("add the user's number: `uid=10001`");
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn who_can_write() {
        let mount = "--mount=type=cache,target=/home/app/.cache";
        let cases = [
            ("USER app\nRUN MOUNT,uid=1000 pip install a\n", &[][..]),
            ("USER app\nRUN MOUNT,mode=0777 pip install a\n", &[]),
            ("USER app\nRUN MOUNT npm ci\n", &[]),
            ("USER app\nRUN MOUNT sudo pip install a\n", &[]),
            ("USER 1000\nRUN MOUNT pip install a\n", &[]),
            ("USER root\nRUN --mount=type=cache,target=/root/.cache pip install a\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache pip install a\n", &[]),
            ("USER app:app\nRUN MOUNT pip install a && pip install b\n", &["/home/app/.cache"]),
            ("USER app\nRUN MOUNT,gid=1000 uv sync\n", &["/home/app/.cache"]),
        ];
        for (lines, tokens) in cases {
            let text = format!("FROM a:1\n{}", lines.replace("MOUNT", mount));
            assert_eq!(fires("cache-mount-user", &text), tokens, "{lines}");
        }
    }
}
