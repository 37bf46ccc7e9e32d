//! `seaworthy` and `seaworthy learn`: the plain twin of the tutor.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

#[test]
#[expect(clippy::too_many_lines, reason = "a transcript with the whole help in it")]
fn a_first_visit() {
    let shell = Shell::new();
    let told = talk(&shell, &["--plain"], &["help", "", "", "bookmark", "frob", "next", "bookmarks", "home", "quit"]);
    assert_data_eq!(
        told,
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> help
Everywhere: help, again (say it once more), back, home, read NAME (or
NAME#SECTION), quiz NAME, exam CHAPTER, place CHAPTER (a test, to skip what you
know), track NAME, find WORDS, glossary WORD, bookmarks, flag TEXT (says what is
wrong with a page or a question), quit.
Home: a number, continue, track, review, quiz, exam, progress, check. An empty
line takes 1.
Session: an empty line takes the next item, a number another; done NUMBER, skip
NUMBER, export NAME (writes your result).
Lesson: an empty line or next, previous, questions, bookmark, why (what each
line of its Dockerfiles is there for).
Question: the numbers of your answer, sure or unsure (before you answer), skip,
hint, undo, explain (opens the lesson). Where you fill in text, put a colon
before a command, as in :skip.
End of a quiz: an empty line goes on, a number opens what explains a question
that was missed; after a review more asks on.
home> 

# In the harbour

What lies in the harbour is tied to something.

If you stop here, the boat stays where it is.

## The lessons

- Tie the boat before you step off (harbour/rope)
- One question of every kind (harbour/kinds)
- Hang out the fenders (harbour/fenders, not yet written)

End of the page. An empty line goes to the next page.
lesson> 

# Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope; see the kinds
(harbour/kinds).

## What to do

Code, dockerfile, before:
    FROM python:latest
End of code.

Code, dockerfile, after:
    FROM python:3.14-slim-trixie
End of code.

Tip:
  Two ropes are better than one.

## Sources

- The harbour book, https://example.com/harbour

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> bookmark
Bookmarked; bookmarks lists them all.
lesson> frob
`frob` is no command here; help lists them.
lesson> next

# One question of every kind

This lesson has a question of every kind.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> bookmarks
Bookmarks; read NAME opens one:
- Tie the boat before you step off (harbour/rope)
lesson> home

A small course

 1. Quiz: ten questions
 2. Progress
 3. Check the Dockerfiles of this folder
 4. Chapter In the harbour: 2 of 2 read, 1 planned
 5. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> quit

"#]]
    );
    assert_data_eq!(shell.kinds().join(" "), str!["opened finished opened bookmarked finished opened finished"]);
}

#[test]
fn the_questions_of_a_lesson_can_be_left_and_resumed() {
    let lines = ["questions", ":skip", ":back", "home", "quit"];
    let told = talk(&Shell::new(), &["--plain", "learn", "kinds"], &lines);
    assert!(told.contains("Question, 6 left.") && told.contains("Kept: home resumes this quiz with 6 left."), "{told}");
    assert!(told.contains(". Resume the quiz you left, 6 to go\n"), "{told}");
}

#[test]
fn what_is_looked_for_and_reported_has_words_of_its_own() {
    let shell = Shell::new();
    let lines = [
        "find rope",
        "find xyzzy",
        "glossary",
        "glossary nosuch",
        "flag it",
        "read kinds",
        "flag",
        "flag No source.",
        "quit",
    ];
    assert_data_eq!(
        talk(&shell, &["--plain"], &lines),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> find rope

- harbour/rope: The boat was gone in the morning. A cleat takes the rope; see
  the kinds.
- harbour/rope: Two ropes are better than one.
read NAME opens one.
home> find xyzzy

No title and no lesson has "xyzzy".
home> glossary

cleat  Two horns on the deck.
rope   What the boat is tied with.

home> glossary nosuch
Warning: the glossary has no word `nosuch`; `seaworthy glossary` lists them all
home> flag it
Only a page or a question can be flagged.
home> read kinds

# One question of every kind

This lesson has a question of every kind.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> flag
Say what is wrong: flag the second option is right, too.
lesson> flag No source.
Noted: harbour/kinds. `seaworthy progress export` carries it.
lesson> quit

"#]]
    );
    assert!(shell.log().contains("No source."), "{}", shell.log());
}

#[test]
fn the_tour_says_first_what_counts_in_plain_text() {
    let ran = Shell::new().input(&["--plain"], "quit\n");
    assert!(ran.out.starts_with("\nYou read this tutor as lines of text."), "{}", ran.out);
}

