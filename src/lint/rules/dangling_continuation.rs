//! `dangling-continuation`: a line goes on over an empty line, or into the next instruction.

use crate::diagnostic::{Severity, Span};
use crate::dockerfile::{Instruction, KEYWORDS, Keyword};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "dangling-continuation",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &["NoEmptyContinuation"],
    what: "An escape at the end of a line that swallows the instruction below it, or (a warning) an empty line. Comments between continued lines are fine.",
    why: "The swallowed instruction becomes an argument: `apt-get install curl COPY app .`. Empty continuation lines are deprecated and will be refused one day.",
    example: Example::dockerfile("RUN python -m compileall -q . \\\n\nEXPOSE 8000\n"),
    tokens: &["EXPOSE"],
    instead: Example::dockerfile("RUN python -m compileall -q .\n\nEXPOSE 8000\n"),
    sources: &[(
        "Docker: build check NoEmptyContinuation",
        "https://docs.docker.com/reference/build-checks/no-empty-continuation/",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut swallowed = Vec::new();
    for instruction in &facts.file.instructions {
        if let Some(span) = swallowed_keyword(instruction, &facts.file.source) {
            let name = &facts.file.source[span.range()];
            let message = format!("the line above goes on, so this {name} is an argument of its {}", instruction.name);
            report.at(span, message).fix("delete the escape at the end of the last line that belongs to it");
            swallowed.push(instruction.span);
        }
    }
    for fault in facts.file.diagnostics.iter().filter(|fault| fault.code == "empty-continuation") {
        // Spans of instructions stand in order.
        let before = swallowed.partition_point(|span: &Span| span.start <= fault.span.start);
        let told = before.checked_sub(1).is_some_and(|last| fault.span.start < swallowed[last].end);
        if !told {
            let finding = report.at(fault.span, "an empty line inside a continued one");
            finding.fix("delete it, or end the line above without an escape");
            // The builder still takes these.
            finding.level = finding.level.min(Severity::Warning);
        }
    }
}

/// Returns the first keyword of a line that begins like an instruction but belongs to the one above.
fn swallowed_keyword(instruction: &Instruction, source: &str) -> Option<Span> {
    // These are continued by keywords.
    let by_keywords = matches!(instruction.keyword, Keyword::Healthcheck | Keyword::Onbuild | Keyword::Unknown);
    if by_keywords || instruction.start_line == instruction.end_line {
        return None;
    }
    let begins_line = |at: usize| at > 0 && source.as_bytes().get(at - 1) == Some(&b'\n');
    let mut lines = instruction.logical.segments().skip(1).filter(|segment| begins_line(segment.source.start));
    lines.find_map(|segment| {
        let rest = source.get(segment.source.start..segment.source.end)?;
        let length = rest.find([' ', '\t'])?;
        let known = KEYWORDS.iter().any(|(name, _)| *name == &rest[..length]);
        // A string that goes on over several lines may hold anything.
        let open = || instruction.logical[..segment.at].matches(['"', '\'']).count() % 2 == 1;
        (known && !open()).then(|| Span::new(segment.source.start, segment.source.start + length))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_goes_on_and_what_is_swallowed() {
        let cases = [
            ("RUN a \\\n  && b\nUSER x\n", &[][..]),
            ("RUN a \\\n# comment\n  # another\n  && b\nUSER x\n", &[]),
            ("HEALTHCHECK --interval=5s \\\nCMD curl x\n", &[]),
            ("RUN psql -c 'x \\\nUSER y'\n", &[]),
            ("RUN a \\\n  ADD b\nENV USER=x \\\nCMD=y\n", &[]),
            ("RUN <<EOF\na \\\nUSER x\nEOF\n", &[]),
            ("RUN a \\\n\n  && b\n", &["\n"]),
            ("RUN a \\\n# note\n\nWORKDIR /x\nUSER y\n", &["WORKDIR"]),
            ("RUN a \\\nCOPY b c\n", &["COPY"]),
            ("ENV A=b \\\n\nRUN c\n", &["RUN"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("dangling-continuation", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
