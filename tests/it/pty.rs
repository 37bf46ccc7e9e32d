//! The real binary in a real pseudo-terminal: what it does to the terminal, and that it gives it back on every way out. Nothing here
//! waits for a time to pass: every step waits for what is to be seen.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

use crate::harness::fixture;
use crate::shell::{Shell, binary};

/// How long a screen may take to come before the test fails; generous, as machines that build are slow.
const PATIENCE: Duration = Duration::from_secs(60);

/// A terminal with the tutor in it.
struct Pty {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    slave: Box<dyn SlavePty + Send>,
    keyboard: Box<dyn Write + Send>,
    glass: Arc<Glass>,
    reader: JoinHandle<()>,
    /// The terminal's modes before the tutor came.
    modes: String,
}

/// What the terminal shows.
struct Glass {
    seen: Mutex<Seen>,
    changed: Condvar,
}

struct Seen {
    terminal: vt100::Parser,
    raw: Vec<u8>,
    /// The reader is to let go of the terminal.
    let_go: bool,
}

/// How the tutor left.
struct Left {
    code: u32,
    raw: String,
    screen: String,
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).expect("not zero")
}

impl Pty {
    fn start(shell: &Shell, (columns, rows): (u16, u16), args: &[&str]) -> Self {
        let mut command = CommandBuilder::new(binary());
        command.args(args);
        Self::start_command(shell, (columns, rows), command)
    }

    fn start_command(shell: &Shell, (columns, rows): (u16, u16), mut command: CommandBuilder) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        command.cwd(shell.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        shell.environment().iter().for_each(|(name, value)| command.env(name, value));
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the binary runs");
        let mut output = pair.master.try_clone_reader().expect("its output");
        let keyboard = pair.master.take_writer().expect("its input");
        let terminal = vt100::Parser::new(cells(rows), cells(columns), 0);
        let seen = Mutex::new(Seen { terminal, raw: Vec::new(), let_go: false });
        let glass = Arc::new(Glass { seen, changed: Condvar::new() });
        let shared = Arc::clone(&glass);
        let reader = std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                let mut seen = shared.seen.lock().expect("no panic");
                seen.terminal.process(&bytes[..count]);
                seen.raw.extend_from_slice(&bytes[..count]);
                shared.changed.notify_all();
                if seen.let_go {
                    return;
                }
            }
        });
        Self { child, master: pair.master, slave: pair.slave, keyboard, glass, reader, modes }
    }

    /// Waits until the screen is as it should be.
    #[track_caller]
    fn wait(&self, what: &str, is_there: impl Fn(&vt100::Screen) -> bool) {
        let seen = self.glass.seen.lock().expect("no panic");
        let (seen, over) = self
            .glass
            .changed
            .wait_timeout_while(seen, PATIENCE, |seen| !is_there(seen.terminal.screen()))
            .expect("no panic");
        assert!(!over.timed_out(), "never saw {what}; the screen is\n{}", seen.terminal.screen().contents());
    }

    /// Waits until the screen shows a text.
    #[track_caller]
    fn shows(&self, text: &str) {
        self.wait(text, |screen| screen.contents().contains(text));
    }

    fn type_keys(&mut self, keys: &str) {
        self.keyboard.write_all(keys.as_bytes()).expect("a keyboard");
        self.keyboard.flush().expect("a keyboard");
    }

    fn resize(&self, columns: u16, rows: u16) {
        self.glass.seen.lock().expect("no panic").terminal.set_size(cells(rows), cells(columns));
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("a resize");
    }

    fn signal(&self, name: &str) {
        let pid = self.child.process_id().expect("it runs").to_string();
        assert!(Command::new("kill").args([name, &pid]).status().expect("kill").success());
    }

    /// Waits until the tutor has ended and checks that the terminal is as it was.
    #[track_caller]
    fn ended(mut self) -> Left {
        let code = wait_for_end(&mut *self.child);
        assert_eq!(modes(&*self.master), self.modes, "the terminal's modes are not what they were");
        // With the last user of the slave side gone, the reader comes to the end.
        drop(self.slave);
        self.reader.join().expect("no panic");
        let seen = self.glass.seen.lock().expect("no panic");
        let screen = seen.terminal.screen();
        assert!(!screen.alternate_screen(), "the alternate screen was not left");
        assert!(!screen.hide_cursor(), "the cursor is still hidden");
        assert!(!screen.bracketed_paste(), "bracketed paste is still on");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is still captured");
        let raw = String::from_utf8_lossy(&seen.raw).into_owned();
        Left { code, raw, screen: screen.contents() }
    }
}

