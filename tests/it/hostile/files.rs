//! Lessons that are enormous, no text, or no files.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::{fifo, is_harmless, survived};
use crate::harness::Setup;
use crate::shell::Shell;

#[test]
fn long_and_broken_texts_are_shown() {
    let many: String = (0..100_000).map(|n| format!("line {n} of the text\n")).collect();
    let shell = Shell::new();
    shell.write("many.md", many.replace('\n', "\n\n"));
    shell.write("code.md", format!("```dockerfile\n{many}```\n"));
    shell.write("wide.md", "word ".repeat(2 << 20));
    shell.write("wide-code.md", format!("```bash\n{}\n```\n", "x".repeat(2 << 20)));
    shell.write("bytes.md", b"# bad \xff\xfe\x80 \x00 \xed\xa0\x80 text\n\n\xc3");
    shell.write("deep.md", format!("{}deep\n\n{}", "> ".repeat(5_000), "- ".repeat(5_000)));
    for (name, last) in
        [("many.md", "line 99999 of"), ("code.md", "line 99999 of"), ("wide.md", "word"), ("wide-code.md", "xxx")]
    {
        let ran = shell.run(&["show", &format!("./{name}")]);
        survived(&ran);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{name}");
        assert!(ran.out.contains(last), "{name}");
    }
    for name in ["bytes.md", "deep.md"] {
        for args in [vec!["show", name], vec!["show", "--plain", name], vec!["--plain", "learn", name]] {
            let ran = shell.run(&args);
            survived(&ran);
            assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        }
    }
}

#[test]
fn long_pages_are_drawn() {
    let many: String = (0..100_000).map(|n| format!("line {n} of the text\n\n")).collect();
    let shell = Shell::new();
    shell.write("many.md", many);
    let mut desk = Setup::of(&shell.path().join("many.md")).desk();
    desk.press("enter enter G");
    assert!(desk.text().contains("line 99999 of"), "{}", desk.text());
    shell.write("wide-code.md", format!("```bash\n{}\n```\n", "x".repeat(1 << 18)));
    let mut desk = Setup::of(&shell.path().join("wide-code.md")).desk();
    desk.press("enter enter l l l G g").resize(1, 1).resize(500, 200);
    is_harmless(&desk.text().replace('\n', ""));
}

#[test]
fn what_is_no_text_file_is_refused() {
    let shell = Shell::new().files(&[("folder/x", "")]);
    fs::File::create(shell.path().join("huge.md")).and_then(|file| file.set_len(33 << 20)).unwrap();
    assert_data_eq!(
        shell.run(&["show", "huge.md"]).transcript(),
        str![[r#"
! seaworthy: huge.md: 34603008 bytes; at most 33554432 are read: split it
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["show", "folder"]).transcript(),
        str![[r#"
! seaworthy: there is no lesson `folder`; `seaworthy list` shows them all
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["learn", "folder"]).transcript(),
        str![[r#"
! seaworthy: folder: neither a course (lessons/course.toml) nor a folder with Markdown files
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["show", "./missing.md"]).transcript(),
        str![[r#"
! seaworthy: there is no file ./missing.md
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--course", "missing", "list"]).transcript(),
        str![[r#"
! seaworthy: missing: No such file or directory (os error 2); check that it exists and may be read
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--course", "/dev/zero", "show", "zero"]).transcript(),
        str![[r#"
! seaworthy: /dev/zero: not a regular file; check that it exists and may be read
exit code 2

"#]]
    );
    // Standard input that never ends.
    let ran = shell.sh("\"$0\" show - < /dev/zero");
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
! seaworthy: standard input: more than 33554432 bytes; split it
exit code 2

"#]]
    );
}

#[test]
fn a_pipe_and_a_device_are_no_lessons() {
    let shell = Shell::new().files(&[("notes/a.md", "# A\n")]);
    fifo(&shell, "pipe.md");
    fifo(&shell, "notes/pipe.md");
    std::os::unix::fs::symlink("/dev/zero", shell.path().join("zero.md")).unwrap();
    for name in ["pipe.md", "zero.md"] {
        let ran = shell.run(&["show", name]);
        survived(&ran);
        assert!(ran.code == 2 && ran.err.contains("not a regular file"), "{}", ran.transcript());
        survived(&shell.run(&["--course", name, "list"]));
        survived(&shell.run(&["content", "check", name]));
        let ran = shell.run(&["--plain", "learn", name]);
        survived(&ran);
        assert!(ran.transcript().contains("not a regular file"), "{}", ran.transcript());
    }
    let ran = shell.run(&["--plain", "learn", "notes"]);
    survived(&ran);
    assert!(ran.out.starts_with("\n# A\n"), "{}", ran.transcript());
}
