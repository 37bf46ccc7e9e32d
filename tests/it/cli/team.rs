//! `seaworthy team`: a folder of exports as a table and as JSON; what is wrong with some of them.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

/// 2026-11-02, 08:00 UTC: long enough ago, whatever the clock says.
const BEGIN: i64 = 1_793_606_400_000;

/// A log of somebody who read lessons and answered questions of the small course.
fn log(person: u32, lessons: &[&str], answers: &[(&str, bool)]) -> String {
    let mut lines = String::new();
    let mut add = |number: usize, rest: String| {
        let t = BEGIN + number as i64 * 60_000;
        lines.push_str(&format!("{{\"id\":\"{person:016x}{number:016x}\",\"t\":{t},\"v\":1,\"kind\":{rest}}}\n"));
    };
    for (number, lesson) in lessons.iter().enumerate() {
        add(number * 2, format!("\"opened\",\"lesson\":\"{lesson}\""));
        add(number * 2 + 1, format!("\"finished\",\"lesson\":\"{lesson}\",\"hash\":\"0000000000000001\""));
    }
    for (number, (question, right)) in answers.iter().enumerate() {
        let verdict = if *right { "right" } else { "wrong" };
        add(
            100 + number,
            format!(
                "\"answered\",\"question\":\"{question}\",\"key\":\"0000000000000001\",\"shown\":[0,1],\"chosen\":{{\"picks\":[0]}},\
                 \"verdict\":\"{verdict}\",\"confidence\":null,\"seconds\":9,\"mode\":\"quiz\",\"sitting\":\"{person:032x}\""
            ),
        );
    }
    lines
}

fn team() -> Shell {
    let kinds: Vec<String> = ["choose", "some", "gap", "row", "find"].map(|id| format!("harbour/kinds#{id}")).into();
    let wrong: Vec<(&str, bool)> = kinds.iter().map(|id| (id.as_str(), false)).collect();
    let shell = Shell::new();
    shell.write("team/ann.jsonl", log(1, &["harbour/rope", "harbour/kinds"], &[("harbour/rope#first-rope", true)]));
    shell.write("team/bo/progress.jsonl", log(2, &["harbour/rope"], &wrong));
    shell.write("team/cy.jsonl", "");
    shell
}

#[test]
fn where_everybody_is() {
    let ran = team().small(&["team", "team"]);
    // How long ago it was depends on the day of the test.
    let days = |word: &str| word.parse::<u32>().is_ok_and(|number| number > 9);
    let text: Vec<String> = ran
        .transcript()
        .lines()
        .map(|line| line.split(' ').map(|word| if days(word) { "[N]" } else { word }).collect::<Vec<_>>().join(" "))
        .collect();
    assert_data_eq!(
        text.join("\n"),
        str![[r#"
3 people, by last active

ann   [N] days ago  the whole course: 2 of 2 read; 1 due
bo    [N] days ago  the whole course: 1 of 2 read; 5 due; another look: "In the
                   harbour"
cy    never        the whole course: 0 of 2 read
"#]]
    );
}

#[test]
fn for_programs() {
    let ran = team().small(&["team", "team", "--json"]);
    let team: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&team["format"], &team["version"]), (&"seaworthy-team".into(), &1.into()));
    assert_data_eq!(
        format!("{:#}", team["people"][1]),
        str![[r#"
{
  "another_look": "harbour",
  "answers": 5,
  "chapters": [
    {
      "answered": 5,
      "id": "harbour",
      "known_percent": 0,
      "lessons": {
        "placed": 0,
        "read": 1,
        "written": 2
      },
      "title": "In the harbour"
    }
  ],
  "due": 5,
  "last_active": "2026-11-02",
  "lessons": {
    "placed": 0,
    "read": 1,
    "written": 2
  },
  "name": "bo",
  "problems": [],
  "right": 0,
  "track": null
}
"#]]
    );
}

#[test]
fn what_is_wrong_is_named_and_the_rest_is_shown() {
    let shell = team();
    let ann = std::fs::read_to_string(shell.path().join("team/ann.jsonl")).unwrap();
    shell.write("team/ann.jsonl", format!("<<<<<<< HEAD\n{ann}=======\n{ann}>>>>>>> theirs\n"));
    shell.write("team/notes.jsonl", "# nothing\n");
    shell.write("team/torn.jsonl", format!("{ann}{{\"id\":\"00"));
    let ran = shell.small(&["team", "team", "--plain"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("ann ") && ran.out.contains("torn ") && !ran.out.contains("notes"), "{}", ran.out);
    assert_data_eq!(
        ran.err,
        str![[r#"
team/ann.jsonl: conflict markers of git in lines 1, 7, 13; both sides count
team/notes.jsonl: holds no progress
team/torn.jsonl: 1 line is no event; the rest counts

"#]]
    );
}

#[test]
fn no_team() {
    let shell = Shell::new().files(&[("empty/README.md", "x"), ("bad/notes.jsonl", "no event\n")]);
    assert_data_eq!(
        shell.small(&["team", "empty"]).transcript(),
        str![[r#"
! seaworthy: empty: no progress export in it: NAME.jsonl or NAME/progress.jsonl, as `seaworthy progress export` writes them
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["team", "bad"]).transcript(),
        str![[r#"
! seaworthy: bad/notes.jsonl: holds no progress
! seaworthy: bad: no progress export in it: NAME.jsonl or NAME/progress.jsonl, as `seaworthy progress export` writes them
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["team", "gone"]).transcript(),
        str![[r#"
! seaworthy: gone is no folder; name a folder with a progress export per person, NAME.jsonl or NAME/progress.jsonl
exit code 2

"#]]
    );
}
