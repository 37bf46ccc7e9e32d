//! Reading: what a page looks like, how one moves on it, and what is remembered of it.

use seaworthy::app::Msg;
use seaworthy::app::screens::Screen;
use seaworthy::app::screens::lesson::LessonState;

use crate::harness::{Desk, Setup, line, seen_tour};

fn page(desk: &Desk) -> &LessonState {
    match desk.app.screen() {
        Screen::Lesson(page) => page,
        other => panic!("not a page: {other:?}"),
    }
}

#[test]
fn a_stock_lesson_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Desk::page(columns, rows, "works/official-slim-base");
        insta::assert_snapshot!(format!("stock_lesson_{columns}x{rows}"), desk.screen());
    }
}

#[test]
fn a_stock_chapter_page() {
    insta::assert_snapshot!("stock_chapter_80x24", Desk::page(80, 24, "works").screen());
}

#[test]
fn a_page_with_everything_at_three_sizes() {
    for (columns, rows) in [(80, 24), (120, 40), (60, 20)] {
        let mut desk = Desk::at(columns, rows, "harbour/reading");
        insta::assert_snapshot!(format!("reading_{columns}x{rows}"), desk.screen());
    }
}

#[test]
fn a_page_with_everything_from_top_to_end() {
    let mut desk = Desk::at(80, 100, "harbour/reading");
    insta::assert_snapshot!("reading_whole_80", desk.screen());
    let mut desk = Desk::at(60, 120, "harbour/reading");
    insta::assert_snapshot!("reading_whole_60", desk.screen());
}

#[test]
fn scrolling_and_paging() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    let top = desk.text();
    assert_eq!(page(&desk).top, 0);
    desk.press("j j down k up");
    assert_eq!(page(&desk).top, 1);
    desk.press("g space");
    assert_eq!(page(&desk).top, 21, "one line of the old screen stays");
    desk.press("b");
    assert_eq!(desk.text(), top);
    desk.press("k pgup g home");
    assert_eq!(page(&desk).top, 0, "the top holds");
    desk.press("G");
    insta::assert_snapshot!("reading_end_80x24", desk.screen());
    let end = page(&desk).top;
    desk.press("j space pgdn end");
    assert_eq!(page(&desk).top, end, "the end holds");
    assert!(desk.row(0).ends_with(" end"), "{}", desk.row(0));
    assert!(!desk.footer().contains("page down"), "a key that would do nothing: {}", desk.footer());
}

#[test]
fn another_size_keeps_the_place() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("/ text:deeper enter j j");
    let at = desk.row(1);
    for (columns, rows) in [(60, 20), (120, 40), (61, 15), (40, 10), (80, 24)] {
        desk.resize(columns, rows);
    }
    assert_eq!(desk.row(1), at);
}

#[test]
fn another_size_keeps_the_place_of_pages_that_lie_below() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("space");
    let at = desk.row(1);
    desk.press("z").resize(60, 20);
    desk.press("q").resize(80, 24);
    assert_eq!(desk.row(1), at, "the quiz lay on top when the size changed");
}

#[test]
fn keys_that_come_before_the_next_drawing_do_not_mix_up_places() {
    let mut desk = Desk::at(80, 24, "harbour/links");
    desk.press("tab enter space space");
    desk.app.update("q".parse().map(Msg::Key).unwrap(), crate::harness::noon());
    // The lesson below was never scrolled: nothing is to be written about it.
    let effects = desk.app.update(Msg::Idle, crate::harness::noon());
    assert!(effects.is_empty(), "{effects:?}");
}

#[test]
fn a_flip_shows_the_other_side() {
    let mut desk = Desk::at(80, 24, "harbour/exhibits");
    insta::assert_snapshot!("exhibits_before_80x24", desk.screen());
    desk.press("f");
    insta::assert_snapshot!("exhibits_after_80x24", desk.screen());
    desk.press("f");
    assert!(desk.text().contains("│- COPY . ."), "f flips back");
    for (columns, rows) in [(96, 30), (120, 40), (140, 40)] {
        let mut desk = Desk::at(columns, rows, "harbour/exhibits");
        insta::assert_snapshot!(format!("exhibits_{columns}x{rows}"), desk.screen());
    }
}

#[test]
fn nothing_to_flip_is_said() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("f");
    assert_eq!(desk.toast(), " Nothing to flip here: both sides are shown, or there is only one.");
    assert!(!desk.footer().contains("before/after"));
}

