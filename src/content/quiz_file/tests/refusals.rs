//! Everything an author can get wrong, each case with its bytes, its message, its advice, and whether the question can
//! be asked all the same.

use std::fmt::Write;

use super::*;

const CASES: &str = include_str!("refusals.txt");

/// Returns the lines that `@name` stands for.
fn lines(name: &str) -> String {
    let head = "[[question]]\nid = \"one\"\nprompt = \"p\"\nexplanation = \"e\"";
    let pair = |n: u8| format!("[[question.pair]]\nleft = \"l{n}\"\nright = \"r{n}\"\nwhy = \"w\"");
    match name.split_once(' ').unwrap_or((name, "")) {
        ("head", _) => head.to_owned(),
        ("options", _) => "[[question.option]]\ntext = \"a\"\nright = true\nwhy = \"w\"\n\
                           [[question.option]]\ntext = \"b\"\nwhy = \"w\""
            .to_owned(),
        ("blank", _) => "[[question.blank]]\nname = \"tag\"\nanswer = \"x\"\nwhy = \"w\"".to_owned(),
        ("item", id) => format!("[[question.item]]\nid = \"{id}\"\ntext = \"RUN {id}\"\nwhy = \"w\""),
        ("marked", _) => "otherwise = \"o\"\ncode = '''\n# !mark base\nFROM x\nRUN y\n'''".to_owned(),
        ("base", _) => "[[question.spot]]\nmark = \"base\"\nwhy = \"w\"".to_owned(),
        ("pairs", _) => format!("{}\n{}", pair(1), pair(2)),
        (kind, _) => {
            assert!(Kind::NAMES.contains(&kind), "@{kind} stands for nothing");
            format!("{head}\nkind = \"{kind}\"")
        }
    }
}

fn expand(case: &str) -> String {
    case.lines().map(|line| line.strip_prefix('@').map_or_else(|| line.to_owned(), lines) + "\n").collect()
}

#[test]
fn every_mistake_is_told_with_its_place_and_its_mending() {
    let mut told = String::new();
    for case in CASES.split("\n=== ").skip(1) {
        let (name, body) = case.split_once('\n').unwrap();
        let source = expand(body.trim_end());
        let file = load(&source);
        let questions = file.questions.len();
        writeln!(told, "\n=== {name} ({questions} asked)").unwrap();
        for found in &file.diagnostics {
            let bytes = source[found.span.range()].replace('\n', "⏎");
            let help = found.help.as_deref().unwrap();
            writeln!(told, "{}[{}] at ‹{bytes}›: {}\n    {help}", found.severity, found.code, found.message).unwrap();
        }
    }
    insta::assert_snapshot!(told);
}
