//! Texts and what they become; the table of BuildKit's answers is a fixture of the room.

use super::*;

fn expand(text: &str, escape: char, mode: Mode) -> String {
    let lookup = |name: &str| match name {
        "A" => Some("1.2.3".to_owned()),
        "E" => Some(String::new()),
        "S" => Some("x  y".to_owned()),
        _ => None,
    };
    Lexer::new(text, escape, mode).run(&lookup).map_or_else(|error| format!("! {error}"), |lexed| lexed.text)
}

#[test]
fn quotes_escapes_and_nesting() {
    let cases = [
        (r"a\ b\\c\$A", r"a b\c$A"),
        (r#""a\b\"c\$A\\""#, r#"a\b"c$A\"#),
        (r"'a\b$A'", r"a\b$A"),
        ("${U:-${V:-$A}x}", "1.2.3x"),
        (r#"${U:-"a b"}"#, "a b"),
        (r#""${U:-'q'}""#, "q"),
        (r"${U:-\}}", "}"),
        ("${A#*.}${A##*.}${A%%.*}", "2.331"),
        (r"${A/./\/}", r"1\/2.3"),
        ("${A//./$E}", "123"),
        ("${A:#1.}", "2.3"),
        ("$A.$S|", "1.2.3.x  y|"),
        ("$A$", "1.2.3$"),
        ("a$(b)c", "a$(b)c"),
        ("$@$*$#$?$-$!", ""),
        ("$12a", "a"),
        ("${1}", ""),
        ("<<<$A", "<<<1.2.3"),
        (r"x\", "x"),
        ("é$A", "é1.2.3"),
        ("'open", "! unexpected end of statement while looking for matching single-quote"),
        ("\"open", "! unexpected end of statement while looking for matching double-quote"),
        ("${A:-\"x", "! syntax error: missing '}'"),
        ("${A/x}", "! syntax error: missing '/' in ${}"),
        ("${", "! syntax error: missing '}'"),
        ("${:x}", "! syntax error: bad substitution"),
        ("${A:=b}", "! unsupported modifier (:=) in substitution"),
        ("${A!}", "! unsupported modifier (!) in substitution"),
        ("${U?}", "! U: is not allowed to be unset"),
        ("${E:?}", "! E: is not allowed to be empty"),
        ("${U?say $A}", "! U: say 1.2.3"),
        (r"${A#\x}", r"! invalid pattern (\x) in substitution"),
    ];
    for (text, expected) in cases {
        assert_eq!(expand(text, '\\', Mode::default()), expected, "{text}");
    }
    assert_eq!(expand("c:\\x`$A", '`', Mode::default()), "c:\\x$A");
}

#[test]
fn words_and_what_they_were_made_of() {
    let text = r#"a  "b c"$S d\ e << EOF '' $U"#;
    let lexed = Lexer::new(text, '\\', Mode::KEEP_ALL).run(&|_| None).unwrap();
    let words: Vec<(&str, &str)> =
        lexed.words.iter().map(|word| (word.text.as_str(), &text[word.range.clone()])).collect();
    let same = |word: &'static str| (word, word);
    let expected = [same("a"), same("\"b c\"$S"), same(r"d\ e"), same("<< EOF"), same("''"), same("$U")];
    assert_eq!(words, expected);
    assert_eq!(lexed.asked, [("S".to_owned(), false), ("U".to_owned(), false)]);
}

#[test]
fn length_and_depth_are_bounded() {
    let lookup = |_: &str| Some("x".repeat(1000));
    let run = |text: &str| Lexer::new(text, '\\', Mode::default()).run(&lookup).map(|lexed| lexed.text.len());
    assert_eq!(run(&"$A".repeat(60)), Ok(60_000));
    assert_eq!(run(&"$A".repeat(70)), Err(ExpandError::TooLong));
    assert_eq!(run(&"x".repeat(1 << 20)), Ok(1 << 20));
    assert_eq!(run(&("${B:-".repeat(200) + &"}".repeat(200))), Err(ExpandError::TooLong));
}
