//! Which programs serve: what a start command really calls, where it listens, what the final image's variables are. Knows the Python
//! servers by name; does not know which of them is a good choice.

use super::Facts;
use super::execution::Execution;
use super::install::is_python;
use crate::diagnostic::Span;
use crate::shell::{Command, FlagValue, Word};

/// More prefixes than these nobody stacks.
const DEEPEST: usize = 4;

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listening {
    /// The host without brackets; empty: all interfaces.
    pub host: Option<String>,
    /// The port, if it is a plain number.
    pub port: Option<u16>,
    /// Where the value stands in the file.
    pub span: Span,
}

/// Servers that speak HTTP for Python applications, by the name of their program.
pub const SERVERS: &[&str] = &[
    "gunicorn",
    "uvicorn",
    "hypercorn",
    "granian",
    "daphne",
    "waitress-serve",
    "uwsgi",
    "flask",
    "fastapi",
    "runserver",
];

/// Returns the program and its arguments, seen through `python -m`, `uv run`, `poetry run`.
pub fn called(command: &Command) -> Option<(&Word, &[Word])> {
    let (mut word, mut rest) = (command.program_word()?, command.args());
    for _ in 0..DEEPEST {
        let skip = match word.file_name() {
            name if is_python(name) => {
                let module = rest.iter().position(|word| word.text == "-m");
                module.filter(|at| rest[..*at].iter().all(|word| word.text.starts_with('-'))).map(|at| at + 1)
            }
            "uv" | "poetry" | "pipenv" | "pdm" if rest.first().is_some_and(|word| word.text == "run") => Some(1),
            "ddtrace-run" | "opentelemetry-instrument" => Some(0),
            _ => None,
        };
        let Some(skip) = skip else { break };
        let behind = rest.get(skip..)?;
        let next = behind.iter().position(|word| !word.text.starts_with('-'))?;
        (word, rest) = (&behind[next], &behind[next + 1..]);
    }
    Some((word, rest))
}

/// Returns the word that says which server a command starts: `gunicorn`, `flask` of `flask run`, `runserver`.
pub fn server(command: &Command) -> Option<(&'static str, &Word)> {
    let (program, args) = called(command)?;
    let verb = |wanted: &[&str]| args.iter().find(|word| wanted.contains(&word.text.as_str()));
    let name = program.file_name();
    if is_python(name) || matches!(name, "django-admin" | "manage.py") {
        let script = is_python(name).then(|| args.iter().find(|word| !word.text.starts_with('-'))).flatten();
        let django = !is_python(name) || script.is_some_and(|word| word.file_name() == "manage.py");
        return verb(&["runserver", "runserver_plus"]).filter(|_| django).map(|word| ("runserver", word));
    }
    let known = SERVERS.iter().find(|known| **known == name)?;
    let serves = match *known {
        "flask" => verb(&["run"]).is_some(),
        "fastapi" => verb(&["run", "dev"]).is_some(),
        "runserver" => false,
        _ => true,
    };
    serves.then_some((*known, program))
}

/// Returns where a command listens, as far as its own words say.
pub fn listening(run: &Execution<'_>, command: &Command) -> Vec<Listening> {
    let Some((name, word)) = server(command) else { return Vec::new() };
    let read = |value: FlagValue<'_>| {
        (!value.text.starts_with("unix:") && !value.text.starts_with("fd://"))
            .then(|| listening_at(value.text, run.span(value.span)))
    };
    match name {
        "gunicorn" | "hypercorn" => command.flag_values(&["-b", "--bind"]).into_iter().filter_map(read).collect(),
        "waitress-serve" if command.has_flag(&["--listen"]) => {
            command.flag_values(&["--listen"]).into_iter().filter_map(read).collect()
        }
        "runserver" => {
            let address = command.args().iter().skip_while(|arg| arg.span != word.span).skip(1);
            let address = address.into_iter().find(|word| word.text.contains(':') || word.text.parse::<u16>().is_ok());
            address.map(|word| listening_at(&word.text, run.word_span(word))).into_iter().collect()
        }
        "uwsgi" => Vec::new(),
        _ => apart(run, command, name).into_iter().collect(),
    }
}

/// `--host` and `--port`.
fn apart(run: &Execution<'_>, command: &Command, name: &str) -> Option<Listening> {
    let (hosts, ports): (&[&str], &[&str]) = match name {
        "flask" => (&["-h", "--host"], &["-p", "--port"]),
        "daphne" => (&["-b", "--bind"], &["-p", "--port"]),
        _ => (&["--host"], &["--port"]),
    };
    let (host, port) = (command.flag_value(hosts), command.flag_value(ports));
    let span = host.as_ref().or(port.as_ref()).map(|value| run.span(value.span))?;
    Some(Listening {
        host: host.map(|value| value.text.trim_matches(['[', ']']).to_owned()),
        port: port.and_then(|value| value.text.parse().ok()),
        span,
    })
}

