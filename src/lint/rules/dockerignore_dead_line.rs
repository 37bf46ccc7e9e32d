//! `dockerignore-dead-line`: a line of the .dockerignore that changes nothing.

use crate::diagnostic::Severity;
use crate::ignore::{IgnoreFile, Pattern};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dockerignore-dead-line",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &[],
    what: "A pattern stands twice, lies below a folder that another line already leaves out, leads out of the context, or lets in again (`!`) what nothing before it left out.",
    why: "Whoever reads the file believes that the line does something. Often it stands in the wrong order, and what it should let in is missing from the image.",
    example: Example::dockerfile("COPY . .\n").with_ignore("!src\n**/.git\n**/.env\n"),
    tokens: &["!src"],
    instead: Example::dockerfile("COPY . .\n").with_ignore("*\n!src\n**/.env\n"),
    sources: &[(
        "Docker: build context, .dockerignore files",
        "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(file) = facts.context.ignore_file().filter(|file| !file.is_refused()) else { return };
    for (at, pattern) in file.patterns.iter().enumerate() {
        if let Some((message, fix)) = why_dead(file, at, pattern) {
            report.in_ignore(pattern.span, message).fix(fix);
        }
    }
}

fn why_dead(file: &IgnoreFile, at: usize, pattern: &Pattern) -> Option<(String, &'static str)> {
    let before = &file.patterns[..at];
    if pattern.cleaned == ".." || pattern.cleaned.starts_with("../") {
        return Some(("this leads out of the context, where nothing is sent from".to_owned(), "take the line out"));
    }
    if pattern.negated && before.iter().all(|other| other.negated) {
        let message = "nothing before this line leaves anything out that it could let in again";
        return Some((message.to_owned(), "put it behind the line that leaves it out"));
    }
    // The same line again, and between the two none of the other kind.
    let again = before.iter().rev().take_while(|other| other.negated == pattern.negated);
    if let Some(other) = again.into_iter().find(|other| other.cleaned == pattern.cleaned) {
        return Some((format!("line {} says the same", other.line), "take the line out"));
    }
    if file.has_negations() || !pattern.is_plain() {
        return None;
    }
    let covers = |other: &&Pattern| other.cleaned != pattern.cleaned && covers(other, &pattern.cleaned);
    let other = file.patterns.iter().find(covers)?;
    Some((format!("line {} already leaves this out", other.line), "take the line out"))
}

/// Says whether a pattern matches a path or a folder above it.
fn covers(pattern: &Pattern, path: &str) -> bool {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|end| pattern.matches(&path[..end]))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires_in_ignore;

    #[test]
    fn the_traps() {
        let cases = [
            ("*\n!src\nsrc/x\n!README.md\n", &[][..]),
            (".git\n!.git/HEAD\n.git\n", &[]),
            ("*.md\n!README.md\n.venv\nvenv\n**/*.pyc\n*.pyc\n", &[]),
            (".git\nnode_modules\n.git/\n", &[".git/"]),
            ("!a\n*\n!a\n", &["!a"]),
            (".git\n.git/config\n../x\n**/__pycache__\n__pycache__\n", &[".git/config", "../x", "__pycache__"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires_in_ignore("dockerignore-dead-line", "FROM a:1\nCOPY . .\n", lines), tokens, "{lines}");
        }
    }
}
