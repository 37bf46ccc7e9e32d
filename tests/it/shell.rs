//! A clean room for the real binary: an empty home in a temporary folder, an environment of which every variable is known, and the
//! whole outcome of a run as one text that a test can quote.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::harness::fixture;

/// The room; what is in it goes with it.
pub struct Shell {
    dir: TempDir,
    env: Vec<(String, String)>,
}

/// What a run left behind.
pub struct Ran {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// The exit code; -1 when a signal ended the run.
    pub code: i32,
}

impl Shell {
    /// An empty room.
    pub fn new() -> Self {
        let dir = TempDir::new().expect("a temporary folder");
        Self { dir, env: Vec::new() }
    }

    /// Returns the folder of the room; runs start there.
    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    /// Returns where progress and settings lie.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Sets a variable for the runs that follow.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Writes files below the room, their folders included.
    pub fn files(self, files: &[(&str, &str)]) -> Self {
        files.iter().for_each(|(path, text)| self.write(path, text));
        self
    }

    /// Writes one file below the room.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    /// Returns the progress log as it is, empty when there is none.
    pub fn log(&self) -> String {
        fs::read_to_string(self.data().join("progress.jsonl")).unwrap_or_default()
    }

    /// Returns the kinds of the log's events, one after the other.
    pub fn kinds(&self) -> Vec<String> {
        let kind = |line: &str| line.split("\"kind\":\"").nth(1)?.split('"').next().map(str::to_owned);
        self.log().lines().filter_map(kind).collect()
    }

    /// Returns the environment of a run.
    pub fn environment(&self) -> Vec<(String, String)> {
        let home = self.path().join("home").display().to_string();
        let data = self.data().display().to_string();
        // What cannot be written goes into the folder for temporary files: here, and not into that of the machine.
        let room = self.path().display().to_string();
        let folders = [("HOME", home.as_str()), ("SEAWORTHY_DATA_DIR", &data), ("TMPDIR", &room)];
        let fixed = folders.into_iter().chain([("LANG", "C.UTF-8"), ("TZ", "UTC")]);
        let fixed = fixed.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let path = std::env::var("PATH").unwrap_or_default();
        fixed.into_iter().chain([("PATH".to_owned(), path)]).chain(self.env.clone()).collect()
    }

    /// Returns a command that is ready to run, its standard input closed.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command.args(args).current_dir(self.path()).env_clear().envs(self.environment()).stdin(Stdio::null());
        command
    }

    /// Runs without input.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.ran(self.command(args).output().expect("the binary runs"))
    }

    /// Runs on the small course of the fixtures.
    pub fn small(&self, args: &[&str]) -> Ran {
        self.small_input(args, "")
    }

    /// Runs on the small course, with lines typed at it.
    pub fn small_input(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let course = fixture("small").display().to_string();
        self.input(&[&["--course", course.as_str()], args].concat(), input)
    }

    /// Runs with this on standard input.
    pub fn input(&self, args: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = self.command(args);
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut stdin = child.stdin.take().expect("its input");
        let input = input.as_ref().to_vec();
        // A program that stops reading early closes the pipe; that is its right.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("it ends");
        writer.join().expect("the writer ends");
        self.ran(output)
    }

    /// Runs a line of the system's shell; `$0` is the binary.
    pub fn sh(&self, line: &str) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", line, binary()]).current_dir(self.path()).env_clear().envs(self.environment());
        self.ran(command.stdin(Stdio::null()).output().expect("sh runs"))
    }

    fn ran(&self, output: Output) -> Ran {
        let text = |bytes: Vec<u8>| self.neutral(&String::from_utf8(bytes).expect("UTF-8"));
        Ran { out: text(output.stdout), err: text(output.stderr), code: output.status.code().unwrap_or(-1) }
    }

    /// Returns text without what differs from machine to machine and from release to release.
    fn neutral(&self, text: &str) -> String {
        // What has neither a path nor a version in it may be megabytes, and stays as it is.
        if !text.contains('/') && !text.contains('.') {
            return text.to_owned();
        }
        let fixtures = fixture("").display().to_string();
        let room = self.path().display().to_string();
        text.replace(&room, "[ROOM]")
            .replace(fixtures.trim_end_matches('/'), "[FIXTURES]")
            .replace(&format!("seaworthy {}", env!("CARGO_PKG_VERSION")), "seaworthy [VERSION]")
    }
}

impl Ran {
    /// Returns everything as one text: output, errors marked by `!`, the exit code when it is not 0.
    pub fn transcript(&self) -> String {
        let mut text = self.out.clone();
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str("(no line end)\n");
        }
        self.err.lines().for_each(|line| text.push_str(&format!("! {line}\n")));
        if self.code != 0 {
            text.push_str(&format!("exit code {}\n", self.code));
        }
        text
    }
}

/// Returns the path of the binary under test.
pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_seaworthy")
}
