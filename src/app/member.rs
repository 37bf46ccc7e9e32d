//! Somebody of a team as their progress shows them: where they are in their track, when they were last active, what is due, how well each
//! chapter is known. Derived from a record; nobody is compared. Must not know where records come from.

use crate::app::track::SETTING;
use crate::course::{Chapter, Course};
use crate::id::{LessonId, QuestionId};
use crate::progress::Record;
use crate::review::{Deck, Key};
use crate::time::{Day, Offset, Timestamp};

/// Fewer answered questions of a chapter say nothing about it.
const FEW: usize = 5;
/// A chapter of which less is known today may be worth another look, percent.
const SHAKY: u32 = 60;

/// Somebody of a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The name of their file or folder.
    pub name: String,
    /// Id and title of the track they chose, where the course has it.
    pub track: Option<(String, String)>,
    /// How far they are in it, or in the whole course.
    pub reached: Reached,
    /// The day of the last thing they did.
    pub last: Option<Day>,
    /// Questions due for review.
    pub due: u32,
    /// Answers, and right ones.
    pub answers: (u32, u32),
    /// Every chapter of the course that has lessons.
    pub chapters: Vec<MemberChapter>,
    /// What was wrong in their file; the rest counts.
    pub problems: Vec<String>,
}

/// How many lessons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// Read.
    pub read: usize,
    /// Placed and not read: proven in a placement.
    pub placed: usize,
    /// There are.
    pub written: usize,
}

/// Somebody in one chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberChapter {
    /// The chapter's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How far they are.
    pub reached: Reached,
    /// Its questions that they answered.
    pub answered: usize,
    /// How much of these they would answer rightly today, percent.
    pub known: Option<u32>,
}

/// In which order people stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// Who was active last comes first.
    #[default]
    Active,
    /// By name.
    Name,
}

impl Reached {
    fn of<'a>(record: &Record, lessons: impl IntoIterator<Item = &'a LessonId>) -> Self {
        let mut reached = Self::default();
        for lesson in lessons {
            reached.written += 1;
            if record.is_finished(lesson) {
                reached.read += 1;
            } else if record.is_placed(lesson) {
                reached.placed += 1;
            }
        }
        reached
    }

    /// Returns it in words: `12 of 66 read, 8 placed`.
    pub fn told(self) -> String {
        let placed = if self.placed > 0 { format!(", {} placed", self.placed) } else { String::new() };
        format!("{} of {} read{placed}", self.read, self.written)
    }

    /// Returns how much is read or placed, percent.
    pub fn share(self) -> u32 {
        ((self.read + self.placed) * 100 / self.written.max(1)) as u32
    }
}

impl Member {
    /// Sums a record up. Lines of it that no event of this program is are a problem that is told.
    pub fn of(name: &str, record: &mut Record, course: &Course, (now, offset): (Timestamp, Offset)) -> Self {
        let deck = Deck::of(record, now, offset);
        let record = &*record;
        let has = |question: &QuestionId| if course.has(&question.lesson()) { Key::Unread } else { Key::Gone };
        let due = deck.forecast(now, 1, has).first().copied().unwrap_or(0);
        let track = record.setting(SETTING).and_then(|id| course.track(id));
        let reached = match track {
            Some(track) => Reached::of(record, track.written(course)),
            None => Reached::of(record, course.written()),
        };
        let visited = record.recent().map(|place| place.t.min(now).day(offset)).max();
        let answered = record.days(now, offset).next().map(|(day, _)| day);
        let chapters = course.chapters.iter().filter(|chapter| chapter.written().next().is_some());
        let totals = record.questions().fold((0, 0), |(all, right), (_, one)| (all + one.asked, right + one.right));
        Self {
            name: name.to_owned(),
            track: track.map(|track| (track.id.to_string(), track.title.clone())),
            reached,
            last: visited.max(answered),
            due,
            answers: totals,
            chapters: chapters.map(|chapter| MemberChapter::of(chapter, record, &deck, now)).collect(),
            problems: Vec::new(),
        }
    }

    /// Returns the chapter that may be worth another look: the one least known, where enough was answered to say so.
    pub fn shaky(&self) -> Option<&MemberChapter> {
        let told = self.chapters.iter().filter(|chapter| chapter.answered >= FEW);
        told.filter(|chapter| chapter.known.is_some_and(|known| known < SHAKY)).min_by_key(|chapter| chapter.known)
    }

    /// Returns how long ago they were active, in words.
    pub fn ago(&self, today: Day) -> String {
        match self.last.map(|last| today.0 - last.0) {
            None => "never".to_owned(),
            Some(..=0) => "today".to_owned(),
            Some(1) => "yesterday".to_owned(),
            Some(days) => format!("{days} days ago"),
        }
    }

    /// Returns the words for what they follow.
    pub fn follows(&self) -> &str {
        self.track.as_ref().map_or("the whole course", |(_, title)| title)
    }
}

