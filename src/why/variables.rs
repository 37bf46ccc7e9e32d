//! What the names mean that ENV and ARG set: one entry a variable. Knows no value in particular.

use super::seen::Seen;
use crate::diagnostic::Span;
use crate::dockerfile::{Arguments, Pair};
use crate::lint::facts::secret::is_secret_name;
use crate::lint::facts::variable;

/// A variable that people set.
pub(super) struct Variable {
    pub(super) name: &'static str,
    pub(super) practice: &'static str,
    /// What setting it does; `{}` stands for the value.
    purpose: &'static str,
    /// What happens without it.
    without: &'static str,
}

const fn variable(
    name: &'static str,
    practice: &'static str,
    purpose: &'static str,
    without: &'static str,
) -> Variable {
    Variable { name, practice, purpose, without }
}

/// Every variable that is known, sorted; a name that ends in `*` is the beginning of one.
#[rustfmt::skip]
pub(super) const VARIABLES: &[Variable] = &[
    variable("BUILDPLATFORM", "apps/multi-arch-image", "The platform of the machine that builds, set by the builder.", "`--platform=$BUILDPLATFORM` would have no value."),
    variable("CONDA_DEFAULT_ENV", "conda/activate-environment", "Names the conda environment that counts as active.", "Tools that ask for the active environment would find `base`."),
    variable("DEBIAN_FRONTEND", "works/apt-in-one-run", "Keeps apt from asking questions that nobody is there to answer.", "A package that asks, `tzdata` for one, would hold up the build."),
    variable("DEBUG", "apps/production-server", "Switches the framework's debug mode.", "The framework's default would decide."),
    variable("DJANGO_DEBUG", "apps/production-server", "Switches Django's debug mode.", "The settings module would decide."),
    variable("DJANGO_SETTINGS_MODULE", "ops/config-from-environment", "Tells Django where its settings are.", "Django would not start without being told on its command line."),
    variable("FLASK_APP", "apps/production-server", "Tells the `flask` command which application to load.", "`flask` would look for `app.py` or `wsgi.py` in the working folder."),
    variable("FLASK_DEBUG", "apps/production-server", "Switches Flask's debugger and reloader.", "Both would be off."),
    variable("FLASK_ENV", "apps/production-server", "Chose Flask's mode once; Flask 2.3 and later ignore it.", "Nothing would change."),
    variable("GUNICORN_CMD_ARGS", "apps/gunicorn-workers", "Options for gunicorn, read before its command line.", "The command line would have to carry them."),
    variable("HOME", "security/run-as-non-root", "The folder in which programs keep their files for the user.", "A user without an entry in `/etc/passwd` has `/` for a home, where it may not write."),
    variable("LANG", "debug/import-errors", "Chooses the language and encoding of programs that are not Python; Python uses UTF-8 by itself.", "Programs in C would take every text for ASCII."),
    variable("LC_ALL", "debug/import-errors", "Overrides every setting of language and encoding.", "`LANG` would decide."),
    variable("LD_PRELOAD", "apps/gunicorn-workers", "Puts a library, mostly another allocator, before all others.", "The system's allocator would be used."),
    variable("MALLOC_ARENA_MAX", "ops/resource-limits", "Limits how many pools of memory glibc opens.", "A process with many threads would hold on to more memory."),
    variable("MAMBA_DOCKERFILE_ACTIVATE", "conda/micromamba-image", "Makes the micromamba image activate its environment in the RUNs below.", "A RUN would not find the environment's Python."),
    variable("OMP_NUM_THREADS", "ops/cpu-count-trap", "Limits the threads of numeric libraries to {}.", "They would start one for each CPU of the host, whatever the container may use."),
    variable("OPENBLAS_NUM_THREADS", "ops/cpu-count-trap", "Limits OpenBLAS to {} threads.", "It would start one for each CPU of the host."),
    variable("PATH", "works/venv-on-path", "Puts a folder of programs first, so that they are found by their bare names: in the RUNs below, at the start, and in `docker exec`.", "Every line would have to write the full path, and one that forgets it uses another program of the same name."),
    variable("PIPENV_VENV_IN_PROJECT", "installers/pipenv-deploy-sync", "Makes pipenv put its environment beside the Pipfile.", "It would lie in a folder whose name holds a hash, which nobody can copy by name."),
    variable("PIP_CACHE_DIR", "fast/pip-cache-mount", "Tells pip where its cache is.", "It would be below the home of the user."),
    variable("PIP_DEFAULT_TIMEOUT", "repro/offline-install", "Lets pip wait {} seconds for the index.", "It would give up after 15."),
    variable("PIP_DISABLE_PIP_VERSION_CHECK", "works/current-pip", "Stops pip from asking the index whether it is the newest.", "Each pip run would ask, and print a notice."),
    variable("PIP_EXTRA_INDEX_URL", "security/index-confusion", "Gives pip a second index beside the first.", "pip would ask one index only, which is the safer way."),
    variable("PIP_INDEX_URL", "installers/private-index-secret", "Gives pip the index to install from.", "It would ask the public one."),
    variable("PIP_NO_CACHE_DIR", "small/no-pip-cache", "Stops pip from keeping what it downloads.", "The downloads would stay in the layer of every install."),
    variable("PIP_REQUIRE_VIRTUALENV", "works/externally-managed", "Makes pip refuse to install outside of a virtual environment.", "A forgotten path would install into the system's Python."),
    variable("PIP_ROOT_USER_ACTION", "works/externally-managed", "Silences pip's warning about installing as root.", "Each install as root would print the warning."),
    variable("POETRY_CACHE_DIR", "installers/poetry-version-cache", "Tells Poetry where its cache is.", "It would be below the home of the user."),
    variable("POETRY_HOME", "installers/poetry-apart", "Tells Poetry's installer where to put Poetry itself.", "It would lie below the home of the user."),
    variable("POETRY_VERSION", "repro/pin-tooling", "The version of Poetry to install.", "Each build would take whatever is newest."),
    variable("POETRY_VIRTUALENVS_CREATE", "installers/poetry-venv-place", "Says whether Poetry makes an environment of its own.", "It would make one, in a folder whose name holds a hash."),
    variable("POETRY_VIRTUALENVS_IN_PROJECT", "installers/poetry-venv-place", "Makes Poetry put its environment into `.venv` beside the manifest.", "It would lie in a folder whose name holds a hash, which nobody can put on PATH by name."),
    variable("PORT", "apps/honour-port", "The port that the application is told to listen on.", "The application's default would count, and a platform that sets PORT would not be heard."),
    variable("PYTHONDONTWRITEBYTECODE", "ops/dontwritebytecode-choice", "Stops Python from writing `.pyc` files.", "Python would write them on the first import, where it may."),
    variable("PYTHONFAULTHANDLER", "debug/faulthandler", "Makes Python print where each thread was when it crashes in C code or is killed by certain signals.", "A crash in a library would leave `Segmentation fault` and nothing else."),
    variable("PYTHONHASHSEED", "repro/source-date-epoch", "Fixes the seed of Python's hashes, and with it the order of sets.", "The order would differ from run to run."),
    variable("PYTHONOPTIMIZE", "ops/precompile-bytecode", "Drops `assert` statements, and with 2 docstrings too.", "Both would stay."),
    variable("PYTHONPATH", "debug/import-errors", "Adds {} to the folders that Python imports from.", "`import` would find only installed packages and what lies beside the script that starts."),
    variable("PYTHONPYCACHEPREFIX", "ops/dontwritebytecode-choice", "Puts all `.pyc` files below one folder.", "They would lie in `__pycache__` beside the sources, which may not be writable."),
    variable("PYTHONUNBUFFERED", "debug/unbuffered-output", "Makes Python hand on every line of output at once.", "The last lines before a crash would stay in a buffer and be lost, because a container's output is a pipe and no terminal."),
    variable("PYTHONUTF8", "debug/import-errors", "Makes Python use UTF-8 whatever the locale says.", "Python 3.15 does so anyway; before, a locale like `POSIX` was read as UTF-8, others as they say."),
    variable("PYTHON_VERSION", "works/explicit-base-tag", "The version of Python for the base image, in one place.", "Each FROM would repeat it, and one day they would differ."),
    variable("SHA256", "security/verify-downloads", "The checksum that a download must have.", "A changed file on the server would go into the image unseen."),
    variable("SOURCE_DATE_EPOCH", "repro/source-date-epoch", "Sets the time that the builder writes into files and history.", "Two builds of the same sources would differ in their times."),
    variable("TARGETARCH", "apps/multi-arch-image", "The architecture that is built for, set by the builder once it is declared in the stage.", "A download that depends on it could not be named."),
    variable("TARGETPLATFORM", "apps/multi-arch-image", "The platform that is built for, set by the builder once it is declared in the stage.", "What depends on it could not be named."),
    variable("TZ", "ops/config-from-environment", "Sets the time zone of programs that ask for local time.", "It would be UTC, which suits logs."),
    variable("UV_CACHE_DIR", "fast/pip-cache-mount", "Tells uv where its cache is.", "It would be below the home of the user."),
    variable("UV_COMPILE_BYTECODE", "installers/uv-compile-and-copy", "Makes uv write bytecode while it installs.", "Python would compile on the first start of every container."),
    variable("UV_FROZEN", "installers/uv-two-step-sync", "Makes uv install from the lock without asking whether it is current.", "uv would compare the lock with the manifest, and update it where it may."),
    variable("UV_LINK_MODE", "installers/uv-compile-and-copy", "Makes uv copy files out of its cache.", "uv would try hard links, which cannot reach out of a cache mount, and warn."),
    variable("UV_LOCKED", "installers/uv-two-step-sync", "Makes uv stop when the lock does not fit the manifest.", "uv would write another lock during the build."),
    variable("UV_NO_CACHE", "small/no-pip-cache", "Stops uv from keeping what it downloads.", "The downloads would stay in the layer of every install."),
    variable("UV_NO_DEV", "installers/dependency-groups", "Leaves the development group out of every sync.", "Test tools would be installed into the image."),
    variable("UV_PROJECT_ENVIRONMENT", "installers/uv-two-step-sync", "Tells uv where the project's environment is.", "It would be `.venv` beside the manifest."),
    variable("UV_PYTHON_DOWNLOADS", "installers/uv-python-source", "Says whether uv may download a Python of its own.", "uv would fetch one where the base's does not fit, and the image would have two."),
    variable("UV_PYTHON_PREFERENCE", "installers/uv-python-source", "Says which Python uv takes, the system's or its own.", "uv would take one of its own where it has one."),
    variable("VIRTUAL_ENV", "works/venv-on-path", "Tells tools which environment is the active one; uv installs into it.", "Python works without it, but tools that ask for the active environment find none."),
    variable("WEB_CONCURRENCY", "apps/gunicorn-workers", "How many workers gunicorn and uvicorn start.", "One, so that a slow request holds up all others."),
];

