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
    let ran = project().run(&["check", "p", "--format", "sarif", "--select", "workdir-relative,pip-unpinned"]);
    let log: Value = serde_json::from_str(&ran.out).unwrap();
    let results = &log["runs"][0]["results"];
    assert_data_eq!(
        format!("{:#}\n{}\n", results[0], results[1]["suppressions"]),
        str![[r#"
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
}
[{"kind":"inSource","status":"accepted"}]

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
