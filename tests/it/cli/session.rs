//! `seaworthy session`: files written, checked and listed.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

const SOUND: &str = r#"title = "Our images"
cohort = "Payments"
[[item]]
lesson = "works/dockerignore"
[[item]]
quiz = "works/dockerignore"
count = 2
[[item]]
break = true
"#;

const BROKEN: &str = r#"title = "Our images"
pass = 120
[[item]]
lesson = "works/dockerignor"
[[item]]
id = "same"
break = true
[[item]]
id = "same"
lab = "works/dockerignore"
[[item]]
quiz = "works/dockerignore"
exercise = "Try it."
minutes = 0
"#;

#[test]
fn a_new_file_fits_and_is_sound() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.run(&["session", "new", "--chapters", "works", "--minutes", "30", "--out", "team.toml"]).transcript(),
        str![]
    );
    assert_data_eq!(shell.run(&["session", "check", "team.toml"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "new", "--out", "team.toml"]).transcript(), str![]);
    assert_data_eq!(std::fs::read_to_string(shell.path().join("team.toml")).unwrap(), str![]);
}

#[test]
fn what_cannot_be_fitted_is_said() {
    let shell = Shell::new();
    assert_data_eq!(shell.run(&["session", "new", "--minutes", "2"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "new", "--track", "shrot"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "new", "--chapters", "works,secrity"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "new", "--out", "no/such/folder.toml"]).transcript(), str![]);
}

#[test]
fn every_fault_has_its_place() {
    let shell = Shell::new().files(&[("sound.toml", SOUND), ("broken.toml", BROKEN)]);
    assert_data_eq!(shell.run(&["session", "check", "sound.toml", "broken.toml"]).transcript(), str![]);
}

#[test]
fn packs_and_names_that_are_not_there() {
    let shell = Shell::new().files(&[("team.toml", "title = \"T\"\npack = \"ours\"\n[[item]]\nbreak = true\n")]);
    assert_data_eq!(shell.run(&["session", "check", "team.toml"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "check", "esentials"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["session", "check", "nowhere.toml"]).transcript(), str![]);
}
