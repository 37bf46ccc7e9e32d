//! `seaworthy check`. What each rule finds is tested beside the rule; here it is what is made of the findings.

mod formats;
mod robust;
mod settings;

use snapbox::{assert_data_eq, str};

use crate::shell::{Ran, Shell};

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

/// Returns the findings as a transcript: without the plan behind them, which has its own tests, and without the state of the stock
/// course, which grows.
fn told(ran: Ran) -> String {
    let (findings, _) = ran.out.split_once("\nThe plan").unwrap_or((&ran.out, ""));
    let out = findings.replace(" (not yet written)", "");
    Ran { out, ..ran }.transcript()
}

#[test]
fn findings_for_people() {
    assert_data_eq!(
        told(project().run(&["check", "p", "--select", RULES])),
        str![[r#"
p/.dockerignore:2:1 warning[dockerignore-root-only] this matches in the top folder only
  |
2 | __pycache__
  | ^^^^^^^^^^^
  = why: Patterns begin at the root of the context, other than in a .gitignore.
  = fix: write `**/__pycache__`
  = lesson: seaworthy learn works/dockerignore

p/Dockerfile:2:30 style[as-casing] `as` beside `FROM`
  |
2 | FROM python:3.14-slim-trixie as build
  |                              ^^
  = why: Both are keywords of one instruction. In one case they are told apart from the image and
         the stage's name at a glance.
  = fix: write `AS`
  = lesson: seaworthy learn ci/lint-dockerfile

p/Dockerfile:3:9 warning[workdir-relative] `srv` starts wherever the base image left off
  |
3 | WORKDIR srv
  |         ^^^
  = why: It starts where the base image left off, which the Dockerfile does not show.
  = fix: write `WORKDIR /srv`
  = lesson: seaworthy learn works/absolute-workdir

p/Dockerfile:4:33 info[ignore-unused] `base-latest` finds nothing here, so nothing is ignored
  |
4 | # seaworthy ignore=pip-unpinned,base-latest the newest is wanted
  |                                 ^^^^^^^^^^^
  = fix: take the name out of the comment

p/Dockerfile:9:5 warning[shell-form-cmd] a shell is PID 1 here, and it does not pass signals on to the application
  |
9 | CMD python app.py
  |     ^^^^^^^^^^^^^
  = why: `/bin/sh -c` becomes PID 1 and does not pass signals on. `docker stop` waits ten seconds
         and then kills the application in the middle of its requests.
  = fix: write `CMD ["python", "app.py"]`
  = lesson: seaworthy learn ops/exec-form

3 warnings, 1 style in 2 files; 1 ignored by comments
exit code 1

"#]]
    );
}

#[test]
fn nothing_found() {
    let shell = project();
    assert_data_eq!(
        told(shell.run(&["check", "p", "--select", "base-latest,secret-env"])),
        str![[r#"
p/Dockerfile:4:33 info[ignore-unused] `base-latest` finds nothing here, so nothing is ignored
  |
4 | # seaworthy ignore=pip-unpinned,base-latest the newest is wanted
  |                                 ^^^^^^^^^^^
  = fix: take the name out of the comment

No findings in 2 files

"#]]
    );
}

#[test]
fn a_finding_of_many_lines_wide_characters_tabs_and_escape_codes() {
    let text = "FROM python:3.14-slim-trixie AS 港\nRUN\tcd \"港港\" && \\\n\techo '\u{1b}[31m' && \\\n\tpip\tinstall flask\nFROM a:1 as\u{202e} b\nFROM a:1\nWORKDIR x\\\n/y\n";
    let shell = Shell::new().files(&[("Dockerfile", text)]);
    assert_data_eq!(
        told(shell.run(&["check", "Dockerfile", "--select", "pip-unpinned,parse-error,workdir-relative"])),
        str![[r#"
Dockerfile:1:33 error[parse-error] invalid name for build stage: "港", name can't start with a number or contain symbols
  |
1 | FROM python:3.14-slim-trixie AS 港
  |                                 ^^
  = why: The build stops here. All faults are told at once, while the builder stops at the first.
  = lesson: seaworthy learn ci/lint-dockerfile

Dockerfile:4:14 warning[pip-unpinned] `flask` has no version: the next build may get another one
  |
4 |     pip install flask
  |                 ^^^^^
  = why: The same Dockerfile installs another version tomorrow, or next month one that breaks the
         build.
  = fix: give it a version with `==`, or install it from a file that has one
  = lesson: seaworthy learn repro/lock-everything

Dockerfile:5:6 error[parse-error] FROM requires either one or three arguments
  |
5 | FROM a:1 as� b
  |      ^^^^^^^^^
  = lesson: seaworthy learn ci/lint-dockerfile

Dockerfile:7:9 warning[workdir-relative] `x/y` starts wherever the base image left off
  |
7 | WORKDIR x/
  |         ^^
8 | /y
  | ^^
  = why: It starts where the base image left off, which the Dockerfile does not show.
  = fix: write `WORKDIR /x/y`
  = lesson: seaworthy learn works/absolute-workdir

2 errors, 2 warnings in 1 file
exit code 1

"#]]
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
    assert_data_eq!(
        told(ran),
        str![[r#"
-:1:6 warning[base-latest] `python:latest` is another image every few weeks
  |
1 | FROM python:latest
  |      ^^^^^^^^^^^^^
  = why: `latest` is whatever was pushed last. One day the same Dockerfile builds on another Python
         and another Debian, and nobody has changed a line.
  = fix: name a version and a distribution, `python:3.14-slim-trixie`
  = lesson: seaworthy learn works/explicit-base-tag

-:3:6 info[user-not-numeric] nobody can tell from `app` which number it is, Kubernetes neither
  |
3 | USER app
  |      ^^^
  = why: Kubernetes cannot tell whether a name is root and refuses to start such a container under
         `runAsNonRoot`.
  = fix: write the number that the image gives it: `id -u app` prints it there
  = lesson: seaworthy learn security/numeric-uid

1 warning, 1 info in 1 file
exit code 1

"#]]
    );
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
    assert_data_eq!(
        told(shell.run(&["check", "p", "--select", "dockerignore-root-only,parse-error"])),
        str![[r#"
p/.dockerignore:2:1 warning[dockerignore-root-only] this matches in the top folder only
  |
2 | __pycache__
  | ^^^^^^^^^^^
  = why: Patterns begin at the root of the context, other than in a .gitignore.
  = fix: write `**/__pycache__`
  = lesson: seaworthy learn works/dockerignore

p/sub/.dockerignore:1:1 error[parse-error] syntax error in pattern: the builder refuses the file
  |
1 | a[b
  | ^^^
  = why: The build stops here. All faults are told at once, while the builder stops at the first.
  = fix: close the `[`, or write `/[` for the character itself
  = lesson: seaworthy learn ci/lint-dockerfile

1 error, 1 warning in 2 of 4 files
exit code 1

"#]]
    );
}

#[test]
fn a_project_above_is_shown_from_here() {
    let shell = project();
    shell.write("p/sub/x/note", "");
    let args = ["check", "../..", "--select", "dockerignore-root-only,shell-form-cmd", "--format", "json"];
    let output = shell.command(&args).current_dir(shell.path().join("p/sub/x")).output().unwrap();
    let found: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
    let files: Vec<&str> = found.iter().map(|one| one["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["../../.dockerignore", "../../Dockerfile"]);
}

#[test]
fn the_lesson_that_teaches_it_is_named_with_its_state() {
    let shell = project().files(&[
        ("c/lessons/course.toml", "format = 1\ntitle = \"C\"\nversion = \"1\"\nchapters = [\n  \"works\",\n  \"ops\",\n]\n"),
        (
            "c/lessons/works/chapter.toml",
            "title = \"W\"\npromise = \"P.\"\nlessons = [\n  \"absolute-workdir\",\n]\nplanned = [\n  { id = \"absolute-workdir\", title = \"Dry land\" },\n]\n",
        ),
        ("c/lessons/works/chapter.md", "# W\n"),
        ("c/lessons/ops/chapter.toml", "title = \"O\"\npromise = \"P.\"\nlessons = [\n  \"exec-form\",\n]\nplanned = [\n]\n"),
        ("c/lessons/ops/chapter.md", "# O\n"),
        ("c/lessons/ops/exec-form.md", "+++\ntitle = \"E\"\n+++\n\nE.\n"),
    ]);
    let select = "workdir-relative,shell-form-cmd,user-not-numeric";
    let ran = shell.run(&["--course", "c", "check", "p/Dockerfile", "--select", select]);
    let lessons: Vec<&str> = ran.out.lines().filter(|line| line.contains("= lesson:")).collect();
    // What the course does not have is not recommended.
    let expected = [
        "  = lesson: seaworthy learn works/absolute-workdir (not yet written)",
        "  = lesson: seaworthy learn ops/exec-form",
    ];
    assert_eq!(lessons, expected, "{}", ran.transcript());
}
