//! A report as sections of text, lists and tables: what the formats for people have in common. Knows neither a terminal nor Markdown nor HTML.

use super::Look;
use super::count_people;
use crate::cli::columns::count;
use crate::team::report::{Asked, Cell as Chapter, Counts, HELP_TOLD, Person, Report, Room, State, percent};
use crate::ui::glyphs::Glyphs;

/// So many questions are told.
const HARDEST: usize = 10;
/// About so many bytes of a prompt are told.
const PROMPT: usize = 110;
/// So many files that were set aside are named.
const ASIDE: usize = 30;

/// A part of the report.
pub(super) struct Section {
    /// What the part is about, for what a format adds to it.
    pub about: About,
    /// Its heading.
    pub title: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    People,
    Items,
    Matrix,
    Chapters,
    Hardest,
    Sure,
    Help,
    /// The agenda of a room: its place in the report.
    Agenda(usize),
    /// The hands of a room.
    Hands(usize),
    Attendance,
    Parked,
    Aside,
}

/// A piece of a section.
pub(super) enum Block {
    Text(String),
    List(Vec<String>),
    Table(Table),
}

/// A table; every row has as many cells as there are columns.
pub(super) struct Table {
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
pub(super) struct Column {
    pub head: String,
    pub right: bool,
    /// One of many alike, which may be parted where the page is narrow.
    pub many: bool,
}

/// A cell.
#[derive(Clone)]
pub(super) struct Cell {
    pub text: String,
    pub tone: Tone,
}

/// How a cell is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// A share, percent.
    Share(u32),
    /// A state.
    State(State),
}

impl Cell {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), tone: Tone::Plain }
    }
}

fn left(head: &str) -> Column {
    Column { head: head.to_owned(), right: false, many: false }
}

fn right(head: &str) -> Column {
    Column { head: head.to_owned(), right: true, many: false }
}

fn many(head: impl Into<String>) -> Column {
    Column { head: head.into(), right: false, many: true }
}

/// Returns the line below the title.
pub(super) fn subtitle(report: &Report, look: &Look) -> String {
    let mut days: Vec<String> = report.rooms.iter().map(|room| room.began.day(look.offset).iso()).collect();
    days.dedup();
    let results = match report.people.len() {
        0 => Some("no result files".to_owned()),
        1 => Some("1 result file".to_owned()),
        n => Some(format!("{n} result files")),
    };
    let (answered_right, answers) = report.answers();
    let answered = percent(answered_right, answers).map(|share| format!("{share}% of {answers} answers right"));
    let pass = (!report.people.is_empty()).then(|| format!("{}% passes", report.pass));
    let cohort = Some(report.cohort.clone()).filter(|cohort| !cohort.is_empty());
    let people = Some(count_people(report.head_count()));
    let parts = cohort.into_iter().chain(people).chain(results).chain(days).chain(answered).chain(pass);
    parts.collect::<Vec<_>>().join(", ")
}

/// Returns the sections that have something to say.
pub(super) fn sections(report: &Report, look: &Look) -> Vec<Section> {
    let glyphs = &look.glyphs;
    let mut sections = Vec::new();
    let mut add = |about, title: String, blocks: Vec<Block>| {
        if !blocks.is_empty() {
            sections.push(Section { about, title, blocks });
        }
    };
    add(About::People, "How far everybody is".into(), people(report));
    add(About::Help, "Who may like a hand".into(), help(report));
    add(About::Items, "Items".into(), items(report));
    add(About::Matrix, "People and items".into(), matrix(report, glyphs));
    add(About::Chapters, "People and chapters".into(), chapters(report, glyphs));
    add(About::Hardest, "Hardest questions".into(), hardest(report));
    add(About::Sure, "Sure, and wrong".into(), sure(report));
    for (place, room) in report.rooms.iter().enumerate() {
        let day =
            if report.rooms.len() > 1 { format!(", {}", room.began.day(look.offset).iso()) } else { String::new() };
        add(About::Agenda(place), format!("The agenda, planned and as it went{day}"), agenda(room));
        add(About::Hands(place), format!("Hands in the room{day}"), hands(room, glyphs));
        add(About::Attendance, format!("Who was there{day}"), attendance(room, report));
        let parked = (!room.parked.is_empty()).then(|| Block::List(room.parked.clone()));
        add(About::Parked, format!("Parked for later{day}"), parked.into_iter().collect());
    }
    add(About::Aside, "Set aside".into(), aside(report));
    sections
}

