//! Who may like a hand, and with what. It is said kindly and rarely: few answers say nothing about anybody, and where the bounds lie is
//! printed with the list. Must not know how it is printed.

use super::{Counts, Person, Report, percent};

/// Fewer answers than this say nothing.
const FEW: u32 = 3;
/// So many answers that somebody was sure of and that were wrong are worth a talk.
const SURE: u32 = 3;

/// Where more chapters than this are hard, it is the questions as a whole.
const CHAPTERS: usize = 2;

/// The bounds in words.
pub const HELP_TOLD: &str = "Listed are people with less than half of at least 3 answers of a chapter right, with fewer right than the pass mark \
asks, with 3 or more wrong answers that they were sure of, or with less than half of the items done.";

/// Somebody who may like a hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// Their place in [`Report::people`].
    pub person: usize,
    /// With what.
    pub needs: Vec<Need>,
}

/// What a hand may be good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Need {
    /// A chapter: its place in [`Report::chapters`], right answers, answers.
    Chapter(usize, u32, u32),
    /// The questions as a whole, where no chapter stands out: right answers, answers.
    Questions(u32, u32),
    /// Answers they were sure of and that were wrong.
    Sure(u32),
    /// Getting through: items done, items of their agenda without those they left out.
    Items(u32, u32),
}

impl Need {
    /// Returns it in words, behind `may like a hand with`.
    pub fn told(&self, report: &Report) -> String {
        match self {
            Self::Chapter(chapter, right, answers) => {
                let title = report.chapters.get(*chapter).map_or("", |chapter| &chapter.title);
                format!("\"{title}\" ({right} of {answers} right)")
            }
            Self::Questions(right, answers) => format!("the questions ({right} of {answers} right)"),
            Self::Sure(count) => format!("{count} wrong answers that they were sure of"),
            Self::Items(done, of) => format!("getting through ({done} of {of} items done)"),
        }
    }
}

/// Returns who may like a hand, in the order of people.
pub(super) fn who(report: &Report) -> Vec<Help> {
    let people = report.people.iter().enumerate();
    let help = people.map(|(person, of)| Help { person, needs: needs(of, report) });
    help.filter(|help| !help.needs.is_empty()).collect()
}

fn needs(person: &Person, report: &Report) -> Vec<Need> {
    let chapters = person.chapters.iter().enumerate();
    let weak = chapters.filter(|(_, cell)| cell.answers >= FEW && cell.right * 2 < cell.answers);
    let mut needs: Vec<Need> = weak.map(|(at, cell)| Need::Chapter(at, cell.right, cell.answers)).collect();
    let below = percent(person.right, person.answers).is_some_and(|share| share < u32::from(report.pass));
    if needs.len() > CHAPTERS || (needs.is_empty() && person.answers >= FEW && below) {
        needs.clear();
        needs.push(Need::Questions(person.right, person.answers));
    }
    let sure = person.given.iter().filter(|given| !given.right && given.sure == Some(true)).count() as u32;
    if sure >= SURE {
        needs.push(Need::Sure(sure));
    }
    let Counts { done, begun, open, .. } = person.counts;
    let of = done + begun + open;
    if done * 2 < of {
        needs.push(Need::Items(done, of));
    }
    needs
}
