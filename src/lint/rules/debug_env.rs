//! `debug-env`: a variable that switches debugging on.

use crate::diagnostic::Severity;

use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "debug-env",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "apps/production-server",
    aliases: &[],
    what: "An `ENV` of the final image sets `FLASK_DEBUG`, `DJANGO_DEBUG`, `DEBUG` and the like to a true value, and no later one takes it back. Silent when the last stage is named for development or tests.",
    why: "In debug mode an error shows source, settings and variables to whoever caused it; Flask's debugger even runs code that is typed into the page.",
    example: Example::dockerfile("ENV FLASK_DEBUG=1\n"),
    tokens: &["FLASK_DEBUG"],
    instead: Example::dockerfile("ENV FLASK_DEBUG=0\n"),
    sources: &[("PythonSpeed: Gunicorn in Docker", "https://pythonspeed.com/articles/gunicorn-in-docker/")],
    check,
};

/// Variables that mean nothing else, where they are true.
const SWITCHES: &[&str] = &[
    "DEBUG",
    "FLASK_DEBUG",
    "DJANGO_DEBUG",
    "QUART_DEBUG",
    "APP_DEBUG",
    "FASTAPI_DEBUG",
    "STARLETTE_DEBUG",
    "PYTHONDEVMODE",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.is_for_development() {
        return;
    }
    let on = |value: &str| ["1", "true", "yes", "on", "t"].iter().any(|word| value.eq_ignore_ascii_case(word));
    for name in SWITCHES {
        let Some((pair, Some(value))) = facts.final_env(name) else { continue };
        if on(&value) {
            let message = format!("`{name}` is on in the image that is shipped");
            report.at(pair.key.span(), message).fix("leave it out; set it for development when the container starts");
        }
    }
    for name in ["FLASK_ENV", "QUART_ENV"] {
        let Some((pair, Some(value))) = facts.final_env(name) else { continue };
        if value == "development" {
            let message = format!("`{name}=development` is set in the image that is shipped");
            report.at(pair.key.span(), message).fix("leave it out; set it for development when the container starts");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("ENV FLASK_DEBUG=0 DEBUG=False DJANGO_DEBUG=\n", &[][..]),
            ("ENV DEBUG=1\nENV DEBUG=0\n", &[]),
            ("ENV DEBUG=app:* DEBUG_PORT=1 NODE_DEBUG=1\n", &[]),
            ("ARG DEBUG=0\nENV DEBUG=$DEBUG\n", &[]),
            ("ENV DEBUG=$DEBUG\n", &[]),
            ("ENV DEBUG=1\nFROM b:1\n", &[]),
            ("FROM b:1 AS app-dev\nENV DEBUG=1\n", &[]),
            ("ENV A=b DEBUG=\"True\"\nENV FLASK_ENV=development\n", &["DEBUG", "FLASK_ENV"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("debug-env", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
