//! `seaworthy review` and `seaworthy daily`, without a terminal.

use seaworthy::content::Library;
use snapbox::{assert_data_eq, str};

use super::talk;
use crate::harness::fixture;
use crate::shell::Shell;

/// September 2001: whatever was answered then is due today, and will be.
const LONG_AGO: i64 = 1_000_000_000_000;
/// A date that no clock has.
const AHEAD: i64 = 9_999_999_999_999;

/// Lines of a log: an answer to a question of the small course, `+` or `-`, `!` for sure, `~` for a key that was changed since.
fn log(answers: &[(i64, &str, &str)]) -> String {
    let library = Library::open(&fixture("small")).expect("the fixture opens");
    let line = |(n, (t, question, answer)): (usize, &(i64, &str, &str))| {
        let lesson = question.split('#').next().and_then(|id| id.parse().ok()).expect("a lesson");
        let questions = library.questions(&lesson).unwrap_or_default();
        let key = questions.iter().find(|one| one.id.as_str() == *question).map_or(1, |one| one.key_hash);
        let key = if answer.contains('~') { key ^ 1 } else { key };
        let verdict = if answer.starts_with('+') { "right" } else { "wrong" };
        let confidence = if answer.contains('!') { "\"sure\"" } else { "null" };
        format!(
            "{{\"id\":\"{:032x}\",\"t\":{},\"v\":1,\"kind\":\"answered\",\"question\":\"{question}\",\"key\":\"{key:016x}\",\
             \"shown\":[0],\"chosen\":null,\"verdict\":\"{verdict}\",\"confidence\":{confidence},\"seconds\":3,\
             \"mode\":\"quiz\",\"sitting\":\"{:032x}\"}}\n",
            n + 1,
            t + n as i64,
            7
        )
    };
    answers.iter().enumerate().map(line).collect()
}

fn shell(answers: &[(i64, &str, &str)]) -> Shell {
    let shell = Shell::new();
    shell.write("data/progress.jsonl", log(answers));
    shell
}

