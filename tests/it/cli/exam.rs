//! `seaworthy exam`: its plain twin, results, certificates, and what verifying finds.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

/// The log of an exam of four questions with three right, from 09:30 to 09:50 on 21 November 2026.
fn log() -> String {
    let base = 1_795_253_400_000_i64;
    let line = |id: u32, t: i64, rest: &str| format!("{{\"id\":\"{id:032x}\",\"t\":{},\"v\":1,{rest}}}\n", base + t);
    let names = ["harbour/kinds#choose", "harbour/kinds#some", "harbour/rope#knot", "harbour/rope#gone"];
    let quoted = names.map(|name| format!("\"{name}\"")).join(",");
    let terms = r#"{"scope":"chapter:harbour","title":"In the harbour","course":"Ropes & knots","version":"1.0","questions":"00000000000000aa","pass":75,"minutes":30}"#;
    let mut log = line(
        0xa1,
        0,
        &format!(r#""kind":"sat","seed":"0000000000000001","mode":"exam","questions":[{quoted}],"terms":{terms}"#),
    );
    for (at, (name, verdict)) in [(names[0], "right"), (names[1], "right"), (names[2], "right")].iter().enumerate() {
        let rest = format!(
            r#""kind":"answered","question":"{name}","key":"000000000000000b","shown":[1,0],"chosen":{{"picks":[0]}},"verdict":"{verdict}","confidence":null,"seconds":9,"mode":"exam","sitting":"{:032x}""#,
            0xa1
        );
        log += &line(0xb0 + at as u32, 10_000 * (at as i64 + 1), &rest);
    }
    log + &line(0xc1, 20 * 60_000, &format!(r#""kind":"ended","sitting":"{:032x}","cause":"handed-in""#, 0xa1))
}

fn taken() -> Shell {
    Shell::new().files(&[("data/progress.jsonl", &log())])
}

#[test]
fn from_the_terms_to_the_result() {
    let shell = Shell::new();
    let args = ["exam", "harbour", "-n", "3", "--seed", "4", "--pass", "50", "--minutes", "20"];
    assert_data_eq!(
        talk(&shell, &args, &["", ":back", "quit"]),
        str![[r#"

Exam: the terms

About: Chapter "In the harbour"
Questions: 3
Passed with: 50% right: 2 of 3
Time: 20 minutes from the start, breaks included; then it ends by itself
Feedback: none before the end: no verdicts, no hints
Unanswered: counts as wrong
Changing: the last answer at any time, every answer before handing in
Leaving: is possible; home resumes the exam until it is handed in

An empty line begins; the clock starts with the first question.
begin, or back> 

Question 1 of 3; 0 of 3 answered, 20 min left.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :back

A small course

 1. Begin: In the harbour
 2. Resume the exam you left, 3 to go
 3. Quiz: ten questions
 4. Progress
 5. Check the Dockerfiles of this folder
 6. Chapter In the harbour: 0 of 2 read, 1 planned
 7. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
Kept: home resumes this exam until it is handed in; its clock goes on.
home> quit

"#]]
    );
    assert_eq!(shell.kinds(), ["sat"]);
}

#[test]
fn handing_in_with_nothing_answered() {
    let shell = Shell::new();
    let lines = ["begin", ":skip", ":skip", ":skip", ":skip", "7", "hand in", "look", "", "result", "", "quit"];
    assert_data_eq!(
        talk(&shell, &["exam", "harbour", "-n", "2", "--seed", "4"], &lines),
        str![[r#"

Exam: the terms

About: Chapter "In the harbour"
Questions: 2
Passed with: 80% right: 2 of 2
Time: no limit
Feedback: none before the end: no verdicts, no hints
Unanswered: counts as wrong
Changing: the last answer at any time, every answer before handing in
Leaving: is possible; home resumes the exam until it is handed in

An empty line begins.
begin, or back> begin

Question 1 of 2; 0 of 2 answered.

Which of these hold a boat?

 1. An anchor
 2. A flag
 3. A rope
numbers> :skip

Question 2 of 2; 0 of 2 answered.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :skip

Question 1 of 2; 0 of 2 answered.

Which of these hold a boat?

 1. A rope
 2. A flag
 3. An anchor
numbers> :skip

Question 2 of 2; 0 of 2 answered.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :skip

2 questions are not answered; they will count as wrong.
  1. open: Which of these hold a boat?
  2. open: Complete the tag.

Type hand in to end the exam, or a number to answer that question; an answer
stays until there is another.
hand in, or a number> 7
Type hand in, or the number of a question.
hand in, or a number> hand in

Not passed: 0 of 2 right, 0%.
The pass mark is 80%, 2 of 2.
2 questions were not answered and counted as wrong.

  1. 0 of 2  One question of every kind

A number opens the lesson, look goes through every question with its reasons, an
empty line leaves.
a number, look, or back> look

Question 1 of 2

Which of these hold a boat?

Not answered: it counts as wrong.

Both ends of the chain count.

- A rope (missed): It is tied.
- An anchor (missed): It digs in.
- A flag (rightly left): It only shows the wind.

Question harbour/kinds#some. An empty line goes on; previous, explain, result.
exam> 

Question 2 of 2

Complete the tag.

Not answered: it counts as wrong.

Nothing is left to the day of the build.

- name (missed; right would be: python): The official image.
- rest (missed; right would be: slim-trixie): The codename fixes the release.

Question harbour/kinds#gap. An empty line goes on; previous, explain, result.
exam> result

Not passed: 0 of 2 right, 0%.
The pass mark is 80%, 2 of 2.
2 questions were not answered and counted as wrong.

  1. 0 of 2  One question of every kind

A number opens the lesson, look goes through every question with its reasons, an
empty line leaves.
a number, look, or back> 

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> quit

"#]]
    );
    assert_eq!(shell.kinds().last().map(String::as_str), Some("ended"));
}

#[test]
fn the_result_as_text_and_as_json() {
    let shell = taken();
    assert_data_eq!(
        shell.small(&["exam", "result"]).transcript(),
        str![[r#"
Chapter "In the harbour": passed, 3 of 4 right (75%); the pass mark is 75%, 3 of 4
Handed in on 21 November 2026, 09:50 UTC, after 20 minutes.
1 question was not answered and counted as wrong.

  2 of 2  One question of every kind
  1 of 2  Tie the boat before you step off

Sitting 000000000000000000000000000000a1

"#]]
    );
    assert_data_eq!(
        shell.small(&["exam", "result", "--list"]).transcript(),
        str![[r#"
000000000000000000000000000000a1  21 November 2026, 09:50 UTC  passed     3 of 4  Chapter "In the harbour"

"#]]
    );
    assert_data_eq!(
        shell.small(&["exam", "result", "0000000", "--json"]).transcript(),
        str![[r#"
{
  "answered": 3,
  "asked": 4,
  "begun": 1795253400000,
  "course": {
    "questions": "00000000000000aa",
    "title": "Ropes & knots",
    "version": "1.0"
  },
  "ended": 1795254600000,
  "ending": "handed-in",
  "hash": "b7648b8d405b7c42885b2b5737a6fa3969ad2be619b10f7aeae5f0dd78b8d112",
  "lessons": [
    {
      "asked": 2,
      "lesson": "harbour/kinds",
      "right": 2,
      "title": "One question of every kind"
    },
    {
      "asked": 2,
      "lesson": "harbour/rope",
      "right": 1,
      "title": "Tie the boat before you step off"
    }
  ],
  "minutes": 30,
  "needed": 3,
  "pass": 75,
  "passed": true,
  "percent": 75,
  "questions": [
    {
      "question": "harbour/kinds#choose",
      "seconds": 9,
      "verdict": "right"
    },
    {
      "question": "harbour/kinds#some",
      "seconds": 9,
      "verdict": "right"
    },
    {
      "question": "harbour/rope#knot",
      "seconds": 9,
      "verdict": "right"
    },
    {
      "question": "harbour/rope#gone",
      "seconds": null,
      "verdict": null
    }
  ],
  "right": 3,
  "scope": "chapter:harbour",
  "sitting": "000000000000000000000000000000a1",
  "title": "In the harbour"
}

"#]]
    );
    assert_data_eq!(
        shell.small(&["exam", "result", "9"]).transcript(),
        str![[r#"
! seaworthy: no exam in the log is `9`; `seaworthy exam result --list` shows them
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().small(&["exam", "result"]).transcript(),
        str![[r#"
! seaworthy: no exam was taken to its end yet; `seaworthy exam` begins one
exit code 1

"#]]
    );
}

#[test]
fn a_certificate_and_what_verifying_says_of_it() {
    let shell = taken();
    assert_data_eq!(
        shell.small(&["exam", "certificate", "--name", "Ada <b> | *L*\u{1b}"]).transcript(),
        str![[r##"
# Certificate

Of an exam that was taken in seaworthy.

| Name | Ada /<b/> /| /*L/*␛ |
|---|---|
| Exam | Chapter "In the harbour" |
| Result | passed |
| Score | 3 of 4 right (75%) |
| Pass mark | 75% (3 of 4) |
| Date | 21 November 2026, 09:50 UTC |
| Time | 20 minutes, 30 allowed |
| Course | Ropes /& knots, version 1.0 |
| Questions | 4, 00000000000000aa |
| Sitting | 000000000000000000000000000000a1 |
| Hash | b7648b8d405b7c42885b2b5737a6fa3969ad2be619b10f7aeae5f0dd78b8d112 |

This certificate proves no identity. The name is what was typed and nothing vouches for it; nobody watched who answered, or with what help.

What it does say can be checked: the log of the learner holds this sitting, and from it everything above but the name can be computed again.

    seaworthy exam verify CERTIFICATE LOG

"##]]
    );
    assert_data_eq!(
        shell.small(&["exam", "certificate", "--out", "c.html"]).transcript(),
        str![[r#"
The certificate was written to c.html
! seaworthy: no name was given; --name NAME puts one on the certificate

"#]]
    );
    assert_data_eq!(
        shell.small(&["exam", "certificate", "--out", "c.html"]).transcript(),
        str![[r#"
! seaworthy: no name was given; --name NAME puts one on the certificate
! seaworthy: c.html: exists already; choose another name
exit code 2

"#]]
    );
    shell.small(&["exam", "certificate", "--name", "Ada", "-o", "c.md"]);
    shell.run(&["progress", "export", "export.jsonl"]);
    for certificate in ["c.html", "c.md"] {
        for log in ["data/progress.jsonl", "export.jsonl"] {
            assert_eq!(shell.run(&["exam", "verify", certificate, log]).code, 0, "{certificate} {log}");
        }
    }
    assert_data_eq!(
        shell.run(&["exam", "verify", "c.md", "export.jsonl"]).transcript(),
        str![[r#"
Valid: the log holds sitting 000000000000000000000000000000a1 with everything the certificate states.
The name "Ada" is as it was typed; nothing vouches for it.

"#]]
    );

    let text = std::fs::read_to_string(shell.path().join("c.md")).expect("it was written");
    shell.write("better.md", text.replace("3 of 4 right (75%)", "4 of 4 right (100%)"));
    assert_data_eq!(
        shell.run(&["exam", "verify", "better.md", "export.jsonl"]).transcript(),
        str![[r#"
Not valid: the log holds sitting 000000000000000000000000000000a1, but not as the certificate states it.
  Score: the certificate states "4 of 4 right (100%)", the log gives "3 of 4
         right (75%)"
exit code 1

"#]]
    );
    shell.write("louder.md", text.replace("# Certificate", "# Certificate with honours"));
    assert_data_eq!(
        shell.run(&["exam", "verify", "louder.md", "export.jsonl"]).transcript(),
        str![[r#"
Valid: the log holds sitting 000000000000000000000000000000a1 with everything the certificate states.
The name "Ada" is as it was typed; nothing vouches for it.
The text around these lines is not what this version of seaworthy writes: go by
the lines alone.

"#]]
    );
    shell.write("edited.jsonl", log().replace("\"seconds\":9", "\"seconds\":8"));
    assert_data_eq!(
        shell.run(&["exam", "verify", "c.md", "edited.jsonl"]).transcript(),
        str![[r#"
Not valid: the log holds sitting 000000000000000000000000000000a1, but not as the certificate states it.
  Hash: the certificate states
        "b7648b8d405b7c42885b2b5737a6fa3969ad2be619b10f7aeae5f0dd78b8d112", the
        log gives
        "a6ae0f4c555699b01388e6248dbe06eb17d8518fcc950714ed18032f8557851c"
Everything else agrees: an event of the exam was changed, in the log or since
the certificate was written.
exit code 1

"#]]
    );
    let lines: Vec<String> = log().lines().map(|line| format!("{line}\n")).collect();
    shell.write("cut.jsonl", lines[..3].concat());
    assert_data_eq!(
        shell.run(&["exam", "verify", "c.md", "cut.jsonl"]).transcript(),
        str![[r#"
Not valid: the log holds sitting 000000000000000000000000000000a1, but not as the certificate states it.
  Result: the certificate states "passed", the log gives "not passed"
  Score: the certificate states "3 of 4 right (75%)", the log gives "2 of 4
         right (50%)"
  Date: the certificate states "21 November 2026, 09:50 UTC", the log gives "not
        handed in"
  Time: the certificate states "20 minutes, 30 allowed", the log gives "less
        than a minute, 30 allowed"
  Hash: the certificate states
        "b7648b8d405b7c42885b2b5737a6fa3969ad2be619b10f7aeae5f0dd78b8d112", the
        log gives
        "8b1c5d081a38bf052006f50e8185c09f659aa4317b8454e7216e9bda4d1a1ca8"
The end of this exam is not in the log: the log was cut off, or is older than
the certificate.
exit code 1

"#]]
    );
    shell.write("other.jsonl", lines[1..].concat());
    assert_data_eq!(
        shell.run(&["exam", "verify", "c.md", "other.jsonl"]).transcript(),
        str![[r#"
Not in this log: it holds no sitting 000000000000000000000000000000a1.
It holds no exam; perhaps it is another learner's log, or an older one.
exit code 1

"#]]
    );
    shell.write("README.md", "# Something else\n");
    for args in [["README.md", "export.jsonl"], ["c.md", "README.md"], ["none.md", "export.jsonl"], ["c.md", "data"]] {
        let ran = shell.run(&["exam", "verify", args[0], args[1]]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{args:?}");
    }
    assert_data_eq!(
        shell.run(&["exam", "verify", "README.md", "export.jsonl"]).transcript(),
        str![[r#"
! seaworthy: README.md: this is no certificate that `seaworthy exam certificate` wrote: it has no lines for a name, a score and a sitting
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["exam", "verify", "c.md", "README.md"]).transcript(),
        str![[r#"
! seaworthy: README.md: there is no event in it; name a progress.jsonl or what `seaworthy progress export` wrote
exit code 2

"#]]
    );
}

#[test]
fn no_certificate_of_what_was_not_passed() {
    let failed = log().replacen("\"verdict\":\"right\"", "\"verdict\":\"wrong\"", 1);
    let shell = Shell::new().files(&[("data/progress.jsonl", &failed)]);
    assert_data_eq!(
        shell.small(&["exam", "certificate"]).transcript(),
        str![[r#"
! seaworthy: no exam was passed yet; `seaworthy exam result --list` shows what was taken
exit code 1

"#]]
    );
    assert_data_eq!(
        shell.small(&["exam", "certificate", "0"]).transcript(),
        str![[r#"
! seaworthy: the exam 000000000000000000000000000000a1 was not passed: 2 of 4 right, 3 were needed; there is no certificate of it
exit code 1

"#]]
    );
    let long = "x".repeat(201);
    assert_data_eq!(
        taken().small(&["exam", "certificate", "--name", &long]).transcript(),
        str![[r#"
! seaworthy: the name has 201 characters; 200 are the most
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().small(&["exam", "--name", &long]).transcript(),
        str![[r#"
! seaworthy: the name has 201 characters; 200 are the most
exit code 2

"#]]
    );
}

#[test]
fn one_situation_has_one_exit_code() {
    // No exam yet, and half an exam: no result and no certificate, with the same words.
    let half: String = log().lines().take(2).map(|line| format!("{line}\n")).collect();
    for shell in [Shell::new(), Shell::new().files(&[("data/progress.jsonl", &half)])] {
        for what in ["result", "certificate"] {
            assert_data_eq!(
                shell.small(&["exam", what]).transcript(),
                str![[r#"
! seaworthy: no exam was taken to its end yet; `seaworthy exam` begins one
exit code 1

"#]]
            );
            let unknown = shell.small(&["exam", what, "fff"]);
            assert!(unknown.code == 2 && unknown.err.contains("no exam in the log is `fff`"), "{}", unknown.err);
        }
    }
    let half = Shell::new().files(&[("data/progress.jsonl", &half)]);
    for what in ["result", "certificate"] {
        assert_eq!(half.small(&["exam", what, "0"]).code, 1, "{what}");
    }
}

#[test]
fn what_cannot_be_asked_for() {
    let shell = Shell::new();
    for (args, why) in [
        (["exam", "-n", "0"], "write a whole number from 1 on"),
        (["exam", "--pass", "0"], "write a whole number from 1 to 100"),
        (["exam", "--pass", "101"], "write a whole number from 1 to 100"),
        (["exam", "--minutes", "0"], "write whole minutes from 1 to 1440"),
        (["exam", "--minutes", "x"], "write whole minutes from 1 to 1440"),
    ] {
        let ran = shell.small(&args);
        assert!(ran.code == 2 && ran.err.contains(why), "{args:?}: {}", ran.err);
    }
    let ran = shell.small(&["exam", "harbour/kinds"]);
    assert!(ran.code == 2 && ran.err.contains("an exam is about a chapter, a track or the course"), "{}", ran.err);
    let ran = shell.small(&["exam", "nowhere"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}
