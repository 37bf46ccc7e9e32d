//! `.seaworthy.toml`.

use snapbox::{assert_data_eq, str};

use super::project;
use crate::shell::Shell;

/// Code, level and file of everything found.
fn found(shell: &Shell, args: &[&str]) -> Vec<String> {
    let ran = shell.run(&[&["check", "--format", "json"], args].concat());
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.transcript()));
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
    all.iter().map(|one| format!("{} {} {}", text(one, "file"), text(one, "level"), text(one, "code"))).collect()
}

#[test]
fn rules_levels_and_what_fails() {
    let shell = project();
    shell.write(
        "p/.seaworthy.toml",
        "select = [\"workdir-relative\", \"as-casing\", \"shell-form-cmd\"]\nignore = [\"DL3025\", \"DL3059\"]\nfail-on = \"error\"\n[levels]\nas-casing = \"warning\"\n",
    );
    assert_eq!(found(&shell, &["p"]), ["p/Dockerfile warning as-casing", "p/Dockerfile warning workdir-relative"]);
    assert_eq!(shell.run(&["check", "p"]).code, 0);
    // The command line wins.
    assert_eq!(shell.run(&["check", "p", "--fail-on", "warning"]).code, 1);
    assert_eq!(found(&shell, &["p", "--select", "DL3025"]), ["p/Dockerfile warning shell-form-cmd"]);
    assert_eq!(found(&shell, &["p", "--ignore", "as-casing"]), ["p/Dockerfile warning workdir-relative"]);
}

#[test]
fn the_nearest_file_upward_counts_and_a_repository_ends_the_search() {
    let shell = Shell::new().files(&[
        (".seaworthy.toml", "select = [\"base-latest\"]\n"),
        ("a/Dockerfile", "FROM x:latest\nWORKDIR a\n"),
        ("a/b/.seaworthy.toml", "select = [\"workdir-relative\"]\n"),
        ("a/b/Dockerfile", "FROM x:latest\nWORKDIR a\n"),
        ("a/r/.git/HEAD", ""),
        ("a/r/Dockerfile", "FROM scratch AS A\n"),
    ]);
    let expected = [
        "a/Dockerfile warning base-latest",
        "a/b/Dockerfile warning workdir-relative",
        "a/r/Dockerfile style stage-casing",
    ];
    let all = found(&shell, &["a", "--ignore", "user-missing,healthcheck-missing"]);
    assert_eq!(all, expected);
    // However a file is named.
    assert_eq!(found(&shell, &["./a/../a/b/Dockerfile"]), expected[1..2]);
}

#[test]
fn profiles() {
    let shell = Shell::new().files(&[(
        "Dockerfile",
        "FROM python:3.14-slim-trixie as a\n# seaworthy ignore=workdir-relative\nWORKDIR a\nUSER app\n",
    )]);
    let with = |profile: &str| {
        shell.write(".seaworthy.toml", format!("profile = \"{profile}\"\n"));
        let rules = ["base-no-digest", "user-not-numeric", "as-casing", "workdir-relative"];
        let mut all = found(&shell, &[]);
        all.retain(|line| rules.iter().any(|rule| line.ends_with(rule)));
        all
    };
    assert_eq!(with("learner"), ["Dockerfile style as-casing", "Dockerfile info user-not-numeric"]);
    assert_eq!(with("production"), ["Dockerfile warning user-not-numeric"]);
    let strict = [
        "Dockerfile info base-no-digest",
        "Dockerfile style as-casing",
        "Dockerfile warning workdir-relative",
        "Dockerfile warning user-not-numeric",
    ];
    assert_eq!(with("strict"), strict);
    shell.write(".seaworthy.toml", "");
    assert!(found(&shell, &["--strict"]).contains(&strict[0].to_owned()));
}

