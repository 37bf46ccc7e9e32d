//! How the container runs: USER, EXPOSE, HEALTHCHECK, STOPSIGNAL, SHELL, and the form of CMD and ENTRYPOINT.

use crate::dockerfile::{CommandLine, Healthcheck, Logical, Port};
use crate::why::seen::Seen;

/// Tells why a CMD or ENTRYPOINT has its form.
pub(super) fn start(seen: &mut Seen<'_>, line: &CommandLine, is_entrypoint: bool) {
    let span = seen.instruction().name.span();
    let head = seen.head();
    let what = if is_entrypoint {
        "every container of this image"
    } else {
        "a container, unless `docker run` names something else,"
    };
    match line {
        CommandLine::Shell(text) if text.is_empty() => {}
        CommandLine::Exec(words) if words.is_empty() => {
            seen.tell(
                head,
                "ops/one-image-many-commands",
                "Takes back what the base image would start.",
                "The base image's command would count.",
            );
        }
        CommandLine::Exec(words) => {
            let program = words.first().map(|word| word.as_str()).unwrap_or_default();
            if matches!(program, "sh" | "bash" | "/bin/sh" | "/bin/bash") {
                let purpose = format!("Starts {what} with a shell that reads the text behind `-c`.");
                let without = "Variables and `;` in the text would not be read. With the shell as process 1 signals reach the program only behind `exec`.";
                return seen.tell(span, "ops/exec-in-entrypoint", purpose, without);
            }
            let purpose = format!("Starts `{program}` in {what} as process 1, without a shell between.");
            let without = "As plain text a shell would be process 1: it does not hand on SIGTERM, and `docker stop` waits ten seconds and kills.";
            seen.tell(span, "ops/exec-form", purpose, without);
        }
        CommandLine::Shell(_) => {
            let purpose = format!(
                "Says what starts in {what} as text for `/bin/sh -c`: variables are read, and the shell is process 1."
            );
            let without = "Nothing would start but what the base image says. As a JSON array the program itself would hear SIGTERM.";
            seen.tell(span, "ops/exec-form", purpose, without);
        }
    }
}

/// Tells why a HEALTHCHECK is there.
pub(super) fn health(seen: &mut Seen<'_>, check: &Healthcheck) {
    let name = seen.instruction().name.span();
    match check {
        Healthcheck::None => {
            let purpose = "Switches off the check that the base image brings.";
            seen.tell(seen.head(), "ops/healthcheck-by-platform", purpose, "The base image's check would run.");
        }
        Healthcheck::Cmd { command, .. } => {
            let text = match command {
                CommandLine::Exec(words) => words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" "),
                CommandLine::Shell(text) => text.as_str().to_owned(),
            };
            let by_python = text.trim_start().starts_with("python");
            let purpose = if by_python {
                "Lets the engine ask the application itself, with the Python that is there anyway."
            } else {
                "Lets the engine ask whether the application still answers. The program that asks has to be in the image."
            };
            let without = "A process that hangs would count as well as one that works. Kubernetes does not look at it and asks by probes of its own.";
            let practice = if by_python { "ops/python-healthcheck" } else { "ops/healthcheck-by-platform" };
            seen.tell(name, practice, purpose, without);
            health_flags(seen);
        }
        Healthcheck::Invalid => {}
    }
}

/// The times of a check.
#[rustfmt::skip]
const TIMES: &[(&str, &str, &str)] = &[
    ("interval", "Asks every {}.", "The engine asks every 30 seconds."),
    ("timeout", "Counts an answer that takes longer than {} as a failure.", "The engine waits 30 seconds."),
    ("start-period", "Forgives failures in the first {}, while the application starts.", "A slow start would count as failures from the first second."),
    ("start-interval", "Asks every {} while the application starts.", "The engine asks every 5 seconds then."),
    ("retries", "Calls the container unhealthy after {} failures in a row.", "It takes 3."),
];

fn health_flags(seen: &mut Seen<'_>) {
    let instruction = seen.instruction();
    for flag in &instruction.flags {
        let Some((name, purpose, without)) = TIMES.iter().find(|(name, ..)| flag.name.as_str() == *name) else {
            continue;
        };
        let value = instruction.flag(name).map(|value| format!("`{}`", value.as_str())).unwrap_or_default();
        seen.tell(flag.span, "ops/python-healthcheck", purpose.replace("{}", &value), *without);
    }
}

/// Tells why a USER is there.
pub(super) fn user(seen: &mut Seen<'_>, user: &Logical) {
    let name = seen.facts.user_set(seen.at).unwrap_or_else(|| user.as_str().to_owned());
    let (who, _) = name.split_once(':').unwrap_or((&name, ""));
    let head = seen.head();
    if matches!(who, "root" | "0") {
        let purpose = "Goes back to root for the instructions below, to install or to change files of the system.";
        return seen.tell(head, "security/run-as-non-root", purpose, "They would run as the user above, who may not.");
    }
    if who.bytes().all(|byte| byte.is_ascii_digit()) {
        let purpose = format!(
            "Runs everything below, and the container, as the user with the number {who}, who owns nothing of the system."
        );
        let without =
            "The process would be root. By number and not by name, Kubernetes can see that it is not (`runAsNonRoot`).";
        return seen.tell(head, "security/numeric-uid", purpose, without);
    }
    let purpose = format!("Runs everything below, and the container, as `{name}`.");
    let without = "The process would be root, and whoever gets into it could change all of the container.";
    seen.tell(head, "security/run-as-non-root", purpose, without);
}

/// Tells why ports are noted.
pub(super) fn expose(seen: &mut Seen<'_>, ports: &[Port]) {
    for port in ports {
        let purpose = format!(
            "Notes that the application listens on port `{}`. It publishes nothing: that is `-p` of `docker run`.",
            port.text.as_str()
        );
        let low = port.range.is_some_and(|(first, _)| first < 1024);
        let practice = if low { "security/unprivileged-port" } else { "works/listen-on-all-interfaces" };
        let without = "The application would answer just the same; people and tools would have to know the port.";
        let span = crate::diagnostic::Span::new(seen.instruction().name.span().start, port.text.span().end);
        seen.tell(if ports.len() == 1 { span } else { port.text.span() }, practice, purpose, without);
    }
}

/// Tells why a signal is named.
pub(super) fn stop_signal(seen: &mut Seen<'_>, signal: &Logical) {
    let purpose = format!(
        "Makes `docker stop` send `{}`, because the program takes that for a request to end in order.",
        signal.as_str()
    );
    seen.tell(
        seen.head(),
        "ops/stop-signal",
        purpose,
        "It would be SIGTERM, which some programs take for \"at once\" or do not hear.",
    );
}

/// Tells why a shell is chosen.
pub(super) fn shell(seen: &mut Seen<'_>, words: &[Logical]) {
    let text = words.iter().map(|word| word.as_str()).collect::<Vec<_>>().join(" ");
    let purpose = if text.contains("pipefail") {
        format!("Reads the RUN lines below with `{text}`: one that fails, in a pipe too, fails the build.")
    } else {
        format!("Reads the RUN, CMD and ENTRYPOINT lines below with `{text}`.")
    };
    let without = "`/bin/sh -c` would read them; of a pipe only the last program's failure would count.";
    seen.tell(seen.head(), "works/fail-fast-run", purpose, without);
}
