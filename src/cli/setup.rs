//! What the options mean: which course, where progress lies, which colours. Opened only when a subcommand asks for it.

use std::env;
use std::path::{Path, PathBuf};

use super::args::{ColorChoice, Global};
use super::kiosk::{self, Reach};
use super::{Failure, out};
use crate::app::keymap::Keymap;
use crate::content::Library;
use crate::content::report::Look;
use crate::progress::{Intake, Record};
use crate::runtime::{clock, terminal};
use crate::settings::Settings;
use crate::store::{Base, DATA_DIR_VARIABLE, Dirs, Opened, ProgressLog, SettingsFile, report};
use crate::ui::theme::{self, Theme};

/// The options, read; the places, known; nothing opened yet.
pub struct Setup {
    /// The options.
    pub global: Global,
    /// How far the program reaches.
    pub reach: Reach,
    /// Where progress and settings lie.
    pub dirs: Dirs,
    /// The settings file.
    pub settings_file: SettingsFile,
    /// The learner's choices.
    pub settings: Settings,
}

/// A log that was read.
pub struct ReadProgress {
    /// Where to append.
    pub log: ProgressLog,
    /// What it adds up to.
    pub record: Record,
    /// What was set aside or could not be read, each a sentence for the learner.
    pub problems: Vec<String>,
}

impl Setup {
    /// Finds out where everything is and reads the settings; what cannot be read is reported and its default taken.
    pub fn new(global: Global) -> Result<Self, Failure> {
        if let Some(name) = &global.theme {
            Theme::named(name)?;
        }
        let reach = Reach::of(&global);
        let dirs = dirs(&global, reach)?;
        let loaded = SettingsFile::open(&dirs.config);
        for trouble in loaded.troubles {
            out::error(&trouble.to_string());
        }
        for name in loaded.unknown {
            out::error(&format!(
                "{}: `{name}` is no setting of this version; it is kept",
                loaded.file.path().display()
            ));
        }
        Ok(Self { global, reach, dirs, settings_file: loaded.file, settings: loaded.settings })
    }

    /// Opens the course that the options or the settings name; what is wrong in its table of contents is reported.
    pub fn library(&self) -> Result<Library, Failure> {
        self.library_with(None)
    }

    /// Opens what [`Setup::library`] opens, with one more pack on top.
    pub fn library_with(&self, pack: Option<PathBuf>) -> Result<Library, Failure> {
        let library = self.open_library(pack)?;
        for problem in library.problems() {
            out::error(&library.explain(problem));
        }
        Ok(library)
    }

    fn open_library(&self, pack: Option<PathBuf>) -> Result<Library, Failure> {
        // What a learner's settings say about files counts only where the learner may read them.
        let own = (self.reach == Reach::Machine).then_some(&self.settings);
        let packs = own.iter().flat_map(|own| &own.packs).chain(&self.global.pack).chain(&pack);
        let packs: Vec<PathBuf> = packs.cloned().collect();
        if let Some(missing) = packs.iter().find(|pack| !pack.is_dir()) {
            let next = "name a folder with lessons/, quizzes/ or glossary.toml; `packs` in the settings counts as well";
            return Err(format!("the pack {} is no folder; {next}", missing.display()).into());
        }
        let parts = ["lessons", "quizzes", "glossary.toml", "sessions"];
        for empty in packs.iter().filter(|pack| !parts.iter().any(|part| pack.join(part).exists())) {
            out::error(&format!(
                "the pack {} has no lessons/, quizzes/ or glossary.toml, so it changes nothing; name the folder that has them",
                empty.display()
            ));
        }
        let course = self.global.course.as_deref().or(own.and_then(|own| own.course.as_deref()));
        Ok(match course {
            Some(course) => Library::open_with(course, &packs)?,
            None => Library::stock(&packs)?,
        })
    }

    /// Opens a file of the learner's as a course of its own.
    pub fn file(&self, path: &Path) -> Result<Library, Failure> {
        self.reach.file(path)?;
        Ok(Library::open(path)?)
    }

