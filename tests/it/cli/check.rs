//! `seaworthy check`. What each rule finds is tested beside the rule; here it is what is made of the findings.

mod formats;
mod robust;
mod settings;

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

/// Few findings, of all levels and both kinds of file.
const DOCKERFILE: &str = "\
# syntax=docker/dockerfile:1
FROM python:3.14-slim-trixie as build
WORKDIR srv
# seaworthy ignore=pip-unpinned,base-latest the newest is wanted
RUN pip install --no-cache-dir \\
    flask
COPY app.py .
USER 10001
CMD python app.py
";
/// The rules that these tests look at, so that a new rule does not change them.
const RULES: &str = "as-casing,workdir-relative,pip-unpinned,base-latest,user-not-numeric,shell-form-cmd,dockerignore-root-only,parse-error,copy-source-absent,dockerignore-missing,dockerignore-gaps,user-missing";

fn project() -> Shell {
    Shell::new().files(&[
        ("p/Dockerfile", DOCKERFILE),
        ("p/.dockerignore", ".git\n__pycache__\n"),
        ("p/app.py", "print()\n"),
        ("p/requirements.txt", "flask==3\n"),
    ])
}

#[test]
fn findings_for_people() {
    assert_data_eq!(project().run(&["check", "p", "--select", RULES]).transcript(), str![]);
}

#[test]
fn nothing_found() {
    let shell = project();
    assert_data_eq!(shell.run(&["check", "p", "--select", "base-latest,secret-env"]).transcript(), str![]);
}

#[test]
fn a_finding_of_many_lines_wide_characters_tabs_and_escape_codes() {
    let text = "FROM python:3.14-slim-trixie AS 港\nRUN\tcd \"港港\" && \\\n\techo '\u{1b}[31m' && \\\n\tpip\tinstall flask\nFROM a:1 as\u{202e} b\nRUN sudo a \\\n && b\n";
    let shell = Shell::new().files(&[("Dockerfile", text)]);
    assert_data_eq!(
        shell
            .run(&["check", "Dockerfile", "--select", "pip-unpinned,parse-error,sudo-used,keyword-casing"])
            .transcript(),
        str![]
    );
}

#[test]
fn a_long_line_is_clipped_around_the_token() {
    let text = format!(
        "FROM python:3.14-slim-trixie\nRUN echo {} && pip install flask {}\n",
        "a".repeat(300),
        "b==1 ".repeat(60)
    );
    let shell = Shell::new().files(&[("Dockerfile", &text)]);
    let ran = shell.run(&["check", "--select", "pip-unpinned"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 120), "{}", ran.out);
    let lines: Vec<&str> = ran.out.lines().collect();
    let marks = lines.iter().position(|line| line.contains("^^^^^")).unwrap();
    let at = lines[marks].find('^').unwrap();
    assert_eq!(lines[marks - 1].chars().skip(at).take(5).collect::<String>(), "flask");
    assert!(ran.out.starts_with("Dockerfile:2:326 "), "{}", ran.out);
}

#[test]
fn colours_are_those_of_a_terminal_and_only_there() {
    let shell = project();
    let coloured = shell.run(&["check", "p", "--select", RULES, "--color", "always"]).out;
    assert!(coloured.contains("\u{1b}[1;33mwarning[workdir-relative]\u{1b}[0m"), "{coloured}");
    assert!(!shell.run(&["check", "p", "--select", RULES]).out.contains('\u{1b}'));
    assert!(!shell.run(&["check", "p", "--color", "always", "--plain"]).out.contains('\u{1b}'));
}

#[test]
fn standard_input_is_a_dockerfile_without_surroundings() {
    let ran =
        Shell::new().input(&["check", "-", "--select", RULES], "FROM python:latest\nCOPY . .\nUSER app\nCMD [\"a\"]\n");
    assert_data_eq!(ran.transcript(), str![]);
}

