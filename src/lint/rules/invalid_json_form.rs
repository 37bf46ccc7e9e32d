//! `invalid-json-form`: a command that was meant as a JSON array and is none, so a shell gets it.

use crate::diagnostic::Severity;
use crate::dockerfile::{CommandLine, Keyword, Logical};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "invalid-json-form",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "ops/exec-form",
    aliases: &[],
    what: "`CMD`, `ENTRYPOINT` or `HEALTHCHECK CMD` begins with `[` but is no JSON array of strings: single quotes, a missing comma or bracket. A shell's `[ -f x ]` is fine.",
    why: "The builder silently takes the line for shell text. The container then dies at its start with `[gunicorn,: not found`.",
    example: Example::dockerfile("CMD ['python', '-m', 'shop']\n"),
    tokens: &["['python', '-m', 'shop']"],
    instead: Example::dockerfile("CMD [\"python\", \"-m\", \"shop\"]\n"),
    sources: &[("Docker: shell and exec form", "https://docs.docker.com/reference/dockerfile/#shell-and-exec-form")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let starts = [Keyword::Cmd, Keyword::Entrypoint, Keyword::Healthcheck];
    for (_, instruction) in starts.into_iter().flat_map(|keyword| facts.of(keyword)) {
        let Some(CommandLine::Shell(text)) = instruction.command() else { continue };
        if is_meant_as_json(text) {
            let finding = report.at(text.span(), "this is no JSON array, so a shell gets it, bracket and all");
            finding.fix(why(text));
        }
    }
}

fn is_meant_as_json(text: &Logical) -> bool {
    let Some(rest) = text.strip_prefix('[') else { return false };
    let inner = rest.trim_start();
    // `[ "$x" = y ]` and `[[ … ]]` are tests of a shell: those have a blank, and no comma behind a quote.
    let glued = inner.len() == rest.len() && !rest.starts_with('[');
    let quoted = inner.starts_with(['\'', '"', '“', '‘', '”']);
    let listed = ["\",", "',", "\" ,", "' ,", "”,"].iter().any(|sign| inner.contains(sign));
    glued
        || (quoted
            && (listed || inner.trim_end_matches(']').trim_end().matches(['\'', '"']).count() == 2)
            && !inner.contains('='))
}

fn why(text: &Logical) -> &'static str {
    if text.contains(['“', '”', '‘', '’']) {
        "write straight double quotes"
    } else if text.contains('\'') && !text.contains('"') {
        "JSON wants double quotes: `[\"python\", \"-m\", \"shop\"]`"
    } else if !text.trim_end().ends_with(']') {
        "close the bracket, and let nothing follow it"
    } else {
        "put each word into double quotes and a comma between them"
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_json_or_a_test_of_the_shell() {
        let cases = [
            ("CMD [\"a\", \"b\"]\nENTRYPOINT []\nHEALTHCHECK CMD [ \"a\" ]\n", &[][..]),
            ("CMD [ -f /x ] && run\nENTRYPOINT [ \"$A\" = b ] && c || d\nCMD [[ -n $X ]] && y\n", &[]),
            ("HEALTHCHECK CMD [ \"$(cat /x)\" = ok ]\nHEALTHCHECK NONE\n", &[]),
            ("RUN [ 'a', 'b' ]\n", &[]),
            ("CMD ['a', 'b']\n", &["['a', 'b']"]),
            ("CMD [ 'a', 'b' ]\n", &["[ 'a', 'b' ]"]),
            ("ENTRYPOINT [\"a\" \"b\"]\n", &["[\"a\" \"b\"]"]),
            ("CMD [\"a\", \"b\",]\n", &["[\"a\", \"b\",]"]),
            ("CMD [\"a\", \"b\"\n", &["[\"a\", \"b\""]),
            ("CMD [python, app.py]\n", &["[python, app.py]"]),
            ("HEALTHCHECK --interval=5s CMD [\"a\", 'b']\n", &["[\"a\", 'b']"]),
            ("CMD [\"a\"] # start\n", &["[\"a\"] # start"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("invalid-json-form", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
