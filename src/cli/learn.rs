//! `seaworthy` and `seaworthy learn`: the tutor on the whole screen, or its plain twin.

use std::env;
use std::path::Path;
use std::sync::Arc;

use super::setup::Setup;
use super::{Failure, Outcome, aliases, out, plain};
use crate::app::{App, Opening, Start};
use crate::content::Library;
use crate::progress::Record;
use crate::runtime::effects::World;
use crate::runtime::{clock, terminal, tutor};
use crate::store::ProgressLog;
use crate::ui::View;
use crate::ui::theme::{self, Theme};

/// Opens the tutor, at a page when one is named.
pub fn run(setup: Setup, lesson: Option<String>) -> Result<Outcome, Failure> {
    let Some(name) = lesson else { return open(setup, |setup| Ok((setup.library()?, Opening::Home))) };
    // What exists as a file and looks like one is meant as a file; anything else that exists, if it is no lesson.
    let path = Path::new(&name);
    let looks_like_file =
        name.ends_with(".md") || name.ends_with(".markdown") || name.contains(std::path::MAIN_SEPARATOR);
    if looks_like_file && path.exists() {
        return open(setup, |_| files(path));
    }
    open(setup, |setup| {
        let library = setup.library()?;
        match library.find(&name).and_then(|id| library.source(&id).map(|_| id.clone())) {
            Ok(id) => Ok((library, Opening::Page(id))),
            Err(_) if path.exists() => files(path),
            Err(error) => Err(error.into()),
        }
    })
}

/// Opens a file, or a folder of files.
fn files(path: &Path) -> Result<(Library, Opening), Failure> {
    let library = Setup::file(path)?;
    let opening = library.single_file().cloned().map_or(Opening::Home, Opening::Page);
    Ok((library, opening))
}

/// Opens the tutor on a course, on the whole screen or plain. The log is read while the course is opened.
pub fn open(
    setup: Setup,
    course: impl FnOnce(&Setup) -> Result<(Library, Opening), Failure>,
) -> Result<Outcome, Failure> {
    let (course, progress) = std::thread::scope(|scope| {
        let progress = scope.spawn(|| setup.progress());
        (course(&setup), progress.join())
    });
    let (library, opening) = course?;
    let (log, mut record) = progress.map_err(|_| "the progress log could not be read")?;
    aliases::settle(&library, &mut record);
    let full = !setup.global.plain && terminal::is_usable(env::var("TERM").ok().as_deref());
    let library = Arc::new(library);
    let (app, opening, view, world) = assemble(setup, &library, log, record, opening)?;
    if !full {
        return plain::run(app, opening, world, &library);
    }
    if let Some(unwritten) = tutor::run(app, opening, view, world)? {
        out::error(&unwritten);
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Fine)
}

fn assemble(
    setup: Setup,
    library: &Arc<Library>,
    log: ProgressLog,
    record: Record,
    opening: Opening,
) -> Result<(App, Opening, View, World), Failure> {
    let default_theme = setup.theme_name();
    let keymap = setup.keymap();
    let ascii = setup.ascii();
    let mut settings = setup.settings;
    if default_theme == theme::NO_COLOR || setup.global.theme.is_some() {
        settings.theme = None;
    }
    let name = settings.theme.as_deref().unwrap_or(&default_theme);
    let theme = Theme::named(name)
        .or_else(|error| if setup.global.theme.is_some() { Err(error) } else { Theme::named(theme::DEFAULT) })?;
    let mut salt = [0; 16];
    getrandom::fill(&mut salt).map_err(|error| format!("no random numbers from the system: {error}"))?;
    let start = Start {
        course: library.course().clone(),
        record,
        settings,
        keymap,
        size: (80, 24),
        offset: clock::offset(clock::now()),
        ascii,
        themes: theme::names().into_iter().map(str::to_owned).collect(),
        default_theme,
        salt: u128::from_le_bytes(salt),
        open: opening,
    };
    let (app, opening) = App::new(start);
    let world = World::new(Arc::clone(library), log, setup.settings_file);
    Ok((app, opening, View::new(theme, ascii), world))
}
