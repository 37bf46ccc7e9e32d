//! Blocks in, lines out.

use proptest::prelude::*;

use super::*;
use crate::content::{lesson_file, markdown};
use crate::ui::{glyphs, wrap};

fn options(width: u16) -> PageOptions {
    PageOptions { width, tab: None, flipped: vec![], stacked: false, glyphs: glyphs::UNICODE }
}

fn shown(source: &str, options: &PageOptions) -> String {
    let page = Page::blocks(&markdown::parse(source, 0), options);
    page.lines.iter().map(|line| page.plain_line(line).trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

#[test]
fn text_lists_quotes_and_tables() {
    let source = "## Head\n\nSome **bold** words that wrap here.\n\n1. one\n   - inner item text\n2. two\n\n> quoted\n> text\n\n\
                  > [!TIP]\n> Do it.\n\n| a | long header |\n|--:|---|\n| 1 | x |\n\n- [x] done\n- [ ] open\n";
    let expected = "\
Head

Some bold words that
wrap here.

1. one
   ◦ inner item text
2. two

│ quoted text

│ Tip
│ Do it.

a │ long header
──┼────────────
1 │ x

✓ done
○ open";
    assert_eq!(shown(source, &options(24)), expected);
}

#[test]
fn narrow_tables_become_records() {
    let source = "|Name|What it does|Why|\n|-|-|-|\n|`RUN`|runs|it|\n|`COPY`|copies||\n";
    let expected = "Name\n  RUN\nWhat it does\n  runs\nWhy\n  it\n\nName\n  COPY\nWhat it does\n  copies\nWhy";
    assert_eq!(shown(source, &options(20)), expected);
}

#[test]
fn exhibits_flip_in_place_and_show_what_changed() {
    let source = "```dockerfile before\nFROM python:latest\nRUN a\nRUN b\n```\n\n```dockerfile after\nFROM python:3.14\nRUN a\n```\n\nend\n";
    let before = "┌ Dockerfile  before  after\n│- FROM python:latest\n│  RUN a\n│- RUN b\n└\n\nend";
    let after = "┌ Dockerfile before  after\n│+ FROM python:3.14\n│  RUN a\n│\n└\n\nend";
    let strip = |text: String| {
        text.lines().map(|l| l.trim_end_matches('─').trim_end().to_owned()).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(strip(shown(source, &options(40))), before);
    let flipped = PageOptions { flipped: vec![0], ..options(40) };
    assert_eq!(strip(shown(source, &flipped)).replace("   after", "  after"), after);
    let wide = shown(source, &options(100));
    assert!(wide.contains("│- FROM python:latest") && wide.contains("│+ FROM python:3.14"), "{wide}");
    let stacked = shown(source, &PageOptions { stacked: true, ..options(40) });
    assert!(stacked.contains("FROM python:latest") && stacked.contains("FROM python:3.14"), "{stacked}");
}

#[test]
fn the_chosen_tab_is_shown() {
    let source = "```bash tab=pip\npip install\n```\n\n```bash tab=uv\nuv sync\n```\n";
    assert!(shown(source, &options(40)).contains("pip install"));
    let uv = PageOptions { tab: Some("uv".into()), ..options(40) };
    let text = shown(source, &uv);
    assert!(text.contains("uv sync") && !text.contains("pip install"), "{text}");
    assert_eq!(Page::blocks(&markdown::parse(source, 0), &uv).tabs, ["pip", "uv"]);
}

#[test]
fn targets_and_anchors_know_their_lines() {
    let source = "text [one](works/dockerignore) and\n\n## Head\n\n```bash\nls\n```\n\nlast [two](term:layer)\n";
    let page = Page::blocks(&markdown::parse(source, 0), &options(40));
    assert_eq!(page.targets.iter().map(|t| t.line).collect::<Vec<_>>(), [0, 4, 8]);
    assert_eq!(page.line_of_anchor("head"), Some(2));
    assert_eq!(page.line_of(source.find("last").unwrap() as u64), 8);
}

#[test]
fn search_folds_case_unless_asked() {
    let page = Page::blocks(&markdown::parse("Straße und STRASSE\n\n```bash\nrun Docker\n```\n", 0), &options(60));
    let count = |query: &str| page.find(query).lines.len();
    assert_eq!([count("strasse"), count("straße"), count("docker"), count("DOCKER"), count("")], [1, 1, 1, 0, 0]);
}

/// What of each find stands on which line.
fn finds(source: &str, query: &str, width: u16) -> Vec<Vec<(usize, String)>> {
    let page = Page::blocks(&markdown::parse(source, 0), &options(width));
    let finds = page.find(query);
    let mut out = vec![Vec::new(); finds.lines.len()];
    for part in &finds.parts {
        let text = match page.segs(&page.lines[part.at.0])[part.at.1].what {
            Piece::Text { start, end } => &page.text[start as usize..end as usize],
            Piece::Code { slot, line, .. } => page.code_line(slot, line),
        };
        out[part.find].push((part.at.0, text[part.bytes.clone()].to_owned()));
    }
    out
}

#[test]
fn a_line_end_hides_nothing_from_a_search() {
    let table = "| a | b |\n|---|---|\n| red light and | one two |\n| green | three |\n";
    type Case<'a> = (&'a str, &'a str, u16, &'a [&'a [(usize, &'a str)]]);
    let cases: &[Case] = &[
        ("one two three four", "two three", 8, &[&[(0, "two"), (1, "three")]]),
        ("one two three four", "e  T", 8, &[]),
        ("one two three four", "e two three f", 8, &[&[(0, "e two"), (1, "three"), (2, "f")]]),
        ("a **b c** d", "b c d", 3, &[&[(0, "b"), (1, "c d")]]),
        ("hard  \nbreak", "hard break", 40, &[&[(0, "hard"), (1, "break")]]),
        ("unbreakable", "breakab", 6, &[&[(0, "brea"), (1, "kab")]]),
        ("> [!TIP]\n> over the line", "the line", 12, &[&[(1, "the"), (2, "line")]]),
        ("- over the line", "the line", 13, &[&[(0, "the"), (1, "line")]]),
        (table, "light and", 20, &[&[(2, "light"), (3, "and")]]),
        (table, "two", 30, &[&[(2, "two")]]),
        // What stands below each other is not one text, nor are a cell and its neighbour, an item and the next one's sign.
        (table, "two green", 30, &[]),
        (table, "twogreen", 30, &[]),
        ("one\n\ntwo", "one two", 40, &[]),
        ("- one\n- two", "one two", 40, &[]),
        ("- one\n- two", "one\u{2022}", 40, &[]),
        ("```bash\nls  -l\npwd\n```", "ls -l", 40, &[]),
        ("```bash\nls  -l\npwd\n```", "-l pwd", 40, &[]),
        ("the end and the end", "the end", 12, &[&[(0, "the end")], &[(1, "the end")]]),
    ];
    for (source, query, width, expected) in cases {
        let expected: Vec<Vec<_>> =
            expected.iter().map(|find| find.iter().map(|(line, text)| (*line, (*text).to_owned())).collect()).collect();
        assert_eq!(finds(source, query, *width), expected, "{query:?} in {source:?} at {width}");
    }
}

