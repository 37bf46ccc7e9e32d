//! `pip-self-upgrade`: pip is brought to whatever version is newest.

use crate::diagnostic::Severity;
use crate::lint::facts::{Pin, Tool, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-self-upgrade",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/current-pip",
    aliases: &["DL3013"],
    what: "`pip install --upgrade pip` without a version. Silent with a version or a bound, and with a constraints file.",
    why: "Each build may get another pip, with other rules for resolving and building. A current base image brings a recent pip; if you need another one, say which.",
    example: Example::dockerfile("RUN pip install --no-cache-dir --upgrade pip\n"),
    tokens: &["pip"],
    instead: Example::dockerfile("RUN pip install --no-cache-dir --upgrade pip==26.2.1\n"),
    sources: &[("pip: repeatable installs", "https://pip.pypa.io/en/stable/topics/repeatable-installs/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| install.tool == Tool::Pip && install.verb == "install") {
        let upgrades = facts.command_of(install).is_some_and(|command| command.has_flag(&["-U", "--upgrade"]));
        let limited = install.items.iter().any(|item| item.what == What::Constraints);
        let own = install.packages().find(|(_, name, pin)| *name == "pip" && *pin == Pin::No);
        if let Some((item, ..)) = own.filter(|_| upgrades && !limited) {
            let finding = report.at(item.span, "the next build may get another pip");
            finding.fix("leave it out, or name a version: `pip==26.2.1`");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn which_upgrades_are_open() {
        let cases = [
            ("RUN pip install -U pip==26.2.1\n", &[][..]),
            ("RUN pip install -U 'pip<26' setuptools\n", &[]),
            ("RUN pip install pip\n", &[]),
            ("RUN pip install -U setuptools wheel\n", &[]),
            ("RUN pip install -U pip -c constraints.txt\n", &[]),
            ("RUN pip install --upgrade pip==$PIP_VERSION\n", &[]),
            ("RUN uv pip install -U pip\n", &[]),
            ("RUN python -m pip install --upgrade pip setuptools wheel\n", &["pip"]),
            ("RUN pip3 install -qU pip && pip install a==1\n", &["pip"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pip-self-upgrade", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
