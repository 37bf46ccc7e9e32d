//! Which words of a command are a script for another shell: `sh -c '…'`, `su -c '…'`, `eval …`. Knows nothing of reading them.

use super::command::{Command, RedirectOp};
use super::options::Options;
use super::source::Source;
use super::word::Word;

const SHELLS: &[&str] = &["sh", "bash", "dash", "ash", "zsh", "ksh"];

/// A script within a command.
pub(super) struct Nested {
    pub source: Source<'static>,
    /// The options that its shell starts with.
    pub options: Options,
}

/// Returns the script that `command` hands to a shell in its words.
pub(super) fn in_words(command: &Command) -> Option<Nested> {
    let (words, options) = match command.program()? {
        "eval" => (command.args(), command.options),
        "su" | "runuser" => (value_of(command.args(), &["-c", "--command"])?, Options::default()),
        name if SHELLS.contains(&name) => {
            let call = Call::new(command.args());
            (call.takes_string.then_some(call.rest.get(..1)?)?, call.options)
        }
        _ => return None,
    };
    let source = Source::of_words(words);
    source.is_readable().then_some(Nested { source, options })
}

/// Returns the options of the shell when `command` is one that reads its script from standard input.
pub(super) fn from_input(command: &Command) -> Option<Options> {
    let call = SHELLS.contains(&command.program()?).then(|| Call::new(command.args()))?;
    let reads_input = call.reads_input || (call.rest.is_empty() && !call.takes_string);
    let has_heredoc = command.redirects.iter().any(|redirect| redirect.op == RedirectOp::Heredoc);
    (reads_input && has_heredoc).then_some(call.options)
}

/// How a shell is called.
struct Call<'a> {
    options: Options,
    takes_string: bool,
    reads_input: bool,
    /// Behind the flags.
    rest: &'a [Word],
}

impl<'a> Call<'a> {
    fn new(args: &'a [Word]) -> Self {
        let (mut at, mut takes_string, mut reads_input) = (0, false, false);
        while let Some(text) = args.get(at).map(|word| word.text.as_str()) {
            let is_flag = text.len() > 1 && text.starts_with(['-', '+']);
            if !is_flag || text == "--" {
                at += usize::from(matches!(text, "--" | "-"));
                reads_input |= text == "-";
                break;
            }
            at += 1;
            if text.starts_with("--") {
                at += usize::from(matches!(text, "--rcfile" | "--init-file"));
                continue;
            }
            takes_string |= text.starts_with('-') && text.contains('c');
            reads_input |= text.contains('s');
            at += text.bytes().filter(|b| matches!(b, b'o' | b'O')).count();
        }
        let at = at.min(args.len());
        let mut options = Options::default();
        options.read(args[..at].iter().map(|word| word.text.as_str()));
        Self { options, takes_string, reads_input, rest: &args[at..] }
    }
}

fn value_of<'a>(args: &'a [Word], names: &[&str]) -> Option<&'a [Word]> {
    let at = args.iter().position(|word| names.contains(&word.text.as_str()))?;
    args.get(at + 1..at + 2)
}
