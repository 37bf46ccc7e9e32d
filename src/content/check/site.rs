//! Everything a check looks at, read once: files with their texts, pages, quizzes, words, and who is who. Must not judge
//! anything.

mod read;

use std::borrow::Cow;
use std::collections::HashMap;

use super::findings::Findings;
use super::front::Front;
use super::{Counts, Options};
use crate::content::quiz_file::{self, QuizFile};
use crate::content::{Library, markdown};
use crate::course::block::Block;
use crate::course::{EntryState, Glossary, Lesson};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::{ChapterId, LessonId};

/// All that is checked, and what it is compared with.
pub(super) struct Site<'a> {
    pub(super) library: &'a Library,
    pub(super) options: Options,
    /// Whether these are loose Markdown files: no ids, no table of contents.
    pub(super) loose: bool,
    /// Whether every table of contents could be read; where one could not, nobody knows what is planned.
    pub(super) tables: bool,
    /// By path.
    pub(super) files: Vec<SourceFile>,
    /// By path.
    pub(super) pages: Vec<Page>,
    /// By path.
    pub(super) quizzes: Vec<Quiz>,
    /// The words of all layers.
    pub(super) glossary: Glossary,
    labels: HashMap<String, usize>,
    ids: HashMap<LessonId, usize>,
    quiz_ids: HashMap<LessonId, usize>,
}

/// A file of the course.
#[derive(Debug)]
pub(super) struct SourceFile {
    /// Inside the course, with forward slashes.
    pub(super) path: String,
    /// As the author would type it.
    pub(super) label: String,
    /// Whether it is reported on; else it lies below the pack that is checked.
    pub(super) own: bool,
    pub(super) what: What,
    /// Harmless.
    pub(super) text: Cow<'static, str>,
    /// Characters that had to be replaced, with their places in `text`.
    pub(super) replaced: Vec<(usize, char)>,
}

/// What a file is, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    Course,
    Chapter(ChapterId),
    Page(LessonId),
    Quiz(LessonId),
    Glossary,
    /// A page or quiz whose name is no slug.
    Misnamed,
    Other,
}

/// A page with its text.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) file: usize,
    pub(super) id: LessonId,
    pub(super) kind: PageKind,
    pub(super) lesson: Lesson,
    pub(super) front: Front,
    /// What its reader found.
    pub(super) diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    Lesson,
    Chapter,
    Tour,
    Loose,
}

/// The questions of a lesson.
#[derive(Debug)]
pub(super) struct Quiz {
    pub(super) file: usize,
    pub(super) id: LessonId,
    pub(super) quiz: QuizFile,
}

/// Some Markdown of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage<'a> {
    pub(super) file: &'a SourceFile,
    /// The page it stands on or asks about.
    pub(super) page: &'a LessonId,
    pub(super) blocks: &'a [Block],
    pub(super) part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Page,
    Notes,
    Question,
}

/// Whether there is a lesson.
#[derive(Debug, Clone, Copy)]
pub(super) enum Known<'a> {
    Written(&'a Page),
    Planned,
    /// Listed, but nobody can open it; or its table of contents cannot be read.
    Missing,
    No,
}

impl SourceFile {
    /// Returns whether people read it: a lesson or questions.
    pub(super) fn is_written_text(&self) -> bool {
        matches!(self.what, What::Page(_) | What::Quiz(_))
    }

    /// Returns the whole file as a place.
    pub(super) fn whole(&self) -> Span {
        Span::default()
    }
}

impl<'a> Site<'a> {
    /// Reads everything; what cannot be read is reported.
    pub(super) fn read(library: &'a Library, options: Options, found: &mut Findings) -> Self {
        let loose = !library.loose_files().is_empty();
        let files = if loose { read::loose(library, found) } else { read::course(library.layers(), found) };
        let glossary = library.glossary().unwrap_or_default();
        let mut site = Self {
            library,
            options,
            loose,
            tables: library.problems().iter().all(|problem| problem.code != "toml"),
            pages: Vec::new(),
            quizzes: Vec::new(),
            glossary,
            labels: files.iter().enumerate().map(|(at, file)| (file.label.clone(), at)).collect(),
            ids: HashMap::new(),
            quiz_ids: HashMap::new(),
            files,
        };
        for (at, file) in site.files.iter().enumerate() {
            match &file.what {
                What::Page(id) => {
                    site.ids.insert(id.clone(), site.pages.len());
                    site.pages.push(read::page(at, file, id, loose));
                }
                What::Quiz(id) => {
                    let quiz = quiz_file::read(&file.label, id, &file.text, &|text| markdown::parse(text, 0));
                    site.quiz_ids.insert(id.clone(), site.quizzes.len());
                    site.quizzes.push(Quiz { file: at, id: id.clone(), quiz });
                }
                _ => {}
            }
        }
        site
    }

