//! A desk to try the tutor at: keys in, whole screen out, no terminal, no disk, a fixed clock and a fixed seed. Effects are done at
//! once; what would be written is kept in lists that a test can look at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use seaworthy::app::key::Key;
use seaworthy::app::keymap::{Keymap, Overrides};
use seaworthy::app::screens::quiz;
use seaworthy::app::{App, Effect, Msg, Opening, Start};
use seaworthy::content::{Library, search, session_file};
use seaworthy::id::EventId;
use seaworthy::progress::{Event, Record};
use seaworthy::runtime::{check, due, team};
use seaworthy::settings::Settings;
use seaworthy::team::result::Making;
use seaworthy::team::{ResultFile, RoomEvent};
use seaworthy::time::{Day, Offset, Timestamp};
use seaworthy::ui::highlight::Highlighter;
use seaworthy::ui::theme::{self, Theme};
use seaworthy::ui::{self, View};

/// The desk's moment: 2026-11-20, noon, UTC.
pub fn noon() -> Timestamp {
    Timestamp(Day::from_civil(2026, 11, 20).0 * 86_400_000 + 43_200_000)
}

/// Returns a path below tests/fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("the fixture is there") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// What a desk is made of; the defaults are 80x24, the fixture course, the default theme, and a log in which the tour was read.
pub struct Setup {
    library: Library,
    size: (u16, u16),
    log: String,
    opening: Opening,
    theme: &'static str,
    ascii: bool,
    keys: Overrides,
    slow: bool,
    /// What lies in the folder in which the tutor was started.
    project: tempfile::TempDir,
    now: Timestamp,
    salt: u128,
    /// Pages are read when they are asked for, so the folder lives as long as the desk.
    folder: Option<tempfile::TempDir>,
}

impl Setup {
    /// The course of the fixtures: tests/fixtures/desk, or any other course or file.
    pub fn of(path: &Path) -> Self {
        Self::with(Library::open(path).expect("the fixture opens"))
    }

    /// The course of tests/fixtures/desk.
    pub fn fixture() -> Self {
        Self::of(&fixture("desk"))
    }