#[test]
fn a_tab_is_switched_everywhere_and_kept() {
    let mut desk = Desk::at(80, 24, "harbour/exhibits");
    assert!(desk.text().contains("RUN pip install --no-cache-dir -r requirements.txt"));
    desk.press("i");
    assert!(desk.text().contains("RUN uv sync --locked --no-dev"), "{}", desk.text());
    assert_eq!(desk.toast(), " Examples for uv from now on.");
    assert_eq!((desk.saved, desk.app.settings.installer.as_deref()), (1, Some("uv")));
    desk.press("i");
    assert!(desk.text().contains("poetry install"));
    desk.press("i");
    assert_eq!(desk.app.settings.installer.as_deref(), Some("pip"), "the last one is followed by the first");
    desk.press("] i");
    assert_eq!(desk.toast(), " This page is the same for every installer.");
    assert_eq!(desk.saved, 3);
}

#[test]
fn wide_code_scrolls_sideways_with_markers() {
    let mut desk = Desk::at(60, 20, "harbour/exhibits");
    desk.press("G");
    insta::assert_snapshot!("wide_code_60x20", desk.screen());
    desk.press("right right");
    insta::assert_snapshot!("wide_code_aside_60x20", desk.screen());
    desk.press("right right right right right right right right right right right right");
    let far = page(&desk).aside;
    assert!(desk.text().contains("f1e0d9c8b7a6f5e4d3c2b1a"), "the end of the line can be reached: {}", desk.text());
    desk.press("left");
    assert_eq!(page(&desk).aside, far - 8, "there is no way to scroll past the end");
}

#[test]
fn finds_in_code_that_is_scrolled_sideways_are_marked_where_they_are() {
    let mut desk = Desk::at(60, 20, "harbour/exhibits");
    desk.press("G / text:echo enter");
    assert_eq!(desk.styled("bold reverse") + &desk.styled("bold underline"), "echoecho", "{}", desk.screen());
    desk.press("right");
    assert_eq!(desk.styled("bold underline") + &desk.styled("bold reverse"), "echo", "{}", desk.screen());
}

#[test]
fn the_focus_walks_over_links_and_code() {
    let mut desk = Desk::at(80, 24, "harbour/links");
    insta::assert_snapshot!("links_80x24", desk.press("tab").screen());
    assert_eq!(desk.styled("cyan underline reverse"), "another lesson");
    desk.press("tab tab tab");
    assert_eq!(desk.styled("cyan underline reverse"), "layer");
    desk.press("backtab");
    assert_eq!(desk.styled("cyan underline reverse"), "section of this page");
}

#[test]
fn links_lead_where_they_say() {
    let focus = |n: usize| {
        let mut desk = Desk::at(80, 24, "harbour/links");
        desk.press(&format!("{} enter", "tab ".repeat(n)));
        desk
    };
    let mut lesson = focus(1);
    assert!(lesson.row(0).contains("Read a page from its top"), "{}", lesson.row(0));
    lesson.press("q");
    assert!(lesson.row(0).contains("Follow a link"), "back where the link was");
    let mut section = focus(2);
    assert!(section.text().contains("How to verify") && page(&section).top > 0, "{}", section.text());
    let mut here = focus(3);
    assert!(here.text().contains("The section of this page."), "{}", here.text());
    let mut term = focus(4);
    insta::assert_snapshot!("term_80x24", term.screen());
    term.press("esc");
    assert!(term.app.overlay.is_none());
    let mut web = focus(5);
    assert_eq!(web.copied, ["https://example.com/a/page"]);
    assert_eq!(web.toast(), " Copied https://example.com/a/page");
    let mut planned = focus(6);
    assert_eq!(planned.toast(), " \"A lesson that nobody has written\" is not yet written");
    let mut footnote = focus(7);
    assert!(footnote.text().contains("Here it is."), "{}", footnote.text());
}

#[test]
fn the_outline_leads_to_a_section() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    insta::assert_snapshot!("outline_80x24", desk.press("o j").screen());
    desk.press("enter");
    assert_eq!(desk.row(1).trim_end_matches('┃').trim(), "Why it matters");
    desk.press("o G esc");
    assert_eq!(desk.row(1).trim_end_matches('┃').trim(), "Why it matters", "Esc goes nowhere");
}

#[test]
fn search_marks_what_it_finds() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    insta::assert_snapshot!("search_prompt_80x24", desk.press("/ text:the_name").screen());
    desk.press("esc / text:digest enter");
    insta::assert_snapshot!("search_80x24", desk.screen());
    let first = page(&desk).search.clone().unwrap().1;
    desk.press("n n N");
    assert_eq!(page(&desk).search.clone().unwrap().1, first + 1);
    desk.press("/ enter");
    assert!(page(&desk).search.is_none(), "an empty search ends it");
}

