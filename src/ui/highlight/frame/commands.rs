//! Shell: lines that a backslash continues, and here-documents.

use std::collections::VecDeque;
use std::ops::Range;

use super::document::{Document, body_language};
use crate::ui::highlight::LineSpans;
use crate::ui::highlight::language::Language;
use crate::ui::highlight::lexer::{Grammars, Lexer};

/// How many here-documents a line may announce: more than anybody writes, few enough that no text takes long.
const MAX_DOCUMENTS: usize = 8;

/// Shell at work on its lines.
pub(in crate::ui::highlight) struct Commands<'g> {
    grammars: &'g Grammars,
    lexer: Lexer<'g>,
    depth: u8,
    /// Whether the line before ended in a backslash.
    continued: bool,
    /// Whether it then ended where a command word comes next: `… && \`.
    command_next: bool,
    /// Here-documents whose bodies follow.
    documents: VecDeque<Document<'g>>,
}

impl<'g> Commands<'g> {
    /// Returns shell at its first line.
    pub fn new(grammars: &'g Grammars, depth: u8) -> Option<Self> {
        Some(Self {
            grammars,
            lexer: Lexer::new(grammars, Language::Shell)?,
            depth,
            continued: false,
            command_next: false,
            documents: VecDeque::new(),
        })
    }

    /// Forgets the lines before.
    pub fn reset(&mut self) {
        self.lexer.reset();
        self.continued = false;
        self.documents.clear();
    }

    /// Whether the next line continues the command of the last.
    pub fn is_continued(&self) -> bool {
        self.continued
    }

    /// Whether the next line belongs to a here-document.
    pub fn in_document(&self) -> bool {
        !self.documents.is_empty()
    }

    /// Appends the spans of the next line, or of its part from byte `offset` on, which is `text`.
    pub fn line(&mut self, text: &str, offset: usize, out: &mut LineSpans) {
        if let Some(document) = self.documents.front_mut() {
            if document.line(self.grammars, text, offset, out) {
                self.documents.pop_front();
            }
            return;
        }
        let trimmed = text.trim_ascii_start();
        let argument = self.continued && !self.command_next;
        self.lexer.line(trimmed, offset + text.len() - trimmed.len(), argument, out);
        let words: Vec<Range<usize>> = self.lexer.heredocs().to_vec();
        self.announce(trimmed, &words, Some(Language::Shell));
        self.finish(trimmed);
    }

    /// Notes the here-documents that `words` of the line `text` announce. `alone` is the language of one that is not
    /// given to any program or file.
    pub fn announce(&mut self, text: &str, words: &[Range<usize>], alone: Option<Language>) {
        for word in words.iter().take(MAX_DOCUMENTS) {
            let before = &text[..word.start];
            let is_alone = before.split_ascii_whitespace().all(|word| word.starts_with("<<"));
            let (name, after) = (&text[word.clone()], &text[word.end..]);
            let language = body_language(before, name, after).or(alone.filter(|_| is_alone));
            self.documents.push_back(Document::new(name, before, language, self.depth + 1));
        }
    }

    /// Looks at how the line ends.
    fn finish(&mut self, text: &str) {
        let is_comment = text.starts_with('#') && !self.continued;
        let kept = text.trim_ascii_end().strip_suffix('\\').filter(|_| !is_comment);
        self.continued = kept.is_some();
        self.command_next = kept.is_some_and(|kept| {
            let last = kept.split_ascii_whitespace().next_back();
            last.map_or(self.command_next, |last| {
                last.ends_with(['&', '|', ';', '{', '(']) || matches!(last, "then" | "do" | "else")
            })
        });
    }
}
