//! What a link's text means, and what anchor a heading gets. Must not know whether the target exists.

use crate::course::LinkTarget;

/// Reads a link's destination as docs/authoring.md describes it.
pub fn target(raw: &str) -> LinkTarget {
    if let Some(anchor) = raw.strip_prefix('#') {
        return LinkTarget::Section(anchor.to_owned());
    }
    if let Some(term) = raw.strip_prefix("term:") {
        return LinkTarget::Term(term.to_owned());
    }
    if raw.starts_with("https://") || raw.starts_with("http://") || raw.starts_with("mailto:") {
        return LinkTarget::Web(raw.to_owned());
    }
    let (id, anchor) = match raw.split_once('#') {
        Some((id, anchor)) => (id, Some(anchor.to_owned())),
        None => (raw, None),
    };
    match id.parse() {
        Ok(id) => LinkTarget::Lesson { id, anchor },
        Err(_) => LinkTarget::Unknown(raw.to_owned()),
    }
}

/// Returns a heading's anchor: lower case, blanks to hyphens, punctuation dropped (as GitHub does).
pub fn anchor(heading: &str) -> String {
    let keep = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    heading
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' | '\n' => Some('-'),
            c if keep(c) => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_told_apart() {
        let lesson = |id: &str, anchor: Option<&str>| LinkTarget::Lesson {
            id: id.parse().unwrap(),
            anchor: anchor.map(str::to_owned),
        };
        let cases = [
            ("works/venv-on-path", lesson("works/venv-on-path", None)),
            ("works/venv-on-path#why", lesson("works/venv-on-path", Some("why"))),
            ("#why", LinkTarget::Section("why".into())),
            ("term:layer", LinkTarget::Term("layer".into())),
            ("https://docs.docker.com/", LinkTarget::Web("https://docs.docker.com/".into())),
            ("../secret", LinkTarget::Unknown("../secret".into())),
            ("notes/4.md", LinkTarget::Unknown("notes/4.md".into())),
        ];
        for (raw, expected) in cases {
            assert_eq!(target(raw), expected, "{raw}");
        }
    }

    #[test]
    fn anchors_are_githubs() {
        assert_eq!(anchor("How to verify"), "how-to-verify");
        assert_eq!(anchor("`EXPOSE` is not -p, is it?"), "expose-is-not--p-is-it");
    }
}
