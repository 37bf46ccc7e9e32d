//! The sample application of a chapter: the Dockerfile, what stands beside it, and the place where a fragment goes. Knows files by their
//! names only, and no rule.

use std::collections::BTreeSet;

use super::layer::Layer;
use super::{Error, Library};
use crate::diagnostic::Span;
use crate::dockerfile::{Dockerfile, Instruction, Keyword};
use crate::id::ChapterId;

/// The line at which a fragment is placed.
const PLACE: &str = "# <fragment>";

/// What stands for a frame where a chapter has none.
const BARE: &str = "FROM scratch\n# <fragment>\n";

/// Instructions of which a stage has one, the last: the frame's give way to a fragment's.
const ONCE: [Keyword; 5] = [Keyword::Cmd, Keyword::Entrypoint, Keyword::Expose, Keyword::Healthcheck, Keyword::User];

/// The history is in every folder that somebody builds from, and in none that a course can carry.
const HISTORY: &str = ".git/HEAD";

/// The application as it stands when a chapter begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// Its Dockerfile.
    pub dockerfile: String,
    /// Its .dockerignore, if it has one.
    pub ignore: Option<String>,
    /// The files of the build context, as a builder finds them: the Dockerfile and the .dockerignore too, and the history (`.git/HEAD`);
    /// sorted, with `/`.
    pub files: Vec<String>,
}

/// A Dockerfile in which a fragment has taken its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The whole.
    pub text: String,
    /// The byte at which the fragment begins.
    pub at: usize,
}

impl Library {
    /// Returns the frame of a chapter: of each file the one of the topmost layer that has it. `None`: the chapter has no
    /// `frame/Dockerfile`.
    ///
    /// # Errors
    /// The Dockerfile or the .dockerignore is there and cannot be read.
    pub fn frame(&self, chapter: &ChapterId) -> Result<Option<Frame>, Error> {
        let folder = frame_folder(chapter);
        let Some(dockerfile) = self.read(&format!("{folder}/Dockerfile"))? else { return Ok(None) };
        let ignore = self.read(&format!("{folder}/.dockerignore"))?;
        let below = |layer: &Layer| layer.files_below(&folder);
        let paths = self.layers().iter().flat_map(below);
        let inside = paths.filter_map(|path| Some(path.strip_prefix(&folder)?.strip_prefix('/')?.to_owned()));
        let files: BTreeSet<String> = inside.chain([HISTORY.to_owned()]).collect();
        Ok(Some(Frame {
            dockerfile: dockerfile.into_owned(),
            ignore: ignore.map(Into::into),
            files: files.into_iter().collect(),
        }))
    }
}

/// Returns the folder of a chapter's frame inside the course.
pub fn frame_folder(chapter: &ChapterId) -> String {
    format!("lessons/{chapter}/frame")
}

impl Frame {
    /// Makes the frame of a chapter that has none: a fragment stands alone in it.
    pub fn bare() -> Self {
        Self { dockerfile: BARE.to_owned(), ..Self::default() }
    }

    /// Says whether a fragment has a place in it.
    pub fn has_place(&self) -> bool {
        self.dockerfile.lines().any(|line| line.trim() == PLACE)
    }

    /// Returns the Dockerfile with a fragment in its place; at its end where it has no place. What can be said once only (USER, CMD …)
    /// gives way to the fragment's.
    pub fn with(&self, fragment: &str) -> Placed {
        let own = Dockerfile::parse(&self.dockerfile);
        let at = place(&self.dockerfile);
        let before_place = |instruction: &&Instruction| instruction.span.start < at.start;
        let stage = own.instructions.iter().take_while(before_place).last().and_then(|one| one.stage);
        let said = keywords(fragment);
        let gives_way =
            |one: &&Instruction| one.stage == stage && ONCE.contains(&one.keyword) && said.contains(&one.keyword);
        let gone: Vec<Span> = own.instructions.iter().filter(gives_way).map(|one| one.span).collect();
        let mut text = kept(&self.dockerfile, 0, at.start, &gone);
        push_line(&mut text, "");
        let placed_at = text.len();
        push_line(&mut text, fragment);
        text.push_str(&kept(&self.dockerfile, at.end, self.dockerfile.len(), &gone));
        Placed { text, at: placed_at }
    }

