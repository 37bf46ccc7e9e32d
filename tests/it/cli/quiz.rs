//! `seaworthy quiz`: its plain twin.

use snapbox::{assert_data_eq, str};

use super::talk;
use crate::shell::Shell;

#[test]
fn every_kind_of_question() {
    let shell = Shell::new();
    let told = talk(&shell, &["quiz", "kinds", "--seed", "1"], &["quit"]);
    assert_data_eq!(told, str![[r#"

Question, 6 left.

What holds what?

 a. Cleat
 b. Seabed
Choose for each letter one of:
 1. The anchor
 2. The flag
 3. The rope
a number for each letter> quit

"#]]);
}

#[test]
fn a_wrong_answer_comes_again() {
    let told = talk(&Shell::new(), &["quiz", "rope", "--seed", "1"], &["1", "", "2", "", "", "quit"]);
    assert_data_eq!(told, str![[r#"

Question, 1 left.

The wind blows from ahead. Which rope goes first?

 1. The one at the bow
 2. The one at the stern
one number> 1

Right.

The wind decides which end drifts.

- The one at the bow (right): The bow drifts first.
- The one at the stern (rightly left): The stern follows the bow.

Question harbour/rope#first-rope. An empty line goes on; undo takes the answer back.
quiz> 

1 of 1 right at the first try, 0 more at the second.
- Tie the boat before you step off: 1 of 1

An empty line goes on.
quiz> 2

# One question of every kind

This lesson has a question of every kind.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions for its questions; an empty line goes to the next lesson.
lesson> 

# At anchor

Nothing of this chapter is written yet.

If you stop here, the boat swings and holds.

The lessons:
- Count the chain (anchor/chain, not yet written)

End of the page. An empty line goes to the next page.
lesson> 
This is the last page.
lesson> quit

"#]]);
}

#[test]
fn a_quiz_that_was_left_is_resumed() {
    let shell = Shell::new();
    talk(&shell, &["quiz", "kinds", "--seed", "1"], &["quit"]);
    assert_data_eq!(talk(&shell, &["quiz", "--resume"], &["quit"]), str![[r#"

Question, 6 left.

What holds what?

 a. Cleat
 b. Seabed
Choose for each letter one of:
 1. The anchor
 2. The flag
 3. The rope
a number for each letter> quit

"#]]);
    assert_data_eq!(talk(&Shell::new(), &["quiz", "--resume"], &["quit"]), str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Chapter In the harbour: 0 of 2 read, 1 planned
 5. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
No quiz to resume.
home> quit

"#]]);
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
    assert_data_eq!(talk(&Shell::new(), &["quiz", "--missed"], &["quit"]), str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Chapter In the harbour: 0 of 2 read, 1 planned
 5. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
Nothing missed: every last answer was right.
home> quit

"#]]);
    assert_data_eq!(talk(&Shell::new(), &["quiz", "anchor"], &["quit"]), str![[r#"

A small course

 1. Begin: In the harbour
 2. Quiz: ten questions
 3. Progress
 4. Chapter In the harbour: 0 of 2 read, 1 planned
 5. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
No questions here yet.
home> quit

"#]]);
}

#[test]
fn what_cannot_be_asked_about() {
    let shell = Shell::new();
    assert_data_eq!(talk(&shell, &["quiz", "kind"], &[]), str![[r#"
! seaworthy: there is no lesson `kind`; did you mean `harbour/kinds`?
exit code 2

"#]]);
    assert_data_eq!(talk(&shell, &["quiz", "fenders"], &[]), str![[r#"
! seaworthy: `harbour/fenders` ("Hang out the fenders") is not yet written
exit code 2

"#]]);
    assert_data_eq!(talk(&shell, &["quiz", "--resume", "rope"], &[]), str![[r#"
! error: the argument '--resume' cannot be used with '[SCOPE]'
! 
! Usage: seaworthy quiz --resume [SCOPE]
! 
! For more information, try '--help'.
exit code 2

"#]]);
}
