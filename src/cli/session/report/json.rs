//! A report as one JSON document. The fields are told in docs/sessions.md and may only be added to; `version` is raised where one changes
//! its meaning.

use serde::Serialize;

use crate::team::report::{Aside, Asked, ChapterSum, Counts, ItemSum, Need, Person, Report, Room, percent};

/// The version of this document.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    version: u32,
    session: &'a str,
    title: &'a str,
    cohort: &'a str,
    pass: u8,
    anonymous: bool,
    head_count: usize,
    people: Vec<PersonOut<'a>>,
    items: Vec<ItemOut<'a>>,
    chapters: Vec<ChapterOut<'a>>,
    questions: Vec<QuestionOut<'a>>,
    may_like_a_hand: Vec<HelpOut<'a>>,
    rooms: Vec<RoomOut<'a>>,
    set_aside: Vec<AsideOut<'a>>,
}

#[derive(Serialize)]
struct PersonOut<'a> {
    name: &'a str,
    #[serde(flatten)]
    counts: CountsOut,
    minutes: u32,
    right: u32,
    answers: u32,
    percent: Option<u32>,
    passed: Option<bool>,
    items: Vec<StateOut<'a>>,
    chapters: Vec<CellOut<'a>>,
    given: Vec<GivenOut<'a>>,
}

#[derive(Serialize)]
struct CountsOut {
    done: u32,
    begun: u32,
    skipped: u32,
    open: u32,
}

#[derive(Serialize)]
struct StateOut<'a> {
    item: &'a str,
    state: &'static str,
    minutes: u32,
}

#[derive(Serialize)]
struct CellOut<'a> {
    chapter: &'a str,
    #[serde(flatten)]
    counts: CountsOut,
    right: u32,
    answers: u32,
}

#[derive(Serialize)]
struct GivenOut<'a> {
    item: Option<&'a str>,
    question: &'a str,
    right: bool,
    confidence: Option<&'static str>,
    seconds: u32,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    item: &'a str,
    kind: &'a str,
    title: &'a str,
    chapter: Option<&'a str>,
    #[serde(flatten)]
    counts: CountsOut,
    minutes: u32,
}

#[derive(Serialize)]
struct ChapterOut<'a> {
    chapter: &'a str,
    title: &'a str,
    right: u32,
    answers: u32,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    question: &'a str,
    prompt: Option<&'a str>,
    answers: u32,
    right: u32,
    sure_and_wrong: u32,
    unsure_and_right: u32,
    drawn: Option<DrawnOut<'a>>,
}

#[derive(Serialize)]
struct DrawnOut<'a> {
    what: &'a str,
    left_out: bool,
    people: u32,
}

#[derive(Serialize)]
struct HelpOut<'a> {
    name: &'a str,
    with: Vec<NeedOut<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum NeedOut<'a> {
    Chapter { chapter: &'a str, right: u32, answers: u32 },
    Questions { right: u32, answers: u32 },
    Sure { wrong: u32 },
    Items { done: u32, of: u32 },
}

#[derive(Serialize)]
struct RoomOut<'a> {
    began: i64,
    ended: bool,
    cohort: &'a str,
    attendance: usize,
    attended: &'a [String],
    agenda: Vec<LineOut<'a>>,
    hands: Vec<TallyOut<'a>>,
    parked: &'a [String],
}

#[derive(Serialize)]
struct LineOut<'a> {
    item: &'a str,
    kind: &'a str,
    title: &'a str,
    planned: u32,
    extended: u32,
    taken: u64,
    state: &'static str,
}

#[derive(Serialize)]
struct TallyOut<'a> {
    question: &'a str,
    prompt: Option<&'a str>,
    options: Vec<OptionOut<'a>>,
}

#[derive(Serialize)]
struct OptionOut<'a> {
    text: &'a str,
    hands: u32,
    right: bool,
}

#[derive(Serialize)]
struct AsideOut<'a> {
    file: Option<&'a str>,
    reason: &'static str,
    told: String,
}

/// Returns the document.
///
/// # Errors
/// There are none for a report; JSON holds all of it.
pub(super) fn of(report: &Report) -> Result<String, serde_json::Error> {
    let document = Document {
        format: "seaworthy-report",
        version: VERSION,
        session: &report.session,
        title: &report.title,
        cohort: &report.cohort,
        pass: report.pass,
        anonymous: report.anonymous,
        head_count: report.head_count(),
        people: report.people.iter().map(|person| person_out(person, report)).collect(),
        items: report.items.iter().map(item_out).collect(),
        chapters: report.chapters.iter().map(chapter_out).collect(),
        questions: report.questions.iter().map(question_out).collect(),
        may_like_a_hand: helps(report),
        rooms: report.rooms.iter().map(room_out).collect(),
        set_aside: report.aside.iter().map(aside_out).collect(),
    };
    serde_json::to_string_pretty(&document).map(|text| text + "\n")
}

