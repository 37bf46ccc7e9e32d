//! What programs get.

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use super::{RULES, project};
use crate::shell::Shell;

#[test]
fn one_flat_array() {
    assert_data_eq!(
        project()
            .run(&["check", "p", "--format", "json", "--select", "workdir-relative,dockerignore-root-only,base-latest"])
            .transcript(),
        str![[r#"
[
  {
    "file": "p/.dockerignore",
    "line": 2,
    "column": 1,
    "endLine": 2,
    "endColumn": 12,
    "level": "warning",
    "code": "dockerignore-root-only",
    "message": "this matches in the top folder only",
    "lesson": "works/dockerignore",
    "fix": "write `**/__pycache__`",
    "aliases": []
  },
  {
    "file": "p/Dockerfile",
    "line": 3,
    "column": 9,
    "endLine": 3,
    "endColumn": 12,
    "level": "warning",
    "code": "workdir-relative",
    "message": "`srv` starts wherever the base image left off",
    "lesson": "works/absolute-workdir",
    "fix": "write `WORKDIR /srv`",
    "aliases": [
      "DL3000",
      "WorkdirRelativePath",
      "DS-0009",
      "CKV_DOCKER_10"
    ]
  }
]
! p/Dockerfile:4:33: `base-latest` finds nothing here, so nothing is ignored; take the name out of the comment
exit code 1

"#]]
    );
}

#[test]
fn an_empty_array_where_nothing_is_found() {
    let shell = project();
    assert_eq!(shell.run(&["check", "p", "--format", "json", "--select", "secret-env"]).out, "[]\n");
}

#[test]
fn code_scanning() {
    assert_data_eq!(
        project().run(&["check", "p", "--format", "sarif", "--select", "workdir-relative,pip-unpinned"]).transcript(),
        str![[r#"
{
  "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
  "runs": [
    {
      "columnKind": "unicodeCodePoints",
      "invocations": [
        {
          "executionSuccessful": true,
          "toolExecutionNotifications": []
        }
      ],
      "results": [
        {
          "level": "warning",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "p/Dockerfile"
                },
                "region": {
                  "endColumn": 12,
                  "endLine": 3,
                  "startColumn": 9,
                  "startLine": 3
                }
              }
            }
          ],
          "message": {
            "text": "`srv` starts wherever the base image left off. To mend it: write `WORKDIR /srv`"
          },
          "partialFingerprints": {
            "primaryLocationLineHash": "59baefed918a52ad:1"
          },
          "properties": {
            "level": "warning"
          },
          "ruleId": "workdir-relative",
          "ruleIndex": 1,
          "suppressions": []
        },
        {
          "level": "warning",
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "p/Dockerfile"
                },
                "region": {
                  "endColumn": 10,
                  "endLine": 6,
                  "startColumn": 5,
                  "startLine": 6
                }
              }
            }
          ],
          "message": {
            "text": "`flask` has no version: the next build may get another one. To mend it: write them into requirements with versions, or `==` behind each"
          },
          "partialFingerprints": {
            "primaryLocationLineHash": "91a749c22718e233:1"
          },
          "properties": {
            "level": "warning"
          },
          "ruleId": "pip-unpinned",
          "ruleIndex": 0,
          "suppressions": [
            {
              "kind": "inSource",
              "status": "accepted"
            }
          ]
        }
      ],
      "tool": {
        "driver": {
          "name": "seaworthy",
          "rules": [
            {
              "defaultConfiguration": {
                "level": "warning"
              },
              "fullDescription": {
                "text": "`pip install` or `uv pip install` names a package without a version. Silent for pip and its own tools, with a constraints file, and with `--no-index`."
              },
              "help": {
                "markdown": "`pip install` or `uv pip install` names a package without a version. Silent for pip and its own tools, with a constraints file, and with `--no-index`./n/nThe same Dockerfile installs another version tomorrow, or next month one that breaks the build. Nobody can say what an old image was made of./n/nExample:/n/n```dockerfile/nRUN pip install --no-cache-dir flask gunicorn==23.0.0/n```/n/nInstead:/n/n```dockerfile/nCOPY requirements.txt .//nRUN pip install --no-cache-dir -r requirements.txt/n```/n/nTo learn more: `seaworthy learn repro/lock-everything`/n/n- [pip: repeatable installs](https://pip.pypa.io/en/stable/topics/repeatable-installs/)",
                "text": "`pip install` or `uv pip install` names a package without a version. Silent for pip and its own tools, with a constraints file, and with `--no-index`./n/nThe same Dockerfile installs another version tomorrow, or next month one that breaks the build. Nobody can say what an old image was made of./n/nExample:/n/nRUN pip install --no-cache-dir flask gunicorn==23.0.0/n/nInstead:/n/nCOPY requirements.txt .//nRUN pip install --no-cache-dir -r requirements.txt/n/nTo learn more: seaworthy learn repro/lock-everything/n/npip: repeatable installs: https://pip.pypa.io/en/stable/topics/repeatable-installs/"
              },
              "id": "pip-unpinned",
              "properties": {
                "aliases": [
                  "DL3013"
                ],
                "lesson": "repro/lock-everything",
                "problem.severity": "warning",
                "tags": [
                  "repro"
                ]
              },
              "shortDescription": {
                "text": "`pip install` or `uv pip install` names a package without a version."
              }
            },
            {
              "defaultConfiguration": {
                "level": "warning"
              },
              "fullDescription": {
                "text": "A relative `WORKDIR` with no absolute one before it. After an absolute one it says clearly where it leads."
              },
              "help": {
                "markdown": "A relative `WORKDIR` with no absolute one before it. After an absolute one it says clearly where it leads./n/nIt starts where the base image left off, which the Dockerfile does not show. When the base changes its `WORKDIR`, the application moves and every path that names it breaks./n/nExample:/n/n```dockerfile/nFROM python:3.14-slim-trixie/nWORKDIR app/nCOPY . ./nUSER 10001/nCMD [/"python/", /"-m/", /"shop/"]/n```/n/nInstead:/n/n```dockerfile/nFROM python:3.14-slim-trixie/nWORKDIR /app/nCOPY . ./nUSER 10001/nCMD [/"python/", /"-m/", /"shop/"]/n```/n/nTo learn more: `seaworthy learn works/absolute-workdir`/n/n- [Docker: WORKDIR](https://docs.docker.com/reference/dockerfile/#workdir)/n- [Docker: build check WorkdirRelativePath](https://docs.docker.com/reference/build-checks/workdir-relative-path/)",
                "text": "A relative `WORKDIR` with no absolute one before it. After an absolute one it says clearly where it leads./n/nIt starts where the base image left off, which the Dockerfile does not show. When the base changes its `WORKDIR`, the application moves and every path that names it breaks./n/nExample:/n/nFROM python:3.14-slim-trixie/nWORKDIR app/nCOPY . ./nUSER 10001/nCMD [/"python/", /"-m/", /"shop/"]/n/nInstead:/n/nFROM python:3.14-slim-trixie/nWORKDIR /app/nCOPY . ./nUSER 10001/nCMD [/"python/", /"-m/", /"shop/"]/n/nTo learn more: seaworthy learn works/absolute-workdir/n/nDocker: WORKDIR: https://docs.docker.com/reference/dockerfile/#workdir/nDocker: build check WorkdirRelativePath: https://docs.docker.com/reference/build-checks/workdir-relative-path/"
              },
              "id": "workdir-relative",
              "properties": {
                "aliases": [
                  "DL3000",
                  "WorkdirRelativePath",
                  "DS-0009",
                  "CKV_DOCKER_10"
                ],
                "lesson": "works/absolute-workdir",
                "problem.severity": "warning",
                "tags": [
                  "works"
                ]
              },
              "shortDescription": {
                "text": "A relative `WORKDIR` with no absolute one before it."
              }
            }
          ],
          "version": "0.1.0"
        }
      }
    }
  ],
  "version": "2.1.0"
}
exit code 1

