//! A log of rubbish, settings that are none, and disks that take nothing.

use std::fs;

use snapbox::{assert_data_eq, str};

use super::{fifo, survived};
use crate::shell::Shell;

#[test]
fn a_log_of_rubbish_is_kept_and_counted() {
    let shell = Shell::new();
    let rubbish = b"{\"id\":\"00000000000000000000000000000001\",\"t\":1,\"v\":1,\"kind\":\"opened\",\"lesson\":\"works/dockerignore\"}\nnot an event\n\xff\xfe\x00\n{\"id\":\"00000000000000000000000000000002\",\"t\":2,\"v\":9,\"kind\":\"juggled\"}\n{\"id\":\"0000000000000000000000000000";
    shell.write("data/progress.jsonl", rubbish);
    assert!(shell.run(&["list", "works"]).out.contains("begun"), "the sound line counts");
    let doctor = shell.run(&["doctor"]);
    survived(&doctor);
    let lines: Vec<&str> = doctor.out.lines().skip_while(|line| !line.contains("progress ")).take(6).collect();
    assert_data_eq!(
        lines.join("\n"),
        str![[r#"
  progress   [ROOM]/data/progress.jsonl
             1 event, 0 repeated
             1 line of a newer version; kept
             2 lines that are no events; kept
  settings   [ROOM]/data/settings.toml (not yet there; defaults are used)
  terminal   plain text, because standard input or output is no terminal
"#]]
    );
    shell.input(&["--plain"], "quit\n");
    let kept = fs::read(shell.data().join("progress.jsonl")).unwrap();
    assert!(kept.starts_with(&rubbish[..rubbish.len() - 40]), "nothing of it is lost");
}

#[test]
fn a_data_folder_that_takes_nothing_is_told_and_nothing_else_stops() {
    let shell = Shell::new().files(&[("blocked", "a file where the folder should be")]).env("TMPDIR", ".");
    let course = crate::harness::fixture("small").display().to_string();
    let blocked =
        |input: &str| shell.input(&["--course", &course, "--data-dir", "blocked", "--plain", "learn", "rope"], input);
    let ran = blocked("questions\n1\nquit\n");
    survived(&ran);
    assert_eq!(ran.code, 1, "{}", ran.transcript());
    assert!(
        ran.out.contains("The boat was gone") && ran.out.contains("The wind decides"),
        "the lesson goes on: {}",
        ran.out
    );
    assert!(ran.out.contains("Warning: "), "{}", ran.out);
    assert_data_eq!(
        ran.err,
        str![[r#"
seaworthy: blocked/settings.toml: cannot read it: a file stands where a folder should be; make it readable, or choose another place with --data-dir DIR
seaworthy: blocked/progress.jsonl: cannot read it: a file stands where a folder should be; make it readable, or choose another place with --data-dir DIR
seaworthy: blocked: cannot make this folder: a file stands where a folder should be; choose another place with --data-dir DIR
4 events could not be written there; they are in ./seaworthy-unwritten-1.jsonl, and `seaworthy progress import ./seaworthy-unwritten-1.jsonl` takes them in

"#]]
    );
    let ran = shell.run(&["progress", "import", "./seaworthy-unwritten-1.jsonl"]);
    assert_eq!((ran.code, shell.kinds().len()), (0, 4), "nothing is lost: {}", ran.transcript());
    let full = format!("ulimit -f 0; \"$0\" --course '{course}' --plain learn rope 2>&1 | cat");
    fs::create_dir_all(shell.data()).unwrap();
    let ran = shell.sh(&full);
    survived(&ran);
    assert!(ran.out.contains("Warning: ") && ran.out.contains("could not be written and are lost"), "{}", ran.out);
    let ran = shell.sh(&format!("ulimit -f 0; \"$0\" --course '{course}' progress reset harbour --yes"));
    assert_eq!(ran.code, 2, "{}", ran.transcript());
}

#[test]
fn what_lies_in_the_place_of_the_log_or_the_settings_is_named() {
    let place = |name: &str, kind: &str| {
        let shell = Shell::new();
        fs::create_dir_all(shell.data()).unwrap();
        let path = shell.data().join(name);
        match kind {
            "a folder" => fs::create_dir(&path).unwrap(),
            "a pipe" => fifo(&shell, &format!("data/{name}")),
            "a full disk" => std::os::unix::fs::symlink("/dev/full", &path).unwrap(),
            _ => std::os::unix::fs::symlink("/dev/zero", &path).unwrap(),
        }
        shell
    };
    for kind in ["a folder", "a pipe", "a full disk", "zeros without end"] {
        for name in ["progress.jsonl", "settings.toml"] {
            let shell = place(name, kind);
            let said = format!(
                "seaworthy: [ROOM]/data/{name}: is not a file; move it away, or choose another place with --data-dir DIR\n"
            );
            let ran = shell.small(&["list"]);
            survived(&ran);
            assert_eq!((ran.code, ran.err), (0, said.clone()), "{kind}");
            let ran = shell.small(&["doctor"]);
            survived(&ran);
            assert!(ran.code == 1 && ran.out.contains("is not a file"), "{kind}: {}", ran.transcript());
            let ran = shell.small_input(&["--plain", "learn", "rope"], "questions\n1\nquit\n");
            survived(&ran);
            assert!(ran.out.contains("The wind decides"), "the lesson goes on: {}", ran.transcript());
            assert_eq!(ran.code, i32::from(name == "progress.jsonl"), "{kind}: {}", ran.transcript());
        }
        let shell = place("progress.jsonl", kind);
        for args in [["progress", "export", "x"], ["progress", "import", "-"], ["progress", "reset", "harbour"]] {
            let ran = shell.small(&args);
            survived(&ran);
            assert!(ran.code == 2 && ran.err.contains("is not a file"), "{kind} {args:?}: {}", ran.transcript());
        }
    }
}

#[test]
fn settings_and_keys_that_are_none_leave_the_defaults() {
    let cases: [&[u8]; 9] = [
        b"\xff\xfe\x00",
        b"theme = ",
        b"theme = 3\nascii = \"perhaps\"\n",
        b"keys = \"j\"\n",
        b"keys = [[[]]]\n",
        b"[keys]\nopen = 3\n",
        b"[keys]\nopen = [\"hyper-x\", \"\", \"\\u001b[31m\"]\n\"\\u001b[31m\" = [\"x\"]\n",
        b"course = \"/nowhere\"\n",
        b"packs = [\"/nowhere\"]\n",
    ];
    for settings in cases {
        let shell = Shell::new();
        shell.write("data/settings.toml", settings);
        let told = String::from_utf8_lossy(settings);
        let ran = shell.small(&["list"]);
        survived(&ran);
        let is_pack = told.starts_with("packs");
        assert_eq!(ran.code, if is_pack { 2 } else { 0 }, "{told:?}: {}", ran.transcript());
        let doctor = shell.small(&["doctor"]);
        survived(&doctor);
        if !told.starts_with("course") {
            assert_eq!(doctor.code, 1, "{told:?}: {}", doctor.transcript());
        }
        let twin = shell.small_input(&["--plain"], "quit\n");
        survived(&twin);
        assert_eq!(fs::read(shell.data().join("settings.toml")).unwrap(), settings, "nobody's file is rewritten");
    }
    let shell = Shell::new();
    shell.write("data/settings.toml", vec![b'x'; 20 << 20]);
    survived(&shell.small(&["list"]));
}

#[test]
fn a_torn_log_is_mended_and_nothing_of_it_is_lost() {
    let shell = Shell::new();
    shell.small_input(&["--plain", "learn", "rope"], "quit\n");
    let whole = shell.log();
    // Where only the line end is missing, the event is there.
    for (cut, is_torn) in [(1, true), (whole.len() / 2, true), (whole.len() - 1, false)] {
        shell.write("data/progress.jsonl", &whole[..cut]);
        let ran = shell.small_input(&["--plain", "learn", "kinds"], "quit\n");
        survived(&ran);
        assert_eq!((ran.code, ran.err.contains("cut off")), (0, is_torn), "{cut}: {}", ran.transcript());
        assert!(shell.small(&["list", "harbour"]).out.contains("read     kinds"), "{cut}");
    }
    assert!(shell.log().starts_with(&whole), "{}", shell.log());
    let torn: usize = fs::read_dir(shell.data())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("torn"))
        .count();
    assert_eq!(torn, 2, "what was set aside is kept");
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_may_not_be_written_is_told() {
    // Not even root can make a folder there.
    let run = |args: &[&str], input: &str| {
        Shell::new().small_input(&[&["--data-dir", "/proc/seaworthy"], args].concat(), input)
    };
    assert_eq!(run(&["list"], "").transcript(), Shell::new().small(&["list"]).transcript());
    let ran = run(&["--plain", "learn", "rope"], "questions\n1\nquit\n");
    survived(&ran);
    assert!(
        ran.code == 1 && ran.out.contains("The wind decides") && ran.out.contains("Warning: "),
        "{}",
        ran.transcript()
    );
    let ran = run(&["doctor"], "");
    assert!(ran.code == 1 && ran.out.contains("cannot be written"), "{}", ran.transcript());
}
