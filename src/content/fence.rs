//! Reads what a code fence says about its code: language, attributes, marks. Must not know what the attributes are for.

use crate::course::block::{Code, FenceAttrs, FenceRole, Mark};
use crate::diagnostic::Span;

/// Attribute names that an author can write, for suggestions.
pub const ATTRIBUTES: &[&str] = &["after", "allow", "before", "edit", "file", "rule", "tab", "title"];

/// Makes a code block from a fence's info string and its body as the source has it.
pub fn code(info: &str, body: &str, info_span: Span, body_span: Span) -> Code {
    let mut words = words(info).into_iter();
    let lang = words.next().unwrap_or_default().to_lowercase();
    let mut attrs = FenceAttrs::default();
    for word in words {
        attribute(&mut attrs, &word);
    }
    let (text, marks) = strip_marks(body);
    Code { lang, attrs, text, marks, info: info_span, body: body_span }
}

/// Splits an info string at blanks; double quotes hold blanks together and vanish.
fn words(info: &str) -> Vec<String> {
    let (mut out, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in info.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                if !word.is_empty() {
                    out.push(std::mem::take(&mut word));
                }
            }
            c => word.push(c),
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

fn attribute(attrs: &mut FenceAttrs, word: &str) {
    let list = |value: &str| value.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    match word.split_once('=').unwrap_or((word, "")) {
        ("before", "") => attrs.role = Some(FenceRole::Before),
        ("after", "") => attrs.role = Some(FenceRole::After),
        ("rule", value) if !value.is_empty() => attrs.rules.extend(list(value)),
        ("allow", value) if !value.is_empty() => attrs.allow.extend(list(value)),
        ("tab", value) if !value.is_empty() => attrs.tab = Some(value.to_owned()),
        ("file", value) if !value.is_empty() => attrs.file = Some(value.to_owned()),
        ("title", value) if !value.is_empty() => attrs.title = Some(value.to_owned()),
        ("edit", value) if !value.is_empty() => attrs.edit = Some(value.to_owned()),
        _ => attrs.unknown.push(word.to_owned()),
    }
}

/// Returns the mark's name when the whole line is `# !mark NAME`.
pub(super) fn mark_name(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix('#')?.trim_start().strip_prefix("!mark")?;
    name.starts_with([' ', '\t']).then(|| name.trim()).filter(|name| !name.is_empty())
}

/// Takes the mark lines out of `body` and returns the rest without its last newline, and the lines that were marked.
pub fn strip_marks(body: &str) -> (String, Vec<Mark>) {
    let body = body.strip_suffix('\n').unwrap_or(body);
    if !body.contains("!mark") {
        return (body.to_owned(), Vec::new());
    }
    let (mut kept, mut marks) = (Vec::new(), Vec::new());
    for line in body.split('\n') {
        match mark_name(line) {
            Some(name) => marks.push(Mark { name: name.to_owned(), line: kept.len() }),
            None => kept.push(line),
        }
    }
    (kept.join("\n"), marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read() {
        let info = "Dockerfile before rule=base-latest,user-missing tab=uv title=\"a b\" odd";
        let code = code(info, "FROM x\n", Span::default(), Span::default());
        assert_eq!(code.lang, "dockerfile");
        assert_eq!(code.attrs.role, Some(FenceRole::Before));
        assert_eq!(code.attrs.rules, ["base-latest", "user-missing"]);
        assert_eq!(code.attrs.tab.as_deref(), Some("uv"));
        assert_eq!(code.attrs.title.as_deref(), Some("a b"));
        assert_eq!(code.attrs.unknown, ["odd"]);
        assert_eq!(code.text, "FROM x");
    }

    #[test]
    fn marks_name_the_next_line_and_vanish() {
        let (text, marks) = strip_marks("FROM a\n  # !mark copy\nCOPY . .\n# !marker\n# !mark end\n");
        assert_eq!(text, "FROM a\nCOPY . .\n# !marker");
        assert_eq!(marks, [Mark { name: "copy".into(), line: 1 }, Mark { name: "end".into(), line: 3 }]);
    }
}
