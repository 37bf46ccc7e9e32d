//! All rules on texts nobody would write: examples and pairs with lines deleted, doubled and mixed, and characters cut out. No panic,
//! and every finding is a part of its text.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::super::*;
use crate::dockerfile::Dockerfile;

/// Lines and pieces that many rules look at.
const PIECES: &[&str] = &[
    "\n",
    " ",
    "\\\n",
    "'",
    "\"",
    "$",
    "${",
    "$(",
    "`",
    " && ",
    " | ",
    "é",
    "😀",
    "\u{feff}",
    "\0",
    "\r\n",
    "[\"",
    "=",
    "://",
    "@",
    "FROM a AS b\n",
    "COPY --from=b / /\n",
    "RUN <<EOF\npip install a\nEOF\n",
    "CMD [\"sh\", \"-c\", \"gunicorn é & b\"]\n",
    "ONBUILD RUN pip install x\n",
    "SHELL [\"powershell\"]\n",
    "ENV A=$A PIP_TOKEN=é\n",
    "# hadolint ignore=DL3006\n",
    "RUN --mount=type=cache,target=/root/.cache/pip pip install -e 'git+https://u:p@é/x'\n",
];

fn sources() -> Vec<String> {
    let examples = RULES.iter().flat_map(|rule| [rule.example.whole(), rule.instead.whole()]);
    examples.chain(super::pairs::texts()).collect()
}

/// Returns texts in which lines of two sources are mixed, and then characters cut out, doubled and put in.
fn mutated() -> impl Strategy<Value = String> {
    let lines = prop::collection::vec((any::<Index>(), any::<Index>(), 0..3_u8), 0..8);
    let chars = prop::collection::vec((any::<Index>(), 0..20_usize, 0..3_u8, select(PIECES)), 0..5);
    (select(sources()), select(sources()), lines, chars).prop_map(|(first, second, lines, chars)| {
        let other: Vec<&str> = second.split_inclusive('\n').collect();
        let mut text: Vec<&str> = first.split_inclusive('\n').collect();
        for (at, from, kind) in lines {
            let at = at.index(text.len() + 1);
            match kind {
                0 if at < text.len() => drop(text.remove(at)),
                1 if at < text.len() => text.insert(at, text[at]),
                _ => text.insert(at, other[from.index(other.len())]),
            }
        }
        let mut text: Vec<char> = text.concat().chars().collect();
        for (at, length, kind, piece) in chars {
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            match kind {
                0 => drop(text.drain(at..end)),
                1 => drop(text.splice(at..at, text[at..end].to_vec())),
                _ => drop(text.splice(at..at, piece.chars())),
            }
        }
        text.into_iter().collect()
    })
}

fn check(text: &str, ignore_text: &str) -> Result<(), TestCaseError> {
    let file = Dockerfile::parse(text);
    let ignore = crate::ignore::parse("", ignore_text);
    let files: Vec<String> = ["app.py", "src/é.py", ".env", "tests/a"].iter().map(|path| (*path).to_owned()).collect();
    let context = Context { ignore: Ignore::File(&ignore), files: Some(&files) };
    let outcome = review(&file, context, &Options { strict: true, ..Options::default() });
    for finding in outcome.findings.iter().chain(&outcome.ignored) {
        let source = if finding.place == Place::Dockerfile { text } else { ignore_text };
        prop_assert!(source.get(finding.span.range()).is_some(), "{} at {:?}", finding.rule.slug, finding.span);
        prop_assert!(!finding.message.is_empty());
    }
    prop_assert!(outcome.notes.iter().all(|note| text.get(note.span.range()).is_some()));
    prop_assert!(outcome.findings.is_sorted_by_key(|one| (one.place, one.span.start, one.rule.slug)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(500), ..ProptestConfig::default() })]

    #[test]
    fn rules_survive_any_mixture(text in mutated()) {
        check(&text, ".git\n!é\n*.pyc # note\n")?;
    }

    #[test]
    fn rules_survive_a_pile_of_pieces(pieces in prop::collection::vec(select(PIECES), 0..30)) {
        let text = format!("FROM python:3\n{}", pieces.concat());
        check(&text, &pieces.concat())?;
    }
}