impl MemberChapter {
    fn of(chapter: &Chapter, record: &Record, deck: &Deck, now: Timestamp) -> Self {
        let own = deck.cards().map(|(question, _)| question).filter(|question| {
            let lesson = question.lesson_str();
            lesson.split_once('/').is_some_and(|(id, _)| id == chapter.id.as_str())
        });
        let mastery = deck.mastery(own, now);
        Self {
            id: chapter.id.to_string(),
            title: chapter.title.clone(),
            reached: Reached::of(record, chapter.written()),
            answered: mastery.answered,
            known: (mastery.answered > 0).then_some((mastery.share * 100.0) as u32),
        }
    }
}

impl Order {
    /// Returns the other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Active => Self::Name,
            Self::Name => Self::Active,
        }
    }

    /// Returns it in words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "by last active",
            Self::Name => "by name",
        }
    }

    /// Puts people in order.
    pub fn sort(self, members: &mut [std::sync::Arc<Member>]) {
        let name = |member: &Member| (member.name.to_lowercase(), member.name.clone());
        members.sort_by(|a, b| match self {
            Self::Active => b.last.cmp(&a.last).then_with(|| name(a).cmp(&name(b))),
            Self::Name => name(a).cmp(&name(b)),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::{Entry, EntryState, Track};
    use crate::id::EventId;
    use crate::progress::{Answered, Event, EventKind, Mode, RawJson};
    use crate::time::DAY_MS;

    const NOW: Timestamp = Timestamp(1_795_176_000_000);
    const UTC: Offset = Offset(0);

    fn course() -> Course {
        let entry = |id: &str| Entry { id: id.parse().unwrap(), state: EntryState::Written, brief: None };
        let chapter = |id: &str, lessons: &[&str]| Chapter {
            id: id.parse().unwrap(),
            title: id.to_uppercase(),
            promise: String::new(),
            entries: lessons.iter().map(|lesson| entry(lesson)).collect(),
        };
        let track = Track {
            id: "short".parse().unwrap(),
            title: "The short way".to_owned(),
            promise: String::new(),
            lessons: vec!["a/x".parse().unwrap(), "b/z".parse().unwrap()],
        };
        let chapters = vec![chapter("a", &["a/x", "a/y"]), chapter("b", &["b/z"]), chapter("c", &[])];
        Course { chapters, tracks: vec![track], ..Course::default() }
    }

    fn answer(question: &str, right: bool) -> EventKind {
        EventKind::Answered(Answered {
            question: question.parse().unwrap(),
            key: 0,
            shown: vec![],
            chosen: RawJson::of(&()).unwrap(),
            right,
            confidence: None,
            seconds: 1,
            mode: Mode::Quiz,
            sitting: EventId(0),
        })
    }

    fn record(events: Vec<(i64, EventKind)>) -> Record {
        let mut record = Record::new(NOW);
        for (id, (days_ago, kind)) in events.into_iter().enumerate() {
            record.apply(&Event { id: EventId(id as u128), t: Timestamp(NOW.0 - days_ago * DAY_MS), kind });
        }
        record
    }

    #[test]
    fn where_somebody_is() {
        let lesson = |id: &str| id.parse::<LessonId>().unwrap();
        let mut events = vec![
            (9, EventKind::Set { name: "track".to_owned(), value: "short".to_owned() }),
            (9, EventKind::Finished { lesson: lesson("a/x"), hash: 1 }),
            (4, EventKind::Opened { lesson: lesson("b/z") }),
        ];
        events.extend((0..6).map(|number| (5, answer(&format!("a/x#q{number}"), number > 3))));
        let member = Member::of("ann", &mut record(events), &course(), (NOW, UTC));
        assert_eq!(member.follows(), "The short way");
        assert_eq!(member.reached, Reached { read: 1, placed: 0, written: 2 });
        assert_eq!(member.ago(NOW.day(UTC)), "4 days ago");
        assert_eq!((member.answers, member.chapters.len()), ((6, 2), 2));
        assert!(member.due >= 4, "what was wrong is due: {}", member.due);
        let shaky = member.shaky().unwrap();
        assert_eq!((shaky.id.as_str(), shaky.answered), ("a", 6));
    }

    #[test]
    fn nothing_yet_and_a_track_that_is_gone() {
        let gone = EventKind::Set { name: "track".to_owned(), value: "gone".to_owned() };
        for events in [vec![], vec![(1, gone)]] {
            let member = Member::of("bo", &mut record(events), &course(), (NOW, UTC));
            assert_eq!((member.follows(), member.reached.written, member.due), ("the whole course", 3, 0));
            assert_eq!((member.ago(NOW.day(UTC)).as_str(), member.shaky()), ("never", None));
        }
    }

    #[test]
    fn orders() {
        let member = |name: &str, last: Option<i64>| {
            let mut member = Member::of(name, &mut record(vec![]), &course(), (NOW, UTC));
            member.last = last.map(Day);
            std::sync::Arc::new(member)
        };
        let mut all = vec![member("Cy", None), member("ann", Some(3)), member("Bo", Some(9)), member("dev", Some(3))];
        let names = |all: &[std::sync::Arc<Member>]| all.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
        Order::Active.sort(&mut all);
        assert_eq!(names(&all), ["Bo", "ann", "dev", "Cy"]);
        Order::Active.other().sort(&mut all);
        assert_eq!(names(&all), ["ann", "Bo", "Cy", "dev"]);
    }
}
