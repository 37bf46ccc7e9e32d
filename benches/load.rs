//! Opening a course: the compiled table of contents, the same read from files, one page, one quiz, all titles.
//! `cargo bench --bench load`

use std::path::Path;

use divan::Bencher;
use seaworthy::content::Library;

fn main() {
    divan::main();
}

#[divan::bench]
fn open_the_stock_course() -> usize {
    Library::stock(&[]).map_or(0, |library| library.course().chapters.len())
}

#[divan::bench]
fn open_the_same_from_its_folder() -> usize {
    Library::open(Path::new(env!("CARGO_MANIFEST_DIR"))).map_or(0, |library| library.course().chapters.len())
}

#[divan::bench]
fn read_one_page(bencher: Bencher) {
    let Ok(library) = Library::stock(&[]) else { return };
    let Ok(id) = library.find("works/dockerignore") else { return };
    bencher.bench(|| library.page(&id).map(|page| page.bytes));
}

#[divan::bench]
fn read_one_quiz(bencher: Bencher) {
    let Ok(library) = Library::stock(&[]) else { return };
    let Ok(id) = library.find("works/dockerignore") else { return };
    bencher.bench(|| library.questions(&id).map(|questions| questions.len()));
}

#[divan::bench]
fn read_all_titles(bencher: Bencher) {
    let Ok(library) = Library::stock(&[]) else { return };
    bencher.bench(|| library.course().written().map(|id| library.title(id).len()).sum::<usize>());
}