#[test]
fn what_is_found_across_a_line_end_is_marked_on_both_lines() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("/ text:had_touched enter");
    insta::assert_snapshot!("search_wrapped_80x24", desk.screen());
    // On the last line of the screen and the one below it: both are brought onto the screen, and n comes back to them.
    let mut desk = Desk::at(60, 17, "harbour/reading");
    assert!(desk.row(-2).ends_with("Two builds of one") && !desk.text().contains("commit are then"), "{}", desk.text());
    desk.press("/ text:one_commit enter");
    let both = |desk: &mut Desk| desk.text().contains("Two builds of one\n  │ commit are then");
    assert!(both(&mut desk) && desk.row(0).contains("match 1 of 1"), "{}", desk.text());
    desk.press("G n");
    assert!(both(&mut desk), "{}", desk.text());
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("/ text:kraken enter");
    assert!(desk.row(0).contains("no \"kraken\" here"), "{}", desk.row(0));
    desk.press("n");
    assert_eq!(desk.toast(), " Nothing found to go to: / searches.");
    desk.press("/ text:name enter");
    assert!(desk.row(0).contains("match 1 of "), "{}", desk.row(0));
}

#[test]
fn copy_takes_the_focused_block_or_the_first_one_on_the_screen() {
    let mut desk = Desk::at(80, 24, "harbour/exhibits");
    desk.press("y");
    assert_eq!(
        desk.copied.pop().unwrap(),
        "FROM python:3.14-slim-trixie\nCOPY . .\nRUN pip install -r requirements.txt"
    );
    assert_eq!(desk.toast(), " Copied 3 lines of code.");
    desk.press("f y");
    assert!(desk.copied.pop().unwrap().contains("COPY requirements.txt"), "the side that is shown");
    desk.press("tab tab y");
    assert_eq!(desk.copied.pop().unwrap(), "RUN pip install --no-cache-dir -r requirements.txt");
    assert_eq!(desk.toast(), " Copied 1 line of code.");
    desk.press("enter");
    assert_eq!(desk.copied.len(), 1, "Enter on a block copies it too");
    let mut desk = Desk::at(80, 24, "harbour/kinds");
    desk.press("y");
    assert_eq!(desk.toast(), " No code on the screen to copy.");
    assert!(desk.copied.is_empty());
}

#[test]
fn bookmarks_are_set_listed_and_taken_away() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("'");
    assert_eq!(desk.toast(), " No bookmarks yet: m sets one on a page.");
    desk.press("m space m");
    assert_eq!(desk.toast(), " Bookmarked; ' lists bookmarks.");
    let at = desk.row(1);
    desk.press("] m ' j");
    insta::assert_snapshot!("bookmarks_80x24", desk.screen());
    desk.press("esc [ g '");
    let marked = (0..3).find(|_| desk.press("j").row(0).is_empty());
    assert!(marked.is_none());
    desk.press("g enter");
    let mut found = vec![desk.row(1)];
    for row in ["j", "j j"] {
        desk.press(&format!("' g {row} enter"));
        found.push(desk.row(1));
    }
    assert!(found.contains(&at), "one of the bookmarks is the place: {found:?}");
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("m m");
    assert_eq!(desk.toast(), " Bookmark taken away.");
    assert_eq!(desk.app.record.bookmarks().len(), 0);
}

#[test]
fn a_report_is_written_with_its_id() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("! text:the_q_is_wrong");
    insta::assert_snapshot!("report_80x24", desk.screen());
    desk.press("enter");
    assert!(desk.log().ends_with("kind:flagged,subject:harbour/reading,note:the q is wrong\n"), "{}", desk.log());
    assert!(desk.toast().contains("harbour/reading"), "{}", desk.toast());
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("! text:x esc");
    assert_eq!(desk.kinds(), ["opened"], "Esc reports nothing");
}

#[test]
fn next_and_previous_go_through_all_chapters() {
    let mut desk = Desk::at(80, 24, "tour");
    let mut titles = Vec::new();
    for _ in 0..8 {
        titles.push(desk.row(0).split("  ").next().unwrap().trim().to_owned());
        desk.press("]");
    }
    insta::assert_snapshot!("pages_in_order", titles.join("\n"));
    assert_eq!(desk.toast(), " This is the last page.");
    assert!(!desk.footer().contains("] next"), "{}", desk.footer());
    for _ in 0..7 {
        desk.press("[");
    }
    assert!(desk.row(0).starts_with(" A tour of the desk"), "{}", desk.row(0));
    desk.press("[");
    assert_eq!(desk.toast(), " This is the first page.");
    assert_eq!(desk.app.screens.len(), 2, "pages take each other's place");
}

#[test]
fn a_page_is_read_only_when_its_end_was_seen() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("G g q");
    assert_eq!(desk.kinds(), ["opened", "finished"]);
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("space q");
    assert_eq!(desk.kinds(), ["opened", "left"]);
    let mut desk = Desk::at(80, 24, "harbour/kinds");
    desk.press("q");
    assert_eq!(desk.kinds(), ["opened", "finished"], "all of it was on the screen");
    let mut desk = Desk::at(40, 10, "harbour/kinds");
    desk.press("ctrl-c");
    assert_eq!(desk.kinds(), ["opened"], "too small to see any of it");
}