#[test]
fn a_title_is_shown_once() {
    let lesson = lesson_file::parse_plain("x", "# Top\n\ntext\n", false);
    assert_eq!(Page::lesson(&lesson, &options(30)).lines.len(), 3);
}

fn ink(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

proptest! {
    #[test]
    fn no_text_is_lost_from_20_columns_up(
        parts in proptest::collection::vec(prop_oneof![
            "[a-z船é ]{1,40}\n", "- [a-z ]{1,30}\n", "  - [a-z]{1,30}\n", "> [a-z ]{1,30}\n", "1\\. [a-z]{1,9}\n",
            Just("|a|bb|cc|\n|-|-|-|\n|dd|ee ff gg hh ii jj|kkkkkkkkkkkkkkkkkkkkkkkkkkk|\n\n".to_owned()),
            Just("```bash\nlong command line that goes on and on and on\n```\n".to_owned()), Just("\n".to_owned()),
        ], 0..20),
        width in 20u16..100,
    ) {
        let source = parts.concat();
        let blocks = markdown::parse(&source, 0);
        let page = Page::blocks(&blocks, &options(width));
        let text: String = page.lines.iter().map(|line| page.plain_line(line) + "\n").collect();
        let mut wanted = String::new();
        crate::course::block::walk(&blocks, &mut |block| match &block.kind {
            crate::course::BlockKind::Paragraph(text) => wanted.push_str(&text.text),
            crate::course::BlockKind::Code(code) => wanted.push_str(&code.text),
            crate::course::BlockKind::Table(table) => {
                table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| wanted.push_str(&cell.text));
            }
            _ => {}
        });
        // Cells of one row stand beside each other, so compare letters, not order.
        let sorted = |text: &str| { let mut letters: Vec<char> = ink(text).chars().collect(); letters.sort_unstable(); letters };
        let (mut have, want) = (sorted(&text), sorted(&wanted));
        for letter in want {
            let at = have.binary_search(&letter);
            prop_assert!(at.is_ok(), "{letter:?} was lost at {width} columns:\n{source}\n{text}");
            have.remove(at.unwrap_or(0));
        }
        for line in &page.lines {
            for seg in page.segs(line) {
                if let Piece::Text { start, end } = seg.what {
                    let right = usize::from(seg.x) + wrap::width(&page.text[start as usize..end as usize]);
                    prop_assert!(right <= usize::from(width), "line wider than {width}: {:?}", page.plain_line(line));
                }
            }
        }
    }

    #[test]
    fn the_width_changes_nothing_that_is_found(words in proptest::collection::vec("[ab船]{1,6}", 1..40), width in 6u16..80, at in 0usize..40) {
        let text = words.join(" ");
        let first = at % words.len();
        let query = words[first..(first + 3).min(words.len())].join(" ");
        let found = finds(&text, &query, width);
        prop_assert_eq!(found.len(), text.matches(&query).count());
        for find in found {
            let shown: String = find.iter().map(|(_, text)| text.replace(' ', "")).collect();
            prop_assert_eq!(shown, query.replace(' ', ""));
        }
    }

    #[test]
    fn any_width_and_any_text_lay_out(source in "(?s).{0,200}", width in 1u16..200) {
        let _ = shown(&source, &options(width));
    }

    #[test]
    fn every_line_can_be_come_back_to(
        parts in proptest::collection::vec(prop_oneof!["[a-z ]{1,90}\n\n", "- [a-z]{1,30}\n", "> [a-z ]{1,60}\n\n",
            Just("|a|b|\n|-|-|\n|c|d|\n|e|f g h i j k l m n o p|\n\n".to_owned()),
            Just("```bash\none\ntwo\n\nthree\n```\n\n".to_owned())], 0..12),
        width in 20u16..100,
    ) {
        let page = Page::blocks(&markdown::parse(&parts.concat(), 0), &options(width));
        for (number, line) in page.lines.iter().enumerate() {
            prop_assert_eq!(page.line_of(u64::from(line.at)), number);
        }
    }
}
