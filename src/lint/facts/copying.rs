//! What COPY and ADD bring, and where to. Knows the names of the files in which Python and node projects declare what they need.

use super::Facts;
use super::state::join;
use crate::dockerfile::{Arguments, Keyword, Logical, Reference, SourcesAndDest};

/// One COPY or ADD.
#[derive(Debug)]
pub struct Copying<'a> {
    /// Index of its instruction.
    pub at: usize,
    /// It is an ADD.
    pub is_add: bool,
    /// Its arguments.
    pub arguments: &'a SourcesAndDest,
    /// Where the files come from.
    pub from: CopiedFrom,
    /// Each source that is no heredoc, variables expanded where they are known.
    pub sources: Vec<Copied<'a>>,
    /// Where they go: absolute, without a `/` at the end; `None` where nobody can tell.
    pub destination: Option<String>,
}

/// Where copied files come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopiedFrom {
    /// The build context.
    Context,
    /// An earlier stage.
    Stage(usize),
    /// Another image, or a context given by name.
    Elsewhere,
}

/// One source.
#[derive(Debug)]
pub struct Copied<'a> {
    /// As written, with its place.
    pub written: &'a Logical,
    /// Variables expanded, without `./` in front and `/` at the end; the whole context is `.`.
    pub path: String,
    /// What it is.
    pub brings: Brings,
}

/// What a source is, judged by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Brings {
    /// All of the context: `.`, `*`.
    Everything,
    /// A file that says what to install, lock files included: `requirements.txt`, `uv.lock`, `package.json`.
    Manifest,
    /// An address: ADD only.
    Address,
    /// A path with an unknown variable.
    Unknown,
    /// Any other file or folder.
    Other,
}

/// Files that declare what a project needs.
const MANIFESTS: &[&str] = &[
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "uv.lock",
    "uv.toml",
    "poetry.lock",
    "poetry.toml",
    "pdm.lock",
    "pdm.toml",
    "Pipfile",
    "Pipfile.lock",
    "pylock.toml",
    "conda-lock.yml",
    "pixi.toml",
    "pixi.lock",
    "package.json",
    "package-lock.json",
    "yarn.lock",
    "pnpm-lock.yaml",
    ".python-version",
];

/// Says whether a path names a file that says what to install; wildcards may stand in it.
pub fn is_manifest(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.strip_suffix(".txt").or_else(|| name.strip_suffix(".in"));
    let requirements = stem.is_some_and(|stem| stem.contains("require") || stem.starts_with("constraint"));
    let environment = name.starts_with("environment") && (name.ends_with(".yml") || name.ends_with(".yaml"));
    let folder = path.trim_end_matches('/').rsplit('/').next() == Some("requirements");
    let matches = |known: &str| match name.split_once('*') {
        Some((head, tail)) => !head.is_empty() && known.starts_with(head) && known.ends_with(tail),
        None => known == name,
    };
    requirements || environment || folder || MANIFESTS.iter().any(|known| matches(known))
}

impl Copying<'_> {
    /// Returns the source that brings the whole context, if one does.
    pub fn everything(&self) -> Option<&Copied<'_>> {
        let here = self.from == CopiedFrom::Context;
        self.sources.iter().find(|source| here && source.brings == Brings::Everything)
    }
}

/// Reads all of a file.
pub(super) fn read<'a>(facts: &Facts<'a>) -> Vec<Copying<'a>> {
    let all = facts.file.instructions.iter().enumerate();
    all.filter_map(|(at, instruction)| match &instruction.arguments {
        Arguments::Copy(arguments) | Arguments::Add(arguments) => {
            Some(copying(facts, at, instruction.keyword == Keyword::Add, arguments))
        }
        _ => None,
    })
    .collect()
}

fn copying<'a>(facts: &Facts<'a>, at: usize, is_add: bool, arguments: &'a SourcesAndDest) -> Copying<'a> {
    let stage = facts.file.instructions[at].stage.unwrap_or_default();
    let from = match arguments.from.as_ref().map(|from| facts.file.stages.resolve(&from.text, stage)) {
        None => CopiedFrom::Context,
        Some(Reference::Stage(stage)) => CopiedFrom::Stage(stage),
        Some(_) => CopiedFrom::Elsewhere,
    };
    let sources = arguments.paths().map(|written| copied(facts, at, is_add, written)).collect();
    let folder = facts.workdir(at).map(str::to_owned);
    let destination = arguments.destination.as_ref().and_then(|path| facts.expand(path, at));
    Copying { at, is_add, arguments, from, sources, destination: destination.and_then(|path| join(folder, &path)) }
}

fn copied<'a>(facts: &Facts<'a>, at: usize, is_add: bool, written: &'a Logical) -> Copied<'a> {
    let expanded = facts.expand(written, at);
    let text = expanded.as_deref().unwrap_or(written);
    let mut path = text.trim_end_matches('/');
    while let Some(rest) = path.strip_prefix("./") {
        path = rest.trim_start_matches('/');
    }
    let address = || text.contains("://") || text.starts_with("git@");
    let brings = match path {
        _ if expanded.is_none() => Brings::Unknown,
        _ if is_add && address() => Brings::Address,
        "" | "." | "*" => Brings::Everything,
        path if is_manifest(path) => Brings::Manifest,
        _ => Brings::Other,
    };
    let path = if path.is_empty() { "." } else { path }.to_owned();
    Copied { written, path, brings }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dockerfile::Dockerfile;
    use crate::lint::Context;

    #[test]
    fn what_copies_bring() {
        let cases = [
            ("COPY . .", Brings::Everything, "."),
            ("COPY ./ /app/", Brings::Everything, "."),
            ("ADD / /app/", Brings::Everything, "."),
            ("COPY * ./", Brings::Everything, "*"),
            ("COPY ./requirements*.txt ./", Brings::Manifest, "requirements*.txt"),
            ("COPY pyproject.toml ./", Brings::Manifest, "pyproject.toml"),
            ("COPY package*.json ./", Brings::Manifest, "package*.json"),
            ("COPY requirements/ ./", Brings::Manifest, "requirements"),
            ("COPY ./src/ ./src/", Brings::Other, "src"),
            ("COPY $X ./", Brings::Unknown, "$X"),
            ("ADD https://example.com/x /x", Brings::Address, "https://example.com/x"),
        ];
        for (line, brings, path) in cases {
            let file = Dockerfile::parse(&format!("FROM a\nWORKDIR /w\n{line}\n"));
            let facts = Facts::new(&file, Context::default());
            let copied = &facts.copies[0].sources[0];
            assert_eq!((copied.brings, copied.path.as_str()), (brings, path), "{line}");
        }
    }

    #[test]
    fn where_they_come_from_and_go_to() {
        let text = "FROM a AS one\nFROM b\nCOPY --from=one /x y/\nWORKDIR /w\nCOPY --from=acme/z /x ./y/\n";
        let file = Dockerfile::parse(text);
        let facts = Facts::new(&file, Context::default());
        let found: Vec<_> = facts.copies.iter().map(|it| (it.from, it.destination.as_deref())).collect();
        assert_eq!(found, [(CopiedFrom::Stage(0), None), (CopiedFrom::Elsewhere, Some("/w/y"))]);
    }
}