    /// A copy of the course of tests/fixtures/desk with some of its files changed, as paths and what they hold; an empty one is taken away.
    /// For courses that `content check` would not let pass.
    pub fn altered(changes: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&fixture("desk"), folder.path());
        for (path, text) in changes {
            let path = folder.path().join(path);
            if text.is_empty() { std::fs::remove_file(path) } else { std::fs::write(path, text) }.expect("a change");
        }
        let course = Self::of(folder.path());
        Self { folder: Some(folder), ..course }
    }

    /// The course of the fixtures with a lesson that is listed and not there, `open-sea/missing`.
    pub fn with_a_missing_lesson() -> Self {
        let chapter = "title = \"On the open sea\"\npromise = \"P.\"\nlessons = [\"missing\", \"last\"]\n";
        Self::altered(&[("lessons/open-sea/chapter.toml", chapter)])
    }

    /// The stock course.
    pub fn stock() -> Self {
        Self::with(Library::stock(&[]).expect("the stock course opens"))
    }

    fn with(library: Library) -> Self {
        let opening = Opening::Home;
        let keys = Overrides::new();
        let (log, theme) = (seen_tour(), theme::DEFAULT);
        Self {
            library,
            size: (80, 24),
            log,
            opening,
            theme,
            ascii: false,
            keys,
            slow: false,
            project: tempfile::tempdir().expect("a folder"),
            now: noon(),
            salt: 7,
            folder: None,
        }
    }

    /// Starts the tutor in a folder with a project of tests/fixtures/projects.
    pub fn project(self, name: &str) -> Self {
        copy(&fixture("projects").join(name), self.project.path());
        self
    }

    /// Adds a file to that folder.
    pub fn file(self, path: &str, text: &str) -> Self {
        std::fs::write(self.project.path().join(path), text).expect("a file");
        self
    }

    /// Sets columns and rows.
    pub fn size(self, columns: u16, rows: u16) -> Self {
        Self { size: (columns, rows), ..self }
    }

    /// Sets the lines of the log.
    pub fn log(self, lines: impl Into<String>) -> Self {
        Self { log: lines.into(), ..self }
    }

    /// Starts a minute after another desk was left, with what was written there.
    pub fn after(self, desk: &Desk) -> Self {
        let log = seen_tour() + &desk.written.iter().map(|event| event.to_line() + "\n").collect::<String>();
        // Ids of its own: an event with an id that is known is taken for the same event.
        Self { log, now: Timestamp(desk.now.0 + 60_000), salt: 8, ..self }
    }

    /// Opens a page, by what a person types.
    pub fn at(self, page: &str) -> Self {
        let opening = Opening::Page(self.library.find(page).expect("the page exists"), None);
        self.opening(opening)
    }

    /// Opens all questions of a lesson.
    pub fn quiz(self, lesson: &str) -> Self {
        let id = self.library.find(lesson).expect("the lesson exists");
        self.opening(Opening::Quiz(quiz::Request::lesson(id)))
    }

    /// Takes part in a session, given by its file's text.
    pub fn session(mut self, text: &str) -> Self {
        let (agenda, found) = session_file::parse("team.toml", "team", text, &self.library);
        assert_eq!(found, []);
        let agenda = agenda.expect("the session is sound");
        session_file::add_texts(&mut self.library, &agenda);
        self.opening(Opening::Agenda(Arc::new(agenda)))
    }

    /// Opens something.
    pub fn opening(self, opening: Opening) -> Self {
        Self { opening, ..self }
    }

    /// Takes another theme.
    pub fn theme(self, theme: &'static str) -> Self {
        Self { theme, ..self }
    }

    /// Draws with ASCII signs.
    pub fn ascii(self) -> Self {
        Self { ascii: true, ..self }
    }

    /// Gives an action other keys.
    pub fn key(mut self, action: &str, key: &str) -> Self {
        self.keys.insert(action.to_owned(), vec![key.to_owned()]);
        self
    }

    /// Reads only the beginning of long pages; the rest comes with [`Desk::let_in`].
    pub fn slow(self) -> Self {
        Self { slow: true, ..self }
    }

    /// Starts the tutor and draws its first screen.
    pub fn desk(self) -> Desk {
        let (keymap, errors) = Keymap::new(&self.keys);
        assert_eq!(errors, []);
        let start = Start {
            course: self.library.course().clone(),
            record: Record::from_log(self.log.as_bytes(), self.now),
            settings: Settings::default(),
            keymap,
            size: self.size,
            offset: Offset(0),
            ascii: self.ascii,
            themes: theme::names().into_iter().map(str::to_owned).collect(),
            default_theme: self.theme.to_owned(),
            salt: self.salt,
            open: self.opening,
        };
        let (app, opening) = App::new(start);
        let theme = Theme::named(self.theme).expect("the theme is sound");
        let mut desk = Desk {
            app,
            written: Vec::new(),
            handed: Vec::new(),
            copied: Vec::new(),
            recorded: Vec::new(),
            log_of_session: None,
            saved: 0,
            left: false,
            cursor: None,
            library: self.library,
            _folder: self.folder,
            slow: self.slow,
            project: self.project,
            later: Vec::new(),
            view: View::new(theme, self.ascii),
            highlighter: Highlighter::new(),
            buffer: Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1)),
            now: self.now,
        };
        let effects = desk.app.start(opening, desk.now);
        desk.perform(effects);
        desk.draw();
        desk
    }
}

