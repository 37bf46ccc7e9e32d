//! A course that can be opened: the table of contents, and every text when it is asked for. A pack lies over the stock course:
//! for each path the topmost layer that has it wins. Nothing is parsed before it is needed; `Parsed` counts.

mod laying;
mod names;

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use laying::written;

use super::layer::{self, Layer};
use super::sanitize::sanitize;
use super::{Error, frame, glossary_file, lesson_file, markdown, quiz_file};
use crate::course::block::{AlertKind, Block, BlockKind, Inlines, Variant};
use crate::course::front::{CHAPTER_PAGE, LOOSE, tour_id};
use crate::course::{Chapter, Course, Entry, EntryState, Glossary, Lesson, Meta};
use crate::diagnostic::{Diagnostic, Severity, Span};
use crate::hash::fnv1a;
use crate::id::{ChapterId, LessonId};
use crate::quiz::Question;

/// How many files of each kind were parsed since the start.
#[derive(Debug, Default)]
pub struct Parsed {
    /// `course.toml` and `chapter.toml`.
    pub tables: AtomicUsize,
    /// Front matter alone.
    pub metas: AtomicUsize,
    /// Whole pages.
    pub pages: AtomicUsize,
    /// Quiz files.
    pub quizzes: AtomicUsize,
}

/// A page that no file of the course holds: a text of a session.
#[derive(Debug)]
struct Text {
    id: LessonId,
    title: String,
    source: String,
}

/// A course that can be opened.
#[derive(Debug, Default)]
pub struct Library {
    layers: Vec<Layer>,
    loose: Vec<(LessonId, PathBuf)>,
    texts: Vec<Text>,
    course: Course,
    problems: Vec<Diagnostic>,
    parsed: Parsed,
}

impl Library {
    /// Opens the stock course with `packs` over it.
    ///
    /// # Errors
    /// A pack's table of contents cannot be read.
    pub fn stock(packs: &[PathBuf]) -> Result<Self, Error> {
        let folders = packs.iter().cloned().map(Layer::Folder);
        Self::from_layers(std::iter::once(Layer::Stock).chain(folders).collect())
    }

