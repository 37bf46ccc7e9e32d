//! Standard input, standard output and terminals that are closed, full, dumb or full of noise.

use std::io::{Read, Write};
use std::process::Stdio;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::survived;
use crate::shell::{Shell, binary};

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error_and_a_closed_pipe_is_none() {
    let shell = Shell::new();
    let log: String = (0..20_000)
        .map(|n| format!("{{\"id\":\"{n:032x}\",\"t\":1,\"v\":1,\"kind\":\"opened\",\"lesson\":\"a/b\"}}\n"))
        .collect();
    shell.write("data/progress.jsonl", log);
    for command in [
        "list",
        "show works/dockerignore",
        "glossary",
        "progress export",
        "--plain",
        "quiz --plain",
        "man",
        "completions bash",
    ] {
        let ran = shell.sh(&format!("\"$0\" {command} > /dev/full"));
        assert_eq!(ran.code, 2, "{command}: {}", ran.transcript());
        assert!(ran.err.contains("No space left") || ran.err.contains("disk is full"), "{command}: {}", ran.err);
        let ran = shell.sh(&format!("{{ \"$0\" {command}; echo \"code $?\" >&2; }} | head -n 1"));
        assert_eq!(ran.err, "code 0\n", "{command}: {}", ran.transcript());
    }
}

#[test]
fn noise_on_standard_input_is_no_command() {
    let shell = Shell::new();
    let mut noise: Vec<u8> = (0..200_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    noise.extend(b"\n\x00\x1b[A\n\xff\xfe\n99999999999999999999\n-1\n:\n: \nread\nread \x1b[31m\nquiz ../x\n");
    for args in [vec!["--plain"], vec!["quiz", "rope", "--plain"], vec!["quiz", "kinds", "--plain", "--seed", "1"]] {
        let ran = shell.small_input(&args, &noise);
        survived(&ran);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let mut line = vec![b'x'; 10 << 20];
    line.extend(b"\nquit\n");
    assert_eq!(shell.small_input(&["--plain"], line).code, 0);
    // Nothing at all to read from, and nobody to write errors to.
    for redirection in ["<&-", "< /dev/null", "<&- 2>&-"] {
        assert_eq!(shell.sh(&format!("\"$0\" --plain {redirection}")).code, 0, "{redirection}");
    }
    assert!(shell.command(&["list"]).stdout(Stdio::null()).status().unwrap().success());
}

#[test]
fn closed_streams_are_no_reason_to_panic() {
    let shell = Shell::new();
    for command in
        ["list", "show works/dockerignore", "--plain", "quiz --plain", "doctor", "progress", "gone", "--help"]
    {
        for redirection in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
            let ran = shell.sh(&format!("\"$0\" {command} {redirection}"));
            survived(&ran);
        }
    }
    assert_eq!(shell.sh("\"$0\" list 2>&-").code, 0);
}

#[test]
fn a_dumb_terminal_gets_the_plain_twin() {
    let shell = Shell::new();
    for term in ["dumb", ""] {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(binary());
        command.args(["learn", "dockerignore"]);
        command.cwd(shell.path());
        command.env_clear();
        shell.environment().iter().for_each(|(name, value)| command.env(name, value));
        command.env("TERM", term);
        let mut child = pair.slave.spawn_command(command).expect("the binary runs");
        drop(pair.slave);
        pair.master.take_writer().expect("its input").write_all(b"quit\n").expect("a keyboard");
        let mut bytes = Vec::new();
        // A terminal whose other side was closed ends with an error on some systems.
        let _ = pair.master.try_clone_reader().expect("its output").read_to_end(&mut bytes);
        let text = String::from_utf8(bytes).expect("UTF-8");
        assert!(child.wait().expect("it ends").success(), "{text}");
        assert!(text.contains("lesson> ") && !text.contains('\u{1b}'), "TERM={term}: {text:?}");
    }
}
