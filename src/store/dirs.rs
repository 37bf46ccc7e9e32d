//! Where the learner's files are. The environment is an argument, so that a test can say what it is.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::Error;
use crate::id::is_slug;

/// The folder of this program below the system's.
const OURS: &str = "seaworthy";

/// The environment variable that says where to keep the progress.
pub const DATA_DIR_VARIABLE: &str = "SEAWORTHY_DATA_DIR";

/// Where the system keeps a program's files: the XDG folders, on every platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base {
    /// Above the progress, `~/.local/share`.
    pub data: PathBuf,
    /// Above the settings, `~/.config`.
    pub config: PathBuf,
}

impl Base {
    /// Asks the environment (`HOME`, `XDG_DATA_HOME`, `XDG_CONFIG_HOME`); nothing where there is no home.
    pub fn of_system() -> Option<Self> {
        let base = etcetera::base_strategy::Xdg::new().ok()?;
        Some(Self { data: base.data_dir(), config: base.config_dir() })
    }
}

/// Where this learner's files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dirs {
    /// The folder of the progress log.
    pub data: PathBuf,
    /// The folder of the settings.
    pub config: PathBuf,
}

impl Dirs {
    /// Chooses the folders: `--data-dir`, else `SEAWORTHY_DATA_DIR` (empty counts as unset), else the system's. A folder that
    /// was named holds the settings as well, so that everything is in one place. A profile has a log of its own below the
    /// folder and shares the settings.
    pub fn choose(
        base: Option<Base>,
        data_dir: Option<&Path>,
        variable: Option<&OsStr>,
        profile: Option<&str>,
    ) -> Result<Self, Error> {
        let named = data_dir.or_else(|| variable.filter(|value| !value.is_empty()).map(Path::new));
        let mut dirs = match (named, base) {
            (Some(named), _) => Self { data: named.to_owned(), config: named.to_owned() },
            (None, Some(base)) => Self { data: base.data.join(OURS), config: base.config.join(OURS) },
            (None, None) => return Err(Error::NoHome),
        };
        if let Some(profile) = profile {
            if !is_slug(profile) {
                return Err(Error::BadProfile(profile.to_owned()));
            }
            dirs.data = dirs.data.join("profiles").join(profile);
        }
        Ok(dirs)
    }

    /// Chooses the folder of a learner on somebody else's machine: progress and settings lie in it, apart from everybody else's.
    ///
    /// # Errors
    /// The profile is no name, or something in the folder is a symbolic link: it would lead elsewhere.
    pub fn apart(data_dir: &Path, profile: Option<&str>) -> Result<Self, Error> {
        let dirs = Self::choose(None, Some(data_dir), None, profile)?;
        let dirs = Self { config: dirs.data.clone(), data: dirs.data };
        let above = profile.and(dirs.data.parent()).map(Path::to_owned);
        let own = profile.map(|_| dirs.data.clone());
        let inside = fs::read_dir(&dirs.data).into_iter().flatten().flatten().map(|entry| entry.path());
        let link = above.into_iter().chain(own).chain(inside).find(|path| path.is_symlink());
        link.map_or(Ok(dirs), |path| Err(Error::Link { path }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Base?, --data-dir, variable, --profile; data, config.
    type Case = (bool, Option<&'static str>, Option<&'static str>, Option<&'static str>, &'static str, &'static str);

    #[test]
    fn where_files_are() {
        let cases: &[Case] = &[
            (true, None, None, None, "/h/data/seaworthy", "/h/config/seaworthy"),
            (true, None, Some(""), None, "/h/data/seaworthy", "/h/config/seaworthy"),
            (true, None, Some("/v"), None, "/v", "/v"),
            (true, Some("rel/d"), Some("/v"), None, "rel/d", "rel/d"),
            (false, Some("/d"), None, None, "/d", "/d"),
            (false, None, Some("/v"), Some("ann"), "/v/profiles/ann", "/v"),
            (true, None, None, Some("ann"), "/h/data/seaworthy/profiles/ann", "/h/config/seaworthy"),
        ];
        for (home, data_dir, variable, profile, data, config) in cases {
            let base = home.then(|| Base { data: "/h/data".into(), config: "/h/config".into() });
            let dirs = Dirs::choose(base, data_dir.map(Path::new), variable.map(OsStr::new), *profile).unwrap();
            assert_eq!(dirs, Dirs { data: data.into(), config: config.into() });
        }
    }

    #[test]
    fn apart_from_everybody_else() {
        let dir = tempfile::tempdir().unwrap();
        let own = dir.path().join("profiles/ann");
        let apart = |profile| Dirs::apart(dir.path(), profile);
        assert_eq!(apart(Some("ann")).unwrap(), Dirs { data: own.clone(), config: own.clone() });
        assert_eq!(apart(None).unwrap(), Dirs { data: dir.path().into(), config: dir.path().into() });
        assert!(matches!(apart(Some("../x")), Err(Error::BadProfile(_))));
        fs::create_dir_all(&own).unwrap();
        fs::write(own.join("progress.jsonl"), "").unwrap();
        assert!(apart(Some("ann")).is_ok());
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(dir.path(), own.join("settings.toml")).unwrap();
            assert!(matches!(apart(Some("ann")), Err(Error::Link { path }) if path == own.join("settings.toml")));
            assert!(apart(Some("bob")).is_ok());
        }
    }

    #[test]
    fn refused() {
        assert!(matches!(Dirs::choose(None, None, None, None), Err(Error::NoHome)));
        for profile in ["", "..", "a/b", "Ann", "a b", "-a"] {
            let refused = Dirs::choose(None, Some(Path::new("/d")), None, Some(profile));
            assert!(matches!(refused, Err(Error::BadProfile(name)) if name == profile), "{profile:?}");
        }
    }
}
