//! `seaworthy checklist`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn the_course_leaves_out_what_is_not_written() {
    assert_data_eq!(
        Shell::new().small(&["checklist"]).transcript(),
        str![[r#"
# In the harbour

- [ ] A rope holds the boat at both ends. (harbour/rope)
- [ ] Every kind was answered once. (harbour/kinds)

"#]]
    );
}

#[test]
fn one_chapter_says_that_nothing_is_written() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.small(&["checklist", "anchor"]).transcript(),
        str![[r#"
# At anchor

No lesson of this chapter is written yet (1 planned).

"#]]
    );
    assert_eq!(shell.small(&["checklist", "harbour"]).out, shell.small(&["checklist"]).out);
}

#[test]
fn a_mistyped_chapter() {
    assert_data_eq!(
        Shell::new().small(&["checklist", "ankor"]).transcript(),
        str![[r#"
! seaworthy: there is no chapter `ankor`; did you mean `anchor`?
exit code 2

"#]]
    );
}
