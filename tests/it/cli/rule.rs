//! `seaworthy rule` and `seaworthy rules`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn a_rule_by_its_own_name() {
    assert_data_eq!(Shell::new().run(&["rule", "workdir-relative"]).transcript(), str![]);
}

#[test]
fn a_rule_about_ignore_files_shows_them() {
    assert_data_eq!(Shell::new().run(&["rule", "dockerignore-root-only", "--plain"]).transcript(), str![]);
}

#[test]
fn a_rule_by_the_name_of_another_linter() {
    let shell = Shell::new();
    let first = |name: &str| shell.run(&["rule", name]).out.lines().next().unwrap_or_default().to_owned();
    assert_eq!([first("DL3000"), first("dl3000"), first("WorkdirRelativePath")], ["workdir-relative"; 3]);
}

#[test]
fn a_rule_that_is_not_there() {
    let shell = Shell::new();
    let told = shell.run(&["rule", "user-mising"]).transcript() + &shell.run(&["rule", "zzzz"]).transcript();
    assert_data_eq!(
        told,
        str![[r#"
! seaworthy: there is no rule `user-mising`; did you mean `user-missing`?
exit code 2
! seaworthy: there is no rule `zzzz`; `seaworthy rules` lists them
exit code 2

"#]]
    );
}

#[test]
fn a_rule_for_programs() {
    assert_data_eq!(Shell::new().run(&["rule", "workdir-relative", "--json"]).transcript(), str![]);
    let all = Shell::new().run(&["rules", "--json"]).out;
    let all: Vec<serde_json::Value> = serde_json::from_str(&all).unwrap();
    assert_eq!(all.len(), seaworthy::lint::RULES.len());
    assert!(all.iter().all(|rule| rule["what"].is_string() && rule["example"]["dockerfile"].is_string()));
}

#[test]
fn code_is_coloured_where_colours_are_wanted() {
    let ran = Shell::new().run(&["rule", "workdir-relative", "--color", "always"]);
    assert!(ran.out.contains("\u{1b}[") && ran.out.contains("WORKDIR"), "{}", ran.out);
}

#[test]
fn all_rules_stand_in_eighty_columns_along_the_chapters() {
    let ran = Shell::new().run(&["rules"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    let chapters: Vec<&str> = ran.out.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    assert_eq!(chapters.first(), Some(&"Something that works"));
    for rule in seaworthy::lint::RULES {
        let begins = |line: &str| line.split_whitespace().next() == Some(rule.slug);
        assert_eq!(ran.out.lines().filter(|line| begins(line)).count(), 1, "{}", rule.slug);
    }
}