#[track_caller]
fn wait_for_end(child: &mut (dyn Child + Send + Sync)) -> u32 {
    let since = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("a child") {
            return status.exit_code();
        }
        if since.elapsed() > PATIENCE {
            let _ = child.kill();
            panic!("the tutor did not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().expect("the terminal's modes"))
}

fn small() -> String {
    fixture("small").display().to_string()
}

/// A page with one short paragraph for every number.
fn long_page(shell: &Shell) -> &'static str {
    let text: String = (1..=600).map(|n| format!("Paragraph {n}.\n\n")).collect();
    shell.write("long.md", text);
    "./long.md"
}

#[test]
fn the_first_start_shows_the_tour_and_leaves_nothing_behind() {
    let shell = Shell::new();
    let mut pty = Pty::start(&shell, (80, 24), &[]);
    pty.shows("Two minutes aboard");
    pty.wait("the alternate screen", vt100::Screen::alternate_screen);
    assert_ne!(modes(&*pty.master), pty.modes, "raw while the tutor runs");
    pty.type_keys("q");
    pty.shows("Seaworthy: Python images");
    pty.type_keys("q");
    let left = pty.ended();
    assert_eq!((left.code, left.screen.trim()), (0, ""), "{}", left.screen);
    // A terminal that answers nothing is no problem: nothing is asked of it. (Cursor, device, colours, keyboard, modes.)
    for question in ["\x1b[6n", "\x1b[c", "\x1b[0c", "\x1b[>c", "\x1b[?u", ";?", "$p", "\x1bP+q", "\x1b[5n", "\x1b[18t"]
    {
        assert!(!left.raw.contains(question), "{question:?}");
    }
    assert!(shell.log().contains("tour/tour"), "{}", shell.log());
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let shell = Shell::new();
    let pty = Pty::start(&shell, (80, 24), &["--course", &small()]);
    pty.shows("A small course");
    for (columns, rows) in [(40, 10), (120, 40), (1, 1), (500, 200), (60, 15)] {
        pty.resize(columns, rows);
        match (columns, rows) {
            (40, 10) => pty.shows("Make it larger"),
            (1, 1) => {}
            // The footer stands in the last line of the new size, the title in the first.
            _ => pty.wait("home in the new size", |screen| {
                let lines: Vec<String> = screen.rows(0, columns).collect();
                lines.len() == usize::from(rows)
                    && lines[0].contains("seaworthy")
                    && lines[0].trim_end().ends_with("A small course")
                    && lines[lines.len() - 1].contains("quit")
            }),
        }
    }
    pty.signal("-TERM");
    assert_eq!(pty.ended().code, 0);
}

#[test]
fn every_way_out_gives_the_terminal_back_and_keeps_the_place() {
    for way in ["C-c", "-TERM", "-HUP", "-INT", "-QUIT"] {
        let shell = Shell::new();
        let page = long_page(&shell);
        let mut pty = Pty::start(&shell, (80, 24), &["learn", page]);
        pty.shows("Paragraph 1.");
        pty.type_keys("  ");
        pty.wait("the third screen", |screen| screen.contents().contains("Paragraph 25."));
        match way {
            "C-c" => pty.type_keys("\x03"),
            signal => pty.signal(signal),
        }
        let left = pty.ended();
        assert_eq!(left.code, 0, "{way}: {}", left.screen);
        assert!(shell.kinds().contains(&"left".to_owned()), "{way}: {}", shell.log());
    }
}

#[test]
fn a_signal_is_heard_in_the_middle_of_a_key_sequence() {
    let shell = Shell::new();
    let page = long_page(&shell);
    for half in ["\x1b[", "\x1b[200~half a paste", "\x1bO", "\x1b[<0;1"] {
        let mut pty = Pty::start(&shell, (80, 24), &["learn", page]);
        pty.shows("Paragraph 1.");
        pty.type_keys(half);
        pty.signal("-TERM");
        assert_eq!(pty.ended().code, 0, "{half:?}");
    }
}

#[test]
fn a_closed_window_ends_the_tutor_and_keeps_the_place() {
    let shell = Shell::new();
    let page = long_page(&shell);
    let mut pty = Pty::start(&shell, (80, 24), &["learn", page]);
    pty.shows("Paragraph 1.");
    pty.type_keys("  ");
    pty.shows("Paragraph 25.");
    pty.glass.seen.lock().expect("no panic").let_go = true;
    pty.type_keys("?");
    let Pty { mut child, master, slave, keyboard, reader, .. } = pty;
    reader.join().expect("no panic");
    drop((slave, keyboard, master));
    wait_for_end(&mut *child);
    assert!(shell.kinds().contains(&"left".to_owned()), "{}", shell.log());
}

#[test]
#[cfg(debug_assertions)]
fn a_panic_gives_the_terminal_back() {
    let shell = Shell::new().env("SEAWORTHY_PANIC", "1");
    let mut pty = Pty::start(&shell, (80, 24), &["--course", &small()]);
    pty.shows("A small course");
    pty.type_keys("j");
    let left = pty.ended();
    assert_ne!(left.code, 0);
    assert!(left.screen.contains("SEAWORTHY_PANIC"), "the message can be read: {}", left.screen);
}

#[test]
fn a_held_key_loses_nothing() {
    let shell = Shell::new();
    let page = long_page(&shell);
    let mut pty = Pty::start(&shell, (80, 24), &["learn", page]);
    pty.shows("Paragraph 1.");
    let row_of = |screen: &vt100::Screen, text: &str| screen.rows(0, 80).position(|row| row.trim() == text);
    let row = row_of(pty.glass.seen.lock().expect("no panic").terminal.screen(), "Paragraph 1.").expect("a row");
    // A paragraph and the blank below it are two lines.
    pty.type_keys(&"\x1b[B".repeat(200));
    pty.wait("paragraph 101 in the place of the first", |screen| row_of(screen, "Paragraph 101.") == Some(row));
    pty.type_keys(&"\x1b[A".repeat(700));
    pty.wait("the beginning", |screen| row_of(screen, "Paragraph 1.") == Some(row));
    pty.type_keys(&format!("{}\x03", "\x1b[B".repeat(600)));
    assert_eq!(pty.ended().code, 0);
    assert!(shell.kinds().contains(&"left".to_owned()), "{}", shell.log());
}

#[test]
fn two_instances_at_once_lose_no_answer() {
    let shell = Shell::new();
    let args = ["--course", &small(), "quiz", "rope"];
    let mut both = [Pty::start(&shell, (80, 24), &args), Pty::start(&shell, (80, 24), &args)];
    both.iter().for_each(|pty| pty.shows("Which rope goes first?"));
    both.iter_mut().for_each(|pty| pty.type_keys("1\r"));
    both.iter().for_each(|pty| pty.shows("The wind decides"));
    both.iter_mut().for_each(|pty| pty.type_keys("qq"));
    for pty in both {
        assert_eq!(pty.ended().code, 0);
    }
    let answers = shell.kinds().iter().filter(|kind| *kind == "answered").count();
    assert_eq!(answers, 2, "{}", shell.log());
}

#[test]
fn a_full_disk_is_shown_and_does_not_end_the_lesson() {
    let shell = Shell::new();
    std::fs::create_dir_all(shell.data()).expect("a folder");
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "ulimit -f 0; exec \"$@\"", "sh", binary(), "--course", &small(), "learn", "rope"]);
    let mut pty = Pty::start_command(&shell, (80, 24), command);
    pty.shows("The boat was gone");
    pty.shows("! ");
    pty.type_keys("G");
    pty.shows("Two ropes are better");
    pty.type_keys("qq");
    let left = pty.ended();
    assert_eq!(left.code, 1, "{}", left.screen);
    let said = left.screen.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("events could not be written and are lost"), "{}", left.screen);
}