fn counts(counts: Counts) -> CountsOut {
    let Counts { done, begun, skipped, open } = counts;
    CountsOut { done, begun, skipped, open }
}

fn person_out<'a>(person: &'a Person, report: &'a Report) -> PersonOut<'a> {
    let items = report.items.iter().zip(&person.items).filter_map(|(item, state)| {
        state.map(|(state, minutes)| StateOut { item: &item.item, state: state.word(), minutes })
    });
    let chapters = report.chapters.iter().zip(&person.chapters).map(|(chapter, cell)| CellOut {
        chapter: &chapter.chapter,
        counts: counts(cell.items),
        right: cell.right,
        answers: cell.answers,
    });
    let given = person.given.iter().map(|given| GivenOut {
        item: given.item.and_then(|item| report.items.get(item as usize)).map(|item| item.item.as_str()),
        question: &given.question,
        right: given.right,
        confidence: given.sure.map(|sure| if sure { "sure" } else { "unsure" }),
        seconds: given.seconds,
    });
    PersonOut {
        name: &person.name,
        counts: counts(person.counts),
        minutes: person.minutes,
        right: person.right,
        answers: person.answers,
        percent: percent(person.right, person.answers),
        passed: person.passed,
        items: items.collect(),
        chapters: chapters.collect(),
        given: given.collect(),
    }
}

fn item_out(item: &ItemSum) -> ItemOut<'_> {
    ItemOut {
        item: &item.item,
        kind: &item.kind,
        title: &item.title,
        chapter: item.chapter.as_deref(),
        counts: counts(item.counts),
        minutes: item.minutes,
    }
}

fn chapter_out(chapter: &ChapterSum) -> ChapterOut<'_> {
    ChapterOut { chapter: &chapter.chapter, title: &chapter.title, right: chapter.right, answers: chapter.answers }
}

fn question_out(asked: &Asked) -> QuestionOut<'_> {
    QuestionOut {
        question: &asked.question,
        prompt: asked.prompt.as_deref(),
        answers: asked.answers,
        right: asked.right,
        sure_and_wrong: asked.sure_wrong,
        unsure_and_right: asked.unsure_right,
        drawn: asked.drawn.as_ref().map(|drawn| DrawnOut {
            what: &drawn.what,
            left_out: drawn.left_out,
            people: drawn.people,
        }),
    }
}

fn helps(report: &Report) -> Vec<HelpOut<'_>> {
    let need = |need: &Need| match *need {
        Need::Chapter(chapter, right, answers) => {
            let chapter = report.chapters.get(chapter).map_or("", |chapter| chapter.chapter.as_str());
            NeedOut::Chapter { chapter, right, answers }
        }
        Need::Questions(right, answers) => NeedOut::Questions { right, answers },
        Need::Sure(wrong) => NeedOut::Sure { wrong },
        Need::Items(done, of) => NeedOut::Items { done, of },
    };
    let helps = report.help.iter().filter_map(|help| {
        let name = &report.people.get(help.person)?.name;
        Some(HelpOut { name, with: help.needs.iter().map(need).collect() })
    });
    helps.collect()
}

fn room_out(room: &Room) -> RoomOut<'_> {
    let agenda = room.agenda.iter().map(|line| LineOut {
        item: &line.item,
        kind: &line.kind,
        title: &line.title,
        planned: line.planned,
        extended: line.extended,
        taken: line.taken(),
        state: line.state.word(),
    });
    let hands = room.tallies.iter().map(|tally| TallyOut {
        question: &tally.question,
        prompt: tally.prompt.as_deref(),
        options: tally
            .options
            .iter()
            .map(|(text, hands, right)| OptionOut { text, hands: *hands, right: *right })
            .collect(),
    });
    RoomOut {
        began: room.began.0,
        ended: room.ended,
        cohort: &room.cohort,
        attendance: room.attendance,
        attended: &room.attended,
        agenda: agenda.collect(),
        hands: hands.collect(),
        parked: &room.parked,
    }
}

fn aside_out(aside: &Aside) -> AsideOut<'_> {
    AsideOut {
        file: Some(aside.source.as_str()).filter(|source| !source.is_empty()),
        reason: aside.reason.word(),
        told: aside.reason.to_string(),
    }
}