"#]]
    );
}

/// What the schema of SARIF 2.1.0 asks of the parts that are written.
#[test]
fn code_scanning_gets_what_its_schema_asks_for() {
    let shell = project();
    shell.write("p/ü b/Dockerfile", "FROM a:1\nRUN sudo 港 \\\n x\nFROM a:latest\nRUM\n");
    shell.write("p/Dockerfile.bin", "\0\0\0");
    let log: Value = serde_json::from_str(&shell.run(&["check", "p", "--format", "sarif"]).out).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(run["tool"]["driver"]["name"].is_string() && !rules.is_empty());
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
        }
        assert!(rule["help"]["markdown"].as_str().unwrap().contains("```dockerfile"));
        let level = rule["defaultConfiguration"]["level"].as_str().unwrap();
        assert!(["error", "warning", "note"].contains(&level), "{level}");
        assert!(rule.get("helpUri").is_none(), "no page of ours is on the web");
    }
    let results = run["results"].as_array().unwrap();
    let mut fingerprints: Vec<&str> = Vec::new();
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().unwrap()));
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        assert!(result["suppressions"].is_array());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
        let number = |key: &str| place["region"][key].as_u64().unwrap();
        assert!(number("startLine") >= 1 && number("startColumn") >= 1);
        assert!((number("endLine"), number("endColumn")) >= (number("startLine"), number("startColumn")), "{place}");
        fingerprints.push(result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap());
    }
    let all = fingerprints.len();
    fingerprints.sort_unstable();
    fingerprints.dedup();
    assert_eq!(fingerprints.len(), all);
    assert!(results.iter().any(|result| result["suppressions"][0]["kind"] == "inSource"));
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told: Vec<&str> = invocation["toolExecutionNotifications"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["message"]["text"].as_str().unwrap())
        .collect();
    assert!(
        told.iter().any(|text| text.contains("Dockerfile.bin")) && told.iter().any(|text| text.contains("base-latest")),
        "{told:?}"
    );
}

