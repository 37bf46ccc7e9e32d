//! `seaworthy completions` and `seaworthy man`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn every_shell_gets_a_script_that_knows_the_commands() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = Shell::new().run(&["completions", shell]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{shell}");
        for word in ["glossary", "missed", "data-dir", "stale", "tracks"] {
            assert!(ran.out.contains(word), "{shell}: {word}");
        }
    }
    let ran = Shell::new().sh("\"$0\" completions bash > script; bash -n script && echo read");
    assert!(ran.out == "read\n" || ran.err.contains("not found"), "{}", ran.transcript());
}

#[test]
fn a_shell_that_is_not_known() {
    assert_data_eq!(
        Shell::new().run(&["completions", "tcsh"]).transcript(),
        str![[r#"
! error: invalid value 'tcsh' for '<SHELL>'
!   [possible values: bash, elvish, fish, powershell, zsh]
! 
!   tip: a similar value exists: 'zsh'
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
}

#[test]
fn the_manual_is_one_page() {
    let ran = Shell::new().run(&["man"]);
    let page: Vec<&str> = ran.out.lines().filter(|line| line.starts_with(".S") || line.starts_with(".TH")).collect();
    assert_data_eq!(
        page.join("\n"),
        str![[r#"
.TH seaworthy 1  "seaworthy [VERSION]" 
.SH NAME
.SH SYNOPSIS
.SH DESCRIPTION
.SH OPTIONS
.SH "OPTIONS OF EVERY COMMAND"
.SH COMMANDS
.SS "seaworthy learn [OPTIONS] [LESSON]"
.SS "seaworthy list [OPTIONS] [CHAPTER]"
.SS "seaworthy show [OPTIONS] <LESSON>"
.SS "seaworthy glossary [OPTIONS] [TERM]"
.SS "seaworthy checklist [OPTIONS] [CHAPTER]"
.SS "seaworthy quiz [OPTIONS] [SCOPE]"
.SS "seaworthy place [OPTIONS] [CHAPTER]"
.SS "seaworthy exam [OPTIONS] [CHAPTER]
.SS "seaworthy exam result [OPTIONS] [SITTING]"
.SS "seaworthy exam certificate [OPTIONS] [SITTING]"
.SS "seaworthy exam verify [OPTIONS] <CERTIFICATE> <LOG>"
.SS "seaworthy review [OPTIONS]"
.SS "seaworthy daily [OPTIONS]"
.SS "seaworthy progress [OPTIONS] [COMMAND]"
.SS "seaworthy progress export [OPTIONS] [FILE]"
.SS "seaworthy progress import [OPTIONS] <FILE>"
.SS "seaworthy progress reset [OPTIONS] <CHAPTER>"
.SS "seaworthy check [OPTIONS] [PATH]..."
.SS "seaworthy rule [OPTIONS] <NAME>"
.SS "seaworthy rules [OPTIONS]"
.SS "seaworthy parse [OPTIONS] <FILE>"
.SS "seaworthy context [OPTIONS] [DIR]"
.SS "seaworthy why [OPTIONS] <FILE|LESSON>"
.SS "seaworthy team [OPTIONS] <DIR>"
.SS "seaworthy session new [OPTIONS]"
.SS "seaworthy session check [OPTIONS] <FILE|NAME>..."
.SS "seaworthy session export [OPTIONS] <FILE|NAME>"
.SS "seaworthy session run [OPTIONS] [FILE|NAME]"
.SS "seaworthy session notes [OPTIONS] [FILE|NAME]"
.SS "seaworthy session handout [OPTIONS] [FILE|NAME]"
.SS "seaworthy session report [OPTIONS] <FILE|DIR>..."
.SS "seaworthy session list [OPTIONS]"
.SS "seaworthy content check [OPTIONS] [PATH]"
.SS "seaworthy content new [OPTIONS] <ID>"
.SS "seaworthy doctor [OPTIONS]"
.SS "seaworthy completions [OPTIONS] <SHELL>"
.SS "seaworthy man [OPTIONS]"
.SH "EXIT STATUS"
"#]]
    );
    assert!(!ran.out.contains("(1)\n"), "no reference to a page that nobody installs");
}