    /// Reads the log and folds what is in it; what was set aside is reported.
    pub fn progress(&self) -> (ProgressLog, Record) {
        let read = self.read_progress();
        read.problems.iter().for_each(|problem| out::error(problem));
        (read.log, read.record)
    }

    /// Reads the log and folds what is in it, in silence.
    pub fn read_progress(&self) -> ReadProgress {
        let mut intake = Intake::new(clock::now());
        let opened = self.opened(&mut intake);
        ReadProgress { log: opened.log, record: intake.finish(), problems: report::found(&opened.found) }
    }

    /// Reads the log; a hosted one does not grow for ever.
    fn opened(&self, intake: &mut Intake) -> Opened {
        let mut opened = ProgressLog::open(&self.dirs.data, intake);
        if self.reach == Reach::Kiosk {
            opened.log.keep_below(kiosk::LOG_LIMIT);
        }
        opened
    }

    /// Reads the log where nothing can be done without it.
    ///
    /// # Errors
    /// It cannot be read; what was only set aside is reported.
    pub fn sound_progress(&self) -> Result<(ProgressLog, Record), Failure> {
        let mut intake = Intake::new(clock::now());
        let mut opened = self.opened(&mut intake);
        if let Some(trouble) = opened.found.trouble.take() {
            return Err(trouble.into());
        }
        for problem in report::found(&opened.found) {
            out::error(&problem);
        }
        Ok((opened.log, intake.finish()))
    }

    /// Returns the keymap with the learner's overrides; what is wrong with these is reported.
    pub fn keymap(&self) -> Keymap {
        let (keymap, errors) = Keymap::new(&self.settings.keys);
        for error in errors {
            out::note(&format!("seaworthy: {error}; the stock key is used"));
        }
        keymap
    }

    /// Returns the name of the theme for a full screen.
    pub fn theme_name(&self) -> String {
        if self.colours(true) {
            self.global.theme.clone().unwrap_or_else(|| theme::DEFAULT.to_owned())
        } else {
            theme::NO_COLOR.to_owned()
        }
    }

    /// Returns the theme for printed text; none when it is to be plain.
    pub fn print_theme(&self) -> Result<Option<Theme>, Failure> {
        if !self.colours(out::is_terminal()) || self.global.plain {
            return Ok(None);
        }
        let name = self.global.theme.clone().or_else(|| self.settings.theme.clone());
        Ok(Some(Theme::named(name.as_deref().unwrap_or(theme::DEFAULT))?))
    }

    /// Returns how reports of faults look.
    pub fn report_look(&self) -> Look {
        let columns = terminal::columns().map_or(Look::default().columns, usize::from);
        Look { colour: self.colours(out::is_terminal()) && !self.global.plain, columns }
    }

    /// Returns whether text is coloured, on a terminal or elsewhere.
    pub fn colours(&self, terminal: bool) -> bool {
        match self.global.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
        }
    }

    /// Returns whether signs have to be ASCII: as asked, or where the locale says so.
    pub fn ascii(&self) -> bool {
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(|name| env::var(name).ok().filter(|v| !v.is_empty()));
        // A bare `C` or nothing at all is what containers and services have; their terminals show Unicode all the same.
        let is_utf8 = locale.is_none_or(|name| name == "C" || name.to_lowercase().replace('-', "").contains("utf8"));
        self.global.ascii || self.settings.ascii.is_on(is_utf8)
    }
}

/// Finds out where the learner's files lie. In a kiosk the host's line says it, and everything of a learner is in one folder.
fn dirs(global: &Global, reach: Reach) -> Result<Dirs, Failure> {
    let (named, profile) = (global.data_dir.as_deref(), global.profile.as_deref());
    match (reach, named) {
        (Reach::Kiosk, Some(named)) => Ok(Dirs::apart(named, profile)?),
        (Reach::Kiosk, None) => Err("a kiosk needs --data-dir DIR".into()),
        (Reach::Machine, named) => {
            Ok(Dirs::choose(Base::of_system(), named, env::var_os(DATA_DIR_VARIABLE).as_deref(), profile)?)
        }
    }
}
