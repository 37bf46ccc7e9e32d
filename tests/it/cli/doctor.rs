//! `seaworthy doctor`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn a_fresh_machine() {
    assert_data_eq!(
        Shell::new().small(&["doctor"]).transcript(),
        str![[r#"
seaworthy [VERSION]
  course     A small course (1): 2 chapters, 2 lessons, 2 planned
             from [FIXTURES]/small
  progress   [ROOM]/data/progress.jsonl (not yet there; the first page you open makes it)
             0 events, 0 repeated
  settings   [ROOM]/data/settings.toml (not yet there; defaults are used)
  terminal   plain text, because standard input or output is no terminal
             TERM is not set, no colours, Unicode signs
  themes     dark, high-contrast, light, no-colour, terminal
  keys       in the settings: keys.ACTION = ["key"], or keys."CONTEXT.ACTION"
  contexts   everywhere, home, lesson, question, verdict, summary, review,
             progress, check, team, agenda, preflight, stage, tally, list, term,
             why, field, blank, confirm
  actions    quit-now, help, go-to, themes, back, open, up, down, page-up,
             page-down, top, bottom, left, right, next-focus, previous-focus,
             search, next-match, previous-match, next-lesson, previous-lesson,
             outline, flip, switch-tab, copy, why, bookmark, bookmarks, flag,
             questions, quiz, exam, review, place, progress, check, check-again,
             sort, choose, toggle, move-up, move-down, skip, hint, confidence,
             undo, explain, done, export, reset, next-slide, previous-slide,
             agenda, next-item, skip-item, extend, blank, notes, park,
             attendance, pause, steps, fewer, hands, start-anew, yes, no

Everything is healthy.

"#]]
    );
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let shell = Shell::new().env("TERM", "dumb").env("NO_COLOR", "1");
    shell.write("data/settings.toml", "theme = \"drak\"\nmood = 1\n[keys]\nquiz = [\"?\"]\nsail = [\"s\"]\n");
    assert_data_eq!(
        shell.small(&["doctor"]).transcript(),
        str![[r#"
seaworthy [VERSION]
  course     A small course (1): 2 chapters, 2 lessons, 2 planned
             from [FIXTURES]/small
  progress   [ROOM]/data/progress.jsonl (not yet there; the first page you open makes it)
             0 events, 0 repeated
  settings   [ROOM]/data/settings.toml
! settings   `mood` is no setting of this version; it is kept
! settings   keys: `sail` is no action; `seaworthy doctor` lists them
! settings   there is no theme `drak`; there are dark, high-contrast, light, no-colour, terminal
  terminal   plain text, because standard input or output is no terminal
             TERM=dumb, no colours because of NO_COLOR, Unicode signs
  themes     dark, high-contrast, light, no-colour, terminal
  keys       in the settings: keys.ACTION = ["key"], or keys."CONTEXT.ACTION"
  contexts   everywhere, home, lesson, question, verdict, summary, review,
             progress, check, team, agenda, preflight, stage, tally, list, term,
             why, field, blank, confirm
  actions    quit-now, help, go-to, themes, back, open, up, down, page-up,
             page-down, top, bottom, left, right, next-focus, previous-focus,
             search, next-match, previous-match, next-lesson, previous-lesson,
             outline, flip, switch-tab, copy, why, bookmark, bookmarks, flag,
             questions, quiz, exam, review, place, progress, check, check-again,
             sort, choose, toggle, move-up, move-down, skip, hint, confidence,
             undo, explain, done, export, reset, next-slide, previous-slide,
             agenda, next-item, skip-item, extend, blank, notes, park,
             attendance, pause, steps, fewer, hands, start-anew, yes, no

Something needs you: see the lines marked !.
! seaworthy: [ROOM]/data/settings.toml: `mood` is no setting of this version; it is kept
exit code 1

"#]]
    );
}

#[test]
fn a_course_with_faults() {
    let shell = Shell::new().files(&[
        ("c/lessons/course.toml", "format = 1\ntitle = \"T\"\nchapters = [\"a\"]\n"),
        ("c/lessons/a/chapter.toml", "title = \"A\"\nlessons = [\"x\", \"x\"]\n"),
    ]);
    let ran = shell.run(&["--course", "c", "doctor"]);
    assert_data_eq!(
        ran.transcript().lines().take(6).collect::<Vec<_>>().join("\n"),
        str![[r#"
seaworthy [VERSION]
  course     T: 1 chapter, 1 lesson, 0 planned
             from c
! course     1 fault; `seaworthy content check` shows more
  progress   [ROOM]/data/progress.jsonl (not yet there; the first page you open makes it)
             0 events, 0 repeated
"#]]
    );
    assert_eq!(ran.code, 1);
    let ran = shell.run(&["--course", "gone", "doctor"]);
    assert_data_eq!(
        ran.transcript().lines().take(3).collect::<Vec<_>>().join("\n"),
        str![[r#"
seaworthy [VERSION]
! course     gone: No such file or directory (os error 2); check that it exists and may be read
  progress   [ROOM]/data/progress.jsonl (not yet there; the first page you open makes it)
"#]]
    );
    assert_eq!(ran.code, 1);
}
