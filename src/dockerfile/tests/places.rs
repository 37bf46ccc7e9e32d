//! Where things stand: the bytes of the source behind every part of the tree.

use super::super::*;
use crate::diagnostic::Span;

fn cut(dockerfile: &Dockerfile, span: Span) -> &str {
    &dockerfile.source[span.range()]
}

#[test]
fn parts_of_a_continued_instruction() {
    let text = "FROM a\nRUN --mount=type=cache,target=/root/.cache \\\n  # why\n  pip install \\\n\n  flask # x\nCMD [\"a\",\"b\\u0041\"]\n";
    let dockerfile = Dockerfile::parse(text);
    let run = &dockerfile.instructions[1];
    assert_eq!((run.start_line, run.end_line), (2, 6));
    assert_eq!(run.comments.iter().map(|comment| comment.as_str()).collect::<Vec<_>>(), ["why"]);
    let Some(CommandLine::Shell(command)) = run.command() else { panic!("a shell form") };
    assert_eq!(command.as_str(), "pip install   flask # x");
    let at = command.find("flask").unwrap();
    assert_eq!(cut(&dockerfile, command.span_of(at..at + 5)), "flask");
    assert_eq!(dockerfile.lines.position(text, command.span_of(at..at + 5).start), (6, 3));
    let Arguments::Run(arguments) = &run.arguments else { panic!("RUN") };
    let target = arguments.mounts[0].target.as_ref().unwrap();
    assert_eq!(cut(&dockerfile, target.span()), "/root/.cache");
    assert_eq!(dockerfile.diagnostics.iter().map(|fault| fault.code).collect::<Vec<_>>(), ["empty-continuation"]);
    let Some(CommandLine::Exec(words)) = dockerfile.instructions[2].command() else { panic!("an exec form") };
    assert_eq!((words[1].as_str(), cut(&dockerfile, words[1].span())), ("bA", "b\\u0041"));
}

#[test]
fn a_quoted_flag_keeps_its_bytes() {
    let dockerfile = Dockerfile::parse("FROM a\nRUN --mount=type=secret,id=\"my id\",env=X y\n");
    let Arguments::Run(run) = &dockerfile.instructions[1].arguments else { panic!("RUN") };
    let mount = &run.mounts[0];
    let (id, env) = (mount.id.as_ref().unwrap(), mount.env.as_ref().unwrap());
    assert_eq!((id.as_str(), cut(&dockerfile, id.span())), ("my id", "my id"));
    assert_eq!((env.as_str(), cut(&dockerfile, env.span())), ("X", "X"));
    assert_eq!(cut(&dockerfile, mount.span), "--mount=type=secret,id=\"my id\",env=X");
    assert_eq!(mount.secret_target(), None);
}

#[test]
fn pairs_and_images() {
    let dockerfile = Dockerfile::parse("FROM docker.io/python:3.12 AS Base\nENV A=\"x y\" \\\n    B=\nENV C d e\n");
    let Arguments::From(from) = &dockerfile.instructions[0].arguments else { panic!("FROM") };
    let base = from.base.as_ref().unwrap();
    assert_eq!(cut(&dockerfile, base.tag.as_ref().unwrap().span()), "3.12");
    assert_eq!(cut(&dockerfile, from.name.as_ref().unwrap().span()), "Base");
    let Arguments::Env(env) = &dockerfile.instructions[1].arguments else { panic!("ENV") };
    let show = |pair: &Pair| (pair.key.to_string(), pair.value.as_deref().unwrap_or("-").to_owned());
    assert_eq!(
        env.pairs.iter().map(show).collect::<Vec<_>>(),
        [("A".to_owned(), "\"x y\"".to_owned()), ("B".to_owned(), String::new())]
    );
    assert_eq!(dockerfile.lines.position(&dockerfile.source, env.pairs[1].key.span().start), (3, 5));
    let Arguments::Env(legacy) = &dockerfile.instructions[2].arguments else { panic!("ENV") };
    assert!(legacy.legacy && show(&legacy.pairs[0]) == ("C".to_owned(), "d e".to_owned()));
}

