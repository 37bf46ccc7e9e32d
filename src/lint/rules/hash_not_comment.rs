//! `hash-not-comment`: a `#` behind an instruction, where it begins no comment.

use crate::diagnostic::{Severity, Span};
use crate::dockerfile::{Instruction, Keyword};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "hash-not-comment",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "ci/lint-dockerfile",
    aliases: &[],
    what: "A lone `#` among the arguments of an instruction that no shell reads: `EXPOSE`, `ENV`, `COPY`, `USER` and others. Silent inside quotes.",
    why: "Comments stand on lines of their own. Here the rest of the line becomes part of the value: a user called `app # not root`, files called `#`, a broken build.",
    example: Example::dockerfile("USER 10001 # not root\n"),
    tokens: &["#"],
    instead: Example::dockerfile("# not root\nUSER 10001\n"),
    sources: &[("Docker: format of a Dockerfile", "https://docs.docker.com/reference/dockerfile/#format")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for instruction in &facts.file.instructions {
        if let Some(span) = comment(instruction, facts.file.escape) {
            let message = format!("`#` begins no comment here: it becomes part of {}", instruction.keyword.name());
            report.at(span, message).fix("put the comment on a line of its own above");
        }
    }
}

/// Returns the `#` that was meant to begin a comment.
fn comment(instruction: &Instruction, escape: char) -> Option<Span> {
    use Keyword::{Add, Arg, Copy, Env, Expose, From, Label, StopSignal, User, Volume, Workdir};
    let glued = matches!(instruction.keyword, Expose | From | User | Workdir | StopSignal);
    if !glued && !matches!(instruction.keyword, Add | Arg | Copy | Env | Label | Volume) || instruction.json {
        return None;
    }
    let text = &instruction.rest;
    let at = hash(text, escape, glued)?;
    Some(text.span_of(at..at + 1))
}

/// Finds `#` behind a blank, outside quotes, with a blank behind it; `glued`: whatever is behind it.
fn hash(text: &str, escape: char, glued: bool) -> Option<usize> {
    if !text.contains('#') {
        return None;
    }
    let (mut quote, mut blank) = (None, false);
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let next = text[at + c.len_utf8()..].chars().next();
        match quote {
            None if c == '#' && blank && (glued || next.is_none_or(char::is_whitespace)) => return Some(at),
            None if matches!(c, '\'' | '"') => quote = Some(c),
            Some(open) if open == c => quote = None,
            _ => {}
        }
        if c == escape {
            chars.next();
        }
        blank = c.is_whitespace();
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_a_hash_is_meant() {
        let cases = [
            ("RUN pip install x # why\nCMD python -m shop # start\n", &[][..]),
            ("ENV A=\"x # y\" B='# z' C=a#b D=x\\ #y\nLABEL d=\"issue # 3\"\n", &[]),
            ("ENV COLOR #fff\nADD https://x/y.git#main /x\nCOPY a#b /x/\n", &[]),
            ("RUN a \\\n  # comment\n  b\n", &[]),
            ("COPY [\"a\", \"#\", \"/x/\"]\n", &[]),
            ("EXPOSE 80 #web\nEXPOSE 81 # web\n", &["#", "#"]),
            ("COPY a /b # c\nADD a /b/ # c\nWORKDIR /app # here\n", &["#", "#", "#"]),
            ("ENV A=1 # c\nENV A b # c\nVOLUME /x # y\n", &["#", "#", "#"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("hash-not-comment", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
        assert_eq!(fires("hash-not-comment", "FROM a:1 # base\n"), ["#"]);
    }
}
