//! The questions that rules ask: programs behind prefix commands, strings for other shells, options, flags, pipelines.

use super::*;

#[test]
fn programs_behind_prefix_commands() {
    let cases = [
        ("pip install a", "pip", ""),
        ("/usr/local/bin/pip3 install a", "pip3", ""),
        ("\"$VENV/bin/pip\" install", "pip", ""),
        ("sudo -E -u root env -i A=1 nice -n 5 pip x", "pip", "sudo env nice"),
        ("exec -a x gunicorn", "gunicorn", "exec"),
        ("time -p make", "make", "time"),
        ("timeout -k 5 30s curl x", "curl", "timeout"),
        ("gosu app python", "python", "gosu"),
        ("chroot --userspec=a /mnt apt-get update", "apt-get", "chroot"),
        ("find . | xargs -r -0 -I {} rm -rf {}", "rm", "xargs"),
        ("command -v curl", "command", ""),
        ("command curl", "curl", "command"),
        ("tini -g -- python x", "python", "tini"),
        ("busybox wget x", "wget", "busybox"),
        ("setpriv --reuid=1 --clear-groups python", "python", "setpriv"),
        ("env", "env", ""),
        ("sudo sudo sudo sudo sudo sudo sudo sudo sudo a", "sudo", "sudo sudo sudo sudo sudo sudo sudo sudo"),
    ];
    for (text, program, wrappers) in cases {
        let script = read(text);
        let command = script.commands.last().unwrap();
        assert_eq!(command.program(), Some(program), "{text}");
        let around: Vec<&str> = command.wrappers().map(Word::file_name).collect();
        assert_eq!(around.join(" "), wrappers, "{text}");
    }
    let script = read("A=1 env B=2 \"C=3\" pip");
    let names: Vec<&str> = script.commands[0].assignments.iter().map(Assignment::name).collect();
    assert_eq!(names[..2], ["A", "B"]);
    assert_eq!(read("A=1").commands[0].program(), None);
}

