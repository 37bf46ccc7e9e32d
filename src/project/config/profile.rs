//! The three profiles: which rules a project starts from, and how bad they are. Tables only.

use crate::diagnostic::Severity;
use crate::lint::{Options, RULES};

/// Which rules a project starts from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Profile {
    /// Every rule but the strict ones, each at its own level: what somebody who learns should see.
    #[default]
    Learner,
    /// For an image that is shipped: matters of style are left out, and what is a remark to a learner but a risk in operation is a
    /// warning (the table `RAISED`).
    Production,
    /// All rules, the strict ones and those of style too, with the levels of production; a comment of ours that ignores a rule has to
    /// say why.
    Strict,
}

/// All profiles by name.
pub const PROFILES: [(&str, Profile); 3] =
    [("learner", Profile::Learner), ("production", Profile::Production), ("strict", Profile::Strict)];

/// Remarks that are warnings where an image is shipped: it changes by itself, it keeps known holes, it is refused by a cluster that
/// wants to see that the user is not root.
pub(super) const RAISED: &[&str] = &["base-floating", "os-upgrade-missing", "user-not-numeric"];

impl Profile {
    /// Returns the profile of this name.
    pub fn named(name: &str) -> Option<Self> {
        PROFILES.iter().find(|(known, _)| *known == name).map(|(_, profile)| *profile)
    }

    /// Returns the options to start from. A rule with a level of its own among `levels` is not left out for being one of style.
    pub fn options(self, levels: &[(String, Severity)]) -> Options {
        let raised = || RAISED.iter().map(|slug| ((*slug).to_owned(), Severity::Warning)).collect();
        match self {
            Self::Learner => Options::default(),
            Self::Production => {
                let is_told = |rule: &crate::lint::Rule| levels.iter().any(|(name, _)| rule.is_called(name));
                let style = RULES.iter().filter(|rule| rule.level == Severity::Style && !is_told(rule));
                let ignore = style.map(|rule| rule.slug.to_owned()).collect();
                Options { ignore, levels: raised(), ..Options::default() }
            }
            Self::Strict => Options { levels: raised(), strict: true, reasons: true, ..Options::default() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_raised_is_a_remark_otherwise() {
        for slug in RAISED {
            let rule = RULES.iter().find(|rule| rule.slug == *slug);
            assert_eq!(rule.map(|rule| rule.level), Some(Severity::Note), "{slug}");
        }
    }

    #[test]
    fn who_gets_what() {
        let runs = |profile: Profile, slug| {
            let rule = RULES.iter().find(|rule| rule.slug == slug).unwrap();
            profile.options(&[]).runs(rule)
        };
        let each = |slug| [Profile::Learner, Profile::Production, Profile::Strict].map(|profile| runs(profile, slug));
        assert_eq!(each("user-missing"), [true, true, true]);
        assert_eq!(each("maintainer-used"), [true, false, true]);
        assert_eq!(each("base-no-digest"), [false, false, true]);
    }
}
