//! One line of comma-separated values, as flags hold them.

use super::logical::Logical;

/// Cuts `text` at commas; a field may be quoted, `""` is a quote within. The error is worded as Go's reader does.
pub(super) fn fields(text: &Logical) -> Result<Vec<Logical>, String> {
    if text.is_empty() {
        return Err("EOF".to_owned());
    }
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let (field, end) = if text[at..].starts_with('"') { quoted(text, at)? } else { bare(text, at)? };
        found.push(field);
        if end == text.len() {
            return Ok(found);
        }
        at = end + 1;
    }
}

fn bare(text: &Logical, start: usize) -> Result<(Logical, usize), String> {
    let end = text[start..].find(',').map_or(text.len(), |length| start + length);
    match text[start..end].find('"') {
        Some(quote) => Err(format!("parse error on line 1, column {}: bare \" in non-quoted field", start + quote + 1)),
        None => Ok((text.slice(start..end), end)),
    }
}

fn quoted(text: &Logical, start: usize) -> Result<(Logical, usize), String> {
    let fault =
        |at: usize| format!("parse error on line 1, column {}: extraneous or missing \" in quoted-field", at + 1);
    let mut field = text.slice(start + 1..start + 1);
    let mut at = start + 1;
    loop {
        let quote = text[at..].find('"').map(|length| at + length).ok_or_else(|| fault(text.len()))?;
        field.append(&text.slice(at..quote));
        at = quote + 1;
        match text.as_bytes().get(at) {
            None | Some(b',') => return Ok((field, at)),
            Some(b'"') => field.append(&text.slice(at..at + 1)),
            Some(_) => return Err(fault(quote)),
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_with_and_without_quotes() {
        let cases: &[(&str, Result<&[&str], &str>)] = &[
            ("a,b=c", Ok(&["a", "b=c"])),
            ("a,,", Ok(&["a", "", ""])),
            (r#""a,b",c"#, Ok(&["a,b", "c"])),
            (r#""a""b","#, Ok(&["a\"b", ""])),
            ("", Err("EOF")),
            (r#"a"b"#, Err("parse error on line 1, column 2: bare \" in non-quoted field")),
            (r#""a"b"#, Err("parse error on line 1, column 3: extraneous or missing \" in quoted-field")),
            (r#""a"#, Err("parse error on line 1, column 3: extraneous or missing \" in quoted-field")),
        ];
        for (text, expected) in cases {
            let found = fields(&Logical::at(text, 0));
            let found = found.as_ref().map(|list| list.iter().map(Logical::as_str).collect::<Vec<_>>());
            assert_eq!(found.as_deref().map_err(|why| why.as_str()), *expected, "{text}");
        }
    }
}
