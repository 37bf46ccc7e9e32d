//! Prefix commands: programs that run the rest of their words as a command. Adding one is one line of the table.

use super::word::Word;

/// Nobody stacks more of them; the rest stays arguments.
const DEEPEST: usize = 8;

struct Wrapper {
    name: &'static str,
    /// Flags whose value is the next word.
    valued: &'static [&'static str],
    /// Flags with which it runs nothing.
    asks: &'static [&'static str],
    /// Words before the command: the duration of `timeout`, the user of `gosu`.
    before: usize,
    /// `NAME=value` words may stand before the command.
    assigns: bool,
}

const fn plain(name: &'static str, valued: &'static [&'static str], before: usize) -> Wrapper {
    Wrapper { name, valued, asks: &[], before, assigns: false }
}

const SUDO: &[&str] = &[
    "-u", "-g", "-h", "-p", "-C", "-U", "-D", "-R", "-T", "-r", "-t", "--user", "--group", "--host", "--prompt",
    "--chdir",
];
const XARGS: &[&str] = &[
    "-I",
    "-n",
    "-P",
    "-L",
    "-d",
    "-a",
    "-E",
    "-s",
    "--max-args",
    "--max-procs",
    "--max-lines",
    "--delimiter",
    "--arg-file",
    "--max-chars",
];

const WRAPPERS: &[Wrapper] = &[
    Wrapper { assigns: true, ..plain("env", &["-u", "-C", "--unset", "--chdir"], 0) },
    Wrapper { assigns: true, asks: &["-l", "-v", "-k", "-K", "--list", "--validate"], ..plain("sudo", SUDO, 0) },
    Wrapper { asks: &["-v", "-V"], ..plain("command", &[], 0) },
    plain("builtin", &[], 0),
    plain("busybox", &[], 0),
    plain("chroot", &["--userspec", "--groups"], 1),
    plain("doas", &["-u", "-C"], 0),
    plain("dumb-init", &["--rewrite", "-r"], 0),
    plain("eatmydata", &[], 0),
    plain("exec", &["-a"], 0),
    plain("fakeroot", &[], 0),
    plain("gosu", &[], 1),
    plain("ionice", &["-c", "-n"], 0),
    plain("nice", &["-n", "--adjustment"], 0),
    plain("nohup", &[], 0),
    Wrapper { asks: &["-c", "--command"], ..plain("runuser", &["-u", "-g", "-G", "--user", "--group"], 0) },
    plain("setpriv", &["--reuid", "--regid", "--groups"], 0),
    plain("setsid", &[], 0),
    plain("stdbuf", &["-i", "-o", "-e"], 0),
    plain("su-exec", &[], 1),
    plain("time", &["-f", "-o", "--format", "--output"], 0),
    plain("timeout", &["-s", "-k", "--signal", "--kill-after"], 1),
    plain("tini", &["-p", "-e"], 0),
    plain("xargs", XARGS, 0),
];

/// What was found before the program.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Peeled {
    /// Indices of the prefix commands.
    pub wrappers: Vec<usize>,
    /// Indices of the assignments given to them.
    pub assignments: Vec<usize>,
    /// Index of the program.
    pub program: usize,
}

/// Finds the program behind the prefix commands of `words`.
pub(super) fn peel(words: &[Word]) -> Peeled {
    let mut peeled = Peeled::default();
    while let Some(word) = words.get(peeled.program).filter(|_| peeled.wrappers.len() < DEEPEST) {
        let Some(wrapper) = WRAPPERS.iter().find(|wrapper| wrapper.name == word.file_name()) else { break };
        let Some((next, assignments)) = behind(wrapper, words, peeled.program + 1) else { break };
        peeled.wrappers.push(peeled.program);
        peeled.assignments.extend(assignments);
        peeled.program = next;
    }
    peeled
}

fn behind(wrapper: &Wrapper, words: &[Word], first: usize) -> Option<(usize, Vec<usize>)> {
    let (mut at, mut left, mut flags, mut assignments) = (first, wrapper.before, true, Vec::new());
    loop {
        let text = words.get(at)?.text.as_str();
        if flags && text == "--" {
            flags = false;
        } else if flags && text.len() > 1 && text.starts_with('-') {
            if wrapper.asks.contains(&text) {
                return None;
            }
            at += usize::from(wrapper.valued.contains(&text));
        } else if wrapper.assigns && is_assignment(text) {
            assignments.push(at);
        } else if left > 0 {
            left -= 1;
        } else {
            return Some((at, assignments));
        }
        at += 1;
    }
}

fn is_assignment(text: &str) -> bool {
    let name = text.split_once('=').map_or("", |(name, _)| name);
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}
