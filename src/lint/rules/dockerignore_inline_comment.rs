//! `dockerignore-inline-comment`: a comment behind a pattern.

use crate::diagnostic::Severity;
use crate::diagnostic::Span;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dockerignore-inline-comment",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &[],
    what: "A line of the .dockerignore has blanks and a `#` behind its pattern.",
    why: "A `#` begins a comment in the first column only. Here it is a part of the pattern, which matches nothing, so what it should keep out is sent and copied.",
    example: Example::dockerfile("COPY . .\n").with_ignore("**/.git\n**/.venv\n**/.env # secrets\n"),
    tokens: &["# secrets"],
    instead: Example::dockerfile("COPY . .\n").with_ignore("**/.git\n**/.venv\n**/venv\n# secrets\n**/.env\n"),
    sources: &[(
        "Docker: build context, .dockerignore files",
        "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(file) = facts.context.ignore_file() else { return };
    for pattern in &file.patterns {
        let signs = pattern.text.match_indices('#').map(|(at, _)| at);
        let mut behind_blank = signs.filter(|at| pattern.text[..*at].ends_with([' ', '\t']));
        let Some(at) = behind_blank.next() else { continue };
        let span = Span::new(pattern.span.start + at, pattern.span.end);
        let finding = report.in_ignore(span, "this is a part of the pattern, which therefore matches nothing");
        finding.fix("put the comment on a line of its own");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires_in_ignore;

    #[test]
    fn the_traps() {
        let cases = [
            ("# a # b\n.git\nfile#1\n#x\n", &[][..]),
            ("  # looks like a comment\n", &[]),
            (".git\t# history\n!a # b # c\n", &["# history", "# b # c"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(
                fires_in_ignore("dockerignore-inline-comment", "FROM a:1\nCOPY . .\n", lines),
                tokens,
                "{lines}"
            );
        }
    }
}
