//! Whatever the text: no panic, no gap, no span outside, the same again.

use proptest::prelude::*;
use proptest::sample::select;

use super::super::*;
use super::fixtures;
use crate::diagnostic::Span;

/// Pieces of Dockerfiles, and bytes that are trouble.
const PIECES: &[&str] = &[
    "FROM ",
    "RUN ",
    "COPY ",
    "ADD ",
    "ENV ",
    "ARG ",
    "CMD ",
    "ONBUILD ",
    "HEALTHCHECK ",
    "SHELL ",
    "EXPOSE ",
    "LABEL ",
    "VOLUME ",
    "USER ",
    "WORKDIR ",
    "x",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\\\n",
    "`\n",
    "\\",
    "\\\\",
    "#",
    "# escape=`\n",
    "# check=skip=all\n",
    "--mount=type=cache,target=/x ",
    "--from=0 ",
    "--from=b ",
    "--",
    "=",
    "\"",
    "'",
    "[",
    "]",
    ",",
    "{",
    "}",
    "$A",
    "${A:-",
    "${A//",
    "/",
    "$",
    "${",
    "<<EOF",
    "<<-'E F'",
    "<< EOF",
    "EOF\n",
    "\tEOF\n",
    "AS b\n",
    "a:1@",
    "\u{feff}",
    "\u{a0}",
    "\u{b}",
    "\u{c}",
    "é",
    "\u{2028}",
    "\0",
    "😀",
    "\\u00e9",
    "\u{85}",
    "--interval=µs ",
];

fn check(text: &str) -> Result<(), TestCaseError> {
    let dockerfile = Dockerfile::parse(text);
    let mut at = 0;
    for item in &dockerfile.items {
        prop_assert_eq!(item.span.start, at, "a gap before {:?}", item);
        at = item.span.end;
    }
    prop_assert_eq!(at, text.len(), "the end is missing");
    let whole: String = dockerfile.items.iter().map(|item| &text[item.span.range()]).collect();
    let again = Dockerfile::parse(&whole);
    prop_assert_eq!(&again.instructions, &dockerfile.instructions);
    prop_assert_eq!(&again.diagnostics, &dockerfile.diagnostics);
    prop_assert_eq!(&again.conversion, &dockerfile.conversion);
    for fault in dockerfile.diagnostics.iter().chain(&dockerfile.conversion) {
        prop_assert!(phase(fault.code).is_some(), "{} is in no table", fault.code);
        prop_assert!(text.get(fault.span.range()).is_some(), "{:?} is no part", fault);
    }
    for (index, instruction) in dockerfile.instructions.iter().enumerate() {
        prop_assert!(instruction.start_line <= instruction.end_line);
        check_instruction(text, instruction)?;
        check_instruction(text, instruction.effective())?;
        for part in instruction.effective().expandable() {
            let _ = dockerfile.scopes.expand(part, index);
        }
    }
    Ok(())
}

fn check_instruction(text: &str, instruction: &Instruction) -> Result<(), TestCaseError> {
    let lies = |part: &Logical| -> Result<(), TestCaseError> {
        let inside = |span: Span| text.get(span.range()).is_some();
        prop_assert!(inside(part.span()), "{:?} lies outside", part);
        for (at, c) in part.char_indices() {
            let span = part.span_of(at..at + c.len_utf8());
            prop_assert!(inside(span), "{:?} of {:?} lies outside", c, part);
        }
        Ok(())
    };
    lies(&instruction.logical)?;
    lies(&instruction.rest)?;
    instruction.flags.iter().try_for_each(|flag| lies(&flag.text))?;
    instruction.expandable().into_iter().try_for_each(lies)?;
    instruction.heredocs.iter().try_for_each(|heredoc| lies(&heredoc.word))?;
    // What has no escapes in it reads as the source does.
    for segment in instruction.logical.segments() {
        let source = &text[segment.source.range()];
        prop_assert!(instruction.logical[segment.at..].starts_with(source));
    }
    instruction.script(text).map_or(Ok(()), |script| lies(&script.text))
}

/// A text of the fixtures in which slices are deleted, doubled, swapped, and odd pieces put in.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), any::<prop::sample::Index>(), 0..4_u8, select(PIECES));
    (select(fixtures::texts()), select(fixtures::texts()), prop::collection::vec(edit, 1..6)).prop_map(
        |(a, b, edits)| {
            let mut chars: Vec<char> = (a + &b).chars().collect();
            for (from, to, kind, piece) in edits {
                let (from, to) = (from.index(chars.len() + 1), to.index(chars.len() + 1));
                let (from, to) = (from.min(to), from.max(to));
                match kind {
                    0 => drop(chars.drain(from..to)),
                    1 => drop(chars.splice(to..to, chars[from..to].to_vec())),
                    2 => {
                        let cut: Vec<char> = chars.drain(from..to).collect();
                        let at = from / 2;
                        drop(chars.splice(at..at, cut));
                    }
                    _ => drop(chars.splice(from..from, piece.chars())),
                }
            }
            chars.into_iter().collect()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(1000), ..ProptestConfig::default()
    })]

    #[test]
    fn any_text(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn text_of_pieces(pieces in prop::collection::vec(select(PIECES), 0..40)) {
        check(&pieces.concat())?;
    }

    #[test]
    fn mutated_fixtures(text in mutated()) {
        check(&text)?;
    }
}

#[test]
fn the_fixtures_themselves() {
    for text in fixtures::texts() {
        check(&text).unwrap();
    }
}

#[test]
fn nothing_is_deep_for_the_stack() {
    for piece in ["ONBUILD ", "[", "{", "${A:-", "\"${A:-\"", "$(", "<<A ", "--mount=\"", "\\\n"] {
        for keyword in ["RUN ", "ENV A=", "COPY ", "", "HEALTHCHECK CMD "] {
            let _ = Dockerfile::parse(&format!("FROM a\n{keyword}{}", piece.repeat(20_000)));
        }
    }
}