/// The tutor on a desk.
pub struct Desk {
    /// The tutor.
    pub app: App,
    /// What was written to the log.
    pub written: Vec<Event>,
    /// Results that were written.
    pub handed: Vec<ResultFile>,
    /// What was written to the log of a session, and where.
    pub recorded: Vec<RoomEvent>,
    /// Where the session is recorded.
    pub log_of_session: Option<PathBuf>,
    /// What was copied.
    pub copied: Vec<String>,
    /// How often the settings were saved.
    pub saved: usize,
    /// Whether the tutor wants to leave.
    pub left: bool,
    /// Where the text cursor stands.
    pub cursor: Option<(u16, u16)>,
    library: Library,
    _folder: Option<tempfile::TempDir>,
    slow: bool,
    project: tempfile::TempDir,
    later: Vec<Effect>,
    view: View,
    highlighter: Highlighter,
    buffer: Buffer,
    now: Timestamp,
}

impl Desk {
    /// The stock course for someone who has seen the tour: home comes first.
    pub fn home(columns: u16, rows: u16) -> Self {
        Setup::stock().size(columns, rows).desk()
    }

    /// A page of the stock course.
    pub fn page(columns: u16, rows: u16, id: &str) -> Self {
        Setup::stock().size(columns, rows).log("").at(id).desk()
    }

    /// A page of the fixture course.
    pub fn at(columns: u16, rows: u16, id: &str) -> Self {
        Setup::fixture().size(columns, rows).at(id).desk()
    }

    /// All questions of a lesson of the fixture course.
    pub fn quiz(columns: u16, rows: u16, lesson: &str) -> Self {
        Setup::fixture().size(columns, rows).quiz(lesson).desk()
    }

    /// How much was parsed so far: tables of contents, front matter, pages, quizzes.
    pub fn parsed(&self) -> [usize; 4] {
        let parsed = self.library.parsed();
        [&parsed.tables, &parsed.metas, &parsed.pages, &parsed.quizzes].map(|count| count.load(Ordering::Relaxed))
    }

    /// Lets the rest of long pages come in.
    pub fn let_in(&mut self) -> &mut Self {
        self.slow = false;
        let later = std::mem::take(&mut self.later);
        self.perform(later);
        self.draw();
        self
    }

    /// What was written to the log, one line each without id, time and version.
    pub fn log(&self) -> String {
        let short = |event: &Event| {
            let line = event.to_line();
            let at = line.find("\"kind\"").expect("an event has a kind");
            line[at..].trim_end().trim_end_matches('}').replace('"', "") + "\n"
        };
        self.written.iter().map(short).collect()
    }

