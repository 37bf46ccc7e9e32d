//! Counts what is due for review: every answer is replayed, and the questions that were answered are read, as their keys may have been
//! changed since. Reads files, in a thread; shows nothing.

use std::collections::{BTreeSet, HashMap};

use crate::app::reviews::{Due, PER_DAY, limits};
use crate::content::Library;
use crate::id::{LessonId, QuestionId};
use crate::progress::{Aliases, Record};
use crate::quiz::Question;
use crate::review::outlook::FORECAST_DAYS;
use crate::review::{Deck, Key};
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
    let key = |id: &QuestionId| questions.get(id).map_or(Key::Gone, |question| Key::Is(question.key_hash));
    let queue = deck.queue(now, key, limits(per_day, asked.count));
    Due {
        questions: queue.items.iter().filter_map(|item| questions.get(&item.question).cloned()).collect(),
        leeches: queue.leeches.iter().filter_map(|(id, lapses)| Some((questions.get(id)?.clone(), *lapses))).collect(),
        forecast: deck.forecast(now, FORECAST_DAYS, key),
        keys: deck.cards().map(|(id, _)| (id.clone(), key(id))).collect(),
        count: asked.count,
        per_day,
        queue,
        deck,
    }
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
