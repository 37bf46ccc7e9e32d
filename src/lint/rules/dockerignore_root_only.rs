//! `dockerignore-root-only`: a pattern that matches in the top folder only.

use crate::diagnostic::Severity;

use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dockerignore-root-only",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &[],
    what: "A pattern for something that lies in every folder, `__pycache__` or `*.pyc`, begins without `**/`. Silent when another line covers the folders below, and after a leading `/`.",
    why: "Patterns begin at the root of the context, other than in a .gitignore. The compiled files of every package are sent and copied, and change the copy although no source changed.",
    example: Example::dockerfile("COPY . .\n").with_ignore("**/.git\n**/.env*\n**/.venv\n**/venv\n__pycache__\n"),
    tokens: &["__pycache__"],
    instead: Example::dockerfile("COPY . .\n").with_ignore("**/.git\n**/.env*\n**/.venv\n**/venv\n**/__pycache__\n"),
    sources: &[(
        "Docker: build context, .dockerignore files",
        "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    )],
    check,
};

/// What lies in folders of any depth: the pattern, and a file that one means by it.
const ANYWHERE: &[(&str, &str)] = &[
    ("__pycache__", "__pycache__/a.cpython-314.pyc"),
    ("*.pyc", "a.pyc"),
    ("*.pyo", "a.pyo"),
    ("*.py[cod]", "a.pyc"),
    ("*.py[co]", "a.pyc"),
    (".DS_Store", ".DS_Store"),
    (".ipynb_checkpoints", ".ipynb_checkpoints/a.ipynb"),
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(file) = facts.context.ignore_file().filter(|file| !file.is_refused()) else { return };
    // With a list of what is let in, a file below one of its folders counts.
    let folders =
        file.patterns.iter().filter(|pattern| pattern.negated && pattern.is_plain() && !pattern.cleaned.contains('.'));
    let mut above: Vec<&str> = folders.map(|pattern| pattern.cleaned.as_str()).collect();
    above.push("some");
    for pattern in file.patterns.iter().filter(|pattern| !pattern.negated && !pattern.text.starts_with('/')) {
        let Some((_, sample)) = ANYWHERE.iter().find(|(known, _)| *known == pattern.cleaned) else { continue };
        if above.iter().any(|folder| !file.decide(&format!("{folder}/folder/{sample}"), false).ignored) {
            let message = "this matches in the top folder only";
            report.in_ignore(pattern.span, message).fix(format!("write `**/{}`", pattern.cleaned));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires_in_ignore;

    #[test]
    fn the_traps() {
        let cases = [
            ("**/__pycache__\n**/*.pyc\n", &[][..]),
            ("__pycache__\n**/__pycache__\n*.pyc\n**/*.py[cod]\n", &[]),
            ("/__pycache__\n.venv\n*.md\nsrc/__pycache__\n", &[]),
            ("*\n!pyproject.toml\n__pycache__\n", &[]),
            ("*\n!src\n*.pyc\n", &["*.pyc"]),
            ("__pycache__/\n*.py[cod]\n.DS_Store\n", &["__pycache__/", "*.py[cod]", ".DS_Store"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires_in_ignore("dockerignore-root-only", "FROM a:1\nCOPY . .\n", lines), tokens, "{lines}");
        }
    }
}
