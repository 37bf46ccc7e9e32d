//! `pip-range-only`: packages with a bound, but without a version, on pip's command line.

use crate::diagnostic::Severity;
use crate::lint::facts::{Install, Item, Pin, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-range-only",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "repro/lock-everything",
    aliases: &[],
    what: "`pip install` or `uv pip install` names a package with `>=`, `<` or `~=` only. Silent for pip and its own tools, with constraints, and with `--no-index`.",
    why: "A bound says what may be installed, not what is: the next build may get another version, and nobody can say which one an old image holds.",
    example: Example::dockerfile("RUN pip install --no-cache-dir 'flask>=3.0'\n"),
    tokens: &["flask>=3.0"],
    instead: Example::dockerfile("COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    sources: &[("pip: repeatable installs", "https://pip.pypa.io/en/stable/topics/repeatable-installs/")],
    check,
};

const OWN_TOOLS: &[&str] = &["pip", "setuptools", "wheel", "uv"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| install.tool.is_pip_like()) {
        let open = |(item, name, pin)| (pin == Pin::Range && !OWN_TOOLS.contains(&name)).then_some(item);
        let first: Option<&Item> = install.packages().find_map(open);
        if let Some(item) = first.filter(|_| !is_limited(facts, install)) {
            let finding = report.at(item.span, "a bound is no version: the next build may get another one");
            finding.fix("write it into requirements with its version, or `==` here");
        }
    }
}

/// Something besides the names decides about versions.
fn is_limited(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let variables = ["PIP_CONSTRAINT", "UV_CONSTRAINT", "PIP_NO_INDEX", "UV_EXCLUDE_NEWER"];
    install.items.iter().any(|item| item.what == What::Constraints)
        || command.has_flag(&["--no-index", "--exclude-newer", "--uploaded-prior-to"])
        || variables.iter().any(|name| facts.setting(run, command, name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_open() {
        let cases = [
            ("RUN pip install a==1 b ./c\n", &[][..]),
            ("RUN pip install -U 'pip<26' 'setuptools>=70'\n", &[]),
            ("RUN pip install -c c.txt 'a>=1'\n", &[]),
            ("RUN pip install --no-index 'a>=1'\n", &[]),
            ("RUN apt-get install -y 'a>=1'\n", &[]),
            ("RUN pip install 'a~=1.2' 'b<2'\n", &["a~=1.2"]),
            ("RUN uv pip install a==1 'b==1.*'\n", &["b==1.*"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pip-range-only", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