/// The practices of variables that the table does not know.
pub(super) const PRACTICES: &[&str] = &[
    "ci/labels-at-build",
    "fast/late-arguments",
    "ops/config-from-environment",
    "security/no-secrets-in-arg-or-env",
    "works/explicit-base-tag",
];

/// Returns what is known of a name.
fn find(name: &str) -> Option<&'static Variable> {
    VARIABLES.binary_search_by(|variable| variable.name.cmp(name)).ok().map(|at| &VARIABLES[at])
}

/// Tells why variables are set.
pub(super) fn see(seen: &mut Seen<'_>) {
    let instruction = seen.instruction();
    match &instruction.arguments {
        Arguments::Env(env) => env.pairs.iter().for_each(|pair| set(seen, pair)),
        Arguments::Arg(pairs) => pairs.iter().for_each(|pair| argument(seen, pair)),
        _ => {}
    }
}

/// Returns the words of a pair.
fn words(pair: &Pair) -> Span {
    let end =
        pair.value.as_ref().filter(|value| !value.is_empty()).map_or(pair.key.span().end, |value| value.span().end);
    Span::new(pair.key.span().start, end)
}

fn value(pair: &Pair) -> &str {
    pair.value.as_deref().unwrap_or_default().trim_matches(['"', '\''])
}

