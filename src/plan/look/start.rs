//! What starts: servers, their flags, what stands between them and the signals.

use super::{At, Look, Sight, in_dockerfile};
use crate::diagnostic::Span;
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::Facts;
use crate::lint::facts::Form;
use crate::lint::facts::server::{listening, server};
use crate::plan::presence::{Mark, Presence};
use crate::plan::when;

pub(super) const LOOKS: &[Look] = &[
    in_dockerfile("access-log", |f, _| given(f, &["--access-logfile", "--access-log"])),
    in_dockerfile("collectstatic", |f, _| {
        let collects = |command: &crate::shell::Command| command.words.iter().any(|word| word.text == "collectstatic");
        let late = f.start_commands().find(|(_, command)| collects(command)).map(|(run, _)| run.instruction.span);
        let built = f.commands().find(|(_, command)| collects(command)).map(|(run, _)| run.instruction.span);
        Sight::missing(late, "static files are collected at every start").or(|| Sight::shown(built))
    }),
    in_dockerfile("conda-run", |f, _| {
        let free = ["--no-capture-output", "--live-stream", "-s"];
        if f.start_gives(&free) {
            return Sight::shown(start(f));
        }
        // micromamba holds nothing back.
        let conda = f.start_commands().any(|(_, command)| command.program() == Some("conda"));
        Sight::missing(start(f).filter(|_| conda), "conda run holds the output back: add --no-capture-output")
    }),
    in_dockerfile("conda-start", |f, _| {
        let runs = when::starts_with(f, &["conda", "mamba", "micromamba", "pixi"]);
        let path = f.final_env("PATH").is_some_and(|(pair, _)| {
            pair.value.as_deref().is_some_and(|value| value.contains("conda") || value.contains("/env"))
        });
        if runs || path { Sight::shown(start(f)) } else { Sight::Unknown }
    }),
    in_dockerfile("control-socket", |f, _| given(f, &["--control-socket", "--no-control-socket"])),
    in_dockerfile("cpu-count", |f, _| {
        let counts =
            f.start().find(|run| run.text.as_str().contains("nproc") || run.text.as_str().contains("cpu_count"));
        Sight::missing(
            counts.map(|run| run.instruction.span),
            "this counts the processors of the host, not of the container",
        )
    }),
    in_dockerfile("dev-mode", |f, _| {
        let variable = f.final_env("PYTHONDEVMODE").map(|(pair, _)| pair.key.span());
        Sight::missing(variable, "development mode is for tests, not for the final image").or(|| {
            let tests = f.commands().find(|(run, command)| {
                !f.is_in_image(run.at)
                    && command.args().windows(2).any(|pair| pair[0].text == "-X" && pair[1].text == "dev")
            });
            Sight::shown(tests.map(|(run, _)| run.instruction.span))
        })
    }),
    in_dockerfile("entrypoint-and-cmd", |f, _| {
        let end = f.final_stage().map(|stage| stage.end).unwrap_or_default();
        let exec = |at: Option<usize>| at.and_then(|at| f.execution(at)).filter(|it| it.form == Form::Exec);
        match (exec(end.entrypoint), exec(end.cmd)) {
            (Some(entrypoint), Some(_)) => Sight::Shown(entrypoint.instruction.span.into()),
            _ => Sight::Unknown,
        }
    }),
    in_dockerfile("exec-inline", |f, _| {
        let exec =
            f.start_commands().find(|(_, command)| command.is_run_by("exec") || command.program() == Some("exec"));
        Sight::shown(exec.map(|(run, _)| run.instruction.span))
    }),
    in_dockerfile("faulthandler", |f, _| {
        let flag = f.start_commands().any(|(_, command)| command.words.iter().any(|word| word.text == "faulthandler"));
        let variable = f.final_env("PYTHONFAULTHANDLER").map(|(pair, _)| pair.key.span());
        match variable.or_else(|| start(f).filter(|_| flag)) {
            Some(at) => Sight::Shown(at.into()),
            None => {
                Sight::Missing(f.absence_span().into(), "a crash in C leaves no traceback: set PYTHONFAULTHANDLER=1")
            }
        }
    }),
    in_dockerfile("heartbeat", |f, _| given(f, &["--worker-tmp-dir"]).or(|| variable(f, "--worker-tmp-dir"))),
    in_dockerfile("init", |f, p| {
        let here = start(f).filter(|_| when::has_init(f));
        Sight::shown(here).or(|| Sight::shown(p.compose(Mark::Init)))
    }),
    in_dockerfile("init-group", |f, _| if f.start_gives(&["-g"]) { Sight::shown(start(f)) } else { Sight::Unknown }),
    in_dockerfile("listens", |f, _| {
        let everywhere = |host: &str| matches!(host, "" | "0" | "0.0.0.0" | "::" | "*");
        let mut all = f.start_commands().flat_map(|(run, command)| listening(run, command));
        let found = all.find(|it| it.host.as_deref().is_some_and(everywhere));
        Sight::shown(found.map(|it| it.span))
    }),
    in_dockerfile("micromamba-start", |f, _| {
        let end = f.final_stage().and_then(|stage| stage.end.entrypoint).and_then(|at| f.execution(at));
        match end {
            Some(own) if !own.text.as_str().contains("_entrypoint.sh") => Sight::Missing(
                own.instruction.span.into(),
                "an ENTRYPOINT of your own switches the image's activation off: begin it with /usr/local/bin/_entrypoint.sh",
            ),
            _ => Sight::Shown(At::Nowhere),
        }
    }),
    in_dockerfile("port", port),
    in_dockerfile("port-expanded", |f, _| {
        let named =
            || f.start().filter(|run| run.text.as_str().contains("$PORT") || run.text.as_str().contains("${PORT"));
        let shell = |run: &crate::lint::facts::Execution<'_>| {
            run.form == Form::Shell
                || run
                    .commands()
                    .any(|command| matches!(command.program(), Some("sh" | "bash")) && command.has_flag(&["-c"]))
        };
        match named().find(|run| !shell(run)) {
            Some(run) => {
                Sight::Missing(run.instruction.span.into(), "no shell reads this: the server gets the text `$PORT`")
            }
            None => Sight::shown(named().next().map(|run| run.instruction.span)),
        }
    }),
    in_dockerfile("proxy", |f, _| {
        let flag = f.start().find(|run| {
            ["--forwarded-allow-ips=*", "--forwarded-allow-ips '*'", "--forwarded-allow-ips' '*'"]
                .iter()
                .any(|text| run.text.as_str().contains(text))
        });
        let star = f.final_env("FORWARDED_ALLOW_IPS").filter(|(_, value)| value.as_deref() == Some("*"));
        let at = flag.map(|run| run.instruction.span).or(star.map(|(pair, _)| pair.key.span()));
        Sight::missing(at, "everybody's X-Forwarded headers are believed")
            .or(|| given(f, &["--forwarded-allow-ips"]))
            .or(|| variable(f, "FORWARDED_ALLOW_IPS"))
    }),
    in_dockerfile("start-read", |f, _| {
        let script = f.start_commands().any(|(_, command)| when::is_script(command));
        if script { Sight::Unknown } else { Sight::shown(start(f)) }
    }),
    in_dockerfile("stop-signal", |f, _| {
        let found = f
            .file
            .instructions
            .iter()
            .enumerate()
            .find(|(at, it)| it.keyword == Keyword::StopSignal && f.is_in_image(*at));
        match found {
            Some((_, it)) => Sight::Shown(it.span.into()),
            None if f.start_gives(&["--die-on-term"]) => Sight::shown(start(f)),
            None => Sight::missing(start(f), "uWSGI reloads on SIGTERM: set STOPSIGNAL SIGINT or --die-on-term"),
        }
    }),
    in_dockerfile("unbuffered", |f, _| {
        let variable = f.final_env("PYTHONUNBUFFERED").map(|(pair, _)| pair.key.span());
        Sight::shown(variable.or_else(|| start(f).filter(|_| f.start_gives(&["-u"]))))
    }),
    in_dockerfile("uvicorn-workers", |f, _| {
        if f.start_gives(&["--workers"]) { Sight::Unknown } else { Sight::shown(start(f)) }
    }),
    in_dockerfile("workers", |f, _| given(f, &["-w", "--workers", "--threads"]).or(|| variable(f, "WEB_CONCURRENCY"))),
];