fn listening_at(text: &str, span: Span) -> Listening {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (Some(host), port),
        None if text.bytes().all(|byte| byte.is_ascii_digit()) => (None, text),
        None => (Some(text), ""),
    };
    let host = host.map(|host| host.trim_start_matches("tcp://").trim_matches(['[', ']']).to_owned());
    Listening { host, port: port.parse().ok(), span }
}

impl Facts<'_> {
    /// Returns the commands of the final image's ENTRYPOINT and CMD, with where they stand.
    pub fn start_commands(&self) -> impl Iterator<Item = (&Execution<'_>, &Command)> {
        self.start().flat_map(|run| run.commands().map(move |command| (run, command)))
    }

    /// Says whether any word of ENTRYPOINT and CMD gives one of these flags, wherever the two are cut.
    pub fn start_gives(&self, flags: &[&str]) -> bool {
        // The `-c` of `sh -c` is not the server's.
        let shell = |command: &Command| matches!(command.program(), Some("sh" | "bash" | "ash" | "dash"));
        let commands = self.start_commands().filter(|(_, command)| !shell(command));
        let words = commands.flat_map(|(_, command)| command.words.iter());
        words.into_iter().any(|word| {
            flags.iter().any(|flag| match word.text.strip_prefix(flag) {
                Some(rest) => rest.is_empty() || rest.starts_with('=') || !flag.starts_with("--"),
                None => false,
            })
        })
    }

    /// Says whether the final stage is, by its name, not meant for production.
    pub fn is_for_development(&self) -> bool {
        let name = self.final_stage().and_then(|stage| stage.stage.name.as_deref()).unwrap_or_default();
        let words =
            ["dev", "devel", "develop", "development", "test", "tests", "testing", "debug", "local", "ci", "lint"];
        name.split(['-', '_', '.']).any(|part| words.contains(&part))
    }

    /// Says whether RUNs of the final image execute files that nobody can read here.
    pub fn runs_scripts(&self) -> bool {
        let shell = |name: &str| matches!(name, "sh" | "bash" | "." | "source" | "ash" | "dash");
        let opaque = |command: &Command| {
            let file = |word: &Word| word.text.ends_with(".sh") || word.text.starts_with("./");
            command.program_word().is_some_and(file)
                || (command.program().is_some_and(shell) && !command.has_flag(&["-c"]))
                || command.program_word().is_some_and(|word| word.expands.any_value())
        };
        let foreign = self.runs().any(|run| run.interpreter.is_some() && self.is_in_image(run.at));
        let named = self.runs_that(|name| shell(name) || name.ends_with(".sh"));
        let mut suspects = named.flat_map(|run| run.commands().map(move |it| (run, it))).chain(self.unusual_commands());
        foreign || suspects.any(|(run, command)| self.is_in_image(run.at) && opaque(command))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dockerfile::Dockerfile;
    use crate::lint::Context;

    /// A start command, its server, and where that listens.
    type Case = (&'static str, Option<&'static str>, Option<&'static str>, Option<u16>);

    #[test]
    fn which_server_listens_where() {
        let cases: [Case; 12] = [
            ("[\"gunicorn\", \"-b\", \"0.0.0.0:8000\", \"a:b\"]", Some("gunicorn"), Some("0.0.0.0"), Some(8000)),
            ("exec python -m gunicorn --bind=:$PORT a", Some("gunicorn"), Some(""), None),
            ("uv run --no-dev uvicorn a:b --host 127.0.0.1 --port 80", Some("uvicorn"), Some("127.0.0.1"), Some(80)),
            ("python -u manage.py runserver 0:8000", Some("runserver"), Some("0"), Some(8000)),
            ("./manage.py runserver 8000", Some("runserver"), None, Some(8000)),
            ("flask --app a run -h 0.0.0.0 -p 5000", Some("flask"), Some("0.0.0.0"), Some(5000)),
            ("hypercorn --bind [::]:80 a", Some("hypercorn"), Some("::"), Some(80)),
            ("gunicorn --bind unix:/s a", Some("gunicorn"), None, None),
            ("fastapi run a.py", Some("fastapi"), None, None),
            ("flask db upgrade", None, None, None),
            ("python main.py runserver", None, None, None),
            ("python -m shop", None, None, None),
        ];
        for (line, name, host, port) in cases {
            let file = Dockerfile::parse(&format!("FROM a\nCMD {line}\n"));
            let facts = Facts::new(&file, Context::default());
            let (run, command) = facts.start_commands().next().unwrap();
            let found = listening(run, command).into_iter().next();
            assert_eq!(server(command).map(|it| it.0), name, "{line}");
            assert_eq!(found.as_ref().and_then(|it| it.host.as_deref()), host, "{line}");
            assert_eq!(found.and_then(|it| it.port), port, "{line}");
        }
    }
}
