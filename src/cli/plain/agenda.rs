//! The agenda of a session as text, and the result before it is written.

use std::fmt::Write as _;

use crate::app::App;
use crate::app::participant::Session;
use crate::cli::columns::write_hanging;
use crate::course::track::duration;
use crate::team::result::file_name;
use crate::team::{ItemKind, ResultFile, State};

/// Returns what tells one state of the agenda from another.
pub fn place(app: &App) -> String {
    let states = app.session.as_ref().map(|session| &session.standing.states);
    format!("agenda {states:?}")
}

/// The agenda as text.
pub fn agenda(app: &App) -> String {
    let Some(session) = &app.session else { return String::new() };
    let agenda = &session.agenda;
    let (done, all) = session.standing.done(agenda);
    let mut text = format!("{}: {done} of {all} done, {} in all\n", agenda.title, duration(agenda.minutes()));
    let mut part = "";
    for (at, item) in agenda.items.iter().enumerate() {
        if item.part != part {
            part = &item.part;
            let _ = writeln!(text, "\n{part}");
        } else if at == 0 {
            text.push('\n');
        }
        let line = format!("{}, {} min, {}", item.title, item.minutes, state(session, at));
        write_hanging(&format!("{:>2}. {}: ", at + 1, item.kind.word()), &line, &mut text);
    }
    let next = if session.standing.next.is_some() { "An empty line takes the next item." } else { "All is done." };
    let skip = if agenda.skip { " skip NUMBER leaves one out;" } else { "" };
    let told =
        format!("{next} A number takes another; done NUMBER marks one as done;{skip} export NAME writes your result.");
    write_hanging("\n", &told, &mut text);
    text.truncate(text.trim_end().len());
    text
}

fn state(session: &Session, at: usize) -> &'static str {
    match session.item(at) {
        Some((item, State::Open | State::Locked)) if item.kind == ItemKind::Break => "a pause",
        Some((_, State::Open)) if session.standing.next == Some(at) => "next",
        Some((_, state)) => state.told(),
        None => "",
    }
}

/// A result before it is written.
pub fn handover(result: &ResultFile) -> String {
    let mut text = format!("{} in this folder will hold:\n", file_name(result));
    fields(result, &mut text);
    text.push_str("\nWrite it? Type yes or no.");
    text
}

/// Writes every field of a result in words.
pub fn fields(result: &ResultFile, text: &mut String) {
    result.in_words().iter().for_each(|line| write_hanging("- ", line, text));
    text.push_str(ResultFile::NOTHING_ELSE);
    text.push('\n');
}