fn people(report: &Report) -> Vec<Block> {
    if report.people.is_empty() {
        return Vec::new();
    }
    let row = |person: &Person| {
        let share = percent(person.right, person.answers);
        let passed = match person.passed {
            Some(true) => "passed",
            Some(false) => "not yet",
            None => "no answers",
        };
        let Counts { done, skipped, .. } = person.counts;
        vec![
            Cell::new(&person.name),
            Cell::new(format!("{done} of {}", person.counts.all())),
            Cell::new(if skipped == 0 { String::new() } else { skipped.to_string() }),
            Cell::new(format!("{} of {}", person.right, person.answers)),
            Cell {
                text: share.map_or(String::new(), |share| format!("{share}%")),
                tone: share.map_or(Tone::Plain, Tone::Share),
            },
            Cell::new(passed),
            Cell::new(person.minutes.to_string()),
        ]
    };
    let columns = vec![
        left("Name"),
        right("Items done"),
        right("Left out"),
        right("Right"),
        right("Share"),
        left("Result"),
        right("Minutes"),
    ];
    let mut table = Table { columns, rows: report.people.iter().map(row).collect() };
    if report.people.iter().all(|person| person.counts.skipped == 0) {
        table.columns.remove(2);
        table.rows.iter_mut().for_each(|row| drop(row.remove(2)));
    }
    vec![Block::Table(table)]
}

fn help(report: &Report) -> Vec<Block> {
    if report.help.is_empty() {
        return Vec::new();
    }
    let told = report.help.iter().map(|help| {
        let needs: Vec<String> = help.needs.iter().map(|need| need.told(report)).collect();
        let name = report.people.get(help.person).map_or("", |person| &person.name);
        format!("{name} may like a hand with {}", needs.join(", "))
    });
    vec![Block::List(told.collect()), Block::Text(HELP_TOLD.to_owned())]
}

fn items(report: &Report) -> Vec<Block> {
    if report.items.is_empty() || report.people.is_empty() {
        return Vec::new();
    }
    let rows = report.items.iter().enumerate().map(|(number, item)| {
        vec![
            Cell::new((number + 1).to_string()),
            Cell::new(&item.kind),
            Cell::new(&item.title),
            Cell::new(counts(item.counts)),
            Cell::new(if item.minutes == 0 { String::new() } else { item.minutes.to_string() }),
        ]
    });
    let columns = vec![right("No"), left("Kind"), left("Item"), left("How far"), right("Minutes")];
    let told = "Minutes are the middle of those who spent any.".to_owned();
    vec![Block::Table(Table { columns, rows: rows.collect() }), Block::Text(told)]
}

/// Returns counts in words: `4 done, 1 open`.
fn counts(counts: Counts) -> String {
    let words = [(counts.done, "done"), (counts.begun, "begun"), (counts.skipped, "left out"), (counts.open, "open")];
    let told: Vec<String> = words.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    told.join(", ")
}

fn sign(state: State, glyphs: &Glyphs) -> &'static str {
    match state {
        State::Done => glyphs.done,
        State::Begun => glyphs.started,
        State::Skipped => glyphs.more_right,
        State::Open => glyphs.open,
    }
}

