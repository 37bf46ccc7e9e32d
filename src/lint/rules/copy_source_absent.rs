//! `copy-source-absent`: COPY of a path that is not there.

use crate::diagnostic::Severity;
use crate::diagnostic::nearest;
use crate::lint::facts::{Brings, CopiedFrom};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-source-absent",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &[],
    what: "A `COPY` or `ADD` names a path that the context does not have. Silent for wildcards, for paths in folders that builds fill (`dist`, `build`), and where the files are not known.",
    why: "The builder stops there: \"not found\". Paths begin at the root of the context, not at the Dockerfile's folder.",
    example: Example::dockerfile("COPY requirement.txt ./\n").with_files(&["requirements.txt", "shop/app.py"]),
    tokens: &["requirement.txt"],
    instead: Example::dockerfile("COPY requirements.txt ./\n").with_files(&["requirements.txt", "shop/app.py"]),
    sources: &[("Docker: COPY", "https://docs.docker.com/reference/dockerfile/#copy")],
    check,
};

/// Folders that something fills before the image is built.
const MADE: &[&str] = &[
    "dist",
    "build",
    "target",
    "out",
    "bin",
    "wheels",
    "wheelhouse",
    "node_modules",
    "public",
    "artifacts",
    "generated",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(files) = facts.context.files else { return };
    for copy in facts.copies.iter().filter(|copy| copy.from == CopiedFrom::Context) {
        for source in copy.sources.iter().filter(|source| matches!(source.brings, Brings::Manifest | Brings::Other)) {
            let path = source.path.trim_start_matches('/');
            if is_there(files, path) || !is_plain(path) || is_ignored(facts, path) {
                continue;
            }
            let message = format!("there is no `{path}` in the build context");
            let finding = report.at(source.written.span(), message);
            match nearest(path, files.iter().map(String::as_str)) {
                Some(near) => finding.fix(format!("is it `{near}`?")),
                None => finding.fix("write the path as seen from the root of the context"),
            }
        }
    }
}

fn is_there(files: &[String], path: &str) -> bool {
    files.iter().any(|file| file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
}

fn is_plain(path: &str) -> bool {
    let mut parts = path.split('/');
    !path.contains(['*', '?', '[', '\\']) && !parts.any(|part| matches!(part, "." | ".." | "") || MADE.contains(&part))
}

/// That is another rule's.
fn is_ignored(facts: &Facts<'_>, path: &str) -> bool {
    facts.context.ignore_file().is_some_and(|file| file.decide(path, true).ignored)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires_with_files;

    #[test]
    fn the_traps() {
        let cases = [
            ("COPY a.py src/ ./src /a.py /\n", None, &["a.py", "src/b.py"][..], &[][..]),
            ("COPY *.toml dist/x build/y ../z ./ $X /x/\nCOPY --from=b q /q\n", None, &["a.py"], &[]),
            ("COPY <<EOF /x\nEOF\nADD https://a.io/x /x\n", None, &["a.py"], &[]),
            ("COPY c.py /\n", Some("*.py\n"), &["a.py"], &[]),
            ("COPY src ./\nCOPY sr ./\n", None, &["src/b.py"], &["sr"]),
        ];
        for (lines, ignore, files, tokens) in cases {
            let text = format!("FROM a:1\n{lines}");
            assert_eq!(fires_with_files("copy-source-absent", &text, ignore, files), tokens, "{lines} {ignore:?}");
        }
    }
}
