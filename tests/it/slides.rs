//! Every lesson of the stock course as slides, at the sizes of projectors and of small windows: nothing is lost, nothing is clipped.

use std::collections::HashMap;

use ratatui::layout::Rect;
use seaworthy::content::Library;
use seaworthy::course::{Block, Lesson};
use seaworthy::team::slides::{Deck, SlideKind};
use seaworthy::ui::glyphs::UNICODE;
use seaworthy::ui::page::{Page, PageOptions, Piece};
use seaworthy::ui::slides::{deck, options, text_area};
use seaworthy::ui::wrap::width;

/// Columns and rows that a slide has at 60x20, 80x24, 120x40 and 160x50: three rows are title, status and keys.
const SIZES: [(u16, u16); 4] = [(60, 17), (80, 21), (120, 37), (160, 47)];

fn lessons() -> Vec<(String, Lesson)> {
    let library = Library::stock(&[]).expect("the stock course opens");
    let ids: Vec<_> = library.course().written().cloned().collect();
    ids.iter().map(|id| (id.to_string(), library.page(id).expect("a lesson"))).collect()
}

fn page(blocks: &[Block], options: &PageOptions) -> Page {
    Page::blocks(blocks, options)
}

/// The lines with ink, frames and captions left out, each with how often it stands there.
fn ink(page: &Page) -> HashMap<String, usize> {
    let mut lines = HashMap::new();
    for line in &page.lines {
        let text = page.plain_line(line);
        let text = text.trim();
        if !text.is_empty() && !text.starts_with('┌') && text != "└" && !text.chars().all(|c| c == '─') {
            *lines.entry(text.to_owned()).or_default() += 1;
        }
    }
    lines
}

fn all_ink(deck: &Deck, options: &PageOptions) -> HashMap<String, usize> {
    let mut all: HashMap<String, usize> = HashMap::new();
    for slide in &deck.slides {
        for (line, count) in ink(&page(&slide.blocks, options)) {
            *all.entry(line).or_default() += count;
        }
    }
    all
}

#[test]
fn every_line_of_every_block_is_on_some_slide() {
    let lessons = lessons();
    for (columns, rows) in SIZES {
        let area = Rect::new(0, 0, columns, rows);
        for (id, lesson) in &lessons {
            let deck = deck(lesson, area, None, UNICODE);
            for flipped in [false, true] {
                let options = options(text_area(area).width, None, flipped, UNICODE);
                let slides = all_ink(&deck, &options);
                for (line, count) in ink(&page(&lesson.blocks, &options)) {
                    let there = slides.get(&line).copied().unwrap_or_default();
                    assert!(there >= count, "{columns}x{rows} {id}: {there} of {count} times on a slide: {line}");
                }
            }
        }
    }
}

#[test]
fn no_slide_is_higher_than_the_screen_unless_it_says_that_it_scrolls() {
    let lessons = lessons();
    for (columns, rows) in SIZES {
        let area = Rect::new(0, 0, columns, rows);
        let (mut slides, mut scrolling) = (0, Vec::new());
        for (id, lesson) in &lessons {
            let deck = deck(lesson, area, None, UNICODE);
            let mut last = None;
            for (number, slide) in deck.slides.iter().enumerate() {
                assert!(last < Some(slide.at), "{id}: slide {number} has no place of its own");
                last = Some(slide.at);
                assert_eq!(deck.slide_at(slide.at), number, "{id}");
                let options = options(text_area(area).width, None, false, UNICODE);
                let lines = page(&slide.blocks, &options).lines.len();
                assert_eq!(lines, slide.lines, "{id}: slide {number}");
                let fits = lines <= usize::from(text_area(area).height);
                assert_eq!(fits, !slide.scrolls, "{columns}x{rows} {id}: slide {number} has {lines} lines");
                assert_eq!(slide.blocks.is_empty(), slide.kind == SlideKind::Title, "{id}: slide {number}");
                if slide.scrolls {
                    scrolling.push(format!("{id} {}", slide.section));
                }
                slides += 1;
            }
        }
        // Only what cannot be split scrolls, and only on small screens.
        let share = scrolling.len() * 100 / slides;
        assert!(
            share <= if rows < 20 { 12 } else { 4 },
            "{columns}x{rows}: {share}% of {slides} scroll: {scrolling:#?}"
        );
        if rows > 30 {
            assert_eq!(scrolling, Vec::<String>::new(), "{columns}x{rows}");
        }
    }
}

#[test]
fn text_never_runs_off_a_slide_and_code_that_does_can_be_scrolled() {
    let lessons = lessons();
    for (columns, rows) in SIZES {
        let area = Rect::new(0, 0, columns, rows);
        let room = usize::from(text_area(area).width);
        let options = options(text_area(area).width, None, false, UNICODE);
        for (id, lesson) in &lessons {
            for slide in &deck(lesson, area, None, UNICODE).slides {
                let page = page(&slide.blocks, &options);
                for line in &page.lines {
                    for seg in page.segs(line) {
                        match seg.what {
                            Piece::Text { start, end } => {
                                let text = &page.text[start as usize..end as usize];
                                assert!(usize::from(seg.x) + width(text) <= room, "{columns}: {id}: {text}");
                            }
                            // A window of its own that shows where it goes on; never wider than what is left.
                            Piece::Code { room: own, .. } => assert!(usize::from(seg.x + own) <= room, "{id}"),
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_same_block_is_found_on_another_screen() {
    let lessons = lessons();
    let at = |(columns, rows)| Rect::new(0, 0, columns, rows);
    for (id, lesson) in &lessons {
        let (small, large) = (deck(lesson, at(SIZES[0]), None, UNICODE), deck(lesson, at(SIZES[3]), None, UNICODE));
        for slide in &small.slides {
            let found = &large.slides[large.slide_at(slide.at)];
            assert_eq!(found.section, slide.section, "{id}");
        }
    }
}
