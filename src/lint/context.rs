//! What is known about the build context besides the Dockerfile. All of it optional: text from standard input has none.

use crate::ignore::IgnoreFile;

/// The surroundings of a Dockerfile.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The .dockerignore.
    pub ignore: Ignore<'a>,
    /// All files of the context, ignored ones too: paths from its root with `/`, sorted. `None`: not known.
    pub files: Option<&'a [String]>,
}

/// The .dockerignore that belongs to the Dockerfile.
#[derive(Debug, Clone, Copy, Default)]
pub enum Ignore<'a> {
    /// Nobody looked.
    #[default]
    Unknown,
    /// There is none.
    Absent,
    /// The file.
    File(&'a IgnoreFile),
}

impl<'a> Context<'a> {
    /// Returns the ignore file, if it is known and there.
    pub fn ignore_file(&self) -> Option<&'a IgnoreFile> {
        match self.ignore {
            Ignore::File(file) => Some(file),
            Ignore::Unknown | Ignore::Absent => None,
        }
    }

    /// Returns the files that are sent to the builder; `None` when that cannot be known.
    pub fn sent(&self) -> Option<impl Iterator<Item = &'a str>> {
        let ignore = match self.ignore {
            Ignore::Unknown => return None,
            Ignore::Absent => None,
            Ignore::File(file) => Some(file),
        };
        let kept = move |path: &&str| ignore.is_none_or(|file| !file.decide(path, false).ignored);
        Some(self.files?.iter().map(String::as_str).filter(kept))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_known_only_when_both_are() {
        let files = ["a.py".to_owned(), "venv/x".to_owned()];
        let ignore = crate::ignore::parse("", "venv\n");
        let sent = |ignore, files| Context { ignore, files }.sent().map(Iterator::collect::<Vec<_>>);
        assert_eq!(sent(Ignore::File(&ignore), Some(&files[..])), Some(vec!["a.py"]));
        assert_eq!(sent(Ignore::Absent, Some(&files[..])), Some(vec!["a.py", "venv/x"]));
        assert_eq!(sent(Ignore::Unknown, Some(&files[..])), None);
        assert_eq!(sent(Ignore::Absent, None), None);
    }
}
