//! `seaworthy daily`: three questions that are due, line by line, and back to the shell. Fit for a login: it waits for nothing before the
//! first question, and whatever is wrong is one line and no failure.

use std::io::{self, IsTerminal};
use std::sync::Arc;

use super::setup::{ReadProgress, Setup};
use super::{Failure, Outcome, aliases, learn, out, plain};
use crate::app::Opening;
use crate::app::screens::review::coming;
use crate::runtime::{clock, due};

/// Questions of a day.
const THREE: usize = 3;

/// Asks, or says in one line what there is to say.
pub fn run(setup: Setup) -> Result<Outcome, Failure> {
    let library = Arc::new(setup.library()?);
    let ReadProgress { log, mut record, problems } = setup.read_progress();
    if let Some(problem) = problems.first() {
        out::error(problem.lines().next().unwrap_or_default());
        if record.census().events == 0 {
            return Ok(Outcome::Fine);
        }
    }
    aliases::settle(&library, &mut record);
    let now = clock::now();
    let offset = clock::offset(now);
    let asked = due::Asked { per_day: None, count: Some(THREE) };
    let counted = due::count(&library, &mut record, (now, offset), asked);
    let all = counted.queue.due();
    if all == 0 {
        let next = coming(&counted.queue, &counted.forecast, now.day(offset)).map(|next| format!(" {next}"));
        let nothing = if record.questions().next().is_none() {
            "Nothing to review yet: every question you answer comes here.".to_owned()
        } else {
            format!("Nothing is due.{}", next.unwrap_or_default())
        };
        out::print(&format!("{nothing}\n"))?;
        return Ok(Outcome::Fine);
    }
    // Who says --plain pipes the answers in.
    let is_terminal = io::stdin().is_terminal() && out::is_terminal();
    if !is_terminal && !setup.global.plain {
        let due = match all {
            1 => "1 question is due: seaworthy review asks it.".to_owned(),
            all => format!("{all} questions are due: seaworthy review asks them."),
        };
        out::print(&format!("{due}\n"))?;
        return Ok(Outcome::Fine);
    }
    let (app, opening) = learn::plain_app(&setup, &library, record, Opening::Review(Some(THREE)))?;
    let world = learn::world(setup.reach, &library, log, setup.settings_file);
    plain::run_once(app, opening, world, &library)
}