#[test]
fn strings_for_other_shells() {
    let cases: &[(&str, &[&str])] = &[
        ("sh -c 'a && b'; c", &["ShellString: a &&", "ShellString: b"]),
        ("bash -euxo pipefail -c \"a | b\" x y", &["ShellString: a |", "ShellString: b"]),
        ("/bin/bash -lc a", &["ShellString: a"]),
        ("su - app -c 'a b'", &["ShellString: a b"]),
        ("su -c a", &["ShellString: a"]),
        ("eval \"a b\" 'c;' d", &["ShellString: a b c ;", "ShellString: d"]),
        ("sudo -u x bash -c 'cd /a && b'", &["ShellString: cd /a &&", "ShellString: b"]),
        ("xargs -I {} sh -c 'a {}'", &["ShellString: a {}"]),
        ("sh -c \"sh -c 'a b'\"", &["ShellString: sh -c ‹a b›", "ShellString/ShellString: a b"]),
        ("sh -c \"a $(b) $c\"", &["ShellString: a $(b) $c", "Substitution: b"]),
        ("sh -c \"$a\"", &[]),
        ("sh a.sh -c b", &[]),
        (
            "if a; then sh -c 'if b; then c; fi'; fi",
            &["If/Then/ShellString/If/Condition: b ;", "If/Then/ShellString/If/Then: c ;"],
        ),
    ];
    for (text, expected) in cases {
        let inner: Vec<String> =
            shown(text).into_iter().filter(|line| line.contains("String") || line.contains("Subst")).collect();
        let strip = |line: &str| line.replace(['‹', '›'], "");
        let inner: Vec<String> = inner.iter().map(|line| strip(line)).collect();
        let expected: Vec<String> = expected.iter().map(|line| strip(line)).collect();
        assert_eq!(inner, expected, "{text}");
    }
    let text = r#"echo; bash -c "set -e; curl \"$u\" --retry 3" && z"#;
    let script = read(text);
    let curl = script.commands.iter().find(|command| command.program() == Some("curl")).unwrap();
    assert!(curl.options.errexit && curl.within.has(FrameKind::ShellString));
    assert_eq!(&text[curl.words[2].span.range()], "--retry");
    assert_eq!(&text[curl.words[1].span.range()], r#"\"$u\""#);
    assert_eq!(script.commands.last().unwrap().program(), Some("z"), "the order is that of the text");
}

#[test]
fn options_in_force() {
    let cases = [
        ("X", [false, false, false, false]),
        ("set -e; X", [true, false, false, false]),
        ("set -eux && X", [true, true, true, false]),
        ("set -euo pipefail; X", [true, true, false, true]),
        ("set -o errexit -o pipefail\nX", [true, false, false, true]),
        ("set -e; set +e; X", [false; 4]),
        ("set -ex; (set +x); X", [true, false, true, false]),
        ("(set -e; X)", [true, false, false, false]),
        ("set -e; f() { set -u; }; X", [true, false, false, false]),
        ("set -e -- a -u; X", [true, false, false, false]),
        ("bash -eo pipefail -c 'X'", [true, false, false, true]),
        ("set -e; sh -c X", [false; 4]),
        ("set -e; eval X", [true, false, false, false]),
    ];
    for (text, expected) in cases {
        let script = read(text);
        let options = script.runs(&["X"]).next().unwrap().1.options;
        assert_eq!([options.errexit, options.nounset, options.xtrace, options.pipefail], expected, "{text}");
    }
    let shell = Options::of_shell(["/bin/bash", "-o", "pipefail", "-ec"]);
    assert!(shell.pipefail && shell.errexit && !shell.nounset);
    assert!(read_with("a", shell).commands[0].options.pipefail);
}

#[test]
fn flags_and_arguments() {
    let script =
        read("apt-get install -qqy -t sid --no-install-recommends -o=A --option B=c -oD=\"e f\" curl 'git' -- -x");
    let command = &script.commands[0];
    for flag in ["-y", "-q", "--no-install-recommends", "-t", "-o", "--option"] {
        assert!(command.has_flag(&[flag]), "{flag}");
    }
    for flag in ["-x", "--no-install", "-s", "--yes", "-d"] {
        assert!(!command.has_flag(&[flag]), "{flag}");
    }
    let values: Vec<&str> = command.flag_values(&["-o", "--option"]).iter().map(|value| value.text).collect();
    assert_eq!(values, ["A", "B=c", "D=e f"]);
    assert_eq!(command.flag_value(&["-t"]).unwrap().text, "sid");
    let words: Vec<&str> =
        command.positionals(&["-t", "-o", "--option"]).iter().map(|word| word.text.as_str()).collect();
    assert_eq!(words, ["install", "curl", "git", "-x"]);
    let text = "pip install --index-url=\"https://u:p@h/s\"";
    let script = read(text);
    let url = script.commands[0].flag_value(&["--index-url", "-i"]).unwrap();
    assert_eq!((url.text, &text[url.span.range()]), ("https://u:p@h/s", "https://u:p@h/s"));
    assert_eq!(read("pip -r").commands[0].flag_value(&["-r"]), None);
    assert!(read("find . -type f -delete").commands[0].has_flag(&["-delete"]));
}

#[test]
fn pipelines() {
    let script = read("a; curl x | tee y | (cd z && sh) && b");
    let curl = Item::Command(1);
    assert_eq!(script.pipeline(curl), [curl, Item::Command(2), Item::Frame(1)]);
    assert_eq!(script.pipeline(Item::Frame(1)).len(), 3);
    assert_eq!(script.last_of_pipeline(curl), Item::Frame(1));
    let piped: Vec<bool> = script.commands.iter().map(Command::is_in_pipeline).collect();
    assert_eq!(piped, [false, true, true, false, false, false]);
    assert_eq!(script.pipeline(Item::Command(0)), [Item::Command(0)]);
    // The order of commands changes when strings are sorted in; links follow.
    let script = read("sh -c 'a | b' | c | d");
    let programs = |item: &Item| script.command(*item).and_then(Command::program).unwrap_or_default().to_owned();
    assert_eq!(script.pipeline(Item::Command(0)).iter().map(programs).collect::<Vec<_>>(), ["sh", "c", "d"]);
    assert_eq!(script.pipeline(Item::Command(1)).iter().map(programs).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(script.frames[1].command, Some(0));
}

#[test]
fn places_in_words() {
    let text = "a \"b\"'c d'e\\f";
    let script = read(text);
    let word = &script.commands[0].words[1];
    assert_eq!(word.text, "bc def");
    let part = |from: usize, to: usize| &text[word.locate(from..to).range()];
    assert_eq!([part(0, 1), part(1, 4), part(4, 5), part(5, 6), part(0, 6)], ["b", "c d", "e", "\\f", "b\"'c d'e\\f"]);
}
