//! What must hold for any text: no panic, places inside the text, order, work in step with length.

use proptest::prelude::*;

use super::bodies::BODIES;
use super::*;

/// Pieces that mean something to the reader, for texts that go deep into it.
const PIECES: &[&str] = &[
    "'",
    "\"",
    "\\",
    "$",
    "$(",
    "${",
    "$((",
    "`",
    "(",
    ")",
    "((",
    "))",
    "{",
    "}",
    "<",
    ">",
    "<<",
    "<<-",
    "<<<",
    "&>",
    "|",
    "|&",
    "||",
    "&",
    "&&",
    ";",
    ";;",
    "\n",
    " ",
    "\t",
    "#",
    "!",
    "[[",
    "]]",
    " if ",
    " then ",
    " else ",
    " elif ",
    " fi\n",
    " for x in ",
    " do ",
    " done ",
    " case x in ",
    " esac ",
    " while ",
    " function f ",
    "f()",
    "EOF",
    "<<EOF\n",
    "\nEOF\n",
    "sh -c ",
    "eval ",
    "bash <<A\n",
    "\nA\n",
    "set -e",
    "sudo ",
    "a",
    "=",
    "A=",
    "1",
    "*",
    "~",
    "é",
    "‹",
    "\r\n",
    "$'",
    "\\x",
    "}}",
    "[",
    "]",
    ",",
    "{a,b}",
    "env B=1 ",
];

fn holds(text: &str) -> Result<(), TestCaseError> {
    let script = read(text);
    let inside = |span: Span| text.get(span.range()).is_some();
    let mut last = 0;
    for command in &script.commands {
        prop_assert!(command.span.start >= last, "order: {:?}", command);
        last = command.span.start;
        prop_assert!(inside(command.span), "{:?}", command.span);
        let words = command.words.iter().chain(command.assignments.iter().map(|given| &given.word));
        for word in words {
            prop_assert!(inside(word.span), "{:?}", word);
            prop_assert!(inside(word.locate(0..word.text.len())));
            let in_string = command.within.has(FrameKind::ShellString);
            if !word.quoted && word.is_literal() && word.pieces.is_empty() && !in_string {
                prop_assert_eq!(&text[word.span.range()], word.text.as_str());
            }
        }
        if !command.within.has(FrameKind::ShellString) {
            prop_assert!(command.words.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
        for redirect in &command.redirects {
            prop_assert!(inside(redirect.span));
            prop_assert!(redirect.heredoc.as_ref().is_none_or(|heredoc| inside(heredoc.span)));
        }
        let _ = (
            command.program(),
            command.has_flag(&["-a", "--b"]),
            command.flag_values(&["-a", "--b"]),
            command.positionals(&["-a"]),
        );
    }
    for (index, frame) in script.frames.iter().enumerate() {
        prop_assert!(inside(frame.span), "{:?}", frame);
        prop_assert!(frame.parent.is_none_or(|parent| parent < index));
        prop_assert!(frame.command.is_none_or(|command| command < script.commands.len()));
        prop_assert!(frame.head.iter().all(|word| inside(word.span)));
    }
    for index in 0..script.commands.len() {
        let line = script.pipeline(Item::Command(index));
        prop_assert!(line.contains(&Item::Command(index)));
    }
    prop_assert!(script.diagnostics.iter().all(|note| inside(note.span)));
    prop_assert!(script.steps <= 40 * (text.len() + 10), "{} steps for {} bytes", script.steps, text.len());
    Ok(())
}

fn body() -> impl Strategy<Value = String> {
    prop::sample::select(BODIES).prop_map(|(text, _)| text.to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read(text in "(?s).{0,80}") {
        holds(&text)?;
    }

    #[test]
    fn any_pile_of_pieces_is_read(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        holds(&pieces.concat())?;
    }

    #[test]
    fn mutated_bodies_are_read(
        text in body(),
        cut in any::<prop::sample::Index>(),
        length in 0_usize..12,
        piece in prop::sample::select(PIECES),
    ) {
        let mut chars: Vec<char> = text.chars().collect();
        let at = cut.index(chars.len());
        chars.drain(at..(at + length).min(chars.len()));
        let mut text: String = chars[..at].iter().collect();
        text.push_str(piece);
        text.extend(&chars[at..]);
        holds(&text)?;
    }

    #[test]
    fn a_body_in_a_string_holds_the_same_commands(text in body()) {
        let programs = |script: &Script| {
            let own = script.commands.iter().filter(|command| !command.within.has(FrameKind::ShellString));
            own.filter_map(Command::program).map(str::to_owned).collect::<Vec<_>>()
        };
        let wrapped = format!("sh -c '{}'", text.replace('\'', r"'\''"));
        let inner = read(&wrapped);
        let found: Vec<String> = inner.commands[1..].iter().filter_map(Command::program).map(str::to_owned).collect();
        let outer = read(&text);
        prop_assert!(programs(&outer).iter().all(|program| found.contains(program)), "{:?}", found);
        prop_assert_eq!(found.len(), outer.commands.iter().filter_map(Command::program).count());
        holds(&wrapped)?;
    }

    #[test]
    fn plain_words_are_their_source(words in prop::collection::vec("[a-zA-Z0-9_./:@%+,-]{1,8}", 1..8)) {
        let text = format!("x {}", words.join("  "));
        let script = read(&text);
        let read: Vec<&str> = script.commands[0].words[1..].iter().map(|word| word.text.as_str()).collect();
        prop_assert_eq!(read, words);
        prop_assert!(script.commands[0].words.iter().all(|word| text[word.span.range()] == word.text));
    }
}

#[test]
fn work_grows_with_the_text_and_not_faster() {
    let units = [
        "a b && ",
        "$(",
        "\"$(",
        "`",
        "(",
        "((",
        "$((",
        "{ ",
        "if a; then ",
        "case x in a) ",
        "for x in ",
        "fi ",
        ") ",
        "} ",
        "${",
        "'",
        "\"",
        "\\",
        "<<E ",
        "<<E\n",
        "\nE\n",
        "sudo ",
        "eval ",
        "sh -c ",
        "sh -c \"",
        "a=(",
        "!( ",
        "{a,",
        "} {",
        "f() ",
        "f( ",
        "[[ ",
        "| ",
        "> ",
        "$x",
        "${a:-$(",
        "((a) ",
        "\"${x:-\"",
        "é",
        "$'",
        "$'\\",
        "<(",
        "a | ",
        "! ",
        "bash <<E\n",
        "function ",
    ];
    for unit in units {
        let work = |times: usize| {
            let script = read(&unit.repeat(times));
            let words =
                script.commands.iter().flat_map(|command| &command.words).map(|word| word.text.len()).sum::<usize>();
            script.steps + words
        };
        let (small, large) = (work(500), work(2000));
        assert!(large <= 5 * small + 1000, "{unit:?}: {small} then {large}");
    }
}
