//! What programs and their flags are for, in RUN and in what the container starts: one entry a program, one a flag. What is installed
//! is told by `install`.

pub(super) mod install;

use super::seen::Seen;
use crate::diagnostic::Span;
use crate::dockerfile::Keyword;
use crate::lint::facts::Execution;
use crate::lint::facts::server::called;
use crate::shell::{Command, Word};

/// A program that does something known.
pub(super) struct Program {
    /// Its name, and the first of its words that are no flags, where that decides: `apt-get update`.
    name: &'static str,
    pub(super) practice: &'static str,
    purpose: &'static str,
    without: &'static str,
}

/// A flag of a program.
pub(super) struct Flag {
    program: &'static str,
    /// The ways to write it.
    names: &'static [&'static str],
    pub(super) practice: &'static str,
    /// `{}` stands for the value.
    purpose: &'static str,
    without: &'static str,
}

const fn program(name: &'static str, practice: &'static str, purpose: &'static str, without: &'static str) -> Program {
    Program { name, practice, purpose, without }
}

const fn flag(
    program: &'static str,
    names: &'static [&'static str],
    practice: &'static str,
    purpose: &'static str,
    without: &'static str,
) -> Flag {
    Flag { program, names, practice, purpose, without }
}

/// Every program that is known, sorted; the installers are in `install`.
#[rustfmt::skip]
pub(super) const PROGRAMS: &[Program] = &[
    program(".", "works/venv-on-path", "Reads a script into this RUN's shell. What it sets is gone when the RUN ends.", "Nothing lasting: the next instruction has a new shell, and `ENV PATH` is what reaches it."),
    program("activate", "works/venv-on-path", "Activates an environment in this RUN's shell; gone when the RUN ends.", "The next instruction has a new shell anyway; `ENV PATH` reaches it."),
    program("addgroup", "security/numeric-uid", "Makes a group for the application's user.", "The user would have to share one of the system's groups."),
    program("adduser", "security/run-as-non-root", "Makes the user as whom the application will run.", "USER would have only a number without a name, which some programs dislike."),
    program("alembic", "ops/migrations-apart", "Changes the database's tables to what the code expects.", "A new version would meet old tables."),
    program("apt-get autoremove", "small/clean-in-same-layer", "Removes packages that only other removed ones needed.", "They would stay in the layer."),
    program("apt-get clean", "small/clean-in-same-layer", "Deletes downloaded packages; Debian's images do that by themselves.", "Nothing in the official images: they are set up to keep none."),
    program("apt-get purge", "small/clean-in-same-layer", "Removes packages and their settings. It saves room only in the RUN that installed them.", "They would stay in the image."),
    program("apt-get update", "works/apt-in-one-run", "Fetches the lists of what Debian offers now. They belong to the install in the same RUN.", "apt would know no package; and lists from an older, cached layer would name versions that are gone."),
    program("apt-get upgrade", "security/install-security-updates", "Installs the fixes that Debian published after the base image was built.", "The image would ship with known holes until the base itself is built anew."),
    program("cd", "works/absolute-workdir", "Changes the folder for the rest of this RUN; the next instruction starts in the WORKDIR again.", "The commands behind it would work in the WORKDIR."),
    program("celery", "apps/workers-and-schedulers", "Runs the worker or the scheduler: a container of its own from the same image.", "Jobs would wait in the queue."),
    program("chmod", "small/ownership-on-copy", "Changes who may do what with files.", "They would keep their modes. In a RUN of its own it stores every file again; `COPY --chmod` does not."),
    program("chown", "small/ownership-on-copy", "Gives files to another user.", "They would belong to root. In a RUN of its own it stores every file again; `COPY --chown` does not."),
    program("compileall", "ops/precompile-bytecode", "Compiles the sources to bytecode while building.", "Every new container would compile them on its first start, where it may write at all."),
    program("conda clean", "conda/clean-caches", "Deletes what conda downloaded, in the RUN that downloaded it.", "Archives and unpacked packages would stay in the layer."),
    program("conda run", "conda/run-without-capture", "Runs a command in a conda environment.", "The command would not see the environment's programs and variables."),
    program("cron", "works/one-concern", "Starts the system's scheduler in the container.", "A job would be a container of its own, started by the platform's scheduler, which is better."),
    program("curl", "security/verify-downloads", "Downloads a file while building.", "The file would be missing. Without a checksum nobody notices that it is another one."),
    program("daphne", "apps/uvicorn-one-process", "Serves an ASGI application.", "Nothing would answer on the port."),
    program("django-admin migrate", "ops/migrations-apart", "Changes the database's tables to what the code expects.", "A new version would meet old tables."),
    program("echo", "", "Writes a text, mostly into a file.", "The file would have to be copied from the repository."),
    program("exec", "ops/exec-in-entrypoint", "Lets the program take the shell's place as process 1, so that it hears signals.", "The shell would stay process 1 and not hand on SIGTERM."),
    program("fastapi dev", "apps/production-server", "Runs FastAPI's development server, which reloads.", "A production server would be started instead."),
    program("flask run", "apps/production-server", "Runs Flask's development server.", "A production server, gunicorn for one, would be started instead."),
    program("git clone", "fast/git-directory", "Fetches a repository while building.", "Its files would be missing; `ADD` of an address fetches them without git in the image."),
    program("groupadd", "security/numeric-uid", "Makes a group with a fixed number for the application's user.", "The number would be the next one free, and could change with the base."),
    program("gunicorn", "apps/production-server", "Serves the application from worker processes, and restarts one that dies.", "Nothing would answer on the port; the framework's own server is made for one developer."),
    program("hypercorn", "apps/uvicorn-one-process", "Serves an ASGI application.", "Nothing would answer on the port."),
    program("ln", "", "Makes a second name for a file.", "Whoever asks for it by that name would not find it."),
    program("manage.py collectstatic", "apps/django-static-at-build", "Gathers the static files while building, so that every container has the same.", "Each start would gather them, or pages would come without styles."),
    program("manage.py migrate", "ops/migrations-apart", "Changes the database's tables to what the code expects.", "A new version would meet old tables. At the start, several containers would do it at once."),
    program("manage.py runserver", "apps/production-server", "Runs Django's development server.", "A production server, gunicorn for one, would be started instead."),
    program("mkdir", "", "Makes a folder.", "The lines below would not find it. WORKDIR makes its folder by itself."),
    program("npm ci", "small/frontend-stage", "Installs what the lock file of the front end names, nothing else.", "The front end could not be built."),
    program("npm run", "small/frontend-stage", "Builds the front end.", "Its files would be missing."),
    program("poetry build", "installers/poetry-apart", "Builds the project's wheel.", "There would be nothing to install in the next stage."),
    program("poetry config", "installers/poetry-venv-place", "Sets an option of Poetry for the lines below.", "Poetry's default would count."),
    program("poetry export", "installers/poetry-export-plugin", "Writes Poetry's lock as requirements, so that pip can install it.", "Poetry would have to be in the stage that installs."),
    program("pytest", "ci/test-the-image", "Runs the tests in this stage.", "The stage would pass whatever the code does."),
    program("rm", "small/clean-in-same-layer", "Deletes what this RUN left behind, before its layer is stored.", "It would stay in the layer for good: a later RUN can only hide it."),
    program("service", "works/one-concern", "Starts a service of the system. In a RUN it ends with the RUN.", "Nothing: in a container no init system starts services."),
    program("set", "works/fail-fast-run", "Sets options of this RUN's shell: with `-e` the first command that fails ends it, with `-u` an unset variable does.", "A failing line in the middle would be passed over, and the build would go on."),
    program("setcap", "security/unprivileged-port", "Allows one program what otherwise only root may, such as ports below 1024.", "The program would need root, or another port."),
    program("source", "works/venv-on-path", "Reads a script into this RUN's shell. What it sets is gone when the RUN ends.", "The next instruction has a new shell anyway; `ENV PATH` reaches it."),
    program("supervisord", "works/one-concern", "Starts several processes and watches them.", "Each process would be a container of its own, which the platform watches."),
    program("tar", "", "Packs files, or unpacks an archive.", "What is in the archive would be missing."),
    program("tee", "works/fail-fast-run", "Keeps a copy of the output. The pipe's result is its own, not that of the program before it.", "A failure of the program before it would be seen."),
    program("tini", "ops/init-for-pid1", "Is process 1 in the program's place: hands on signals and collects orphaned processes.", "Orphans would stay as zombies, and a program without a handler would not hear SIGTERM."),
    program("useradd", "security/run-as-non-root", "Makes the user as whom the application will run.", "USER would have only a number without a name and a home, which some programs dislike."),
    program("uv build", "installers/uv-non-editable", "Builds the project's wheel.", "There would be nothing to install in the next stage."),
    program("uv run", "installers/uv-run-at-start", "Runs a command in the project's environment; at a start it may look at the lock and the network first.", "The program of the environment can be called by itself once it is on PATH."),
    program("uv venv", "works/venv-on-path", "Makes an environment for the application's packages, apart from those of the system.", "uv would have to be told `--system`, and packages would lie among those of the base."),
    program("uvicorn", "apps/uvicorn-one-process", "Serves an ASGI application.", "Nothing would answer on the port."),
    program("venv", "works/venv-on-path", "Makes an environment for the application's packages, apart from those of the system; one folder that can be copied to another stage.", "Packages would lie among those of the base image, where nobody can tell them apart."),
    program("virtualenv", "works/venv-on-path", "Makes an environment for the application's packages, apart from those of the system.", "Packages would lie among those of the base image."),
    program("waitress-serve", "apps/production-server", "Serves the application.", "Nothing would answer on the port."),
    program("wget", "security/verify-downloads", "Downloads a file while building.", "The file would be missing. Without a checksum nobody notices that it is another one."),
];

