//! TOML in, questions and diagnostics out.

mod refusals;
mod sampler;

use super::*;
use crate::course::BlockKind;
use crate::course::Inlines;
use crate::diagnostic::Severity;

/// Stands in for the Markdown parser: paragraphs between empty lines, `- ` a list, backticks dropped.
fn markdown(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let span = Span::new(at, at + part.len());
        at += part.len() + 2;
        let kind = match part.trim() {
            "" => continue,
            list if list.starts_with("- ") => BlockKind::List { start: None, items: vec![] },
            prose => BlockKind::Paragraph(Inlines::plain(prose.replace('`', ""))),
        };
        blocks.push(Block { span, kind });
    }
    blocks
}

fn load(source: &str) -> QuizFile {
    let lesson = "harbour/sampler".parse().unwrap();
    read("quizzes/harbour/sampler.toml", &lesson, source, &markdown)
}

/// A choice that is right, for files in which something else is wrong.
fn good(id: &str) -> String {
    format!(
        "[[question]]\nid = \"{id}\"\nkind = \"choice\"\nprompt = \"p\"\nexplanation = \"e\"\n\
         [[question.option]]\ntext = \"a\"\nright = true\nwhy = \"w\"\n[[question.option]]\ntext = \"b\"\nwhy = \"w\"\n"
    )
}

fn ids(file: &QuizFile) -> Vec<&str> {
    file.questions.iter().map(|question| question.id.slug()).collect()
}

#[test]
fn a_bad_question_does_not_lose_the_good_ones() {
    let bad = "[[question]]\nid = \"bad\"\nkind = \"choice\"\nprompt = \"p\"\nexplanation = \"e\"\n";
    let file = load(&[&good("one"), bad, &good("two")].concat());
    assert_eq!(ids(&file), ["one", "two"]);
    assert_eq!(file.spans.len(), 2);
    assert!(file.diagnostics.iter().all(|diagnostic| diagnostic.severity == Severity::Error));
}

#[test]
fn a_syntax_error_is_one_diagnostic_and_loses_one_question() {
    let broken = [
        "[[question]]\nid = \"bad\nkind = \"choice\"\n",
        "[[question]]\nid = \"bad\"\nprompt = \"\"\"\nnever closed\n",
        "[[question]]\nid = \"bad\"\nkind choice\n[[question.option]\ntext = \"x\"\n",
        "[[question]]\nid = \"bad\"\nid = \"bad\"\nprompt = \"a \\d b\"\n",
    ];
    for bad in broken {
        let source = [&good("one"), bad, &good("two"), &good("three")].concat();
        let file = load(&source);
        let codes: Vec<_> = file.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, ["toml-syntax"], "{bad}");
        assert!(file.diagnostics[0].help.is_some());
        assert!(ids(&file).starts_with(&["one"]) && ids(&file).ends_with(&["three"]), "{bad}: {:?}", ids(&file));
        let id = file.spans[file.spans.len() - 1].id;
        assert_eq!(&source[id.range()], "\"three\"", "what is left stands where it stood");
    }
}

#[test]
fn a_file_that_is_nothing_at_all() {
    for source in ["", "\n# only a comment\n"] {
        assert!(load(source).diagnostics.is_empty());
    }
    for source in ["}{", "question = 3", "[question]\nid = \"x\"", "question = [1, 2]", "\u{0}"] {
        let file = load(source);
        assert!(file.questions.is_empty() && !file.diagnostics.is_empty(), "{source:?}");
    }
}

#[test]
fn blocks_stand_where_the_field_stands() {
    let source = good("one").replace("\"p\"", "\"\"\"\nFirst.\n\nSecond.\n\"\"\"");
    let file = load(&source);
    let spans: Vec<_> = file.questions[0].prompt.iter().map(|block| &source[block.span.range()]).collect();
    assert_eq!(spans, ["First.", "Second.\n"]);
}

