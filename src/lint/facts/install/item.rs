//! One thing that is installed: a package by name with or without a version, a file that lists more, the project, an address.

use super::table::{Shape, Spec};
use super::words::Argument;
use crate::diagnostic::Span;
use crate::lint::facts::execution::Execution;
use crate::shell::Word;

/// One thing that a command installs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What.
    pub what: What,
    /// As the program gets it, shell variables as written.
    pub text: String,
    /// Where it stands in the file.
    pub span: Span,
    /// By `-e`.
    pub editable: bool,
}

/// What is installed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A package by name.
    Package {
        /// In lower case, `_` as `-`, without extras.
        name: String,
        /// How exactly it is asked for.
        pin: Pin,
    },
    /// A file that lists what to install: by `-r`, an environment of conda.
    Requirements,
    /// A file that only limits versions: `-c`.
    Constraints,
    /// What the project's manifest or lock asks for: `uv sync`, `npm ci`.
    Lock,
    /// The project itself or another local folder.
    Project,
    /// A local file: wheel, archive, `.deb`.
    Archive,
    /// An address, of a repository too.
    Address,
    /// A shell variable or substitution decides.
    Unknown,
}

/// How exactly a version is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin {
    /// One version, `==1.2`; for system packages `=1.2`.
    Exact,
    /// `>=1`, `<2`, `~=1.2`, `==1.*`
    Range,
    /// None.
    No,
    /// A shell variable decides.
    Unknown,
}

/// Reads what stands behind the verb.
pub(super) fn read(execution: &Execution<'_>, spec: &Spec, arguments: &[Argument<'_>], verbs: usize) -> Vec<Item> {
    let mut reader = Reader { execution, spec, items: Vec::new() };
    let mut left = verbs;
    for argument in arguments {
        match argument {
            Argument::Positional(_) if left > 0 => left -= 1,
            Argument::Positional(word) => reader.positional(word),
            Argument::Flag { name, value: Some((word, from)) } => reader.flag(name, word, *from),
            Argument::Flag { .. } => {}
        }
    }
    reader.whole(arguments);
    reader.items
}

struct Reader<'r, 'a> {
    execution: &'r Execution<'a>,
    spec: &'r Spec,
    items: Vec<Item>,
}

impl Reader<'_, '_> {
    fn positional(&mut self, word: &Word) {
        let what = match self.spec.shape {
            Shape::Pip | Shape::Lock => python(word, &word.text),
            Shape::Files => unless_variable(word, What::Requirements),
            Shape::Conda => conda(word),
            Shape::System => system(word),
            Shape::Project | Shape::Itself => return,
        };
        self.push(what, word, 0, false);
    }

    fn flag(&mut self, name: &str, word: &Word, from: usize) {
        let value = &word.text[from..];
        let (what, editable) = match (self.spec.shape, name) {
            (Shape::Pip | Shape::Lock, "-e" | "--editable") => (python(word, value), true),
            (Shape::Pip | Shape::Lock, "-r" | "--requirement" | "--requirements") => (listed(word, value), false),
            (Shape::Pip, "-c" | "--constraint" | "--constraints") => (What::Constraints, false),
            (Shape::Pip, "--group") => (What::Lock, false),
            (Shape::Conda, "-f" | "--file") => (listed(word, value), false),
            _ => return,
        };
        self.push(what, word, from, editable);
    }