/// Returns where the start command stands.
pub(super) fn start(f: &Facts<'_>) -> Option<Span> {
    f.start().last().map(|run| run.instruction.span)
}

fn given(f: &Facts<'_>, flags: &[&str]) -> Sight {
    Sight::shown(start(f).filter(|_| f.start_gives(flags)))
}

/// Looks for a variable, or for a flag in those that gunicorn reads.
fn variable(f: &Facts<'_>, name: &str) -> Sight {
    let own = f.final_env(name);
    let arguments = f
        .final_env("GUNICORN_CMD_ARGS")
        .filter(|(_, value)| value.as_deref().is_some_and(|value| value.contains(name)));
    Sight::shown(own.or(arguments).map(|(pair, _)| pair.key.span()))
}

fn port(f: &Facts<'_>, _: &Presence) -> Sight {
    let low = |port: u16| port > 0 && port < 1024;
    let mut listens = f
        .start_commands()
        .filter(|(_, command)| server(command).is_some())
        .flat_map(|(run, command)| listening(run, command))
        .filter_map(|it| Some((it.port?, it.span)));
    let known = listens.next();
    let exposed = f.file.instructions.iter().enumerate().filter(|(at, _)| f.is_in_image(*at)).find_map(|(_, it)| {
        match &it.arguments {
            Arguments::Expose(ports) => ports
                .iter()
                .find_map(|port| Some((port.text.split('/').next()?.parse::<u16>().ok()?, port.text.span()))),
            _ => None,
        }
    });
    match known.or(exposed) {
        Some((port, at)) if low(port) => {
            Sight::Missing(at.into(), "below 1024 other runtimes ask for root: listen on 8000 and map outside")
        }
        Some((_, at)) => Sight::Shown(at.into()),
        None => Sight::Unknown,
    }
}
