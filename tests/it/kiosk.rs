//! The kiosk from outside: what a person may do who reaches the program over a line that somebody else hosts, and what is said when
//! they may not. The room stands for the host's machine: nothing in it but the course and the person's own folder may be seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use clap::CommandFactory;
use seaworthy::cli::args::Cli;
use snapbox::{assert_data_eq, str};

use crate::harness::fixture;
use crate::shell::{Ran, Shell};

/// What no kiosk may show.
const CANARY: &str = "a canary sings";

/// A host's machine with files in the folder where sshd starts the program.
fn machine() -> Shell {
    let text = format!("# {CANARY}\n");
    let shell = Shell::new().files(&[
        ("canary.md", &text),
        ("canary", &text),
        ("Dockerfile", &format!("FROM scratch\n# {CANARY}\nRUN {CANARY}\n")),
        (".seaworthy.toml", &format!("{CANARY}\n")),
        ("other/lessons/course.toml", &format!("format = 1\ntitle = \"{CANARY}\"\n")),
        ("pack/glossary.toml", &format!("canary = \"{CANARY}\"\n")),
        ("session.toml", &text),
        ("results/ada.json", &text),
    ]);
    shell.write("events.jsonl", format!("{{\"{CANARY}\":1}}\n"));
    shell
}

/// Runs as sshd would: the host's line, the person's wish, lines typed.
fn wished(shell: Shell, wish: &str, lines: &str) -> Ran {
    let course = fixture("small").display().to_string();
    let data = shell.data().display().to_string();
    let line = ["--kiosk", "--data-dir", &data, "--profile", "ada", "--course", &course];
    let shell = if wish.is_empty() { shell } else { shell.env("SSH_ORIGINAL_COMMAND", wish) };
    shell.input(&line, lines)
}

fn told(wish: &str) -> String {
    wished(machine(), wish, "").transcript()
}