#[test]
fn a_page_that_was_read_says_so_and_says_when_it_changed() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("G ]");
    let mut again = Setup::fixture().after(&desk).at("harbour/reading").desk();
    assert!(again.row(0).ends_with("✓ read  top"), "{}", again.row(0));
    let other = seen_tour() + &line(0, r#""kind":"finished","lesson":"harbour/reading","hash":"000000000000002a""#);
    for (columns, name) in [(80, "changed_80"), (60, "changed_60")] {
        let mut changed = Setup::fixture().size(columns, 20).log(other.clone()).at("harbour/reading").desk();
        insta::assert_snapshot!(name, changed.row(0));
    }
}

#[test]
fn the_place_is_remembered() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("space");
    let at = desk.row(1);
    desk.send(Msg::Idle);
    assert_eq!(desk.kinds(), ["opened", "left"], "after five idle seconds");
    desk.send(Msg::Idle).press("q");
    assert_eq!(desk.kinds(), ["opened", "left"], "once is enough");
    let mut again = Setup::fixture().after(&desk).at("harbour/reading").desk();
    assert_eq!(again.row(1), at);
    let mut home = Setup::fixture().after(&desk).desk();
    home.press("enter");
    assert_eq!(home.row(1), at, "Enter on home goes on there");
}

#[test]
fn enter_goes_down_and_then_on_to_the_questions() {
    let mut desk = Desk::at(80, 24, "harbour/reading");
    desk.press("enter");
    assert_eq!(page(&desk).top, 21);
    desk.press("enter enter enter enter enter");
    assert!(desk.row(0).starts_with(" Quiz"), "{}", desk.row(0));
    let mut front = Desk::at(80, 24, "tour");
    front.press("enter enter");
    assert!(
        front.row(0).contains("In the harbour"),
        "a page without questions is followed by the next: {}",
        front.row(0)
    );
}

#[test]
fn a_chapter_page_with_its_lists() {
    insta::assert_snapshot!("chapter_80x50", Desk::at(80, 50, "harbour").screen());
    let mut desk = Desk::at(60, 20, "harbour");
    desk.press("z");
    assert_eq!(desk.toast(), " Only lessons have questions: ] goes to the next one.");
    assert!(!desk.footer().contains("questions"));
    desk.press("tab tab enter");
    assert!(desk.row(0).contains("Read a page from its top"), "{}", desk.row(0));
}

#[test]
fn the_last_page_and_its_end() {
    insta::assert_snapshot!("last_80x24", Desk::at(80, 24, "open-sea/last").screen());
}

#[test]
fn a_page_that_cannot_be_read_says_why() {
    let missing = |columns, rows| Setup::with_a_missing_lesson().size(columns, rows).at("open-sea/missing").desk();
    let mut desk = missing(80, 24);
    insta::assert_snapshot!("broken_80x24", desk.screen());
    desk.press("space j f i y tab enter G q");
    assert!(desk.row(0).starts_with(" seaworthy"));
    assert_eq!(desk.kinds(), ["opened"], "what was not shown was not read");
    insta::assert_snapshot!("broken_60x20", missing(60, 20).screen());
}

/// A file of many sections in a folder of its own.
fn long_file() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("long.md");
    let section = |n: usize| format!("## Section {n}\n\n{}\n\n", "Words that fill a line or two. ".repeat(12));
    std::fs::write(&path, "# A long file\n\n".to_owned() + &(1..200).map(section).collect::<String>()).unwrap();
    (folder, path)
}

#[test]
fn the_rest_of_a_very_long_page_comes_later() {
    let (_folder, path) = long_file();
    let mut desk = Setup::of(&path).slow().at("files/long").desk();
    let first = desk.text();
    insta::assert_snapshot!("long_80x24", desk.screen());
    desk.press("G");
    let beginning = page(&desk).top;
    assert!(!desk.row(0).ends_with("end"), "the end is not there yet: {}", desk.row(0));
    desk.press("g").let_in();
    assert_eq!(desk.text(), first, "nothing moves when the rest comes in");
    desk.press("G");
    assert!(page(&desk).top > 2 * beginning);
    assert!(desk.text().contains("Section 199") && desk.row(0).ends_with("end"), "{}", desk.text());
    desk.press("q");
    assert!(desk.kinds().contains(&"finished"));
}

#[test]
fn a_place_behind_the_beginning_of_a_long_page_waits_for_the_rest() {
    let (_folder, path) = long_file();
    let mut desk = Setup::of(&path).at("files/long").desk();
    desk.press("/ text:Section_150 enter");
    let at = desk.row(1);
    desk.press("q");
    let mut again = Setup::of(&path).after(&desk).slow().at("files/long").desk();
    again.let_in();
    assert_eq!(again.row(1), at);
}
