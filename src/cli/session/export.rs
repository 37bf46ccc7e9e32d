//! `seaworthy session export`: a participant's result, shown before it is written.

use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use super::{Session, open};
use crate::app::participant::NAME;
use crate::cli::args::session::ExportArgs;
use crate::cli::plain::agenda::fields;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::id::{EventId, EventIds};
use crate::progress::{Event, EventKind, Record};
use crate::runtime::{clock, former_names};
use crate::store::{ProgressLog, result_file};
use crate::team::result::{Making, file_name};
use crate::team::standing::{LEFT_OUT, beginning};
use crate::team::{Agenda, ResultFile, State};

/// Shows what the result of a session holds, asks, and writes it.
pub fn run(setup: &Setup, args: &ExportArgs) -> Result<Outcome, Failure> {
    let Session { agenda, library, .. } = open(setup, &args.session)?;
    let former = former_names::of_agenda(&library, &agenda);
    let (mut log, mut record) = setup.sound_progress()?;
    let mut lines = Vec::new();
    log.export(&mut lines, Path::new("memory"))?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| format!("no random numbers from the system: {error}"))?;
    let mut ids = EventIds::new(u128::from_le_bytes(salt));
    let name = args.name.as_deref().or(record.setting(NAME)).unwrap_or_default().to_owned();
    let making =
        Making { agenda: &agenda, log: &lines, name: &name, fresh: ids.next_id(), now: clock::now(), former: &former };
    let result = making.result();
    out::print(&preview(&result, args.out.as_deref()))?;
    if !args.yes && !is_wanted()? {
        out::print("Nothing was written.\n")?;
        return Ok(Outcome::Found);
    }
    let path = match &args.out {
        Some(path) => result_file::write(path, &result).map(|()| path.clone()),
        None => result_file::write_beside(Path::new(""), &result),
    }?;
    remember(&agenda, &result, (&mut log, &mut record), &mut ids);
    out::print(&format!("Written: {}\n", path.display()))?;
    Ok(Outcome::Fine)
}

fn preview(result: &ResultFile, out: Option<&Path>) -> String {
    let path = out.map_or_else(|| PathBuf::from(file_name(result)), Path::to_owned);
    let mut text = format!("{} will hold:\n\n", path.display());
    fields(result, &mut text);
    text.push('\n');
    for item in &result.items {
        let _ = writeln!(text, "  {:<8} {:>4} min  {:<10}  {}", told(&item.state), item.minutes, item.kind, item.title);
    }
    for answer in &result.answers {
        let verdict = if answer.right { "right" } else { "wrong" };
        let _ = writeln!(text, "  {verdict:<8} {:>4} s    {}", answer.seconds, answer.question);
    }
    text.push('\n');
    text
}

/// Returns a state as it is shown.
fn told(state: &str) -> &str {
    if state == State::Skipped.word() { LEFT_OUT } else { state }
}

fn is_wanted() -> Result<bool, Failure> {
    out::print("Write it? Type yes: ")?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    // A terminal shows the Enter of who answers.
    if !io::stdin().is_terminal() {
        out::print("\n")?;
    }
    Ok(matches!(answer.trim(), "yes" | "y"))
}

/// Keeps the number and the name for the next export. Without them it is another person's; that is said, and no reason to fail.
fn remember(agenda: &Agenda, result: &ResultFile, to: (&mut ProgressLog, &mut Record), ids: &mut EventIds) {
    let (log, record) = to;
    for (name, value) in [(beginning(agenda), &result.participant), (NAME.to_owned(), &result.name)] {
        if record.setting(&name).unwrap_or_default() == value {
            continue;
        }
        let id: EventId = ids.next_id();
        let event = Event { id, t: record.stamp(clock::now()), kind: EventKind::Set { name, value: value.clone() } };
        record.apply(&event);
        if let Some(trouble) = log.append(&event).found.trouble {
            out::error(&trouble.to_string());
        }
    }
}
