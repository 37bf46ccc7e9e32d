//! `seaworthy glossary`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn all_words() {
    assert_data_eq!(
        Shell::new().small(&["glossary"]).transcript(),
        str![[r#"
cleat  Two horns on the deck.
rope   What the boat is tied with.

"#]]
    );
}

#[test]
fn one_word_by_any_of_its_names() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["glossary", "cleat"]).transcript(),
        str![[r#"
Cleat

Two horns on the deck. A rope is tied around them.

See also: Rope

"#]]
    );
    assert_eq!(shell.small(&["glossary", "Klampe"]).out, shell.small(&["glossary", "cleat"]).out);
}

#[test]
fn a_word_it_does_not_have() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["glossary", "clete"]).transcript(),
        str![[r#"
! seaworthy: the glossary has no word `clete`; did you mean `cleat`?
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.small(&["glossary", "zzz"]).transcript(),
        str![[r#"
! seaworthy: the glossary has no word `zzz`; `seaworthy glossary` lists them all
exit code 2

"#]]
    );
}