#[test]
fn no_terminal_means_plain_and_the_end_of_input_is_a_way_out() {
    assert_data_eq!(
        talk(&Shell::new(), &[], &["7", "x"]),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> 7
`7` is no command here; help lists them.
home> x
`x` is no command here; help lists them.
home> (the input ends)

"#]]
    );
}

#[test]
fn one_goes_on_where_one_stopped() {
    let shell = Shell::new();
    talk(&shell, &["--plain", "learn", "kinds"], &["quit"]);
    assert_data_eq!(
        talk(&shell, &["--plain"], &["quit"]),
        str![[r#"

A small course

 1. Continue: Tie the boat before you step off
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 1 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> quit

"#]]
    );
}

#[test]
fn a_lesson_by_name() {
    let names =
        ["read fenders", "read rop", "read zzz", "quiz anchor", "read kinds", "previous", "back", "again", "quit"];
    assert_data_eq!(
        talk(&Shell::new(), &["--plain", "learn", "rope"], &names),
        str![[r#"

# Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope; see the kinds
(harbour/kinds).

## What to do

Code, dockerfile, before:
    FROM python:latest
End of code.

Code, dockerfile, after:
    FROM python:3.14-slim-trixie
End of code.

Tip:
  Two ropes are better than one.

## Sources

- The harbour book, https://example.com/harbour

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> read fenders
"Hang out the fenders" is not yet written
lesson> read rop
Warning: there is no lesson `rop`; did you mean `harbour/rope`?
lesson> read zzz
Warning: there is no lesson `zzz`; `seaworthy list` shows them all
lesson> quiz anchor
No questions here yet.
lesson> read kinds

# One question of every kind

This lesson has a question of every kind.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> previous

# Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope; see the kinds
(harbour/kinds).

## What to do

Code, dockerfile, before:
    FROM python:latest
End of code.

Code, dockerfile, after:
    FROM python:3.14-slim-trixie
End of code.

Tip:
  Two ropes are better than one.

## Sources

- The harbour book, https://example.com/harbour

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> back
lesson> again

# Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope; see the kinds
(harbour/kinds).

## What to do

Code, dockerfile, before:
    FROM python:latest
End of code.

Code, dockerfile, after:
    FROM python:3.14-slim-trixie
End of code.

Tip:
  Two ropes are better than one.

## Sources

- The harbour book, https://example.com/harbour

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> quit

"#]]
    );
}

#[test]
fn a_file_and_a_folder_of_files() {
    let shell = Shell::new().files(&[("notes/one.md", "# One\n\nText.\n"), ("notes/two.md", "# Two\n\nMore.\n")]);
    assert_data_eq!(
        talk(&shell, &["--plain", "learn", "notes/one.md"], &["", "quit"]),
        str![[r#"

# One

Text.

End of the page. It is the last one.
lesson> 
This is the last page.
lesson> quit

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["--plain", "learn", "notes"], &["", "", "quit"]),
        str![[r#"

notes

 1. Continue: Two
 2. Progress
 3. Check the Dockerfiles of this folder
 4. Chapter notes: 1 of 2 read

Type a number, read NAME, help, or quit. An empty line takes 1.
home> 

# Two

More.

End of the page. It is the last one.
lesson> 
This is the last page.
lesson> quit

"#]]
    );
}

#[test]
fn a_lesson_at_a_section() {
    let shell = Shell::new();
    assert_data_eq!(
        talk(&shell, &["learn", "kinds#the-kinds"], &["again", "read rope#nothing", "quit"]),
        str![[r#"

# One question of every kind

From one section on; again says the page from its beginning.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> again

# One question of every kind

This lesson has a question of every kind.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> read rope#nothing
Warning: `harbour/rope` has no section `nothing`. It has:
  #what-to-do
lesson> quit

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["learn", "kinds#the-kinks"], &[]),
        str![[r#"
! seaworthy: `harbour/kinds` has no section `the-kinks`; did you mean `#the-kinds`? It has:
!   #the-kinds
exit code 2

"#]]
    );
}

#[test]
fn what_cannot_be_opened() {
    let shell = Shell::new();
    assert_data_eq!(
        talk(&shell, &["learn", "gone.md"], &[]),
        str![[r#"
! seaworthy: there is no file gone.md
exit code 2

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["learn", "rop"], &[]),
        str![[r#"
! seaworthy: there is no lesson `rop`; did you mean `harbour/rope`?
exit code 2

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["learn", "fenders"], &[]),
        str![[r#"
! seaworthy: `harbour/fenders` ("Hang out the fenders") is not yet written
exit code 2

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["learn", "zzz"], &[]),
        str![[r#"
! seaworthy: there is no lesson `zzz`; `seaworthy list` shows them all
exit code 2

"#]]
    );
}