fn legend(glyphs: &Glyphs) -> String {
    let word = |state| match state {
        State::Skipped => "left out",
        _ => State::word(state),
    };
    let signs: Vec<String> =
        State::ALL.iter().map(|state| format!("{} {}", sign(*state, glyphs), word(*state))).collect();
    signs.join(", ")
}

fn matrix(report: &Report, glyphs: &Glyphs) -> Vec<Block> {
    if report.items.is_empty() || report.people.is_empty() {
        return Vec::new();
    }
    let cell = |state: &Option<(State, u32)>| match state {
        Some((state, _)) => Cell { text: sign(*state, glyphs).to_owned(), tone: Tone::State(*state) },
        None => Cell::new(""),
    };
    // Nobody finishes a break.
    let shown: Vec<usize> = (0..report.items.len()).filter(|item| report.items[*item].counts.all() > 0).collect();
    let row = |person: &Person| {
        let states = shown.iter().map(|item| cell(&person.items[*item]));
        std::iter::once(Cell::new(&person.name)).chain(states).collect()
    };
    let numbers = shown.iter().map(|item| many((item + 1).to_string()));
    let columns = std::iter::once(left("Name")).chain(numbers).collect();
    let told = format!("The numbers are those of the items above. {}", legend(glyphs));
    vec![Block::Table(Table { columns, rows: report.people.iter().map(row).collect() }), Block::Text(told)]
}

fn chapters(report: &Report, glyphs: &Glyphs) -> Vec<Block> {
    if report.chapters.is_empty() || report.people.is_empty() {
        return Vec::new();
    }
    let cell = |cell: &Chapter| {
        let state = cell.state().map(|state| sign(state, glyphs));
        let answers = (cell.answers > 0).then(|| format!("{} of {}", cell.right, cell.answers));
        let parts: Vec<String> = state.map(str::to_owned).into_iter().chain(answers).collect();
        Cell { text: parts.join(" "), tone: percent(cell.right, cell.answers).map_or(Tone::Plain, Tone::Share) }
    };
    let row = |person: &Person| {
        std::iter::once(Cell::new(&person.name)).chain(person.chapters.iter().map(cell)).collect::<Vec<_>>()
    };
    let mut rows: Vec<Vec<Cell>> = report.people.iter().map(row).collect();
    let all = report.chapters.iter().map(|chapter| {
        let share = percent(chapter.right, chapter.answers);
        let text = share.map_or(String::new(), |share| format!("{share}% right"));
        Cell { text, tone: share.map_or(Tone::Plain, Tone::Share) }
    });
    rows.push(std::iter::once(Cell::new("Everybody")).chain(all).collect());
    let heads = report.chapters.iter().map(|chapter| many(&chapter.title));
    let columns = std::iter::once(left("Name")).chain(heads).collect();
    let told = format!("Right answers of answers; items: {}.", legend(glyphs));
    vec![Block::Table(Table { columns, rows }), Block::Text(told)]
}

fn hardest(report: &Report) -> Vec<Block> {
    let told = |asked: &Asked| {
        let drawn = asked.drawn.as_ref().map_or(String::new(), |drawn| {
            let verb = match (drawn.left_out, drawn.typed) {
                (true, _) => "left out",
                (_, true) => "wrote",
                _ => "chose",
            };
            format!("; {} {verb} \"{}\"", drawn.people, drawn.what)
        });
        let (wrong, answers) = (asked.wrong(), asked.answers);
        format!("{wrong} of {answers} wrong: {}{drawn}", named(asked))
    };
    let list: Vec<String> = report.hardest().take(HARDEST).map(told).collect();
    if list.is_empty() { Vec::new() } else { vec![Block::List(list)] }
}

fn sure(report: &Report) -> Vec<Block> {
    let told = |asked: &&Asked| format!("{} of {} answers: {}", asked.sure_wrong, asked.answers, named(asked));
    let errors = report.confident_errors();
    let list: Vec<String> = errors.iter().take(HARDEST).map(told).collect();
    if list.is_empty() {
        return Vec::new();
    }
    let why = "What people are sure of and is not so is worth a minute together.".to_owned();
    vec![Block::List(list), Block::Text(why)]
}

