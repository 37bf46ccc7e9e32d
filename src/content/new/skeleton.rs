//! The texts that a lesson begins with. All that has to be written is a TODO, so that no sentence of the skeleton can end up in a
//! lesson; headings too, since no two lessons are built alike.

use crate::time::Day;

/// Returns the text of a lesson with TODOs.
pub(super) fn lesson(title: Option<&str>, today: Day) -> String {
    let title = toml::Value::from(title.unwrap_or("TODO: what to do, as an order")).to_string();
    LESSON.replace("@title", &title).replace("@today", &today.iso())
}

/// Returns the questions of a lesson with TODOs.
pub(super) fn quiz() -> String {
    QUIZ.to_owned()
}

const LESSON: &str = r#"+++
title = @title
level = 1                               # 1 essential, 2 solid, 3 advanced
minutes = 5                             # reading and questions
needs = []                              # lessons to learn first: "chapter/lesson"
rules = []                              # rules whose findings this lesson explains
aliases = []
checked = @today
checklist = "TODO: the state one can tick off, with the essential flag in backticks"
sources = [
  { title = "TODO: where the facts come from" },
]
+++
TODO: a symptom or a story: an error message, a bill, a pager at night

## TODO: what goes wrong

TODO: why it goes wrong, and what to do instead; one idea

```dockerfile before rule=TODO
TODO: the fault, at most 76 columns wide
```

```dockerfile after rule=TODO
TODO: the same, mended
```

## TODO: how to see that it holds

TODO: what to look for

```console title="Illustration"
$ TODO: the command
TODO: what one sees
```

## Facilitator notes

- TODO: what to ask the room
- TODO: what usually goes wrong
"#;

const QUIZ: &str = r#"# At least three questions. Each puts the reader into a situation and asks for a decision; docs/authoring.md shows all six kinds.

[[question]]
id = "TODO-1"
kind = "choice"
section = "TODO: the anchor of the section that answers it"
prompt = "TODO: a situation, and what is to be decided"
explanation = "TODO: what is shown after the answer"

[[question.option]]
text = "TODO: a mistake that people make"
why = "TODO: what would happen"

[[question.option]]
text = "TODO: the right one, neither longer nor more careful than the others"
right = true
why = "TODO: why it is right"

[[question.option]]
text = "TODO: another mistake that people make"
why = "TODO: what would happen then"

[[question]]
id = "TODO-2"
kind = "multi"
section = "TODO: the anchor of the section that answers it"
prompt = "TODO: another situation"
explanation = "TODO: what is shown after the answer"

[[question.option]]
text = "TODO: a right one"
right = true
why = "TODO: why it is right"

[[question.option]]
text = "TODO: a wrong one"
why = "TODO: what would happen"

[[question.option]]
text = "TODO: another right one"
right = true
why = "TODO: why this is right, too"

[[question]]
id = "TODO-3"
kind = "fill"
section = "TODO: the anchor of the section that answers it"
prompt = "TODO: what is to be completed"
code = '''
TODO: code with one place {{blank}}
'''
explanation = "TODO: what is shown after the answer"

[[question.blank]]
name = "blank"
answer = "TODO: the answer"
why = "TODO: why it is the answer"

[[question.blank.slip]]
text = "TODO: a mistake that people make"
why = "TODO: what would happen"
"#;
