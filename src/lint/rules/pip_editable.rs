//! `pip-editable`: the shipped image holds a link to the sources instead of the installed project.

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::Install;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-editable",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "installers/uv-non-editable",
    aliases: &[],
    what: "`pip install -e` or `uv pip install -e` in the final image. Silent in stages that are only copied from, and in those named for development.",
    why: "An editable install is a link to the source folder. The application breaks where that folder is missing, and runs on files that were never built the way users get them.",
    example: Example::dockerfile("COPY . .\nRUN pip install --no-cache-dir -e .\n"),
    tokens: &["-e"],
    instead: Example::dockerfile("COPY . .\nRUN pip install --no-cache-dir .\n"),
    sources: &[("pip: local project installs", "https://pip.pypa.io/en/stable/topics/local-project-installs/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.final_stage().is_some_and(|stage| stage.is_for_development()) {
        return;
    }
    for install in facts.installs.iter().filter(|install| facts.is_in_image(install.at)) {
        if let Some(span) = flag(facts, install).filter(|_| install.tool.is_pip_like()) {
            report.at(span, "the shipped image runs from the source folder, by a link").fix("leave out `-e`");
        }
    }
}

/// The first flag that makes something editable.
fn flag(facts: &Facts<'_>, install: &Install) -> Option<Span> {
    install.items.iter().find(|item| item.editable)?;
    let (run, command) = (facts.run_of(install)?, facts.command_of(install)?);
    let word = command.args().iter().find(|word| word.text.starts_with("-e") || word.text.starts_with("--editable"))?;
    let length = word.text.find('=').unwrap_or(if word.text.starts_with("--") { word.text.len() } else { 2 });
    Some(run.span(word.locate(0..length)))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_shipped_as_a_link() {
        let cases = [
            ("FROM a:1\nRUN pip install --no-cache-dir .\n", &[][..]),
            ("FROM a:1\nRUN pip install -r requirements.txt --extra-index-url https://x.example\n", &[]),
            ("FROM a:1 AS b\nRUN pip install -e .\nFROM a:1\nCOPY --from=b /v /v\n", &[]),
            ("FROM a:1 AS dev\nRUN pip install -e .\n", &[]),
            ("FROM a:1 AS b\nFROM b AS test\nRUN pip install -e .\nFROM b\n", &[]),
            ("FROM a:1\nRUN grep -e x y && set -e\n", &[]),
            ("FROM a:1\nCMD pip install -e .\n", &[]),
            ("FROM a:1\nRUN pip install -e '.[web]'\n", &["-e"]),
            ("FROM a:1\nRUN uv pip install --system --editable=./lib -e .\n", &["--editable"]),
            ("FROM a:1\nRUN cd app && python -m pip install -U -e.\n", &["-e"]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("pip-editable", text), tokens, "{text}");
        }
    }
}
