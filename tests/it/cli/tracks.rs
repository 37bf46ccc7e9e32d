//! Tracks on the command line: `list --tracks`, `list --track`, `learn --track`, `quiz --track`, and what `progress` says of them.

use snapbox::{assert_data_eq, str};

use crate::shell::{Ran, Shell};

const COURSE: &str = r#"format = 1
title = "A small course"
version = "1"
chapters = ["pier", "sea"]

[[track]]
id = "short"
title = "The short course"
promise = "You come home before dark."
lessons = [
  "sea/wind",
  "pier/rope",
  "sea/stars",
]

[[track]]
id = "night"
title = "By night"
promise = "You need no light."
lessons = ["sea/stars", "pier/rope"]
"#;
const PIER: &str = "title = \"At the pier\"\npromise = \"P.\"\nlessons = [\"rope\"]\n";
const SEA: &str = "title = \"At sea\"\npromise = \"P.\"\nlessons = [\"wind\", \"stars\"]\nplanned = [{ id = \"stars\", title = \"Steer by the stars\" }]\n";
const QUIZ: &str = "[[question]]\nid = \"q\"\nkind = \"choice\"\nprompt = \"What holds?\"\nexplanation = \"A rope.\"\n\
                    [[question.option]]\ntext = \"A rope\"\nright = true\nwhy = \"Yes.\"\n\
                    [[question.option]]\ntext = \"Hope\"\nwhy = \"No.\"\n";

fn lesson(title: &str, minutes: u16) -> String {
    format!(
        "+++\ntitle = \"{title}\"\nlevel = 1\nminutes = {minutes}\nchecked = 2026-11-20\nchecklist = \"C.\"\n\
             sources = [{{ title = \"S\" }}]\n+++\nIt was dark.\n"
    )
}

fn shell() -> Shell {
    let (rope, wind) = (lesson("Tie a rope", 50), lesson("Feel the wind", 25));
    Shell::new().files(&[
        ("c/lessons/course.toml", COURSE),
        ("c/lessons/pier/chapter.toml", PIER),
        ("c/lessons/pier/chapter.md", "The pier.\n"),
        ("c/lessons/pier/rope.md", &rope),
        ("c/quizzes/pier/rope.toml", QUIZ),
        ("c/lessons/sea/chapter.toml", SEA),
        ("c/lessons/sea/chapter.md", "The sea.\n"),
        ("c/lessons/sea/wind.md", &wind),
    ])
}

fn run(shell: &Shell, args: &[&str]) -> Ran {
    shell.run(&[&["--course", "c"], args].concat())
}

