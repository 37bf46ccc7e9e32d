//! Samples of Dockerfiles: under each line the signs of its roles.

use super::check;

#[test]
fn instructions_of_every_kind() {
    check(
        "dockerfile",
        r##"FROM scratch
kkkk ttttttt
WORKDIR /app/$NAME
kkkkkkk      vvvvv
USER 1000:1000
kkkk nnnnnnnnn
EXPOSE 8000/tcp 9000
kkkkkk nnnnnnnn nnnn
VOLUME ["/data", "/log"]
kkkkkk ossssssso sssssso
STOPSIGNAL SIGTERM
kkkkkkkkkk
ADD ["a b.txt", "/dest dir/"]
kkk ossssssssso sssssssssssso
LABEL org.opencontainers.image.source="https://x.example/y" version=1
kkkkk KKKKKKKKKKKKKKKKKKKKKKKKKKKKKKKosssssssssssssssssssss KKKKKKKo
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
kkkkk osssssssssss  ssss  ssssssssss  sssso
MAINTAINER nobody
kkkkkkkkkk
"##,
    );
}

#[test]
fn upper_and_lower_case() {
    check(
        "dockerfile",
        r##"from python:3.14 as build
kkkk ttttttnnnnn kk ttttt
Run pip install x
kkk fff
copy --from=build /a /b
kkkk ------ ttttt
CMD ["x"]
kkk ossso
"##,
    );
}

#[test]
fn comments_and_directives() {
    check(
        "dockerfile",
        r##"# syntax=docker/dockerfile:1.20
##KKKKKK ssssssssssssssssssssss
# check = skip=all
##KKKKK   ssssssss
# escape=`
##KKKKKK s
# A remark with = in it, and ümläute \
######################################
FROM scratch
kkkk ttttttt
  # indented
  ##########
"##,
    );
}

#[test]
fn images_tags_digests_stages() {
    check(
        "dockerfile",
        r##"FROM --platform=$BUILDPLATFORM python:${PYTHON}-slim-${DEBIAN:-trixie} AS build
kkkk ---------- vvvvvvvvvvvvvv ttttttnvvvvvvvvvnnnnnnvvvvvvvvvvvvvvvvv kk ttttt
FROM registry.local:5000/team/base:1.2@sha256:0123abcd AS final-stage
kkkk tttttttttttttttttttttttttttttnnnnnnnnnnnnnnnnnnnn kk ttttttttttt
FROM ${REGISTRY:-docker.io}/python
kkkk vvvvvvvvvvvvvvvvvvvvvvttttttt
FROM build
kkkk ttttt
COPY --from=build --chown=1000:1000 --link /opt /opt
kkkk ------ ttttt -------           ------
COPY --from=ghcr.io/astral-sh/uv:0.9 /uv /bin/
kkkk ------ tttttttttttttttttttttttt
"##,
    );
}

#[test]
fn names_and_values() {
    check(
        "dockerfile",
        r##"ARG BASE
kkk KKKK
ARG PYTHON=3.14
kkk KKKKKKo
ARG TAG="${PYTHON}-slim" DEBIAN=trixie
kkk KKKosvvvvvvvvvssssss KKKKKKo
ENV PATH="/opt/venv/bin:$PATH" \
kkk KKKKosssssssssssssssvvvvvs o
    PIP_NO_CACHE_DIR=1 \
    KKKKKKKKKKKKKKKKo  o
    LANG='C.$UTF-8'
    KKKKossssssssss
ENV OLD style value
kkk KKK
ENV A="\$HOME \"x\"" B=$C
kkk Kossssssssssssss Kovv
"##,
    );
}

#[test]
fn commands() {
    check(
        "dockerfile",
        r##"RUN apt-get update && apt-get install -y --no-install-recommends curl
kkk fffffff        oo fffffff         -- -----------------------
RUN set -eux; \
kkk kkk ----o o
    if ! command -v curl; then \
    kk o fffffff --     o kkkk o
      apt-get update; \
      fffffff       o o
    fi
    kk
RUN X=1 make all > /log 2>&1 || true
kkk vo           o      oooo oo ffff
ENTRYPOINT exec python -m app --port "$PORT"
kkkkkkkkkk kkkk        --     ------ svvvvvs
CMD python app.py
kkk ffffff
"##,
    );
}

