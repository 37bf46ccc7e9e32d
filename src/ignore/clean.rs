//! Go's lexical rules for paths and for what is a well-formed pattern, as far as `.dockerignore` leans on them. Knows nothing of
//! lines or files.

/// Returns `path` as Go's `filepath.Clean` does on Unix: no doubled slashes, no `.`, no `x/..`; the empty path is `.`.
pub fn clean(path: &str) -> String {
    let rooted = path.starts_with('/');
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if rooted => {}
            part => parts.push(part),
        }
    }
    let joined = parts.join("/");
    match (rooted, joined.is_empty()) {
        (true, _) => format!("/{joined}"),
        (false, true) => ".".to_owned(),
        (false, false) => joined,
    }
}

/// Returns whether Go's `filepath.Match` would take `pattern` on Unix: every `[` is closed and holds something, a range has
/// two ends, no escape stands at the end.
pub fn is_well_formed(pattern: &str) -> bool {
    let mut rest = pattern;
    while let Some(first) = rest.chars().next() {
        rest = &rest[first.len_utf8()..];
        match first {
            '[' => match class_end(rest) {
                Some(after) => rest = after,
                None => return false,
            },
            '\\' => match rest.chars().next() {
                Some(escaped) => rest = &rest[escaped.len_utf8()..],
                None => return false,
            },
            _ => {}
        }
    }
    true
}

/// Returns what follows the class whose inside begins at `rest`.
fn class_end(rest: &str) -> Option<&str> {
    let mut rest = rest.strip_prefix('^').unwrap_or(rest);
    let mut members = 0;
    loop {
        if members > 0
            && let Some(after) = rest.strip_prefix(']')
        {
            return Some(after);
        }
        rest = member_end(rest)?;
        if let Some(upper) = rest.strip_prefix('-') {
            rest = member_end(upper)?;
        }
        members += 1;
    }
}

/// Returns what follows one member of a class; a class cannot end the pattern without its `]`.
fn member_end(rest: &str) -> Option<&str> {
    if rest.starts_with(['-', ']']) {
        return None;
    }
    let rest = rest.strip_prefix('\\').unwrap_or(rest);
    let after = &rest[rest.chars().next()?.len_utf8()..];
    (!after.is_empty()).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_cleaned_as_go_does() {
        let cases = [
            ("", "."),
            ("a//b/./c/", "a/b/c"),
            ("a/../b", "b"),
            ("../a", "../a"),
            ("a/../../b", "../b"),
            ("/../a", "/a"),
            ("/", "/"),
            ("//a", "/a"),
            ("./", "."),
            ("!./a", "!./a"),
            ("a /", "a "),
        ];
        for (path, expected) in cases {
            assert_eq!(clean(path), expected, "{path}");
        }
    }

    #[test]
    fn broken_patterns_are_known() {
        for pattern in
            ["[", "[]", "[a", "a[b/c", "[^", "[^]", "[a-]", "[-a]", "[]a]", "x\\", "[\\", "[a-", "*[", "[\\]"]
        {
            assert!(!is_well_formed(pattern), "{pattern}");
        }
        for pattern in
            ["", "*", "]", "a]", "[a]", "[^a-z]", "[\\]]", "\\[", "[a][b]", "{a,b}", "[^^]", "[!a]", "ö[ä-ü]"]
        {
            assert!(is_well_formed(pattern), "{pattern}");
        }
    }
}
