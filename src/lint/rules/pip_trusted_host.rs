//! `pip-trusted-host`: the certificate of a package index is not looked at.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-trusted-host",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "security/index-confusion",
    aliases: &["CKV2_DOCKER_4", "CKV2_DOCKER_16"],
    what: "`--trusted-host` of pip, `--allow-insecure-host` of uv, or their variables. Silent for this machine itself, `localhost`.",
    why: "The installer then accepts any certificate and plain HTTP from that host. Whoever sits between can answer with packages of their own, and a package runs code when it is installed or imported.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir --trusted-host pypi.example.com -r requirements.txt\n",
    ),
    tokens: &["--trusted-host"],
    instead: Example::dockerfile(
        "COPY example-ca.pem requirements.txt ./\nRUN pip install --no-cache-dir --cert example-ca.pem -r requirements.txt\n",
    ),
    sources: &[("pip: general options", "https://pip.pypa.io/en/stable/cli/pip/#general-options")],
    check,
};

const FLAGS: &[&str] = &["--trusted-host", "--allow-insecure-host"];
const VARIABLES: &[&str] = &["PIP_TRUSTED_HOST", "UV_INSECURE_HOST"];
const MESSAGE: &str = "the certificate of this host is not checked, so anybody between can send packages";
const FIX: &str = "give the index a certificate, and its authority to the installer: `--cert`, `SSL_CERT_FILE`";

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, pair, value) in facts.variables_of(VARIABLES) {
        if is_elsewhere(value) {
            report.at(pair.key.span(), MESSAGE).fix(FIX);
        }
    }
    for install in facts.installs.iter().filter(|install| install.tool.is_python()) {
        let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { continue };
        let hosts = command.flag_values(FLAGS);
        let flag = FLAGS.iter().find_map(|name| Some((command.flag(name)?, name.len())));
        if let Some((word, length)) = flag.filter(|_| hosts.iter().any(|host| is_elsewhere(host.text))) {
            report.at(run.span(word.locate(0..length)), MESSAGE).fix(FIX);
        }
        let given = command.assignments.iter().find(|given| VARIABLES.contains(&given.name()));
        if let Some(given) = given.filter(|given| is_elsewhere(given.value())) {
            report.at(run.span(given.word.locate(0..given.name().len())), MESSAGE).fix(FIX);
        }
    }
    for (run, command) in facts.commands() {
        let [verb, set, key, host] = command.args() else { continue };
        let sets = (verb.text.as_str(), set.text.as_str()) == ("config", "set") && key.text.ends_with(".trusted-host");
        if sets && is_elsewhere(&host.text) {
            report.at(run.word_span(key), MESSAGE).fix(FIX);
        }
    }
}

/// Some host that is not this machine.
fn is_elsewhere(hosts: &str) -> bool {
    let here = |host: &str| matches!(host.split(':').next(), Some("localhost" | "127.0.0.1" | "host.docker.internal"));
    hosts.split([' ', ',']).any(|host| !host.is_empty() && !here(host))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn who_is_trusted() {
        let cases = [
            ("RUN pip install --trusted-host localhost -i http://localhost:3141/root/pypi a==1\n", &[][..]),
            ("RUN pip install --trusted-host=127.0.0.1:8080 a==1\n", &[]),
            ("ARG PIP_TRUSTED_HOST\nRUN pip install a==1\n", &[]),
            ("ENV PIP_TRUSTED_HOST=\nRUN pip install a==1\n", &[]),
            ("RUN ssh --trusted-host x && echo --trusted-host\n", &[]),
            ("RUN pip config set global.index-url https://x.example\n", &[]),
            ("RUN pip install --trusted-host=x.example a==1\n", &["--trusted-host"]),
            ("RUN pip install --trusted-host a.example --trusted-host b.example a\n", &["--trusted-host"]),
            ("RUN uv pip install --allow-insecure-host x.example a\n", &["--allow-insecure-host"]),
            ("RUN PIP_TRUSTED_HOST=$H pip install a\n", &["PIP_TRUSTED_HOST"]),
            ("ENV PIP_TRUSTED_HOST=\"x.example\"\n", &["PIP_TRUSTED_HOST"]),
            ("RUN pip config set global.trusted-host x.example\n", &["global.trusted-host"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("pip-trusted-host", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
