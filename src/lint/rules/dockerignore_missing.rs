//! `dockerignore-missing`: all of the context is copied and nothing is left out.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::lint::{Ignore, facts::Copying};

pub(super) const RULE: Rule = Rule {
    slug: "dockerignore-missing",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &[],
    what: "`COPY . .` without any .dockerignore, or with one that has no pattern. Silent where nobody looked for the file.",
    why: "The history of the repository, virtual environments, caches and `.env` go to the builder and into the image, and every change of one of them repeats the steps below.",
    example: Example::dockerfile("COPY . .\n").without_ignore(),
    tokens: &["."],
    instead: Example::dockerfile("COPY . .\n").with_ignore("**/.git\n**/.env*\n**/.venv\n**/venv\n**/__pycache__\n"),
    sources: &[(
        "Docker: build context, .dockerignore files",
        "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let empty = match facts.context.ignore {
        Ignore::Unknown => return,
        Ignore::Absent => true,
        Ignore::File(file) => file.patterns.is_empty() && !file.is_refused(),
    };
    let Some(source) = facts.copies.iter().find_map(Copying::everything).filter(|_| empty) else { return };
    let finding =
        report.at(source.written.span(), "everything beside the Dockerfile is copied: no .dockerignore says otherwise");
    finding.fix("write a .dockerignore with `.git`, `.env`, `**/.venv` and `**/__pycache__`, or name what to copy");
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires_with_files;

    #[test]
    fn the_traps() {
        let cases = [
            ("COPY . .\n", Some(".git\n"), &["a.py"][..], &[][..]),
            ("COPY src/ /app/\n", None, &["a.py"], &[]),
            ("COPY --from=x . .\n", None, &["a.py"], &[]),
            ("COPY . .\n", Some("# nothing\n\n"), &["a.py"], &["."]),
            ("COPY ./ /app\nCOPY . /b\n", None, &["a.py"], &["./"]),
        ];
        for (lines, ignore, files, tokens) in cases {
            let text = format!("FROM a:1\n{lines}");
            assert_eq!(fires_with_files("dockerignore-missing", &text, ignore, files), tokens, "{lines} {ignore:?}");
        }
    }
}
