//! The JSON (exec) form: a JSON array of strings, strictly as the builder's JSON reader takes it. No recursion: nesting is
//! counted on a stack of its own. Knows no instruction.

use super::logical::Logical;
use crate::diagnostic::Span;

/// Deeper nesting is no JSON to the builder.
const MAX_DEPTH: usize = 10_000;

/// What a text is as JSON.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Json {
    /// An array of strings, unescaped.
    Strings(Vec<Logical>),
    /// A JSON array that holds something else, at this range of the text: the builder refuses it.
    NotStrings(Span),
    /// No JSON array: the shell form.
    None,
}

/// Reads `text`, blanks in front allowed.
pub(super) fn read(text: &Logical) -> Json {
    let start = text.len() - text.trim_start().len();
    if !text[start..].starts_with('[') {
        return Json::None;
    }
    let mut reader = Reader { text, at: start, open: Vec::new(), fresh: false, strings: Vec::new(), other: None };
    match (reader.array(), reader.other) {
        (None, _) => Json::None,
        (Some(()), Some(other)) => Json::NotStrings(text.span_of(other.range())),
        (Some(()), None) => Json::Strings(reader.strings),
    }
}

struct Reader<'a> {
    text: &'a Logical,
    at: usize,
    /// The open brackets.
    open: Vec<u8>,
    /// Nothing stands behind the last of them yet.
    fresh: bool,
    strings: Vec<Logical>,
    /// The first element that is no string.
    other: Option<Span>,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.blanks();
        (self.peek() == Some(byte)).then(|| self.at += 1)
    }

    /// Reads the array and whatever is nested in it; `None`: it is no JSON.
    fn array(&mut self) -> Option<()> {
        self.begin()?;
        while !self.open.is_empty() {
            self.value()?;
            self.after_value()?;
        }
        self.blanks();
        (self.at == self.text.len()).then_some(())
    }

    /// Goes into an array or object; an empty one is left at once. Then a value comes next.
    fn begin(&mut self) -> Option<()> {
        self.blanks();
        let bracket = self.peek().filter(|byte| matches!(byte, b'[' | b'{'))?;
        self.at += 1;
        self.open.push(bracket);
        self.fresh = true;
        (self.open.len() <= MAX_DEPTH).then_some(())
    }

    /// Reads one value; goes into what is nested instead of calling itself. An empty array counts as a value.
    fn value(&mut self) -> Option<()> {
        loop {
            self.blanks();
            let bracket = self.open.last().copied();
            let closing = if bracket == Some(b'{') { b'}' } else { b']' };
            if std::mem::take(&mut self.fresh) && self.peek() == Some(closing) {
                // `after_value` closes it.
                return Some(());
            }
            if bracket == Some(b'{') {
                self.string(false)?;
                self.take(b':')?;
                self.blanks();
            }
            let (start, top) = (self.at, self.open.len() == 1);
            match self.peek()? {
                b'"' => return self.string(top),
                b'[' | b'{' => {
                    self.note_other(start, top);
                    self.begin()?;
                }
                _ => {
                    self.scalar()?;
                    self.note_other(start, top);
                    return Some(());
                }
            }
        }
    }

    fn note_other(&mut self, start: usize, top: bool) {
        if top && self.other.is_none() {
            self.other = Some(Span::new(start, self.at.max(start + 1)));
        }
    }

    /// Closes what ends here, then wants a comma unless everything is closed.
    fn after_value(&mut self) -> Option<()> {
        while let Some(bracket) = self.open.last() {
            if self.take(if *bracket == b'{' { b'}' } else { b']' }).is_none() {
                self.take(b',')?;
                self.blanks();
                // `[1,]` is no JSON.
                return (!matches!(self.peek(), Some(b']' | b'}'))).then_some(());
            }
            self.open.pop();
        }
        Some(())
    }

    fn scalar(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        if let Some(word) = ["true", "false", "null"].into_iter().find(|word| rest.starts_with(word)) {
            self.at += word.len();
            return Some(());
        }
        let length = number(rest.as_bytes())?;
        let finite = rest[..length].parse::<f64>().is_ok_and(f64::is_finite);
        self.at += length;
        finite.then_some(())
    }

    fn string(&mut self, keep: bool) -> Option<()> {
        self.take(b'"')?;
        let mut value = Logical::at("", self.text.span_of(self.at..self.at).start);
        loop {
            let plain = self.text[self.at..].find(|c: char| matches!(c, '"' | '\\') || c < ' ')?;
            if keep && plain > 0 {
                value.append(&self.text.slice(self.at..self.at + plain));
            }
            self.at += plain;
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    let start = self.at;
                    let c = self.escape()?;
                    value.push_for(c.encode_utf8(&mut [0; 4]), self.text.span_of(start..self.at));
                }
                _ => return None,
            }
        }
        self.at += 1;
        if keep {
            self.strings.push(value);
        }
        Some(())
    }

    fn escape(&mut self) -> Option<char> {
        let c = *self.text.as_bytes().get(self.at + 1)?;
        self.at += 2;
        Some(match c {
            b'"' | b'\\' | b'/' => char::from(c),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.code_point()?,
            _ => return None,
        })
    }

    /// Reads four hex digits, and a second half where one follows; half a pair becomes U+FFFD.
    fn code_point(&mut self) -> Option<char> {
        let first = self.hex()?;
        if !(0xd800..0xdc00).contains(&first) || !self.text[self.at..].starts_with("\\u") {
            return Some(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let back = self.at;
        self.at += 2;
        let second = self.hex()?;
        if (0xdc00..0xe000).contains(&second) {
            return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
        }
        self.at = back;
        Some(char::REPLACEMENT_CHARACTER)
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|four| four.bytes().all(|b| b.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }
}

/// Returns the length of the JSON number at the beginning of `text`.
fn number(text: &[u8]) -> Option<usize> {
    let digits = |from: usize| text[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = usize::from(text.first() == Some(&b'-'));
    let whole = digits(at);
    if whole == 0 || (text[at] == b'0' && whole > 1) {
        return None;
    }
    at += whole;
    if text.get(at) == Some(&b'.') {
        let fraction = digits(at + 1);
        at += (fraction > 0).then_some(fraction + 1)?;
    }
    if matches!(text.get(at), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        let exponent = digits(at + 1 + sign);
        at += (exponent > 0).then_some(exponent + 1 + sign)?;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> String {
        match read(&Logical::at(text, 0)) {
            Json::Strings(strings) => strings.iter().map(|s| format!("<{s}>")).collect(),
            Json::NotStrings(span) => format!("not {}", &text[span.range()]),
            Json::None => "none".to_owned(),
        }
    }

    #[test]
    fn arrays_as_the_builder_reads_them() {
        let cases = [
            ("[]", ""),
            (" [ ] ", ""),
            (r#"["a", "b"]"#, "<a><b>"),
            (r#"["a\u0041","b\\c","\n\/\ud83d\ude00"]"#, "<aA><b\\c><\n/😀>"),
            (r#"["\ud83d","\ud83dx"]"#, "<\u{fffd}><\u{fffd}x>"),
            ("['a']", "none"),
            (r#"["a"] b"#, "none"),
            (r#"["a",]"#, "none"),
            (r#"["a" "b"]"#, "none"),
            (r#"[,"a"]"#, "none"),
            (r#"["a"#, "none"),
            (r#"["a\x"]"#, "none"),
            ("[\"a\tb\"]", "none"),
            (r#"["a\u12"]"#, "none"),
            ("a", "none"),
            ("[", "none"),
            (r#"["a", 1]"#, "not 1"),
            (r#"["a", [[]], {"x": [1, {}]}, null]"#, "not ["),
            ("[true]", "not true"),
            ("[1e999]", "none"),
            ("[01]", "none"),
            ("[-0.5e+3]", "not -0.5e+3"),
            ("[[]", "none"),
            ("[{]}", "none"),
            ("[[1,]]", "none"),
            (r#"[{"a"}]"#, "none"),
            (r#"[{"a":}]"#, "none"),
            ("[nul]", "none"),
        ];
        for (text, expected) in cases {
            assert_eq!(kind(text), expected, "{text}");
        }
    }

    #[test]
    fn strings_lead_back_to_their_bytes() {
        let Json::Strings(strings) = read(&Logical::at(r#"["a\u0041b"]"#, 100)) else { panic!("an array") };
        assert_eq!(strings[0].as_str(), "aAb");
        assert_eq!(strings[0].span(), Span::new(102, 110));
        assert_eq!(strings[0].span_of(1..2), Span::new(103, 109));
    }

    #[test]
    fn depth_is_bounded_and_needs_no_stack() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert_eq!(kind(&deep(9_999)), "not [");
        assert_eq!(kind(&deep(10_001)), "none");
        assert_eq!(kind(&"[".repeat(1_000_000)), "none");
    }
}
