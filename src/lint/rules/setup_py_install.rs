//! `setup-py-install`: a project is installed by its own script, past pip.

use crate::diagnostic::Severity;
use crate::lint::facts::Tool;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "setup-py-install",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "repro/lock-everything",
    aliases: &[],
    what: "`python setup.py install` or `python setup.py develop` in a `RUN`.",
    why: "setuptools gave these commands up. They fetch dependencies without pip's rules, locks and hashes, and leave files that pip cannot remove.",
    example: Example::dockerfile("COPY setup.py ./\nRUN python setup.py install\n"),
    tokens: &["python setup.py install"],
    instead: Example::dockerfile("COPY setup.py ./\nRUN pip install --no-cache-dir .\n"),
    sources: &[(
        "PyPA: is setup.py deprecated?",
        "https://packaging.python.org/en/latest/discussions/setup-py-deprecated/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| install.tool == Tool::SetupPy) {
        let finding = report.at(install.span, "this installs past pip, without its rules, locks and hashes");
        finding.fix("write `pip install .`");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_goes_past_pip() {
        let cases = [
            ("RUN pip install .\n", &[][..]),
            ("RUN python setup.py bdist_wheel && python setup.py build_ext --inplace\n", &[]),
            ("RUN python3 setup.py develop\n", &["python3 setup.py develop"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("setup-py-install", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
