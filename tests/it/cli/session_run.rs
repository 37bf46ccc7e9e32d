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
quiz = ["security/run-as-non-root#which-lines-undo-it"]
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
        r#""kind":"tallied","item":"question","question":"security/run-as-non-root#which-lines-undo-it","key":"0000000000000001","counted":"outcomes","hands":[2,5],"right":[0]"#.to_owned(),
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
    // A question whose lines stand in one order: options are shuffled anew for each run.
    let shell = shell();
    let typed = "\n\n\npark Why not rootless?\nhere Ann\ndone\nhands 4 3\n\n\nagenda\ngo 9\nnotes\nquit\n";
    let ran = shell.input(&["--plain", "session", "run", "friday.toml"], typed);
    let text = ran.transcript();
    // The path of the log and how long the test took are different every time.
    let path = shell.path().display().to_string();
    let text: String = text
        .lines()
        .filter(|line| !line.contains("Log: ") && !line.contains("sessions/"))
        .map(|line| match line.split_once(" left, ") {
            // Item 1 of 4: Look at our own. 4:59 left, on time.
            Some((item, _)) => format!("{}. [TIME]\n", item.rsplit_once(". ").map_or(item, |(item, _)| item)),
            None => line.replace(&path, "[FOLDER]") + "\n",
        })
        .collect();
    assert_data_eq!(
        text,
        str![[r#"

Our images
4 items

- Content: 1 lesson and 1 question were read.

 1. Look at our own (5 min)
 2. Run the app as a non-root user (8 min)
 3. One question (4 min)
 4. Break (10 min)

An empty line starts the clock, quit leaves.
session> 
Item 1 of 4: Look at our own. [TIME]
Slide 1 of 1.

# Look at our own

Which user runs your service?
session> 
Item 2 of 4: Run the app as a non-root user. [TIME]
Slide 1 of 7.

Run the app as a non-root user
session> 
Item 2 of 4: Run the app as a non-root user. [TIME]
Slide 2 of 7.

# Run the app as a non-root user

The hole was small: a tide chart could be exported, and the file name went into
a shell command unquoted. A stranger found it on a Sunday. This is what he typed
next, and how it went, depending on a line that the Dockerfile had or had not:

- Command: apt-get install -y nmap; No USER: a port scanner inside your network;
  USER 10001:10001: Permission denied
- Command: sed -i … src/tides/app.py; No USER: a copy of each request, from the
  next restart on; USER 10001:10001: Permission denied
- Command: pip install … into /opt/venv; No USER: a module of his own, imported
  at the next start; USER 10001:10001: Permission denied
- Command: env; No USER: the database password; USER 10001:10001: the database
  password

The bug is the same, and so is the last row. The first three are the difference
between an evening and two weeks of work.
session> Parked: 1 so far.
session> 1 on the list.
session> 
Item 3 of 4: One question. [TIME]
Question 1 of 1.

The team says this image does not run as root. Pick the lines that spoil it.

Code, dockerfile:
    FROM python:3.14-slim-trixie
    RUN apt-get update && apt-get install -y --no-install-recommends sudo
    RUN useradd --uid 10001 --user-group --no-create-home tides
    WORKDIR /app
    COPY requirements.txt ./
    RUN pip install --no-cache-dir -r requirements.txt
    COPY src ./src
    USER 10001:10001
    RUN python -c "import flask"
    USER root
    RUN install -d -o 10001 -g 10001 /data
    CMD ["gunicorn", "--chdir=src", "--bind=0.0.0.0:8000", "tides.app:app"]
End of code.


Hands: 1. had it right, 0. 2. had not, 0.
session> 
Item 3 of 4: One question. [TIME]
Question 1 of 1.

The team says this image does not run as root. Pick the lines that spoil it.

Code, dockerfile:
    FROM python:3.14-slim-trixie
    RUN apt-get update && apt-get install -y --no-install-recommends sudo
    RUN useradd --uid 10001 --user-group --no-create-home tides
    WORKDIR /app
    COPY requirements.txt ./
    RUN pip install --no-cache-dir -r requirements.txt
    COPY src ./src
    USER 10001:10001
    RUN python -c "import flask"
    USER root
    RUN install -d -o 10001 -g 10001 /data
    CMD ["gunicorn", "--chdir=src", "--bind=0.0.0.0:8000", "tides.app:app"]
End of code.


Hands: 1. had it right, 4. 2. had not, 3.
session> 
Item 3 of 4: One question. [TIME]
Question 1 of 1.

The team says this image does not run as root. Pick the lines that spoil it.

Code, dockerfile:
    FROM python:3.14-slim-trixie
    RUN apt-get update && apt-get install -y --no-install-recommends sudo
    RUN useradd --uid 10001 --user-group --no-create-home tides
    WORKDIR /app
    COPY requirements.txt ./
    RUN pip install --no-cache-dir -r requirements.txt
    COPY src ./src
    USER 10001:10001
    RUN python -c "import flask"
    USER root
    RUN install -d -o 10001 -g 10001 /data
    CMD ["gunicorn", "--chdir=src", "--bind=0.0.0.0:8000", "tides.app:app"]
End of code.


Hands: 1. had it right, 4. 2. had not, 3.

The answer:
- line 2: RUN apt-get update && apt-get install -y --no-install-recommends sudo
    Because: The app needs no way back to root. Whoever gets into it would like
    one very much.
- line 10: USER root
    Because: It stands last, so the process is root. Somebody needed it for one
    step and forgot to switch back.

The last USER in force decides who runs CMD, and a tool to become root again is
an open door beside the locked one.
session> 
Item 4 of 4: Break. [TIME]

A break.
session> 
 1. Look at our own (5 min, done)
 2. Run the app as a non-root user (8 min, done)
 3. One question (4 min, done)
 4. Break (10 min, now)
session> There is no item 9; agenda lists them.
session> 
No notes for this.
session> (no line end)

"#]]
    );
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
    assert_data_eq!(
        shell.run(&["--plain", "session", "run", "fridy"]).transcript(),
        str![[r#"
! seaworthy: there is no session `fridy`; name a file (`team.toml`), or one that `seaworthy session list` shows
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--plain", "session", "run", "friday.toml", "--minutes", "5"]).transcript(),
        str![[r#"
! error: the argument '[FILE|NAME]' cannot be used with '--minutes <N>'
! 
! Usage: seaworthy session run <FILE|NAME>
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["session", "handout", "friday.toml", "--log", "none.jsonl"]).transcript(),
        str![[r#"
! seaworthy: there is no file none.jsonl
exit code 2

"#]]
    );
}

#[test]
fn notes_follow_the_log() {
    let shell = shell();
    assert_data_eq!(
        shell.run(&["session", "notes", "friday.toml"]).transcript(),
        str![[r#"
Our images: not yet begun; `seaworthy session run` does.

"#]]
    );
    std::fs::create_dir_all(shell.data().join("sessions")).unwrap();
    std::fs::write(shell.data().join("sessions/friday-2026-11-18.jsonl"), log()).unwrap();
    assert_data_eq!(
        shell.run(&["session", "notes", "friday.toml", "--once"]).transcript(),
        str![[r#"
Our images
Item 2 of 4: Run the app as a non-root user
6:30 left; ! 2 min behind; 8 of 27 min

Now: slide 4, Who runs your app if you say nothing
Next: One question (4 min)

Notes

- Run docker ps -q | xargs -I{} docker exec {} id -u on a staging host before
  the session (distroless ones will refuse). Count the zeros aloud.
- Ask what USER does not protect. The fourth row is the answer people forget:
  what the app may read, its attacker may read.
- First thing that breaks in real projects: an app that writes uploads or a
  SQLite file beside its code. That is a finding, not an argument for root.
- Somebody will say "but the container is isolated". Ask what isolates it, and
  when that host last got a kernel.

Agenda

done        5 min  Look at our own
now         8 min  Run the app as a non-root user
            4 min  One question
           10 min  Break

Parked

- What about rootless Docker?

"#]]
    );
}

#[test]
fn a_page_for_those_who_were_there() {
    let shell = shell();
    assert_data_eq!(
        shell.run(&["session", "handout", "friday.toml"]).transcript(),
        str![[r##"
# Our images

Payments

## What is planned

- Look at our own
- Run the app as a non-root user: `seaworthy learn security/run-as-non-root`
- One question, 1 question

## To tick off

- [ ] `USER` names an unprivileged account after the last step that needs root; `id -u` in the container is not 0.

## How to go on

- `seaworthy learn --session friday.toml` opens this agenda on your own machine.
- `seaworthy learn --track short` goes on with "The short course".
- `seaworthy check` in the folder of a service of yours says what to mend first.

"##]]
    );
    shell.write("run.jsonl", log());
    assert_data_eq!(
        shell.run(&["session", "handout", "friday.toml", "--log", "run.jsonl"]).transcript(),
        str![[r##"
# Our images

2026-11-18, Payments

## What we did

- Look at our own
- Run the app as a non-root user: `seaworthy learn security/run-as-non-root`

## Left for another time

- One question, 1 question

## To tick off

- [ ] `USER` names an unprivileged account after the last step that needs root; `id -u` in the container is not 0.

## Worth another look

- Run the app as a non-root user: `seaworthy learn security/run-as-non-root` (2 of 7 hands were right)

## Parked

- What about rootless Docker?

## How to go on

- `seaworthy learn --session friday.toml` opens this agenda on your own machine.
- `seaworthy learn --track short` goes on with "The short course".
- `seaworthy check` in the folder of a service of yours says what to mend first.

"##]]
    );
    let args = ["session", "handout", "friday.toml", "--log", "run.jsonl", "--out", "page.md"];
    assert_data_eq!(
        shell.run(&args).transcript(),
        str![[r#"
wrote page.md, from run.jsonl

"#]]
    );
    assert_data_eq!(
        shell.run(&args).transcript(),
        str![[r#"
! seaworthy: page.md: is there already and stays as it is; name another with `--out FILE`
exit code 2

"#]]
    );
}
