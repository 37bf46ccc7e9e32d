//! Samples of each language with their roles written below them, and what must hold for any text.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use syntect::parsing::SyntaxDefinition;
use syntect::parsing::syntax_definition::{Context, Pattern};

use super::*;

#[path = "../../../examples/build_syntaxes.rs"]
#[allow(dead_code)]
mod build_syntaxes;
mod dockerfile;
mod languages;
mod shell;

/// Fence names of all languages, each once.
const LANGUAGES: [&str; 10] =
    ["dockerfile", "ignore", "bash", "console", "python", "yaml", "toml", "json", "ini", "diff"];

/// One sign for each role.
fn sign(role: SyntaxRole) -> char {
    match role {
        SyntaxRole::Plain => ' ',
        SyntaxRole::Comment => '#',
        SyntaxRole::Keyword => 'k',
        SyntaxRole::String => 's',
        SyntaxRole::Number => 'n',
        SyntaxRole::Variable => 'v',
        SyntaxRole::Function => 'f',
        SyntaxRole::Flag => '-',
        SyntaxRole::Key => 'K',
        SyntaxRole::Operator => 'o',
        SyntaxRole::Type => 't',
        SyntaxRole::Inserted => '+',
        SyntaxRole::Deleted => 'x',
        SyntaxRole::Prompt => '$',
        SyntaxRole::Output => '.',
        SyntaxRole::Heading => '@',
    }
}

/// Each line of `code`, and below it the signs of its roles.
fn render(lang: &str, code: &str) -> String {
    let mut out = String::new();
    for (line, spans) in code.lines().zip(Highlighter::new().lines(lang, code)) {
        let mut signs: Vec<char> = vec![' '; line.chars().count()];
        for (range, role) in spans {
            let from = line[..range.start as usize].chars().count();
            let to = line[..range.end as usize].chars().count();
            signs[from..to].fill(sign(role));
        }
        out.push_str(line);
        out.push('\n');
        out.push_str(signs.into_iter().collect::<String>().trim_end());
        out.push('\n');
    }
    out
}

/// Checks a sample: lines of code, each followed by the line of its signs.
#[track_caller]
fn check(lang: &str, sample: &str) {
    let code: String = sample.lines().step_by(2).flat_map(|line| [line, "\n"]).collect();
    let found = render(lang, &code);
    assert!(found == sample, "{lang}: found\n{found}\nwanted\n{sample}");
}

#[test]
fn the_dump_is_that_of_the_grammars() {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("syntaxes.bin");
    build_syntaxes::build(&assets.join("syntaxes"), &target).unwrap();
    let fresh = std::fs::read(target).unwrap();
    let committed = std::fs::read(assets.join("syntaxes.bin")).unwrap();
    assert!(fresh == committed, "stale: cargo run --example build_syntaxes");
}

#[test]
fn grammars_keep_to_their_rules() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/syntaxes");
    let mut seen = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "sublime-syntax") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let syntax = SyntaxDefinition::load_from_str(&text, true, None).unwrap();
        for context in syntax.contexts.values() {
            check_context(&syntax, context);
        }
        seen += 1;
    }
    assert_eq!(seen, 9);
}

fn check_context(syntax: &SyntaxDefinition, context: &Context) {
    let mut scopes = context.meta_scope.clone();
    scopes.extend(&context.meta_content_scope);
    for pattern in &context.patterns {
        let Pattern::Match(pattern) = pattern else { continue };
        let expression = pattern.regex.regex_str();
        for slow in ["(?=", "(?!", "(?<", r"\b", r"\B", r"\w", r"\s", r"\1", r"\p"] {
            assert!(!expression.contains(slow), "{}: {slow} in {expression}", syntax.name);
        }
        scopes.extend(&pattern.scope);
        scopes.extend(pattern.captures.iter().flatten().flat_map(|(_, scopes)| scopes));
    }
    for scope in scopes.into_iter().filter(|&scope| scope != syntax.scope) {
        let name = scope.build_string();
        let first = name.split('.').next().unwrap();
        let known = SyntaxRole::from_name(first).is_some() || ["word", "command", "heredoc"].contains(&first);
        assert!(known && name.strip_prefix(first).is_some_and(|rest| ["", ".expand"].contains(&rest)), "{name}");
    }
}

#[test]
fn every_language_has_its_grammar_and_names_in_any_case() {
    let highlighter = Highlighter::new();
    let samples = [
        ("docker", "FROM x"),
        ("Containerfile", "FROM x"),
        ("DOCKERFILE", "FROM x"),
        (".dockerignore", "# x"),
        ("gitignore", "# x"),
        ("sh", "ls"),
        ("shell", "ls"),
        ("zsh", "ls"),
        ("console", "$ ls"),
        ("py", "import x"),
        ("yml", "a: b"),
        ("toml", "a = 1"),
        ("json", "1"),
        ("cfg", "[a]"),
        ("conf", "[a]"),
        ("patch", "+a"),
    ];
    for (lang, code) in samples {
        assert!(!highlighter.lines(lang, code)[0].is_empty(), "{lang}");
    }
    for lang in LANGUAGES {
        assert!(Language::from_tag(lang).is_some(), "{lang}");
    }
}

