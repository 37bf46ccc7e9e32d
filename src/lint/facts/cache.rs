//! Which mounts lie under a RUN's paths, and where installers keep what they download.

use super::Facts;
use super::execution::{Cleanup, Execution};
use super::install::{Install, Tool};
use super::state::join;
use crate::dockerfile::{Mount, MountType};
use crate::shell::Command;

impl Facts<'_> {
    /// Returns the mount that holds `path` (absolute) during a RUN: its target is the path or a folder above.
    pub fn mount_over<'m>(&self, run: &'m Execution<'_>, path: &str) -> Option<&'m Mount> {
        run.mounts().iter().find(|mount| {
            let target = self.mount_target(run, mount);
            target.is_some_and(|target| is_inside(path, &target))
        })
    }

    /// Returns where a mount lies: absolute, variables expanded, without a `/` at the end; `None` where nobody can tell.
    pub fn mount_target(&self, run: &Execution<'_>, mount: &Mount) -> Option<String> {
        let target = self.expand(mount.target.as_ref()?, run.at)?;
        join(self.workdir(run.at).map(str::to_owned), &target)
    }

    /// Returns the home folder at a RUN: HOME, else what the user's name suggests; `None` where nobody can tell.
    pub fn home(&self, run: &Execution<'_>) -> Option<String> {
        if let Some(home) = self.env("HOME", run.at) {
            return Some(home.to_owned());
        }
        let user = self.user(run.at);
        match user.as_deref().map(|user| user.split(':').next().unwrap_or_default()) {
            None | Some("root" | "0") => Some("/root".to_owned()),
            Some(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => Some(format!("/home/{name}")),
            Some(_) => None,
        }
    }

    /// Returns the folder in which an install keeps downloads; `None` where nobody can tell.
    pub fn cache_dir(&self, install: &Install) -> Option<String> {
        let (run, command) = (self.run_of(install)?, self.command_of(install)?);
        let (variable, below) = match install.tool {
            Tool::Pip | Tool::Pipenv | Tool::Pipx => ("PIP_CACHE_DIR", "pip"),
            Tool::UvPip | Tool::Uv => ("UV_CACHE_DIR", "uv"),
            Tool::Poetry => ("POETRY_CACHE_DIR", "pypoetry"),
            Tool::Apt => return Some("/var/cache/apt".to_owned()),
            Tool::Apk => return Some("/var/cache/apk".to_owned()),
            Tool::Dnf => return Some("/var/cache/dnf".to_owned()),
            Tool::Conda | Tool::Npm | Tool::Pdm | Tool::Pixi | Tool::SetupPy => return None,
        };
        self.cache_home(run, command, variable, below)
    }

    /// Returns the cache mount that holds an install's downloads.
    pub fn cache_mount(&self, install: &Install) -> Option<&Mount> {
        let mount = self.mount_over(self.run_of(install)?, &self.cache_dir(install)?)?;
        (mount.kind == Some(MountType::Cache)).then_some(mount)
    }

    /// Says whether what an install of Python packages downloads stays in its layer, as far as the RUN itself tells: no mount lies under
    /// it and nothing in the same RUN deletes it. Flags and variables that turn the cache off are the rules' to ask.
    pub fn keeps_downloads(&self, install: &Install) -> bool {
        let (Some(run), Some(command)) = (self.run_of(install), self.command_of(install)) else { return false };
        let mounted = match self.cache_dir(install) {
            Some(folder) => self.mount_over(run, &folder).is_some(),
            None => run.mounts().iter().any(|mount| mount.kind != Some(MountType::Bind)),
        };
        let deletes = |other: &Command| {
            // `/var/cache` is the cache of the system's packages.
            let own = |path: &str| path.contains("cache") && !path.starts_with("/var/cache");
            let about_cache = other.args().iter().any(|word| own(&word.text));
            let clears = other.args().iter().any(|word| matches!(word.text.as_str(), "purge" | "clean" | "prune"));
            about_cache && (clears || matches!(other.program(), Some("rm" | "find")))
        };
        !mounted && !run.is_followed_by(command, Cleanup::Cache, deletes)
    }

    fn cache_home(&self, run: &Execution<'_>, command: &Command, variable: &str, below: &str) -> Option<String> {
        let given = command.flag_value(&["--cache-dir"]).map(|value| value.text);
        if let Some(folder) = given.or_else(|| self.setting(run, command, variable)) {
            return join(self.workdir(run.at).map(str::to_owned), folder).filter(|path| !path.contains('$'));
        }
        let above = match self.setting(run, command, "XDG_CACHE_HOME") {
            Some(above) => above.to_owned(),
            None => format!("{}/.cache", self.home(run)?),
        };
        Some(format!("{above}/{below}"))
    }
}

/// Says whether `path` is `folder` or below it; both absolute and without `/` at the end.
pub fn is_inside(path: &str, folder: &str) -> bool {
    folder == "/" || path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use crate::dockerfile::Dockerfile;
    use crate::lint::{Context, Facts};

    #[test]
    fn where_downloads_are_kept_and_whether_they_are_mounted() {
        let mount = "--mount=type=cache,target=/root/.cache/pip";
        let cases = [
            (format!("RUN {mount} pip install x"), Some("/root/.cache/pip"), true),
            (format!("RUN {mount} uv pip install x"), Some("/root/.cache/uv"), false),
            ("RUN --mount=type=cache,target=/root/.cache uv sync".to_owned(), Some("/root/.cache/uv"), true),
            (format!("USER app\nRUN {mount} pip install x"), Some("/home/app/.cache/pip"), false),
            (format!("USER 1000\nRUN {mount} pip install x"), None, false),
            ("ENV UV_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c/ uv sync".to_owned(), Some("/c"), true),
            ("RUN --mount=type=cache,target=/c pip install --cache-dir /c x".to_owned(), Some("/c"), true),
            ("RUN --mount=type=tmpfs,target=/root/.cache pip install x".to_owned(), Some("/root/.cache/pip"), false),
            ("RUN --mount=type=cache,target=/var/cache/apt apt-get install x".to_owned(), Some("/var/cache/apt"), true),
        ];
        for (lines, folder, mounted) in cases {
            let file = Dockerfile::parse(&format!("FROM a\n{lines}\n"));
            let facts = Facts::new(&file, Context::default());
            let install = &facts.installs[0];
            assert_eq!(facts.cache_dir(install).as_deref(), folder, "{lines}");
            assert_eq!(facts.cache_mount(install).is_some(), mounted, "{lines}");
        }
    }
}
