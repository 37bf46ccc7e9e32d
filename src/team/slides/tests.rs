//! Where slides begin, what stays together, and what is split. Lines are counted as one per paragraph line of ten words; the drawn truth is
//! tests/it/slides.rs.

use super::*;
use crate::course::Meta;
use crate::course::block::Code;

fn place(at: usize) -> Span {
    Span { start: at, end: at + 10 }
}

fn paragraph(at: usize, text: &str) -> Block {
    Block { span: place(at), kind: BlockKind::Paragraph(Inlines::plain(text)) }
}

fn heading(at: usize, level: u8, text: &str) -> Block {
    Block { span: place(at), kind: BlockKind::Heading { level, text: Inlines::plain(text), anchor: text.into() } }
}

fn code(at: usize, lines: usize) -> Block {
    let text = (1..=lines).map(|n| format!("RUN {n}")).collect::<Vec<_>>().join("\n");
    let code = Code { lang: "dockerfile".into(), text, body: place(at + 3), ..Code::default() };
    Block { span: place(at), kind: BlockKind::Code(Box::new(code)) }
}

fn list(at: usize, items: usize) -> Block {
    let item = |n: usize| ListItem { task: None, body: vec![paragraph(at + 4 * n, "item")] };
    Block { span: place(at), kind: BlockKind::List { start: Some(1), items: (0..items).map(item).collect() } }
}

fn lines(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Paragraph(text) => text.text.lines().count(),
        BlockKind::Code(code) => code.text.lines().count() + 2,
        BlockKind::List { items, .. } => items.len(),
        BlockKind::Exhibit(_) => 40,
        _ => 1,
    }
}

fn measure(blocks: &[Block]) -> usize {
    blocks.iter().map(lines).sum::<usize>() + blocks.len().saturating_sub(1)
}

fn deck(blocks: Vec<Block>, rows: usize) -> Deck {
    let meta = Meta { title: "Title".into(), level: 1, ..Meta::default() };
    Deck::new(&Lesson { meta, blocks, ..Lesson::default() }, &Fit { rows, measure: &measure })
}

/// Each slide as its section and the first words of what stands on it.
fn told(deck: &Deck) -> Vec<String> {
    let word = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => text.text.split(['\n', ' ']).next().unwrap_or_default().to_owned(),
        BlockKind::Code(code) => {
            format!("{}+{}", code.text.lines().next().unwrap_or_default(), code.text.lines().count())
        }
        BlockKind::List { start, items } => format!("{}.+{}", start.unwrap_or(0), items.len()),
        BlockKind::Exhibit(_) => "exhibit".to_owned(),
        _ => "?".to_owned(),
    };
    let slide = |slide: &Slide| {
        let words: Vec<String> = slide.blocks.iter().skip(1).map(word).collect();
        format!("{}: {}{}", slide.section, words.join(" "), if slide.scrolls { " (scrolls)" } else { "" })
    };
    deck.slides.iter().map(slide).collect()
}

#[test]
fn a_title_then_a_slide_for_each_section() {
    let deck = deck(
        vec![
            paragraph(10, "intro"),
            heading(30, 2, "One"),
            paragraph(50, "a"),
            heading(70, 2, "Two"),
            heading(90, 3, "Sub"),
            paragraph(99, "b"),
        ],
        20,
    );
    assert_eq!(told(&deck), ["Title: ", "Title: intro", "One: a", "Two: ", "Sub: b"]);
    assert_eq!(deck.slides[0].kind, SlideKind::Title);
    let found: Vec<usize> = [0, 9, 10, 60, 80, 95, 5000].iter().map(|at| deck.slide_at(*at)).collect();
    assert_eq!(found, [0, 0, 1, 2, 3, 3, 4]);
}

#[test]
fn text_goes_on_where_it_does_not_fit() {
    let five = "p\n2\n3\n4\n5";
    let all: Vec<Block> = (1..=5).map(|n| paragraph(n * 20, five)).collect();
    assert_eq!(told(&deck(all.clone(), 13)), ["Title: ", "Title: p p", "Title: p p", "Title: p"]);
    // However high the screen is, a slide is no page.
    assert_eq!(told(&deck(all, 50)).len(), 4);
}

#[test]
fn code_stays_with_the_sentence_before_it() {
    let five = "p\n2\n3\n4\n5";
    let blocks = vec![paragraph(10, five), paragraph(30, "lead\nx"), code(50, 6), paragraph(90, five)];
    assert_eq!(told(&deck(blocks.clone(), 14)), ["Title: ", "Title: p", "Title: lead RUN 1+6", "Title: p"]);
    assert_eq!(told(&deck(blocks, 40))[1], "Title: p lead RUN 1+6");
}

#[test]
fn long_code_is_split_where_instructions_begin() {
    let blocks = vec![paragraph(10, "so:"), code(50, 25)];
    assert_eq!(told(&deck(blocks, 14)), ["Title: ", "Title: so: RUN 1+8", "Title: RUN 9+10", "Title: RUN 19+7"]);
}

#[test]
fn long_lists_are_split_between_items_and_numbered_on() {
    let blocks = vec![paragraph(10, "so:"), list(50, 20)];
    assert_eq!(told(&deck(blocks, 12)), ["Title: ", "Title: so: 1.+8", "Title: 9.+10", "Title: 19.+2"]);
}

#[test]
fn what_cannot_be_split_scrolls_and_says_so() {
    let exhibit = Block { span: place(50), kind: BlockKind::Exhibit(Box::default()) };
    let deck = deck(vec![paragraph(10, "lead"), exhibit, paragraph(90, "tail")], 20);
    assert_eq!(told(&deck), ["Title: ", "Title: lead", "Title: exhibit (scrolls)", "Title: tail"]);
}

#[test]
fn steps_are_paragraphs_and_items() {
    let deck = deck(vec![paragraph(10, "a"), list(50, 3), paragraph(90, "b")], 20);
    assert_eq!(deck.slides[1].steps, [10, 50, 54, 58, 90]);
}

#[test]
fn notes_belong_to_the_slides_before_them() {
    let blocks = vec![paragraph(10, "a"), heading(200, 2, "After"), paragraph(230, "b")];
    let notes = vec![heading(100, 2, "Facilitator notes"), paragraph(120, "ask")];
    let meta = Meta { title: "T".into(), level: 1, checklist: "done".into(), ..Meta::default() };
    let lesson = Lesson { meta, blocks, notes, bytes: 400, ..Lesson::default() };
    let deck = Deck::new(&lesson, &Fit { rows: 20, measure: &measure });
    let notes: Vec<usize> = deck.slides.iter().map(|slide| slide.notes.len()).collect();
    assert_eq!(notes, [1, 1, 0, 1], "title, a, b, checklist");
}
