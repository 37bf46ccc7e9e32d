//! `dockerignore-gaps`: the .dockerignore lets through what has no place in an image.

use crate::diagnostic::Severity;
use crate::lint::facts::{CopiedFrom, Copying};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dockerignore-gaps",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/dockerignore",
    aliases: &[],
    what: "`COPY . .` while the .dockerignore leaves out neither `.git` nor `.env`, nor a virtual environment that is there; or a `COPY` of `.git` itself into the final image.",
    why: "The whole history, with every secret that was ever committed, and the settings of whoever builds become a part of the image, and each commit changes the copy.",
    example: Example::dockerfile("COPY . .\n").with_ignore("**/__pycache__\n"),
    tokens: &["."],
    instead: Example::dockerfile("COPY . .\n").with_ignore("**/.git\n**/.env*\n**/.venv\n**/__pycache__\n"),
    sources: &[(
        "Docker: build context, .dockerignore files",
        "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    )],
    check,
};

/// What is looked for: its name, a path in it, and whether to expect it where the files are not known.
const GAPS: &[(&str, &str, bool)] = &[
    (".git", ".git/HEAD", true),
    (".env", ".env", true),
    (".venv", ".venv/pyvenv.cfg", false),
    ("venv", "venv/pyvenv.cfg", false),
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for copy in facts.copies.iter().filter(|copy| copy.from == CopiedFrom::Context && facts.is_in_image(copy.at)) {
        let history = copy.sources.iter().find(|source| source.path == ".git" || source.path.starts_with(".git/"));
        if let Some(source) = history {
            let finding = report.at(source.written.span(), "the history of the repository becomes a part of the image");
            finding.fix("hand the commit over as a build argument, or use the history in a stage that is not shipped");
        }
    }
    let Some(file) = facts.context.ignore_file().filter(|file| !file.is_refused() && !file.patterns.is_empty()) else {
        return;
    };
    let Some(source) = facts.copies.iter().find_map(Copying::everything) else { return };
    let is_there = |name: &str, expected: bool| match facts.context.files {
        Some(files) => {
            files.iter().any(|path| path == name || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/')))
        }
        None => expected,
    };
    let open =
        GAPS.iter().filter(|(name, path, expected)| is_there(name, *expected) && !file.decide(path, false).ignored);
    let names: Vec<String> = open.map(|(name, ..)| format!("`{name}`")).collect();
    if !names.is_empty() {
        let message = format!("the .dockerignore lets {} through", names.join(", "));
        report.at(source.written.span(), message).fix("add a line for each");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fires_with_files, fires_with_ignore};

    #[test]
    fn what_is_covered_or_not_there() {
        let all = "FROM a:1\nCOPY . .\n";
        for ignore in [".git\n.env\n", "*\n!src\n", "**/.*\n", ".git*\n**/.env*\n", ""] {
            assert_eq!(fires_with_ignore("dockerignore-gaps", all, ignore), [""; 0], "{ignore}");
        }
        for ignore in [".git\n", ".gitignore\n.env\n", "*\n!.git\n"] {
            assert_eq!(fires_with_ignore("dockerignore-gaps", all, ignore), ["."], "{ignore}");
        }
        let files = |files: &[&str]| fires_with_files("dockerignore-gaps", all, Some("x\n"), files).len();
        assert_eq!(
            (files(&["a.py", ".gitignore", ".env.example"]), files(&["venv/pyvenv.cfg"]), files(&[".env"])),
            (0, 1, 1)
        );
    }

    #[test]
    fn the_history_itself() {
        assert_eq!(fires("dockerignore-gaps", "FROM a:1\nCOPY .git/ /x/\n"), [".git/"]);
        assert_eq!(fires("dockerignore-gaps", "FROM a:1\nCOPY .git/ /x/\nFROM b:1\nCOPY .gitignore /\n"), [""; 0]);
    }
}
