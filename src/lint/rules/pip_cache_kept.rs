//! `pip-cache-kept`: what pip downloads stays in a layer of the image.

use crate::diagnostic::Severity;
use crate::lint::facts::{Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-cache-kept",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "small/no-pip-cache",
    aliases: &["DL3042"],
    what: "`pip install` in the final image without `--no-cache-dir`, without `PIP_NO_CACHE_DIR` and without a cache mount. Silent where the same `RUN` deletes the cache, and where a `pip.conf` may decide.",
    why: "pip keeps every wheel that it downloads or builds for a next time that never comes in an image. The layer can grow to twice its size.",
    example: Example::dockerfile("COPY requirements.txt ./\nRUN pip install -r requirements.txt\n"),
    tokens: &["pip install"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n",
    ),
    sources: &[("pip: caching", "https://pip.pypa.io/en/stable/topics/caching/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let installs = facts.installs.iter().filter(|install| install.tool == Tool::Pip && install.verb == "install");
    let installs = installs.filter(|install| facts.is_in_image(install.at));
    let mut keep = installs.filter(|install| !is_off(facts, install) && facts.keeps_downloads(install)).peekable();
    if keep.peek().is_none() || sets_in_file(facts) {
        return;
    }
    for install in keep {
        let finding = report.at(install.span, "pip's cache stays in this layer and nobody will use it");
        // Another user's folder is another one, and needs the user's number besides.
        finding.fix(match facts.cache_dir(install).as_deref() {
            Some("/root/.cache/pip") => {
                "add `--no-cache-dir`, or mount a cache: `RUN --mount=type=cache,target=/root/.cache/pip …`"
            }
            _ => "add `--no-cache-dir`",
        });
    }
}

/// A file of settings comes in, or pip is told to write one.
fn sets_in_file(facts: &Facts<'_>) -> bool {
    let told = facts.commands().any(|(_, command)| {
        let args = command.args();
        args.first().is_some_and(|word| word.text == "config") && args.iter().any(|it| it.text.contains("no-cache-dir"))
    });
    told || facts.copies_file("pip.conf")
}

fn is_off(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    // pip takes any value of the variable for yes, `0` and `false` too.
    let variable = facts.setting(run, command, "PIP_NO_CACHE_DIR").is_some_and(|value| !value.is_empty());
    // pip takes the beginning of a flag for the flag.
    variable || command.has_flag(&["--no-cache-dir", "--no-cache", "--no-index", "--dry-run"])
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn a_mount_is_advised_where_its_place_is_known() {
        let mounts =
            |lines: &str| fixes("pip-cache-kept", &format!("FROM a:1\n{lines}"))[0].contains("/root/.cache/pip");
        assert!(mounts("RUN pip install a==1\n"));
        assert!(!mounts("USER app\nRUN pip install a==1\n"));
        assert!(!mounts("ENV PIP_CACHE_DIR=/c\nRUN pip install a==1\n"));
    }

    #[test]
    fn where_no_cache_stays() {
        let cases = [
            ("RUN pip --no-cache-dir install a==1\n", &[][..]),
            ("RUN pip install --no-cache a==1\n", &[]),
            ("ENV PIP_NO_CACHE_DIR=0\nRUN pip install a==1\n", &[]),
            ("RUN export PIP_NO_CACHE_DIR=1; pip install a==1\n", &[]),
            ("RUN --mount=type=cache,target=/root/.cache pip install a==1\n", &[]),
            ("USER 1000\nRUN --mount=type=cache,target=/c,uid=1000 pip install a==1\n", &[]),
            ("RUN --mount=type=tmpfs,target=/root/.cache pip install a==1\n", &[]),
            ("RUN pip install a==1 && rm -rf /root/.cache/pip\n", &[]),
            ("RUN pip install a==1 && pip cache purge\n", &[]),
            ("RUN apk add x && pip install a==1 && rm -rf /var/cache/apk/*\n", &["pip install"]),
            ("RUN pip config set global.no-cache-dir true\nRUN pip install a==1\n", &[]),
            ("COPY pip.conf /etc/pip.conf\nRUN pip install a==1\n", &[]),
            ("RUN pip install --no-index --find-links=/wheels a==1\n", &[]),
            ("RUN pip wheel -w /w a==1\n", &[]),
            ("RUN pip install a==1\nFROM b:1\n", &[]),
            ("RUN pipx install a && uv pip install a\n", &[]),
            ("RUN pip install a==1\nRUN rm -rf /root/.cache\n", &["pip install"]),
            ("RUN --mount=type=cache,target=/root/.cache/uv pip install a==1\n", &["pip install"]),
            ("RUN pip install --no-cache-dir a==1 && python3 -m pip install b\n", &["python3 -m pip install"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pip-cache-kept", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