#[test]
fn marks_between_continued_lines_are_taken_out() {
    let source = r#"
[[question]]
id = "one"
kind = "spot"
prompt = "p"
explanation = "e"
otherwise = "o"
code = '''
RUN apt-get update \
    # !mark install
    && apt-get install -y curl \
    && rm -rf /var/lib/apt/lists/*

# !marked is an ordinary comment
'''
[[question.spot]]
mark = "install"
why = "w"
"#;
    let file = load(source);
    assert_eq!(file.diagnostics, []);
    let code = file.questions[0].code.as_ref().unwrap();
    let expected = "RUN apt-get update \\\n    && apt-get install -y curl \\\n    && rm -rf /var/lib/apt/lists/*\n\n\
                    # !marked is an ordinary comment";
    assert_eq!((code.text.as_str(), code.lang.as_str(), code.marks[0].line), (expected, "dockerfile", 1));
    let Kind::Spot(spot) = &file.questions[0].kind else { panic!("a spot") };
    let faults: Vec<_> = spot.lines.iter().map(|line| line.fault).collect();
    assert_eq!(faults, [false, true, false, false, false]);
    assert!(!spot.lines[3].is_open());
}

/// The lines at fault with their reasons.
fn key(fields: &str, code: &str, rest: &str) -> Vec<(String, String)> {
    let source = format!(
        "[[question]]\nid = \"one\"\nkind = \"spot\"\nprompt = \"p\"\nexplanation = \"e\"\notherwise = \"o\"\n\
         {fields}\ncode = \"\"\"\n{code}\"\"\"\n{rest}"
    );
    let file = load(&source);
    assert_eq!(file.diagnostics, [], "{source}");
    let Kind::Spot(spot) = &file.questions[0].kind else { panic!("a spot") };
    let faults = spot.lines.iter().filter(|line| line.fault);
    faults.map(|line| (line.text.clone(), line.why.text.clone())).collect()
}

#[test]
fn rules_compute_the_key_of_a_spot() {
    let code =
        "FROM python:latest\nWORKDIR app\nRUN apt-get update \\\\\n && apt-get install -y curl\nUSER 10001:10001\n";
    let lines = |fields: &str| key(fields, code, "").into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    assert_eq!(lines("rules = [\"base-latest\"]"), ["FROM python:latest"]);
    assert_eq!(lines("rules = [\"workdir-relative\", \"base-latest\"]"), ["FROM python:latest", "WORKDIR app"]);
    assert_eq!(lines("rules = [\"warning\"]"), ["FROM python:latest", "WORKDIR app"], "notes are no faults");
    assert_eq!(lines("rules = [\"apt-recommends\"]"), [" && apt-get install -y curl"], "the line of the guilty token");
    let reasons = key("rules = [\"base-latest\"]", code, "");
    assert_eq!(
        reasons[0].1,
        "python:latest is another image every few weeks. Name a version and a distribution, python:3.14-slim-trixie."
    );
    let fragment = key("rules = [\"workdir-relative\"]", "RUN x\nWORKDIR app\n", "");
    assert_eq!(fragment[0].0, "WORKDIR app");
    let strict = key("rules = [\"base-no-digest\"]", code, "");
    assert_eq!(strict.len(), 1, "a rule that is named runs");
}

#[test]
fn marks_give_reasons_where_rules_find_the_faults() {
    let code = "# !mark base\nFROM python:latest\n# !mark dir\nWORKDIR app\n# !mark user\nUSER 10001:10001\n";
    let marks = "[[question.spot]]\nmark = \"base\"\nwhy = \"mine\"\n[[question.spot]]\nmark = \"dir\"\n\
                 [[question.spot]]\nmark = \"user\"\nfault = false\nwhy = \"fine\"\n";
    let faults = key("rules = [\"warning\"]", code, marks);
    assert_eq!(faults[0], ("FROM python:latest".to_owned(), "mine".to_owned()));
    assert_eq!(faults[1].0, "WORKDIR app");
    assert!(faults[1].1.contains("wherever the base image left off"), "the rule's own words: {faults:?}");
}