#[test]
fn what_a_kiosk_has() {
    assert_data_eq!(
        told("list --plain"),
        str![[r#"
In the harbour (harbour): 0 of 2 read, 1 planned
  new      rope     Tie the boat before you step off
  new      kinds    One question of every kind
  planned  fenders  Hang out the fenders

At anchor (anchor): 1 planned, none written yet
  planned  chain    Count the chain

"#]]
    );
    assert_data_eq!(
        told("seaworthy progress export"),
        str![[r#"
"#]]
    );
    assert_data_eq!(
        told("--help"),
        str![[r#"
Learn to build production-ready container images for Python, in the terminal

Usage: seaworthy [OPTIONS] [COMMAND]

Commands:
  learn      Open the tutor, at a lesson when one is named
  list       List chapters and lessons with what you have read
  show       Print a lesson or a Markdown file
  glossary   Explain a word of the glossary, or list them all
  checklist  Print the checklist of a chapter, or of the whole course
  quiz       Answer questions
  place      Prove what you know of a chapter, so that you need not read it
  exam       Take an exam: no feedback before the end, a result, a certificate
  review     Answer what is due: what you answered before and are about to forget
  daily      Answer three questions that are due, line by line, and be done; fit for a shell login
  progress   Show how far you are; export, import and reset
  rule       Tell what a rule finds, why, and what to write instead
  rules      List the rules along the chapters of the course
  parse      Show a Dockerfile as the builder reads it
  why        Say why each line of a Dockerfile is there, and which lesson teaches it
  help       Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Options of every command:
      --plain         Plain text on standard output and input, fit for screen readers and pipes
      --color <WHEN>  When to use colours; auto means on a terminal, unless NO_COLOR is set
                      [default: auto] [possible values: auto, always, never]
      --theme <NAME>  Theme for this run
      --ascii         Draw with ASCII signs only

This is a kiosk: it opens pages of the course and keeps your progress, and reads no other file.

"#]]
    );
    let text = wished(machine(), "why -", "FROM python:3.14-slim-trixie\n");
    assert!(text.code == 0 && text.out.contains("FROM python"), "{}", text.transcript());
    assert_eq!(wished(machine(), "parse -", "FROM python:3.14-slim-trixie\n").code, 0);
    assert_eq!(wished(machine(), "show -", "# Sent\n").code, 0);
}

#[test]
fn what_a_kiosk_refuses() {
    for (wish, expected) in [
        (
            "sh",
            str![[r#"
! seaworthy: a kiosk has no `sh`; it has learn, list, show, glossary, checklist, quiz, exam, progress, place, review, daily, rule, rules, parse, why
exit code 2

"#]],
        ),
        (
            "scp -f canary",
            str![[r#"
! seaworthy: a kiosk has no `scp`; it has learn, list, show, glossary, checklist, quiz, exam, progress, place, review, daily, rule, rules, parse, why
exit code 2

"#]],
        ),
        (
            "check .",
            str![[r#"
! seaworthy: a kiosk has no `check`: it reads files of the machine that hosts it; run it on your own machine
exit code 2

"#]],
        ),
        (
            "context",
            str![[r#"
! seaworthy: a kiosk has no `context`: it reads files of the machine that hosts it; run it on your own machine
exit code 2

"#]],
        ),
        (
            "learn ./canary.md",
            str![[r#"
! seaworthy: a kiosk opens no file, and no page is called `./canary.md`; `seaworthy list` shows the pages
exit code 2

"#]],
        ),
        (
            "show canary.md",
            str![[r#"
! seaworthy: a kiosk opens no file, and no page is called `canary.md`; `seaworthy list` shows the pages
exit code 2

"#]],
        ),
        (
            "show canary",
            str![[r#"
! seaworthy: there is no lesson `canary`; `seaworthy list` shows them all
exit code 2

"#]],
        ),
        (
            "why Dockerfile",
            str![[r#"
! seaworthy: a kiosk opens no file, and no page is called `Dockerfile`; `seaworthy list` shows the pages
exit code 2

"#]],
        ),
        (
            "parse Dockerfile",
            str![[r#"
! seaworthy: a kiosk opens no file, and so not `Dockerfile`; write - and send the text on standard input
exit code 2

"#]],
        ),
        (
            "progress export taken.jsonl",
            str![[r#"
! seaworthy: a kiosk has no [FILE] for `progress export`: it may name a file of the machine that hosts it; leave it out
exit code 2

"#]],
        ),
        (
            "progress import events.jsonl",
            str![[r#"
! seaworthy: a kiosk has no `progress import`: what counts here is what was done here
exit code 2

"#]],
        ),
        (
            "content check other",
            str![[r#"
! seaworthy: a kiosk has no `content`: it is for authors; run it on your own machine
exit code 2

"#]],
        ),
        (
            "doctor",
            str![[r#"
! seaworthy: a kiosk has no `doctor`: it tells where files lie; whoever hosts it runs it
exit code 2

"#]],
        ),
        (
            "list --course other",
            str![[r#"
! seaworthy: `--course` is for whoever hosts this kiosk; leave it out
exit code 2

"#]],
        ),
        (
            "--data-dir results quiz",
            str![[r#"
! seaworthy: `--data-dir` is for whoever hosts this kiosk; leave it out
exit code 2

"#]],
        ),
    ] {
        assert_data_eq!(told(wish), expected);
    }
}

#[test]
fn a_host_who_says_too_little_is_told() {
    let refused = |args: &[&str]| Shell::new().env("SEAWORTHY_KIOSK", "0").run(args).transcript();
    assert_data_eq!(
        refused(&["--profile", "ada"]),
        str![[r#"
! seaworthy: a kiosk takes no folder from the environment; the host adds --data-dir DIR to its line
exit code 2

"#]]
    );
    assert_data_eq!(
        refused(&["--data-dir", "data", "--profile", ""]),
        str![[r#"
! seaworthy: `` cannot be a profile; use lower-case letters, digits and inner hyphens, as in --profile at-work
exit code 2

"#]]
    );
}

/// Returns every file of the room but those of the program's own folders, with its text.
fn files(shell: &Shell) -> BTreeMap<String, Vec<u8>> {
    fn walk(root: &Path, folder: &Path, out: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                out.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap());
            }
        }
    }
    let mut out = BTreeMap::new();
    walk(shell.path(), shell.path(), &mut out);
    out
}

/// Returns every subcommand there is, with its arguments set to the name of a file, one at a time.
fn every_use_of(file: &str) -> Vec<String> {
    fn walk(command: &clap::Command, path: &str, file: &str, out: &mut Vec<String>) {
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let path = format!("{path} {}", sub.get_name()).trim().to_owned();
            out.push(format!("{path} {file}"));
            for long in sub.get_arguments().filter_map(clap::Arg::get_long).filter(|long| *long != "help") {
                out.push(format!("{path} --{long} {file}"));
                out.push(format!("--{long} {file} {path}"));
            }
            walk(sub, &path, file, out);
        }
    }
    let mut out = Vec::new();
    walk(&Cli::command(), "", file, &mut out);
    out
}

#[test]
fn no_argument_reaches_a_file_or_tells_whether_it_exists() {
    let shell = machine();
    let before = files(&shell);
    let course = fixture("small").display().to_string();
    let data = shell.data().display().to_string();
    let run = |dir: &Path, wish: &str| {
        let mut command = shell.command(&["--kiosk", "--data-dir", &data, "--profile", "ada", "--course", &course]);
        let ran = command.env("SSH_ORIGINAL_COMMAND", wish).current_dir(dir).output().expect("it runs");
        (ran.status.code(), String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap())
    };
    let elsewhere = tempfile::tempdir().unwrap();
    let mut wishes = every_use_of("canary");
    for file in ["canary.md", "./canary", "Dockerfile", "other", ".", "events.jsonl"] {
        // One argument each is enough for the other shapes of a name.
        wishes.extend(every_use_of(file).into_iter().filter(|wish| !wish.contains("--")));
    }
    for wish in &wishes {
        let (code, here) = run(shell.path(), wish);
        assert!(!here.contains(CANARY), "{wish}: {here}");
        assert!(matches!(code, Some(0..=2)), "{wish}: {code:?} {here}");
        assert_eq!((code, here), run(elsewhere.path(), wish), "`{wish}` says whether there is such a file");
    }
    let mut after = files(&shell);
    after.retain(|path, _| !path.starts_with("data/profiles/ada/"));
    assert_eq!(before, after, "a file was written, changed or removed");
}

#[test]
fn the_check_screen_says_why_it_is_not_there() {
    assert_data_eq!(
        wished(machine(), "--plain", "check\nback\nquit\n").transcript(),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> 
There is no check here: the tutor runs on another machine than yours, and opens no project there.
Run `seaworthy check` on your own machine, in the folder of your project.

An empty line goes back.
check> 
A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> (no line end)

"#]]
    );
}

#[test]
fn progress_lies_where_the_hosts_line_says_and_nowhere_else() {
    let shell = Shell::new();
    let own = shell.path().join("class").display().to_string();
    let course = fixture("small").display().to_string();
    let args = ["--kiosk", "--plain", "--course", &course, "--data-dir", &own, "--profile", "ada", "learn", "rope"];
    let ran = shell.input(&args, "\nquit\n");
    assert_eq!(ran.code, 0, "{}", ran.transcript());
    assert_eq!(shell.log(), "", "SEAWORTHY_DATA_DIR counts for nothing");
    let written: Vec<String> = files(&shell).into_keys().collect();
    assert_eq!(written, ["class/profiles/ada/progress.jsonl"]);
}

#[test]
fn settings_are_ones_own_and_name_no_files() {
    let shell = machine().files(&[
        ("data/settings.toml", "theme = \"no such theme of everybody\"\nfrob = 1\n"),
        ("data/profiles/ada/settings.toml", "course = \"other\"\npacks = [\"pack\", \"gone\"]\nascii = \"yes\"\n"),
    ]);
    let kept = fs::read(shell.data().join("profiles/ada/settings.toml")).unwrap();
    let data = shell.data().display().to_string();
    let ran = shell.run(&["--kiosk", "--data-dir", &data, "--profile", "ada", "glossary", "canary"]);
    assert!(!ran.out.contains(CANARY) && ran.err.contains("the glossary has no word `canary`"), "{}", ran.transcript());
    assert!(!ran.err.contains("frob"), "the settings beside the profiles are nobody's: {}", ran.err);
    assert_eq!(fs::read(shell.data().join("profiles/ada/settings.toml")).unwrap(), kept);
}

#[test]
fn links_in_the_folder_of_a_learner_lead_nowhere() {
    for (link, target) in [
        ("data/profiles/ada/progress.jsonl", "events.jsonl"),
        ("data/profiles/ada/settings.toml", ".seaworthy.toml"),
        ("data/profiles/ada", "results"),
        ("data/profiles", "results"),
    ] {
        let shell = machine();
        let at = shell.path().join(link);
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(shell.path().join(target), &at).unwrap();
        let before = files(&shell);
        let ran = wished(shell, "list", "");
        let expected = format!(
            "! seaworthy: [ROOM]/{link}: is a symbolic link, which a kiosk does not follow; put the file or folder itself there\nexit code 2\n"
        );
        assert_eq!(ran.transcript(), expected);
        drop(before);
    }
}

#[test]
fn what_a_learner_types_into_the_log_is_bounded_and_harmless() {
    let shell = machine();
    let data = shell.data();
    let course = fixture("small").display().to_string();
    let folder = data.join("profiles/ada");
    fs::create_dir_all(&folder).unwrap();
    // One event short of what a hosted log may have.
    let line = format!(
        "{{\"id\":\"{:032x}\",\"t\":1,\"v\":1,\"kind\":\"set\",\"name\":\"x\",\"value\":\"{}\"}}\n",
        7,
        "y".repeat(900_000)
    );
    let mut log = line.repeat(9);
    log.push_str(&line.replace(&"y".repeat(900_000), &"y".repeat((8 << 20) - log.len() - 300)));
    fs::write(folder.join("progress.jsonl"), &log).unwrap();
    let args = [
        "--kiosk",
        "--plain",
        "--course",
        &course,
        "--data-dir",
        &data.display().to_string(),
        "--profile",
        "ada",
        "learn",
        "rope",
    ];
    let ran = shell.input(&args, "\nback\nread kinds\nquit\n");
    assert!(ran.out.contains("has reached the 8388608 bytes that a hosted log may have"), "{}", ran.transcript());
    assert!(fs::metadata(folder.join("progress.jsonl")).unwrap().len() <= 8 << 20);
    assert_eq!(ran.code, 0, "{}", ran.transcript());
}

fn example(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/hosting").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_line_for_hosts_starts_a_kiosk_for_whoever_the_key_names() {
    let shell = Shell::new();
    let line = example("seaworthy-class");
    let line = line.replace("/usr/local/bin/seaworthy", crate::shell::binary());
    shell.write("seaworthy-class", line.replace("/srv/seaworthy/data", &shell.data().display().to_string()));
    let run = |person: &str, wish: &str| {
        shell.sh(&format!("SEAWORTHY_PERSON='{person}' SSH_ORIGINAL_COMMAND='{wish}' exec sh ./seaworthy-class"))
    };
    assert!(run("ada", "list works").out.contains("(works): 0 of "));
    for (person, wish, expected) in [
        ("ada", "doctor", "a kiosk has no `doctor`"),
        ("ada", "list; id", "a kiosk has no `list;`"),
        ("", "list", "This key has no name here"),
        ("../bob", "list", "`../bob` cannot be a profile"),
        ("ada --course .", "list", "cannot be a profile"),
    ] {
        let ran = run(person, wish);
        assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains(expected), "{}", ran.transcript());
    }
    let code: String = line.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(code.contains("umask 077") && code.contains("ulimit -c 0") && !code.contains("SSH_ORIGINAL_COMMAND"));
}

#[test]
fn the_sshd_file_for_hosts_closes_what_the_guide_says() {
    let file = example("seaworthy-class.conf");
    let lines: Vec<&str> =
        file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for wanted in [
        "PermitUserEnvironment SEAWORTHY_PERSON",
        "ForceCommand exec /usr/local/bin/seaworthy-class",
        "SetEnv SEAWORTHY_KIOSK=1",
        "AuthenticationMethods publickey",
        "DisableForwarding yes",
        "AllowTcpForwarding no",
        "AllowStreamLocalForwarding no",
        "AllowAgentForwarding no",
        "X11Forwarding no",
        "PermitTunnel no",
        "PermitUserRC no",
        "MaxSessions 1",
    ] {
        assert!(lines.contains(&wanted), "{wanted}");
    }
    let guide = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/hosting.md")).unwrap();
    for script in ["seaworthy-class", "add-person", "collect", "limits.conf", "try.sh", "seaworthy-class.conf"] {
        assert!(guide.contains(script) && !example(script).is_empty(), "{script}");
    }
}

#[test]
fn a_session_that_the_host_named_is_taken_part_in_and_hands_in_nothing() {
    let shell = Shell::new().files(&[("sail.toml", "title = \"Sail\"\n[[item]]\nlesson = \"harbour/rope\"\n")]);
    let (course, data) = (fixture("small").display().to_string(), shell.data().display().to_string());
    let host = ["--kiosk", "--plain", "--data-dir", &data, "--profile", "ada", "--course", &course];
    let ran = shell.input(&[&host[..], &["learn", "--session", "sail.toml"]].concat(), "done 1\nexport Ada\nquit\n");
    assert!(ran.out.contains("Sail: 1 of 1 done"), "{}", ran.out);
    assert!(ran.out.contains("No file is written here") && !ran.out.contains("Write it?"), "{}", ran.out);
    // What the host types without the kiosk.
    let name = ["--data-dir", &data, "--profile", "ada", "--course", &course];
    let line = ["session", "export", "sail.toml", "--name", "ada", "--yes", "--out", "ada.result.json"];
    let ran = shell.run(&[&name[..], &line].concat());
    assert!(ran.out.contains("Written: ada.result.json"), "{}", ran.transcript());
}
