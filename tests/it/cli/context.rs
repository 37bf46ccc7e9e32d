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
    assert_data_eq!(project().run(&["context", "p"]).transcript(), str![]);
    let without = Shell::new().files(&[("p/a", "1")]);
    assert_data_eq!(without.run(&["context", "p"]).transcript(), str![]);
}

#[test]
fn for_programs() {
    assert_data_eq!(project().run(&["context", "p", "--json"]).transcript(), str![]);
}

#[test]
fn another_dockerfile_has_its_own_lines() {
    assert_data_eq!(project().run(&["context", "p", "--file", "dev.Dockerfile"]).transcript(), str![]);
}

#[test]
fn which_line_decides() {
    let shell = project();
    let mut told = String::new();
    for path in ["venv/bin/python", "log", "log/keep", "./src/app.py", "src/new.pyc", "../p"] {
        told += &shell.run(&["context", "p", "--explain", path]).transcript();
    }
    assert_data_eq!(told, str![]);
    assert_data_eq!(shell.run(&["context", "p", "--json", "--explain", "log/old"]).transcript(), str![]);
}

#[test]
fn what_the_builder_would_refuse_or_nobody_can_read() {
    let shell = Shell::new().files(&[("p/.dockerignore", "venv\na[b\n"), ("p/a", "1")]);
    assert_data_eq!(shell.run(&["context", "p"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["context", "p/a"]).transcript(), str![]);
    assert_data_eq!(shell.run(&["context", "none", "--explain", "x"]).transcript(), str![]);
}
