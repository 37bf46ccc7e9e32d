//! Cutting arguments into words, the two ways the builder does it: at blanks, and at blanks outside quotes. Knows no
//! instruction; quotes stay where they are.

use super::logical::Logical;

/// What separates arguments: not every Unicode blank does, NBSP for one.
pub(super) fn is_separator(c: char) -> bool {
    matches!(c, '\t' | '\u{b}' | '\u{c}' | '\r' | ' ')
}

/// Cuts at separators only: `FROM`, `EXPOSE`, `COPY`, `VOLUME`.
pub(super) fn fields(rest: &Logical) -> Vec<Logical> {
    let text = rest.as_str();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(|c| !is_separator(c)).map(|skip| at + skip) {
        at = text[start..].find(is_separator).map_or(text.len(), |length| start + length);
        found.push(rest.slice(start..at));
    }
    found
}

/// Cuts off the first field: (it, the rest behind the separators), or `None` where nothing separates.
pub(super) fn cut_field(rest: &Logical) -> Option<(Logical, Logical)> {
    let end = rest.find(is_separator)?;
    let next = rest[end..].find(|c| !is_separator(c)).map_or(rest.len(), |skip| end + skip);
    Some((rest.slice(0..end), rest.slice(next..rest.len())))
}

/// Cuts at blanks that are neither quoted nor escaped: `ENV`, `LABEL`, `ARG`. Quotes and escapes stay in the words.
pub(super) fn words(rest: &Logical, escape: char) -> Vec<Logical> {
    let mut found = Vec::new();
    let mut start = None;
    let mut quote = None;
    let mut end = rest.len();
    let mut chars = rest.char_indices();
    while let Some((at, c)) = chars.next() {
        if quote.is_none() && c.is_whitespace() {
            found.extend(start.take().map(|start| rest.slice(start..at)));
            continue;
        }
        start.get_or_insert(at);
        if c == escape && quote != Some('\'') {
            // An escape at the very end is dropped.
            if chars.next().is_none() {
                end = at;
            }
        } else if quote == Some(c) {
            quote = None;
        } else if quote.is_none() && matches!(c, '\'' | '"') {
            quote = Some(c);
        }
    }
    found.extend(start.filter(|start| *start < end).map(|start| rest.slice(start..end)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: &[Logical]) -> Vec<&str> {
        found.iter().map(Logical::as_str).collect()
    }

    #[test]
    fn fields_know_no_quotes() {
        assert_eq!(texts(&fields(&Logical::at("a\t \"b c\"\u{b}d\u{a0}e", 0))), ["a", "\"b", "c\"", "d\u{a0}e"]);
        assert!(fields(&Logical::at("", 0)).is_empty());
        let (key, value) = cut_field(&Logical::at("A  b c", 5)).unwrap();
        assert_eq!((key.as_str(), value.as_str(), value.span().start), ("A", "b c", 8));
        assert!(cut_field(&Logical::at("A", 0)).is_none());
    }

    #[test]
    fn words_keep_their_quotes() {
        let cases: &[(&str, &[&str])] = &[
            ("a=b c=d", &["a=b", "c=d"]),
            (r#"a="x y" b='p q'"#, &[r#"a="x y""#, "b='p q'"]),
            (r"a=x\ y b", &[r"a=x\ y", "b"]),
            (r#"a="x\" y" b"#, &[r#"a="x\" y""#, "b"]),
            (r"a='x\' b", &[r"a='x\'", "b"]),
            (r"a=b\", &["a=b"]),
            (r"a \", &["a"]),
            (r#"a="open b"#, &[r#"a="open b"#]),
            (r#""" x"#, &[r#""""#, "x"]),
        ];
        for (text, expected) in cases {
            assert_eq!(texts(&words(&Logical::at(text, 0), '\\')), *expected, "{text}");
        }
        assert_eq!(texts(&words(&Logical::at("a=c:\\ b", 0), '`')), ["a=c:\\", "b"]);
    }
}