/// Every flag that is known, by program.
#[rustfmt::skip]
pub(super) const FLAGS: &[Flag] = &[
    flag("adduser", &["--uid", "-u"], "security/numeric-uid", "Gives the user the number {}, the same in every build.", "The number would be the next one free, and owners of files could change with the base."),
    flag("apt-get", &["--no-install-recommends"], "small/no-recommends", "Installs what the packages need and not what they recommend.", "apt would add dozens of packages that nobody asked for."),
    flag("apt-get", &["-y", "--yes"], "works/apt-in-one-run", "Answers yes to apt's question whether to go on.", "apt would ask, and stop because nobody answers."),
    flag("apk", &["--no-cache"], "small/clean-in-same-layer", "Fetches the list of packages and keeps no copy of it.", "The list would stay in the layer, or be missing."),
    flag("conda", &["--no-capture-output", "--live-stream"], "conda/run-without-capture", "Lets the program's output through as it comes.", "conda would hold it back until the program ends."),
    flag("flask", &["--host", "-h"], "works/listen-on-all-interfaces", "Listens on {}.", "Flask would listen on 127.0.0.1, which is the container's own and cannot be reached from outside."),
    flag("gunicorn", &["--access-logfile"], "debug/logs-to-stdout", "Writes a line for each request to {}; `-` is standard output.", "gunicorn writes no line for a request."),
    flag("gunicorn", &["--bind", "-b"], "works/listen-on-all-interfaces", "Listens on {}: on `0.0.0.0` the port can be reached from outside.", "gunicorn would listen on 127.0.0.1:8000, which is the container's own and cannot be reached from outside."),
    flag("gunicorn", &["--config", "-c"], "apps/gunicorn-workers", "Reads its settings from {}.", "gunicorn would look for `gunicorn.conf.py` in the working folder only."),
    flag("gunicorn", &["--forwarded-allow-ips"], "apps/trust-the-proxy", "Believes the headers of a proxy at {}.", "The application would take the proxy for its visitor, and https for http."),
    flag("gunicorn", &["--graceful-timeout"], "ops/grace-periods", "Gives requests {} seconds to end after SIGTERM. The platform has to wait longer than that.", "gunicorn would wait 30 seconds, and `docker stop` kills after ten."),
    flag("gunicorn", &["--no-control-socket"], "apps/gunicorn-control-socket", "Starts without the socket by which gunicorn can be controlled.", "gunicorn would make the socket in the user's home, which a container may not have."),
    flag("gunicorn", &["--threads"], "apps/gunicorn-workers", "Lets each worker answer {} requests at once.", "A worker would answer one request at a time."),
    flag("gunicorn", &["--timeout", "-t"], "apps/gunicorn-workers", "Restarts a worker that is silent for {} seconds.", "It would be 30."),
    flag("gunicorn", &["--worker-tmp-dir"], "apps/gunicorn-heartbeat-dir", "Keeps the workers' heartbeat in {}, in memory.", "The heartbeat would be a file on disk; a slow disk looks like a dead worker."),
    flag("gunicorn", &["--workers", "-w"], "apps/gunicorn-workers", "Starts {} workers.", "There would be one, so that a slow request holds up all others."),
    flag("gunicorn", &["--worker-class", "-k"], "apps/gunicorn-workers", "Chooses the kind of worker, {}.", "It would be `sync`: one request at a time."),
    flag("pip", &["--break-system-packages"], "works/externally-managed", "Makes pip install among the packages of the system although these are not its own.", "pip would refuse; a virtual environment is what it asks for."),
    flag("pip", &["--extra-index-url"], "security/index-confusion", "Asks a second index as well; the highest version wins, wherever it comes from.", "One index would decide, which is the safer way."),
    flag("pip", &["--index-url", "-i"], "installers/private-index-secret", "Installs from the index {}.", "pip would ask the public index."),
    flag("pip", &["--no-cache-dir"], "small/no-pip-cache", "Stops pip from keeping what it downloads.", "The downloads would stay in the layer, for nobody to use again."),
    flag("pip", &["--no-deps"], "installers/no-deps-install", "Installs exactly what is listed, and nothing that it asks for.", "pip would add what it thinks is missing, unpinned."),
    flag("pip", &["--only-binary"], "fast/prefer-wheels", "Refuses packages that have to be compiled.", "A missing wheel would mean a compiler in the image, or a build that takes an hour."),
    flag("pip", &["--require-hashes"], "repro/require-hashes", "Installs a file only when its hash is listed.", "Another file under the same version would be installed unseen."),
    flag("pip", &["--target", "-t", "--prefix"], "small/copy-the-venv", "Installs into {}, to be copied from there.", "The packages would lie among those of the base image."),
    flag("pip", &["--upgrade", "-U"], "works/current-pip", "Takes the newest version there is today.", "What is installed would stay."),
    flag("pip", &["--trusted-host"], "security/index-confusion", "Talks to {} although its certificate cannot be checked.", "pip would refuse an index that cannot prove who it is."),
    flag("poetry", &["--no-root"], "installers/poetry-no-root-first", "Installs what the project needs, and not yet the project itself.", "The sources would be needed here, and every edit would install again."),
    flag("poetry", &["--only", "--without"], "installers/poetry-only-main", "Chooses the groups of dependencies.", "The development group would be installed as well."),
    flag("useradd", &["--no-create-home", "-M"], "security/run-as-non-root", "Makes no home folder: a service has nothing to keep there.", "Nothing on Debian, where `useradd` makes one only with `-m`; on the RHEL family it would."),
    flag("useradd", &["--shell", "-s"], "security/run-as-non-root", "Gives the user {} for a shell, so that nobody logs in as it.", "The user would have a shell to log in with."),
    flag("useradd", &["--uid", "-u"], "security/numeric-uid", "Gives the user the number {}, the same in every build.", "The number would be the next one free, and owners of files could change with the base."),
    flag("useradd", &["--user-group", "-U"], "security/numeric-uid", "Makes a group with the same name and number.", "The system's setting would decide about the group."),
    flag("uv", &["--frozen"], "installers/uv-two-step-sync", "Installs from the lock without asking whether it is current.", "uv would compare the lock with the manifest, and update it."),
    flag("uv", &["--locked"], "installers/uv-two-step-sync", "Stops when the lock does not fit the manifest.", "uv would write another lock during the build."),
    flag("uv", &["--no-cache"], "small/no-pip-cache", "Stops uv from keeping what it downloads.", "The downloads would stay in the layer."),
    flag("uv", &["--no-dev"], "installers/dependency-groups", "Leaves the development group out.", "Test tools would be installed into the image."),
    flag("uv", &["--no-editable"], "installers/uv-non-editable", "Installs the project as a copy in the environment.", "The environment would point to the sources, and be empty without them in the next stage."),
    flag("uv", &["--no-install-project"], "installers/uv-two-step-sync", "Installs what the project needs, and not yet the project itself.", "The sources would be needed here, and every edit would install again."),
    flag("uvicorn", &["--host"], "works/listen-on-all-interfaces", "Listens on {}.", "uvicorn would listen on 127.0.0.1, which is the container's own and cannot be reached from outside."),
    flag("uvicorn", &["--proxy-headers", "--forwarded-allow-ips"], "apps/trust-the-proxy", "Believes the headers of a proxy.", "The application would take the proxy for its visitor, and https for http."),
    flag("uvicorn", &["--reload"], "apps/production-server", "Watches the sources and restarts when one changes.", "The server would stay as it started, which is right in production."),
    flag("uvicorn", &["--workers"], "apps/uvicorn-one-process", "Starts {} processes.", "There would be one, and the platform would start more containers."),
];

