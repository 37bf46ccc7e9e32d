//! Markdown in, blocks out.

use proptest::prelude::*;

use super::*;
use crate::course::block::{FenceRole, walk_code, walk_inlines};

fn kinds(source: &str) -> String {
    fn name(block: &Block) -> String {
        let many = |blocks: &[Block]| blocks.iter().map(name).collect::<Vec<_>>().join(" ");
        match &block.kind {
            BlockKind::Heading { level, anchor, .. } => format!("h{level}#{anchor}"),
            BlockKind::Paragraph(text) => format!("p({})", text.text),
            BlockKind::Code(code) => format!("code:{}", code.lang),
            BlockKind::Exhibit(exhibit) => {
                let variants = exhibit.variants.iter().map(|v| {
                    format!(
                        "{}{}",
                        v.tab.as_deref().unwrap_or("-"),
                        v.codes().map(|c| letter(c.attrs.role)).collect::<String>()
                    )
                });
                format!("exhibit[{}]", variants.collect::<Vec<_>>().join(" "))
            }
            BlockKind::List { start, items } => {
                let items = items.iter().map(|item| {
                    let task = item.task.map_or("", |done| if done { "x " } else { "o " });
                    format!("{{{task}{}}}", many(&item.body))
                });
                format!("{}{}", start.map_or("ul".to_owned(), |n| format!("ol{n}")), items.collect::<String>())
            }
            BlockKind::Quote(body) => format!("quote({})", many(body)),
            BlockKind::Alert { kind, body } => format!("{}({})", kind.word(), many(body)),
            BlockKind::Table(table) => format!("table{}x{}", table.head.len(), table.rows.len()),
            BlockKind::Rule => "rule".into(),
            BlockKind::Footnote { label, body } => format!("fn:{label}({})", many(body)),
            BlockKind::Html(html) => format!("html({})", html.trim()),
        }
    }
    fn letter(role: Option<FenceRole>) -> char {
        match role {
            Some(FenceRole::Before) => 'b',
            Some(FenceRole::After) => 'a',
            None => '.',
        }
    }
    parse(source, 0).iter().map(name).collect::<Vec<_>>().join(" ")
}

#[test]
fn blocks_of_every_kind() {
    let cases = [
        ("# Top\n\ntext\nmore", "h1#top p(text more)"),
        ("a  \nb", "p(a\nb)"),
        ("- a\n- b\n  - c\n", "ul{p(a)}{p(b) ul{p(c)}}"),
        ("3. a\n\n   b\n4. c\n", "ol3{p(a) p(b)}{p(c)}"),
        ("- [x] done\n- [ ] open\n", "ul{x p(done)}{o p(open)}"),
        ("> q\n", "quote(p(q))"),
        ("> [!WARNING]\n> hot\n", "Warning(p(hot))"),
        ("|a|b|\n|-|-|\n|1|2|\n|3|\n", "table2x2"),
        ("x[^1]\n\n[^1]: note\n", "p(x[1]) fn:1(p(note))"),
        ("---\n", "rule"),
        ("<div>\nx\n</div>\n", "html(<div>\nx\n</div>)"),
        ("a ~~b~~ **c** *d* `e`", "p(a b c d e)"),
        ("![alt](x.png)", "p(alt)"),
        ("## A\n\n## A\n", "h2#a h2#a-1"),
    ];
    for (source, expected) in cases {
        assert_eq!(kinds(source), expected, "{source:?}");
    }
}

#[test]
fn neighbouring_fences_become_exhibits() {
    let fence = |info: &str| format!("```dockerfile {info}\nFROM x\n```\n\n");
    let join = |infos: &[&str]| infos.iter().map(|info| fence(info)).collect::<String>();
    let cases = [
        (join(&["before", "after"]), "exhibit[-ba]"),
        (join(&["before"]), "code:dockerfile"),
        (join(&["tab=pip", "tab=uv"]), "exhibit[pip. uv.]"),
        (join(&["before tab=pip", "after tab=pip", "before tab=uv", "after tab=uv"]), "exhibit[pipba uvba]"),
        (join(&["before", "after", "before", "after"]), "exhibit[-ba] exhibit[-ba]"),
        (join(&["before"]) + "text\n\n" + &fence("after"), "code:dockerfile p(text) code:dockerfile"),
    ];
    for (source, expected) in cases {
        assert_eq!(kinds(&source), expected, "{source}");
    }
}

#[test]
fn spans_point_into_the_source() {
    let source = "para\n\n```bash\nls -l\n# !mark x\ncd\n```\n\n[a](works/dockerignore)\n";
    let blocks = parse(source, 100);
    assert_eq!(blocks[0].span, Span::new(100, 105));
    let BlockKind::Code(code) = &blocks[1].kind else { panic!("{blocks:?}") };
    assert_eq!(&source[code.info.start - 100..code.info.end - 100], "```bash");
    assert_eq!(&source[code.body.start - 100..code.body.end - 100], "ls -l\n# !mark x\ncd\n");
    assert_eq!(code.text, "ls -l\ncd");
    let BlockKind::Paragraph(text) = &blocks[2].kind else { panic!("{blocks:?}") };
    assert_eq!(&source[text.links[0].span.start - 100..text.links[0].span.end - 100], "[a](works/dockerignore)");
}

#[test]
fn depth_is_bounded_and_nothing_is_lost() {
    let deep = ">".repeat(5_000) + " treasure";
    let mut found = false;
    walk_inlines(&parse(&deep, 0), &mut |text| found |= text.text.contains("treasure"));
    assert!(found);
    let list: String = (0..400).map(|depth| format!("{}- item{depth}\n", "  ".repeat(depth))).collect();
    let mut count = 0;
    walk_inlines(&parse(&list, 0), &mut |text| count += text.text.matches("item").count());
    walk_code(&parse(&list, 0), &mut |code| count += code.text.matches("item").count());
    assert_eq!(count, 400);
}

proptest! {
    #[test]
    fn any_text_parses_with_runs_in_bounds(source in "(?s).{0,400}") {
        let blocks = parse(&source, 0);
        walk_inlines(&blocks, &mut |text| {
            let mut at = 0;
            for run in &text.runs {
                assert_eq!(run.start, at, "runs cover the text without gaps");
                assert!(text.text.get(run.start as usize..run.end as usize).is_some());
                at = run.end;
            }
            assert_eq!(at as usize, text.text.len());
        });
    }

    #[test]
    fn markdown_like_text_parses(parts in proptest::collection::vec(prop_oneof![
        Just("# h\n"), Just("- a\n"), Just("  - b\n"), Just("> q\n"), Just("```x tab=a\n"), Just("```\n"), Just("|a|b|\n|-|-|\n"),
        Just("\n"), Just("[l](a/b) "), Just("**b** "), Just("`c` "), Just("[^1] "), Just("[^1]: f\n"), Just("1. n\n"), Just("<b>\n"),
    ], 0..60)) {
        let source = parts.concat();
        for block in parse(&source, 0) {
            prop_assert!(block.span.end <= source.len());
        }
    }
}

#[test]
fn entities_bring_no_control_characters() {
    let source =
        "a &#27;[31m &#x9b; &rlm; b\n\n[l](https://x.example/&#27;)\n\n```text title=\"&#27;[2J\"\nx\n```\n\n# &#7;\n";
    let shown = format!("{:?}", parse(source, 0));
    for hostile in ["\\u{1b}", "\\u{9b}", "\\u{200f}", "\\u{7}"] {
        assert!(!shown.contains(hostile), "{hostile}: {shown}");
    }
    assert!(shown.contains("␛[31m") && shown.contains("␛[2J"), "{shown}");
}
