//! `seaworthy doctor`: where everything is, and whether it is healthy.

use std::env;
use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::Path;

use super::columns::{count, write_hanging};
use super::setup::Setup;
use super::{Failure, Outcome, out};
use crate::app::action::Action;
use crate::app::keymap::{Context, Keymap};
use crate::content::layer::Layer;
use crate::progress::Intake;
use crate::runtime::{clock, terminal};
use crate::store::{ProgressLog, SettingsFile, report};
use crate::ui::theme::{self, Theme};

/// Prints the report; the outcome says whether something has to be mended.
pub fn run(setup: &Setup) -> Result<Outcome, Failure> {
    let mut text = String::new();
    let mut sound = true;
    let _ = writeln!(text, "seaworthy {}", env!("CARGO_PKG_VERSION"));
    course(setup, &mut text, &mut sound);
    progress(setup, &mut text, &mut sound);
    settings(setup, &mut text, &mut sound);
    terminal_lines(setup, &mut text);
    names(&mut text);
    let verdict = if sound { "Everything is healthy." } else { "Something needs you: see the lines marked !." };
    let _ = writeln!(text, "\n{verdict}");
    out::print(&text)?;
    Ok(if sound { Outcome::Fine } else { Outcome::Found })
}

fn course(setup: &Setup, text: &mut String, sound: &mut bool) {
    let library = match setup.library() {
        Ok(library) => library,
        Err(error) => {
            *sound = false;
            let _ = writeln!(text, "! course     {error}");
            return;
        }
    };
    let course = library.course();
    let lessons = course.written().count();
    let planned: usize = course.chapters.iter().map(|chapter| chapter.planned_count()).sum();
    let version = if course.version.is_empty() { String::new() } else { format!(" ({})", course.version) };
    let _ = writeln!(
        text,
        "  course     {}{version}: {}, {}, {planned} planned",
        course.title,
        count(course.chapters.len(), "chapter"),
        count(lessons, "lesson"),
    );
    for layer in library.layers() {
        match layer {
            Layer::Stock => text.push_str("             from inside the program\n"),
            Layer::Folder(path) => {
                let _ = writeln!(text, "             from {}", path.display());
            }
        }
    }
    if !library.problems().is_empty() {
        *sound = false;
        let faults = count(library.problems().len(), "fault");
        let _ = writeln!(text, "! course     {faults}; `seaworthy content check` shows more");
    }
}

fn progress(setup: &Setup, text: &mut String, sound: &mut bool) {
    let mut intake = Intake::new(clock::now());
    let opened = ProgressLog::open(&setup.dirs.data, &mut intake);
    let exists = opened.log.path().exists();
    let state = if exists { "" } else { " (not yet there; the first page you open makes it)" };
    let _ = writeln!(text, "  progress   {}{state}", opened.log.path().display());
    for problem in report::found(&opened.found) {
        *sound = false;
        let _ = writeln!(text, "! progress   {problem}");
    }
    let census = intake.finish().census();
    let _ = writeln!(text, "             {}, {} repeated", count(census.events, "event"), census.repeated);
    for (lines, what) in [
        (census.unknown, "of a newer version; kept"),
        (census.malformed, "with a field that cannot be read; kept"),
        (census.foreign, "that are no events; kept"),
    ] {
        if lines > 0 {
            let _ = writeln!(text, "             {} {what}", count(lines, "line"));
        }
    }
    if !is_writable(&setup.dirs.data) {
        *sound = false;
        let _ = writeln!(
            text,
            "! progress   {} cannot be written: what you do would be lost at the end",
            setup.dirs.data.display()
        );
    }
}

/// Returns whether a file can be made in a folder, or in the nearest one above that exists.
fn is_writable(dir: &Path) -> bool {
    let Some(existing) = dir.ancestors().find(|path| path.is_dir()) else { return false };
    let probe = existing.join(".seaworthy-probe");
    let made = std::fs::File::create_new(&probe).is_ok();
    let _ = std::fs::remove_file(&probe);
    made
}

fn settings(setup: &Setup, text: &mut String, sound: &mut bool) {
    let loaded = SettingsFile::open(&setup.dirs.config);
    let state = if loaded.file.path().exists() { "" } else { " (not yet there; defaults are used)" };
    let _ = writeln!(text, "  settings   {}{state}", loaded.file.path().display());
    for trouble in &loaded.troubles {
        *sound = false;
        let _ = writeln!(text, "! settings   {trouble}");
    }
    for name in &loaded.unknown {
        *sound = false;
        let _ = writeln!(text, "! settings   `{name}` is no setting of this version; it is kept");
    }
    for error in Keymap::new(&setup.settings.keys).1 {
        *sound = false;
        let _ = writeln!(text, "! settings   {error}");
    }
    if let Some(Err(error)) = loaded.settings.theme.as_deref().map(Theme::named) {
        *sound = false;
        let _ = writeln!(text, "! settings   {error}");
    }
}

fn terminal_lines(setup: &Setup, text: &mut String) {
    let term = env::var("TERM").ok();
    let is_terminal = std::io::stdout().is_terminal();
    let mode = match (terminal::is_usable(term.as_deref()), is_terminal && std::io::stdin().is_terminal()) {
        (true, _) => "full screen",
        (_, true) => "plain text, because TERM says that it cannot draw",
        _ => "plain text, because standard input or output is no terminal",
    };
    let size = terminal::size().map_or(String::new(), |(columns, rows)| format!(", {columns}x{rows}"));
    let _ = writeln!(text, "  terminal   {mode}{size}");
    let colours = match (setup.colours(is_terminal), env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())) {
        (true, _) => "colours",
        (_, true) => "no colours because of NO_COLOR",
        _ => "no colours",
    };
    let signs = if setup.ascii() { "ASCII" } else { "Unicode" };
    let term = term.map_or("TERM is not set".to_owned(), |term| format!("TERM={term}"));
    let _ = writeln!(text, "             {term}, {colours}, {signs} signs");
}

fn names(text: &mut String) {
    write_hanging("  themes     ", &theme::names().join(", "), text);
    write_hanging("  keys       ", "in the settings: keys.ACTION = [\"key\"], or keys.\"CONTEXT.ACTION\"", text);
    write_hanging(
        "  contexts   ",
        &["everywhere"].into_iter().chain(Context::ALL.map(Context::name)).collect::<Vec<_>>().join(", "),
        text,
    );
    let actions: Vec<&str> = Action::ALL.iter().map(|action| action.name()).collect();
    write_hanging("  actions    ", &actions.join(", "), text);
}
