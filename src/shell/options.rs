//! The shell options that change what a failing command does, and how `set` and a shell's own flags turn them on. Knows nothing of
//! where they are in force.

/// Options of a shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// `-e`: a failing command ends the script.
    pub errexit: bool,
    /// `-u`: an unset variable is an error.
    pub nounset: bool,
    /// `-x`: commands are printed.
    pub xtrace: bool,
    /// `-o pipefail`: a pipeline fails when any part of it does.
    pub pipefail: bool,
}

impl Options {
    /// Returns the options that a shell starts with when called so: the words of a `SHELL` instruction, program included.
    pub fn of_shell<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut options = Self::default();
        options.read(words.into_iter().skip(1));
        options
    }

    /// Applies the arguments of `set` or the flags of a shell, up to the first word that is no flag.
    pub(super) fn read<'w>(&mut self, words: impl IntoIterator<Item = &'w str>) {
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let (on, letters) = match (word.strip_prefix('-'), word.strip_prefix('+')) {
                (Some("" | "-"), _) | (None, None) | (_, Some("")) => return,
                (Some(long), _) if long.starts_with('-') => continue,
                (Some(letters), _) => (true, letters),
                (_, Some(letters)) => (false, letters),
            };
            for letter in letters.chars() {
                match letter {
                    'e' => self.errexit = on,
                    'u' => self.nounset = on,
                    'x' => self.xtrace = on,
                    'o' => self.name(words.next().unwrap_or_default(), on),
                    _ => {}
                }
            }
        }
    }

    fn name(&mut self, name: &str, on: bool) {
        match name {
            "errexit" => self.errexit = on,
            "nounset" => self.nounset = on,
            "xtrace" => self.xtrace = on,
            "pipefail" => self.pipefail = on,
            _ => {}
        }
    }
}
