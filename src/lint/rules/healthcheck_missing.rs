//! `healthcheck-missing`: nothing says how to see that the application works.

use crate::diagnostic::Severity;
use crate::dockerfile::Keyword;
use crate::lint::facts::server;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "healthcheck-missing",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "ops/healthcheck-by-platform",
    aliases: &["DL3057", "DS-0026"],
    what: "The final image serves, by `EXPOSE` or by its start command, and has no `HEALTHCHECK`. Silent on bases that may bring one. Kubernetes ignores the instruction: there write probes instead.",
    why: "Docker, Compose and Swarm see only that a process exists. One that hangs is sent requests for hours.",
    example: Example::dockerfile(
        "EXPOSE 8000\nCMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    tokens: &["python:3.14-slim-trixie"],
    instead: Example::dockerfile(
        "EXPOSE 8000\nHEALTHCHECK --timeout=3s CMD [\"python\", \"-c\", \"import urllib.request as u; u.urlopen('http://127.0.0.1:8000/', timeout=2)\"]\nCMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("Docker: HEALTHCHECK", "https://docs.docker.com/reference/dockerfile/#healthcheck")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let Some(stage) = facts.final_stage().filter(|stage| stage.end.healthcheck.is_none()) else { return };
    // Images of one word, `python` and `debian`, bring none.
    let plain = stage.image.as_ref().is_some_and(|image| !image.repository().contains('/'));
    let exposes = || facts.file.effective(stage.stage.index).iter().any(|(_, it)| it.keyword == Keyword::Expose);
    let serves = || facts.start_commands().any(|(_, command)| server::server(command).is_some());
    if plain && (exposes() || serves()) {
        let finding = report.absent("nothing tells Docker how to see that the application works");
        finding.fix("add a HEALTHCHECK; on Kubernetes write probes and ignore this rule");
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("python:3\nCMD [\"python\", \"job.py\"]\n", &[][..]),
            ("acme/base:1\nEXPOSE 80\n", &[]),
            ("python:3\nEXPOSE 80\nHEALTHCHECK NONE\n", &[]),
            ("python:3 AS b\nHEALTHCHECK CMD x\nFROM b\nEXPOSE 80\n", &[]),
            ("scratch\nEXPOSE 80\n", &[]),
            ("python:3\nCMD uvicorn a:b\n", &["python:3"]),
            ("python:3 AS b\nHEALTHCHECK CMD x\nFROM debian:13\nEXPOSE 80\n", &["debian:13"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("healthcheck-missing", &format!("FROM {lines}")), tokens, "{lines}");
        }
    }
}
