//! An agenda that fits a number of minutes, made of lessons in order. Must not know where the lessons come from.
//!
//! A lesson's own minutes are those of one person who reads and answers alone. In a room people look up, ask and compare, so that it takes half as long
//! again ([`in_a_room`]); a question with hands and a word on each option takes [`QUESTION`]. After the lessons of a chapter, and after [`RUN`] lessons at
//! the latest, they are asked. Where more than [`STRETCH`] minutes are worked, nobody sits longer than that without a [`BREAK`]. A discussion closes.

use std::collections::BTreeMap;

use thiserror::Error;

use super::pool::{self, Pool};
use super::{Agenda, Item, ItemKind, Order};
use crate::id::LessonId;

/// Minutes of a question in a room.
pub const QUESTION: u16 = 2;
/// Longest time without a break, minutes.
pub const STRETCH: u16 = 75;
/// Minutes of a break.
pub const BREAK: u16 = 10;
/// Most lessons before they are asked.
pub const RUN: usize = 5;
/// Longest discussion at the end, minutes.
const LONGEST_CLOSING: u16 = 15;
/// Fewest questions of a quiz.
const FEWEST: usize = 2;
/// The pass mark where nobody names one, percent.
pub const PASS: u8 = 70;

const CLOSING: &str = "Open the Dockerfile of your own service, or run `seaworthy check` in its folder.\n\n\
- Which of today's practices does it follow already?\n- Which one is missing and costs least to add?\n- Who adds it, and by when?\n";

/// A lesson that may be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub lesson: LessonId,
    /// Its title.
    pub title: String,
    /// Minutes for who reads and answers alone.
    pub minutes: u16,
    /// 1 essential, 2 solid, 3 advanced.
    pub level: u8,
}

/// What is wished for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Id of the agenda.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who takes part.
    pub cohort: String,
    /// Minutes in all, breaks included.
    pub minutes: u16,
    /// Whether every chapter shall have its share; else the first lessons are taken first.
    pub spread: bool,
}

/// Not even one lesson fits.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TooShort {
    /// There is no lesson at all.
    #[error("there is no lesson to make a session of")]
    Nothing,
    /// The shortest takes longer.
    #[error("{wished} minutes are too few: the shortest lesson takes {least} minutes in a room")]
    Minutes { wished: u16, least: u16 },
}

/// Returns how long a lesson of `minutes` takes in a room: half as long again.
pub fn in_a_room(minutes: u16) -> u16 {
    minutes.saturating_mul(3).div_ceil(2).max(1)
}

/// What an agenda is laid out with; less of it where time is very short.
#[derive(Debug, Clone, Copy)]
struct Extent {
    questions: bool,
    /// Minutes of the closing discussion; 0 for none.
    closing: u16,
}

impl Agenda {
    /// Returns an agenda of at most `wish.minutes`, made of `candidates` in their order: those of a lower level first, and as many as fit. It has at least one
    /// lesson. Where all of them fit with time to spare, it is shorter than was wished.
    ///
    /// # Errors
    /// Not even one lesson fits.
    pub fn fitted(
        wish: &Wish,
        candidates: &[Candidate],
        questions: &dyn Fn(&LessonId) -> Pool,
    ) -> Result<Self, TooShort> {
        let shortest = candidates.iter().map(|one| in_a_room(one.minutes)).min().ok_or(TooShort::Nothing)?;
        let closing = (wish.minutes / 12).clamp(5, LONGEST_CLOSING);
        let extents = [
            Extent { questions: true, closing },
            Extent { questions: true, closing: 0 },
            Extent { questions: false, closing: 0 },
        ];
        for extent in extents {
            let chosen = choose(wish, candidates, extent);
            if !chosen.is_empty() {
                let mut agenda = Layout::new(wish, extent).lay(&chosen, Some(questions));
                agenda.lengthen_closing(wish.minutes);
                agenda.number_questions();
                return Ok(agenda);
            }
        }
        Err(TooShort::Minutes { wished: wish.minutes, least: shortest })
    }

    /// Tells several items of questions from one another: on the agenda, in the handout, in the report.
    fn number_questions(&mut self) {
        let mut asked: Vec<&mut Item> =
            self.items.iter_mut().filter(|item| matches!(item.kind, ItemKind::Quiz(_))).collect();
        if asked.len() > 1 {
            asked.iter_mut().enumerate().for_each(|(at, item)| item.title = format!("{}, {}", item.title, at + 1));
        }
    }

