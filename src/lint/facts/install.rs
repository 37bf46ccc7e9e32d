//! What RUNs install: by which tool, and whether packages by name, files of requirements, a lock, the project itself. One `Install` per
//! command. Wheels that are only built or downloaded count too.

mod flags;
mod item;
mod table;
mod words;

pub use item::{Item, Pin, What};

use self::table::Spec;
use self::words::Argument;
use super::execution::Execution;
use crate::diagnostic::Span;
use crate::shell::{Command, Word};

/// Who installs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tool {
    /// `apt-get`, `apt`, `aptitude`
    Apt,
    /// `apk`
    Apk,
    /// `conda`, `mamba`, `micromamba`
    Conda,
    /// `dnf`, `microdnf`, `yum`
    Dnf,
    /// `npm`, `yarn`, `pnpm`
    Npm,
    /// `pdm`
    Pdm,
    /// `pip`, `python -m pip`
    Pip,
    /// `pipenv`
    Pipenv,
    /// `pipx`, `uv tool`
    Pipx,
    /// `pixi`
    Pixi,
    /// `poetry`
    Poetry,
    /// `python setup.py install`
    SetupPy,
    /// `uv sync`, `uv add`
    Uv,
    /// `uv pip`
    UvPip,
}

/// One command that installs.
#[derive(Debug)]
pub struct Install {
    /// Who.
    pub tool: Tool,
    /// The words that say what is done, `install`, `pip sync`.
    pub verb: &'static str,
    /// Index of the RUN's instruction.
    pub at: usize,
    /// Index into [`Facts::executions`](super::Facts::executions).
    pub execution: usize,
    /// Index into the commands of its script.
    pub command: usize,
    /// What, in order.
    pub items: Vec<Item>,
    /// Where program and verb stand: `pip install`, `python -m pip install`.
    pub span: Span,
}

impl Tool {
    /// Says whether it installs Python packages from an index by pip's rules.
    pub fn is_pip_like(self) -> bool {
        matches!(self, Self::Pip | Self::UvPip)
    }

    /// Says whether it installs Python packages.
    pub fn is_python(self) -> bool {
        !matches!(self, Self::Apt | Self::Apk | Self::Dnf | Self::Npm)
    }

    /// Says whether it installs packages of the operating system.
    pub fn is_system(self) -> bool {
        matches!(self, Self::Apt | Self::Apk | Self::Dnf)
    }
}

impl Install {
    /// Returns program and verb for a sentence: `pip install`, `uv sync`.
    pub fn words(&self) -> String {
        let program = match self.tool {
            Tool::Apt => "apt-get",
            Tool::Apk => "apk",
            Tool::Conda => "conda",
            Tool::Dnf => "dnf",
            Tool::Npm => "npm",
            Tool::Pdm => "pdm",
            Tool::Pip => "pip",
            Tool::Pipenv => "pipenv",
            Tool::Pipx if self.verb == "install" => "pipx",
            Tool::Pixi => "pixi",
            Tool::Poetry => "poetry",
            Tool::SetupPy => "python",
            Tool::Pipx | Tool::Uv | Tool::UvPip => "uv",
        };
        format!("{program} {}", self.verb)
    }

    /// Returns the packages by name.
    pub fn packages(&self) -> impl Iterator<Item = (&Item, &str, Pin)> {
        self.items.iter().filter_map(|item| match &item.what {
            What::Package { name, pin } => Some((item, name.as_str(), *pin)),
            _ => None,
        })
    }

    /// Says whether it installs a package of this name (lower case, dashes).
    pub fn has_package(&self, name: &str) -> bool {
        self.packages().any(|(_, package, _)| package == name)
    }

    /// Says whether it installs what a file of the project asks for: requirements, a lock, an environment.
    pub fn installs_dependencies(&self) -> bool {
        self.items.iter().any(|item| matches!(item.what, What::Requirements | What::Lock))
    }

    /// Says whether it installs the project itself, so that it needs the sources.
    pub fn installs_project(&self) -> bool {
        self.items.iter().any(|item| item.what == What::Project)
    }
}

/// Reads what a RUN installs, the execution of this index.
pub(super) fn read(index: usize, execution: &Execution<'_>, found: &mut Vec<Install>) {
    for (at, command) in execution.commands().enumerate() {
        let install = install(execution, command);
        found.extend(install.map(|install| Install { execution: index, command: at, ..install }));
    }
}

/// Returns the program and its arguments, seen through `python -m`.
fn program(command: &Command) -> Option<(&str, &[Word])> {
    let (name, args) = (command.program()?, command.args());
    if !is_python(name) {
        return Some((name, args));
    }
    let module = args.iter().position(|word| word.text == "-m");
    match module.filter(|at| args[..*at].iter().all(|word| word.text.starts_with('-'))) {
        Some(at) => Some((args.get(at + 1)?.text.as_str(), &args[at + 2..])),
        None => Some((name, args)),
    }
}

/// Says whether a program is a Python interpreter: `python`, `python3.12`, `pypy3`.
pub fn is_python(name: &str) -> bool {
    let version = name.strip_prefix("python").or_else(|| name.strip_prefix("pypy"));
    version.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
}

fn install(execution: &Execution<'_>, command: &Command) -> Option<Install> {
    let (name, args) = program(command)?;
    let spec_of = |arguments: &[Argument<'_>]| table::find(name, arguments);
    let family = table::family(name)?;
    let arguments = words::arguments(args, family.valued);
    let spec: &Spec = spec_of(&arguments)?;
    // Asking is no installing.
    if arguments.iter().any(|argument| matches!(argument.flag(), Some("--help" | "--version"))) {
        return None;
    }
    let verbs = spec.verb.split(' ').filter(|word| !word.is_empty()).count();
    let last = arguments.iter().filter_map(Argument::positional).take(verbs).last();
    let program = command.program_word()?;
    let span = execution.words_span(program, last.unwrap_or(program));
    let items = item::read(execution, spec, &arguments, verbs);
    Some(Install { tool: spec.tool, verb: spec.verb, at: execution.at, execution: 0, command: 0, items, span })
}

#[cfg(test)]
mod tests;