/// Starts the tutor as a host would, with a person's keys to come.
fn kiosk(shell: &Shell, more: &[&str]) -> Pty {
    let (course, data) = (small(), shell.data().display().to_string());
    let line = ["--kiosk", "--course", &course, "--data-dir", &data, "--profile", "ada"];
    Pty::start(shell, (80, 24), &[&line, more].concat())
}

#[test]
fn a_kiosk_stops_for_nobody_and_starts_nothing() {
    let canary = "an editor was here";
    let shell = Shell::new()
        .env("EDITOR", "touch started")
        .env("VISUAL", "touch started")
        .env("PAGER", "touch started")
        .env("SHELL", "touch started")
        .files(&[("Dockerfile", &format!("FROM scratch\n# {canary}\n"))]);
    let mut pty = kiosk(&shell, &[]);
    pty.shows("A small course");
    pty.type_keys("\x1a");
    pty.signal("-TSTP");
    // It still listens: the check screen comes, without the Dockerfile that lies here.
    pty.type_keys("c");
    pty.shows("There is no check here");
    pty.type_keys("q");
    pty.shows("A small course");
    for keys in ["e", "!", ":", "\x1b:", "v", "s", "x", "r", "\x0f", "\x18", "\x07"] {
        pty.type_keys(keys);
    }
    pty.type_keys("\x03");
    let left = pty.ended();
    assert_eq!(left.code, 0, "{}", left.screen);
    assert!(!left.raw.contains(canary) && !shell.path().join("started").exists());
}

