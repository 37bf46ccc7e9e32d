//! `bind-localhost`: the server listens inside the container only.

use crate::diagnostic::Severity;
use crate::lint::facts::{Execution, server};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "bind-localhost",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/listen-on-all-interfaces",
    aliases: &[],
    what: "A server in the start command is bound to 127.0.0.1 or `localhost`, or is one that does so when it is told no host. Silent where another program stands before it, such as nginx.",
    why: "Every container has a loopback of its own. From outside the connection is refused, though the server runs and its log looks fine.",
    example: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"127.0.0.1:8000\", \"--workers\", \"2\", \"shop.wsgi:app\"]\n",
    ),
    tokens: &["127.0.0.1:8000"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("PythonSpeed: Docker networking", "https://pythonspeed.com/articles/docker-connection-refused/")],
    check,
};

/// Servers that pass requests on to a neighbour in the same container.
const FRONTS: &[&str] =
    &["nginx", "caddy", "haproxy", "apache2", "httpd", "traefik", "envoy", "supervisord", "supervisor", "lighttpd"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if has_front(facts) {
        return;
    }
    for (run, command) in facts.start_commands() {
        let places = server::listening(run, command);
        let local = |host: &str| host == "localhost" || host == "::1" || host.starts_with("127.");
        let hosts: Vec<_> = places.iter().filter_map(|place| Some((place, place.host.as_deref()?))).collect();
        if let Some((place, _)) = hosts.first().filter(|_| hosts.iter().all(|(_, host)| local(host))) {
            let finding = report.at(place.span, "nobody outside the container can connect to this address");
            finding.fix("listen on `0.0.0.0` and publish the port");
        } else if hosts.is_empty() && is_local_by_default(facts, run, command) {
            let Some((name, word)) = server::server(command) else { continue };
            let message = format!("without a host `{name}` listens on 127.0.0.1, inside the container only");
            report.at(run.word_span(word), message).fix("tell it to listen on `0.0.0.0`");
        }
    }
}

fn has_front(facts: &Facts<'_>) -> bool {
    let installed = facts.installs.iter().filter(|install| facts.is_in_image(install.at));
    let mut packages = installed.flat_map(|install| install.packages()).map(|(_, name, _)| name);
    let image = facts.final_stage().and_then(|stage| stage.image.as_ref()).map(|image| image.repository());
    let mut started = facts.start_commands().filter_map(|(_, command)| command.program());
    packages.any(|name| FRONTS.contains(&name))
        || started.any(|name| FRONTS.contains(&name))
        || image.is_some_and(|name| FRONTS.iter().any(|front| name.contains(front)))
}

/// Only servers of which this is certain, and nothing else can have told them another host.
fn is_local_by_default(facts: &Facts<'_>, run: &Execution<'_>, command: &Command) -> bool {
    let Some((name, _)) = server::server(command) else { return false };
    let (variables, flags): (&[&str], &[&str]) = match name {
        "uvicorn" => (&["UVICORN_HOST", "UVICORN_FD", "UVICORN_UDS"], &["--host", "--uds", "--fd"]),
        "flask" => (&["FLASK_RUN_HOST"], &["--host", "-h"]),
        "runserver" => (&[], &[]),
        _ => return false,
    };
    // What a variable, a CMD behind the ENTRYPOINT or `"$@"` adds is not known.
    let open = command.words.iter().any(|word| word.expands.any_value() && !word.text.contains("PORT"));
    let split = facts.start().count() > 1;
    let told = variables.iter().any(|name| {
        facts.final_env(name).is_some() || command.assignment(name).is_some() || run.exported(name, command).is_some()
    });
    let address =
        name == "runserver" && command.args().iter().any(|word| word.text.contains(':') || word.text.contains("0.0"));
    !open && !split && !told && !address && !facts.start_gives(flags)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"gunicorn\", \"a:b\"]\n", &[][..]),
            ("CMD [\"gunicorn\", \"-b\", \"127.0.0.1:8000\", \"-b\", \"0.0.0.0:80\", \"a\"]\n", &[]),
            ("CMD [\"gunicorn\", \"-b\", \"unix:/run/s\", \"a\"]\n", &[]),
            ("CMD [\"uvicorn\", \"a:b\", \"--uds\", \"/run/s\"]\n", &[]),
            ("ENV UVICORN_HOST=0.0.0.0\nCMD [\"uvicorn\", \"a:b\"]\n", &[]),
            ("ENTRYPOINT [\"uvicorn\", \"a:b\"]\nCMD [\"--host\", \"0.0.0.0\"]\n", &[]),
            ("CMD [\"fastapi\", \"run\"]\n", &[]),
            ("RUN apt-get install -y nginx\nCMD nginx && gunicorn -b 127.0.0.1:8000 a\n", &[]),
            ("CMD [\"python\", \"manage.py\", \"runserver\", \"0:8000\"]\n", &[]),
            ("CMD uvicorn a:b $ARGS\n", &[]),
            ("HEALTHCHECK CMD curl http://127.0.0.1:8000\nCMD [\"gunicorn\", \"--bind=0.0.0.0:80\", \"a\"]\n", &[]),
            ("CMD [\"uvicorn\", \"a:b\", \"--port\", \"80\"]\n", &["uvicorn"]),
            ("CMD [\"flask\", \"run\", \"--host=localhost\"]\n", &["localhost"]),
            ("ENTRYPOINT exec hypercorn --bind [::1]:80 a\n", &["[::1]:80"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("bind-localhost", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
