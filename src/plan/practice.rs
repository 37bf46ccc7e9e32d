//! The practices of the course as data: how each is seen, and how a person can look. Compiled in by `build.rs` from
//! `assets/practices.toml`, so that nothing is parsed. Judges nothing.

include!(concat!(env!("OUT_DIR"), "/practices.rs"));

/// One practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Practice {
    /// `security/run-as-non-root`, the id of its lesson.
    pub id: &'static str,
    /// What to do.
    pub title: &'static str,
    /// 1 essential, 2 solid, 3 advanced.
    pub level: u8,
    /// What files can say about it: `yes`, `part`, `no`.
    pub visible: &'static str,
    /// It applies where all of these hold: names of `when`.
    pub when: &'static [&'static str],
    /// Rules whose findings show that it is missing.
    pub rules: &'static [&'static str],
    /// Where it applies, silent rules prove it.
    pub silence: bool,
    /// What else is looked for: a name of `look`.
    pub look: Option<&'static str>,
    /// How bad it is where the look does not find it: `error`, `warning`; info without.
    pub missing: Option<&'static str>,
    /// Rules that are still to come.
    pub planned: &'static [&'static str],
    /// Why nothing sees it, or not all of it.
    pub unseen: Option<&'static str>,
    /// What a person can do to see it. `app` is the image, `t` a running container of it.
    pub verify: &'static str,
}

/// A part of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chapter {
    /// `security`
    pub id: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Its practices, in order.
    pub practices: &'static [Practice],
}

/// Returns the chapters, in the order of the course.
pub fn chapters() -> &'static [Chapter] {
    CHAPTERS
}

/// Returns all practices, in the order of the course.
pub fn practices() -> impl Iterator<Item = &'static Practice> {
    CHAPTERS.iter().flat_map(|chapter| chapter.practices)
}

impl Practice {
    /// Returns the id of its chapter.
    pub fn chapter(&self) -> &'static str {
        self.id.split('/').next().unwrap_or_default()
    }
}
