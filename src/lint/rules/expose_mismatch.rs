//! `expose-mismatch`: EXPOSE names another port than the server listens on.

use crate::diagnostic::Severity;
use crate::dockerfile::Arguments;
use crate::lint::facts::server;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "expose-mismatch",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/listen-on-all-interfaces",
    aliases: &[],
    what: "The start command gives a server a port as a plain number, and no `EXPOSE` of the image names it. Silent for variables, and where several programs listen.",
    why: "Whoever reads `EXPOSE`, and tools such as `docker run -P`, publish a port behind which nobody answers.",
    example: Example::dockerfile(
        "EXPOSE 80\nCMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    tokens: &["80"],
    instead: Example::dockerfile(
        "EXPOSE 8000\nCMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("Docker: EXPOSE", "https://docs.docker.com/reference/dockerfile/#expose")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(stage) = facts.final_stage() else { return };
    let mut exposed = Vec::new();
    for (_, instruction) in facts.file.effective(stage.stage.index) {
        if let Arguments::Expose(ports) = &instruction.arguments {
            exposed.extend(ports);
        }
    }
    let Some(first) = exposed.first().filter(|_| exposed.iter().all(|port| port.range.is_some())) else { return };
    let servers: Vec<_> = facts.start_commands().filter(|(_, command)| server::server(command).is_some()).collect();
    let [(run, command)] = servers.as_slice() else { return };
    let places = server::listening(run, command);
    let ports: Vec<u16> = places.iter().filter_map(|place| place.port).collect();
    let named =
        |wanted: &u16| exposed.iter().any(|port| port.range.is_some_and(|(low, high)| (low..=high).contains(wanted)));
    let Some(port) = ports.first().filter(|_| ports.len() == places.len() && !ports.iter().any(named)) else { return };
    // Another program of the image may have the port that is named.
    let others = facts.start_commands().filter_map(|(_, command)| command.program());
    if others.into_iter().any(|name| matches!(name, "nginx" | "supervisord" | "caddy" | "haproxy")) {
        return;
    }
    let message = format!("the server listens on {port}, which no `EXPOSE` names");
    report.at(first.text.span(), message).fix(format!("write `EXPOSE {port}`"));
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("EXPOSE 80\nCMD [\"gunicorn\", \"a\"]\n", &[][..]),
            ("EXPOSE 80\nCMD gunicorn -b :$PORT a\n", &[]),
            ("EXPOSE $PORT\nCMD gunicorn -b :8000 a\n", &[]),
            ("EXPOSE 9090 8000-8010/tcp\nCMD gunicorn -b :8005 a\n", &[]),
            ("CMD gunicorn -b :8005 a\n", &[]),
            ("EXPOSE 80\nCMD gunicorn -b :8000 -b :80 a\n", &[]),
            ("EXPOSE 80\nCMD nginx && gunicorn -b :8000 a\n", &[]),
            ("EXPOSE 80\nFROM b:1\nCMD gunicorn -b :8000 a\n", &[]),
            ("EXPOSE 5000 5001\nCMD uvicorn a:b --host 0.0.0.0 --port 8000\n", &["5000"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("expose-mismatch", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
