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
    assert_data_eq!(shell.run(&["parse", "Dockerfile"]).transcript(), str![]);
}

#[test]
fn for_programs() {
    let ran =
        Shell::new().input(&["parse", "-", "--json"], "FROM python:3 as b\nCOPY --from=9 --link a b\nCMD [\"x\"]\n");
    assert_data_eq!(ran.transcript(), str![]);
}

#[test]
fn what_the_builder_would_refuse() {
    let shell = Shell::new().files(&[("api/Dockerfile", "FROM python:3\nCOPY --form=x a b\nEXPOSE x\nRUNN pip\n")]);
    assert_data_eq!(shell.run(&["parse", "api/Dockerfile"]).transcript(), str![]);
    assert_data_eq!(shell.input(&["parse", "--json", "-"], "").transcript(), str![]);
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
    assert_data_eq!(told, str![]);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let ran = Shell::new().sh("mkfifo p && \"$0\" parse p");
    assert_data_eq!(ran.transcript(), str![]);
}
