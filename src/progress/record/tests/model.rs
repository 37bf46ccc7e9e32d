//! The record as slowly and plainly as it can be said: every question is answered by walking over all events again.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::super::*;
use crate::id::{ChapterId, EventId, LessonId, QuestionId};
use crate::progress::event::{Answered, EventKind, Mode, Sat};
use crate::time::{DAY_MS, Day, Offset};

/// Everything a record can be asked, for a handful of lessons and questions.
#[derive(Debug, PartialEq)]
pub struct View {
    lessons: Vec<(LessonId, LessonRecord)>,
    questions: Vec<(QuestionId, QuestionRecord)>,
    missed: BTreeSet<QuestionId>,
    met: Vec<Option<Timestamp>>,
    recent: Vec<Place>,
    bookmarks: Vec<Bookmark>,
    flags: Vec<Flag>,
    answers: Vec<EventId>,
    days: Vec<(Day, u32)>,
    setting: Option<String>,
    sitting: Option<Half>,
}

/// A half sitting: its id, what it is made of, and of each outcome whether it is right; nothing for a skip.
type Half = (EventId, Sat, Vec<(QuestionId, Option<bool>)>);

pub fn lessons() -> Vec<LessonId> {
    ["a/x", "a/y", "b/x"].iter().map(|id| id.parse().unwrap()).collect()
}

pub fn questions() -> Vec<QuestionId> {
    let of = |lesson: LessonId| ["p", "q"].map(|slug| QuestionId::new(&lesson, slug).unwrap());
    lessons().into_iter().flat_map(of).collect()
}

pub fn of_record(record: &Record, now: Timestamp) -> View {
    View {
        lessons: lessons().into_iter().map(|id| (id.clone(), record.lesson(&id))).collect(),
        questions: questions().into_iter().filter_map(|id| Some((id.clone(), record.question(&id)?))).collect(),
        missed: record.missed().into_iter().cloned().collect(),
        met: questions().iter().map(|id| record.last_met(id)).collect(),
        recent: record.recent().collect(),
        bookmarks: record.bookmarks(),
        flags: record.flags(),
        answers: record.clone().answers().map(|answer| answer.event).collect(),
        days: record.days(now, Offset(0)).collect(),
        setting: record.setting("theme").map(str::to_owned),
        sitting: record.half_sitting().map(|half| {
            let right = |reply: &Reply| match reply {
                Reply::Answered { right, .. } => Some(*right),
                Reply::Skipped => None,
            };
            let outcomes = half.outcomes.iter().map(|o| (o.question.clone(), right(&o.reply))).collect();
            (half.id, half.sat, outcomes)
        }),
    }
}

