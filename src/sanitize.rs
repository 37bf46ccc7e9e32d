//! Makes text from outside harmless: control characters become visible signs, line ends become `\n`. Done once, when a
//! file is read, so that no later room has to think of terminals. Must not know what the text means.

use std::borrow::Cow;

/// Returns whether a character must not reach a terminal as it is: controls, bidirectional overrides, odd line breaks.
fn is_hostile(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200e}'
        | '\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{feff}' => true,
        c => c.is_control(),
    }
}

fn visible(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

/// Returns `text` without anything a terminal would obey. A carriage return before a line feed and a leading byte order
/// mark are dropped; every other control character is replaced by its picture (`␛`) or by `�`.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Only these lead bytes can begin a hostile character: C0, DEL, C2 (C1), E2 (bidi, breaks), EF (inner BOM).
    let suspicious =
        |b: u8| (b < 0x20 && b != b'\n' && b != b'\t') | (b == 0x7f) | (b == 0xc2) | (b == 0xe2) | (b == 0xef);
    // Without an early exit inside a piece the compiler looks at many bytes at once.
    let pieces = text.as_bytes().chunks(256);
    let found = |piece: &[u8]| piece.iter().fold(false, |found, b| found | suspicious(*b));
    if !pieces.into_iter().any(found) || !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            c if is_hostile(c) => out.push(visible(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Returns the characters that [`sanitize`] replaces in `text`, each with the byte of the sanitized text at which its
/// picture stands.
pub fn replaced(text: &str) -> Vec<(usize, char)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (mut found, mut at) = (Vec::new(), 0);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if c == '\r' && chars.peek() == Some(&'\n') {
            continue;
        }
        if is_hostile(c) {
            found.push((at, c));
        }
        at += if is_hostile(c) { visible(c).len_utf8() } else { c.len_utf8() };
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_becomes_visible() {
        let cases = [
            ("plain\ttext\n", "plain\ttext\n"),
            ("a\r\nb", "a\nb"),
            ("\u{feff}a", "a"),
            ("red \u{1b}[31m", "red ␛[31m"),
            ("\u{1b}]52;c;QUJD\u{7}", "␛]52;c;QUJD␇"),
            ("a\u{9b}31m", "a�31m"),
            ("abc\u{202e}fed\u{2028}", "abc�fed�"),
            ("del\u{7f}", "del␡"),
            ("naïve “船” — ok", "naïve “船” — ok"),
        ];
        for (hostile, expected) in cases {
            assert_eq!(sanitize(hostile), expected, "{hostile:?}");
        }
    }

    #[test]
    fn replaced_characters_are_found_where_their_pictures_stand() {
        let raw = "\u{feff}a\r\nö\u{1b}[m \u{202e}x\r";
        let clean = sanitize(raw);
        let found = replaced(raw);
        assert_eq!(found.iter().map(|(_, c)| *c).collect::<Vec<_>>(), ['\u{1b}', '\u{202e}', '\r']);
        for (at, c) in found {
            assert!(clean[at..].starts_with(visible(c)), "{c:?}");
        }
        assert!(replaced("plain\ttext\r\n").is_empty());
    }
}