#[test]
fn paths_are_left_out() {
    let bad = "FROM x:latest\nWORKDIR a\n";
    let shell = Shell::new().files(&[
        ("Dockerfile", bad),
        ("dev.Dockerfile", bad),
        ("vendor/x/Dockerfile", bad),
        ("tests/fixtures/Dockerfile", bad),
        (
            ".seaworthy.toml",
            "select = [\"base-latest\", \"workdir-relative\"]\nexclude = [\"vendor\", \"**/fixtures\"]\n[per-path-ignores]\n\"*.Dockerfile\" = [\"DL3007\"]\n",
        ),
    ]);
    let root = ["Dockerfile warning base-latest", "Dockerfile warning workdir-relative"];
    let dev = "dev.Dockerfile warning workdir-relative";
    assert_eq!(found(&shell, &[]), [root[0], root[1], dev]);
    // What is named itself is wanted.
    assert_eq!(found(&shell, &["vendor/x/Dockerfile"]).len(), 2);
    assert_eq!(found(&shell, &["--select", "base-latest"]), [root[0], "dev.Dockerfile warning base-latest"]);
    assert_data_eq!(
        shell.run(&["check", "vendor"]).transcript(),
        str![[r#"
Nothing was checked: 1 file left out by the settings

"#]]
    );
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let shell = project();
    shell.write(
        "p/.seaworthy.toml",
        "profile = \"prodution\"\nselct = []\nexclude = [\"a[\"]\nfail-on = 1\n[per-path-ignores]\nx = \"user-missing\"\n",
    );
    assert_data_eq!(
        shell.run(&["check", "p"]).transcript(),
        str![[r#"
! seaworthy: the settings cannot be used, so nothing was checked
! error[config-value]: `prodution` is none of the choices
!  --> p/.seaworthy.toml:1:11
!   |
! 1 | profile = "prodution"
!   |           ^^^^^^^^^^^
!   |
!   = help: did you mean `production`?
! error[config-unknown]: there is no key `selct`
!  --> p/.seaworthy.toml:2:1
!   |
! 2 | selct = []
!   | ^^^^^
!   |
!   = help: did you mean `select`?
! error[config-pattern]: `a[` is no pattern
!  --> p/.seaworthy.toml:3:12
!   |
! 3 | exclude = ["a["]
!   |            ^^^^
!   |
!   = help: patterns are those of a .dockerignore, seen from the folder of this file
! error[config-value]: `fail-on` has to be "error", "warning", "info", "style" or "never"
!  --> p/.seaworthy.toml:4:11
!   |
! 4 | fail-on = 1
!   |           ^
! error[config-value]: a list of rules is wanted, as in ["dev-server"]
!  --> p/.seaworthy.toml:6:5
!   |
! 6 | x = "user-missing"
!   |     ^^^^^^^^^^^^^^
exit code 2

"#]]
    );
    shell.write("p/.seaworthy.toml", "a = \n");
    assert_data_eq!(
        shell.run(&["check", "p", "--format", "json"]).transcript(),
        str![[r#"
! seaworthy: the settings cannot be used, so nothing was checked
! error[config-toml]: string values must be quoted, expected literal string
!  --> p/.seaworthy.toml:1:5
!   |
! 1 | a = 
!   |     ^
!   |
!   = help: docs/checking.md lists what it may say
exit code 2

"#]]
    );
}

#[test]
fn rules_and_levels_that_are_none() {
    let shell = project();
    shell.write(
        "p/.seaworthy.toml",
        "ignore = [\"user-mising\", 3]\n[levels]\nuser-missing = \"off\"\nbase-latst = \"error\"\n",
    );
    assert_data_eq!(
        shell.run(&["check", "p"]).transcript(),
        str![[r#"
! seaworthy: the settings cannot be used, so nothing was checked
! error[config-value]: `ignore` has to be a list of rules, as in ignore = ["apt-recommends", "DL3042"]
!  --> p/.seaworthy.toml:1:10
!   |
! 1 | ignore = ["user-mising", 3]
!   |          ^^^^^^^^^^^^^^^^^^
! error[config-unknown]: there is no rule `user-mising`
!  --> p/.seaworthy.toml:1:11
!   |
! 1 | ignore = ["user-mising", 3]
!   |           ^^^^^^^^^^^^^
!   |
!   = help: did you mean `user-missing`?
! error[config-value]: a level is "error", "warning", "info" or "style"
!  --> p/.seaworthy.toml:3:16
!   |
! 3 | user-missing = "off"
!   |                ^^^^^
!   |
!   = help: to be rid of a rule, ignore it
! error[config-unknown]: there is no rule `base-latst`
!  --> p/.seaworthy.toml:4:1
!   |
! 4 | base-latst = "error"
!   | ^^^^^^^^^^
!   |
!   = help: did you mean `base-latest`?
exit code 2

"#]]
    );
}