    /// The words of the log's events, in order.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.written.iter().map(|event| event.kind.word()).collect()
    }

    /// Presses keys one by one, names as in the keymap, separated by blanks; `text:abc` types letters. Draws after each.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            if let Some(text) = word.strip_prefix("text:") {
                for c in text.chars() {
                    let name = if c == '_' { "space".to_owned() } else { c.to_string() };
                    self.send(Msg::Key(name.parse::<Key>().expect("a key")));
                }
                continue;
            }
            self.send(Msg::Key(word.parse::<Key>().unwrap_or_else(|error| panic!("{error}"))));
        }
        self
    }

    /// Hands over a message, one second after the last.
    pub fn send(&mut self, msg: Msg) -> &mut Self {
        self.now.0 += 1000;
        let effects = self.app.update(msg, self.now);
        self.perform(effects);
        self.draw();
        self
    }

    /// Lets time go by with nothing pressed; negative sets the clock back.
    pub fn wait(&mut self, seconds: i64) -> &mut Self {
        self.set_clock(seconds * 1000 - 1000).send(Msg::Tick)
    }

    /// Lets so many seconds pass, as the loop does while a session runs; draws at the end.
    pub fn pass(&mut self, seconds: u32) -> &mut Self {
        for _ in 0..seconds {
            self.now.0 += 1000;
            let effects = self.app.update(Msg::Tick, self.now);
            self.perform(effects);
        }
        self.draw();
        self
    }

    /// Sets the clock, as somebody might.
    pub fn set_clock(&mut self, by: i64) -> &mut Self {
        self.now.0 += by;
        self
    }

    /// Makes the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.send(Msg::Resize(columns, rows))
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let answer = self.effect(effect);
            for msg in answer {
                let more = self.app.update(msg, self.now);
                self.perform(more);
            }
        }
    }

    fn effect(&mut self, effect: Effect) -> Vec<Msg> {
        match effect {
            Effect::LoadRest(_) if self.slow => self.later.push(effect),
            Effect::Check if self.slow => {
                self.later.push(effect);
                self.slow = false;
            }
            Effect::Check => return vec![Msg::Checked(check::checked(self.project.path()))],
            Effect::ReadTeam(folder) => {
                let mut news = Vec::new();
                let read = team::read(&folder, &self.library, (self.now, self.app.offset), &mut |arrived| {
                    news.push(Msg::Team(Ok(arrived)));
                    true
                });
                news.extend(read.err().map(|problem| Msg::Team(Err(problem))));
                return news;
            }
            Effect::LoadPage(id) | Effect::LoadRest(id) => {
                let read = if self.slow { self.library.page_start(&id) } else { self.library.page(&id) };
                return vec![Msg::Page(id, read.map(Arc::new).map_err(|error| error.to_string()))];
            }
            Effect::LoadMetas(ids) => {
                let metas = ids.into_iter().filter_map(|id| self.library.meta(&id).ok().map(|meta| (id, meta)));
                return vec![Msg::Metas(metas.collect())];
            }
            Effect::LoadQuestions(ids) => {
                let questions = ids.iter().flat_map(|id| self.library.questions(id).unwrap_or_default());
                return vec![Msg::Questions(questions.collect())];
            }
            Effect::LoadGlossary => return vec![Msg::Glossary(Arc::new(self.library.glossary().unwrap_or_default()))],
            Effect::Explain(id, source) => {
                let reasons = self.library.why(id.chapter_str(), &source);
                return vec![Msg::Explained(source, reasons)];
            }
            Effect::CountDue(revision, count) => {
                let per_day = self.app.settings.review_per_day.map(|most| most as usize);
                let asked = due::Asked { per_day, count };
                let mut record = self.app.record.clone();
                let counted = due::count(&self.library, &mut record, (self.now, self.app.offset), asked);
                return vec![Msg::Due(revision, Box::new(counted))];
            }
            Effect::SearchText(query) => {
                let hits = search::text(&self.library, &query, 50);
                return vec![Msg::Found(query, hits)];
            }
            Effect::MakeResult(agenda, name) => {
                let lines: String = self.written.iter().map(|event| event.to_line() + "\n").collect();
                let making = Making {
                    agenda: &agenda,
                    log: lines.as_bytes(),
                    name: &name,
                    fresh: EventId(0),
                    now: self.now,
                    former: self.app.record.aliases(),
                };
                return vec![Msg::Made(Ok(Box::new(making.result())))];
            }
            Effect::WriteResult(result) => self.handed.push(*result),
            Effect::RecordTo(path) => self.log_of_session = Some(path),
            Effect::Record(event) => self.recorded.push(event),
            Effect::Append(event) => self.written.push(event),
            Effect::Copy(text) => self.copied.push(text),
            Effect::SaveSettings => self.saved += 1,
            Effect::Quit => self.left = true,
        }
        Vec::new()
    }

    fn draw(&mut self) {
        let name = self.app.settings.theme.as_ref().unwrap_or(&self.app.default_theme).clone();
        self.view.use_theme(&name);
        self.buffer = Buffer::empty(Rect::new(0, 0, self.app.size.0, self.app.size.1));
        let frame = ui::draw(&self.app, &mut self.view, &mut self.buffer);
        self.cursor = frame.cursor;
        self.app.drawn(frame.drawn);
        for job in self.view.take_jobs() {
            self.view.done(job.run(&self.highlighter));
        }
    }

    /// Draws on cells of another size than the tutor knows of: the terminal changed, and the message is still on its way.
    pub fn draw_early(&mut self, columns: u16, rows: u16) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let frame = ui::draw(&self.app, &mut self.view, &mut buffer);
        self.app.drawn(frame.drawn);
    }

    /// Returns the screen in two planes: the text, then the same cells with a letter for each style, and what the letters mean. A changed
    /// colour is a changed line.
    pub fn screen(&mut self) -> String {
        // Colours that came in after the last drawing are part of the picture.
        self.draw();
        let area = self.buffer.area;
        let mut letters: BTreeMap<String, char> = BTreeMap::new();
        let mut free = ('a'..='z').chain('A'..='Z');
        let (mut text, mut styles) = (String::new(), String::new());
        for y in 0..area.height {
            let (mut line, mut plane) = (String::new(), String::new());
            let mut x = 0;
            while x < area.width {
                let cell = &self.buffer[(x, y)];
                let name = name_of(cell.style());
                let letter = if name.is_empty() {
                    '.'
                } else {
                    *letters.entry(name).or_insert_with(|| free.next().unwrap_or('?'))
                };
                line.push_str(cell.symbol());
                plane.push(letter);
                x += (ui::wrap::width(cell.symbol()).max(1)) as u16;
            }
            text.push_str(line.trim_end());
            text.push('\n');
            styles.push_str(plane.trim_end_matches('.'));
            styles.push('\n');
        }
        let mut legend: Vec<_> = letters.into_iter().collect();
        legend.sort_by_key(|(_, letter)| *letter);
        let legend: String = legend.into_iter().map(|(name, letter)| format!("{letter} {name}\n")).collect();
        format!("{text}----\n{styles}----\n{legend}")
    }

    /// Returns the text plane alone.
    pub fn text(&mut self) -> String {
        let screen = self.screen();
        screen.split_once("----\n").map(|(text, _)| text.to_owned()).unwrap_or_default()
    }

    /// Returns a line of the text plane, counted from 0; a negative number counts from the last.
    pub fn row(&mut self, number: isize) -> String {
        let text = self.text();
        let rows = text.lines().count();
        let at = if number < 0 { rows.saturating_add_signed(number) } else { number as usize };
        text.lines().nth(at).unwrap_or_default().to_owned()
    }

    /// Returns the bottom line.
    pub fn footer(&mut self) -> String {
        self.row(-1)
    }

    /// Returns the line above the footer, where toasts and prompts are.
    pub fn toast(&mut self) -> String {
        self.row(-2)
    }

    /// Returns the text of the cells that have a style.
    pub fn styled(&mut self, wanted: &str) -> String {
        self.draw();
        let cells = self.buffer.content.iter();
        cells.filter(|cell| name_of(cell.style()) == wanted).map(|cell| cell.symbol()).collect()
    }
}

fn name_of(style: Style) -> String {
    let mut words = Vec::new();
    let colour = |colour: ratatui::style::Color| colour.to_string().to_lowercase();
    words.extend(style.fg.map(colour).filter(|name| name != "reset"));
    words.extend(style.bg.map(colour).filter(|name| name != "reset").map(|name| format!("on {name}")));
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underline"),
        (Modifier::REVERSED, "reverse"),
        (Modifier::CROSSED_OUT, "struck"),
    ] {
        if style.add_modifier.contains(modifier) {
            words.push(name.to_owned());
        }
    }
    words.join(" ")
}

/// Returns a log in which only the tour was read.
pub fn seen_tour() -> String {
    line(2, r#""kind":"opened","lesson":"tour/tour""#)
        + &line(1, r#""kind":"finished","lesson":"tour/tour","hash":"0000000000000001""#)
}

/// Returns one line of a log, `n` minutes before noon.
pub fn line(n: i64, rest: &str) -> String {
    format!("{{\"id\":\"{:032x}\",\"t\":{},\"v\":1,{rest}}}\n", 1000 + n, noon().0 - n * 60_000)
}
