//! `verification-off`: the check that tells a server or a package from a forged one is turned off.

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::{Execution, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "verification-off",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/verify-downloads",
    aliases: &[
        "CKV2_DOCKER_2",
        "CKV2_DOCKER_3",
        "CKV2_DOCKER_6",
        "CKV2_DOCKER_8",
        "CKV2_DOCKER_9",
        "CKV2_DOCKER_11",
        "CKV2_DOCKER_12",
        "CKV2_DOCKER_13",
        "CKV2_DOCKER_14",
    ],
    what: "`curl -k`, `wget --no-check-certificate`, and what does the same for git, conda, poetry, npm, apt and dnf. Silent for this machine itself, and where the same `RUN` compares a checksum or a signature. `PYTHONHTTPSVERIFY` is left alone: Python 3 does not read it.",
    why: "Whoever sits between the build and the server can then send something else, and it becomes code in the image. As `ENV` the switch stays off in every container.",
    example: Example::dockerfile("RUN curl -fsSLk -o /usr/local/bin/tool https://files.example.com/tool-1.4.2\n"),
    tokens: &["-fsSLk"],
    instead: Example::dockerfile(
        "COPY example-ca.crt /usr/local/share/ca-certificates/\nRUN update-ca-certificates && curl -fsSL -o /usr/local/bin/tool https://files.example.com/tool-1.4.2\n",
    ),
    sources: &[(
        "OWASP: Docker security cheat sheet",
        "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    )],
    check,
};

/// Variables that turn a check off: the first when it is on, the others when they are off.
const NAMES: &[&str] = &[
    "GIT_SSL_NO_VERIFY",
    "NODE_TLS_REJECT_UNAUTHORIZED",
    "NPM_CONFIG_STRICT_SSL",
    "npm_config_strict_ssl",
    "CONDA_SSL_VERIFY",
    "MAMBA_SSL_VERIFY",
];

const PROGRAMS: &[&str] = &[
    "curl",
    "wget",
    "git",
    "conda",
    "mamba",
    "micromamba",
    "poetry",
    "npm",
    "yarn",
    "pnpm",
    "apt-get",
    "apt",
    "dnf",
    "microdnf",
    "yum",
];

/// What a switch turns off.
#[derive(Clone, Copy)]
enum Check {
    Certificates,
    Signatures,
}

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, pair, value) in facts.variables_of(NAMES) {
        if turns_off(pair.key.as_str(), value) {
            tell(report, pair.key.span(), pair.key.as_str(), Check::Certificates);
        }
    }
    for (run, command) in facts.commands_of(PROGRAMS) {
        for given in &command.assignments {
            if turns_off(given.name(), given.value()) {
                let span = run.span(given.word.locate(0..given.name().len()));
                tell(report, span, given.name(), Check::Certificates);
            }
        }
        if let Some((word, what)) = switch(facts, run, command).filter(|_| !is_verified(run)) {
            tell(report, run.word_span(word), &word.text, what);
        }
    }
    for (run, command) in facts.commands_of(&["export"]) {
        for word in command.args() {
            let Some((name, _)) = word.text.split_once('=').filter(|(name, value)| turns_off(name, value)) else {
                continue;
            };
            tell(report, run.span(word.locate(0..name.len())), name, Check::Certificates);
        }
    }
}

fn tell(report: &mut Report<'_>, span: Span, switch: &str, what: Check) {
    let (what, fix) = match what {
        Check::Certificates => {
            ("certificates", "leave it out; for a server of your own give the image the certificate of its authority")
        }
        Check::Signatures => {
            ("signatures", "leave it out, and give the image the key that the packages are signed with")
        }
    };
    // A word may be long, a sentence may not.
    let switch = if switch.len() > 40 { "this" } else { &format!("`{switch}`") };
    report.at(span, format!("{switch} turns off the check of {what}")).fix(fix);
}

fn turns_off(name: &str, value: &str) -> bool {
    let value = value.trim_matches(['"', '\'']);
    if name == NAMES[0] { is_on(value) } else { NAMES.contains(&name) && is_off(value) }
}

fn is_off(value: &str) -> bool {
    matches!(value.to_ascii_lowercase().as_str(), "0" | "false" | "no" | "off")
}

fn is_on(value: &str) -> bool {
    !value.is_empty() && !value.contains('$') && !is_off(value)
}

/// Returns the word that turns a check off.
fn switch<'c>(facts: &Facts<'_>, run: &Execution<'_>, command: &'c Command) -> Option<(&'c Word, Check)> {
    let certificates = |word: Option<&'c Word>| word.map(|word| (word, Check::Certificates));
    match command.program()? {
        "curl" if !is_local(command) => certificates(command.args().iter().find(|word| is_insecure(&word.text))),
        "wget" if !is_local(command) => certificates(command.flag("--no-check-certificate")),
        "git" => certificates(setting(command, |name| name.starts_with("http.") && name.ends_with("sslverify"))),
        "conda" | "mamba" | "micromamba" => certificates(setting(command, |name| name == "ssl_verify")),
        "npm" | "yarn" | "pnpm" => certificates(setting(command, |name| name.trim_start_matches('-') == "strict-ssl")),
        "poetry" => certificates(setting(command, |name| name.starts_with("certificates.") && name.ends_with(".cert"))),
        "apt-get" | "apt" => {
            let flags = ["--allow-unauthenticated", "--allow-insecure-repositories", "--force-yes"];
            flags.iter().find_map(|flag| command.flag(flag)).map(|word| (word, Check::Signatures))
        }
        "dnf" | "microdnf" | "yum" => {
            let word = command.flag("--nogpgcheck").filter(|_| !names_files(facts, run, command))?;
            Some((word, Check::Signatures))
        }
        _ => None,
    }
}