#[test]
fn exit_codes() {
    let shell = project();
    let code = |args: &[&str]| shell.run(&[&["check", "p"], args].concat()).code;
    let cases: [(&[&str], i32); 12] = [
        (&["--select", "workdir-relative"], 1),
        (&["--select", "workdir-relative", "--fail-on", "error"], 0),
        (&["--select", "workdir-relative", "--fail-on", "never"], 0),
        (&["--select", "as-casing"], 0),
        (&["--select", "as-casing", "--fail-on", "style"], 1),
        (&["--select", "as-casing", "--fail-on", "info"], 0),
        (&["--select", "secret-env"], 0),
        (&["--select", "workdir-relative", "--ignore", "DL3000"], 0),
        (&["--select", "workdir-relative", "--ignore", "DL9999,SC2086"], 1),
        (&["--select", "no-rule"], 2),
        (&["--select", "DL9999"], 2),
        (&["--fail-on", "bad"], 2),
    ];
    for (args, expected) in cases {
        assert_eq!(code(args), expected, "{args:?}");
    }
    let select = ["--select", "workdir-relative,as-casing", "--select", "shell-form-cmd"];
    assert_eq!(
        shell.run(&[&["check", "p", "--format", "json"][..], &select].concat()).out.matches("\"code\"").count(),
        3
    );
    shell.write("p/Dockerfile", "FORM a\n");
    assert_eq!(code(&[]), 1, "a syntax error is a finding");
}

#[test]
fn names_of_rules_are_checked() {
    let shell = project();
    let told = shell.run(&["check", "p", "--ignore", "user-mising"]).transcript()
        + &shell.run(&["check", "p", "--select", "DL30000"]).transcript();
    assert_data_eq!(
        told,
        str![[r#"
! seaworthy: there is no rule `user-mising`; did you mean `user-missing`?
exit code 2
! seaworthy: there is no rule `DL30000`; did you mean `DL3000`?
exit code 2

"#]]
    );
}

/// What a Dockerfile in a sub folder is built from is certain only where something says so.
#[test]
fn rules_about_the_context_are_silent_where_it_is_not_certain() {
    let copies = "FROM a:1\nCOPY . .\nCOPY requirements.txt setup.cfg ./\n";
    let codes = |files: &[(&str, &str)], path: &str| -> Vec<String> {
        let shell = Shell::new().files(files);
        shell.write("r/.git/HEAD", "x");
        let ran = shell.run(&["check", path, "--format", "json", "--select", RULES, "--ignore", "user-missing"]);
        let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
        found.iter().map(|one| format!("{} {}", one["code"].as_str().unwrap(), one["file"].as_str().unwrap())).collect()
    };
    let (missing, absent) = ("dockerignore-missing", "copy-source-absent");
    let both = |file: &str| vec![format!("{missing} {file}"), format!("{absent} {file}")];
    // At the root of the project, sources beside it.
    assert_eq!(codes(&[("r/Dockerfile", copies), ("r/requirements.txt", "")], "r"), both("r/Dockerfile"));
    // Nothing beside it.
    assert_eq!(codes(&[("r/Dockerfile", copies)], "r"), [""; 0]);
    // A sub folder, and nothing says which folder is built.
    assert_eq!(codes(&[("r/docker/Dockerfile", copies), ("r/a.py", "")], "r"), [""; 0]);
    // A part of a larger project with a manifest of its own.
    assert_eq!(codes(&[("r/api/Dockerfile", copies), ("r/api/requirements.txt", "")], "r"), both("r/api/Dockerfile"));
    // What it names lies above, all of it: so that is what is built.
    let above = [("r/docker/Dockerfile", copies), ("r/requirements.txt", ""), ("r/setup.cfg", "")];
    assert_eq!(codes(&above, "r/docker"), [format!("{missing} r/docker/Dockerfile")]);
    // A part of it lies above: nobody knows.
    assert_eq!(codes(&[("r/docker/Dockerfile", copies), ("r/requirements.txt", "")], "r"), [""; 0]);
    // A compose file says so.
    let compose = "services:\n  a:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n";
    let files = [("r/docker/Dockerfile", copies), ("r/compose.yaml", compose), ("r/x.py", "")];
    assert_eq!(codes(&files, "r"), {
        let mut all = both("r/docker/Dockerfile");
        all.push(all[1].clone());
        all
    });
    // Two of them say different things.
    let other = [files[0], files[1], files[2], ("r/docker/compose.yaml", "services:\n  a:\n    build: .\n")];
    assert_eq!(codes(&other, "r"), [""; 0]);
}

#[test]
fn a_fault_of_an_ignore_file_is_told_once() {
    let shell = project();
    shell.write("p/dev.Dockerfile", "FROM a:1\nCOPY app.py .\n");
    shell.write("p/sub/.dockerignore", "a[b\n");
    assert_data_eq!(shell.run(&["check", "p", "--select", "dockerignore-root-only,parse-error"]).transcript(), str![]);
}
