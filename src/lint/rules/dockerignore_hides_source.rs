//! `dockerignore-hides-source`: COPY of a path that the .dockerignore leaves out.

use crate::diagnostic::Severity;
use crate::diagnostic::Span;
use crate::dockerfile::MountType;
use crate::ignore::IgnoreFile;
use crate::lint::facts::{Brings, CopiedFrom};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dockerignore-hides-source",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &["CopyIgnoredFile"],
    what: "A `COPY`, an `ADD` or a bind mount names a path of the context that the .dockerignore leaves out as a whole. Silent for wildcards and for folders of which a part is let in again.",
    why: "The builder never gets the file and stops: \"not found\", though it lies there for everybody to see.",
    example: Example::dockerfile("COPY config.toml ./\n").with_ignore("*.toml\n"),
    tokens: &["config.toml"],
    instead: Example::dockerfile("COPY config.toml ./\n").with_ignore("*.toml\n!config.toml\n"),
    sources: &[
        ("Docker: build check CopyIgnoredFile", "https://docs.docker.com/reference/build-checks/copy-ignored-file/"),
        (
            "Docker: build context, .dockerignore files",
            "https://docs.docker.com/build/concepts/context/#dockerignore-files",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(file) = facts.context.ignore_file().filter(|file| !file.is_refused()) else { return };
    for copy in facts.copies.iter().filter(|copy| copy.from == CopiedFrom::Context) {
        for source in &copy.sources {
            if matches!(source.brings, Brings::Manifest | Brings::Other) {
                look(file, &source.path, source.written.span(), report);
            }
        }
    }
    for run in facts.runs() {
        for mount in run.mounts_of(MountType::Bind).filter(|mount| mount.from.is_none()) {
            let Some(source) = &mount.source else { continue };
            let Some(path) = facts.expand(source, run.at) else { continue };
            look(file, &path, source.span(), report);
        }
    }
}

fn look(file: &IgnoreFile, path: &str, span: Span, report: &mut Report<'_>) {
    if path.contains(['*', '?', '[', '\\']) || path.split('/').any(|part| part == "..") {
        return;
    }
    // Whether it is a folder is not known: as one it must have nothing below it that is let in again.
    let decision = file.decide(path, true);
    let Some(by) = decision.by.filter(|_| decision.ignored && decision.skip_below) else { return };
    let message = format!("line {} of the .dockerignore leaves this out, so the builder does not find it", by.line);
    report.at(span, message).fix(format!("add `!{}` at the end of the .dockerignore", path.trim_matches('/')));
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires_with_files;

    #[test]
    fn the_traps() {
        let cases = [
            ("COPY src/ .\n", Some("*\n!src\n"), &[][..], &[][..]),
            ("COPY src/ .\n", Some("src\n!src/a.py\n"), &[], &[]),
            ("COPY *.toml x* .\nCOPY --from=b x .\nCOPY $X .\nCOPY . .\n", Some("*\n"), &[], &[]),
            (
                "RUN --mount=type=bind,from=b,source=x,target=y z\nRUN --mount=type=cache,target=/x y\n",
                Some("*\n"),
                &[],
                &[],
            ),
            ("COPY ../x .\nADD https://a.io/x .\n", Some("*\n"), &[], &[]),
            ("COPY a.txt ./dist/ .\n", Some("dist/\n"), &["dist/a"], &["./dist/"]),
            ("RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync\n", Some("*\n!src\n"), &[], &["uv.lock"]),
        ];
        for (lines, ignore, files, tokens) in cases {
            let text = format!("FROM a:1\n{lines}");
            assert_eq!(
                fires_with_files("dockerignore-hides-source", &text, ignore, files),
                tokens,
                "{lines} {ignore:?}"
            );
        }
    }
}
