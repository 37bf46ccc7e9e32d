//! Shell texts and what is read of them.

mod bodies;
mod grammar;
mod properties;
mod questions;

use super::*;

/// Returns one line per command: `frames: !NAME=value words <redirections> operator`.
fn shown(text: &str) -> Vec<String> {
    let script = read(text);
    script.commands.iter().map(|command| line(&script, command)).collect()
}

fn line(script: &Script, command: &Command) -> String {
    let mut frames: Vec<String> =
        script.frames_around(command).filter(|f| f.kind != FrameKind::Top).map(|f| format!("{:?}", f.kind)).collect();
    frames.reverse();
    let mut out = if frames.is_empty() { String::new() } else { format!("{}: ", frames.join("/")) };
    out.push_str(if command.negated { "! " } else { "" });
    let quoted = |text: &str| match text.is_empty() || text.contains([' ', '\n', '\t']) {
        true => format!("‹{}›", text.replace('\n', "⏎")),
        false => text.to_owned(),
    };
    let mut parts: Vec<String> =
        command.assignments.iter().map(|a| format!("{}={}", a.name(), quoted(a.value()))).collect();
    parts.extend(command.words.iter().map(|word| quoted(&word.text)));
    parts.extend(command.redirects.iter().map(|redirect| {
        let fd = redirect.fd.map(|fd| fd.to_string()).unwrap_or_default();
        let target = redirect.target.as_ref().map(|word| quoted(&word.text)).unwrap_or_default();
        let body = redirect.heredoc.as_ref().map(|heredoc| quoted(&heredoc.text)).unwrap_or_default();
        format!("<{fd}{:?} {target}{body}>", redirect.op)
    }));
    out.push_str(&parts.join(" "));
    out.push_str(match command.next {
        Joint::And => " &&",
        Joint::Or => " ||",
        Joint::Semicolon => " ;",
        Joint::Newline => " ⏎",
        Joint::Pipe => " |",
        Joint::PipeBoth => " |&",
        Joint::Background => " &",
        Joint::End => "",
    });
    out
}

/// Asserts what is read of `text`, and that nothing was odd.
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(shown(text), expected, "{text}");
    let notes = read(text).diagnostics;
    assert!(notes.is_empty(), "{text}\n{notes:#?}");
}