pub fn of_events(events: &[Event], now: Timestamp) -> View {
    let believed = |event: &Event| event.t.0 <= now.0 + DAY_MS;
    let key = |event: &Event| (believed(event), event.t, event.id);
    let by_id: BTreeMap<EventId, &Event> = events.iter().map(|event| (event.id, event)).collect();
    let mut all: Vec<&Event> = by_id.into_values().collect();
    all.sort_by_key(|event| key(event));

    let is_undone = |event: &Event| is_undone(event, &all, &key);
    let resets: Vec<&Event> =
        all.iter().copied().filter(|e| matches!(e.kind, EventKind::Reset { .. }) && !is_undone(e)).collect();
    let is_reset = |event: &Event| {
        let hides = |reset: &&Event| matches!(&reset.kind, EventKind::Reset { chapter } if Some(chapter) == chapter_of(event).as_ref());
        resets.iter().any(|reset| hides(reset) && key(event) < key(reset))
    };
    let live: Vec<&Event> = all.iter().copied().filter(|e| !is_undone(e) && !is_reset(e)).collect();

    let place = |id: &LessonId| {
        let visit = live.iter().rfind(|e| visits(e, id).is_some())?;
        let left = live.iter().rev().find_map(|e| visits(e, id).flatten());
        Some((
            key(visit),
            Place { lesson: id.clone(), at: left.unwrap_or(0), t: visit.t, finished: finished(&live, id).is_some() },
        ))
    };
    let mut recent: Vec<_> = lessons().iter().filter_map(place).collect();
    recent.sort_by_key(|(key, _)| Reverse(*key));
    let questions: Vec<_> =
        questions().into_iter().filter_map(|id| Some((id.clone(), question(&live, &id)?))).collect();
    View {
        lessons: lessons()
            .into_iter()
            .map(|id| {
                let record = LessonRecord {
                    visited: place(&id).map(|(_, place)| place.t),
                    at: live.iter().rev().find_map(|e| visits(e, &id).flatten()),
                    finished: finished(&live, &id),
                    placed: placed(&live, &id),
                };
                (id, record)
            })
            .collect(),
        met: self::questions().iter().map(|id| live.iter().rev().find(|e| is_met(e, id)).map(|e| e.t)).collect(),
        missed: questions.iter().filter(|(_, q)| !q.last_right).map(|(id, _)| id.clone()).collect(),
        questions,
        recent: recent.into_iter().map(|(_, place)| place).collect(),
        bookmarks: bookmarks(&live),
        flags: live
            .iter()
            .filter_map(|e| match &e.kind {
                EventKind::Flagged { subject, note } => Some(Flag { subject: subject.clone(), note: note.clone(), t: e.t }),
                _ => None,
            })
            .collect(),
        answers: live.iter().filter(|e| matches!(e.kind, EventKind::Answered(_))).map(|e| e.id).collect(),
        days: days(live.iter().copied().filter(|e| believed(e)), now),
        setting: live.iter().rev().find_map(|e| match &e.kind {
            EventKind::Set { name, value } if name == "theme" => Some(value.clone()),
            _ => None,
        }),
        sitting: [true, false].into_iter().find_map(|exam| begun(&all, exam, &is_undone, &|e| live.iter().any(|l| l.id == e.id)).and_then(|start| {
            let EventKind::Sat(sat) = &start.kind else { return None };
            let of_reset_chapter = |reset: &&Event| {
                matches!(&reset.kind, EventKind::Reset { chapter } if sat.questions.iter().any(|q| q.lesson().chapter() == *chapter))
            };
            let ends = |e: &&&Event| matches!(e.kind, EventKind::Ended { sitting, .. } if sitting == start.id);
            if live.iter().filter(ends).any(|end| key(end) > key(start)) || is_undone(start) || resets.iter().any(|reset| key(reset) > key(start) && of_reset_chapter(reset)) {
                return None;
            }
            let outcomes: Vec<(QuestionId, Option<bool>)> = live.iter().filter(|e| key(e) > key(start)).filter_map(|e| match &e.kind {
                EventKind::Answered(a) if a.sitting == start.id => Some((a.question.clone(), Some(a.right))),
                EventKind::Skipped { question, sitting } if *sitting == start.id => Some((question.clone(), None)),
                _ => None,
            }).collect();
            // A question is asked once, and once more when it was skipped or, where that does not tell too much, missed.
            let open = sat.terms.is_some() || sat.questions.iter().any(|q| {
                match outcomes.iter().filter(|(done, _)| done == q).map(|(_, right)| *right).collect::<Vec<_>>()[..] {
                    [] | [None] => true,
                    [Some(false)] => sat.mode == Mode::Quiz,
                    _ => false,
                }
            });
            open.then(|| (start.id, sat.clone(), outcomes))
        })),
    }
}

/// Returns the beginning of the sitting that counts: of exams the last one, of others the last in which something was done. One that was
/// undone closes what was begun before it.
fn begun<'a>(
    all: &[&'a Event],
    exam: bool,
    is_undone: &impl Fn(&Event) -> bool,
    is_live: &impl Fn(&Event) -> bool,
) -> Option<&'a Event> {
    let (mut begun, mut fresh): (Option<&Event>, Option<&Event>) = (None, None);
    for event in all {
        match &event.kind {
            EventKind::Sat(sat) if (sat.mode == Mode::Exam) != exam => {}
            EventKind::Sat(_) if exam => begun = Some(event),
            EventKind::Sat(_) if is_undone(event) => (begun, fresh) = (None, None),
            EventKind::Sat(_) => fresh = Some(event),
            EventKind::Answered(Answered { sitting, .. }) | EventKind::Skipped { sitting, .. }
                if is_live(event) && fresh.is_some_and(|fresh| fresh.id == *sitting) =>
            {
                begun = fresh.take();
            }
            EventKind::Ended { sitting, .. } if is_live(event) => {
                begun = begun.filter(|begun| begun.id != *sitting);
                fresh = fresh.filter(|fresh| fresh.id != *sitting);
            }
            _ => {}
        }
    }
    begun
}