    /// Opens another course: a folder with `lessons/course.toml`, a folder of Markdown files, or one Markdown file.
    ///
    /// # Errors
    /// The path does not exist or is nothing of the kind.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::open_with(path, &[])
    }

    /// Opens another course with `packs` over it; loose Markdown files take no packs.
    ///
    /// # Errors
    /// See [`Library::open`].
    pub fn open_with(path: &Path, packs: &[PathBuf]) -> Result<Self, Error> {
        if path.is_dir() {
            if path.join("lessons/course.toml").is_file() {
                let folders = packs.iter().cloned().map(Layer::Folder);
                return Self::from_layers(std::iter::once(Layer::Folder(path.to_owned())).chain(folders).collect());
            }
            let entries = std::fs::read_dir(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
            let is_markdown = |p: &PathBuf| p.extension().is_some_and(|e| e == "md" || e == "markdown") && p.is_file();
            let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).filter(is_markdown).collect();
            if files.is_empty() {
                return Err(Error::NoCourse { path: path.to_owned() });
            }
            files.sort();
            return Ok(Self::from_files(files, path));
        }
        std::fs::metadata(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        Ok(Self::from_files(vec![path.to_owned()], path))
    }

    fn from_files(files: Vec<PathBuf>, name: &Path) -> Self {
        let title = name.file_name().map_or_else(|| name.display().to_string(), |n| n.to_string_lossy().into_owned());
        let title = sanitize(&title).into_owned();
        let loose: Vec<(LessonId, PathBuf)> = files.into_iter().map(|path| (loose_id(&path), path)).collect();
        let entries = loose.iter().map(|(id, _)| written(id.clone(), None)).collect();
        let id = loose_chapter();
        let chapter = Chapter { id, title: title.clone(), promise: String::new(), entries };
        let course = Course { title, chapters: vec![chapter], ..Course::default() };
        Self { loose, course, ..Self::default() }
    }

    fn from_layers(layers: Vec<Layer>) -> Result<Self, Error> {
        let mut library = Self::unfinished(layers)?;
        if library.course.chapters.is_empty() {
            let mut found = std::mem::take(&mut library.problems);
            if found.is_empty() {
                let label = library.layers.last().map(|layer| layer.label("lessons/course.toml")).unwrap_or_default();
                let empty = Diagnostic::error("no-chapters", label, 0..0, "the course lists no chapters");
                found.push(empty.help("name the folders below lessons/ in `chapters`"));
            }
            return Err(Error::Broken { faults: found.iter().map(|fault| library.explain(fault)).collect() });
        }
        Ok(library)
    }

    /// Opens a course that may have no chapter, or a table of contents with faults: for those who mend it.
    ///
    /// # Errors
    /// A table of contents cannot be read at all.
    pub fn unfinished(layers: Vec<Layer>) -> Result<Self, Error> {
        let mut library = Self { layers, ..Self::default() };
        let mut found = Vec::new();
        for layer in library.layers.clone() {
            library.take_layer(&layer, &mut found)?;
        }
        library.course.tour = library.read("lessons/tour.md")?.is_some();
        library.problems = found;
        Ok(library)
    }

    /// Adds a page that stands beside the chapters: Markdown with a title of its own. It is found by its id alone.
    pub fn add_text(&mut self, id: LessonId, title: &str, source: &str) {
        self.texts.push(Text { id, title: title.to_owned(), source: source.to_owned() });
    }

    fn text(&self, id: &LessonId) -> Option<&Text> {
        self.texts.iter().find(|text| text.id == *id)
    }

    /// Returns the table of contents.
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// Returns what was wrong in the table of contents.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// Returns a problem of the table of contents as one line with its place.
    pub fn explain(&self, problem: &Diagnostic) -> String {
        let read = |layer: &Layer| layer.unlabel(&problem.path).and_then(|path| layer.read(&path).ok().flatten());
        let source = self.layers.iter().rev().find_map(read).unwrap_or_default();
        problem.line(&source)
    }

    /// Returns how much was parsed so far.
    pub fn parsed(&self) -> &Parsed {
        &self.parsed
    }

    /// Returns the layers, the lowest first.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Returns the only file of a course that was opened as one Markdown file.
    pub fn single_file(&self) -> Option<&LessonId> {
        match self.loose.as_slice() {
            [(id, _)] => Some(id),
            _ => None,
        }
    }

    /// Returns the files of a course of loose Markdown files.
    pub fn loose_files(&self) -> &[(LessonId, PathBuf)] {
        &self.loose
    }

    /// Returns the text of a file from the topmost layer that has it.
    ///
    /// # Errors
    /// See [`Layer::read`].
    pub fn read(&self, path: &str) -> Result<Option<Cow<'static, str>>, Error> {
        for layer in self.layers.iter().rev() {
            if let Some(text) = layer.read(path)? {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// Returns a page's source text.
    ///
    /// # Errors
    /// There is no such page, or it cannot be read.
    pub fn source(&self, id: &LessonId) -> Result<Cow<'static, str>, Error> {
        if let Some((_, path)) = self.loose.iter().find(|(other, _)| other == id) {
            return layer::read_file(path, layer::FILE_LIMIT).map(Cow::Owned);
        }
        if let Some(text) = self.text(id) {
            return Ok(Cow::Owned(text.source.clone()));
        }
        if let Some(Entry { state: EntryState::Planned(title), .. }) = self.course.entry(id) {
            return Err(Error::Planned { id: id.to_string(), title: title.clone() });
        }
        match self.read(&page_path(id))? {
            Some(source) => Ok(source),
            // What a chapter's page shows besides its text makes a page as well.
            None if id.slug() == CHAPTER_PAGE && self.course.chapter(id.chapter_str()).is_some() => Ok("".into()),
            None if self.course.has(id) => Err(Error::NoFile { path: page_path(id) }),
            None => Err(self.no_lesson(id.as_str())),
        }
    }

    /// Returns a page ready to be drawn. Where its front matter cannot be read, it begins with what is wrong.
    ///
    /// # Errors
    /// There is no such page, or it cannot be read.
    pub fn page(&self, id: &LessonId) -> Result<Lesson, Error> {
        self.load_page(id, false)
    }

    /// Returns the beginning of a page when it is a very long one, else the whole.
    ///
    /// # Errors
    /// See [`Library::page`].
    pub fn page_start(&self, id: &LessonId) -> Result<Lesson, Error> {
        self.load_page(id, true)
    }

    fn load_page(&self, id: &LessonId, prefix: bool) -> Result<Lesson, Error> {
        let source = self.source(id)?;
        self.parsed.pages.fetch_add(1, Ordering::Relaxed);
        let text = self.text(id);
        let plain = self.loose.iter().any(|(other, _)| other == id) || id.slug() == CHAPTER_PAGE || text.is_some();
        let mut lesson = if plain {
            lesson_file::parse_plain(id.slug(), &source, prefix)
        } else {
            let (mut lesson, found) = lesson_file::parse(&page_path(id), &source);
            let faults: Vec<_> = found.iter().map(|fault| fault.line(&source)).collect();
            lesson.blocks.splice(0..0, complaint(&faults));
            lesson
        };
        if let Some(text) = text {
            lesson.meta.title = text.title.clone();
        }
        if lesson.meta.title.is_empty() {
            lesson.meta.title = id.slug().to_owned();
        }
        if id.slug() == CHAPTER_PAGE
            && let Some(chapter) = self.course.chapter(id.chapter_str())
        {
            lesson.meta.title = chapter.title.clone();
        }
        self.fill_included_files(id, &mut lesson);
        Ok(lesson)
    }

    /// Gives the fences with `file=` their text; a file that cannot be had says so in its place.
    fn fill_included_files(&self, id: &LessonId, lesson: &mut Lesson) {
        let fill = |code: &mut crate::course::Code| {
            let Some(file) = code.attrs.file.as_deref().filter(|_| code.text.is_empty()) else { return };
            code.text = match layer::is_inside(file).then(|| self.read(&format!("lessons/{}/{file}", id.chapter_str())))
            {
                Some(Ok(Some(text))) => frame::without_place(&text),
                Some(Err(error)) => format!("({error})"),
                _ => format!("(no file {file})"),
            };
        };
        for block in &mut lesson.blocks {
            match &mut block.kind {
                BlockKind::Code(code) => fill(code),
                BlockKind::Exhibit(exhibit) => {
                    for Variant { before, after, plain, .. } in &mut exhibit.variants {
                        [before, after, plain].into_iter().flatten().for_each(fill);
                    }
                }
                _ => {}
            }
        }
    }

    /// Returns a lesson's front matter.
    ///
    /// # Errors
    /// There is no such page, or it cannot be read.
    pub fn meta(&self, id: &LessonId) -> Result<Meta, Error> {
        let source = self.source(id)?;
        self.parsed.metas.fetch_add(1, Ordering::Relaxed);
        if let Some(text) = self.text(id) {
            return Ok(Meta { title: text.title.clone(), ..Meta::default() });
        }
        if self.loose.iter().any(|(other, _)| other == id) {
            let heading = source.lines().find_map(|line| line.strip_prefix("# "));
            return Ok(Meta { title: heading.unwrap_or(id.slug()).trim().to_owned(), ..Meta::default() });
        }
        let mut meta = lesson_file::parse_meta(&page_path(id), &source).0;
        if meta.title.is_empty() {
            meta.title = id.slug().to_owned();
        }
        Ok(meta)
    }

    /// Returns the title of a lesson, planned or written; its slug when the file is broken.
    pub fn title(&self, id: &LessonId) -> String {
        if let Some(Entry { state: EntryState::Planned(title), .. }) = self.course.entry(id) {
            return title.clone();
        }
        if id.slug() == CHAPTER_PAGE
            && let Some(chapter) = self.course.chapter(id.chapter_str())
        {
            return chapter.title.clone();
        }
        let title = self.meta(id).map(|meta| meta.title).unwrap_or_default();
        if title.is_empty() { id.slug().to_owned() } else { title }
    }

    /// Returns a lesson's questions; those that are broken are left out.
    ///
    /// # Errors
    /// The file cannot be read. A lesson without a quiz has no questions.
    pub fn questions(&self, id: &LessonId) -> Result<Vec<Question>, Error> {
        self.questions_and_faults(id).map(|(questions, _)| questions)
    }

    /// Returns a lesson's questions, and what is wrong with those that are left out, one fault a line.
    ///
    /// # Errors
    /// See [`Library::questions`].
    pub fn questions_and_faults(&self, id: &LessonId) -> Result<(Vec<Question>, Vec<String>), Error> {
        let path = quiz_path(id);
        let Some(source) = self.read(&path)? else { return Ok((Vec::new(), Vec::new())) };
        self.parsed.quizzes.fetch_add(1, Ordering::Relaxed);
        let (questions, found) = quiz_file::parse(&path, id, &source, &|text| markdown::parse(text, 0));
        let errors = found.iter().filter(|fault| fault.severity == Severity::Error);
        Ok((questions, errors.map(|fault| fault.line(&source)).collect()))
    }

    /// Returns the words: the stock ones, those of packs over them.
    ///
    /// # Errors
    /// A glossary cannot be read.
    pub fn glossary(&self) -> Result<Glossary, Error> {
        let mut all = Glossary::default();
        for layer in &self.layers {
            let Some(source) = layer.read("glossary.toml")? else { continue };
            for term in glossary_file::parse("glossary.toml", &source).0.terms {
                all.terms.retain(|other| other.id != term.id);
                all.terms.push(term);
            }
        }
        all.terms.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(all)
    }
}

/// Returns the block that says what is wrong with a page's file, if anything is.
fn complaint(faults: &[String]) -> Option<Block> {
    let paragraph = |fault: &String| Block { span: Span::default(), kind: BlockKind::Paragraph(Inlines::plain(fault)) };
    let body: Vec<_> = faults.iter().map(paragraph).collect();
    let alert = BlockKind::Alert { kind: AlertKind::Caution, body };
    (!faults.is_empty()).then_some(Block { span: Span::default(), kind: alert })
}

/// Returns where a page lies.
pub fn page_path(id: &LessonId) -> String {
    if *id == tour_id() { "lessons/tour.md".to_owned() } else { format!("lessons/{id}.md") }
}

/// Returns where a lesson's questions lie.
pub fn quiz_path(id: &LessonId) -> String {
    format!("quizzes/{id}.toml")
}

fn loose_chapter() -> ChapterId {
    LOOSE.parse().unwrap_or_else(|_| unreachable!())
}

/// Makes an id from a path: the file's name and a hash of where it lies, so that two files called README keep their places apart.
fn loose_id(path: &Path) -> LessonId {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let slug: String = stem.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(32).collect();
    let slug = slug.trim_matches('-');
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let place = fnv1a(full.as_os_str().as_encoded_bytes()) as u32;
    let name = if slug.is_empty() { "file" } else { slug };
    LessonId::new(&loose_chapter(), &format!("{name}-{place:08x}")).unwrap_or_else(|_| tour_id())
}
