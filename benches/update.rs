//! One key: the app's update and a whole drawing of 100x30 cells, on home and on a lesson. `cargo bench --bench update`

use std::sync::Arc;

use divan::Bencher;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use seaworthy::app::keymap::{Keymap, Overrides};
use seaworthy::app::{App, Effect, Msg, Opening, Start};
use seaworthy::content::Library;
use seaworthy::progress::Record;
use seaworthy::settings::Settings;
use seaworthy::time::{Offset, Timestamp};
use seaworthy::ui::theme::{self, Theme};
use seaworthy::ui::{self, View};

const NOW: Timestamp = Timestamp(1_790_000_000_000);

fn main() {
    divan::main();
}

struct Tutor {
    app: App,
    view: View,
    buffer: Buffer,
}

fn tutor(page: Option<&str>) -> Option<Tutor> {
    let library = Library::stock(&[]).ok()?;
    let open = match page {
        Some(name) => Opening::Page(library.find(name).ok()?, None),
        None => Opening::Home,
    };
    let start = Start {
        course: library.course().clone(),
        record: Record::new(NOW),
        settings: Settings::default(),
        keymap: Keymap::new(&Overrides::new()).0,
        size: (100, 30),
        offset: Offset(0),
        ascii: false,
        themes: Vec::new(),
        default_theme: theme::DEFAULT.to_owned(),
        salt: 1,
        open,
    };
    let (mut app, open) = App::new(start);
    let effects = app.start(open, NOW);
    for effect in effects {
        if let Effect::LoadPage(id) = effect {
            let page = library.page(&id).map(Arc::new).map_err(|error| error.to_string());
            app.update(Msg::Page(id, page), NOW);
        }
    }
    let view = View::new(Theme::named(theme::DEFAULT).ok()?, false);
    Some(Tutor { app, view, buffer: Buffer::empty(Rect::new(0, 0, 100, 30)) })
}

impl Tutor {
    fn press(&mut self, key: &str) {
        if let Ok(key) = key.parse() {
            self.app.update(Msg::Key(key), NOW);
        }
        self.buffer.reset();
        let frame = ui::draw(&self.app, &mut self.view, &mut self.buffer);
        self.app.drawn(frame.drawn);
    }
}

#[divan::bench(args = ["home", "works/dockerignore"])]
fn key_and_drawing(bencher: Bencher, place: &str) {
    let Some(mut tutor) = tutor((place != "home").then_some(place)) else { return };
    tutor.press("esc");
    let mut down = false;
    bencher.bench_local(|| {
        down = !down;
        tutor.press(if down { "j" } else { "k" });
    });
}

#[divan::bench]
fn first_drawing_of_a_lesson(bencher: Bencher) {
    bencher.with_inputs(|| tutor(Some("works/dockerignore"))).bench_local_values(|tutor| {
        let Some(mut tutor) = tutor else { return };
        tutor.press("ctrl-l");
    });
}
