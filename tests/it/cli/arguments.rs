//! The arguments themselves: help, version, what is mistyped, the exit codes.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn help_is_one_screen() {
    let ran = Shell::new().run(&["--help"]);
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
Learn to build production-ready container images for Python, in the terminal

Usage: seaworthy [OPTIONS] [COMMAND]

Commands:
  learn        Open the tutor, at a lesson when one is named
  list         List chapters and lessons with what you have read
  show         Print a lesson or a Markdown file
  glossary     Explain a word of the glossary, or list them all
  checklist    Print the checklist of a chapter, or of the whole course
  quiz         Answer questions
  place        Prove what you know of a chapter, so that you need not read it
  exam         Take an exam: no feedback before the end, a result, a certificate
  review       Answer what is due: what you answered before and are about to forget
  daily        Answer three questions that are due, line by line, and be done; fit for a shell login
  progress     Show how far you are; export, import and reset
  check        Check the Dockerfiles and .dockerignore files of a project
  rule         Tell what a rule finds, why, and what to write instead
  rules        List the rules along the chapters of the course
  parse        Show a Dockerfile as the builder reads it
  context      Show what a build of a folder is given, and what .dockerignore leaves out
  why          Say why each line of a Dockerfile is there, and which lesson teaches it
  team         For teams: where everybody is, from a folder with a progress export per person
  session      For teams: sessions with an agenda
  content      For authors: check a course, begin a lesson
  doctor       Say where everything is and whether it is healthy
  completions  Print a completion script for a shell
  man          Print the manual page
  help         Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Options of every command:
      --course <DIR>    Run another course: a folder with lessons/course.toml
      --pack <DIR>      Lay a pack over the course; may be given more than once
      --data-dir <DIR>  Keep progress and settings here
      --profile <NAME>  Keep a separate progress under this name
      --plain           Plain text on standard output and input, fit for screen readers and pipes
      --color <WHEN>    When to use colours; auto means on a terminal, unless NO_COLOR is set
                        [default: auto] [possible values: auto, always, never]
      --theme <NAME>    Theme for this run
      --ascii           Draw with ASCII signs only
      --kiosk           For hosts of a class: open the course and nothing else of this machine

Without a command the tutor opens where you stopped. It needs no Docker engine and no network; what
you do is kept in one file on this machine (`seaworthy doctor` says where).

`seaworthy COMMAND --help` tells more about a command.

"#]]
    );
    assert_eq!(ran.out, Shell::new().run(&["-h"]).out);
    assert_eq!(ran.out, Shell::new().run(&["help"]).out);
}

