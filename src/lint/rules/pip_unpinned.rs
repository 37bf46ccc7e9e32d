//! `pip-unpinned`: packages by name and without any version on pip's command line.

use crate::diagnostic::Severity;
use crate::lint::facts::{Install, Item, Pin, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-unpinned",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "repro/lock-everything",
    aliases: &["DL3013"],
    what: "`pip install` or `uv pip install` names a package without a version. Silent for pip and its own tools, with a constraints file, and with `--no-index`.",
    why: "The same Dockerfile installs another version tomorrow, or next month one that breaks the build. Nobody can say what an old image was made of.",
    example: Example::dockerfile("RUN pip install --no-cache-dir flask gunicorn==23.0.0\n"),
    tokens: &["flask"],
    instead: Example::dockerfile("COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    sources: &[("pip: repeatable installs", "https://pip.pypa.io/en/stable/topics/repeatable-installs/")],
    check,
};

/// Told about by rules of their own, or of no consequence for what runs.
const OWN_TOOLS: &[&str] = &["pip", "setuptools", "wheel"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| install.tool.is_pip_like()) {
        let loose = |(item, name, pin)| (pin == Pin::No && !OWN_TOOLS.contains(&name)).then_some(item);
        let loose: Vec<&Item> = install.packages().filter_map(loose).filter(|item| !is_cut_off(facts, item)).collect();
        let moving = install.items.iter().find(|item| item.what == What::Address && is_moving(&item.text));
        if (loose.is_empty() && moving.is_none()) || is_limited(facts, install) {
            continue;
        }
        if let Some(item) = moving {
            let finding = report.at(item.span, "this takes whatever the repository's main branch is at that moment");
            finding.fix("add `@` and a tag or a commit");
        }
        let [first, rest @ ..] = loose.as_slice() else { continue };
        let message = match rest.len() {
            0 => format!("`{}` has no version: the next build may get another one", first.text),
            more => format!("`{}` and {more} more have no version: the next build may get other ones", first.text),
        };
        report.at(first.span, message).fix(match rest {
            [] => "give it a version with `==`, or install it from a file that has one",
            _ => "give each a version with `==`, or install them from a file that has them",
        });
    }
}

/// A bound stands there, and the shell takes it away: `bound-unquoted` tells.
fn is_cut_off(facts: &Facts<'_>, item: &Item) -> bool {
    let behind = facts.file.source.as_bytes().get(item.span.end..).unwrap_or_default();
    matches!(behind, [b'<' | b'>', b'=' | b'0'..=b'9', ..])
}

/// A repository without a tag, branch or commit: `git+https://…` without `@` behind the host.
fn is_moving(text: &str) -> bool {
    let repository = text.split_once("git+").and_then(|(_, address)| address.split_once("://"));
    let path = repository.and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
    path.is_some_and(|path| !path.contains(['@', '$']))
}

/// Something besides the names decides about versions.
fn is_limited(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let constraints = install.items.iter().any(|item| item.what == What::Constraints);
    let set = |name: &str| facts.setting(run, command, name).is_some_and(|value| !value.is_empty());
    let older = ["--exclude-newer", "--uploaded-prior-to"];
    constraints
        || command.has_flag(&["--no-index"])
        || command.has_flag(&older)
        || ["PIP_CONSTRAINT", "UV_CONSTRAINT", "PIP_NO_INDEX", "UV_EXCLUDE_NEWER"].into_iter().any(set)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, messages};

    #[test]
    fn what_is_pinned_elsewhere() {
        let cases = [
            ("RUN pip install --upgrade pip setuptools wheel\n", &[][..]),
            ("RUN pip install -c constraints.txt flask\n", &[]),
            ("ENV PIP_CONSTRAINT=/c.txt\nRUN pip install flask\n", &[]),
            ("RUN pip install --no-index --find-links=/wheels shop\n", &[]),
            ("RUN pip install . -r r.txt 'a>=1' b==2 /w/c.whl $PACKAGES\n", &[]),
            ("RUN pipx install ruff && apt-get install -y curl\n", &[]),
            ("RUN python -m pip install -U pip flask\n", &["flask"]),
            ("RUN uv pip install --system Flask[async]\n", &["Flask[async]"]),
            ("RUN pip install git+https://$T@github.com/a/b@v1 git+ssh://git@x.io/a/b.git@abc#egg=b\n", &[]),
            ("RUN pip install 'b @ git+https://github.com/a/b.git'\n", &["b @ git+https://github.com/a/b.git"]),
            ("RUN pip install a \\\n  b && pip install c\n", &["a", "c"]),
            ("RUN pip install a>=1.0 && pip install b>/dev/null\n", &["b"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pip-unpinned", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
        assert!(messages("pip-unpinned", "FROM a:1\nRUN pip install a b c==1\n")[0].starts_with("`a` and 1 more"));
    }
}
