//! `seaworthy rule` and `seaworthy rules`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

#[test]
fn a_rule_by_its_own_name() {
    assert_data_eq!(
        Shell::new().run(&["rule", "workdir-relative"]).transcript(),
        str![[r#"
workdir-relative

Level: warning.

What

A relative WORKDIR with no absolute one before it. After an absolute one it says
clearly where it leads.

Why

It starts where the base image left off, which the Dockerfile does not show.
When the base changes its WORKDIR, the application moves and every path that
names it breaks.

Example

┌ Dockerfile ───────────────────────────────────────────────────────────────────────────────────────
│ FROM python:3.14-slim-trixie
│ WORKDIR app
│ COPY . .
│ USER 10001
│ CMD ["python", "-m", "shop"]
└

Instead

┌ Dockerfile ───────────────────────────────────────────────────────────────────────────────────────
│ FROM python:3.14-slim-trixie
│ WORKDIR /app
│ COPY . .
│ USER 10001
│ CMD ["python", "-m", "shop"]
└

The lesson

seaworthy learn works/absolute-workdir

Elsewhere

• DL3000 (hadolint)
• WorkdirRelativePath (BuildKit)
• DS-0009 (Trivy)
• CKV_DOCKER_10 (Checkov)

To ignore it

Above the instruction, or above its FROM for the whole stage, or anywhere for
the whole file:

┌ Dockerfile ───────────────────────────────────────────────────────────────────────────────────────
│ # seaworthy ignore=workdir-relative the reason
│ # seaworthy stage ignore=workdir-relative the reason
│ # seaworthy file ignore=workdir-relative the reason
└

Or ignore = ["workdir-relative"] in .seaworthy.toml, or --ignore
workdir-relative.

Sources

• Docker: WORKDIR, https://docs.docker.com/reference/dockerfile/#workdir
• Docker: build check WorkdirRelativePath,
  https://docs.docker.com/reference/build-checks/workdir-relative-path/

"#]]
    );
}

#[test]
fn a_rule_about_ignore_files_shows_them() {
    assert_data_eq!(
        Shell::new().run(&["rule", "dockerignore-root-only", "--plain"]).transcript(),
        str![[r##"
# dockerignore-root-only

Level: warning.

## What

A pattern for something that lies in every folder, __pycache__ or *.pyc, begins without **/. Silent
when another line covers the folders below, and after a leading /.

## Why

Patterns begin at the root of the context, other than in a .gitignore. The compiled files of every
package are sent and copied, and change the copy although no source changed.

## Example

Code, dockerfile:
    COPY . .
End of code.

With this .dockerignore:

Code, ignore:
    **/.git
    **/.env*
    **/.venv
    **/venv
    __pycache__
End of code.

## Instead

Code, dockerfile:
    COPY . .
End of code.

With this .dockerignore:

Code, ignore:
    **/.git
    **/.env*
    **/.venv
    **/venv
    **/__pycache__
End of code.

## The lesson

seaworthy learn works/dockerignore

## To ignore it

Above the instruction, or above its FROM for the whole stage, or anywhere for the whole file:

Code, dockerfile:
    # seaworthy ignore=dockerignore-root-only the reason
    # seaworthy stage ignore=dockerignore-root-only the reason
    # seaworthy file ignore=dockerignore-root-only the reason
End of code.

Or ignore = ["dockerignore-root-only"] in .seaworthy.toml, or --ignore dockerignore-root-only.

## Sources

- Docker: build context, .dockerignore files,
  https://docs.docker.com/build/concepts/context/#dockerignore-files

"##]]
    );
}

#[test]
fn a_rule_by_the_name_of_another_linter() {
    let shell = Shell::new();
    let first = |name: &str| shell.run(&["rule", name]).out.lines().next().unwrap_or_default().to_owned();
    assert_eq!([first("DL3000"), first("dl3000"), first("WorkdirRelativePath")], ["workdir-relative"; 3]);
}

#[test]
fn a_rule_that_is_not_there() {
    let shell = Shell::new();
    let told = shell.run(&["rule", "user-mising"]).transcript() + &shell.run(&["rule", "zzzz"]).transcript();
    assert_data_eq!(
        told,
        str![[r#"
! seaworthy: there is no rule `user-mising`; did you mean `user-missing`?
exit code 2
! seaworthy: there is no rule `zzzz`; `seaworthy rules` lists them
exit code 2

"#]]
    );
}

#[test]
fn a_rule_for_programs() {
    assert_data_eq!(
        Shell::new().run(&["rule", "workdir-relative", "--json"]).transcript(),
        str![[r#"
{
  "code": "workdir-relative",
  "level": "warning",
  "profile": "default",
  "lesson": "works/absolute-workdir",
  "aliases": [
    "DL3000",
    "WorkdirRelativePath",
    "DS-0009",
    "CKV_DOCKER_10"
  ],
  "what": "A relative `WORKDIR` with no absolute one before it. After an absolute one it says clearly where it leads.",
  "why": "It starts where the base image left off, which the Dockerfile does not show. When the base changes its `WORKDIR`, the application moves and every path that names it breaks.",
  "example": {
    "dockerfile": "FROM python:3.14-slim-trixie/nWORKDIR app/nCOPY . ./nUSER 10001/nCMD [/"python/", /"-m/", /"shop/"]/n"
  },
  "instead": {
    "dockerfile": "FROM python:3.14-slim-trixie/nWORKDIR /app/nCOPY . ./nUSER 10001/nCMD [/"python/", /"-m/", /"shop/"]/n"
  },
  "sources": [
    {
      "title": "Docker: WORKDIR",
      "url": "https://docs.docker.com/reference/dockerfile/#workdir"
    },
    {
      "title": "Docker: build check WorkdirRelativePath",
      "url": "https://docs.docker.com/reference/build-checks/workdir-relative-path/"
    }
  ]
}

"#]]
    );
    let all = Shell::new().run(&["rules", "--json"]).out;
    let all: Vec<serde_json::Value> = serde_json::from_str(&all).unwrap();
    assert_eq!(all.len(), seaworthy::lint::RULES.len());
    assert!(all.iter().all(|rule| rule["what"].is_string() && rule["example"]["dockerfile"].is_string()));
}

#[test]
fn code_is_coloured_where_colours_are_wanted() {
    let ran = Shell::new().run(&["rule", "workdir-relative", "--color", "always"]);
    assert!(ran.out.contains("\u{1b}[") && ran.out.contains("WORKDIR"), "{}", ran.out);
}

#[test]
fn all_rules_stand_in_eighty_columns_along_the_chapters() {
    let ran = Shell::new().run(&["rules"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    let chapters: Vec<&str> = ran.out.lines().filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    assert_eq!(chapters.first(), Some(&"Something that works"));
    for rule in seaworthy::lint::RULES {
        let begins = |line: &str| line.split_whitespace().next() == Some(rule.slug);
        assert_eq!(ran.out.lines().filter(|line| begins(line)).count(), 1, "{}", rule.slug);
    }
}