#[test]
fn help_of_a_command_begins_with_its_own_options() {
    assert_data_eq!(
        Shell::new().run(&["quiz", "--help"]).transcript(),
        str![[r#"
Answer questions

Usage: seaworthy quiz [OPTIONS] [SCOPE]

Arguments:
  [SCOPE]  A chapter or a lesson; what you have read when nothing is said

Options:
      --track <TRACK>  From this track; what you have read of it, everything where that is nothing
  -n, --count <N>      How many questions
      --seed <N>       Seed of the draw and of the order of options: the same seed asks the same
                       questions
      --all            Also from lessons you have not read
      --missed         Only questions whose last answer was wrong
      --resume         Go on with the quiz you left
  -h, --help           Print help

Options of every command:
      --course <DIR>    Run another course: a folder with lessons/course.toml
      --pack <DIR>      Lay a pack over the course; may be given more than once
      --data-dir <DIR>  Keep progress and settings here
      --profile <NAME>  Keep a separate progress under this name
      --plain           Plain text on standard output and input, fit for screen readers and pipes
      --color <WHEN>    When to use colours; auto means on a terminal, unless NO_COLOR is set
                        [default: auto] [possible values: auto, always, never]
      --theme <NAME>    Theme for this run
      --ascii           Draw with ASCII signs only
      --kiosk           For hosts of a class: open the course and nothing else of this machine

"#]]
    );
}

#[test]
fn the_options_of_every_command_stand_below_their_own_heading() {
    let commands: [&[&str]; 20] = [
        &["learn"],
        &["list"],
        &["show"],
        &["glossary"],
        &["checklist"],
        &["quiz"],
        &["progress"],
        &["progress", "export"],
        &["progress", "import"],
        &["progress", "reset"],
        &["check"],
        &["rule"],
        &["rules"],
        &["content"],
        &["content", "check"],
        &["content", "new"],
        &["doctor"],
        &["completions"],
        &["man"],
        &[],
    ];
    for command in commands {
        let help = Shell::new().run(&[command, &["--help"]].concat()).out;
        let (own, all) = help.split_once("\nOptions of every command:\n").expect("both headings");
        for option in ["--course", "--pack", "--data-dir", "--profile", "--plain", "--color", "--theme", "--ascii"] {
            assert!(all.contains(option) && !own.contains(&format!("  {option}")), "{command:?} {option}: {help}");
        }
        assert!(!all.contains("--help "), "{command:?}: {help}");
        assert!(help.lines().all(|line| line.chars().count() <= 100 && line == line.trim_end()), "{help}");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    assert_data_eq!(
        Shell::new().run(&["--version"]).transcript(),
        str![[r#"
seaworthy [VERSION]

"#]]
    );
    assert_eq!(Shell::new().run(&["-V"]).transcript(), Shell::new().run(&["--version"]).transcript());
}

#[test]
fn what_is_mistyped_is_answered_with_the_nearest() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.run(&["lst"]).transcript(),
        str![[r#"
! error: unrecognized subcommand 'lst'
! 
!   tip: a similar subcommand exists: 'list'
! 
! Usage: seaworthy [OPTIONS] [COMMAND]
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["list", "--jsn"]).transcript(),
        str![[r#"
! error: unexpected argument '--jsn' found
! 
!   tip: a similar argument exists: '--json'
! 
! Usage: seaworthy list --json [CHAPTER]
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["list", "--color", "sometimes"]).transcript(),
        str![[r#"
! error: invalid value 'sometimes' for '--color <WHEN>'
!   [possible values: auto, always, never]
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["quiz", "--count", "ten"]).transcript(),
        str![[r#"
! error: invalid value 'ten' for '--count <N>': write a whole number from 1 on, for example 20
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["show"]).transcript(),
        str![[r#"
! error: the following required arguments were not provided:
!   <LESSON>
! 
! Usage: seaworthy show <LESSON>
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
}

#[test]
fn a_course_a_pack_a_theme_or_a_profile_that_is_none_is_told() {
    let shell = Shell::new();
    assert_data_eq!(
        shell.run(&["--course", "nowhere", "list"]).transcript(),
        str![[r#"
! seaworthy: nowhere: No such file or directory (os error 2); check that it exists and may be read
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--pack", "nowhere", "list"]).transcript(),
        str![[r#"
! seaworthy: the pack nowhere is no folder; name a folder with lessons/, quizzes/ or glossary.toml; `packs` in the settings counts as well
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--theme", "drak", "list"]).transcript(),
        str![[r#"
! seaworthy: there is no theme `drak`; there are dark, high-contrast, light, no-colour, terminal
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["--profile", "../x", "list"]).transcript(),
        str![[r#"
! seaworthy: `../x` cannot be a profile; use lower-case letters, digits and inner hyphens, as in --profile at-work
exit code 2

"#]]
    );
}

#[test]
fn exit_codes_tell_fine_from_found_from_could_not() {
    let shell = Shell::new().files(&[("bad.md", "[x](gone.md)\n"), ("good.md", "Text.\n")]);
    let runs: [(&[&str], i32); 12] = [
        (&["list"], 0),
        (&["--help"], 0),
        (&["content", "check", "good.md"], 0),
        (&["content", "check", "bad.md"], 1),
        (&["progress", "import", "bad.md"], 1),
        (&["progress", "reset", "harbour"], 1),
        (&["content", "check", "gone.md"], 2),
        (&["progress", "import", "gone.jsonl"], 2),
        (&["show", "gone"], 2),
        (&["list", "gone"], 2),
        (&["content"], 2),
        (&["--gone"], 2),
    ];
    for (args, code) in runs {
        assert_eq!(shell.small(args).code, code, "{args:?}");
    }
}

#[test]
fn profiles_are_kept_apart() {
    let shell = Shell::new();
    shell.small_input(&["--plain", "--profile", "at-work", "learn", "rope"], "\n\nquit\n");
    assert!(shell.small(&["--profile", "at-work", "list"]).out.contains("read     rope"));
    assert!(shell.small(&["list"]).out.contains("new      rope"));
    assert_eq!(shell.log(), "", "nothing was written outside the profile");
}