    /// Returns the Dockerfile as it is shown: without the line at which a fragment is placed.
    pub fn shown(&self) -> String {
        without_place(&self.dockerfile)
    }
}

/// Returns a Dockerfile without the line at which a fragment is placed, and without a newline at its end.
pub(super) fn without_place(text: &str) -> String {
    let kept: Vec<&str> = text.lines().filter(|line| line.trim() != PLACE).collect();
    kept.join("\n")
}

/// Returns the line at which a fragment is placed, its end included.
fn place(dockerfile: &str) -> Span {
    let mut start = 0;
    for line in dockerfile.split_inclusive('\n') {
        if line.trim() == PLACE {
            return Span::new(start, start + line.len());
        }
        start += line.len();
    }
    Span::new(start, start)
}

/// Returns what a fragment says.
fn keywords(fragment: &str) -> Vec<Keyword> {
    let read = Dockerfile::parse(&format!("FROM scratch\n{fragment}"));
    read.instructions.iter().map(|one| one.keyword).collect()
}

/// Returns the bytes `from..to` of a text without those of `gone`.
fn kept(text: &str, from: usize, to: usize, gone: &[Span]) -> String {
    let (mut out, mut at) = (String::new(), from);
    for span in gone.iter().filter(|span| from <= span.start && span.end <= to) {
        out.push_str(&text[at..span.start]);
        at = span.end;
    }
    out + &text[at..to]
}

/// Adds lines, ended.
fn push_line(text: &mut String, lines: &str) {
    text.push_str(lines);
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(dockerfile: &str) -> Frame {
        Frame { dockerfile: dockerfile.to_owned(), ..Frame::default() }
    }

    #[test]
    fn a_fragment_takes_its_place() {
        let cases = [
            (BARE, "RUN x", "FROM scratch\nRUN x\n", 13),
            ("FROM a\n# <fragment>\nCMD b\n", "RUN x\n", "FROM a\nRUN x\nCMD b\n", 7),
            ("FROM a\n  # <fragment>\r\nCMD b", "", "FROM a\nCMD b", 7),
            ("FROM a", "RUN x", "FROM a\nRUN x\n", 7),
            ("# <fragment>", "RUN x", "RUN x\n", 0),
            (
                "FROM a\nCMD x\nFROM b\n# <fragment>\nUSER c\nCMD d\\\n e\n",
                "CMD f",
                "FROM a\nCMD x\nFROM b\nCMD f\nUSER c\n",
                20,
            ),
            ("FROM b\nUSER c\n# <fragment>\nRUN d", "USER e", "FROM b\nUSER e\nRUN d", 7),
        ];
        for (dockerfile, fragment, text, at) in cases {
            assert_eq!(frame(dockerfile).with(fragment), Placed { text: text.to_owned(), at }, "{dockerfile:?}");
        }
        assert_eq!(frame("FROM a\n# <fragment>\nCMD b\n").shown(), "FROM a\nCMD b");
    }

    #[test]
    fn the_stock_frames_are_listed_from_the_binary() {
        let library = Library::stock(&[]).unwrap();
        let frame = library.frame(&"works".parse().unwrap()).unwrap().unwrap();
        assert!(frame.has_place());
        assert_eq!(frame.files, [".git/HEAD", "Dockerfile", "requirements.txt", "src/tides/app.py"]);
        assert_eq!(library.frame(&"nowhere".parse().unwrap()).unwrap(), None);
    }

    #[test]
    fn a_pack_lays_its_files_over_the_frame() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("lessons/works/frame");
        std::fs::create_dir_all(&at).unwrap();
        std::fs::write(at.join(".dockerignore"), ".git\n").unwrap();
        let library = Library::stock(&[folder.path().to_owned()]).unwrap();
        let frame = library.frame(&"works".parse().unwrap()).unwrap().unwrap();
        assert_eq!(frame.ignore.as_deref(), Some(".git\n"));
        assert!(frame.files.iter().any(|path| path == ".dockerignore") && frame.dockerfile.contains("flask"));
    }
}
