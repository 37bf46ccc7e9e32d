//! Files that nobody can use, and many of them.

use snapbox::{assert_data_eq, str};

use super::{project, told};
use crate::shell::Shell;

#[test]
fn what_cannot_be_read_stops_nobody() {
    let shell = project();
    shell.write("p/bin/Dockerfile", "\u{7f}ELF\0\0");
    let wide: Vec<u8> = "\u{feff}FROM x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    shell.write("p/utf16/Dockerfile", wide);
    shell.write("p/empty/Dockerfile", "");
    shell.write("p/latin/Dockerfile", b"FROM x\n# caf\xe9\n");
    shell.write("p/bom/Dockerfile", "\u{feff}FROM x:1\r\nWORKDIR a\r\n");
    assert_data_eq!(
        told(shell.run(&["check", "p", "nowhere", "--select", "parse-error,workdir-relative"])),
        str![[r#"
p/Dockerfile:3:9 warning[workdir-relative] `srv` starts wherever the base image left off
  |
3 | WORKDIR srv
  |         ^^^
  = why: It starts where the base image left off, which the Dockerfile does not show.
  = fix: write `WORKDIR /srv`
  = lesson: seaworthy learn works/absolute-workdir

p/bom/Dockerfile:2:9 warning[workdir-relative] `a` starts wherever the base image left off
  |
2 | WORKDIR a
  |         ^
  = fix: write `WORKDIR /a`
  = lesson: seaworthy learn works/absolute-workdir

p/empty/Dockerfile:1:1 error[parse-error] file with no instructions
  |
1 |
  | ^
  = why: The build stops here. All faults are told at once, while the builder stops at the first.
  = lesson: seaworthy learn ci/lint-dockerfile

1 error, 2 warnings in 3 of 4 files
! seaworthy: nowhere: No such file or directory (os error 2); check that it exists and that you may read it
! seaworthy: p/bin/Dockerfile: byte 4 is 0, so this is no text; check that it is a Dockerfile
! seaworthy: p/latin/Dockerfile:2:6: not UTF-8 (byte 0xe9); save the file as UTF-8
! seaworthy: p/utf16/Dockerfile: UTF-16, which the builder cannot read; save it as UTF-8
exit code 1

"#]]
    );
}

#[test]
fn what_cannot_be_read_fails_a_check_that_finds_nothing() {
    let shell = project();
    shell.write("p/bin/Dockerfile", "\0");
    let code = |args: &[&str]| shell.run(&[&["check", "--select", "secret-env"], args].concat()).code;
    assert_eq!((code(&["p"]), code(&["p/Dockerfile"]), code(&["p", "--fail-on", "never"])), (1, 0, 0));
    assert_eq!((code(&["p/bin"]), code(&["nowhere"]), code(&["p/bin", "--fail-on", "never"])), (2, 2, 2));
}

#[test]
fn nothing_to_check_is_no_success() {
    let shell = Shell::new().files(&[("p/README.md", "x"), ("p/.seaworthy.toml", "")]);
    assert_data_eq!(
        shell.run(&["check", "p"]).transcript(),
        str![[r#"
! seaworthy: there is no Dockerfile, Containerfile or .dockerignore in p; name the file itself
exit code 2

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_and_links_that_lead_round() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let shell = project();
    shell.write("p/locked/Dockerfile", "FROM x\n");
    let locked = shell.path().join("p/locked/Dockerfile");
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o0)).unwrap();
    symlink(".", shell.path().join("p/round")).unwrap();
    symlink("nowhere", shell.path().join("p/Dockerfile.lost")).unwrap();
    let ran = shell.run(&["check", "p", "--select", "secret-env"]);
    assert!(ran.err.contains("p/round: a link back to"), "{}", ran.transcript());
    assert!(ran.err.contains("p/Dockerfile.lost: No such file"), "{}", ran.transcript());
    // Whoever runs the tests as root may read everything.
    let is_root = std::fs::read(&locked).is_ok();
    assert!(is_root || ran.err.contains("p/locked/Dockerfile: Permission denied"), "{}", ran.transcript());
    assert_eq!(ran.code, 1);
    // A link that leads round hides nothing.
    std::fs::remove_file(shell.path().join("p/Dockerfile.lost")).unwrap();
    std::fs::remove_file(&locked).unwrap();
    let ran = shell.run(&["check", "p", "--select", "secret-env"]);
    assert!(ran.err.contains("p/round") && ran.code == 0, "{}", ran.transcript());
}

#[test]
fn ten_thousand_files() {
    let shell = project();
    for at in 0..10_000 {
        shell.write(&format!("p/data/{}/{at}.txt", at % 100), "");
    }
    for at in 0..200 {
        shell.write(&format!("p/many/{at}/Dockerfile"), "FROM x:1\nWORKDIR a\n");
    }
    let args = ["check", "p", "--select", "workdir-relative", "--format", "json"];
    let first = shell.run(&args);
    assert_eq!((first.out.matches("\"code\"").count(), first.code), (201, 1), "{}", first.err);
    assert_eq!(first.out, shell.run(&args).out, "the order is always the same");
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough() {
    let shell = project();
    for at in 0..300 {
        shell.write(&format!("p/many/{at}/Dockerfile"), "FROM x:1\nWORKDIR a\n");
    }
    let ran = shell.sh("{ \"$0\" check p; echo \"code $?\" >&2; } | head -n 1");
    assert_eq!(ran.err, "code 1\n", "{}", ran.transcript());
    assert_eq!(ran.out.lines().count(), 1);
}

#[test]
fn control_characters_in_names_and_texts_are_made_visible() {
    let shell = Shell::new();
    shell.write("a\u{1b}[31m/Dockerfile", "FROM x:\u{1b}]0;t\u{7}\nRUM \u{9b}31m\n");
    for format in ["text", "json", "sarif", "github"] {
        let ran = shell.run(&["check", "--format", format]);
        let hostile = |c: char| c.is_control() && c != '\n';
        assert!(!ran.out.contains(hostile) && !ran.err.contains(hostile), "{format}: {:?}", ran.out);
        assert!(!ran.out.is_empty());
    }
}
