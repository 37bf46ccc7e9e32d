//! `add-for-local`: ADD where COPY does the same without surprises.

use crate::diagnostic::Severity;
use crate::lint::facts::Brings;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "add-for-local",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/copy-over-add",
    aliases: &["DL3020", "DS-0005"],
    what: "`ADD` brings plain files or folders of the context. Silent for addresses, for archives, which it unpacks, and where a variable or a pattern could mean either.",
    why: "`ADD` unpacks what looks like a tar archive and downloads what looks like an address, so a renamed file changes what the line does. `COPY` only copies.",
    example: Example::dockerfile("ADD src/ ./src/\n"),
    tokens: &["ADD"],
    instead: Example::dockerfile("COPY src/ ./src/\n"),
    sources: &[("Docker: ADD or COPY", "https://docs.docker.com/build/building/best-practices/#add-or-copy")],
    check,
};

/// Ends of names that ADD may unpack.
const ARCHIVES: &[&str] = &[
    ".tar", ".gz", ".bz2", ".xz", ".zst", ".lz", ".lzma", ".z", ".tgz", ".tbz", ".tbz2", ".tb2", ".txz", ".tlz",
    ".tzst", ".tpz", ".tz", ".taz",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for add in facts.copies.iter().filter(|copy| copy.is_add && !copy.sources.is_empty()) {
        let plain = |brings, path: &str| match brings {
            Brings::Everything | Brings::Manifest => true,
            Brings::Other => !may_be_archive(path),
            Brings::Address | Brings::Unknown => false,
        };
        if let Some(instruction) = facts.instruction(add.at)
            && add.sources.iter().all(|source| plain(source.brings, &source.path))
        {
            let finding =
                report.at(instruction.name.span(), "`ADD` can also unpack and download; these are only copied");
            finding.fix("write `COPY`");
        }
    }
}

fn may_be_archive(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let open_end = path.ends_with(['*', '?', ']']);
    open_end || path.contains("://") || ARCHIVES.iter().any(|end| lower.ends_with(end))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_only_add_can_do() {
        let cases = [
            ("ADD rootfs.tar.xz /\n", &[][..]),
            ("ADD dist/*.tgz /opt/\n", &[]),
            ("ADD --checksum=sha256:$S https://x.example/a /a\n", &[]),
            ("ADD git@github.com:x/y.git /y\n", &[]),
            ("ADD https://$HOST/a /a\n", &[]),
            ("ADD $FILE /a\n", &[]),
            ("ADD rootfs* /\n", &[]),
            ("ADD <<EOF /a\nx\nEOF\n", &[]),
            ("COPY . .\n", &[]),
            ("ADD a.py b.tar /x/\n", &[]),
            ("ADD . /app\n", &["ADD"]),
            ("add requirements.txt ./\n", &["add"]),
            ("ADD src /src\nADD entrypoint.sh /\n", &["ADD", "ADD"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("add-for-local", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
