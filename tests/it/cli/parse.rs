//! `seaworthy parse`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

const SOURCE: &str = "\
# syntax=docker/dockerfile:1
ARG VERSION=3.13
FROM python:${VERSION}-slim AS build
RUN --mount=type=cache,target=/root/.cache \\
    pip install -r requirements.txt
COPY <<EOF /etc/motd
hello
EOF
FROM build
CMD [\"python\", \"-m\", \"tides\"]
";

#[test]
fn a_table_of_what_the_builder_reads() {
    let shell = Shell::new().files(&[("Dockerfile", SOURCE)]);
    assert_data_eq!(
        shell.run(&["parse", "Dockerfile"]).transcript(),
        str![[r#"
lines  keyword  stage  what follows
2      ARG      -      VERSION=3.13
3      FROM     build  python:${VERSION}-slim AS build
4-5    RUN      build  --mount=type=cache,target=/root/.cache pip install -r requirements.txt
6-8    COPY     build  <<EOF /etc/motd
9      FROM     1      build
10     CMD      1      ["python", "-m", "tides"]

6 instructions in 2 stages: 0 errors, 0 warnings

"#]]
    );
}

#[test]
fn for_programs() {
    let ran =
        Shell::new().input(&["parse", "-", "--json"], "FROM python:3 as b\nCOPY --from=9 --link a b\nCMD [\"x\"]\n");
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
{
  "instructions": [
    {
      "keyword": "FROM",
      "start_line": 1,
      "end_line": 1,
      "json": false,
      "stage": 0,
      "flags": [],
      "arguments": "python:3 as b",
      "heredocs": []
    },
    {
      "keyword": "COPY",
      "start_line": 2,
      "end_line": 2,
      "json": false,
      "stage": 0,
      "flags": [
        {
          "name": "from",
          "value": "9"
        },
        {
          "name": "link",
          "value": null
        }
      ],
      "arguments": "a b",
      "heredocs": []
    },
    {
      "keyword": "CMD",
      "start_line": 3,
      "end_line": 3,
      "json": true,
      "stage": 0,
      "flags": [],
      "arguments": "[/"x/"]",
      "heredocs": []
    }
  ],
  "stages": [
    {
      "index": 0,
      "name": "b",
      "base": "python:3",
      "base_stage": null,
      "start_line": 1,
      "end_line": 3
    }
  ],
  "diagnostics": [
    {
      "level": "warning",
      "line": 2,
      "column": 13,
      "code": "copy-from-invalid",
      "message": "invalid stage index 9",
      "phase": "build"
    }
  ]
}

"#]]
    );
}

#[test]
fn what_the_builder_would_refuse() {
    let shell = Shell::new().files(&[("api/Dockerfile", "FROM python:3\nCOPY --form=x a b\nEXPOSE x\nRUNN pip\n")]);
    assert_data_eq!(
        shell.run(&["parse", "api/Dockerfile"]).transcript(),
        str![[r#"
lines  keyword  stage  what follows
1      FROM     0      python:3
2      COPY     0      --form=x a b
3      EXPOSE   0      x
4      RUNN     0      pip

error[flag-unknown]: unknown flag: --form
 --> api/Dockerfile:2:6
  |
2 | COPY --form=x a b
  |      ^^^^^^^^
  |
  = help: did you mean from?

warning[expose-invalid]: invalid containerPort: x
 --> api/Dockerfile:3:8
  |
3 | EXPOSE x
  |        ^
  |
  = help: the file can be read; a build that needs this would stop here

error[unknown-instruction]: unknown instruction: RUNN
 --> api/Dockerfile:4:1
  |
4 | RUNN pip
  | ^^^^
  |
  = help: did you mean RUN?

4 instructions in 1 stage: 2 errors, 1 warning
exit code 1

"#]]
    );
    assert_data_eq!(
        shell.input(&["parse", "--json", "-"], "").transcript(),
        str![[r#"
{
  "instructions": [],
  "stages": [],
  "diagnostics": [
    {
      "level": "error",
      "line": 1,
      "column": 1,
      "code": "no-instructions",
      "message": "file with no instructions"
    }
  ]
}
exit code 1

"#]]
    );
}

#[test]
fn what_cannot_be_read() {
    let shell = Shell::new();
    shell.write("wide", b"\xff\xfeF\0R\0");
    shell.write("latin", b"FROM x\n# caf\xe9\n");
    shell.write("binary", b"\x7fELF\0\0");
    let mut told = String::new();
    for path in ["wide", "latin", "binary", ".", "none"] {
        told += &shell.run(&["parse", path]).transcript();
    }
    assert_data_eq!(
        told,
        str![[r#"
! seaworthy: wide: UTF-16, which the builder cannot read; save it as UTF-8
exit code 2
! seaworthy: latin:2:6: not UTF-8 (byte 0xe9); save the file as UTF-8
exit code 2
! seaworthy: binary: byte 4 is 0, so this is no text; check that it is a Dockerfile
exit code 2
! seaworthy: .: a folder; name a file in it
exit code 2
! seaworthy: none: No such file or directory (os error 2); check that it exists and that you may read it
exit code 2

"#]]
    );
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let ran = Shell::new().sh("mkfifo p && \"$0\" parse p");
    assert_data_eq!(
        ran.transcript(),
        str![[r#"
! seaworthy: p: neither a file nor a folder (a pipe, a socket or a device); to read a pipe, use - and standard input
exit code 2

"#]]
    );
}
