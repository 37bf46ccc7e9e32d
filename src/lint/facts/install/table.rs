//! Which words of which programs install something, and which of their flags take a value. One line per verb.

use super::Tool;
use super::flags::{PIP, UV};
use super::words::Argument;

/// How the arguments behind the verb are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// As pip does: requirements, paths, addresses, files by `-r`.
    Pip,
    /// Files of requirements: `uv pip sync`.
    Files,
    /// From the project's lock or manifest, the project too: `uv sync`, `poetry install`.
    Project,
    /// The same without names: the project's lock or manifest only: `pipenv sync`, `npm ci`. Names are packages.
    Lock,
    /// Names, each maybe with a version behind `=`, or from files by `-f`: conda.
    Conda,
    /// Names, maybe with `=` or `~` and a version.
    System,
    /// The project, nothing else: `setup.py`.
    Itself,
}

/// One way to install.
#[derive(Debug)]
pub(super) struct Spec {
    pub tool: Tool,
    /// The words behind the program.
    pub verb: &'static str,
    pub shape: Shape,
}

/// A program, its flags with values, and its verbs.
#[derive(Debug)]
pub(super) struct Family {
    pub programs: &'static [&'static str],
    pub valued: &'static [&'static str],
    pub specs: &'static [Spec],
}

const fn spec(tool: Tool, verb: &'static str, shape: Shape) -> Spec {
    Spec { tool, verb, shape }
}

const FAMILIES: &[Family] = &[
    Family {
        programs: &["pip", "pip2", "pip3"],
        valued: PIP,
        specs: &[
            spec(Tool::Pip, "install", Shape::Pip),
            spec(Tool::Pip, "wheel", Shape::Pip),
            spec(Tool::Pip, "download", Shape::Pip),
        ],
    },
    Family {
        programs: &["uv"],
        valued: UV,
        specs: &[
            spec(Tool::UvPip, "pip install", Shape::Pip),
            spec(Tool::UvPip, "pip sync", Shape::Files),
            spec(Tool::Uv, "sync", Shape::Project),
            spec(Tool::Uv, "add", Shape::Pip),
            spec(Tool::Pipx, "tool install", Shape::Pip),
        ],
    },
    Family {
        programs: &["pipx"],
        valued: &["--python", "--pip-args", "-i", "--index-url", "--suffix", "--spec"],
        specs: &[spec(Tool::Pipx, "install", Shape::Pip)],
    },
    Family {
        programs: &["poetry"],
        valued: &[
            "-E",
            "--extras",
            "--with",
            "--without",
            "--only",
            "-C",
            "--directory",
            "-P",
            "--project",
            "-G",
            "--group",
            "--source",
        ],
        specs: &[
            spec(Tool::Poetry, "install", Shape::Project),
            spec(Tool::Poetry, "sync", Shape::Project),
            spec(Tool::Poetry, "update", Shape::Lock),
            spec(Tool::Poetry, "add", Shape::Pip),
        ],
    },
    Family {
        programs: &["pipenv"],
        valued: &[
            "--categories",
            "--python",
            "-i",
            "--index",
            "--pypi-mirror",
            "--extra-pip-args",
            "-r",
            "--requirements",
            "-e",
            "--editable",
        ],
        specs: &[
            spec(Tool::Pipenv, "install", Shape::Lock),
            spec(Tool::Pipenv, "sync", Shape::Lock),
            spec(Tool::Pipenv, "update", Shape::Lock),
        ],
    },
    Family {
        programs: &["pdm"],
        valued: &["-p", "--project", "-G", "--group", "--with", "--without", "-L", "--lockfile", "--venv"],
        specs: &[
            spec(Tool::Pdm, "install", Shape::Project),
            spec(Tool::Pdm, "sync", Shape::Project),
            spec(Tool::Pdm, "add", Shape::Pip),
        ],
    },
    Family {
        programs: &["conda", "mamba", "micromamba"],
        valued: &[
            "-n",
            "--name",
            "-p",
            "--prefix",
            "-c",
            "--channel",
            "-f",
            "--file",
            "--solver",
            "--revision",
            "-r",
            "--root-prefix",
            "--platform",
            "--subdir",
        ],
        specs: &[
            spec(Tool::Conda, "install", Shape::Conda),
            spec(Tool::Conda, "create", Shape::Conda),
            spec(Tool::Conda, "update", Shape::Conda),
            spec(Tool::Conda, "env create", Shape::Conda),
            spec(Tool::Conda, "env update", Shape::Conda),
        ],
    },
    Family {
        programs: &["conda-lock"],
        valued: &["-n", "--name", "-p", "--prefix", "--conda"],
        specs: &[spec(Tool::Conda, "install", Shape::Files)],
    },
    Family {
        programs: &["pixi"],
        valued: &["-e", "--environment", "--manifest-path"],
        specs: &[spec(Tool::Pixi, "install", Shape::Project)],
    },
    Family {
        programs: &["apt-get", "apt", "aptitude"],
        valued: &["-o", "--option", "-t", "--target-release", "--default-release", "-c", "--config-file", "-a"],
        specs: &[spec(Tool::Apt, "install", Shape::System)],
    },
    Family {
        programs: &["apk"],
        valued: &[
            "-t",
            "--virtual",
            "-X",
            "--repository",
            "-p",
            "--root",
            "--repositories-file",
            "--keys-dir",
            "--cache-dir",
        ],
        specs: &[spec(Tool::Apk, "add", Shape::System)],
    },
    Family {
        programs: &["dnf", "yum", "microdnf", "dnf5"],
        valued: &[
            "--enablerepo",
            "--disablerepo",
            "--repo",
            "--repoid",
            "--setopt",
            "-c",
            "--config",
            "--installroot",
            "--releasever",
            "-x",
            "--exclude",
        ],
        specs: &[spec(Tool::Dnf, "install", Shape::System)],
    },
    Family {
        programs: &["npm", "pnpm", "yarn"],
        valued: &[
            "--prefix",
            "--registry",
            "--cache",
            "--omit",
            "--include",
            "-C",
            "--cwd",
            "--loglevel",
            "-w",
            "--workspace",
            "--filter",
        ],
        specs: &[
            spec(Tool::Npm, "ci", Shape::Lock),
            spec(Tool::Npm, "install", Shape::Lock),
            spec(Tool::Npm, "i", Shape::Lock),
            spec(Tool::Npm, "add", Shape::Lock),
        ],
    },
    Family {
        programs: &["python"],
        valued: &["-W", "-X"],
        specs: &[
            spec(Tool::SetupPy, "setup.py install", Shape::Itself),
            spec(Tool::SetupPy, "setup.py develop", Shape::Itself),
        ],
    },
];

/// Returns the family of a program; `pip3.12` is `pip3`.
pub(super) fn family(program: &str) -> Option<&'static Family> {
    let name = match program {
        name if super::is_python(name) => "python",
        name if name.starts_with("pip3.") || name.starts_with("pip2.") => "pip",
        name => name,
    };
    FAMILIES.iter().find(|family| family.programs.contains(&name))
}

/// Returns the way to install that `arguments` begin with.
pub(super) fn find(program: &str, arguments: &[Argument<'_>]) -> Option<&'static Spec> {
    let words = || arguments.iter().filter_map(Argument::positional).map(|word| word.text.as_str());
    let begins = |spec: &&Spec| spec.verb.split(' ').eq(words().take(spec.verb.split(' ').count()));
    family(program)?.specs.iter().find(begins)
}
