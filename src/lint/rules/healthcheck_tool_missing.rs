//! `healthcheck-tool-missing`: the health check calls a program that the image lacks.

use crate::diagnostic::Severity;
use crate::lint::facts::cache::is_inside;
use crate::lint::facts::{CopiedFrom, Image, Variant, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "healthcheck-tool-missing",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "ops/python-healthcheck",
    aliases: &[],
    what: "The `HEALTHCHECK` uses `curl` or `wget`, the base is known not to bring it, and nothing installs it. Silent where a script or an unknown step may have done so.",
    why: "The check fails from the first second. The container is unhealthy though the application works, and an orchestrator that listens to it takes it away again and again.",
    example: Example::dockerfile("HEALTHCHECK CMD [\"curl\", \"-f\", \"http://127.0.0.1:8000/\"]\n"),
    tokens: &["curl"],
    instead: Example::dockerfile(
        "HEALTHCHECK CMD [\"python\", \"-c\", \"import urllib.request as u; u.urlopen('http://127.0.0.1:8000/', timeout=2)\"]\n",
    ),
    sources: &[("Docker: HEALTHCHECK", "https://docs.docker.com/reference/dockerfile/#healthcheck")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(stage) = facts.final_stage() else { return };
    let Some(run) = stage.end.healthcheck.and_then(|at| facts.execution(at)) else { return };
    let Some(image) = &stage.image else { return };
    for command in run.commands() {
        let (Some(tool), Some(word)) = (command.program(), command.program_word()) else { continue };
        if lacks(image, tool) && !may_bring(facts, tool) {
            let message = format!("`{tool}` is not in `{}`, and nothing here installs it", image.reference.text);
            report.at(run.word_span(word), message).fix(fix(image));
            return;
        }
    }
}

fn fix(image: &Image<'_>) -> &'static str {
    if image.is_official("python") {
        "ask with Python: `urllib.request.urlopen(…, timeout=2)`"
    } else if image.is_alpine() {
        "ask with what Alpine has: `wget -q --spider …`"
    } else {
        "install it, or ask with a program that the image has"
    }
}

/// Says whether a base is known not to have a tool.
fn lacks(image: &Image<'_>, tool: &str) -> bool {
    if !matches!(tool, "curl" | "wget") {
        return false;
    }
    if image.is_alpine() {
        return tool == "curl" && (image.is_official("alpine") || image.is_official("python"));
    }
    let slim = image.python().is_some_and(|tag| tag.variant == Variant::Slim);
    slim || image.is_official("debian") || image.is_official("ubuntu")
}

fn may_bring(facts: &Facts<'_>, tool: &str) -> bool {
    let installs = facts.installs.iter().filter(|install| install.tool.is_system() && facts.is_in_image(install.at));
    let installed = installs.into_iter().any(|install| {
        install.has_package(tool) || install.items.iter().any(|item| !matches!(item.what, What::Package { .. }))
    });
    let folders = ["/usr", "/usr/bin", "/bin", "/usr/local", "/usr/local/bin"];
    let copied = facts.copies.iter().filter(|copy| facts.is_in_image(copy.at)).any(|copy| {
        let whole = |path: &str| folders.contains(&path) || matches!(path, "/" | ".");
        let into = copy
            .destination
            .as_deref()
            .is_none_or(|path| folders.iter().any(|folder| is_inside(path, folder)) || path == "/");
        copy.sources.iter().any(|source| {
            source.path.contains(tool)
                || (into && copy.from != CopiedFrom::Context && (whole(&source.path) || source.path.contains('*')))
        })
    });
    // `apt-get install $(cat packages)`, `xargs apt-get install`, a name among the words of any step.
    let mentioned = facts.runs().any(|run| facts.is_in_image(run.at) && run.text.contains(tool));
    let piped = facts.commands().any(|(run, command)| facts.is_in_image(run.at) && command.is_run_by("xargs"));
    installed || copied || mentioned || piped || facts.runs_scripts()
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn advice_fits_the_base() {
        let fix = |base: &str| fixes("healthcheck-tool-missing", &format!("FROM {base}\nHEALTHCHECK CMD curl x\n"));
        assert!(fix("python:3.14-slim")[0].contains("Python"));
        assert!(fix("python:3.14-alpine")[0].contains("Python"));
        assert!(fix("alpine:3.22")[0].contains("wget"));
        assert!(fix("debian:13")[0].starts_with("install it"));
    }

    #[test]
    fn what_bases_bring() {
        let cases = [
            ("python:3.14\nHEALTHCHECK CMD curl x", &[][..]),
            ("python:3.14-alpine\nHEALTHCHECK CMD wget x", &[]),
            ("acme/base:1-slim\nHEALTHCHECK CMD curl x", &[]),
            ("python:3-slim\nRUN apt-get update && apt-get install -y curl\nHEALTHCHECK CMD curl x", &[]),
            ("python:3-slim\nCOPY --from=acme/curl /bin/curl /bin/\nHEALTHCHECK CMD curl x", &[]),
            ("python:3-slim\nCOPY --from=acme/tools /usr/bin/ /usr/bin/\nHEALTHCHECK CMD curl x", &[]),
            ("python:3-slim\nRUN ./setup.sh\nHEALTHCHECK CMD curl x", &[]),
            ("python:3-slim\nRUN apt-get install -y $PACKAGES\nHEALTHCHECK CMD curl x", &[]),
            ("python:3-slim\nHEALTHCHECK CMD curl x\nHEALTHCHECK NONE", &[]),
            ("python:3-slim\nHEALTHCHECK CMD python check.py http://curl", &[]),
            (
                "python:3-slim AS b\nRUN apt-get install -y curl\nFROM python:3-slim\nHEALTHCHECK CMD wget -q x || exit 1",
                &["wget"],
            ),
            ("python:3-alpine\nHEALTHCHECK CMD [\"sh\", \"-c\", \"curl -f x\"]", &["curl"]),
            ("debian:13\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/\nHEALTHCHECK CMD curl x", &["curl"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("healthcheck-tool-missing", &format!("FROM {lines}\n")), tokens, "{lines}");
        }
    }
}