/// Returns a question with the beginning of its words, where they are known.
fn named(asked: &Asked) -> String {
    match &asked.prompt {
        Some(prompt) => format!("{} ({})", shortened(prompt), asked.question),
        None => asked.question.clone(),
    }
}

/// Returns the beginning of a text up to a word's end.
fn shortened(text: &str) -> String {
    let fits = |(at, c): &(usize, char)| *at > PROMPT && c.is_whitespace();
    match text.char_indices().find(fits) {
        Some((end, _)) => format!("{} …", text[..end].trim_end_matches([',', ';', ':'])),
        None => text.to_owned(),
    }
}

fn agenda(room: &Room) -> Vec<Block> {
    let rows = room.agenda.iter().map(|line| {
        let more = if line.extended > 0 { format!(" + {}", line.extended) } else { String::new() };
        vec![
            Cell::new(&line.title),
            Cell::new(format!("{}{more}", line.planned)),
            Cell::new(if line.ran > 0 { line.taken().to_string() } else { String::new() }),
            Cell::new(match line.state.word() {
                "skipped" => "left out",
                word => word,
            }),
        ]
    });
    let columns = vec![left("Item"), right("Planned"), right("Took"), left("How it went")];
    let (planned, taken) = room.minutes();
    let end = if room.ended { "" } else { " Its end was not recorded." };
    let sum = format!("{planned} minutes planned, extensions included; it took {taken}.{end}");
    vec![Block::Table(Table { columns, rows: rows.collect() }), Block::Text(sum)]
}

fn hands(room: &Room, glyphs: &Glyphs) -> Vec<Block> {
    let mut blocks = Vec::new();
    for tally in &room.tallies {
        let (all, right_hands) = tally.hands();
        let prompt = tally.prompt.as_deref().map_or_else(|| tally.question.clone(), shortened);
        let share = percent(right_hands, all).map_or(String::new(), |share| format!(", {share}% right"));
        blocks.push(Block::Text(format!("{prompt} ({}{share})", count(all, "hand"))));
        let row = |(text, hands, right): &(String, u32, bool)| {
            let sign = if *right { format!("{} ", glyphs.done) } else { String::new() };
            vec![Cell::new(hands.to_string()), Cell::new(format!("{sign}{text}"))]
        };
        let columns = vec![right("Hands"), left("Answer")];
        blocks.push(Block::Table(Table { columns, rows: tally.options.iter().map(row).collect() }));
    }
    blocks
}

fn attendance(room: &Room, report: &Report) -> Vec<Block> {
    if room.attendance == 0 {
        return Vec::new();
    }
    let there = format!("{} in the room", count_people(room.attendance));
    let names = if room.attended.is_empty() { String::new() } else { format!(": {}", room.attended.join(", ")) };
    let handed_in = format!("; {} handed in a result.", report.people.len());
    vec![Block::Text(format!("{there}{names}{handed_in}"))]
}

fn aside(report: &Report) -> Vec<Block> {
    let mut list: Vec<String> = Vec::new();
    if report.anonymous {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for reason in report.aside.iter().map(|aside| aside.reason.to_string()) {
            match counts.iter_mut().find(|(other, _)| *other == reason) {
                Some((_, times)) => *times += 1,
                None => counts.push((reason, 1)),
            }
        }
        list.extend(counts.into_iter().map(|(reason, times)| format!("{}: {reason}", count(times, "file"))));
    } else {
        list.extend(report.aside.iter().take(ASIDE).map(|aside| format!("{}: {}", aside.source, aside.reason)));
        if report.aside.len() > ASIDE {
            list.push(format!("and {} more", report.aside.len() - ASIDE));
        }
    }
    if list.is_empty() { Vec::new() } else { vec![Block::List(list)] }
}
