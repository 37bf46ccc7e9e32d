//! `seaworthy session report`: a made-up team of five, in every format; what is set aside; and that no name is left where none may be.

use std::path::Path;

use seaworthy::content::Library;
use seaworthy::id::{LessonId, QuestionId};
use seaworthy::quiz::{Kind, Question};
use seaworthy::team::synthetic::Course;
use seaworthy::team::{Item, ItemKind};
use snapbox::{assert_data_eq, str};

use crate::harness::fixture;
use crate::shell::Shell;

const NAMES: [&str; 10] = ["Ana", "Castro", "Bo ", "Lindqvist", "Chiara", "Rossi", "Dev", "Patel", "Eli", "Stern"];

/// Returns the questions of a quiz with what a made-up answer needs.
fn asked(item: usize, questions: &[QuestionId], library: &Library) -> Vec<(usize, QuestionId, u64, u16, Vec<u16>)> {
    let of = |id: &QuestionId| -> Option<Question> {
        library.questions(&id.lesson()).ok()?.into_iter().find(|question| question.id == *id)
    };
    let right = |rights: Vec<bool>| -> Vec<u16> {
        rights.into_iter().enumerate().filter(|(_, right)| *right).map(|(at, _)| at as u16).collect()
    };
    let questions = questions.iter().filter_map(of).filter_map(|question| {
        let rights: Vec<bool> = match &question.kind {
            Kind::Choice(choice) => choice.options.iter().map(|option| option.right).collect(),
            Kind::Multi(multi) => multi.options.iter().map(|option| option.right).collect(),
            Kind::Spot(spot) => spot.lines.iter().map(|line| line.fault).collect(),
            _ => return None,
        };
        Some((item, question.id, question.key_hash, rights.len() as u16, right(rights)))
    });
    questions.collect()
}

/// A session of the small course.
fn small() -> Course {
    let library = Library::open(&fixture("small")).unwrap();
    let item = |id: &str, title: &str, minutes, kind| Item {
        id: id.to_owned(),
        title: title.to_owned(),
        minutes,
        part: String::new(),
        kind,
    };
    let lesson = |id: &str| ItemKind::Lesson(id.parse::<LessonId>().unwrap());
    let ids = ["harbour/rope#first-rope", "harbour/kinds#choose", "harbour/kinds#some", "harbour/kinds#find"];
    let ids: Vec<QuestionId> = ids.map(|id| id.parse().unwrap()).into();
    let items = vec![
        item("rope", "Throw the first rope", 10, lesson("harbour/rope")),
        item("kinds", "One question of each kind", 15, lesson("harbour/kinds")),
        item("coffee", "Coffee", 10, ItemKind::Break),
        item("talk", "What holds our own boats?", 5, ItemKind::Discussion(String::new())),
        item("quiz", "Four questions", 10, ItemKind::Quiz(ids.clone())),
    ];
    let questions = asked(4, &ids, &library);
    Course { session: "harbour-hour".into(), title: "An hour in the harbour".into(), items, questions }
}

fn write(course: &Course, people: usize, folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    for file in course.results(people, 4) {
        let name = file.name.to_lowercase().replace(' ', "-");
        let text = serde_json::to_string_pretty(&file).unwrap();
        std::fs::write(folder.join(format!("{name}.result.json")), text).unwrap();
    }
    std::fs::write(folder.join("room.jsonl"), course.room(people, 4)).unwrap();
}

/// A room with what five people handed in, in the folder `in`.
fn handed_in() -> Shell {
    let shell = Shell::new();
    write(&small(), 5, &shell.path().join("in"));
    shell
}

