//! `seaworthy quiz`: its plain twin.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

/// Asks one question of the lesson that has one of every kind; the seed says which.
fn asked(seed: u8, lines: &[&str]) -> String {
    talk(&Shell::new(), &["quiz", "kinds", "-n", "1", "--seed", &seed.to_string()], lines)
}

#[test]
fn choice_with_a_hint_and_a_second_thought() {
    assert_data_eq!(
        asked(9, &["x", "3", "hint", "1", "undo", "2", "quit"]),
        str![[r#"

Question, 1 left.

Which of these floats?

 1. A plank
 2. An anchor
one number> x
Type one number. To go on without: skip; help lists the rest, quit leaves.
one number> 3
There is no 3. To go on without: skip; help lists the rest, quit leaves.
one number> hint
Hint: Think of wood.
one number> 1

Right.

Wood is lighter than water.

- A plank (right): It is wood.
- An anchor (rightly left): It is iron.

Question harbour/kinds#choose. An empty line goes on; undo takes the answer
back.
quiz> undo

Question, 1 left.

Which of these floats?

 1. A plank
 2. An anchor
Taken back: answer again.
one number> 2

Not quite.

Wood is lighter than water.

- A plank (missed): It is wood.
- An anchor (wrong): It is iron.

Question harbour/kinds#choose. An empty line goes on; undo takes the answer
back.
quiz> quit

"#]]
    );
}

#[test]
fn multi_wants_all_that_are_right() {
    assert_data_eq!(
        asked(1, &["", "1", "", "2, 3", "quit"]),
        str![[r#"

Question, 1 left.

Which of these hold a boat?

 1. A rope
 2. A flag
 3. An anchor
numbers> 
Type at least one number. To go on without: skip; help lists the rest, quit leaves.
numbers> 1

Not quite.

Both ends of the chain count.

- A rope (right): It is tied.
- A flag (rightly left): It only shows the wind.
- An anchor (missed): It digs in.

Question harbour/kinds#some. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left, once more.

Which of these hold a boat?

 1. A flag
 2. A rope
 3. An anchor
numbers> 2, 3

Right.

Both ends of the chain count.

- A flag (rightly left): It only shows the wind.
- A rope (right): It is tied.
- An anchor (right): It digs in.

Question harbour/kinds#some. An empty line goes on; undo takes the answer back.
quiz> quit

"#]]
    );
}

#[test]
fn fill_wants_a_text_for_every_blank() {
    assert_data_eq!(
        asked(3, &["python", ":hint", "python|slim", "", "python | slim-bookworm", "quit"]),
        str![[r#"

Question, 1 left.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> python
Type 2 texts, separated by |. To go on without: :skip; :help lists the rest, :quit leaves.
texts, separated by |> :hint
This question has no hints; its lesson explains it.
texts, separated by |> python|slim

Not quite.

Nothing is left to the day of the build.

- name (right; yours: python): The official image.
- rest (wrong; yours: slim; right would be: slim-trixie): The release still
  moves. The codename fixes the release.

Question harbour/kinds#gap. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left, once more.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> python | slim-bookworm

Right.

Nothing is left to the day of the build.

- name (right; yours: python): The official image.
- rest (right; yours: slim-bookworm): The codename fixes the release.

Question harbour/kinds#gap. An empty line goes on; undo takes the answer back.
quiz> quit

"#]]
    );
}

#[test]
fn order_wants_every_number_once() {
    assert_data_eq!(
        asked(11, &["1", "1 1 2", "1 3 2", "quit"]),
        str![[r#"

Question, 1 left.

In which order does one leave?

 1. Start the engine
 2. Loose the stern
 3. Loose the bow
numbers in order> 1
Type 3 numbers. To go on without: skip; help lists the rest, quit leaves.
numbers in order> 1 1 2
Type each number once. To go on without: skip; help lists the rest, quit leaves.
numbers in order> 1 3 2

Right.

What is tied last is loosed last.

- Start the engine (right): It needs a minute.
- Loose the bow (right): The bow swings out.
- Loose the stern (right): Now the boat is free.

Question harbour/kinds#row. An empty line goes on; undo takes the answer back.
quiz> quit

"#]]
    );
}

#[test]
fn spot_shows_numbered_lines() {
    assert_data_eq!(
        asked(2, &["hint", "2", "", "1", "quit"]),
        str![[r#"

Question, 1 left.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> hint
This question has no hints; its lesson explains it.
line numbers> 2

Not quite.

A moving tag asks what is newest.

- FROM python:latest (missed): latest moves.
- WORKDIR /app (wrong): This line is the same every day.
- COPY app.py ./ (rightly left): The file comes from the repository.

Question harbour/kinds#find. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left, once more.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> 1

Right.

A moving tag asks what is newest.

- FROM python:latest (right): latest moves.
- COPY app.py ./ (rightly left): The file comes from the repository.

Question harbour/kinds#find. An empty line goes on; undo takes the answer back.
quiz> quit

"#]]
    );
}

#[test]
fn match_wants_a_number_for_each_letter() {
    assert_data_eq!(
        asked(6, &["1", "1 9", "3 2", "quit"]),
        str![[r#"

Question, 1 left.

What holds what?

 a. Cleat
 b. Seabed
Choose for each letter one of:
 1. The anchor
 2. The flag
 3. The rope
a number for each letter> 1
Type 2 numbers. To go on without: skip; help lists the rest, quit leaves.
a number for each letter> 1 9
There is no 9. To go on without: skip; help lists the rest, quit leaves.
a number for each letter> 3 2

Not quite.

Each has its place.

- Cleat (right; yours: The rope): It is made for it.
- Seabed (wrong; yours: The flag; right would be: The anchor): It is held by a
  pole. It digs in.
- The flag (wrong): It is held by a pole.

Question harbour/kinds#pairs. An empty line goes on; undo takes the answer back.
quiz> quit

"#]]
    );
}

#[test]
fn what_was_skipped_comes_again() {
    assert_data_eq!(
        talk(&Shell::new(), &["quiz", "kinds", "-n", "2", "--seed", "1"], &["skip", ":skip", "quit"]),
        str![[r#"

Question, 2 left.

Which of these hold a boat?

 1. A rope
 2. A flag
 3. An anchor
numbers> skip

Question, 2 left.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :skip

Question, 2 left, once more.

Which of these hold a boat?

 1. A flag
 2. A rope
 3. An anchor
numbers> quit

"#]]
    );
}

#[test]
fn a_wrong_answer_comes_again() {
    let told = talk(&Shell::new(), &["quiz", "rope", "--seed", "1"], &["2", "", "1", "", "quit"]);
    assert_data_eq!(
        told,
        str![[r#"

Question, 1 left.

The wind blows from ahead. Which rope goes first?

 1. The one at the bow
 2. The one at the stern
one number> 2

Not quite.

The wind decides which end drifts.

- The one at the bow (missed): The bow drifts first.
- The one at the stern (wrong): The stern follows the bow.

Question harbour/rope#first-rope. An empty line goes on; undo takes the answer
back.
quiz> 

Question, 1 left, once more.

The wind blows from ahead. Which rope goes first?

 1. The one at the bow
 2. The one at the stern
one number> 1

Right.

The wind decides which end drifts.

- The one at the bow (right): The bow drifts first.
- The one at the stern (rightly left): The stern follows the bow.

Question harbour/rope#first-rope. An empty line goes on; undo takes the answer
back.
quiz> 

0 of 1 right at the first try, 1 more at the second.
- Tie the boat before you step off: 0 of 1
Missed at the first try; a number opens the section that explains it:
 1. The wind blows from ahead. Which rope goes first? (harbour/rope#what-to-do)

An empty line goes on.
quiz> quit

"#]]
    );
}

#[test]
fn a_quiz_that_was_left_is_resumed() {
    let shell = Shell::new();
    talk(&shell, &["quiz", "kinds", "--seed", "1"], &[":skip", ":quit"]);
    assert_data_eq!(
        talk(&shell, &["quiz", "--resume"], &[":quit"]),
        str![[r#"

Question, 6 left.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :quit

"#]]
    );
    assert_data_eq!(
        talk(&Shell::new(), &["quiz", "--resume"], &["quit"]),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
No quiz to resume.
home> quit

"#]]
    );
}

#[test]
fn as_many_as_are_asked_for_and_the_same_for_the_same_seed() {
    let shell = Shell::new();
    let first = talk(&shell, &["quiz", "--all", "-n", "2", "--seed", "7"], &["quit"]);
    assert!(first.contains("Question, 2 left."), "{first}");
    assert_eq!(first, talk(&Shell::new(), &["quiz", "--all", "-n", "2", "--seed", "7"], &["quit"]));
}

#[test]
fn nothing_to_ask() {
    assert_data_eq!(
        talk(&Shell::new(), &["quiz", "--missed"], &["quit"]),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
Nothing missed: every last answer was right.
home> quit

"#]]
    );
    assert_data_eq!(
        talk(&Shell::new(), &["quiz", "anchor"], &["quit"]),
        str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Check the Dockerfiles of this folder
 5. Chapter In the harbour: 0 of 2 read, 1 planned
 6. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
No questions here yet.
home> quit

"#]]
    );
}

#[test]
fn what_cannot_be_asked_about() {
    let shell = Shell::new();
    assert_data_eq!(
        talk(&shell, &["quiz", "kind"], &[]),
        str![[r#"
! seaworthy: there is no lesson `kind`; did you mean `harbour/kinds`?
exit code 2

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["quiz", "fenders"], &[]),
        str![[r#"
! seaworthy: `harbour/fenders` ("Hang out the fenders") is not yet written
exit code 2

"#]]
    );
    assert_data_eq!(
        talk(&shell, &["quiz", "--resume", "rope"], &[]),
        str![[r#"
! error: the argument '--resume' cannot be used with '[SCOPE]'
! 
! Usage: seaworthy quiz --resume [SCOPE]
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
}
