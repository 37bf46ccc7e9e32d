//! Finds a session by what a person types, a stock name or a file, and opens it with its pack over the course. Must not know what is done with it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use thiserror::Error;

use super::layer::{self, is_inside};
use super::session_file::{self, FILE_LIMIT};
use super::{Error as ContentError, Library, embed};
use crate::diagnostic::{Diagnostic, nearest};
use crate::team::Agenda;

/// Where the stock sessions lie.
const FOLDER: &str = "sessions/";

/// Why a session could not be found.
#[derive(Debug, Error)]
pub enum Error {
    /// The file could not be read.
    #[error(transparent)]
    Read(#[from] ContentError),
    /// No stock session has this name.
    #[error("there is no session `{name}`{}", hint(nearest))]
    NoSession { name: String, nearest: Option<String> },
    /// The pack that the file names is not there.
    #[error("{}: the session's pack {} is no folder; name one that lies beside the file", file.display(), pack.display())]
    NoPack { file: PathBuf, pack: PathBuf },
    /// The pack that the file names is a link to somewhere else.
    #[error("{}: the session's pack {} leads out of the folder of the file", file.display(), pack.display())]
    PackOutside { file: PathBuf, pack: PathBuf },
}

fn hint(nearest: &Option<String>) -> String {
    match nearest {
        Some(name) => format!("; did you mean `{name}`?"),
        None => "; name a file (`team.toml`), or one that `seaworthy session list` shows".to_owned(),
    }
}

/// The text of a session and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// How it is called in reports: the path as it was typed, or `sessions/essentials.toml`.
    pub label: String,
    /// The name of the file without its ending.
    pub stem: String,
    /// The text, harmless.
    pub text: Cow<'static, str>,
    /// The file, where it is one.
    pub file: Option<PathBuf>,
}

/// Returns the names of the stock sessions, sorted.
pub fn stock() -> impl Iterator<Item = &'static str> {
    embed::paths(FOLDER).filter_map(|path| path.strip_prefix(FOLDER)?.strip_suffix(".toml"))
}

/// Finds a session: a stock one by its name, any other by its path.
///
/// # Errors
/// There is none, or the file cannot be read.
pub fn find(name: &str) -> Result<Script, Error> {
    let path = Path::new(name);
    if let Some(text) = embed::read(&format!("{FOLDER}{name}.toml")) {
        let label = format!("{FOLDER}{name}.toml");
        return Ok(Script { label, stem: name.to_owned(), text: text.into(), file: None });
    }
    let is_word = !name.contains(['/', '.', std::path::MAIN_SEPARATOR]);
    if is_word && !path.is_file() {
        return Err(Error::NoSession { name: name.to_owned(), nearest: nearest(name, stock()).map(str::to_owned) });
    }
    let text = layer::read_file(path, FILE_LIMIT)?;
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Script { label: path.display().to_string(), stem, text: text.into(), file: Some(path.to_owned()) })
}

impl Script {
    /// Returns the folder of the pack that the session brings, where it names a lawful one.
    ///
    /// # Errors
    /// It is not there, or lies elsewhere in truth.
    pub fn pack(&self) -> Result<Option<PathBuf>, Error> {
        let (Some(file), Some(pack)) = (&self.file, session_file::pack(&self.text)) else { return Ok(None) };
        let folder = file.parent().unwrap_or(Path::new(""));
        // An empty path is the current folder, and the disk does not know it by that name.
        let root = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let pack = folder.join(pack);
        let real = |path: &Path| path.canonicalize().ok();
        let Some(there) = real(&pack).filter(|there| there.is_dir()) else {
            return Err(Error::NoPack { file: file.clone(), pack });
        };
        match real(root) {
            Some(root) if there.starts_with(&root) => Ok(Some(pack)),
            _ => Err(Error::PackOutside { file: file.clone(), pack }),
        }
    }

    /// Reads the agenda against a course, which has the pack over it already.
    pub fn agenda(&self, library: &Library) -> (Option<Agenda>, Vec<Diagnostic>) {
        let (agenda, mut found) = session_file::parse(&self.label, &self.stem, &self.text, library);
        let stray = agenda.as_ref().and_then(|agenda| agenda.pack.as_deref()).filter(|pack| is_inside(pack));
        if self.file.is_none() && stray.is_some() {
            let fault = Diagnostic::error("pack-outside", &self.label, 0..0, "a stock session cannot bring a pack");
            found.push(fault.help("take `pack` out"));
            return (None, found);
        }
        (agenda, found)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::team::ItemKind;
    use crate::team::agenda::fit::STRETCH;

    #[test]
    fn packs_stay_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let (inside, outside) = (folder.path().join("in"), folder.path().join("out"));
        fs::create_dir_all(inside.join("ours")).unwrap();
        fs::create_dir_all(&outside).unwrap();
        let file = inside.join("team.toml");
        let of = |pack: &str| {
            fs::write(&file, format!("title = \"T\"\npack = {pack:?}\n")).unwrap();
            find(&file.display().to_string()).unwrap().pack()
        };
        assert_eq!(of("ours").unwrap(), Some(inside.join("ours")));
        assert!(matches!(of("theirs"), Err(Error::NoPack { .. })));
        assert!(matches!(of("../out"), Ok(None)), "the reader says what is wrong with it");
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(&outside, inside.join("link")).unwrap();
            assert!(matches!(of("link"), Err(Error::PackOutside { .. })));
        }
    }

    /// Stock sessions are sound, and keep the hours that their titles promise.
    #[test]
    fn the_stock_sessions_are_sound() {
        let library = Library::stock(&[]).unwrap();
        let expected = [("essentials", Some(60)), ("half-day", Some(240)), ("onboarding", None)];
        assert_eq!(stock().collect::<Vec<_>>(), expected.map(|(name, _)| name));
        for (name, minutes) in expected {
            let (agenda, found) = find(name).unwrap().agenda(&library);
            assert_eq!(found, [], "{name}");
            let agenda = agenda.unwrap();
            assert_eq!(agenda.id, name);
            if let Some(minutes) = minutes {
                assert_eq!(agenda.minutes(), minutes, "{name}");
                let works = agenda.items.split(|item| item.kind == ItemKind::Break);
                let stretches: Vec<u16> = works.map(|items| items.iter().map(|item| item.minutes).sum()).collect();
                assert!(stretches.iter().all(|minutes| *minutes <= STRETCH), "{name}: {stretches:?}");
            }
            let mut parts: Vec<&str> = agenda.items.iter().map(|item| item.part.as_str()).collect();
            parts.retain(|part| !part.is_empty());
            parts.dedup();
            let distinct: std::collections::HashSet<_> = parts.iter().collect();
            assert_eq!(distinct.len(), parts.len(), "{name}: a part is torn apart");
        }
    }

    #[test]
    fn strangers_and_large_files_are_refused() {
        let error = find("esentials").unwrap_err().to_string();
        assert_eq!(error, "there is no session `esentials`; did you mean `essentials`?");
        let folder = tempfile::tempdir().unwrap();
        let large = folder.path().join("large.toml");
        fs::write(&large, "#".repeat(FILE_LIMIT as usize + 1)).unwrap();
        assert!(matches!(find(&large.display().to_string()), Err(Error::Read(ContentError::TooLarge { .. }))));
        assert!(matches!(find("nowhere/x.toml"), Err(Error::Read(ContentError::Io { .. }))));
    }
}
