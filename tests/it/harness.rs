//! A desk to try the tutor at: keys in, whole screen out, no terminal, no disk, a fixed clock and a fixed seed. Effects are done at
//! once; what would be written is kept in lists that a test can look at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use seaworthy::app::key::Key;
use seaworthy::app::keymap::{Keymap, Overrides};
use seaworthy::app::{App, Effect, Msg, Opening, Start};
use seaworthy::content::{Library, search};
use seaworthy::progress::{Event, Record};
use seaworthy::settings::Settings;
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

/// The tutor on a desk.
pub struct Desk {
    /// The tutor.
    pub app: App,
    /// What was written to the log.
    pub written: Vec<Event>,
    /// What was copied.
    pub copied: Vec<String>,
    /// How often the settings were saved.
    pub saved: usize,
    /// Whether the tutor wants to leave.
    pub left: bool,
    library: Library,
    view: View,
    highlighter: Highlighter,
    buffer: Buffer,
    now: Timestamp,
}

impl Desk {
    /// The stock course with these events already in the log.
    pub fn stock(columns: u16, rows: u16, lines: &str) -> Self {
        let library = Library::stock(&[]).expect("the stock course opens");
        Self::new(library, (columns, rows), lines, Opening::Home)
    }

    /// The stock course for someone who has seen the tour: home comes first.
    pub fn home(columns: u16, rows: u16) -> Self {
        Self::stock(columns, rows, &seen_tour())
    }

    /// A page of the stock course.
    pub fn page(columns: u16, rows: u16, id: &str) -> Self {
        let library = Library::stock(&[]).expect("the stock course opens");
        let id = library.find(id).expect("the page exists");
        Self::new(library, (columns, rows), "", Opening::Page(id))
    }

    /// A course or file of the fixtures, opened at a page or at home.
    pub fn of(path: &Path, columns: u16, rows: u16, opening: Opening) -> Self {
        let library = Library::open(path).expect("the fixture opens");
        Self::new(library, (columns, rows), &seen_tour(), opening)
    }

    fn new(library: Library, size: (u16, u16), lines: &str, opening: Opening) -> Self {
        let (keymap, errors) = Keymap::new(&Overrides::new());
        assert_eq!(errors, []);
        let start = Start {
            course: library.course().clone(),
            record: Record::from_log(lines.as_bytes(), noon()),
            settings: Settings::default(),
            keymap,
            size,
            offset: Offset(0),
            ascii: false,
            themes: theme::names().into_iter().map(str::to_owned).collect(),
            default_theme: theme::DEFAULT.to_owned(),
            salt: 7,
            open: opening,
        };
        let (app, opening) = App::new(start);
        let theme = Theme::named(theme::DEFAULT).expect("the default theme is sound");
        let mut desk = Self {
            app,
            written: Vec::new(),
            copied: Vec::new(),
            saved: 0,
            left: false,
            library,
            view: View::new(theme, false),
            highlighter: Highlighter::new(),
            buffer: Buffer::empty(Rect::new(0, 0, size.0, size.1)),
            now: noon(),
        };
        let effects = desk.app.start(opening, desk.now);
        desk.perform(effects);
        desk.draw();
        desk
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
            Effect::LoadPage(id) | Effect::LoadRest(id) => {
                let page = self.library.page(&id).map(Arc::new).map_err(|error| error.to_string());
                return vec![Msg::Page(id, page)];
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
            Effect::SearchText(query) => {
                let hits = search::text(&self.library, &query, 50);
                return vec![Msg::Found(query, hits)];
            }
            Effect::Append(event) => self.written.push(event),
            Effect::Copy(text) => self.copied.push(text),
            Effect::SaveSettings => self.saved += 1,
            Effect::Quit => self.left = true,
        }
        Vec::new()
    }

    fn draw(&mut self) {
        let name = self.app.settings.theme.clone().unwrap_or_else(|| theme::DEFAULT.to_owned());
        self.view.use_theme(&name);
        self.buffer = Buffer::empty(Rect::new(0, 0, self.app.size.0, self.app.size.1));
        let frame = ui::draw(&self.app, &mut self.view, &mut self.buffer);
        self.app.drawn(frame.drawn);
        for job in self.view.take_jobs() {
            self.view.done(job.run(&self.highlighter));
        }
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

/// Returns a log in which only the tour was opened.
pub fn seen_tour() -> String {
    line(1, r#""kind":"opened","lesson":"tour/tour""#)
}

/// Returns one line of a log, `n` minutes before noon.
pub fn line(n: i64, rest: &str) -> String {
    format!("{{\"id\":\"{:032x}\",\"t\":{},\"v\":1,{rest}}}\n", 1000 + n, noon().0 - n * 60_000)
}
