//! Who is named before the `@` of an address. Reads texts; does not know which of them are secret.

use std::ops::Range;

/// The part between `://` and `@`, and the host behind it: bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Userinfo {
    /// `user:password`
    pub range: Range<usize>,
    /// The host without port.
    pub host: Range<usize>,
}

/// Returns all of a text, in order.
pub fn userinfos(text: &str) -> Vec<Userinfo> {
    if !text.contains('@') {
        return Vec::new();
    }
    // A search for one byte is quicker than one for three.
    let colons = text.match_indices(':').map(|(at, _)| at + 1);
    let starts = colons.filter(|at| text[*at..].starts_with("//")).map(|at| at + 2);
    starts.filter_map(|start| userinfo(text, start)).collect()
}

fn userinfo(text: &str, start: usize) -> Option<Userinfo> {
    let (mut depth, mut at, mut end) = (0_usize, None, text.len());
    for (index, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            b'{' | b'(' => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            b'@' => at = Some(index),
            b'/' | b'?' | b'#' | b' ' | b'\t' | b'\n' | b'"' | b'\'' => {
                end = index;
                break;
            }
            _ => {}
        }
    }
    let at = at.filter(|at| *at > start)?;
    let host = text[at + 1..end].find(':').map_or(end, |colon| at + 1 + colon);
    Some(Userinfo { range: start..at, host: at + 1..host })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_before_the_at() {
        let cases = [
            ("a https://u:p@h.io:80/x b", Some(("u:p", "h.io"))),
            ("https://u:$(cat /run/x)@h.io", Some(("u:$(cat /run/x)", "h.io"))),
            ("\"https://${T:-a/b}@h\"", Some(("${T:-a/b}", "h"))),
            ("https://h.io/@scope", None),
            ("https://@h", None),
            ("https://h.io a@b", None),
        ];
        for (text, expected) in cases {
            let found = userinfos(text).into_iter().next();
            assert_eq!(found.map(|it| (&text[it.range], &text[it.host])), expected, "{text}");
        }
    }
}
