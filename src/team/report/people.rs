//! Who did what: each person with every item, every chapter and every answer, and the sums per item and chapter. Must not know the room.

use std::collections::HashMap;

use super::sheet::{Sheet, SheetItem, Sym, Texts};
use super::wording::Lookup;
use super::{ChapterSum, Counts, ItemSum};

/// How far somebody is with an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Done.
    Done,
    /// Begun and not done.
    Begun,
    /// Left out.
    Skipped,
    /// Not begun.
    Open,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Done, Self::Begun, Self::Skipped, Self::Open];

    /// Reads the word of a result file; one that is not known is taken as begun.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.word() == word).unwrap_or(Self::Begun)
    }

    /// Returns the word used in result files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Begun => "begun",
            Self::Skipped => "skipped",
            Self::Open => "open",
        }
    }
}

/// Somebody who handed in a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The name as chosen; `Person 1` where the report is anonymous. No two are the same.
    pub name: String,
    /// Hash of the participant's id: an order that says nothing about names. Never printed.
    pub(super) order: u64,
    /// Items done, of all in their agenda.
    pub counts: Counts,
    /// Minutes in all.
    pub minutes: u32,
    /// Right answers.
    pub right: u32,
    /// Answers.
    pub answers: u32,
    /// Whether the share of right answers reached the pass mark; nothing where nothing was answered.
    pub passed: Option<bool>,
    /// The state and the minutes of each item of [`super::Report::items`]; nothing where their agenda lacked it.
    pub items: Vec<Option<(State, u32)>>,
    /// One for each chapter of [`super::Report::chapters`].
    pub chapters: Vec<Cell>,
    /// Every answer, in the order of their agenda.
    pub given: Vec<Given>,
}

/// One person in one chapter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// Their items that belong to the chapter.
    pub items: Counts,
    /// Right answers.
    pub right: u32,
    /// Answers.
    pub answers: u32,
}

/// One answer of one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Place of the item in [`super::Report::items`], where that has it.
    pub item: Option<u32>,
    /// The question.
    pub question: std::sync::Arc<str>,
    /// Whether it was right.
    pub right: bool,
    /// Whether they were sure, where that was asked.
    pub sure: Option<bool>,
    /// Seconds.
    pub seconds: u32,
}

impl Cell {
    /// Returns the state of the chapter as one: done when every item is done or left out, and at least one is done.
    pub fn state(self) -> Option<State> {
        let Counts { done, begun, skipped, open } = self.items;
        match (done, begun, skipped, open) {
            (0, 0, 0, 0) => None,
            (0, 0, 0, _) => Some(State::Open),
            (0, 0, _, 0) => Some(State::Skipped),
            (_, 0, _, 0) => Some(State::Done),
            _ => Some(State::Begun),
        }
    }
}

/// Sums up the sheets, which are in the order of names.
pub(super) fn sum(
    sheets: &[Sheet],
    texts: &Texts,
    lookup: &Lookup<'_>,
) -> (Vec<ItemSum>, Vec<ChapterSum>, Vec<Person>) {
    let order = items_in_order(sheets);
    let places: HashMap<Sym, usize> = order.iter().enumerate().map(|(place, item)| (item.item, place)).collect();
    let chapters = Chapters::new(sheets, texts, lookup);
    let mut items: Vec<ItemSum> = order.iter().map(|item| item_sum(item, texts)).collect();
    let mut minutes: Vec<Vec<u32>> = vec![Vec::new(); items.len()];
    let mut questions: HashMap<Sym, std::sync::Arc<str>> = HashMap::new();
    let mut names = Names::default();
    let mut people = Vec::with_capacity(sheets.len());
    for sheet in sheets {
        let mut person = Person {
            name: names.label(&sheet.name),
            order: sheet.participant,
            counts: Counts::default(),
            minutes: 0,
            right: 0,
            answers: 0,
            passed: None,
            items: vec![None; items.len()],
            chapters: vec![Cell::default(); chapters.sums.len()],
            given: Vec::with_capacity(sheet.answers.len()),
        };
        for item in &sheet.items {
            let Some(place) = places.get(&item.item).copied().filter(|place| person.items[*place].is_none()) else {
                continue;
            };
            person.items[place] = Some((item.state, item.minutes));
            person.minutes = person.minutes.saturating_add(item.minutes);
            // Nobody finishes a break.
            if texts.get(item.kind) == "break" {
                continue;
            }
            person.counts.add(item.state);
            items[place].counts.add(item.state);
            if item.minutes > 0 {
                minutes[place].push(item.minutes);
            }
            if let Some(chapter) = item.chapter.and_then(|chapter| chapters.place(texts.get(chapter))) {
                person.chapters[chapter].items.add(item.state);
            }
        }
        for answer in &sheet.answers {
            person.answers += 1;
            person.right += u32::from(answer.right);
            if let Some(chapter) = chapters.place(chapter_of(texts.get(answer.question))) {
                let cell = &mut person.chapters[chapter];
                cell.answers += 1;
                cell.right += u32::from(answer.right);
            }
            person.given.push(Given {
                item: places.get(&answer.item).map(|place| *place as u32),
                question: questions.entry(answer.question).or_insert_with(|| texts.get(answer.question).into()).clone(),
                right: answer.right,
                sure: answer.sure,
                seconds: answer.seconds,
            });
        }
        let share = super::percent(person.right, person.answers);
        person.passed = share.map(|share| share >= u32::from(sheet.pass));
        people.push(person);
    }
    for (item, minutes) in items.iter_mut().zip(&mut minutes) {
        minutes.sort_unstable();
        item.minutes = minutes.get(minutes.len() / 2).copied().unwrap_or(0);
    }
    (items, chapters.summed(&people), people)
}

