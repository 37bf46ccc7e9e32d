//! `seaworthy why`.

use snapbox::{assert_data_eq, str};

use crate::shell::Shell;

const SOURCE: &str = "\
# syntax=docker/dockerfile:1
FROM python:3.14-slim-trixie
WORKDIR /app
COPY . .
ENV PYTHONUNBUFFERED=1 \\
    GREETING=hello
USER 10001:10001
CMD [\"python\", \"-m\", \"tides\"]
";

#[test]
fn every_line_of_a_file() {
    let shell = Shell::new().files(&[("Dockerfile", SOURCE)]);
    assert_data_eq!(
        shell.run(&["why", "Dockerfile"]).transcript(),
        str![[r#"
1: # syntax=docker/dockerfile:1
  Makes the builder fetch the Dockerfile frontend `docker/dockerfile:1` and read this file with it.
  It has to stand above everything else.
  Without it: Each machine would read the file with the frontend that came with its engine, and an
  old one does not know newer instructions and flags.
  Lesson: works/syntax-directive, Put the syntax directive on the first line

2: FROM python:3.14-slim-trixie
  Begins with the official image: Python 3.14 on a small Debian, without compilers.
  Without it: A shorter tag moves to another Python or another Debian by itself, and an unrelated
  build breaks on that day.
  info os-upgrade-missing: the image has the holes that the base had when it was built; upgrade in
  the RUN that installs, or pin a digest that a bot refreshes
  Lesson: works/official-slim-base, Start from the official slim Python image

3: WORKDIR /app
  Makes `/app` the folder of every line below and of the container, and creates it.
  Without it: Relative paths would mean the base's folder, mostly `/`, where files of the
  application lie among those of the system.
  Lesson: works/absolute-workdir, Set an absolute WORKDIR before you copy

4: COPY . .
  Copies all of the build context that the .dockerignore lets through.
  Without it: The application would not be in the image. What the .dockerignore forgets to leave out
  is in it, too.
  warning dockerignore-missing: everything beside the Dockerfile is copied: no .dockerignore says
  otherwise; write a .dockerignore with `.git`, `.env`, `**/.venv` and `**/__pycache__`, or name
  what to copy
  Lesson: works/dockerignore, Write a .dockerignore before the first COPY

5: PYTHONUNBUFFERED=1
  Makes Python hand on every line of output at once.
  Without it: The last lines before a crash would stay in a buffer and be lost, because a
  container's output is a pipe and no terminal.
  Lesson: debug/unbuffered-output, Set PYTHONUNBUFFERED=1

6: GREETING=hello
  Gives `GREETING` a value for the instructions below and for every container, which `docker run -e`
  can override.
  Without it: The application would need it from outside, or use its own default.
  Lesson: ops/config-from-environment, Take settings from the environment and validate

7: USER 10001:10001
  Runs everything below, and the container, as the user with the number 10001, who owns nothing of
  the system.
  Without it: The process would be root. By number and not by name, Kubernetes can see that it is
  not (`runAsNonRoot`).
  Lesson: security/numeric-uid, Use a fixed numeric UID and GID in USER

8: CMD
  Starts `python` in a container, unless `docker run` names something else, as process 1, without a
  shell between.
  Without it: As plain text a shell would be process 1: it does not hand on SIGTERM, and `docker
  stop` waits ten seconds and kills.
  Lesson: ops/exec-form, Use the exec form for CMD and ENTRYPOINT

"#]]
    );
}

#[test]
fn one_line_of_standard_input() {
    assert_data_eq!(
        Shell::new().input(&["why", "-", "--line", "6"], SOURCE).transcript(),
        str![[r#"
6: GREETING=hello
  Gives `GREETING` a value for the instructions below and for every container, which `docker run -e`
  can override.
  Without it: The application would need it from outside, or use its own default.
  Lesson: ops/config-from-environment, Take settings from the environment and validate

"#]]
    );
}

#[test]
fn the_dockerfiles_of_a_lesson() {
    assert_data_eq!(
        Shell::new().run(&["why", "tour", "-l", "1"]).transcript(),
        str![[r#"
Dockerfile 1 of tour/tour, before

1: FROM python:latest
  Begins with the official image: whatever Python is newest on Debian with compilers and headers,
  about 400 MB to download. The tag moves to another Python by itself; one with a version and a
  Debian release stays.
  warning base-latest: `python:latest` is another image every few weeks; name a version and a
  distribution, `python:3.14-slim-trixie`
  Lesson: works/explicit-base-tag, Name Python minor and distro release in the tag

Dockerfile 2 of tour/tour, after

1: FROM python:3.14-slim-trixie
  Begins with the official image: Python 3.14 on a small Debian, without compilers.
  Without it: A shorter tag moves to another Python or another Debian by itself, and an unrelated
  build breaks on that day.
  Lesson: works/official-slim-base, Start from the official slim Python image

"#]]
    );
}

#[test]
fn what_cannot_be_explained() {
    assert_data_eq!(
        Shell::new().run(&["why", "harbor/reading"]).transcript(),
        str![[r#"
! seaworthy: there is no lesson `harbor/reading`; `seaworthy list` shows them all
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().run(&["why", "works/pick-docker-on-purpose"]).transcript(),
        str![[r#"
! seaworthy: there is no Dockerfile on the page works/pick-docker-on-purpose
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().run(&["why"]).transcript(),
        str![[r#"
! error: the following required arguments were not provided:
!   <FILE|LESSON>
! 
! Usage: seaworthy why <FILE|LESSON>
! 
! For more information, try '--help'.
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().input(&["why", "-"], "").transcript(),
        str![[r#"
! seaworthy: standard input: empty; a Dockerfile needs at least a FROM
exit code 2

"#]]
    );
    assert_data_eq!(
        Shell::new().input(&["why", "-", "-l", "99"], "RUN x\n").transcript(),
        str![[r#"
1: RUN x
  Runs a command while the image is built; what it changes becomes a layer.
  Without it: The layers above would lack what it changes.
  error parse-error: no build stage in current context
  error parse-error: dockerfile contains no stages to build

"#]]
    );
}

#[test]
fn the_plain_twin_has_a_word_for_it() {
    let ran = Shell::new().input(&["learn", "tour", "--plain"], "why\nread works/pick-docker-on-purpose\nwhy\nquit\n");
    let out = ran.out.as_str();
    assert!(out.contains("Dockerfile 2 of tour/tour, after\n\n1: FROM python:3.14-slim-trixie\n"), "{out}");
    assert!(out.contains("there is no Dockerfile on the page works/pick-docker-on-purpose\n"), "{out}");
}