#[test]
fn a_team_of_five_as_text() {
    let ran = handed_in().small(&["session", "report", "in"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
An hour in the harbour (harbour-hour)
Platform team, 5 people, 5 result files, 2026-11-20, 64% of 17 answers right,
70% passes

How far everybody is
--------------------
  Name          Items done   Right  Share  Result   Minutes
  Ana Castro        4 of 4  2 of 4    50%  not yet       55
  Bo Lindqvist      4 of 4  3 of 4    75%  passed        60
  Chiara Rossi      4 of 4  3 of 4    75%  passed        56
  Dev Patel         4 of 4  3 of 4    75%  passed        58
  Eli Stern         1 of 4  0 of 1     0%  not yet       12

Who may like a hand
-------------------
  - Ana Castro may like a hand with the questions (2 of 4 right)
  - Eli Stern may like a hand with getting through (1 of 4 items done)
  Listed are people with less than half of at least 3 answers of a chapter
  right, with fewer right than the pass mark asks, with 3 or more wrong answers
  that they were sure of, or with less than half of the items done.

Items
-----
  No  Kind        Item                       How far          Minutes
   1  lesson      Throw the first rope       5 done                11
   2  lesson      One question of each kind  4 done, 1 begun       16
   3  break       Coffee
   4  discussion  What holds our own boats?  4 done, 1 open         6
   5  quiz        Four questions             4 done, 1 open        13
  Minutes are the middle of those who spent any.

People and items
----------------
  Name          1 2 4 5
  Ana Castro    ✓ ✓ ✓ ✓
  Bo Lindqvist  ✓ ✓ ✓ ✓
  Chiara Rossi  ✓ ✓ ✓ ✓
  Dev Patel     ✓ ✓ ✓ ✓
  Eli Stern     ✓ ◐ ○ ○
  The numbers are those of the items above. ✓ done, ◐ begun, › left out, ○ open

People and chapters
-------------------
  Name          In the
                harbour
  Ana Castro    ✓ 2 of 4
  Bo Lindqvist  ✓ 3 of 4
  Chiara Rossi  ✓ 3 of 4
  Dev Patel     ✓ 3 of 4
  Eli Stern     ◐ 0 of 1
  Everybody     64% right
  Right answers of answers; items: ✓ done, ◐ begun, › left out, ○ open.

Hardest questions
-----------------
  - 2 of 4 wrong: The wind blows from ahead. Which rope goes first?
    (harbour/rope#first-rope); 2 chose "The one at the stern"
  - 2 of 5 wrong: Which line depends on the day of the build?
    (harbour/kinds#find); 1 chose "line 2: WORKDIR /app"
  - 1 of 4 wrong: Which of these floats? (harbour/kinds#choose); 1 chose "An
    anchor"
  - 1 of 4 wrong: Which of these hold a boat? (harbour/kinds#some); 1 chose "A
    flag"

Sure, and wrong
---------------
  - 2 of 5 answers: Which line depends on the day of the build?
    (harbour/kinds#find)
  - 1 of 4 answers: Which of these floats? (harbour/kinds#choose)
  - 1 of 4 answers: Which of these hold a boat? (harbour/kinds#some)
  What people are sure of and is not so is worth a minute together.

The agenda, planned and as it went
----------------------------------
  Item                       Planned  Took  How it went
  Throw the first rope            10     9  done
  One question of each kind   15 + 5    17  done
  Coffee                          10    13  done
  What holds our own boats?        5        left out
  Four questions                  10    11  done
  55 minutes planned, extensions included; it took 50.

Hands in the room
-----------------
  The wind blows from ahead. Which rope goes first? (3 hands, 66% right)
  Hands  Answer
      2  ✓ The one at the bow
      1  The one at the stern
  Which of these hold a boat? (5 hands, 80% right)
  Hands  Answer
      2  ✓ A rope
      2  ✓ An anchor
      1  A flag

Who was there
-------------
  5 people in the room: Ana Castro, Bo Lindqvist, Chiara Rossi, Dev Patel, Eli
  Stern; 5 handed in a result.

Parked for later
----------------
  - Ana asks: may the base image come from our own registry?

"#]]
    );
}

#[test]
fn a_team_of_five_without_names() {
    let shell = handed_in();
    for format in ["text", "markdown", "csv", "json", "html"] {
        let ran = shell.small(&["session", "report", "in", "--anonymous", "--format", format]);
        assert_eq!(ran.code, 0);
        for name in NAMES {
            // The style of the page and signs in the course hold no names either.
            assert!(!ran.transcript().contains(name), "{name} in {format}: {}", ran.transcript());
        }
        assert!(ran.out.contains("Person 5"), "{}", ran.out);
    }
    assert_data_eq!(
        shell.small(&["session", "report", "in", "--anonymous"]).transcript(),
        str![[r#"
An hour in the harbour (harbour-hour)
Platform team, 5 people, 5 result files, 2026-11-20, 64% of 17 answers right,
70% passes

How far everybody is
--------------------
  Name      Items done   Right  Share  Result   Minutes
  Person 1      4 of 4  3 of 4    75%  passed        60
  Person 2      4 of 4  3 of 4    75%  passed        58
  Person 3      4 of 4  3 of 4    75%  passed        56
  Person 4      4 of 4  2 of 4    50%  not yet       55
  Person 5      1 of 4  0 of 1     0%  not yet       12

Who may like a hand
-------------------
  - Person 4 may like a hand with the questions (2 of 4 right)
  - Person 5 may like a hand with getting through (1 of 4 items done)
  Listed are people with less than half of at least 3 answers of a chapter
  right, with fewer right than the pass mark asks, with 3 or more wrong answers
  that they were sure of, or with less than half of the items done.

Items
-----
  No  Kind        Item                       How far          Minutes
   1  lesson      Throw the first rope       5 done                11
   2  lesson      One question of each kind  4 done, 1 begun       16
   3  break       Coffee
   4  discussion  What holds our own boats?  4 done, 1 open         6
   5  quiz        Four questions             4 done, 1 open        13
  Minutes are the middle of those who spent any.

People and items
----------------
  Name      1 2 4 5
  Person 1  ✓ ✓ ✓ ✓
  Person 2  ✓ ✓ ✓ ✓
  Person 3  ✓ ✓ ✓ ✓
  Person 4  ✓ ✓ ✓ ✓
  Person 5  ✓ ◐ ○ ○
  The numbers are those of the items above. ✓ done, ◐ begun, › left out, ○ open

People and chapters
-------------------
  Name       In the
             harbour
  Person 1   ✓ 3 of 4
  Person 2   ✓ 3 of 4
  Person 3   ✓ 3 of 4
  Person 4   ✓ 2 of 4
  Person 5   ◐ 0 of 1
  Everybody  64% right
  Right answers of answers; items: ✓ done, ◐ begun, › left out, ○ open.

Hardest questions
-----------------
  - 2 of 4 wrong: The wind blows from ahead. Which rope goes first?
    (harbour/rope#first-rope); 2 chose "The one at the stern"
  - 2 of 5 wrong: Which line depends on the day of the build?
    (harbour/kinds#find); 1 chose "line 2: WORKDIR /app"
  - 1 of 4 wrong: Which of these floats? (harbour/kinds#choose); 1 chose "An
    anchor"
  - 1 of 4 wrong: Which of these hold a boat? (harbour/kinds#some); 1 chose "A
    flag"

Sure, and wrong
---------------
  - 2 of 5 answers: Which line depends on the day of the build?
    (harbour/kinds#find)
  - 1 of 4 answers: Which of these floats? (harbour/kinds#choose)
  - 1 of 4 answers: Which of these hold a boat? (harbour/kinds#some)
  What people are sure of and is not so is worth a minute together.

The agenda, planned and as it went
----------------------------------
  Item                       Planned  Took  How it went
  Throw the first rope            10     9  done
  One question of each kind   15 + 5    17  done
  Coffee                          10    13  done
  What holds our own boats?        5        left out
  Four questions                  10    11  done
  55 minutes planned, extensions included; it took 50.

Hands in the room
-----------------
  The wind blows from ahead. Which rope goes first? (3 hands, 66% right)
  Hands  Answer
      2  ✓ The one at the bow
      1  The one at the stern
  Which of these hold a boat? (5 hands, 80% right)
  Hands  Answer
      2  ✓ A rope
      2  ✓ An anchor
      1  A flag

Who was there
-------------
  5 people in the room; 5 handed in a result.

Parked for later
----------------
  - [name] asks: may the base image come from our own registry?

"#]]
    );
}

#[test]
fn as_markdown() {
    assert_data_eq!(
        handed_in().small(&["session", "report", "in", "--format", "markdown"]).transcript(),
        str![[r##"
# An hour in the harbour

Platform team, 5 people, 5 result files, 2026-11-20, 64% of 17 answers right, 70% passes

## How far everybody is

| Name | Items done | Right | Share | Result | Minutes |
| --- | --: | --: | --: | --- | --: |
| Ana Castro | 4 of 4 | 2 of 4 | 50% | not yet | 55 |
| Bo Lindqvist | 4 of 4 | 3 of 4 | 75% | passed | 60 |
| Chiara Rossi | 4 of 4 | 3 of 4 | 75% | passed | 56 |
| Dev Patel | 4 of 4 | 3 of 4 | 75% | passed | 58 |
| Eli Stern | 1 of 4 | 0 of 1 | 0% | not yet | 12 |

## Who may like a hand

- Ana Castro may like a hand with the questions (2 of 4 right)
- Eli Stern may like a hand with getting through (1 of 4 items done)

Listed are people with less than half of at least 3 answers of a chapter right, with fewer right than the pass mark asks, with 3 or more wrong answers that they were sure of, or with less than half of the items done.

## Items

| No | Kind | Item | How far | Minutes |
| --: | --- | --- | --- | --: |
| 1 | lesson | Throw the first rope | 5 done | 11 |
| 2 | lesson | One question of each kind | 4 done, 1 begun | 16 |
| 3 | break | Coffee |  |  |
| 4 | discussion | What holds our own boats? | 4 done, 1 open | 6 |
| 5 | quiz | Four questions | 4 done, 1 open | 13 |

Minutes are the middle of those who spent any.

## People and items

| Name | 1 | 2 | 4 | 5 |
| --- | --- | --- | --- | --- |
| Ana Castro | ✓ | ✓ | ✓ | ✓ |
| Bo Lindqvist | ✓ | ✓ | ✓ | ✓ |
| Chiara Rossi | ✓ | ✓ | ✓ | ✓ |
| Dev Patel | ✓ | ✓ | ✓ | ✓ |
| Eli Stern | ✓ | ◐ | ○ | ○ |

The numbers are those of the items above. ✓ done, ◐ begun, › left out, ○ open

## People and chapters

| Name | In the harbour |
| --- | --- |
| Ana Castro | ✓ 2 of 4 |
| Bo Lindqvist | ✓ 3 of 4 |
| Chiara Rossi | ✓ 3 of 4 |
| Dev Patel | ✓ 3 of 4 |
| Eli Stern | ◐ 0 of 1 |
| Everybody | 64% right |

Right answers of answers; items: ✓ done, ◐ begun, › left out, ○ open.

## Hardest questions

- 2 of 4 wrong: The wind blows from ahead. Which rope goes first? (harbour/rope/#first-rope); 2 chose "The one at the stern"
- 2 of 5 wrong: Which line depends on the day of the build? (harbour/kinds/#find); 1 chose "line 2: WORKDIR /app"
- 1 of 4 wrong: Which of these floats? (harbour/kinds/#choose); 1 chose "An anchor"
- 1 of 4 wrong: Which of these hold a boat? (harbour/kinds/#some); 1 chose "A flag"

## Sure, and wrong

- 2 of 5 answers: Which line depends on the day of the build? (harbour/kinds/#find)
- 1 of 4 answers: Which of these floats? (harbour/kinds/#choose)
- 1 of 4 answers: Which of these hold a boat? (harbour/kinds/#some)

What people are sure of and is not so is worth a minute together.

## The agenda, planned and as it went

| Item | Planned | Took | How it went |
| --- | --: | --: | --- |
| Throw the first rope | 10 | 9 | done |
| One question of each kind | 15 + 5 | 17 | done |
| Coffee | 10 | 13 | done |
| What holds our own boats? | 5 |  | left out |
| Four questions | 10 | 11 | done |

55 minutes planned, extensions included; it took 50.

## Hands in the room

The wind blows from ahead. Which rope goes first? (3 hands, 66% right)

| Hands | Answer |
| --: | --- |
| 2 | ✓ The one at the bow |
| 1 | The one at the stern |

Which of these hold a boat? (5 hands, 80% right)

| Hands | Answer |
| --: | --- |
| 2 | ✓ A rope |
| 2 | ✓ An anchor |
| 1 | A flag |

## Who was there

5 people in the room: Ana Castro, Bo Lindqvist, Chiara Rossi, Dev Patel, Eli Stern; 5 handed in a result.

## Parked for later

- Ana asks: may the base image come from our own registry?

"##]]
    );
}

#[test]
fn as_one_flat_table() {
    let out = handed_in().small(&["session", "report", "in", "--format", "csv"]).out;
    let head: Vec<&str> = out.lines().take(8).collect();
    assert_data_eq!(
        head.join("\n"),
        str![[r#"
session,person,row,item,kind,title,chapter,state,minutes,question,right,confidence,seconds
harbour-hour,Ana Castro,item,rope,lesson,Throw the first rope,harbour,done,12,,,,
harbour-hour,Ana Castro,item,kinds,lesson,One question of each kind,harbour,done,16,,,,
harbour-hour,Ana Castro,item,coffee,break,Coffee,,done,10,,,,
harbour-hour,Ana Castro,item,talk,discussion,What holds our own boats?,,done,6,,,,
harbour-hour,Ana Castro,item,quiz,quiz,Four questions,,done,11,,,,
harbour-hour,Ana Castro,answer,quiz,quiz,Four questions,harbour,,,harbour/rope#first-rope,true,sure,27
harbour-hour,Ana Castro,answer,quiz,quiz,Four questions,harbour,,,harbour/kinds#choose,true,unsure,40
"#]]
    );
    assert!(out.lines().all(|line| line.matches(',').count() >= 12), "{out}");
}

#[test]
fn as_json() {
    let out = handed_in().small(&["session", "report", "in", "--format", "json"]).out;
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&report["format"], &report["version"]), (&"seaworthy-report".into(), &1.into()));
    let keys = |value: &serde_json::Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    assert_data_eq!(
        keys(&report).join(" "),
        str![
            "anonymous chapters cohort format head_count items may_like_a_hand pass people questions rooms session set_aside title version"
        ]
    );
    assert_data_eq!(
        keys(&report["people"][0]).join(" "),
        str!["answers begun chapters done given items minutes name open passed percent right skipped"]
    );
    assert_data_eq!(
        keys(&report["rooms"][0]).join(" "),
        str!["agenda attendance attended began cohort ended hands parked"]
    );
    assert_eq!(report["people"].as_array().unwrap().len(), 5);
}

#[test]
fn one_page_that_needs_nothing_else() {
    let shell = handed_in();
    let evil = shell.path().join("in/eli-stern.result.json");
    let mut file: seaworthy::team::ResultFile = serde_json::from_slice(&std::fs::read(&evil).unwrap()).unwrap();
    file.name = "<script>alert(1)</script>\"'&".to_owned();
    std::fs::write(&evil, serde_json::to_vec(&file.sealed()).unwrap()).unwrap();
    let page = shell.small(&["session", "report", "in", "--format", "html"]).out;
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    for bad in ["<script", "http:", "https:", "src=", "href=", "url(", "@import", " on"] {
        assert!(
            !page.contains(bad) || bad == " on" && !page.contains(" onload") && !page.contains(" onclick"),
            "{bad}"
        );
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
    assert_eq!(page.matches("<svg").count(), page.matches("</svg>").count());
    assert_eq!(page.matches("role=\"img\"").count(), page.matches("<desc").count(), "each chart is told in words");
    for tag in ["table", "section", "figure", "ul", "div", "dl"] {
        assert_eq!(page.matches(&format!("<{tag}")).count(), page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn what_cannot_be_used_is_named_and_the_rest_is_reported() {
    let shell = handed_in();
    let read = |name: &str| std::fs::read_to_string(shell.path().join("in").join(name)).unwrap();
    let ana = read("ana-castro.result.json");
    shell.write("in/copy.result.json", &ana);
    shell.write("in/edited.result.json", ana.replace("Ana Castro", "Ann Castle"));
    shell.write("in/newer.result.json", ana.replace("\"version\": 1", "\"version\": 3"));
    shell.write("in/cut.result.json", &ana[..900]);
    shell.write("in/package.json", "{\"name\": \"x\"}");
    shell.write("in/other.jsonl", "<<<<<<< HEAD\nno event\n");
    let mut other = small();
    other.session = "another".to_owned();
    shell.write("in/else.result.json", serde_json::to_string(&other.result(7, 9)).unwrap());
    let room = read("room.jsonl");
    shell.write("in/room.jsonl", format!("<<<<<<< ours\n{room}=======\n{room}>>>>>>> theirs\n"));
    let ran = shell.small(&["session", "report", "in", "gone.result.json", "--out", "report.txt"]);
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
The report on 5 people is written to report.txt
! set aside: gone.result.json: cannot be read: No such file or directory (os error 2)
! set aside: in/ana-castro.result.json: a copy of in/copy.result.json
! set aside: in/cut.result.json: a damaged result file (EOF while parsing a value at line 41 column 17); ask for a new export
! set aside: in/edited.result.json: changed after it was exported; ask for a new export
! set aside: in/else.result.json: of another session, another; --session another reports that one
! set aside: in/newer.result.json: written by a newer seaworthy (version 3 of the file); update this one to read it
! set aside: in/other.jsonl: neither a result file nor the log of a room
! set aside: in/package.json: neither a result file nor the log of a room
! set aside: in/room.jsonl: 3 lines left out that are no events; the rest counts

"#]]
    );
    let report = std::fs::read_to_string(shell.path().join("report.txt")).unwrap();
    let section = &report[report.find("Set aside\n").unwrap()..];
    assert_data_eq!(
        section,
        str![[r#"
Set aside
---------
  - gone.result.json: cannot be read: No such file or directory (os error 2)
  - in/ana-castro.result.json: a copy of in/copy.result.json
  - in/cut.result.json: a damaged result file (EOF while parsing a value at line
    41 column 17); ask for a new export
  - in/edited.result.json: changed after it was exported; ask for a new export
  - in/else.result.json: of another session, another; --session another reports
    that one
  - in/newer.result.json: written by a newer seaworthy (version 3 of the file);
    update this one to read it
  - in/other.jsonl: neither a result file nor the log of a room
  - in/package.json: neither a result file nor the log of a room
  - in/room.jsonl: 3 lines left out that are no events; the rest counts

"#]]
    );
    assert!(report.contains("harbour-hour") && report.contains("5 result files"));
    let ran = shell.small(&["session", "report", "in", "--session", "another"]);
    assert!(ran.out.contains("1 result file"), "{}", ran.transcript());
    let ran = shell.small(&["session", "report", "in", "--session", "nowhere"]);
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
! seaworthy: there is nothing of the session `nowhere`; what can be reported: another, harbour-hour
exit code 2

"#]]
    );
}

#[test]
fn nothing_to_report() {
    let shell = Shell::new().files(&[("in/notes.json", "{}"), ("empty/x.txt", "")]);
    assert_data_eq!(
        shell.small(&["session", "report", "in", "empty", "gone"]).transcript(),
        str![[r#"
! set aside: in/notes.json: neither a result file nor the log of a room
! set aside: gone: cannot be read: No such file or directory (os error 2)
! seaworthy: nothing to report: no result file (*.result.json) and no log of a room (*.jsonl) could be read
exit code 2

"#]]
    );
}

#[test]
fn what_was_handed_in_is_not_overwritten() {
    let shell = handed_in();
    let path = "in/ana-castro.result.json";
    assert_data_eq!(
        shell.small(&["session", "report", "in", "--out", path]).transcript(),
        str![[r#"
! seaworthy: in/ana-castro.result.json: exists already and may have been handed in; choose another name
exit code 2

"#]]
    );
    let ran = shell.small(&["session", "report", "in", "--out", "no/such/folder.html", "--format", "html"]);
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
! seaworthy: no/such/folder.html: cannot write the report: No such file or directory (os error 2); choose another place
exit code 2

"#]]
    );
}

#[test]
fn a_room_without_results_and_results_without_a_room() {
    let shell = handed_in();
    let ran = shell.small(&["session", "report", "in/room.jsonl"]);
    assert!(ran.out.contains("no result files") && ran.out.contains("The agenda"), "{}", ran.transcript());
    let ran = shell.small(&["session", "report", "in/ana-castro.result.json"]);
    assert!(ran.out.contains("1 result file") && !ran.out.contains("The agenda"), "{}", ran.transcript());
}