/// Returns every item once: those of the newest result first, as its agenda is the one that counts; others behind the one they follow.
fn items_in_order(sheets: &[Sheet]) -> Vec<SheetItem> {
    let mut newest: Vec<&Sheet> = sheets.iter().collect();
    newest.sort_by_key(|sheet| std::cmp::Reverse(sheet.t));
    let mut order: Vec<SheetItem> = Vec::new();
    let mut known: HashMap<Sym, ()> = HashMap::new();
    for sheet in newest {
        // Nearly all have the same items.
        if sheet.items.iter().all(|item| known.contains_key(&item.item)) {
            continue;
        }
        let mut at = 0;
        for item in &sheet.items {
            match order.iter().position(|other| other.item == item.item) {
                Some(place) => at = place + 1,
                None => {
                    order.insert(at, *item);
                    known.insert(item.item, ());
                    at += 1;
                }
            }
        }
    }
    order
}

fn item_sum(item: &SheetItem, texts: &Texts) -> ItemSum {
    ItemSum {
        item: texts.get(item.item).to_owned(),
        kind: texts.get(item.kind).to_owned(),
        title: texts.get(item.title).to_owned(),
        chapter: item.chapter.map(|chapter| texts.get(chapter).to_owned()),
        counts: Counts::default(),
        minutes: 0,
    }
}

/// Returns the chapter in a question's id.
fn chapter_of(question: &str) -> &str {
    question.split_once('/').map_or("", |(chapter, _)| chapter)
}

/// The chapters that the sheets speak of.
struct Chapters {
    sums: Vec<ChapterSum>,
    places: HashMap<String, usize>,
}

impl Chapters {
    fn new(sheets: &[Sheet], texts: &Texts, lookup: &Lookup<'_>) -> Self {
        let mut seen: HashMap<&str, ()> = HashMap::new();
        let mut found: Vec<&str> = Vec::new();
        for sheet in sheets {
            let of_items = sheet.items.iter().filter_map(|item| item.chapter).map(|chapter| texts.get(chapter));
            let of_answers = sheet.answers.iter().map(|answer| chapter_of(texts.get(answer.question)));
            for chapter in of_items.chain(of_answers).filter(|chapter| !chapter.is_empty()) {
                if seen.insert(chapter, ()).is_none() {
                    found.push(chapter);
                }
            }
        }
        let mut named: Vec<(usize, ChapterSum)> = found
            .into_iter()
            .map(|chapter| {
                // What the course does not have comes behind, in the order in which it was met.
                let (place, title) = (lookup.chapter)(chapter).unwrap_or((usize::MAX, chapter.to_owned()));
                (place, ChapterSum { chapter: chapter.to_owned(), title, right: 0, answers: 0 })
            })
            .collect();
        named.sort_by_key(|(place, _)| *place);
        let sums: Vec<ChapterSum> = named.into_iter().map(|(_, sum)| sum).collect();
        let places = sums.iter().enumerate().map(|(place, sum)| (sum.chapter.clone(), place)).collect();
        Self { sums, places }
    }

    fn place(&self, chapter: &str) -> Option<usize> {
        self.places.get(chapter).copied()
    }

    fn summed(mut self, people: &[Person]) -> Vec<ChapterSum> {
        for (place, sum) in self.sums.iter_mut().enumerate() {
            for cell in people.iter().filter_map(|person| person.chapters.get(place)) {
                sum.right += cell.right;
                sum.answers += cell.answers;
            }
        }
        self.sums
    }
}

/// Makes names that differ: two people may have chosen the same, or none.
#[derive(Default)]
struct Names {
    taken: HashMap<String, u32>,
}

impl Names {
    fn label(&mut self, name: &str) -> String {
        let name = if name.is_empty() { "No name" } else { name };
        loop {
            let count = self.taken.entry(name.to_owned()).or_insert(0);
            *count += 1;
            let label = if *count == 1 { name.to_owned() } else { format!("{name} ({count})") };
            if label == name || !self.taken.contains_key(&label) {
                self.taken.entry(label.clone()).or_insert(1);
                return label;
            }
        }
    }
}
