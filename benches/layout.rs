//! From Markdown to lines: parsing and laying out a lesson, and a page of 5,000 lines at once and up to its first sections.
//! `cargo bench --bench layout`

use divan::{Bencher, black_box};
use seaworthy::content::{Library, lesson_file};
use seaworthy::ui::glyphs;
use seaworthy::ui::page::{Page, PageOptions};

fn main() {
    divan::main();
}

fn options(width: u16) -> PageOptions {
    PageOptions { width, tab: None, flipped: Vec::new(), stacked: false, glyphs: glyphs::UNICODE }
}

fn source(id: &str) -> String {
    let library = Library::stock(&[]).ok();
    let text = library.and_then(|library| library.source(&library.find(id).ok()?).ok());
    text.map(|text| text.into_owned()).unwrap_or_default()
}

/// The stock lessons one after the other until there are `lines` lines.
fn long(lines: usize) -> String {
    let lesson = source("works/dockerignore");
    let body = lesson.splitn(3, "+++\n").nth(2).unwrap_or_default();
    let mut out = String::new();
    while out.lines().count() < lines {
        out.push_str("## Again\n\n");
        out.push_str(body);
    }
    out
}

#[divan::bench]
fn parse_lesson(bencher: Bencher) {
    let source = source("works/dockerignore");
    bencher.bench(|| lesson_file::parse("x.md", black_box(&source)));
}

#[divan::bench(args = [60, 80, 110])]
fn lay_out_lesson(bencher: Bencher, width: u16) {
    let (lesson, _) = lesson_file::parse("x.md", &source("works/dockerignore"));
    bencher.bench(|| Page::lesson(black_box(&lesson), &options(width)));
}

#[divan::bench(args = [500, 5_000, 50_000])]
fn parse_long(bencher: Bencher, lines: usize) {
    let source = long(lines);
    bencher.bench(|| lesson_file::parse_plain("x", black_box(&source), false));
}

#[divan::bench(args = [500, 5_000, 50_000])]
fn parse_beginning_of_long(bencher: Bencher, lines: usize) {
    let source = long(lines);
    bencher.bench(|| lesson_file::parse_plain("x", black_box(&source), true));
}

#[divan::bench(args = [500, 5_000, 50_000])]
fn lay_out_long(bencher: Bencher, lines: usize) {
    let lesson = lesson_file::parse_plain("x", &long(lines), false);
    bencher.bench(|| Page::lesson(black_box(&lesson), &options(80)));
}