    /// What is meant without being named.
    fn whole(&mut self, arguments: &[Argument<'_>]) {
        let has = |names: &[&str]| arguments.iter().filter_map(Argument::flag).any(|flag| names.contains(&flag));
        let named = self.items.iter().any(|item| item.what != What::Constraints);
        let spare_project =
            ["--no-install-project", "--no-install-workspace", "--no-root", "--no-self", "--only-group", "--only-dev"];
        let whats = match self.spec.shape {
            Shape::Project if has(&spare_project) => &[What::Lock][..],
            Shape::Project if has(&["--only-root"]) => &[What::Project],
            Shape::Project => &[What::Lock, What::Project],
            Shape::Lock if !named => &[What::Lock],
            Shape::Conda if !named && self.spec.verb.starts_with("env ") => &[What::Requirements],
            Shape::Itself => &[What::Project],
            _ => &[],
        };
        // Nothing names them: they stand where the verb does.
        let verb = arguments.iter().filter_map(Argument::positional).nth(self.spec.verb.split(' ').count() - 1);
        for what in whats {
            if let Some(word) = verb {
                self.push(what.clone(), word, 0, false);
            }
        }
    }

    fn push(&mut self, what: What, word: &Word, from: usize, editable: bool) {
        let span = self.execution.span(word.locate(from..word.text.len()));
        self.items.push(Item { what, text: word.text[from..].to_owned(), span, editable });
    }
}

fn unless_variable(word: &Word, what: What) -> What {
    if word.expands.any_value() { What::Unknown } else { what }
}

/// A file of requirements; one from an address is not the project's.
fn listed(word: &Word, value: &str) -> What {
    if value.contains("://") { What::Address } else { unless_variable(word, What::Requirements) }
}

/// Reads a requirement as pip does.
fn python(word: &Word, text: &str) -> What {
    let name_length =
        text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))).unwrap_or(text.len());
    let (name, rest) = text.split_at(name_length);
    let archive = [".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2"].iter().any(|end| text.ends_with(end));
    let path = text.starts_with(['.', '/', '~']) || (name_length > 0 && rest.starts_with('/'));
    if text.contains("://") || rest.trim_start().strip_prefix('@').is_some_and(|behind| behind.contains('/')) {
        return What::Address;
    }
    if archive {
        return What::Archive;
    }
    if path && !text.starts_with('$') {
        return What::Project;
    }
    if name.is_empty() || word.expands.command {
        return What::Unknown;
    }
    let behind = rest.trim_start();
    let behind = match behind.strip_prefix('[') {
        Some(extras) => extras.split_once(']').map_or("", |(_, behind)| behind),
        None => behind,
    };
    let behind = behind.split(';').next().unwrap_or_default().trim();
    let pin = match behind {
        "" => Pin::No,
        text if text.contains('$') && !text.starts_with("==") && !text.starts_with('@') => Pin::Unknown,
        text if text.starts_with("==") && !text.contains(['*', ',']) => Pin::Exact,
        // `uv tool install ruff@0.5`, `npm install yarn@1.22.0`
        "@latest" | "@next" => Pin::No,
        text if text.starts_with('@') => Pin::Exact,
        text if text.starts_with(['=', '<', '>', '!', '~']) => Pin::Range,
        _ => Pin::Unknown,
    };
    if rest.starts_with('$') || (behind.is_empty() && rest.contains('$')) {
        return What::Unknown;
    }
    What::Package { name: name.to_ascii_lowercase().replace(['_', '.'], "-"), pin }
}

/// Reads `name=1.2`, `channel::name>=1`.
fn conda(word: &Word) -> What {
    let text = word.text.rsplit("::").next().unwrap_or_default();
    let length = text.find(['=', '<', '>', '!', '~', ' ', '[']).unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    if name.contains('$') || name.is_empty() || word.expands.command {
        return What::Unknown;
    }
    if text.contains('/') || name.ends_with(".conda") || name.ends_with(".tar.bz2") {
        return What::Archive;
    }
    let pin = match rest.trim_start() {
        "" => Pin::No,
        text if text.starts_with('=') && !text.contains(['*', ',', '<', '>']) => Pin::Exact,
        _ => Pin::Range,
    };
    What::Package { name: name.to_ascii_lowercase(), pin }
}

/// Reads `name=1.2`, `name~1`, `name:arch`, a path of a package file.
fn system(word: &Word) -> What {
    let text = word.text.as_str();
    let length = text.find(['=', '~', '<', '>', ':', '@', '/']).unwrap_or(text.len());
    let (name, rest) = text.split_at(length);
    if text.contains("://") {
        return What::Address;
    }
    if text.starts_with(['.', '/']) {
        return What::Archive;
    }
    if name.contains('$') || name.is_empty() || word.expands.command {
        return What::Unknown;
    }
    let pin = match rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_alphanumeric()) {
        version if version.starts_with('=') => Pin::Exact,
        version if version.starts_with(['~', '<', '>']) => Pin::Range,
        _ => Pin::No,
    };
    What::Package { name: name.to_ascii_lowercase(), pin }
}
