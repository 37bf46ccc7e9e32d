//! `pip-break-system`: pip is forced into the distribution's own Python.

use crate::diagnostic::Severity;
use crate::lint::facts::walk::is_on;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-break-system",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/externally-managed",
    aliases: &[],
    what: "`--break-system-packages` of pip or uv, or `PIP_BREAK_SYSTEM_PACKAGES`.",
    why: "The distribution's own tools import from the same place. A package that pip replaces there can break them inside of the image; a virtual environment keeps the two apart.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir --break-system-packages -r requirements.txt\n",
    ),
    tokens: &["--break-system-packages"],
    instead: Example::dockerfile(
        "ENV PATH=/opt/venv/bin:$PATH\nCOPY requirements.txt ./\nRUN python3 -m venv /opt/venv && pip install --no-cache-dir -r requirements.txt\n",
    ),
    sources: &[("PEP 668: externally managed environments", "https://peps.python.org/pep-0668/")],
    check,
};

const MESSAGE: &str = "this installs over packages that the distribution's own tools use";
const FIX: &str = "make a virtual environment and put its `bin` into `PATH`";

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, pair, value) in facts.variables_of(&["PIP_BREAK_SYSTEM_PACKAGES", "UV_BREAK_SYSTEM_PACKAGES"]) {
        if is_on(value) {
            report.at(pair.key.span(), MESSAGE).fix(FIX);
        }
    }
    for install in facts.installs.iter().filter(|install| install.tool.is_pip_like()) {
        let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { continue };
        if let Some(word) = command.flag("--break-system-packages") {
            report.at(run.word_span(word), MESSAGE).fix(FIX);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_forced() {
        let cases = [
            ("RUN pip install a\n", &[][..]),
            ("ENV PIP_BREAK_SYSTEM_PACKAGES=0\n", &[]),
            ("RUN echo --break-system-packages\n", &[]),
            ("ENV PIP_BREAK_SYSTEM_PACKAGES=1\n", &["PIP_BREAK_SYSTEM_PACKAGES"]),
            ("RUN uv pip install --system --break-system-packages a\n", &["--break-system-packages"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pip-break-system", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