#[test]
fn the_tracks_there_are() {
    assert_data_eq!(
        run(&shell(), &["list", "--tracks"]).transcript(),
        str![[r#"
The short course (short): 0 of 2 read, 1 planned, 1 h 15 min
  You come home before dark.

By night (night): 0 of 1 read, 1 planned, 50 min
  You need no light.

"#]]
    );
    assert_data_eq!(
        Shell::new().small(&["list", "--tracks"]).transcript(),
        str![[r#"
This course has no tracks.

"#]]
    );
}

#[test]
fn the_lessons_of_one() {
    let shell = shell();
    shell.input(&["--course", "c", "--plain", "learn", "wind"], "quit\n");
    assert_data_eq!(
        run(&shell, &["list", "--track", "short"]).transcript(),
        str![[r#"
The short course (short): 1 of 2 read, 1 planned, 50 min left of 1 h 15 min
  You come home before dark.

At sea (sea)
  1  read     25 min  wind   Feel the wind

At the pier (pier)
  2  new      50 min  rope   Tie a rope

At sea (sea)
  3  planned          stars  Steer by the stars

"#]]
    );
}

#[test]
fn for_programs() {
    let shell = shell();
    assert_data_eq!(
        run(&shell, &["list", "--track", "short", "--json"]).transcript(),
        str![[r#"
{
  "chosen": false,
  "id": "short",
  "lessons": [
    {
      "id": "sea/wind",
      "minutes": 25,
      "state": "new",
      "title": "Feel the wind"
    },
    {
      "id": "pier/rope",
      "minutes": 50,
      "state": "new",
      "title": "Tie a rope"
    },
    {
      "id": "sea/stars",
      "minutes": null,
      "state": "planned",
      "title": "Steer by the stars"
    }
  ],
  "minutes": 75,
  "minutes_left": 75,
  "next": "sea/wind",
  "placed": 0,
  "planned": 1,
  "promise": "You come home before dark.",
  "read": 0,
  "title": "The short course",
  "written": 2
}

"#]]
    );
    assert_data_eq!(
        run(&shell, &["list", "--tracks", "--json"]).transcript(),
        str![[r#"
{
  "tracks": [
    {
      "chosen": false,
      "id": "short",
      "minutes": 75,
      "minutes_left": 75,
      "next": "sea/wind",
      "placed": 0,
      "planned": 1,
      "promise": "You come home before dark.",
      "read": 0,
      "title": "The short course",
      "written": 2
    },
    {
      "chosen": false,
      "id": "night",
      "minutes": 50,
      "minutes_left": 50,
      "next": "pier/rope",
      "placed": 0,
      "planned": 1,
      "promise": "You need no light.",
      "read": 0,
      "title": "By night",
      "written": 1
    }
  ]
}

"#]]
    );
}

#[test]
fn a_mistyped_track() {
    let shell = shell();
    for command in ["list", "learn", "quiz"] {
        assert_data_eq!(
            run(&shell, &[command, "--track", "shrot"]).transcript(),
            str![[r#"
! seaworthy: there is no track `shrot`; did you mean `short`?
exit code 2

"#]]
        );
    }
    assert_data_eq!(
        run(&shell, &["list", "--track", "zzz"]).transcript(),
        str![[r#"
! seaworthy: there is no track `zzz`; `seaworthy list --tracks` shows them all
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().small(&["learn", "--track", "short"]).transcript(),
        str![[r#"
! seaworthy: there is no track `short`; this course has no tracks
exit code 2

"#]]
    );
}

#[test]
fn the_tutor_goes_on_in_it() {
    let shell = shell();
    let ran = shell.input(&["--course", "c", "--plain", "learn", "--track", "short"], "next\nhome\ntrack\nquit\n");
    assert_data_eq!(
        ran.transcript(),
        str![[r#"

# Feel the wind

It was dark.

## Sources

- S

Facts checked on 2026-11-20.

End of the page. Lesson 1 of 2 in the track "The short course". Type questions
to be asked about it. An empty line goes to the next lesson of the track.
lesson> 
# Tie a rope

It was dark.

## Sources

- S

Facts checked on 2026-11-20.

End of the page. Lesson 2 of 2 in the track "The short course". Type questions
to be asked about it. It is the last one.
lesson> 
A small course

 1. Track The short course: 2 of 2 read, 1 planned
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter At the pier: 1 of 1 read
 6. Chapter At sea: 1 of 1 read, 1 planned

Type a number, read NAME, help, or quit. An empty line takes 1.
home> 
# Feel the wind

It was dark.

## Sources

- S

Facts checked on 2026-11-20.

End of the page. Lesson 1 of 2 in the track "The short course". Type questions
to be asked about it. An empty line goes to the next lesson of the track.
You have read all of "The short course": this is its beginning.
lesson> (no line end)

"#]]
    );
    assert_eq!(shell.kinds().first().map(String::as_str), Some("set"));
    let ran = shell.input(&["--course", "c", "--plain"], "track nihgt\ntrack night\nquit\n");
    assert_data_eq!(
        ran.transcript(),
        str![[r#"

A small course

 1. Track The short course: 2 of 2 read, 1 planned
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter At the pier: 1 of 1 read
 6. Chapter At sea: 1 of 1 read, 1 planned

Type a number, read NAME, help, or quit. An empty line takes 1.
home> Warning: there is no track `nihgt`; did you mean `night`?
home> 
# Tie a rope

It was dark.

## Sources

- S

Facts checked on 2026-11-20.

End of the page. Lesson 1 of 1 in the track "By night". Type questions to be
asked about it. It is the last one.
You have read all of "By night": this is its beginning.
lesson> (no line end)

"#]]
    );
}

#[test]
fn progress_says_how_far_one_is() {
    let shell = shell();
    shell.input(&["--course", "c", "--plain", "learn", "--track", "short"], "quit\n");
    assert_data_eq!(
        run(&shell, &["progress"]).transcript(),
        str![[r#"
At the pier  0 of 1 read
At sea       1 of 1 read, 1 planned

The short course  1 of 2 read, 1 planned, 50 min left of 1 h 15 min
By night          0 of 1 read, 1 planned, 50 min

1 of 2 lessons read

"#]]
    );
    let json = run(&shell, &["progress", "--json"]).out;
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let short = &value["tracks"][0];
    assert_eq!((&short["id"], &short["chosen"], &short["read"]), (&"short".into(), &true.into(), &1.into()));
    assert_eq!((&short["minutes_left"], &short["next"]), (&50.into(), &"pier/rope".into()));
}

#[test]
fn a_quiz_of_its_lessons() {
    let ran = shell().input(&["--course", "c", "--plain", "quiz", "--track", "short", "--seed", "1"], "quit\n");
    assert!(ran.out.contains("What holds?"), "{}", ran.transcript());
    let both = run(&shell(), &["quiz", "--track", "short", "rope"]);
    assert!(both.code == 2 && both.err.contains("cannot be used with"), "{}", both.transcript());
}

#[test]
fn a_pack_adds_a_track_or_replaces_one() {
    let pack = r#"format = 1

[[track]]
id = "ours"
title = "Our first day"
promise = "You can build here."
lessons = ["works/dockerignore", "installers/private-index-secret"]

[[track]]
id = "short"
title = "Shorter still"
promise = "You know the least."
lessons = ["works/dockerignore"]
"#;
    let shell = Shell::new().files(&[("p/lessons/course.toml", pack)]);
    let ran = shell.run(&["--pack", "p", "list", "--tracks"]);
    let heads: Vec<_> = ran.out.lines().filter(|line| line.contains("): ")).collect();
    assert!(heads.len() == 2 && heads[0].starts_with("Shorter still (short): 0 of 1 read, "), "{}", ran.transcript());
    assert!(heads[1].starts_with("Our first day (ours): 0 of "), "{}", ran.transcript());
    let checked = shell.run(&["content", "check", "p"]);
    assert_eq!(checked.code, 0, "{}", checked.transcript());
}
