//! Samples of the other languages: under each line the signs of its roles.

use super::check;

#[test]
fn ignore() {
    check(
        "ignore",
        r##"# remark
########
*
o
!src/**
k    oo
.git

**/*.py[co]
oo o   oooo
"##,
    );
}

#[test]
fn python() {
    check(
        "python",
        r##""""Text
sssssss
over lines."""
ssssssssssssss
from flask import Flask
kkkk       kkkkkk
app = Flask(__name__)  # remark
    o fffff            ########


@app.get("/")
tttttttt sss
async def index(name: str = "x", n=3.5) -> dict[str, int]:
kkkkk kkk fffff           o sss   onnn  oo
    '''one line'''
    ssssssssssssss
    if not re.match(r"^\d+$", name):
    kk kkk    fffff ssssssss
        return None
        kkkkkk nnnn
    value = f"{name!r}" + b'\x00' + 'it\'s'
          o sssssssssss o sssssss o sssssss
    match value:
    kkkkk
        case 1: pass
        kkkk n  kkkk
    return {"a": 1_000, **kw}
    kkkkkk  sss  nnnnn  oo


class Tide(Base):
kkkkk tttt
    height: float = True
                  o nnnn
    größe = 1
          o n
"##,
    );
}

#[test]
fn yaml() {
    check(
        "yaml",
        r##"# remark
########
name: build it
KKKKo
on: [push, "pull_request"]
KKo o    o sssssssssssssso
env:
KKKo
  TAG: v${{ github.sha }}-x
  KKKo  vvvvvvvvvvvvvvvvv
  URL: http://x.example:80/#a
  KKKo
  N: 15 # c
  Ko nn ###
steps:
KKKKKo
  - uses: actions/checkout@v4
  o KKKKo
    with: { depth: 0, keep: false }
    KKKKo o KKKKKo no KKKKo nnnnn o
  - "80:80"
  o sssssss
  - 443
  o nnn
  - - a: 1.5
  o o Ko nnn
base: &base
KKKKo ttttt
  image: "app:${TAG:-latest}"
  KKKKKo sssssvvvvvvvvvvvvvvs
web:
KKKo
  <<: *base
  KKo ttttt
  key with space: it's 1
  KKKKKKKKKKKKKKo
  'quoted': null
  KKKKKKKKo nnnn
  tag: !ref x
  KKKo tttt
  version: 1.2.3
  KKKKKKKo
---
ooo
- true
o nnnn
"##,
    );
}

#[test]
fn yaml_block_scalars() {
    check(
        "yaml",
        r##"jobs:
KKKKo
  - name: x
  o KKKKo
    run: |
    KKKo t
      docker build -t app .
      ffffff       --
      if true; then echo "$X"; fi
      kk ffffo kkkk ffff svvso kk


      make
      ffff
    env: y
    KKKo
  - run: >-
  o KKKo tt
      echo
      ffff
    with: 1
    KKKKo n
text: >
KKKKo t
  folded: not a key
  sssssssssssssssss
  # nor a remark
  ssssssssssssss
- |
o t
  a
  s
- 2
o n
"##,
    );
}

#[test]
fn toml() {
    check(
        "toml",
        r##"# remark
########
[project]
ttttttttt
name = "tides"
KKKK o sssssss
requires-python = '>=3.14' # trailing
KKKKKKKKKKKKKKK o ssssssss ##########
dependencies = [
KKKKKKKKKKKK o o
  "flask>=3",
  sssssssssso
]
o
x = { git = "https://x.example", editable = true }
K o o KKK o ssssssssssssssssssso KKKKKKKK o nnnn o
"quoted key".sub = 1979-05-27T07:32:00Z
KKKKKKKKKKKKKKKK o nnnnnnnnnnnnnnnnnnnn
n = -3.5e10
K o nnnnnnn
text = """
KKKK o sss
many # lines
ssssssssssss
"""
sss
[[package]]
ttttttttttt
"##,
    );
}

#[test]
fn json() {
    check(
        "json",
        r##"{
o
  "builder": {"gc": true, "n": -1.5e3},
  KKKKKKKKKo oKKKKo nnnno KKKo nnnnnnoo
  "list": ["a\"b", null, 2],
  KKKKKKo osssssso nnnno noo
  // remark
  #########
  "empty": ""
  KKKKKKKo ss
}
o
"##,
    );
}

#[test]
fn ini() {
    check(
        "ini",
        r##"; remark
########
[global]
tttttttt
index-url = https://x.example/simple
KKKKKKKKK o
timeout=60
KKKKKKKonn
trusted: yes ; behind
KKKKKKKo     ########
command = "a b" ${VAR} %(here)s
KKKKKKK o sssss vvvvvv vvvvvvvv
"##,
    );
}

#[test]
fn diff() {
    check(
        "diff",
        r##"diff --git a/Dockerfile b/Dockerfile
@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@
--- a/Dockerfile
@@@@@@@@@@@@@@@@
+++ b/Dockerfile
@@@@@@@@@@@@@@@@
@@ -1,2 +1,2 @@
@@@@@@@@@@@@@@@
 FROM python

-COPY . .
xxxxxxxxx
+COPY src ./src
+++++++++++++++
"##,
    );
}