/// Tells what commands are for.
pub(super) fn see(seen: &mut Seen<'_>) {
    if ![Keyword::Run, Keyword::Cmd, Keyword::Entrypoint].contains(&seen.instruction().keyword) {
        return;
    }
    let Some(execution) = seen.facts.execution(seen.at) else { return };
    let installs = seen.facts.installs_at(seen.at);
    for (index, command) in execution.commands().enumerate() {
        let install = installs.iter().find(|install| install.command == index);
        match install {
            Some(install) => install::see(seen, command, install),
            None => programs(seen, execution, command),
        }
        flags(seen, execution, command);
    }
}

/// Returns the names by which a command is looked up, the one behind `python -m` and its like first, each with its words.
fn names(command: &Command) -> Vec<(&Word, &[Word])> {
    let direct = command.program_word().map(|word| (word, command.args()));
    let mut names: Vec<_> = called(command).into_iter().collect();
    names.extend(direct.filter(|(word, _)| names.iter().all(|(other, _)| other.span != word.span)));
    names
}

fn programs(seen: &mut Seen<'_>, execution: &Execution<'_>, command: &Command) {
    for wrapper in command.wrappers() {
        if let Some(found) = find(wrapper.file_name(), None) {
            seen.tell(execution.word_span(wrapper), found.practice, found.purpose, found.without);
        }
    }
    for (word, args) in names(command) {
        let name = word.file_name();
        let verb = args.iter().find(|arg| PROGRAMS.iter().any(|known| is_verb(known, name, &arg.text)));
        // `python manage.py migrate`: the script is the program.
        let script = args.first().filter(|arg| arg.file_name() == "manage.py");
        let script_verb =
            script.and_then(|script| args.iter().find(|arg| find(script.file_name(), Some(&arg.text)).is_some()));
        let (found, last) = match (script, script_verb, verb) {
            (Some(script), Some(verb), _) => (find(script.file_name(), Some(&verb.text)), verb),
            (_, _, Some(verb)) => (find(name, Some(&verb.text)), verb),
            _ => (find(name, None), word),
        };
        if let Some(found) = found {
            let first = command.program_word().unwrap_or(word);
            let start = execution.word_span(first).start;
            let end = end_of_line(seen, execution, command, start).max(execution.word_span(last).end);
            seen.tell(Span::new(start, end), found.practice, found.purpose, found.without);
            return;
        }
    }
}

