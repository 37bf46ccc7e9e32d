//! `seaworthy context`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

fn project() -> Shell {
    Shell::new().files(&[
        ("p/Dockerfile", "FROM scratch\n"),
        ("p/.dockerignore", "# what the image does not need\nvenv/\n**/*.pyc\nlog\n!log/keep\n__pycache__\n"),
        ("p/dev.Dockerfile.dockerignore", "src\n"),
        ("p/src/app.py", "print()\n"),
        ("p/src/app.pyc", "x"),
        ("p/src/lib.pyc", "x"),
        ("p/venv/bin/python", "x"),
        ("p/log/keep", "kept"),
        ("p/log/old", "old"),
    ])
}

#[test]
fn a_summary() {
    assert_data_eq!(
        project().run(&["context", "p"]).transcript(),
        str![[r#"
Sent: 5 files, 101 bytes.

  72 bytes  .dockerignore
  13 bytes  Dockerfile
   8 bytes  src/app.py
   4 bytes  dev.Dockerfile.dockerignore
   4 bytes  log/keep

Left out by p/.dockerignore:
  2  venv/     venv/
  3  **/*.pyc  2 files
  4  log       log/old

Lines that match nothing here, or only what another line leaves out already:
  6  __pycache__

"#]]
    );
    let without = Shell::new().files(&[("p/a", "1")]);
    assert_data_eq!(
        without.run(&["context", "p"]).transcript(),
        str![[r#"
Sent: 1 file, 1 byte.

  1 byte  a

Nothing is left out: there is no .dockerignore.

"#]]
    );
}

#[test]
fn for_programs() {
    assert_data_eq!(
        project().run(&["context", "p", "--json"]).transcript(),
        str![[r#"
{
  "ignored": [
    {
      "line": 4,
      "path": "log/old",
      "pattern": "log"
    },
    {
      "line": 3,
      "path": "src/app.pyc",
      "pattern": "**/*.pyc"
    },
    {
      "line": 3,
      "path": "src/lib.pyc",
      "pattern": "**/*.pyc"
    },
    {
      "line": 2,
      "path": "venv/",
      "pattern": "venv/"
    }
  ],
  "sent": [
    {
      "bytes": 72,
      "path": ".dockerignore"
    },
    {
      "bytes": 13,
      "path": "Dockerfile"
    },
    {
      "bytes": 4,
      "path": "dev.Dockerfile.dockerignore"
    },
    {
      "bytes": 4,
      "path": "log/keep"
    },
    {
      "bytes": 8,
      "path": "src/app.py"
    }
  ]
}

"#]]
    );
}

#[test]
fn another_dockerfile_has_its_own_lines() {
    assert_data_eq!(
        project().run(&["context", "p", "--file", "dev.Dockerfile"]).transcript(),
        str![[r#"
Sent: 6 files, 97 bytes.

  72 bytes  .dockerignore
  13 bytes  Dockerfile
   4 bytes  dev.Dockerfile.dockerignore
   4 bytes  log/keep
   3 bytes  log/old
    1 byte  venv/bin/python

Left out by p/dev.Dockerfile.dockerignore:
  1  src  src/

"#]]
    );
}

#[test]
fn which_line_decides() {
    let shell = project();
    let mut told = String::new();
    for path in ["venv/bin/python", "log", "log/keep", "./src/app.py", "src/new.pyc", "../p"] {
        told += &shell.run(&["context", "p", "--explain", path]).transcript();
    }
    assert_data_eq!(
        told,
        str![[r#"
venv/bin/python: not sent, because of the folder venv/
p/.dockerignore:2: venv/
log/: not sent
p/.dockerignore:4: log
What is in it may be sent all the same: a line with ! reaches into it.
log/keep: sent
p/.dockerignore:5: !log/keep
src/app.py: sent; no line of p/.dockerignore matches it
src/new.pyc: not sent
p/.dockerignore:3: **/*.pyc
There is no such path now; this is what would be.
! seaworthy: ../p: outside the context p; name a path inside, seen from there
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["context", "p", "--json", "--explain", "log/old"]).transcript(),
        str![[r#"
{
  "file": "p/.dockerignore",
  "line": 4,
  "path": "log/old",
  "pattern": "log",
  "sent": false
}

"#]]
    );
}

#[test]
fn what_the_builder_would_refuse_or_nobody_can_read() {
    let shell = Shell::new().files(&[("p/.dockerignore", "venv\na[b\n"), ("p/a", "1")]);
    assert_data_eq!(
        shell.run(&["context", "p"]).transcript(),
        str![[r#"
Sent: 2 files, 10 bytes.

  9 bytes  .dockerignore
   1 byte  a

Nothing is left out by p/.dockerignore.

Lines that match nothing here, or only what another line leaves out already:
  1  venv
! error[ignore-bad-pattern]: syntax error in pattern
!  --> p/.dockerignore:2:1
!   |
! 2 | a[b
!   | ^^^
!   |
!   = help: close the `[`, or write `/[` for the character itself
exit code 1

"#]]
    );
    assert_data_eq!(
        shell.run(&["context", "p/a"]).transcript(),
        str![[r#"
! seaworthy: p/a: not a folder; name the folder that is built
exit code 2

"#]]
    );
    assert_data_eq!(
        shell.run(&["context", "none", "--explain", "x"]).transcript(),
        str![[r#"
! seaworthy: none: not a folder; name the folder that is built
exit code 2

"#]]
    );
}