#[test]
fn list_form() {
    check(
        "dockerfile",
        r##"CMD ["/srv/app", "--check"]
kkk ossssssssss  ssssssssso
run ["pip", "install", "x"]
kkk osssss  sssssssss  ssso
ENTRYPOINT [ "sh", "-c", "echo $HOME" ]
kkkkkkkkkk o ssss  ssss  ssssssvvvvvs o
"##,
    );
}

#[test]
fn flags_of_run() {
    check(
        "dockerfile",
        r##"RUN --mount=type=secret,id=pip pip install x
kkk -------                    fff
RUN --mount=type=secret,id=x --mount=type=cache,target=${CACHE} \
kkk -------                  -------                   vvvvvvvv o
    --network=none \
    ---------      o
    pip install --no-cache-dir -r requirements.txt
    fff         -------------- --
"##,
    );
}

#[test]
fn continued_lines_with_comments_and_blanks() {
    check(
        "dockerfile",
        r##"RUN apt-get update \
kkk fffffff        o
    # why this one: "quotes" don't matter
    #####################################
    && apt-get install -y \
    oo fffffff         -- o
# at the margin
###############


      curl \
           o
      git

COPY a \
kkkk   o
     # remark
     ########
     b /c/

"##,
    );
}

#[test]
fn onbuild_and_healthcheck() {
    check(
        "dockerfile",
        r##"ONBUILD RUN make
kkkkkkk kkk ffff
ONBUILD COPY . .
kkkkkkk kkkk
HEALTHCHECK --interval=30s --timeout=3s CMD curl -f http://localhost/ || exit 1
kkkkkkkkkkk ----------     ---------    kkk ffff --                   oo kkkk
HEALTHCHECK --interval=30s \
kkkkkkkkkkk ----------     o
  CMD ["/check"]
  kkk osssssssso
HEALTHCHECK NONE
kkkkkkkkkkk kkkk
"##,
    );
}

#[test]
fn heredoc_of_run_is_shell() {
    check(
        "dockerfile",
        r##"RUN <<EOF
kkk ooooo
#!/bin/sh
#########
set -e
kkk --
for x in a b; do echo "$x"; done
kkk v kk    o kk ffff svvso kkkk
EOF
ooo
RUN --mount=type=cache,target=/c <<-"END"
kkk -------                      oooooooo
	rm -rf /tmp/x
 ff ---
	END
 ooo
RUN \
kkk o
  <<EOF
  ooooo
ls -l
ff --
EOF
ooo
USER app
kkkk
"##,
    );
}

#[test]
fn heredoc_in_another_language() {
    check(
        "dockerfile",
        r##"RUN <<EOF
kkk ooooo
#!/usr/bin/env python3
######################
import os
kkkkkk
EOF
ooo
RUN python3 - <<PY
kkk fffffff   oooo
print("x")
fffff sss
PY
oo
RUN <<EOF python
kkk ooooo
x = 1
  o n
EOF
ooo
COPY <<EOF /app/config.toml
kkkk ooooo
[server]
tttttttt
port = 8000
KKKK o nnnn
EOF
ooo
RUN cat <<'EOF' > /etc/app.ini
kkk fff ooooooo o
[a]
ttt
EOF
ooo
"##,
    );
}

#[test]
fn heredocs_that_are_just_text() {
    check(
        "dockerfile",
        r##"COPY <<robots.txt <<main.py /srv/
kkkk oooooooooooo ooooooooo
User-agent: *

RUN x

robots.txt
oooooooooo
def f(): return 1
kkk f    kkkkkk n
main.py
ooooooo
COPY <<EOF /etc/motd
kkkk ooooo
Don't "panic

EOF
ooo
RUN true
kkk ffff
"##,
    );
}

#[test]
fn what_an_instruction_leaves_open_ends_with_it() {
    check(
        "dockerfile",
        r##"RUN echo "unterminated
kkk ffff sssssssssssss
COPY . .
kkkk
RUN echo $(date
kkk ffff ooffff
FROM ${X
kkkk t
RUN <<EOF
kkk ooooo
never ended
fffff
"##,
    );
}

#[test]
fn a_fragment_and_junk() {
    check(
        "dockerfile",
        r##"...

<fragment>

COPY
kkkk
RUN
kkk
RUN \
kkk o
--mount
-------
FROM
kkkk
=
o
"##,
    );
}