/// An event is undone where some `undone` names it that is not itself undone; an `undone` only by a later one.
fn is_undone<K: Ord>(event: &Event, all: &[&Event], key: &impl Fn(&Event) -> K) -> bool {
    all.iter().any(|other| {
        matches!(other.kind, EventKind::Undone { event: target } if target == event.id)
            && (!matches!(event.kind, EventKind::Undone { .. }) || key(other) > key(event))
            && !is_undone(other, all, key)
    })
}

fn chapter_of(event: &Event) -> Option<ChapterId> {
    Some(match &event.kind {
        EventKind::Answered(answered) => answered.question.lesson().chapter(),
        EventKind::Skipped { question, .. } => question.lesson().chapter(),
        EventKind::Opened { lesson }
        | EventKind::Left { lesson, .. }
        | EventKind::Finished { lesson, .. }
        | EventKind::Placed { lesson, .. }
        | EventKind::Bookmarked { lesson, .. } => lesson.chapter(),
        EventKind::Flagged { subject, .. } => {
            return subject
                .parse::<LessonId>()
                .or_else(|_| subject.parse().map(|q: QuestionId| q.lesson()))
                .ok()
                .map(|l| l.chapter());
        }
        EventKind::Undone { .. }
        | EventKind::Reset { .. }
        | EventKind::Set { .. }
        | EventKind::Sat(_)
        | EventKind::Ended { .. } => return None,
    })
}

/// Whether the event opened or left the lesson, and where it was left.
fn visits(event: &Event, id: &LessonId) -> Option<Option<u64>> {
    match &event.kind {
        EventKind::Opened { lesson } if lesson == id => Some(None),
        EventKind::Left { lesson, at } if lesson == id => Some(Some(*at)),
        _ => None,
    }
}

fn finished(live: &[&Event], id: &LessonId) -> Option<Finished> {
    live.iter().rev().find_map(|event| match &event.kind {
        EventKind::Finished { lesson, hash } if lesson == id => Some(Finished { t: event.t, hash: *hash }),
        _ => None,
    })
}

fn placed(live: &[&Event], id: &LessonId) -> Option<Timestamp> {
    live.iter().rev().find_map(|event| match &event.kind {
        EventKind::Placed { lesson, .. } if lesson == id => Some(event.t),
        _ => None,
    })
}

fn is_met(event: &Event, id: &QuestionId) -> bool {
    match &event.kind {
        EventKind::Answered(answered) => answered.question == *id,
        EventKind::Skipped { question, .. } => question == id,
        _ => false,
    }
}

fn question(live: &[&Event], id: &QuestionId) -> Option<QuestionRecord> {
    let answers: Vec<(Timestamp, bool)> = live
        .iter()
        .filter_map(|event| match &event.kind {
            EventKind::Answered(answered) if answered.question == *id => Some((event.t, answered.right)),
            _ => None,
        })
        .collect();
    let (last, last_right) = *answers.last()?;
    let right = answers.iter().filter(|(_, right)| *right).count() as u32;
    Some(QuestionRecord { asked: answers.len() as u32, right, last_right, last })
}

fn bookmarks(live: &[&Event]) -> Vec<Bookmark> {
    let mut list: Vec<Bookmark> = Vec::new();
    for event in live {
        if let EventKind::Bookmarked { lesson, at, on } = &event.kind {
            list.retain(|bookmark| (&bookmark.lesson, &bookmark.at) != (lesson, at));
            if *on {
                list.insert(0, Bookmark { lesson: lesson.clone(), at: *at, t: event.t });
            }
        }
    }
    list
}

fn days<'a>(live: impl Iterator<Item = &'a Event>, now: Timestamp) -> Vec<(Day, u32)> {
    let mut days = BTreeMap::new();
    for event in live.filter(|event| matches!(event.kind, EventKind::Answered(_))) {
        *days.entry(Reverse(event.t.min(now).day(Offset(0)))).or_insert(0) += 1;
    }
    days.into_iter().map(|(day, count)| (day.0, count)).collect()
}
