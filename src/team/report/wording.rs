//! The words of questions and chapters, asked of whoever has the course: a result file holds ids only. Must not know where a course lies.

use crate::course::{Block, BlockKind, Inlines};
use crate::id::QuestionId;
use crate::quiz::{Kind, Question};

/// Knows the words of a course. A course that does not have a question says nothing, and the report goes on with ids.
pub struct Lookup<'a> {
    /// The words of a question.
    pub question: &'a dyn Fn(&QuestionId) -> Option<Wording>,
    /// The title of a chapter, and its place in the course.
    pub chapter: &'a dyn Fn(&str) -> Option<(usize, String)>,
    /// What a question is called today, where that is something else.
    pub today: &'a dyn Fn(&QuestionId) -> Option<QuestionId>,
}

/// What a question says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// [`Question::key_hash`]: answers to another key were given to another question.
    pub key: u64,
    /// The prompt, one line.
    pub prompt: String,
    /// The options, or the lines of code, in the order of the file, each with whether it is right; empty for the other kinds.
    pub options: Vec<(String, bool)>,
}

impl Lookup<'_> {
    /// Knows nothing.
    pub const NONE: Self = Lookup { question: &|_| None, chapter: &|_| None, today: &|_| None };
}

impl Wording {
    /// Returns what a question says.
    pub fn of(question: &Question) -> Self {
        let options = match &question.kind {
            Kind::Choice(choice) => &choice.options,
            Kind::Multi(multi) => &multi.options,
            Kind::Spot(spot) => {
                let lines = spot.lines.iter().enumerate();
                let options = lines
                    .map(|(at, line)| (format!("line {}: {}", at + 1, one_line(&line.text)), line.fault))
                    .collect();
                return Self { key: question.key_hash, prompt: prompt(&question.prompt), options };
            }
            Kind::Fill(_) | Kind::Order(_) | Kind::Match(_) => {
                return Self { key: question.key_hash, prompt: prompt(&question.prompt), options: Vec::new() };
            }
        };
        let options = options.iter().map(|option| (one_line(&option.text.text), option.right)).collect();
        Self { key: question.key_hash, prompt: prompt(&question.prompt), options }
    }
}

/// Returns the running text of a prompt; code in it is shown where the question is asked.
fn prompt(blocks: &[Block]) -> String {
    let mut words: Vec<&str> = Vec::new();
    for block in blocks {
        if let BlockKind::Paragraph(Inlines { text, .. }) = &block.kind {
            words.extend(text.split_whitespace());
        }
    }
    words.join(" ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