fn known(seen: &mut Seen<'_>, pair: &Pair) -> bool {
    let Some(variable) = find(&pair.key) else { return false };
    let shown = match value(pair) {
        "" => "its value".to_owned(),
        value => format!("`{value}`"),
    };
    seen.tell(words(pair), variable.practice, variable.purpose.replace("{}", &shown), variable.without);
    true
}

fn set(seen: &mut Seen<'_>, pair: &Pair) {
    if known(seen, pair) {
        return;
    }
    let name = pair.key.as_str();
    if is_secret_name(name) {
        let purpose = format!("Puts `{name}` into the image, for everybody who has it to read.");
        let without =
            "The value would have to come from a secret when the container starts, which is where it belongs.";
        return seen.tell(words(pair), "security/no-secrets-in-arg-or-env", purpose, without);
    }
    let purpose = format!(
        "Gives `{name}` a value for the instructions below and for every container, which `docker run -e` can override."
    );
    seen.tell(
        words(pair),
        "ops/config-from-environment",
        purpose,
        "The application would need it from outside, or use its own default.",
    );
}

fn argument(seen: &mut Seen<'_>, pair: &Pair) {
    let name = pair.key.as_str();
    let is_global = seen.instruction().stage.is_none();
    if is_global {
        let used = seen.facts.stages.iter().find(|stage| uses(&stage.from.rest, name));
        let purpose = match used {
            Some(_) => format!(
                "Stands above the first FROM so that FROM can use `${name}`; `--build-arg {name}=…` chooses another."
            ),
            None => format!(
                "Declares `{name}` for all FROM lines. In a stage it has a value only after `ARG {name}` there."
            ),
        };
        return seen.tell(
            words(pair),
            "works/explicit-base-tag",
            purpose,
            "The FROM line would have to hold the value itself, or have none.",
        );
    }
    if is_secret_name(name) {
        let purpose = format!("Takes `{name}` from the build command. The value stays in the image's history.");
        let without = "The value would have to come in by `RUN --mount=type=secret`, which leaves nothing behind.";
        return seen.tell(words(pair), "security/no-secrets-in-arg-or-env", purpose, without);
    }
    if known(seen, pair) {
        return;
    }
    let is_identity = ["COMMIT", "REVISION", "VERSION", "SHA", "BUILD", "DATE", "REF"]
        .iter()
        .any(|part| name.to_ascii_uppercase().contains(part));
    let purpose = format!("Declares `{name}`: the instructions below can use `${name}`, and `--build-arg` can set it.");
    let without = if is_identity {
        "The image could not say what it was built from. A new value misses the cache from the first instruction below that runs a command."
    } else {
        "`--build-arg` could not set it. A new value misses the cache from the first instruction below that runs a command."
    };
    seen.tell(words(pair), if is_identity { "ci/labels-at-build" } else { "fast/late-arguments" }, purpose, without);
}

fn uses(text: &str, name: &str) -> bool {
    variable::uses_in_word(text).iter().any(|it| it.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_says_sentences() {
        assert!(VARIABLES.is_sorted_by(|a, b| a.name < b.name));
        for variable in VARIABLES {
            assert!(variable.purpose.ends_with('.') && variable.without.ends_with('.'), "{}", variable.name);
        }
    }
}