#[test]
fn a_fingerprint_survives_lines_above() {
    let prints = |text: &str| -> Vec<String> {
        let shell = Shell::new().files(&[("Dockerfile", text)]);
        let log: Value =
            serde_json::from_str(&shell.run(&["check", "--format", "sarif", "--select", RULES]).out).unwrap();
        let each = log["runs"][0]["results"].as_array().unwrap();
        each.iter().map(|it| it["partialFingerprints"].to_string()).collect()
    };
    let text = "FROM python:latest\nWORKDIR a\nRUN pip install flask\nRUN pip install flask\nUSER 10001\n";
    let before = prints(text);
    assert_eq!(before, prints(&format!("# one\n\n# two\n{text}")));
    assert_ne!(before, prints(&text.replace("flask", "django")));
}

#[test]
fn annotations() {
    let shell = project();
    shell.write("p/a,b:c/Dockerfile", "FROM a:1\nRUN pip install 100%\nWORKDIR x\\\n/y\n");
    shell.write("p/a,b:c/x.Dockerfile", "\0");
    assert_data_eq!(
        shell.run(&["check", "p", "--format", "github", "--select", RULES, "--ignore", "user-missing"]).transcript(),
        str![[r#"
::warning file=p/.dockerignore,line=2,endLine=2,col=1,endColumn=12,title=dockerignore-root-only::this matches in the top folder only; write `**/__pycache__` (seaworthy rule dockerignore-root-only)
::notice file=p/Dockerfile,line=2,endLine=2,col=30,endColumn=32,title=as-casing::`as` beside `FROM`; write `AS` (seaworthy rule as-casing)
::warning file=p/Dockerfile,line=3,endLine=3,col=9,endColumn=12,title=workdir-relative::`srv` starts wherever the base image left off; write `WORKDIR /srv` (seaworthy rule workdir-relative)
::warning file=p/Dockerfile,line=9,endLine=9,col=5,endColumn=18,title=shell-form-cmd::a shell is PID 1 here, and it does not pass signals on to the application; write `CMD ["python", "app.py"]` (seaworthy rule shell-form-cmd)
::notice file=p/Dockerfile,line=4,endLine=4,col=33,endColumn=44,title=ignore-unused::`base-latest` finds nothing here, so nothing is ignored
::warning file=p/a%2Cb%3Ac/Dockerfile,line=3,endLine=4,title=workdir-relative::`x/y` starts wherever the base image left off; write `WORKDIR /x/y` (seaworthy rule workdir-relative)
::error file=p/a%2Cb%3Ac/x.Dockerfile,title=not checked::p/a,b:c/x.Dockerfile: byte 0 is 0, so this is no text; check that it is a Dockerfile
! seaworthy: p/a,b:c/x.Dockerfile: byte 0 is 0, so this is no text; check that it is a Dockerfile
exit code 1

"#]]
    );
}
