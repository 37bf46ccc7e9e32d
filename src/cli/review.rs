//! `seaworthy review`: what is due, asked on the whole screen or plain, or listed as JSON.

use serde::Serialize;

use super::args::ReviewArgs;
use super::setup::Setup;
use super::{Failure, Outcome, aliases, learn, out};
use crate::app::Opening;
use crate::app::reviews::Due;
use crate::review::Why;
use crate::runtime::{clock, due};

/// Opens the review, or prints what is due.
pub fn run(setup: Setup, args: &ReviewArgs) -> Result<Outcome, Failure> {
    if args.count == Some(0) {
        return Err("--count 0 asks nothing; leave it out for what the limit of the day allows".into());
    }
    if args.json {
        return json(&setup, args.count);
    }
    let count = args.count;
    learn::open(setup, |setup| Ok((setup.library()?, Opening::Review(count))))
}

fn json(setup: &Setup, count: Option<usize>) -> Result<Outcome, Failure> {
    let library = setup.library()?;
    let (_, mut record) = setup.sound_progress()?;
    aliases::settle(&library, &mut record);
    let now = clock::now();
    let per_day = setup.settings.review_per_day.map(|most| most as usize);
    let counted = due::count(&library, &mut record, (now, clock::offset(now)), due::Asked { per_day, count });
    out::print(&(serde_json::to_string_pretty(&Listing::of(&counted))? + "\n"))?;
    Ok(Outcome::Fine)
}

#[derive(Serialize)]
struct Listing<'a> {
    due: usize,
    beyond_limit: usize,
    reviewed_today: usize,
    not_in_course: usize,
    next: Option<Next>,
    forecast: &'a [u32],
    questions: Vec<Question<'a>>,
    leeches: Vec<Leech<'a>>,
}

#[derive(Serialize)]
struct Next {
    date: String,
    count: usize,
}

#[derive(Serialize)]
struct Question<'a> {
    question: &'a str,
    why: &'static str,
    /// Days since it is due.
    days: u32,
    retrievability: f64,
}

#[derive(Serialize)]
struct Leech<'a> {
    question: &'a str,
    section: Option<&'a str>,
    missed_days: u32,
}

impl<'a> Listing<'a> {
    fn of(counted: &'a Due) -> Self {
        let queue = &counted.queue;
        let question = |item: &'a crate::review::Item| {
            let (why, days) = match item.why {
                Why::SureButWrong => ("sure-but-wrong", 0),
                Why::Changed => ("answer-changed", 0),
                Why::Undated => ("date-unknown", 0),
                Why::Due { days } => ("due", days),
            };
            // Three digits say all there is to say.
            let retrievability = (item.retrievability * 1000.0).round() / 1000.0;
            Question { question: item.question.as_str(), why, days, retrievability }
        };
        let leech = |(question, missed_days): &'a (crate::quiz::Question, u32)| Leech {
            question: question.id.as_str(),
            section: question.section.as_deref(),
            missed_days: *missed_days,
        };
        Self {
            due: queue.due(),
            beyond_limit: queue.waiting,
            reviewed_today: queue.reviewed,
            not_in_course: queue.gone,
            next: queue.next.map(|(day, count)| Next { date: day.iso(), count }),
            forecast: &counted.forecast,
            questions: queue.items.iter().map(question).collect(),
            leeches: counted.leeches.iter().map(leech).collect(),
        }
    }
}
