//! Comments that ignore.

use super::super::*;
use crate::dockerfile::Dockerfile;

/// Findings of three rules, then notes with the token they are about.
fn told(text: &str) -> (Vec<&'static str>, Vec<String>) {
    let options = Options::only(["workdir-relative", "user-missing", "base-latest", "shell-form-cmd", "pip-unpinned"]);
    let outcome = review(&Dockerfile::parse(text), Context::default(), &options);
    let notes = outcome.notes.iter().map(|note| format!("{} {}", note.code, &text[note.span.range()]));
    (outcome.findings.iter().map(|finding| finding.rule.slug).collect(), notes.collect())
}

#[test]
fn who_ignores_what() {
    let cases: [(&str, &[&str], &[&str]); 16] = [
        ("FROM a:1\n# seaworthy ignore=workdir-relative the base sets /srv\nWORKDIR a\nUSER x\n", &[], &[]),
        ("FROM a:1\n# seaworthy ignore=workdir-relative\n\nWORKDIR a\nUSER x\n", &[], &[]),
        (
            "FROM a:1\n# seaworthy ignore=workdir-relative\nUSER x\nWORKDIR a\n",
            &["workdir-relative"],
            &["ignore-unused workdir-relative"],
        ),
        ("# seaworthy ignore=user-missing,base-latest both on purpose\nFROM a:latest\n", &[], &[]),
        ("# seaworthy ignore=user-missing, base-latest\nFROM a:latest\n", &[], &[]),
        ("# seaworthy ignore=DL3007\nFROM a:latest\nUSER x\n", &[], &[]),
        ("# hadolint ignore=DL3007,DL3059\nFROM a:latest\nUSER x\n", &[], &[]),
        ("FROM a:latest\nUSER x\n# hadolint global ignore=DL3007\n", &[], &[]),
        (
            "# check=skip=WorkdirRelativePath,JSONArgsRecommended;error=true\nFROM a:1\nWORKDIR a\nUSER x\nCMD y\n",
            &[],
            &[],
        ),
        ("# check=error=true;skip=all\nFROM a:latest\n", &[], &[]),
        ("FROM a:1\nUSER x\n# check=skip=JSONArgsRecommended\nCMD y\n", &[], &[]),
        (
            "# seaworthy stage ignore=workdir-relative\nFROM a:1\nWORKDIR a\nFROM a:1\nWORKDIR b\nUSER x\n",
            &["workdir-relative"],
            &[],
        ),
        ("FROM a:1\nUSER x\nRUN y && \\\n# seaworthy ignore=pip-unpinned a tool\n  pip install z\n", &[], &[]),
        ("FROM a:1\nUSER x\n# seaworthy file ignore=user-mising\n", &[], &["ignore-unknown user-mising"]),
        (
            "FROM a:1\nUSER x\n# seaworthy ignore=user-missing\n",
            &[],
            &["ignore-misplaced seaworthy ignore=user-missing"],
        ),
        (
            "FROM a:1\nUSER x\n# seaworthy stage ignore=user-missing\nRUN y\n",
            &[],
            &["ignore-misplaced seaworthy stage ignore=user-missing"],
        ),
    ];
    for (text, findings, notes) in cases {
        let (found, noted) = told(text);
        assert_eq!(
            (found.as_slice(), noted),
            (findings, notes.iter().map(|note| (*note).to_owned()).collect()),
            "{text}"
        );
    }
}

#[test]
fn a_rule_that_did_not_run_is_not_called_idle() {
    let text = "# seaworthy file ignore=secret-env\nFROM a:1\nUSER x\n";
    assert_eq!(told(text).1, [""; 0]);
}

#[test]
fn what_is_ignored_is_kept_apart() {
    let file = Dockerfile::parse("# seaworthy file ignore=base-latest\nFROM a:latest\n");
    let outcome = review(&file, Context::default(), &Options::only(["base-latest"]));
    assert_eq!((outcome.findings.len(), outcome.ignored.len()), (0, 1));
}

#[test]
fn a_reason_can_be_asked_for() {
    let cases = [
        ("# seaworthy ignore=workdir-relative", 0, &["ignore-reasonless"][..]),
        ("# seaworthy ignore=workdir-relative the base sets /srv", 1, &[]),
        ("# hadolint ignore=DL3000", 1, &[]),
        ("# check=skip=WorkdirRelativePath", 1, &[]),
    ];
    for (comment, ignored, notes) in cases {
        let text = format!("FROM a:1\n{comment}\nWORKDIR a\n");
        let options = Options { reasons: true, ..Options::only(["workdir-relative"]) };
        let outcome = review(&Dockerfile::parse(&text), Context::default(), &options);
        assert_eq!((outcome.ignored.len(), outcome.findings.len()), (ignored, 1 - ignored), "{comment}");
        assert_eq!(outcome.notes.iter().map(|note| note.code).collect::<Vec<_>>(), notes, "{comment}");
    }
}
