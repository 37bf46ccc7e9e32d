//! Image references: `registry/repository:tag@digest`. Only the words; what a registry holds is not known here.

use super::logical::Logical;

/// An image, or the name of a stage: which of them is for the stages to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImageRef {
    /// As written.
    pub text: Logical,
    /// The registry's host, if one is named.
    pub registry: Option<Logical>,
    /// The repository without the registry, `library/` not added.
    pub repository: Logical,
    /// The tag.
    pub tag: Option<Logical>,
    /// The digest, `sha256:…`.
    pub digest: Option<Logical>,
}

impl ImageRef {
    /// Reads a reference. Signs within `${…}` separate nothing.
    pub fn new(text: Logical) -> Self {
        let signs = outside_braces(&text);
        let digest_at = signs.iter().find(|(_, c)| *c == b'@').map(|(at, _)| *at);
        let end = digest_at.unwrap_or(text.len());
        let slash = signs.iter().rfind(|(at, c)| *c == b'/' && *at < end).map(|(at, _)| *at);
        let tag_at = signs.iter().rfind(|(at, c)| *c == b':' && *at < end && slash.is_none_or(|slash| *at > slash));
        let tag_at = tag_at.map(|(at, _)| *at);
        let first = signs.iter().find(|(at, c)| *c == b'/' && *at < end).map(|(at, _)| *at);
        let host = first.filter(|first| is_host(&text[..*first]));
        Self {
            registry: host.map(|host| text.slice(0..host)),
            repository: text.slice(host.map_or(0, |host| host + 1)..tag_at.unwrap_or(end)),
            tag: tag_at.map(|at| text.slice(at + 1..end)),
            digest: digest_at.map(|at| text.slice(at + 1..text.len())),
            text,
        }
    }

    /// Returns the last part of the repository: `python` of `docker.io/library/python:3`.
    pub fn name(&self) -> &str {
        self.repository.rsplit('/').next().unwrap_or_default()
    }

    /// Says whether a variable stands somewhere in it.
    pub fn has_variable(&self) -> bool {
        self.text.contains('$')
    }

    /// Returns why this cannot be an image, in BuildKit's words.
    pub fn fault(&self) -> Option<String> {
        let path: Vec<&str> = self.repository.split('/').collect();
        let lower = path.iter().all(|part| is_component(part));
        if lower
            && self.tag.as_ref().is_none_or(|tag| is_tag(tag))
            && self.digest.as_ref().is_none_or(|it| is_digest(it))
        {
            return None;
        }
        let lowered: Vec<String> = path.iter().map(|part| part.to_lowercase()).collect();
        if !lower && lowered.iter().all(|part| is_component(part)) {
            return Some(format!("invalid reference format: repository name ({}) must be lowercase", self.repository));
        }
        Some("invalid reference format".to_owned())
    }
}

/// Finds the signs that separate, with their places.
fn outside_braces(text: &str) -> Vec<(usize, u8)> {
    let (mut depth, mut last, mut found) = (0_usize, 0, Vec::new());
    for (at, c) in text.bytes().enumerate() {
        match c {
            b'{' if last == b'$' || depth > 0 => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'/' | b':' | b'@' if depth == 0 => found.push((at, c)),
            _ => {}
        }
        last = c;
    }
    found
}

fn is_host(part: &str) -> bool {
    let plain = !part.contains('$');
    part == "localhost" || (plain && (part.contains(['.', ':']) || part.chars().any(char::is_uppercase)))
}

/// Lower-case letters and digits; `.`, `_`, `__` or dashes between them.
fn is_component(part: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    let separators = part.split(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
    let apart = |run: &str| matches!(run, "" | "." | "_" | "__") || run.bytes().all(|byte| byte == b'-');
    edge(part.chars().next())
        && edge(part.chars().next_back())
        && part.chars().all(known)
        && separators.into_iter().all(apart)
}

fn is_tag(tag: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    tag.len() <= 128 && tag.starts_with(word) && tag.chars().all(|c| word(c) || matches!(c, '.' | '-'))
}

fn is_digest(digest: &str) -> bool {
    let hex = |text: &str| text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let algorithm = |name: &str| name.starts_with(|c: char| c.is_ascii_alphabetic());
    digest.split_once(':').is_some_and(|(name, value)| algorithm(name) && hex(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts() {
        let cases = [
            ("python", (None, "python", None, None)),
            ("python:3.12-slim", (None, "python", Some("3.12-slim"), None)),
            ("docker.io/library/python:3", (Some("docker.io"), "library/python", Some("3"), None)),
            ("localhost:5000/a/b", (Some("localhost:5000"), "a/b", None, None)),
            ("a/b@sha256:00", (None, "a/b", None, Some("sha256:00"))),
            ("r.io/a:1@sha256:00", (Some("r.io"), "a", Some("1"), Some("sha256:00"))),
            ("python:${V:-3/x@y}-slim", (None, "python", Some("${V:-3/x@y}-slim"), None)),
            ("$REGISTRY/python:3", (None, "$REGISTRY/python", Some("3"), None)),
            ("${A.B}/python", (None, "${A.B}/python", None, None)),
            ("build", (None, "build", None, None)),
            ("a:", (None, "a", Some(""), None)),
            ("", (None, "", None, None)),
        ];
        for (text, (registry, repository, tag, digest)) in cases {
            let image = ImageRef::new(Logical::at(text, 0));
            assert_eq!(image.registry.as_deref(), registry, "{text}");
            assert_eq!(image.repository.as_str(), repository, "{text}");
            assert_eq!(image.tag.as_deref(), tag, "{text}");
            assert_eq!(image.digest.as_deref(), digest, "{text}");
        }
    }

    #[test]
    fn what_is_no_image() {
        let fault = |text: &str| ImageRef::new(Logical::at(text, 0)).fault().unwrap_or_default();
        for good in ["a", "a/b_c/d--e:1", "A.io/a__b", "localhost/x:_1", "0"] {
            assert_eq!(fault(good), "", "{good}");
        }
        assert_eq!(fault("a/Python"), "invalid reference format: repository name (a/Python) must be lowercase");
        for bad in ["", "a:", "-a", "a/", "a b", "a@x", "a@sha256:xyz", "$X", "a..b", "a:.1"] {
            assert_eq!(fault(bad), "invalid reference format", "{bad}");
        }
    }
}