    /// Gives the minutes that no lesson fits into to the discussion at the end, as far as nobody sits too long.
    fn lengthen_closing(&mut self, wished: u16) {
        let free = wished.saturating_sub(self.minutes().try_into().unwrap_or(u16::MAX));
        let since_break = self.items.iter().rev().take_while(|item| item.kind != ItemKind::Break);
        let stretch: u16 = since_break.map(|item| item.minutes).sum();
        if let Some(Item { kind: ItemKind::Discussion(_), minutes, .. }) = self.items.last_mut() {
            let most = LONGEST_CLOSING.saturating_sub(*minutes).min(STRETCH.saturating_sub(stretch));
            *minutes += free.min(most);
        }
    }
}

/// Chooses lessons, the ones that matter most first, as long as they fit; returns them in their own order.
fn choose<'a>(wish: &Wish, candidates: &'a [Candidate], extent: Extent) -> Vec<&'a Candidate> {
    let mut turns: BTreeMap<(u8, &str), usize> = BTreeMap::new();
    let mut ranked: Vec<(u8, usize, usize)> = Vec::new();
    for (at, one) in candidates.iter().enumerate() {
        let turn = turns.entry((one.level, one.lesson.chapter_str())).or_default();
        ranked.push((one.level, if wish.spread { *turn } else { 0 }, at));
        *turn += 1;
    }
    ranked.sort_unstable();
    let mut taken: Vec<usize> = Vec::new();
    for (_, _, at) in ranked {
        let place = taken.partition_point(|other| *other < at);
        taken.insert(place, at);
        let lessons: Vec<_> = taken.iter().map(|at| &candidates[*at]).collect();
        if Layout::new(wish, extent).lay(&lessons, None).minutes() > u32::from(wish.minutes) {
            taken.remove(place);
        }
    }
    taken.into_iter().map(|at| &candidates[at]).collect()
}

/// An agenda that is being laid out.
struct Layout<'w> {
    wish: &'w Wish,
    extent: Extent,
    items: Vec<Item>,
    /// Minutes worked since the last break.
    stretch: u16,
}

impl<'w> Layout<'w> {
    fn new(wish: &'w Wish, extent: Extent) -> Self {
        Self { wish, extent, items: Vec::new(), stretch: 0 }
    }

    /// Lays out `lessons`; without `questions` only the minutes are right.
    fn lay(mut self, lessons: &[&Candidate], questions: Option<&dyn Fn(&LessonId) -> Pool>) -> Agenda {
        for chapter in lessons.chunk_by(|a, b| a.lesson.chapter_str() == b.lesson.chapter_str()) {
            for run in chapter.chunks(RUN) {
                for one in run {
                    let kind = ItemKind::Lesson(one.lesson.clone());
                    self.push(one.lesson.slug().to_owned(), one.title.clone(), in_a_room(one.minutes), kind);
                }
                if self.extent.questions {
                    self.ask(run, questions);
                }
            }
        }
        if self.extent.closing > 0 {
            let kind = ItemKind::Discussion(CLOSING.to_owned());
            self.push("what-we-change".to_owned(), "What we change".to_owned(), self.extent.closing, kind);
        }
        let Wish { id, title, cohort, .. } = self.wish.clone();
        Agenda { id, title, cohort, pass: PASS, order: Order::Locked, skip: true, pack: None, items: self.items }
    }

    fn ask(&mut self, run: &[&Candidate], questions: Option<&dyn Fn(&LessonId) -> Pool>) {
        let count = run.len().max(FEWEST);
        let id = self.free_id(&format!("quiz-{}", run[0].lesson.chapter_str()));
        let drawn = match questions {
            Some(of) => {
                let pools: Vec<Pool> = run.iter().map(|one| of(&one.lesson)).collect();
                pool::draw(&pools, count, pool::seed(&self.wish.id, &id))
            }
            None => Vec::new(),
        };
        if questions.is_some() && drawn.is_empty() {
            return;
        }
        self.push(id, "Questions".to_owned(), QUESTION.saturating_mul(count as u16), ItemKind::Quiz(drawn));
    }

    /// Adds an item, and a break before it where it would make the stretch too long.
    fn push(&mut self, id: String, title: String, minutes: u16, kind: ItemKind) {
        if self.stretch > 0 && self.stretch.saturating_add(minutes) > STRETCH {
            let id = self.free_id("break");
            self.items.push(Item {
                id,
                title: "Break".into(),
                part: String::new(),
                minutes: BREAK,
                kind: ItemKind::Break,
            });
            self.stretch = 0;
        }
        self.stretch = self.stretch.saturating_add(minutes);
        let id = self.free_id(&id);
        self.items.push(Item { id, title, part: String::new(), minutes, kind });
    }

    fn free_id(&self, wished: &str) -> String {
        free_id(wished, |id| self.items.iter().any(|item| item.id == id))
    }
}

/// Returns `wished`, with a number behind it where that is taken.
pub fn free_id(wished: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{wished}-{number}"));
    std::iter::once(wished.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests;