#[test]
fn what_is_not_known_or_too_much_stays_plain() {
    let highlighter = Highlighter::new();
    for lang in ["text", "", "cobol", "bash "] {
        assert_eq!(highlighter.lines(lang, "if x\ny\n"), [vec![], vec![]], "{lang:?}");
    }
    let long = format!("# {}\n# short", "x".repeat(MAX_LINE));
    let spans = highlighter.lines("bash", &long);
    assert!(spans[0].is_empty() && spans[1] == [(0..7, SyntaxRole::Comment)]);
    let huge = "# x\n".repeat(MAX_BLOCK / 4 + 1);
    let spans = highlighter.lines("bash", &huge);
    assert_eq!(spans.len(), huge.lines().count());
    assert!(spans.iter().all(Vec::is_empty));
}

#[test]
fn lines_are_those_of_str_lines() {
    let highlighter = Highlighter::new();
    for (code, lines) in [("", 0), ("\n", 1), ("ls", 1), ("ls\n", 1), ("ls\n\n", 2), ("ls\r\nls\r\n", 2)] {
        assert_eq!(highlighter.lines("bash", code).len(), lines, "{code:?}");
    }
    assert_eq!(highlighter.lines("bash", "ls # a\r\n")[0], [(0..2, SyntaxRole::Function), (3..6, SyntaxRole::Comment)]);
}

#[test]
fn role_names_are_unique_and_found_again() {
    for role in SyntaxRole::ALL {
        assert_eq!(SyntaxRole::from_name(role.name()), Some(role));
    }
    assert_eq!(SyntaxRole::from_name("invalid"), None);
}

#[test]
fn a_highlighter_can_be_sent_to_a_thread() {
    fn send<T: Send + Sync + 'static>() {}
    send::<Highlighter>();
}

/// Text that is likely to lead a grammar astray: pieces that open something, and any characters.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "\"",
            "'",
            "\"\"\"",
            "'''",
            "`",
            "$(",
            "${",
            "${{",
            "}}",
            "$",
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "\\",
            "\\\n",
            "\n",
            "\n",
            " ",
            "\t",
            "#",
            "# ",
            "$ ",
            "> ",
            "<<EOF",
            "<<-'E.py'",
            "EOF\n",
            "\nEOF\n",
            "<<",
            "|",
            ">-\n",
            "run: |\n",
            "- ",
            ": ",
            "=",
            "--",
            "--from=",
            "&&",
            ";",
            "RUN ",
            "run",
            "FROM ",
            "ONBUILD ",
            "COPY ",
            "HEALTHCHECK ",
            "CMD",
            "ENV ",
            "@",
            ":",
            "if ",
            "for x in ",
            "bash <<A\n",
            "python3 ",
            "é",
            "\u{1F40B}",
            "\r",
            "\u{0}",
            "@@",
            "+",
            "-",
            "class ",
            "1.5",
            "a.b",
        ])
        .prop_map(str::to_string),
        "[a-z]{1,3}",
        any::<char>().prop_map(String::from),
        "\\PC{0,8}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

#[test]
fn any_text_gives_spans_in_order_and_in_bounds() {
    let highlighter = Highlighter::new();
    for lang in LANGUAGES {
        let mut runner = TestRunner::new(Config { cases: 400, failure_persistence: None, ..Config::default() });
        let result = runner.run(&text(), |code| {
            let lines = highlighter.lines(lang, &code);
            prop_assert_eq!(lines.len(), code.lines().count());
            for (line, spans) in code.lines().zip(lines) {
                let mut reached = 0;
                for (range, role) in spans {
                    prop_assert!(role != SyntaxRole::Plain && range.start >= reached && range.start < range.end);
                    reached = range.end;
                    prop_assert!(line.get(range.start as usize..range.end as usize).is_some());
                }
            }
            Ok(())
        });
        result.unwrap_or_else(|error| panic!("{lang}: {error}"));
    }
}

#[test]
fn deep_nesting_ends() {
    let code: String = (0..2_000).map(|n| format!("bash <<E{n}\n")).collect();
    assert_eq!(Highlighter::new().lines("bash", &code).len(), 2_000);
    let crowd = format!("cat {}\nE\nls -l\n", "<<E ".repeat(400)).repeat(3);
    assert_eq!(Highlighter::new().lines("bash", &crowd).len(), 9);
    let quotes = "\"$(".repeat(600);
    Highlighter::new().lines("bash", &quotes);
}
