//! `seaworthy session list`: the sessions that come with the program.

use std::fmt::Write as _;

use serde_json::json;

use super::{open, size};
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::content::session;

/// Prints the stock sessions.
pub fn run(setup: &Setup, json: bool) -> Result<Outcome, Failure> {
    let (mut text, mut all) = (String::new(), Vec::new());
    for name in session::stock() {
        let agenda = open(setup, name)?.agenda;
        let _ = writeln!(text, "{name}\n  {}\n  {}, order {}", agenda.title, size(&agenda), agenda.order.word());
        all.push(json!({
            "name": name, "title": agenda.title, "items": agenda.items.len(), "minutes": agenda.minutes(),
            "questions": agenda.questions().count(), "order": agenda.order.word(),
        }));
    }
    match json {
        true => out::print_json(&format!("{:#}\n", json!({ "sessions": all })))?,
        false => out::print(&text)?,
    }
    Ok(Outcome::Fine)
}
