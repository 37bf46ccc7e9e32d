//! Counts what is due for review: every answer is replayed, and the questions that were answered are read, as their keys may have been
//! changed since. Reads files, in a thread; shows nothing.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::app::reviews::{Due, PER_DAY, limits};
use crate::content::Library;
use crate::id::{LessonId, QuestionId};
use crate::progress::{Aliases, Record};
use crate::quiz::Question;
use crate::review::outlook::FORECAST_DAYS;
use crate::review::{Deck, Why};
use crate::time::{Offset, Timestamp};

/// How much may be asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asked {
    /// The limit of a day, where the learner has one of their own.
    pub per_day: Option<usize>,
    /// At most so many, whatever the limit.
    pub count: Option<usize>,
}

/// Counts what is due now.
pub fn count(library: &Library, record: &mut Record, (now, offset): (Timestamp, Offset), asked: Asked) -> Due {
    let mut deck = Deck::of(record, now, offset);
    let lessons: BTreeSet<LessonId> = deck.cards().map(|(question, _)| question.lesson()).collect();
    let written = lessons.iter().filter(|id| library.course().has(id));
    let questions: HashMap<QuestionId, Question> = written
        .flat_map(|id| library.questions(id).unwrap_or_default())
        .map(|question| (question.id.clone(), question))
        .collect();
    if let Some(aliases) = renamed(&questions, &deck, record) {
        record.set_aliases(aliases);
        deck = Deck::of(record, now, offset);
    }
    let per_day = asked.per_day.unwrap_or(PER_DAY);
    let key_of = |id: &QuestionId| questions.get(id).map(|question| question.key_hash);
    let queue = deck.queue(now, key_of, limits(per_day, asked.count));
    Due {
        questions: queue.items.iter().filter_map(|item| questions.get(&item.question).cloned()).collect(),
        leeches: queue.leeches.iter().filter_map(|(id, lapses)| Some((questions.get(id)?.clone(), *lapses))).collect(),
        forecast: forecast(&deck, &questions, now),
        count: asked.count,
        per_day,
        queue,
        deck,
    }
}

/// Returns how many questions come due on each of the next days; one whose answer was changed is asked again today.
fn forecast(deck: &Deck, questions: &HashMap<QuestionId, Question>, now: Timestamp) -> Vec<u32> {
    let today = deck.today(now);
    let is_changed = |question: &Question| {
        let why = deck.card(&question.id).and_then(|card| card.why(today, question.key_hash as u32));
        why == Some(Why::Changed)
    };
    let (changed, same): (Vec<&Question>, Vec<&Question>) =
        questions.values().partition(|question| is_changed(question));
    let same: HashSet<&QuestionId> = same.into_iter().map(|question| &question.id).collect();
    let mut days = deck.forecast(now, FORECAST_DAYS, |id| same.contains(id));
    if let Some(today) = days.first_mut() {
        *today += changed.len() as u32;
    }
    days
}

/// Returns the aliases with those of questions that were answered under a former id, if any were.
fn renamed(questions: &HashMap<QuestionId, Question>, deck: &Deck, record: &Record) -> Option<Aliases> {
    let former = questions.values().flat_map(|question| question.aliases.iter().map(|old| (old, &question.id)));
    let mut former = former.filter(|(old, _)| deck.card(old).is_some()).peekable();
    former.peek()?;
    let mut aliases = record.aliases().clone();
    aliases.questions.extend(former.map(|(old, now)| (old.clone(), now.clone())));
    Some(aliases)
}
