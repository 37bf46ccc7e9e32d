//! The names of the instructions.

/// What an instruction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Keyword {
    /// `ADD`
    Add,
    /// `ARG`
    Arg,
    /// `CMD`
    Cmd,
    /// `COPY`
    Copy,
    /// `ENTRYPOINT`
    Entrypoint,
    /// `ENV`
    Env,
    /// `EXPOSE`
    Expose,
    /// `FROM`
    From,
    /// `HEALTHCHECK`
    Healthcheck,
    /// `LABEL`
    Label,
    /// `MAINTAINER`
    Maintainer,
    /// `ONBUILD`
    Onbuild,
    /// `RUN`
    Run,
    /// `SHELL`
    Shell,
    /// `STOPSIGNAL`
    StopSignal,
    /// `USER`
    User,
    /// `VOLUME`
    Volume,
    /// `WORKDIR`
    Workdir,
    /// A word that is no instruction.
    Unknown,
}

/// All instructions with their names.
pub const KEYWORDS: &[(&str, Keyword)] = &[
    ("ADD", Keyword::Add),
    ("ARG", Keyword::Arg),
    ("CMD", Keyword::Cmd),
    ("COPY", Keyword::Copy),
    ("ENTRYPOINT", Keyword::Entrypoint),
    ("ENV", Keyword::Env),
    ("EXPOSE", Keyword::Expose),
    ("FROM", Keyword::From),
    ("HEALTHCHECK", Keyword::Healthcheck),
    ("LABEL", Keyword::Label),
    ("MAINTAINER", Keyword::Maintainer),
    ("ONBUILD", Keyword::Onbuild),
    ("RUN", Keyword::Run),
    ("SHELL", Keyword::Shell),
    ("STOPSIGNAL", Keyword::StopSignal),
    ("USER", Keyword::User),
    ("VOLUME", Keyword::Volume),
    ("WORKDIR", Keyword::Workdir),
];

impl Keyword {
    /// Reads a name in any case.
    pub fn parse(name: &str) -> Self {
        KEYWORDS
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map_or(Self::Unknown, |(_, keyword)| *keyword)
    }

    /// Returns the name in capitals; empty for [`Keyword::Unknown`].
    pub fn name(self) -> &'static str {
        KEYWORDS.iter().find(|(_, keyword)| *keyword == self).map_or("", |(name, _)| name)
    }

    /// Says whether heredocs may follow.
    pub fn takes_heredocs(self) -> bool {
        matches!(self, Self::Add | Self::Copy | Self::Run)
    }

    /// Says whether variables in its arguments are expanded by the builder.
    pub fn expands(self) -> bool {
        use Keyword::{Add, Arg, Copy, Env, Expose, From, Label, StopSignal, User, Volume, Workdir};
        matches!(self, Add | Arg | Copy | Env | Expose | From | Label | StopSignal | User | Volume | Workdir)
    }
}

/// Says whether `line` opens with an instruction in capitals, as people write them: where reading goes on after a
/// heredoc that has no end.
pub(super) fn opens_instruction(line: &str) -> bool {
    let word = line.split([' ', '\t']).next().unwrap_or_default();
    word.len() < line.len() && KEYWORDS.iter().any(|(name, _)| *name == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_case() {
        assert_eq!(Keyword::parse("RuN"), Keyword::Run);
        assert_eq!(Keyword::parse("stopsignal"), Keyword::StopSignal);
        assert_eq!(Keyword::parse("RUN\u{a0}x"), Keyword::Unknown);
        assert_eq!(Keyword::parse(""), Keyword::Unknown);
        assert!(KEYWORDS.iter().all(|(name, keyword)| keyword.name() == *name && Keyword::parse(name) == *keyword));
        assert!(opens_instruction("RUN x") && !opens_instruction("run x") && !opens_instruction("RUN"));
    }
}
