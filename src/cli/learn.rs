//! `seaworthy` and `seaworthy learn`: the tutor on the whole screen, or its plain twin.

use std::env;
use std::path::Path;
use std::sync::Arc;

use super::kiosk::Reach;
use super::session::Session;
use super::setup::{ReadProgress, Setup};
use super::{Failure, Outcome, aliases, out, plain, section};
use crate::app::keymap::Keymap;
use crate::app::{App, Opening, Start};
use crate::content::{Library, session_file};
use crate::course::Course;
use crate::id::LessonId;
use crate::progress::Record;
use crate::runtime::effects::World;
use crate::runtime::{clock, terminal, tutor};
use crate::settings::Settings;
use crate::store::{ProgressLog, SettingsFile};
use crate::ui::View;
use crate::ui::theme::{self, Theme};

/// Opens the tutor, at a page when one is named, or where one goes on in a track.
pub fn run(setup: Setup, lesson: Option<String>, track: Option<&str>) -> Result<Outcome, Failure> {
    if let Some(name) = track {
        return open(setup, |setup| {
            let library = setup.library()?;
            let id = library.track(name)?.id.clone();
            Ok((library, Opening::Track(id)))
        });
    }
    let Some(name) = lesson else { return open(setup, |setup| Ok((setup.library()?, Opening::Home))) };
    // What exists as a file and looks like one is meant as a file; anything else that exists, if it is no lesson.
    let (name, section) = parted(&setup, &name);
    let path = Path::new(&name);
    let looks_like_file =
        name.ends_with(".md") || name.ends_with(".markdown") || name.contains(std::path::MAIN_SEPARATOR);
    setup.reach.page(&name)?;
    if looks_like_file && setup.reach.sees(path) {
        return open(setup, |setup| files(setup, path, section.as_deref()));
    }
    if name.ends_with(".md") || name.ends_with(".markdown") {
        return Err(format!("there is no file {name}").into());
    }
    open(setup, |setup| {
        let library = setup.library()?;
        match aliases::find(&library, &name).and_then(|id| library.source(&id).map(|_| id.clone())) {
            Ok(id) => {
                let opening = at(&library, id, section.as_deref())?;
                Ok((library, opening))
            }
            Err(_) if setup.reach.sees(path) => files(setup, path, section.as_deref()),
            Err(error) => Err(error.into()),
        }
    })
}

/// Opens the agenda of a session.
pub fn session(setup: Setup, name: &str) -> Result<Outcome, Failure> {
    open(setup, |setup| {
        let Session { agenda, mut library, .. } = super::session::open(setup, name)?;
        session_file::add_texts(&mut library, &agenda);
        Ok((library, Opening::Agenda(Arc::new(agenda))))
    })
}

/// Makes the world that the tutor may reach.
pub fn world(reach: Reach, library: &Arc<Library>, log: ProgressLog, settings: SettingsFile) -> World {
    let mut world = World::new(Arc::clone(library), log, settings);
    if reach == Reach::Kiosk {
        world.confine();
    }
    world
}

/// Parts what was typed into the page and its section; a file whose own name has a `#` is meant whole.
pub(super) fn parted(setup: &Setup, name: &str) -> (String, Option<String>) {
    let (page, anchor) = section::split(name);
    let whole = (name.to_owned(), None);
    if setup.reach.sees(Path::new(name)) { whole } else { (page.to_owned(), anchor.map(str::to_owned)) }
}

/// Opens a file, or a folder of files.
fn files(setup: &Setup, path: &Path, section: Option<&str>) -> Result<(Library, Opening), Failure> {
    let library = setup.file(path)?;
    let opening = match library.single_file().cloned() {
        Some(id) => at(&library, id, section)?,
        None => Opening::Home,
    };
    Ok((library, opening))
}

/// Opens a page, at a section that it has.
fn at(library: &Library, id: LessonId, section: Option<&str>) -> Result<Opening, Failure> {
    let anchor = section.map(|wanted| section::find(&library.page(&id)?, id.as_str(), wanted).map_err(Failure::from));
    Ok(Opening::Page(id, anchor.transpose()?))
}

