//! The tables of BuildKit's verdicts in `tests/fixtures/dockerfile`.

use std::fmt::Write as _;

use super::super::*;

/// Returns the rows of a fixture without its head, cut at tabs.
pub(super) fn rows(name: &str) -> Vec<Vec<String>> {
    let path = format!("{}/tests/fixtures/dockerfile/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

/// All texts of the grammar cases.
pub(super) fn texts() -> Vec<String> {
    rows("grammar-cases.tsv").iter().map(|row| serde_json::from_str(&row[3]).unwrap()).collect()
}

fn shape(dockerfile: &Dockerfile) -> String {
    let mut shape = String::new();
    for one in &dockerfile.instructions {
        let json = if one.json { "J" } else { "" };
        let name = one.name.replace('\u{a0}', "~");
        let _ = write!(shape, "{name}:{}-{}{json} ", one.start_line, one.end_line);
    }
    shape.trim_end().to_owned()
}

fn verdict(dockerfile: &Dockerfile) -> &'static str {
    let errors = dockerfile.diagnostics.iter().filter(|fault| fault.severity == Severity::Error);
    match errors.filter_map(|fault| phase(fault.code)).min() {
        Some(Phase::Parse) => "parse-error",
        Some(_) => "instruction-error",
        None => "ok",
    }
}

#[test]
fn the_grammar_is_buildkits() {
    let mut wrong = Vec::new();
    for row in rows("grammar-cases.tsv") {
        let text: String = serde_json::from_str(&row[3]).unwrap();
        let dockerfile = Dockerfile::parse(&text);
        // Where BuildKit stops while parsing there is no list to compare with.
        let expected = if row[1] == "parse-error" { shape(&dockerfile) } else { row[2].clone() };
        let found = (verdict(&dockerfile), shape(&dockerfile));
        if found != (row[1].as_str(), expected.clone()) {
            wrong.push(format!("{}: {found:?}, not {:?}: {:?}", row[0], (&row[1], expected), dockerfile.diagnostics));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn expansions_are_buildkits() {
    let mut wrong = Vec::new();
    for row in rows("expand-and-ignore-cases.tsv").iter().filter(|row| row[0] == "expand") {
        let text: String = serde_json::from_str(&row[1]).unwrap();
        let env: Vec<(&str, &str)> = row[2].split(' ').filter_map(|pair| pair.split_once('=')).collect();
        let lookup = |name: &str| env.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        let found = scope::expand(&text, '\\', &lookup);
        let found = found.map_or_else(|_| "error".to_owned(), |expansion| expansion.text);
        if found != row.get(3).map_or("", String::as_str) {
            wrong.push(format!("{text}: {found:?}, not {:?}", row.get(3)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn faults_are_worded_like_buildkits() {
    let cases = [
        ("", "file with no instructions"),
        ("FROM a\nRNU x\n", "unknown instruction: RNU; did you mean RUN?"),
        ("FROM a\nCOPY --form=b . .\n", "unknown flag: --form; did you mean from?"),
        ("FROM a\nENV A\n", "ENV must have two arguments"),
        ("FROM a\nENV A=b c\n", "Syntax error - can't find = in \"c\". Must be of the form: name=value"),
        ("FROM a\nENV =b\n", "ENV names can not be blank"),
        ("FROM a\nLABEL\n", "LABEL requires at least one argument"),
        ("FROM a b\n", "FROM requires either one or three arguments"),
        ("FROM a AS 1x\n", "invalid name for build stage: \"1x\", name can't start with a number or contain symbols"),
        ("RUN x\n", "no build stage in current context"),
        ("FROM a\nRUN [\"a\", 1]\n", "when using JSON array syntax, arrays must be comprised of strings only"),
        ("FROM a\nONBUILD ONBUILD RUN x\n", "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed"),
        ("FROM a\nONBUILD FROM b\n", "FROM isn't allowed as an ONBUILD trigger"),
        ("FROM a\nHEALTHCHECK x\n", "Unknown type \"X\" in HEALTHCHECK (try CMD)"),
        ("FROM a\nHEALTHCHECK --interval=1us CMD x\n", "Interval \"interval\" cannot be less than 1ms"),
        ("FROM a\nHEALTHCHECK --retries=-1 CMD x\n", "--retries cannot be negative (-1)"),
        ("FROM a\nHEALTHCHECK --retries=x CMD x\n", "strconv.ParseInt: parsing \"x\": invalid syntax"),
        ("FROM a\nHEALTHCHECK NONE x\n", "HEALTHCHECK NONE takes no arguments"),
        ("FROM a\nVOLUME [\"\"]\n", "VOLUME specified can not be an empty string"),
        ("FROM a\nRUN <<EOF\n", "unterminated heredoc"),
        ("FROM a\nRUN --mount=from=$X x\n", "'from' doesn't support variable expansion, define alias stage instead"),
        ("FROM a\nRUN --mount x\n", "missing a value on flag: --mount"),
        ("FROM a\nRUN --network=x y\n", "invalid network mode \"x\""),
        ("# escape=x\nFROM a\n", "invalid escape token 'x' does not match ` or \\"),
        ("FROM a\nUSER\n", "USER requires exactly one argument"),
        ("FROM a\nSHELL []\n", "SHELL requires at least one argument"),
    ];
    for (text, expected) in cases {
        let dockerfile = Dockerfile::parse(text);
        let say = |fault: &Diagnostic| {
            let help = fault.help.as_deref().map(|help| format!("; {help}")).unwrap_or_default();
            format!("{}{help}", fault.message)
        };
        let found: Vec<String> = dockerfile.diagnostics.iter().map(say).collect();
        assert_eq!(found, [expected], "{text:?}");
        assert!(dockerfile.is_refused());
    }
}

#[test]
fn what_only_a_build_refuses() {
    let cases = [
        ("FROM $X\n", "base-blank"),
        ("FROM Alpine\n", "base-invalid"),
        ("FROM a AS b\nCOPY --from=b / /\n", "copy-from-invalid"),
        ("FROM a AS b\nCOPY --from=c / /\nFROM a AS c\n", "copy-from-invalid"),
        ("FROM a\nCOPY --from=7 / /\n", "copy-from-invalid"),
        ("FROM a\nCOPY --from=$X / /\n", "copy-from-invalid"),
        ("FROM a\nRUN --mount=type=foo x\n", "mount-invalid"),
        ("FROM a\nRUN --mount=type=bind,size=1 x\n", "mount-invalid"),
        ("FROM a\nRUN --mount=type=cache,mode=9,target=/x x\n", "mount-invalid"),
        ("FROM a\nRUN --mount=type=secret x\n", "mount-invalid"),
        ("FROM a\nRUN --mount=type=cache,targt=/x x\n", "mount-invalid"),
        ("FROM a\nENV A=${B:=c}\n", "expansion-invalid"),
        ("FROM a\nUSER ${U?who}\n", "expansion-invalid"),
        ("FROM a\nEXPOSE http\n", "expose-invalid"),
        ("ARG A\n", "no-stages"),
    ];
    for (text, code) in cases {
        let dockerfile = Dockerfile::parse(text);
        assert!(!dockerfile.is_refused(), "{text:?}: {:?}", dockerfile.diagnostics);
        let codes: Vec<&str> = dockerfile.conversion.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, [code], "{text:?}: {:?}", dockerfile.conversion);
    }
    for text in [
        "FROM a AS b\nFROM b\nCOPY --from=0 / /\nCOPY --from=B / /x\nCOPY --from=docker.io/x:1 / /y\n",
        "FROM a\nRUN --mount=type=secret,id=x,env=Y,required --mount=type=cache,sharing=locked,target=$X x\n",
        "FROM a\nRUN --mount=type=tmpfs,size=1.5GiB,target=/t --mount=from=a,target=/y,rw=false x\n",
        "FROM --platform=$BUILDPLATFORM a\nEXPOSE 80 $P 9/udp 1-2\nENV A=$PATH\n",
    ] {
        let dockerfile = Dockerfile::parse(text);
        assert!(dockerfile.diagnostics.is_empty() && dockerfile.conversion.is_empty(), "{text:?}: {dockerfile:?}");
    }
}
