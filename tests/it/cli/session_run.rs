//! `seaworthy session run | notes | handout` without a screen: the plain twin, what is recorded, the second terminal, the page afterwards.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

const SESSION: &str = r#"title = "Our images"
cohort = "Payments"
[[item]]
exercise = "Which user runs your service?"
id = "ours"
title = "Look at our own"
minutes = 5
[[item]]
lesson = "security/run-as-non-root"
minutes = 8
[[item]]
quiz = ["security/run-as-non-root#upload-after-switch"]
id = "question"
title = "One question"
minutes = 4
[[item]]
break = true
id = "coffee"
minutes = 10
"#;

/// Lines of a log that has fixed times: the first two items done, the question asked and badly answered, one thing parked.
fn log() -> String {
    let plan = r#"[{"item":"ours","kind":"exercise","title":"Look at our own","minutes":5},{"item":"run-as-non-root","kind":"lesson","title":"Run the app as a non-root user","minutes":8},{"item":"question","kind":"quiz","title":"One question","minutes":4},{"item":"coffee","kind":"break","title":"Break","minutes":10}]"#;
    let events = [
        format!(r#""kind":"began","agenda":"friday","title":"Our images","cohort":"Payments","plan":{plan}"#),
        r#""kind":"entered","item":"ours""#.to_owned(),
        r#""kind":"ran","item":"ours","ms":420000"#.to_owned(),
        r#""kind":"done","item":"ours""#.to_owned(),
        r#""kind":"entered","item":"run-as-non-root""#.to_owned(),
        r#""kind":"showed","item":"run-as-non-root","slide":3,"step":0,"at":2400"#.to_owned(),
        r#""kind":"ran","item":"run-as-non-root","ms":90000"#.to_owned(),
        r#""kind":"parked","text":"What about rootless Docker?""#.to_owned(),
        r#""kind":"attended","name":"Ann""#.to_owned(),
    ];
    let line = |(n, rest): (usize, &String)| {
        format!("{{\"id\":\"{n:032x}\",\"t\":{},\"v\":1,{rest}}}\n", 1_795_000_000_000i64 + n as i64)
    };
    events.iter().enumerate().map(line).collect()
}

fn shell() -> Shell {
    Shell::new().files(&[("friday.toml", SESSION)])
}

/// The words of what was recorded in the only log.
fn recorded(shell: &Shell) -> Vec<String> {
    let folder = shell.data().join("sessions");
    let Ok(entries) = std::fs::read_dir(&folder) else { return Vec::new() };
    let logs: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    assert_eq!(logs.len(), 1, "{logs:?}");
    let text = std::fs::read_to_string(&logs[0]).unwrap();
    let kind = |line: &str| line.split("\"kind\":\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // How long a test takes is nobody's business.
    text.lines().map(kind).filter(|kind| kind != "ran").collect()
}

#[test]
fn slide_by_slide() {
    let shell = shell();
    let typed = "\n\n\npark Why not rootless?\nhere Ann\ndone\nhands 1 2 0 4\n\n\nagenda\ngo 9\nnotes\nquit\n";
    let ran = shell.input(&["--plain", "session", "run", "friday.toml"], typed);
    let text = ran.transcript();
    // The path of the log and how long the test took are different every time.
    let path = shell.path().display().to_string();
    let text: String = text
        .lines()
        .filter(|line| !line.contains("Log: ") && !line.contains("sessions/"))
        .map(|line| line.replace(&path, "[FOLDER]") + "\n")
        .collect();
    assert_data_eq!(text, str![]);
    let expected = ["began", "entered", "done", "entered", "showed", "parked", "attended", "done", "entered"];
    assert_eq!(recorded(&shell)[..expected.len()], expected);
}

#[test]
fn a_rehearsal_leaves_nothing_behind() {
    let shell = shell();
    let ran = shell.input(&["--plain", "session", "run", "friday.toml", "--rehearse"], "\n\n\npark x\nquit\n");
    assert!(ran.out.contains("A rehearsal: nothing is recorded."), "{}", ran.out);
    assert!(recorded(&shell).is_empty());
}

#[test]
fn no_file_is_needed() {
    let shell = Shell::new();
    let args = ["--plain", "session", "run", "--chapters", "security", "--minutes", "30", "--rehearse"];
    let ran = shell.input(&args, "agenda\nquit\n");
    assert!(ran.out.contains("An empty line starts the clock"), "{}", ran.out);
}

#[test]
fn what_cannot_be_run_is_said() {
    let shell = shell();
    assert_data_eq!(shell.run(&["--plain", "session", "run", "fridy"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["--plain", "session", "run", "friday.toml", "--minutes", "5"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "handout", "friday.toml", "--log", "none.jsonl"]).transcript(), str![]);
}

#[test]
fn notes_follow_the_log() {
    let shell = shell();
    assert_data_eq!(shell.run(&["session", "notes", "friday.toml"]).transcript(), str![]);
    std::fs::create_dir_all(shell.data().join("sessions")).unwrap();
    std::fs::write(shell.data().join("sessions/friday-2026-11-18.jsonl"), log()).unwrap();
    assert_data_eq!(shell.run(&["session", "notes", "friday.toml", "--once"]).transcript(), str![]);
}

#[test]
fn a_page_for_those_who_were_there() {
    let shell = shell();
    assert_data_eq!(shell.run(&["session", "handout", "friday.toml"]).transcript(), str![]);
    shell.write("run.jsonl", log());
    assert_data_eq!(shell.run(&["session", "handout", "friday.toml", "--log", "run.jsonl"]).transcript(), str![]);
    let args = ["session", "handout", "friday.toml", "--log", "run.jsonl", "--out", "page.md"];
    assert_data_eq!(shell.run(&args).transcript(), str![]);
    assert_data_eq!(shell.run(&args).transcript(), str![]);
}
