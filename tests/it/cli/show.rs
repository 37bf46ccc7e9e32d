//! `seaworthy show`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn a_lesson_with_its_sources() {
    assert_data_eq!(
        Shell::new().small(&["show", "rope", "--width", "60"]).transcript(),
        str![[r#"
Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope;
see the kinds.

What to do

┌ Dockerfile before ────────────────────────────────────────
│ FROM python:latest
└

┌ Dockerfile after ─────────────────────────────────────────
│ FROM python:3.14-slim-trixie
└

│ Tip
│ Two ropes are better than one.

Sources

• The harbour book, https://example.com/harbour

Facts checked on 2026-11-20.

"#]]
    );
}

#[test]
fn a_lesson_for_a_screen_reader() {
    assert_data_eq!(
        Shell::new().small(&["show", "harbour/rope", "--plain"]).transcript(),
        str![[r#"
# Tie the boat before you step off

The boat was gone in the morning. A cleat takes the rope; see the kinds (harbour/kinds).

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

"#]]
    );
}

#[test]
fn ascii_signs_and_a_narrow_page() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["show", "rope", "--ascii", "--width", "20"]).transcript(),
        str![[r#"
Tie the boat before
you step off

The boat was gone in
the morning. A cleat
takes the rope; see
the kinds.

What to do

+ Dockerfile before
| FROM python:latest
+

+ Dockerfile after
| FROM python:3.14-slim-trixie
+

| Tip
| Two ropes are
| better than one.

Sources

* The harbour book,
  https://example.co
  m/harbour

Facts checked on
2026-11-20.

"#]]
    );
    let at_least = shell.small(&["show", "rope", "--ascii", "--width", "1"]).out;
    assert_eq!(at_least, shell.small(&["show", "rope", "--ascii", "--width", "20"]).out);
}

#[test]
fn colours_are_for_terminals_and_for_who_asks() {
    let shell = Shell::new();
    let escapes = |args: &[&str]| shell.small(&[&["show", "rope"], args].concat()).out.contains('\u{1b}');
    assert!(!escapes(&[]) && !escapes(&["--color", "never"]));
    assert!(escapes(&["--color", "always"]) && escapes(&["--color", "always", "--theme", "dark"]));
    assert!(!escapes(&["--color", "always", "--plain"]), "plain is plain");
}

#[test]
fn a_file_and_standard_input() {
    let shell = Shell::new().files(&[("notes.md", "# Notes\n\nOne *word*.\n\n- [ ] to do\n")]);
    let file = shell.run(&["show", "notes.md"]).transcript();
    assert_data_eq!(
        file.clone(),
        str![[r#"
Notes

One word.

○ to do

"#]]
    );
    assert_eq!(shell.sh("\"$0\" show - < notes.md").transcript(), file);
}

#[test]
fn a_chapters_page() {
    assert_data_eq!(
        Shell::new().small(&["show", "harbour", "--plain"]).transcript(),
        str![[r#"
# In the harbour

What lies in the harbour is tied to something.

If you stop here, the boat stays where it is.

## The lessons

- Tie the boat before you step off (harbour/rope)
- One question of every kind (harbour/kinds)
- Hang out the fenders (harbour/fenders, not yet written)

"#]]
    );
    assert_data_eq!(
        Shell::new().small(&["show", "anchor"]).transcript(),
        str![[r#"
At anchor

Nothing of this chapter is written yet.

If you stop here, the boat swings and holds.

The lessons

• Count the chain (anchor/chain, not yet written)

"#]]
    );
}

#[test]
fn what_cannot_be_shown() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["show", "rop"]).transcript(),
        str![[r#"
! seaworthy: there is no lesson `rop`; did you mean `harbour/rope`?
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "harbour/ropes"]).transcript(),
        str![[r#"
! seaworthy: there is no lesson `harbour/ropes`; did you mean `harbour/rope`?
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "fenders"]).transcript(),
        str![[r#"
! seaworthy: `harbour/fenders` ("Hang out the fenders") is not yet written
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "zzz"]).transcript(),
        str![[r#"
! seaworthy: there is no lesson `zzz`; `seaworthy list` shows them all
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "gone.md"]).transcript(),
        str![[r#"
! seaworthy: there is no file gone.md
exit code 2

"#]]
    );
}

#[test]
fn one_section_of_a_lesson() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["show", "kinds#the-kinds"]).transcript(),
        str![[r#"
The kinds

There are six.

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "harbour/kinds#The kinds", "--plain"]).transcript(),
        str![[r#"
## The kinds

There are six.

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "kinds#the-kind"]).transcript(),
        str![[r#"
! seaworthy: `kinds` has no section `the-kind`; did you mean `#the-kinds`? It has:
!   #the-kinds
!   #sources
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "kinds#"]).transcript(),
        str![[r#"
! seaworthy: `kinds` has no section ``. It has:
!   #the-kinds
!   #sources
exit code 2

"#]]
    );
    shell.write("page.md", "# Boats\n\nText.\n\n## Oars\n\nTwo.\n");
    shell.write("page#1.md", "# One\n\nA file whose name has a sign in it.\n");
    assert_data_eq!(
        shell.small(&["show", "page.md#oars"]).transcript(),
        str![[r#"
Oars

Two.

"#]]
    );
    assert_data_eq!(
        shell.small(&["show", "page#1.md"]).transcript(),
        str![[r#"
One

A file whose name has a sign in it.

"#]]
    );
}

#[test]
fn a_former_name_leads_to_the_lesson() {
    let shell = Shell::new();
    assert_eq!(shell.small(&["show", "harbour/line"]).out, shell.small(&["show", "rope"]).out);
}
