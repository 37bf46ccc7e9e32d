//! Sentences that stand in two lessons, or nearly: no sentence of a lesson should fit another one. Each sentence is compared only
//! with those that share three words in a row with it, so that the time grows with the course and not with its square.

use std::collections::{BTreeSet, HashMap};

use super::findings::Findings;
use super::place::in_text;
use super::site::{Page, PageKind, Site};
use crate::course::block::walk;
use crate::course::{BlockKind, Inlines};
use crate::diagnostic::{LineIndex, Span};
use crate::hash::fnv1a;

/// Shorter sentences are alike by chance.
const FEWEST_WORDS: usize = 8;
/// Words in a row that two sentences share before they are compared.
const SHINGLE: usize = 3;
/// Sentences that are kept for one shingle; more say nothing new.
const MOST_KEPT: usize = 16;

/// A sentence, and which words it has.
struct Sentence<'a> {
    page: &'a Page,
    block: Span,
    text: &'a Inlines,
    range: std::ops::Range<usize>,
    words: BTreeSet<u64>,
}

/// Compares the sentences of all lessons.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    let mut pages: Vec<&Page> = site.pages.iter().filter(|page| page.kind != PageKind::Tour).collect();
    // A pack's sentence is reported, not the one below it.
    pages.sort_by_key(|page| site.files[page.file].own);
    let mut seen: Vec<Sentence<'_>> = Vec::new();
    let mut exact: HashMap<u64, usize> = HashMap::new();
    let mut shingles: HashMap<u64, Vec<usize>> = HashMap::new();
    for page in pages {
        for (sentence, words) in sentences(page) {
            let whole = fnv1a(words.join(" ").as_bytes());
            let keys: Vec<u64> = words.windows(SHINGLE).map(|three| fnv1a(three.join(" ").as_bytes())).collect();
            let same = exact.get(&whole).copied();
            let near = same.or_else(|| nearest(&sentence, &keys, &shingles, &seen));
            if let Some(other) = near.map(|at| &seen[at]).filter(|other| other.page.id != sentence.page.id) {
                report(site, &sentence, other, same.is_some(), found);
            }
            if same.is_none() {
                exact.insert(whole, seen.len());
                for key in keys {
                    let kept = shingles.entry(key).or_default();
                    if kept.len() < MOST_KEPT {
                        kept.push(seen.len());
                    }
                }
                seen.push(sentence);
            }
        }
    }
}

/// Returns the first sentence of another page that has nearly the same words.
fn nearest(
    sentence: &Sentence<'_>,
    keys: &[u64],
    shingles: &HashMap<u64, Vec<usize>>,
    seen: &[Sentence<'_>],
) -> Option<usize> {
    let candidates: BTreeSet<usize> = keys.iter().filter_map(|key| shingles.get(key)).flatten().copied().collect();
    candidates.into_iter().find(|at| {
        let other = &seen[*at];
        let shared = sentence.words.intersection(&other.words).count();
        let all = sentence.words.len() + other.words.len() - shared;
        // Jaccard similarity of at least 0.8.
        other.page.id != sentence.page.id && shared * 10 >= all * 8
    })
}

fn report(site: &Site<'_>, sentence: &Sentence<'_>, other: &Sentence<'_>, same: bool, found: &mut Findings) {
    let (file, there) = (&site.files[sentence.page.file], &site.files[other.page.file]);
    let span = in_text(&file.text, sentence.block, sentence.text, sentence.range.clone());
    let at = in_text(&there.text, other.block, other.text, other.range.clone()).start;
    let (line, column) = LineIndex::new(&there.text).position(&there.text, at);
    let how = if same { "this sentence also stands" } else { "nearly the same sentence stands" };
    let message = format!("{how} at {}:{line}:{column}", there.label);
    found.add("sentence-twice", file, span, message, "say what is particular to this lesson, or link to the other");
}

/// Returns the sentences of a page's running text that are long enough, with their words in order.
fn sentences(page: &Page) -> Vec<(Sentence<'_>, Vec<String>)> {
    let mut all = Vec::new();
    for blocks in [&page.lesson.blocks, &page.lesson.notes] {
        walk(blocks, &mut |block| {
            let BlockKind::Paragraph(text) = &block.kind else { return };
            for range in split(&text.text) {
                let words = words(&text.text[range.clone()]);
                if words.len() >= FEWEST_WORDS {
                    let set = words.iter().map(|word| fnv1a(word.as_bytes())).collect();
                    all.push((Sentence { page, block: block.span, text, range, words: set }, words));
                }
            }
        });
    }
    all
}

/// Returns the sentences of a text: they end at a full stop, exclamation or question mark before a blank.
fn split(text: &str) -> Vec<std::ops::Range<usize>> {
    let (mut ranges, mut start) = (Vec::new(), 0);
    let ends = text.char_indices().filter(|(at, c)| {
        matches!(c, '.' | '!' | '?') && text[at + 1..].chars().next().is_none_or(char::is_whitespace)
    });
    for end in ends.map(|(at, _)| at + 1).chain([text.len()]) {
        let sentence = &text[start..end];
        let from = start + sentence.len() - sentence.trim_start().len();
        if !sentence.trim().is_empty() {
            ranges.push(from..from + sentence.trim().len());
        }
        start = end;
    }
    ranges
}

/// Returns the words of a sentence without punctuation and in lower case.
fn words(sentence: &str) -> Vec<String> {
    let word = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    sentence.split_whitespace().map(word).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_stops_before_blanks() {
        let text = "Use `python:3.14`. Then? Build it! And e.g. this";
        let parts: Vec<_> = split(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["Use `python:3.14`.", "Then?", "Build it!", "And e.g.", "this"]);
        assert!(split("  ").is_empty());
    }

    #[test]
    fn words_are_bare() {
        assert_eq!(words("“Never” use `latest`, (ever)…"), ["never", "use", "latest", "ever"]);
    }
}