/// Returns where the last of a command's words ends that stands in the line of `start`.
fn end_of_line(seen: &Seen<'_>, execution: &Execution<'_>, command: &Command, start: usize) -> usize {
    let line = |at: usize| seen.file().lines.line(at);
    let ends = command.args().iter().map(|word| execution.word_span(word).end);
    ends.filter(|end| *end > start && line(*end) == line(start)).max().unwrap_or(start)
}

fn find(name: &str, verb: Option<&str>) -> Option<&'static Program> {
    let name = if name == "apt" { "apt-get" } else { name };
    PROGRAMS.iter().find(|known| match verb {
        Some(verb) => is_verb(known, name, verb),
        None => known.name == name,
    })
}

fn is_verb(known: &Program, name: &str, verb: &str) -> bool {
    let name = if name == "apt" { "apt-get" } else { name };
    known.name.split_once(' ') == Some((name, verb))
}

fn flags(seen: &mut Seen<'_>, execution: &Execution<'_>, command: &Command) {
    let names: Vec<&str> = names(command).into_iter().map(|(word, _)| word.file_name()).collect();
    for known in FLAGS.iter().filter(|known| names.iter().any(|name| is_program(known.program, name))) {
        let Some(word) = known.names.iter().find_map(|name| command.flag(name)) else { continue };
        // A bundle, `-qy`, says several things at once.
        if word.text.len() > 2
            && !word.text.starts_with("--")
            && !word.text.contains('=')
            && known.names.iter().all(|name| !word.text.starts_with(name))
        {
            continue;
        }
        let value = command.flag_value(known.names);
        let end = value
            .as_ref()
            .filter(|_| known.purpose.contains("{}"))
            .map_or(execution.word_span(word).end, |value| execution.span(value.span).end);
        let shown = value.map(|value| format!("`{}`", value.text)).unwrap_or_default();
        let span = Span::new(execution.word_span(word).start, end.max(execution.word_span(word).end));
        seen.tell(span, known.practice, known.purpose.replace("{}", &shown), known.without);
    }
}

fn is_program(known: &str, name: &str) -> bool {
    match known {
        "apt-get" => matches!(name, "apt-get" | "apt"),
        "pip" => name.starts_with("pip") && !name.starts_with("pipenv") && !name.starts_with("pipx"),
        "conda" => matches!(name, "conda" | "mamba" | "micromamba"),
        known => known == name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_say_sentences() {
        assert!(PROGRAMS.is_sorted_by(|a, b| a.name < b.name));
        for (name, purpose, without) in PROGRAMS
            .iter()
            .map(|it| (it.name, it.purpose, it.without))
            .chain(FLAGS.iter().map(|it| (it.program, it.purpose, it.without)))
        {
            assert!(purpose.ends_with('.') && without.ends_with('.'), "{name}: {purpose} {without}");
        }
    }
}