#[test]
fn a_kiosk_writes_answers_into_one_folder_whoever_else_is_there() {
    let shell = Shell::new();
    let mut both = [kiosk(&shell, &["quiz", "rope"]), kiosk(&shell, &["quiz", "rope"])];
    both.iter().for_each(|pty| pty.shows("Which rope goes first?"));
    both.iter_mut().for_each(|pty| pty.type_keys("1\r"));
    both.iter().for_each(|pty| pty.shows("The wind decides"));
    for pty in &both {
        pty.signal("-HUP");
    }
    for pty in both {
        assert_eq!(pty.ended().code, 0);
    }
    let log = std::fs::read_to_string(shell.data().join("profiles/ada/progress.jsonl")).expect("a log");
    assert_eq!(log.matches("\"answered\"").count(), 2, "{log}");
    assert_eq!(shell.log(), "", "nothing beside it");
}

#[test]
fn daily_asks_in_the_terminal_and_gives_the_shell_back() {
    let shell = Shell::new();
    // Answered in 2001, by a key that the question has not any more.
    let answer = concat!(
        r#"{"id":"00000000000000000000000000000001","t":1000000000000,"v":1,"kind":"answered","question":"harbour/kinds#find","#,
        r#""key":"0000000000000001","shown":[0],"chosen":[0],"verdict":"wrong","confidence":null,"seconds":3,"mode":"quiz","#,
        r#""sitting":"00000000000000000000000000000009"}"#,
        "\n"
    );
    shell.write("data/progress.jsonl", answer);
    let mut pty = Pty::start(&shell, (80, 24), &["--course", &small(), "daily"]);
    pty.shows("line numbers> ");
    pty.type_keys("1\r");
    pty.shows("quiz> ");
    pty.type_keys("\r");
    let left = pty.ended();
    assert_eq!(left.code, 0, "{}", left.screen);
    assert!(
        left.screen.contains("1 of 1 right at the first try. The next question comes in 2 days."),
        "{}",
        left.screen
    );
    assert!(!left.raw.contains("\x1b[?1049h"), "the full screen was taken");
    assert_eq!(shell.kinds(), ["answered", "sat", "answered"]);
}
