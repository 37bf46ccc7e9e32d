//! `seaworthy check --plan`, and the short plan behind the findings: whole outputs for small projects (tests/fixtures/projects).

use std::fs;
use std::path::Path;

use snapbox::{assert_data_eq, file, str};

use crate::harness::fixture;
use crate::shell::Shell;

/// A room with a project of the fixtures in it.
fn project(name: &str) -> Shell {
    fn copy(from: &Path, below: &str, shell: &Shell) {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{below}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                copy(&entry.path(), &path, shell);
            } else {
                shell.write(&path, fs::read(entry.path()).unwrap());
            }
        }
    }
    let shell = Shell::new();
    copy(&fixture("projects").join(name), "p", &shell);
    shell
}

/// Returns everything that is printed. Which lessons are written changes from week to week and is no business of a plan.
fn told(name: &str, args: &[&str]) -> String {
    let told = project(name).run(&[&["check", "p"], args].concat()).transcript();
    told.replace(" (not yet written)", "")
}

#[test]
fn nothing_but_a_bad_dockerfile() {
    assert_data_eq!(told("bad", &[]), file!["plan/bad-check.txt"]);
    assert_data_eq!(told("bad", &["--plan"]), file!["plan/bad.txt"]);
}

#[test]
fn a_sound_project_with_ci_and_uv() {
    assert_data_eq!(told("sound", &["--plan"]), file!["plan/sound.txt"]);
}

#[test]
fn a_project_with_poetry() {
    assert_data_eq!(told("poetry", &["--plan"]), file!["plan/poetry.txt"]);
}

#[test]
fn several_dockerfiles() {
    assert_data_eq!(told("several", &["--plan"]), file!["plan/several.txt"]);
}

#[test]
fn an_empty_folder() {
    let shell = Shell::new();
    fs::create_dir(shell.path().join("p")).unwrap();
    assert_data_eq!(
        shell.run(&["check", "p", "--plan"]).transcript(),
        str![[r#"
Nothing was seen here: no Dockerfile, no CI, no lock.

Next step: Start from a reviewed template, not a random snippet
  why now    there is no Dockerfile yet
  lesson     seaworthy learn works/reviewed-template

"#]]
    );
}

#[test]
fn a_single_file_is_no_project() {
    let ran = project("bad").run(&["check", "p/Dockerfile"]);
    assert!(!ran.out.contains("Next step"), "{}", ran.out);
    let ran = project("bad").run(&["check", "p/Dockerfile", "--plan"]);
    assert!(ran.out.contains("Next step"), "{}", ran.out);
}

#[test]
fn a_plan_fits_eighty_columns() {
    for name in ["bad", "sound", "poetry", "several"] {
        for line in told(name, &["--plan"]).lines() {
            assert!(line.chars().count() <= 80, "{name}: {line}");
        }
    }
}

#[test]
fn colours_change_no_word() {
    let plain = told("several", &["--plan"]);
    let coloured = told("several", &["--plan", "--color", "always"]);
    let mut stripped = String::new();
    let mut rest = coloured.as_str();
    while let Some((before, behind)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = behind.split_once('m').map_or("", |(_, rest)| rest);
    }
    stripped.push_str(rest);
    assert_ne!(coloured, plain);
    assert_eq!(stripped, plain);
}

#[test]
fn for_programs() {
    let ran = project("several").run(&["check", "p", "--plan", "--format", "json"]);
    assert_eq!(ran.code, 1);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(told["dockerfiles"], serde_json::json!(["p/web/Dockerfile", "p/worker/Dockerfile"]));
    assert_eq!(told["files"][0], serde_json::json!({ "file": "p/compose.yaml", "kind": "Compose" }));
    let chapters = told["chapters"].as_array().unwrap();
    let steps: Vec<_> = chapters.iter().flat_map(|chapter| chapter["practices"].as_array().unwrap()).collect();
    let count = |state: &str| steps.iter().filter(|step| step["state"] == state).count();
    for state in ["inPlace", "missing", "accepted", "unseen", "doesNotApply"] {
        assert_eq!(told["summary"][state], count(state), "{state}");
        assert!(count(state) > 0, "{state}");
    }
}

#[test]
fn each_state_for_programs() {
    let ran = project("several").run(&["check", "p", "--plan", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let chapters = told["chapters"].as_array().unwrap();
    let steps: Vec<_> = chapters.iter().flat_map(|chapter| chapter["practices"].as_array().unwrap()).collect();
    let step = |id: &str| *steps.iter().find(|step| step["id"] == id).unwrap();
    assert_data_eq!(
        serde_json::to_string_pretty(step("security/no-socket-no-privileged")).unwrap(),
        str![[r#"
{
  "gaps": [
    {
      "code": null,
      "column": null,
      "file": "p/compose.yaml",
      "level": "warning",
      "line": 10,
      "message": "the engine's socket is root on the host"
    }
  ],
  "id": "security/no-socket-no-privileged",
  "level": 1,
  "state": "missing",
  "title": "Keep the engine socket and host out of reach",
  "verify": "`docker inspect t --format '{{.HostConfig.Privileged}} {{.HostConfig.Binds}} {{.HostConfig.SecurityOpt}}'` prints false, no docker.sock and nothing unconfined"
}
"#]]
    );
    assert_data_eq!(
        serde_json::to_string_pretty(step("small/no-pip-cache")).unwrap(),
        str![[r#"
{
  "gaps": [
    {
      "code": "pip-cache-kept",
      "column": 5,
      "file": "p/worker/Dockerfile",
      "level": "info",
      "line": 6,
      "message": "pip's cache stays in this layer and nobody will use it"
    }
  ],
  "id": "small/no-pip-cache",
  "level": 1,
  "state": "accepted",
  "title": "Keep the installer's cache out of layers",
  "verify": "`docker run --rm -u 0 --entrypoint sh app -c 'du -sm /root/.cache 2>/dev/null || echo none'` prints none"
}
"#]]
    );
    assert_data_eq!(
        serde_json::to_string_pretty(step("conda/clean-caches")).unwrap(),
        str![[r#"
{
  "id": "conda/clean-caches",
  "level": 1,
  "reason": "no conda here",
  "state": "doesNotApply",
  "title": "Clean conda's caches in the same layer",
  "verify": "`docker run --rm --entrypoint sh app -c 'du -sm /opt/conda/pkgs 2>/dev/null || echo none'` prints none or a few MB"
}
"#]]
    );
}

#[test]
fn the_next_step_for_programs() {
    let ran = project("several").run(&["check", "p", "--plan", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_data_eq!(
        serde_json::to_string_pretty(&told["next"]).unwrap(),
        str![[r#"
{
  "gaps": [
    {
      "code": "user-missing",
      "column": 6,
      "file": "p/worker/Dockerfile",
      "level": "warning",
      "line": 2,
      "message": "nothing sets a user, so the application runs as root"
    }
  ],
  "practice": "security/run-as-non-root",
  "reason": "the earliest of the essentials that is missing",
  "title": "Run the app as a non-root user",
  "urgency": "essential",
  "verify": "`docker run --rm --entrypoint id app -u` prints something other than 0"
}
"#]]
    );
}