#[test]
fn the_hash_of_a_computed_key_is_that_of_the_same_key_by_marks() {
    let head = "[[question]]\nid = \"one\"\nkind = \"spot\"\nprompt = \"p\"\nexplanation = \"e\"\notherwise = \"o\"\n";
    let by_rule = format!("{head}rules = [\"base-latest\"]\ncode = \"FROM python:latest\\nRUN x\"\n");
    let by_mark = format!(
        "{head}code = \"# !mark a\\nFROM python:latest\\nRUN x\"\n[[question.spot]]\nmark = \"a\"\nwhy = \"w\"\n"
    );
    assert_eq!(load(&by_rule).questions[0].key_hash, load(&by_mark).questions[0].key_hash);
}

#[test]
fn order_items_are_code_or_prose() {
    let item = |id: &str, text: &str| format!("[[question.item]]\nid = \"{id}\"\ntext = \"{text}\"\nwhy = \"w\"\n");
    let head = "[[question]]\nid = \"one\"\nkind = \"order\"\nprompt = \"p\"\nexplanation = \"e\"\n";
    let items =
        [item("a", "COPY *.py _x_ ./"), item("b", "`COPY` what is left"), item("c", "# check=error=true")].concat();
    let read = |source: String| match &load(&source).questions[0].kind {
        Kind::Order(order) => (order.lang.clone(), order.items.iter().map(|item| item.code).collect::<Vec<_>>()),
        _ => panic!("an order"),
    };
    assert_eq!(read(format!("{head}{items}")), ("dockerfile".into(), vec![true, false, true]));
    let ignore = format!("{head}lang = \"ignore\"\n{items}");
    assert_eq!(read(ignore), ("ignore".into(), vec![true, true, true]), "their language was written");
    let beside = format!("{head}lang = \"bash\"\ncode = \"ls\"\n{items}");
    assert_eq!(read(beside), ("dockerfile".into(), vec![true, false, true]), "the language is that of `code`");
}

#[test]
fn control_characters_of_a_file_reach_no_screen() {
    let source = good("one").replace("\"a\"", r#""\u001b]0;x\u0007""#).replace("\"e\"", r#""\u009b31m""#);
    let file = load(&source);
    let Kind::Choice(choice) = &file.questions[0].kind else { panic!("a choice") };
    assert_eq!(choice.options[0].text.text, "␛]0;x␇");
    let unknown = load(&format!("\"\\u001b[2J\" = 1\n{}", good("one")));
    assert!(unknown.diagnostics[0].message.contains("`␛[2J`"), "{:?}", unknown.diagnostics);
}

#[test]
fn an_alias_may_come_from_another_lesson() {
    let source = good("one").replace("kind =", "aliases = [\"older\", \"works/other#x\"]\nkind =");
    let aliases: Vec<_> = load(&source).questions[0].aliases.iter().map(ToString::to_string).collect();
    assert_eq!(aliases, ["harbour/sampler#older", "works/other#x"]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(source in "(\\[\\[question(\\.[a-z]+)?\\]\\]|[a-z]+ = |\"|'''|\\{\\{[a-z]*\\}\\}|# !mark [a-z]*|\\\\|\n|\\PC){0,60}") {
        load(&source);
    }

    #[test]
    fn a_damaged_file_is_read_without_panic(at in 0..4000_usize, len in 0..40_usize, junk in "[\"'\\\\\\[\\]={}#\n a-z]{0,4}") {
        let mut source = sampler::SAMPLER.to_owned();
        let floor = |mut at: usize| { at = at.min(sampler::SAMPLER.len()); while !sampler::SAMPLER.is_char_boundary(at) { at -= 1; } at };
        let (start, end) = (floor(at), floor(at + len));
        source.replace_range(start..end, &junk);
        let file = load(&source);
        proptest::prop_assert_eq!(file.questions.len(), file.spans.len());
        for diagnostic in &file.diagnostics {
            proptest::prop_assert!(source.get(diagnostic.span.range()).is_some(), "{:?}", diagnostic);
            proptest::prop_assert!(diagnostic.help.is_some());
        }
    }
}