#[test]
fn a_review_line_by_line() {
    // Nothing to be shuffled here: lines, and blanks.
    let shell = shell(&[(LONG_AGO, "harbour/kinds#find", "-!"), (LONG_AGO, "harbour/kinds#gap", "+~")]);
    let lines = ["sure", "4", "2", "", ":unsure", "python | slim-trixie", "", "1", "", ""];
    assert_data_eq!(
        talk(&shell, &["review"], &lines),
        str![[r#"

Question, 2 left.

You were sure last time, and it was wrong.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> sure
Noted: you are sure. Now the answer.
line numbers> 4
There is no 4. To go on without: skip; help lists the rest, quit leaves.
line numbers> 2

Not quite.

You were sure. It comes once more in this review, and tomorrow before all
others.

A moving tag asks what is newest.

- FROM python:latest (missed): latest moves.
- WORKDIR /app (wrong): This line is the same every day.
- COPY app.py ./ (rightly left): The file comes from the repository.

Question harbour/kinds#find. An empty line goes on; undo takes the answer back.
quiz> 

Question, 2 left.

The right answer was changed since you answered: asked again.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :unsure
Noted: you are not sure. Now the answer.
texts, separated by |> python | slim-trixie

Right.

It comes again tomorrow.

Nothing is left to the day of the build.

- name (right; yours: python): The official image.
- rest (right; yours: slim-trixie): The codename fixes the release.

Question harbour/kinds#gap. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left, once more.

Missed or skipped before: once more.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> 1

Right.

It comes again tomorrow.

A moving tag asks what is newest.

- FROM python:latest (right): latest moves.
- COPY app.py ./ (rightly left): The file comes from the repository.

Question harbour/kinds#find. An empty line goes on; undo takes the answer back.
quiz> 

1 of 2 right at the first try, 1 more at the second.
- One question of every kind: 1 of 2
Missed at the first try; a number opens the section that explains it:
 1. Which line depends on the day of the build? (harbour/kinds#the-kinds)
The next 2 come tomorrow.

An empty line goes on.
quiz> 

A small course

 1. Begin: In the harbour
 2. Review: nothing due; 2 tomorrow
 3. Quiz: ten questions
 4. Progress
 5. Check the Dockerfiles of this folder
 6. Chapter In the harbour: 0 of 2 read, 1 planned
 7. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> (the input ends)

"#]]
    );
    assert_eq!(shell.kinds(), ["answered", "answered", "sat", "answered", "answered", "answered"]);
    assert!(shell.log().lines().nth(3).unwrap().contains(r#""confidence":"sure""#), "{}", shell.log());
}

#[test]
fn nothing_due() {
    assert_data_eq!(
        talk(&Shell::new(), &["review"], &["x", "", "quit"]),
        str![[r#"

Nothing to review yet: every question you answer comes here.

 1. Back

Type a number. An empty line goes back.
review> x
`x` is no command here; help lists them.
review> 

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
}

#[test]
fn what_is_due_as_json() {
    let shell = shell(&[
        (AHEAD, "harbour/rope#first-rope", "+"),
        (AHEAD, "harbour/kinds#choose", "-!"),
        (AHEAD, "harbour/kinds#some", "+~"),
        (AHEAD, "harbour/kinds#was", "+"),
    ]);
    assert_data_eq!(
        shell.small(&["review", "--json", "-n", "2"]).transcript(),
        str![[r#"
{
  "due": 3,
  "beyond_limit": 1,
  "reviewed_today": 0,
  "not_in_course": 1,
  "next": null,
  "forecast": [
    3,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0
  ],
  "questions": [
    {
      "question": "harbour/kinds#choose",
      "why": "sure-but-wrong",
      "days": 0,
      "retrievability": 0.0
    },
    {
      "question": "harbour/kinds#some",
      "why": "answer-changed",
      "days": 0,
      "retrievability": 0.0
    }
  ],
  "leeches": []
}

"#]]
    );
}

#[test]
fn a_review_of_nothing_is_refused() {
    assert_data_eq!(
        Shell::new().small(&["review", "--count", "0"]).transcript(),
        str![[r#"
! seaworthy: --count 0 asks nothing; leave it out for what the limit of the day allows
exit code 2

"#]]
    );
}

#[test]
fn daily_in_a_login_is_one_line() {
    assert_data_eq!(
        Shell::new().small(&["daily"]).transcript(),
        str![[r#"
Nothing to review yet: every question you answer comes here.

"#]]
    );
    let due = [(LONG_AGO, "harbour/rope#first-rope", "+"), (LONG_AGO, "harbour/kinds#choose", "-")];
    assert_data_eq!(
        shell(&due).small(&["daily"]).transcript(),
        str![[r#"
2 questions are due: seaworthy review asks them.

"#]]
    );
    assert_data_eq!(
        shell(&due[..1]).small(&["daily"]).transcript(),
        str![[r#"
1 question is due: seaworthy review asks it.

"#]]
    );
    let broken = Shell::new();
    broken.write("data/progress.jsonl/in-the-way", "");
    assert_data_eq!(
        broken.small(&["daily"]).transcript(),
        str![[r#"
! seaworthy: [ROOM]/data/progress.jsonl: is not a file; move it away, or choose another place with --data-dir DIR

"#]]
    );
}

#[test]
fn daily_asks_and_is_done() {
    let shell = shell(&[(LONG_AGO, "harbour/kinds#find", "+"), (LONG_AGO, "harbour/kinds#gap", "+~")]);
    let lines = ["python | slim", "undo", ":explain", "back", "python | slim-trixie", "", "2", ""];
    assert_data_eq!(
        talk(&shell, &["daily", "--plain"], &lines),
        str![[r#"

Question, 2 left.

The right answer was changed since you answered: asked again.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> python | slim

Not quite.

It comes once more in this review, and again tomorrow.

Nothing is left to the day of the build.

- name (right; yours: python): The official image.
- rest (wrong; yours: slim; right would be: slim-trixie): The release still
  moves. The codename fixes the release.

Question harbour/kinds#gap. An empty line goes on; undo takes the answer back.
quiz> undo

Question, 2 left.

The right answer was changed since you answered: asked again.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
Taken back: answer again.
texts, separated by |> :explain

# One question of every kind

From one section on; again says the page from its beginning.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> back

Question, 2 left.

The right answer was changed since you answered: asked again.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> python | slim-trixie

Right.

It comes again in 2 days.

Nothing is left to the day of the build.

- name (right; yours: python): The official image.
- rest (right; yours: slim-trixie): The codename fixes the release.

Question harbour/kinds#gap. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left.

Due for more than a year.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> 2

Not quite.

It comes once more in this review, and again in 2 days.

A moving tag asks what is newest.

- FROM python:latest (missed): latest moves.
- WORKDIR /app (wrong): This line is the same every day.
- COPY app.py ./ (rightly left): The file comes from the repository.

Question harbour/kinds#find. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left, once more.

Missed or skipped before: once more.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> (the input ends)

"#]]
    );
    assert_data_eq!(
        shell.small(&["daily"]).transcript(),
        str![[r#"
Nothing is due. The next 2 come in 2 days.

"#]]
    );
}

#[test]
fn the_end_asks_on_and_explains() {
    let shell = shell(&[(LONG_AGO, "harbour/kinds#find", "-!"), (LONG_AGO, "harbour/kinds#gap", "+~")]);
    let lines = ["2", "", "skip", "frob", "1", "back", "more", ":skip", ":skip", ""];
    assert_data_eq!(
        talk(&shell, &["review", "-n", "1"], &lines),
        str![[r#"

Question, 1 left.

You were sure last time, and it was wrong.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> 2

Not quite.

It comes once more in this review, and again tomorrow.

A moving tag asks what is newest.

- FROM python:latest (missed): latest moves.
- WORKDIR /app (wrong): This line is the same every day.
- COPY app.py ./ (rightly left): The file comes from the repository.

Question harbour/kinds#find. An empty line goes on; undo takes the answer back.
quiz> 

Question, 1 left, once more.

Missed or skipped before: once more.

Which line depends on the day of the build?

  1: FROM python:latest
  2: WORKDIR /app
  3: COPY app.py ./
line numbers> skip

0 of 1 right at the first try.
- One question of every kind: 0 of 1
Missed at the first try; a number opens the section that explains it:
 1. Which line depends on the day of the build? (harbour/kinds#the-kinds)
1 question is still due. The next question comes tomorrow.

An empty line goes on; more asks some of what is still due.
quiz> frob
`frob` is no command here: an empty line goes on, help lists the others.
quiz> 1

# One question of every kind

From one section on; again says the page from its beginning.

## The kinds

There are six.

## Sources

- The harbour book

Facts checked on 2026-11-20.

End of the page. Type questions to be asked about it. An empty line goes to the
next page.
lesson> back

0 of 1 right at the first try.
- One question of every kind: 0 of 1
Missed at the first try; a number opens the section that explains it:
 1. Which line depends on the day of the build? (harbour/kinds#the-kinds)
1 question is still due. The next question comes tomorrow.

An empty line goes on; more asks some of what is still due.
quiz> more

Question, 1 left.

The right answer was changed since you answered: asked again.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :skip

Question, 1 left, once more.

Missed or skipped before: once more.

Complete the tag.

Code, dockerfile, with 2 blanks:
    FROM [blank: name]:3.14-[blank: rest]
End of code.
texts, separated by |> :skip

Nothing answered this time.
- One question of every kind: 0 of 1
1 question is still due. The next question comes tomorrow.

An empty line goes on; more asks some of what is still due.
quiz> 

A small course

 1. Continue: Tie the boat before you step off
 2. Review: 1 due
 3. Quiz: ten questions
 4. Progress
 5. Check the Dockerfiles of this folder
 6. Chapter In the harbour: 1 of 2 read, 1 planned
 7. Chapter At anchor: 1 planned, none written yet

Type a number, read NAME, help, or quit. An empty line takes 1.
home> (the input ends)

"#]]
    );
}
