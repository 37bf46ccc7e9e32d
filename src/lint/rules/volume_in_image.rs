//! `volume-in-image`: VOLUME in the image of an application.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "volume-in-image",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "ops/stateless-storage",
    aliases: &[],
    what: "A `VOLUME` in the final image.",
    why: "Each container that starts without a mount there gets a volume without a name. It fills the disk, nobody makes a copy of it, and what the next build writes below that path may be lost.",
    example: Example::dockerfile("VOLUME /app/data\n"),
    tokens: &["/app/data"],
    instead: Example::dockerfile("RUN install -d -o 10001 -g 10001 /app/data\n"),
    sources: &[("Docker: VOLUME", "https://docs.docker.com/reference/dockerfile/#volume")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, instruction) in facts.of(Keyword::Volume).filter(|(at, _)| facts.is_in_image(*at)) {
        let Arguments::Volume(paths) = &instruction.arguments else { continue };
        for path in paths {
            let finding = report.at(path.span(), "every container gets a volume without a name here");
            finding.fix("take the line out, and mount a named volume when the container starts");
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("VOLUME /x\nFROM b:1\n", &[][..]),
            ("RUN echo VOLUME\n", &[]),
            ("VOLUME [\"/a\", \"/b\"]\n", &["/a", "/b"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("volume-in-image", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