    /// Returns the file with this label.
    pub(super) fn labelled(&self, label: &str) -> Option<&SourceFile> {
        self.labels.get(label).map(|at| &self.files[*at])
    }

    /// Returns the file of this kind that is reported on.
    pub(super) fn own(&self, what: &What) -> Option<&SourceFile> {
        self.own_files().find(|file| file.what == *what)
    }

    /// Returns the files that are reported on.
    pub(super) fn own_files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter().filter(|file| file.own)
    }

    /// Returns the pages that are reported on, with their files.
    pub(super) fn own_pages(&self) -> impl Iterator<Item = (&Page, &SourceFile)> {
        self.pages.iter().map(|page| (page, &self.files[page.file])).filter(|(_, file)| file.own)
    }

    /// Returns the quizzes that are reported on, with their files.
    pub(super) fn own_quizzes(&self) -> impl Iterator<Item = (&Quiz, &SourceFile)> {
        self.quizzes.iter().map(|quiz| (quiz, &self.files[quiz.file])).filter(|(_, file)| file.own)
    }

    /// Returns where what concerns the whole course is reported.
    pub(super) fn home(&self) -> Option<&SourceFile> {
        self.own(&What::Course).or_else(|| self.own_files().next())
    }

    /// Returns the page with this id, whether or not it is listed.
    pub(super) fn page(&self, id: &LessonId) -> Option<&Page> {
        self.ids.get(id).map(|at| &self.pages[*at])
    }

    /// Returns the questions of a lesson.
    pub(super) fn quiz(&self, id: &LessonId) -> Option<&Quiz> {
        self.quiz_ids.get(id).map(|at| &self.quizzes[*at])
    }

    /// Returns what is known of a lesson that a text names.
    pub(super) fn known(&self, id: &LessonId) -> Known<'_> {
        if let Some(page) = self.page(id) {
            return Known::Written(page);
        }
        match self.library.course().entry(id).map(|entry| &entry.state) {
            Some(EntryState::Planned(_)) => Known::Planned,
            Some(EntryState::Written) => Known::Missing,
            None if self.tables => Known::No,
            None => Known::Missing,
        }
    }

    /// Returns the ids of all lessons, planned ones too.
    pub(super) fn lesson_ids(&self) -> impl Iterator<Item = &LessonId> {
        self.library.course().chapters.iter().flat_map(|chapter| &chapter.entries).map(|entry| &entry.id)
    }

    /// Returns the Markdown that is reported on: pages, notes, and what questions hold besides their parts.
    pub(super) fn passages(&self) -> Vec<Passage<'_>> {
        let mut passages = Vec::new();
        for (page, file) in self.own_pages() {
            let passage = Passage { file, page: &page.id, blocks: &page.lesson.blocks, part: Part::Page };
            passages.push(passage);
            passages.push(Passage { blocks: &page.lesson.notes, part: Part::Notes, ..passage });
        }
        for (quiz, file) in self.own_quizzes() {
            for question in &quiz.quiz.questions {
                let hints = question.hints.iter().map(Vec::as_slice);
                for blocks in [question.prompt.as_slice(), &question.explanation].into_iter().chain(hints) {
                    passages.push(Passage { file, page: &quiz.id, blocks, part: Part::Question });
                }
            }
        }
        passages
    }

    /// Counts what is reported on.
    pub(super) fn counts(&self) -> Counts {
        if self.loose {
            return Counts { files: self.files.len(), ..Counts::default() };
        }
        let course = self.library.course();
        let pack = self.library.layers().len() > 1;
        let own = |chapter: &str| self.own_files().any(|file| file.path.split('/').nth(1) == Some(chapter));
        let chapters = course.chapters.iter().filter(|chapter| !pack || own(chapter.id.as_str()));
        let planned = if pack { 0 } else { course.chapters.iter().map(|chapter| chapter.planned_count()).sum() };
        Counts {
            chapters: chapters.count(),
            lessons: self.own_pages().filter(|(page, _)| page.kind == PageKind::Lesson).count(),
            planned,
            questions: self.own_quizzes().map(|(quiz, _)| quiz.quiz.questions.len()).sum(),
            files: 0,
        }
    }
}