#[test]
fn heredocs_and_what_the_shell_reads() {
    let text = "FROM a\nRUN <<EOF\npip install x\nEOF\nRUN <<-\"PY\" python3 && true\n\tprint(1)\n\tPY\nRUN <<EOF\n#!/usr/bin/env python3\nEOF\nONBUILD COPY <<a <<b /d/\n1\na\n2\nb\nRUN x\n";
    let dockerfile = Dockerfile::parse(text);
    assert!(dockerfile.diagnostics.is_empty(), "{:?}", dockerfile.diagnostics);
    let script = |index: usize| dockerfile.instructions[index].script(text).unwrap();
    assert_eq!(script(1).text.as_str(), "pip install x\n");
    assert_eq!(cut(&dockerfile, script(1).text.span_of(4..11)), "install");
    assert_eq!(script(2).text.as_str(), "<<-\"PY\" python3 && true\n\tprint(1)\nPY");
    let at = script(2).text.find("print").unwrap();
    assert_eq!(cut(&dockerfile, script(2).text.span_of(at..at + 5)), "print");
    let heredoc = &dockerfile.instructions[2].heredocs[0];
    assert!(heredoc.quoted && heredoc.chomp && heredoc.name == "PY");
    assert_eq!(heredoc.content(text).as_str(), "print(1)\n");
    assert_eq!(script(3).interpreter.as_deref(), Some("/usr/bin/env python3"));
    let trigger = dockerfile.instructions[4].effective();
    let bodies: Vec<&str> = trigger.heredocs.iter().map(|heredoc| cut(&dockerfile, heredoc.body)).collect();
    assert_eq!((trigger.keyword, bodies), (Keyword::Copy, vec!["1\n", "2\n"]));
    let Arguments::Copy(copy) = &trigger.arguments else { panic!("COPY") };
    assert_eq!((copy.sources.len(), copy.paths().count()), (2, 0));
    assert_eq!(script(5).text.as_str(), "x");
}

#[test]
fn reading_goes_on_behind_a_fault() {
    let text = "FROM a\nENV A\nRNU y\nRUN [1]\nRUN <<EOF\nhalf typed\nCOPY . .\nUSER\n";
    let dockerfile = Dockerfile::parse(text);
    let found: Vec<(&str, usize)> =
        dockerfile.instructions.iter().map(|one| (one.name.as_str(), one.start_line)).collect();
    let expected = [("FROM", 1), ("ENV", 2), ("RNU", 3), ("RUN", 4), ("RUN", 5), ("COPY", 7), ("USER", 8)];
    assert_eq!(found, expected);
    let codes: Vec<&str> = dockerfile.diagnostics.iter().map(|fault| fault.code).collect();
    let expected =
        ["pair-value", "unknown-instruction", "json-not-strings", "heredoc-unterminated", "argument-missing"];
    assert_eq!(codes, expected);
}

#[test]
fn marks_directives_and_breaks() {
    let text = "\u{feff}# syntax=docker/dockerfile:1\r\n# escape=`\r\n\r\n# c\r\nFROM a\r\nRUN dir `\r\n c:\\\r\n";
    let dockerfile = Dockerfile::parse(text);
    assert!(dockerfile.diagnostics.is_empty(), "{:?}", dockerfile.diagnostics);
    assert_eq!(dockerfile.escape, '`');
    assert_eq!(dockerfile.directive("syntax").unwrap().value.as_str(), "docker/dockerfile:1");
    assert_eq!(dockerfile.items[0].kind, ItemKind::ByteOrderMark);
    let run = &dockerfile.instructions[1];
    assert_eq!((run.rest.as_str(), run.start_line, run.end_line), ("dir  c:\\", 6, 7));
    assert_eq!(cut(&dockerfile, run.span), "RUN dir `\r\n c:\\\r\n");
}

#[test]
fn lines_have_a_length_limit() {
    for (length, fits) in [(lines::MAX_LINE, true), (lines::MAX_LINE + 1, false)] {
        for end in ["", "\n"] {
            let text = format!("FROM a\nRUN {}{end}", "x".repeat(length - 4));
            assert_eq!(!Dockerfile::parse(&text).is_refused(), fits, "{length} {end:?}");
        }
    }
}

#[test]
fn inside_onbuild_only_reading_faults_are_errors() {
    let severities = |text: &str| -> Vec<(&str, Severity)> {
        Dockerfile::parse(text).diagnostics.iter().map(|fault| (fault.code, fault.severity)).collect()
    };
    assert_eq!(severities("FROM a\nONBUILD FOO x\n"), [("unknown-instruction", Severity::Warning)]);
    assert_eq!(severities("FROM a\nONBUILD COPY x\n"), [("argument-count", Severity::Warning)]);
    assert_eq!(severities("FROM a\nONBUILD ENV A\n"), [("pair-value", Severity::Error)]);
    assert_eq!(severities("FROM a\nONBUILD CMD [1]\n"), [("json-not-strings", Severity::Error)]);
}
