//! An agenda as a session file: what `session new` writes, with a word on each line that one may want to change. Reading it gives the agenda back.

use std::fmt::Write as _;

use crate::id::QuestionId;
use crate::team::{Agenda, Item, ItemKind};

/// Returns the text of the file. `origin` says what the agenda was made of, one line.
pub fn session(agenda: &Agenda, origin: &str) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# A session of seaworthy: {origin}.");
    out.push_str(
        "# `seaworthy session check FILE` says whether it is sound, docs/sessions.md what may stand here.\n\n",
    );
    let _ = writeln!(out, "title = {}", quoted(&agenda.title));
    let _ =
        writeln!(out, "id = {:<31} # names results and logs; keep it once the session was held", quoted(&agenda.id));
    match agenda.cohort.as_str() {
        "" => out.push_str("# cohort = \"Payments\"                # who takes part\n"),
        cohort => {
            let _ = writeln!(out, "cohort = {:<27} # who takes part", quoted(cohort));
        }
    }
    let _ = writeln!(out, "pass = {:<29} # percent of right answers", agenda.pass);
    let _ = writeln!(
        out,
        "order = {:<28} # \"locked\": one item after the other; \"free\": in any order",
        quoted(agenda.order.word())
    );
    let _ = writeln!(out, "skip = {:<29} # whether an item may be left out", agenda.skip);
    match &agenda.pack {
        Some(pack) => {
            let _ = writeln!(out, "pack = {}", quoted(pack));
        }
        None => out
            .push_str("# pack = \"our-pack\"                  # a folder beside this file with lessons of your own\n"),
    }
    let _ = writeln!(out, "\n# {} minutes in all.", agenda.minutes());
    for item in &agenda.items {
        out.push_str("\n[[item]]\n");
        write_item(item, &mut out);
    }
    out
}

fn write_item(item: &Item, out: &mut String) {
    let _ = match &item.kind {
        ItemKind::Lesson(lesson) => writeln!(out, "lesson = {}", quoted(lesson.as_str())),
        ItemKind::Quiz(questions) => write_quiz(questions, out),
        ItemKind::Exercise(text) => writeln!(out, "exercise = {}", block(text)),
        ItemKind::Discussion(text) => writeln!(out, "discussion = {}", block(text)),
        ItemKind::Break => writeln!(out, "break = true"),
    };
    let _ = writeln!(out, "id = {}", quoted(&item.id));
    if !matches!(item.kind, ItemKind::Lesson(_) | ItemKind::Break) {
        let _ = writeln!(out, "title = {}", quoted(&item.title));
    }
    if !item.part.is_empty() {
        let _ = writeln!(out, "part = {}", quoted(&item.part));
    }
    let _ = writeln!(out, "minutes = {}", item.minutes);
    if let ItemKind::Lesson(_) = item.kind {
        let _ = writeln!(out, "# {}", item.title.replace('\n', " "));
    }
}

/// Writes the lessons that questions are drawn from.
fn write_quiz(questions: &[QuestionId], out: &mut String) -> std::fmt::Result {
    let mut lessons: Vec<&str> = questions.iter().map(QuestionId::lesson_str).collect();
    lessons.dedup();
    let lessons: Vec<_> = lessons.into_iter().map(|id| format!("  {},\n", quoted(id))).collect();
    writeln!(out, "quiz = [\n{}]", lessons.concat())?;
    writeln!(out, "count = {}", questions.len())
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

/// Returns a text of several lines between three quotes.
fn block(text: &str) -> String {
    match text.contains("'''") {
        true => quoted(text),
        false => format!("'''\n{}\n'''", text.trim_end()),
    }
}
