//! What is too high for one slide, in parts: a list by its items, code by its lines, where a reader would draw breath.

use crate::course::block::{Block, BlockKind, Code, ListItem};
use crate::diagnostic::Span;

/// Fewest lines of code worth a slide.
const FEWEST: usize = 3;

/// Splits a list so that each part fits; an item that is too high by itself is a part of its own. `fits` is told whether it is the first
/// part.
pub fn list_parts(
    span: Span,
    start: Option<u64>,
    items: &[ListItem],
    fits: &dyn Fn(&[ListItem], bool) -> bool,
) -> Vec<Block> {
    let mut parts = Vec::new();
    let mut from = 0;
    for at in 1..=items.len() {
        let is_last = at == items.len();
        if !is_last && fits(&items[from..=at], parts.is_empty()) {
            continue;
        }
        let place = items[from].body.first().map_or(span, |block| Span { start: block.span.start, ..span });
        let span = if parts.is_empty() { span } else { place };
        let start = start.map(|first| first.saturating_add(from as u64));
        parts.push(Block { span, kind: BlockKind::List { start, items: items[from..at].to_vec() } });
        from = at;
    }
    parts
}

/// Splits code into parts of at most `rest` lines, the first of at most `first`; each says which part it is.
pub fn code_parts(span: Span, code: &Code, first: usize, rest: usize) -> Vec<Block> {
    let lines: Vec<&str> = code.text.split('\n').collect();
    let rest = rest.max(FEWEST);
    let mut cuts = vec![0];
    let mut room = if first < FEWEST { rest } else { first };
    while let Some(from) = cuts.last().copied().filter(|from| lines.len() - from > room) {
        cuts.push(from + breath(&lines[from..], room));
        room = rest;
    }
    let count = cuts.len();
    let part = |number: usize| {
        let from = cuts[number];
        let to = cuts.get(number + 1).copied().unwrap_or(lines.len());
        let offset: usize = lines[..from].iter().map(|line| line.len() + 1).sum();
        let mut part = Code { text: lines[from..to].join("\n"), ..code.clone() };
        part.marks.retain(|mark| (from..to).contains(&mark.line));
        part.marks.iter_mut().for_each(|mark| mark.line -= from);
        part.body.start += offset;
        if count > 1 {
            part.attrs.title = Some(format!("{}, part {} of {count}", code.caption(), number + 1));
        }
        let start = if number == 0 { span.start } else { part.body.start };
        Block { span: Span { start, ..span }, kind: BlockKind::Code(Box::new(part)) }
    };
    (0..count).map(part).collect()
}

/// Returns how many of the first `room` lines make a part: up to an empty line or the start of an instruction in its second half, if there
/// is one.
fn breath(lines: &[&str], room: usize) -> usize {
    let begins = |at: &usize| {
        let goes_on = lines[at - 1].trim_end().ends_with('\\');
        let is_top =
            lines.get(*at).is_some_and(|line| !line.starts_with([' ', '\t', '#', '}', ']', ')']) && !line.is_empty());
        !goes_on && (is_top || lines[at - 1].trim().is_empty())
    };
    (room.div_ceil(2)..=room).rev().find(begins).unwrap_or(room).max(1)
}