/// Opens the tutor on a course, on the whole screen or plain. The log is read while the course is opened.
pub fn open(
    setup: Setup,
    course: impl FnOnce(&Setup) -> Result<(Library, Opening), Failure>,
) -> Result<Outcome, Failure> {
    let full = !setup.global.plain && terminal::is_usable(env::var("TERM").ok().as_deref());
    let prepare = || -> Result<_, Failure> {
        let ((library, opening), looks) = (course(&setup)?, Looks::of(&setup)?);
        Ok((library, opening, looks, if full { Some(tutor::take()?) } else { None }))
    };
    let (prepared, progress) = with_progress(&setup, prepare)?;
    let (library, opening, looks, mut ready) = prepared?;
    let ReadProgress { log, mut record, problems } = progress;
    if !problems.is_empty() {
        // It is said where it can be read again when the tutor is left.
        ready = None;
        problems.iter().for_each(|problem| out::error(problem));
    }
    aliases::settle(&library, &mut record);
    if let Opening::Agenda(agenda) = &opening {
        aliases::settle_agenda(&library, agenda, &mut record);
    }
    let library = Arc::new(library);
    let world = world(setup.reach, &library, log, setup.settings_file);
    let view = View::new(looks.theme.clone(), looks.ascii);
    let (app, opening) = App::new(looks.start(library.course().clone(), record, opening)?);
    if !full {
        return plain::run(app, opening, world, &library);
    }
    let ready = ready.map_or_else(tutor::take, Ok)?;
    if let Some(unwritten) = tutor::run(app, opening, view, world, ready)? {
        out::error(&unwritten);
        return Ok(Outcome::Found);
    }
    Ok(Outcome::Fine)
}

/// Makes an app for the plain twin, of what was read already.
pub(super) fn plain_app(
    setup: &Setup,
    library: &Library,
    record: Record,
    opening: Opening,
) -> Result<(App, Opening), Failure> {
    Ok(App::new(Looks::of(setup)?.start(library.course().clone(), record, opening)?))
}

/// Reads the log, and does meanwhile what does not need it.
fn with_progress<T>(setup: &Setup, meanwhile: impl FnOnce() -> T) -> Result<(T, ReadProgress), Failure> {
    if ProgressLog::is_quick_to_read(&setup.dirs.data) {
        return Ok((meanwhile(), setup.read_progress()));
    }
    let (done, progress) = std::thread::scope(|scope| {
        let progress = scope.spawn(|| setup.read_progress());
        (meanwhile(), progress.join())
    });
    Ok((done, progress.map_err(|_| "the progress log could not be read")?))
}

/// How the tutor looks and listens.
struct Looks {
    keymap: Keymap,
    theme: Theme,
    default_theme: String,
    settings: Settings,
    ascii: bool,
}

impl Looks {
    fn of(setup: &Setup) -> Result<Self, Failure> {
        let default_theme = setup.theme_name();
        let mut settings = setup.settings.clone();
        // What was asked for this run wins over what was chosen for good.
        if default_theme == theme::NO_COLOR || setup.global.theme.is_some() {
            settings.theme = None;
        }
        let chosen = settings.theme.as_deref().unwrap_or(&default_theme);
        let theme = match Theme::named(chosen) {
            Err(error) if setup.global.theme.is_some() => return Err(error.into()),
            Err(_) => Theme::named(theme::DEFAULT)?,
            Ok(theme) => theme,
        };
        Ok(Self { keymap: setup.keymap(), theme, default_theme, settings, ascii: setup.ascii() })
    }

    fn start(self, course: Course, record: Record, open: Opening) -> Result<Start, Failure> {
        let mut salt = [0; 16];
        getrandom::fill(&mut salt).map_err(|error| format!("no random numbers from the system: {error}"))?;
        Ok(Start {
            course,
            record,
            settings: self.settings,
            keymap: self.keymap,
            size: (80, 24),
            offset: clock::offset(clock::now()),
            ascii: self.ascii,
            themes: theme::names().into_iter().map(str::to_owned).collect(),
            default_theme: self.default_theme,
            salt: u128::from_le_bytes(salt),
            open,
        })
    }
}
