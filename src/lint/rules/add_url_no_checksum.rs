//! `add-url-no-checksum`: a file from the net that nobody compares.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "add-url-no-checksum",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/verify-downloads",
    aliases: &[],
    what: "`ADD` of an `http` or `https` address without `--checksum`; a checksum from a variable will do. Silent for Git repositories.",
    why: "The file behind an address can be exchanged, by its owner or by somebody else, and the build takes it without a word.",
    example: Example::dockerfile("ADD https://example.com/model.bin /srv/model.bin\n"),
    tokens: &["https://example.com/model.bin"],
    instead: Example::dockerfile(
        "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/model.bin /srv/model.bin\n",
    ),
    sources: &[("Docker: ADD --checksum", "https://docs.docker.com/reference/dockerfile/#add---checksum")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for add in facts.copies.iter().filter(|copy| copy.is_add && copy.arguments.checksum.is_none()) {
        let mut addresses = add.sources.iter().filter(|source| is_download(&source.path));
        if let Some(source) = addresses.next() {
            let finding = report.at(source.written.span(), "nobody notices when another file is served here");
            finding.fix("add `--checksum=sha256:…` with the digest of the file that you mean");
        }
    }
}

/// An address of a file; those of Git name a commit instead.
fn is_download(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let web = lower.starts_with("http://") || lower.starts_with("https://");
    let path = lower.split(['#', '?']).next().unwrap_or_default().trim_end_matches('/');
    web && !path.ends_with(".git")
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_compared() {
        let cases = [
            ("ARG SUM\nADD --checksum=sha256:$SUM https://x.example/a /a\n", &[][..]),
            (
                "ADD --checksum=sha256:0000000000000000000000000000000000000000000000000000000000000000 http://x.example/a /\n",
                &[],
            ),
            ("ADD https://github.com/x/y.git#v1 /y\n", &[]),
            ("ADD git@github.com:x/y.git /y\n", &[]),
            ("ADD a.tar.gz /y\n", &[]),
            ("RUN curl https://x.example\n", &[]),
            ("ADD https://x.example/$V/a /a\n", &["https://x.example/$V/a"]),
            ("ARG V=1\nADD https://x.example/$V/a /a\n", &["https://x.example/$V/a"]),
            ("ADD [\"http://x.example/a\", \"/a\"]\n", &["http://x.example/a"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("add-url-no-checksum", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