/// `-k`, also in a bundle: a letter that takes a value ends it.
fn is_insecure(word: &str) -> bool {
    const VALUED: &str = "ACDEFHKPQTUXYbcdehmortuwxyz";
    let Some(letters) = word.strip_prefix('-').filter(|rest| !rest.starts_with('-')) else {
        return word == "--insecure";
    };
    letters.chars().take_while(|letter| !VALUED.contains(*letter)).any(|letter| letter == 'k')
}

/// The word that names a setting whose value, behind `=` or as the next word, is false.
fn setting(command: &Command, is: impl Fn(&str) -> bool) -> Option<&Word> {
    let words = command.args();
    words.iter().enumerate().find_map(|(at, word)| {
        let text = word.text.to_ascii_lowercase();
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, value),
            None => (text.as_str(), words.get(at + 1)?.text.as_str()),
        };
        (is(name) && is_off(value)).then_some(word)
    })
}

fn is_local(command: &Command) -> bool {
    let local = ["://localhost", "://127.0.0.1", "://[::1]"];
    command.args().iter().any(|word| local.iter().any(|host| word.text.contains(host)))
}

/// The same RUN compares what it got with something that came another way.
fn is_verified(run: &Execution<'_>) -> bool {
    let programs =
        ["sha256sum", "sha512sum", "sha1sum", "md5sum", "shasum", "gpg", "gpgv", "cosign", "minisign", "openssl"];
    run.script.runs(&programs).next().is_some()
}

/// Files by path or address are no packages of a repository: they have no key to check against.
fn names_files(facts: &Facts<'_>, run: &Execution<'_>, command: &Command) -> bool {
    let same = facts.installs.iter().filter(|install| install.at == run.at);
    let mut same = same.filter(|install| facts.command_of(install).is_some_and(|it| it.span == command.span));
    same.any(|install| {
        install.items.iter().any(|item| matches!(item.what, What::Archive | What::Address | What::Unknown))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    fn check(cases: &[(&str, &[&str])]) {
        for (lines, tokens) in cases {
            assert_eq!(fires("verification-off", &format!("FROM a:1\n{lines}")), *tokens, "{lines}");
        }
    }

    #[test]
    fn programs() {
        check(&[
            (
                "RUN curl -fsSLO https://x.example/k && curl -okubectl https://x.example && curl -H 'a-k: b' https://x.example\n",
                &[],
            ),
            ("RUN curl -Lokey.asc https://x.example/key && curl --key k https://x.example && curl -K config\n", &[]),
            ("RUN curl -k https://localhost:8443/health && wget --no-check-certificate https://127.0.0.1/\n", &[]),
            ("RUN curl -k -o t https://x.example/t && echo 'abc  t' | sha256sum -c\n", &[]),
            ("HEALTHCHECK CMD [\"curl\", \"-kf\", \"https://x.example\"]\n", &[]),
            ("RUN echo curl -k; git config --global http.sslVerify true; git clone -k x\n", &[]),
            (
                "RUN conda config --set ssl_verify /ca.pem; npm config set strict-ssl true; npm config get strict-ssl\n",
                &[],
            ),
            ("RUN poetry config certificates.x.cert /ca.pem\n", &[]),
            (
                "RUN dnf install -y --nogpgcheck ./x.rpm; yum install --nogpgcheck https://x.example/a.rpm; dnf install -y a\n",
                &[],
            ),
            ("RUN apt-get install -y --allow-downgrades --allow-change-held-packages a\n", &[]),
            ("RUN curl -sk https://x.example | tar xz; curl --insecure https://y.example\n", &["-sk", "--insecure"]),
            ("RUN wget -q --no-check-certificate https://x.example/a\n", &["--no-check-certificate"]),
            (
                "RUN git -c http.sslVerify=false clone x && git config --global http.sslverify \"false\"\n",
                &["http.sslVerify=false", "http.sslverify"],
            ),
            (
                "RUN conda config --set ssl_verify no; npm config set strict-ssl=false; npm install --strict-ssl=false\n",
                &["ssl_verify", "strict-ssl=false", "--strict-ssl=false"],
            ),
            ("RUN poetry config certificates.x.cert false\n", &["certificates.x.cert"]),
            (
                "RUN apt-get update --allow-insecure-repositories && apt-get install -y --allow-unauthenticated a\n",
                &["--allow-insecure-repositories", "--allow-unauthenticated"],
            ),
            ("RUN yum install -y --nogpgcheck a\n", &["--nogpgcheck"]),
        ]);
    }

    #[test]
    fn variables() {
        check(&[
            (
                "ENV PYTHONHTTPSVERIFY=0 NODE_TLS_REJECT_UNAUTHORIZED=1 GIT_SSL_NO_VERIFY= CONDA_SSL_VERIFY=/ca.pem\n",
                &[],
            ),
            ("ARG GIT_SSL_NO_VERIFY\nENV GIT_SSL_NO_VERIFY=$GIT_SSL_NO_VERIFY\nENV NPM_CONFIG_STRICT_SSL=true\n", &[]),
            (
                "ENV GIT_SSL_NO_VERIFY=1\nARG NODE_TLS_REJECT_UNAUTHORIZED='0'\n",
                &["GIT_SSL_NO_VERIFY", "NODE_TLS_REJECT_UNAUTHORIZED"],
            ),
            ("RUN GIT_SSL_NO_VERIFY=true git clone x\n", &["GIT_SSL_NO_VERIFY"]),
            ("RUN export CONDA_SSL_VERIFY=false && conda install -y a\n", &["CONDA_SSL_VERIFY"]),
        ]);
    }
}
