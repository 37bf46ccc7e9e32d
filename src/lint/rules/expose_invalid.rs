//! `expose-invalid`: EXPOSE with something that is no port. Numbers are the builder's own refusals.

use crate::diagnostic::{Severity, Span};
use crate::dockerfile::{Arguments, Keyword, Port};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "expose-invalid",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/listen-on-all-interfaces",
    aliases: &["DL3011", "ExposeInvalidFormat", "ExposeProtoCasing", "DS-0008"],
    what: "`EXPOSE` with a word, a number beyond 65535, an address or a port of the host in front, or a protocol the builder does not know. Upper-case protocols are a warning.",
    why: "`EXPOSE` only notes the container's port; the host's side is chosen by `docker run -p`. What is no port breaks the build or is dropped.",
    example: Example::dockerfile("EXPOSE 8080:8000\n"),
    tokens: &["8080:8000"],
    instead: Example::dockerfile("EXPOSE 8000\n"),
    sources: &[
        ("Docker: EXPOSE", "https://docs.docker.com/reference/dockerfile/#expose"),
        (
            "Docker: build check ExposeInvalidFormat",
            "https://docs.docker.com/reference/build-checks/expose-invalid-format/",
        ),
    ],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, instruction) in facts.of(Keyword::Expose) {
        let Arguments::Expose(ports) = &instruction.arguments else { continue };
        // Behind a `#` stands what was meant as a comment; another rule tells.
        for port in ports.iter().take_while(|port| !port.text.starts_with('#')) {
            one(facts, port, report);
        }
    }
}

fn one(facts: &Facts<'_>, port: &Port, report: &mut Report<'_>) {
    let span: Span = port.text.span();
    if let Some(host) = &port.host {
        let message = format!("`{host}` belongs to the host, and EXPOSE only names ports of the container");
        report.at(span, message).fix("keep the last number, and publish with `docker run -p`");
        return;
    }
    let refused = facts.file.conversion.iter().find(|fault| fault.code == "expose-invalid" && fault.span == span);
    if let Some(fault) = refused {
        report.at(span, fault.message.as_str()).fix("write numbers from 0 to 65535: `8000`, `8000-8010/udp`");
        return;
    }
    let Some(protocol) = port.protocol.as_ref().filter(|protocol| !protocol.contains('$')) else { return };
    let lower = protocol.to_lowercase();
    if !matches!(lower.as_str(), "tcp" | "udp" | "sctp") {
        report.at(protocol.span(), format!("`{protocol}` is no protocol")).fix("write `tcp` or `udp`");
    } else if lower != protocol.as_str() {
        let finding = report.at(protocol.span(), "protocols are written in lower case");
        finding.fix(format!("write `{lower}`"));
        // The builder takes it.
        finding.level = finding.level.min(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_a_port() {
        let cases = [
            ("EXPOSE 80 8000-8010/udp 53/tcp\n", &[][..]),
            ("EXPOSE $PORT ${PORT:-80}/tcp 80/$PROTO\n", &[]),
            ("EXPOSE 80 # the web\n", &[]),
            ("EXPOSE 127.0.0.1:80:80 8080:80\n", &["127.0.0.1:80:80", "8080:80"]),
            ("EXPOSE http 70000 90-80\n", &["http", "70000", "90-80"]),
            ("EXPOSE 80/TCP 81/http\n", &["TCP", "http"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("expose-invalid", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
