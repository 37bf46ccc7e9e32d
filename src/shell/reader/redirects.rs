//! Redirections and the bodies of heredocs.

use super::super::command::{Heredoc, Item, Redirect, RedirectOp};
use super::super::nested;
use super::super::source::Source;
use super::super::word::Word;
use super::draft::{DraftRedirect, outward};
use super::{Place, Reader};
use crate::diagnostic::Span;

/// Longer ones first.
const OPERATORS: &[(&str, RedirectOp)] = &[
    ("<<<", RedirectOp::HereString),
    ("<<-", RedirectOp::Heredoc),
    ("&>>", RedirectOp::AppendBoth),
    ("<<", RedirectOp::Heredoc),
    ("<>", RedirectOp::ReadWrite),
    ("<&", RedirectOp::Duplicate),
    (">>", RedirectOp::Append),
    (">|", RedirectOp::Write),
    (">&", RedirectOp::Duplicate),
    ("&>", RedirectOp::WriteBoth),
    ("<", RedirectOp::Read),
    (">", RedirectOp::Write),
];

impl Reader<'_, '_> {
    /// Reads the operator here; its target is the next word.
    pub(super) fn redirect(&mut self, fd: Option<u32>, start: usize) {
        self.end_word();
        self.end_redirect();
        let Some((sign, op)) = OPERATORS.iter().find(|(sign, _)| self.rest_starts_with(sign)) else {
            self.at += 1;
            return;
        };
        self.at += sign.len();
        self.draft.redirect = Some(DraftRedirect { start, end: self.at, fd, op: *op, strips: *sign == "<<-" });
    }

    /// A number directly before `<` or `>` says which file is meant. Returns false when the word is something else.
    pub(super) fn redirect_after_digits(&mut self) -> bool {
        let Some(word) = self.draft.word.as_ref() else { return false };
        let is_number = !word.quoted && !word.expands.any() && word.text.len() <= 4 && self.draft.redirect.is_none();
        let Some(fd) = word.text.parse().ok().filter(|_| is_number && word.text.bytes().all(|b| b.is_ascii_digit()))
        else {
            return false;
        };
        let start = word.start;
        self.draft.word = None;
        self.redirect(Some(fd), start);
        true
    }

    /// Ends a redirection that got no target.
    pub(super) fn end_redirect(&mut self) {
        if let Some(redirect) = self.draft.redirect.take() {
            self.note("shell-redirect-unfinished", redirect.start, "this redirection names no target");
            self.finish_redirect(redirect, None);
        }
    }

    /// Keeps a redirection with the command, or with the compound command that was just closed.
    pub(super) fn finish_redirect(&mut self, draft: DraftRedirect, target: Option<Word>) {
        let end = target.as_ref().map_or(draft.end, |word| word.span.end);
        let span = self.source.outer(Span::new(draft.start, end));
        let place = target.as_ref().filter(|_| draft.op == RedirectOp::Heredoc);
        let place = place.map(|word| (word.text.clone(), !word.quoted));
        let target = target.map(|word| outward(self.source, word));
        let redirect = Redirect { span, fd: draft.fd, op: draft.op, target, heredoc: None };
        let closed = self.level().last.filter(|_| self.draft.command.is_none());
        let (item, list) = match closed {
            Some(item @ Item::Frame(index)) => {
                let frame = &mut self.all.frames[index];
                frame.span.end = frame.span.end.max(span.end);
                (item, &mut frame.redirects)
            }
            _ => {
                let index = self.command(draft.start);
                self.stretch(index, draft.start, end);
                (Item::Command(index), &mut self.all.commands[index].redirects)
            }
        };
        list.push(redirect);
        let index = list.len() - 1;
        if let Some((delimiter, expands)) = place {
            self.heredocs.push(Place { item, index, delimiter, strips: draft.strips, expands });
        }
    }

    /// Reads the bodies that begin here, behind a line end.
    pub(super) fn read_heredocs(&mut self) {
        for place in std::mem::take(&mut self.heredocs) {
            self.read_heredoc(&place);
        }
    }

    fn read_heredoc(&mut self, place: &Place) {
        let start = self.at;
        let mut lines = Vec::new();
        let (mut end, mut closed) = (start, false);
        for line in self.text[start..].split_inclusive('\n') {
            self.all.steps += line.len();
            let shown = if place.strips { line.trim_start_matches('\t') } else { line };
            let from = end + line.len() - shown.len();
            self.at = end + line.len();
            if shown.strip_suffix('\n').unwrap_or(shown) == place.delimiter {
                closed = true;
                break;
            }
            end = self.at;
            lines.push((shown, Span::new(from, end)));
        }
        if !closed {
            self.note_open_heredoc(place);
        }
        let body = Source::of_lines(lines.into_iter().map(|(line, span)| (line, self.source.outer(span))));
        let span = self.source.outer(Span::new(start, end));
        let heredoc = Heredoc { span, text: body.text.clone().into_owned(), expands: place.expands };
        self.redirect_at(place).heredoc = Some(heredoc);
        if let Item::Command(index) = place.item
            && let Some(options) = nested::from_input(&self.all.commands[index])
        {
            self.all.waiting.push((index, body, options));
        }
    }

    fn redirect_at(&mut self, place: &Place) -> &mut Redirect {
        match place.item {
            Item::Command(index) => &mut self.all.commands[index].redirects[place.index],
            Item::Frame(index) => &mut self.all.frames[index].redirects[place.index],
        }
    }

    fn note_open_heredoc(&mut self, place: &Place) {
        let message = format!("no line `{}` ends this heredoc", place.delimiter);
        let span = self.redirect_at(place).span;
        self.note_outer("shell-heredoc-unfinished", span, message);
    }

    /// At the end of the text no line is left for the bodies.
    pub(super) fn forget_heredocs(&mut self) {
        for place in std::mem::take(&mut self.heredocs) {
            self.note_open_heredoc(&place);
        }
    }
}
