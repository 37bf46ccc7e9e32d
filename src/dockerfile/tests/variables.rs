//! Stages and variables: who sees what.

use super::super::*;

fn expand(dockerfile: &Dockerfile, text: &str, at: usize) -> String {
    dockerfile.scopes.expand(text, at).map_or_else(|error| format!("! {error}"), |expansion| expansion.text)
}

#[test]
fn stages_by_name_index_and_image() {
    let text = "ARG V=3\nFROM python:${V} AS Build\nFROM build AS next\nFROM scratch\nCOPY --from=BUILD / /\n\
                FROM build AS build\nCOPY --from=build / /\nFROM $NONE\n";
    let dockerfile = Dockerfile::parse(text);
    let bases: Vec<&Base> = dockerfile.stages.list.iter().map(|stage| &stage.base).collect();
    assert!(
        matches!(bases[0], Base::Image(image) if image.text.as_str() == "python:3" && image.tag.as_deref() == Some("3"))
    );
    assert_eq!(bases[1..], [&Base::Stage(0), &Base::Scratch, &Base::Stage(0), &Base::Unknown]);
    let stages = &dockerfile.stages;
    let cases = [
        ("next", 2, Reference::Stage(1)),
        ("NEXT", 2, Reference::Stage(1)),
        ("0", 2, Reference::Stage(0)),
        ("2", 2, Reference::Own(2)),
        ("3", 2, Reference::Later(3)),
        ("9", 2, Reference::NoSuchIndex),
        ("-1", 2, Reference::NoSuchIndex),
        ("build", 2, Reference::Later(3)),
        ("redis:7", 2, Reference::Image),
    ];
    for (name, from, expected) in cases {
        assert_eq!(stages.resolve(name, from), expected, "{name}");
    }
    assert_eq!(stages.chain(1).map(|stage| stage.index).collect::<Vec<_>>(), [1, 0]);
    let effective: Vec<usize> = dockerfile.effective(3).iter().map(|(index, _)| *index).collect();
    assert_eq!(effective, [1, 5, 6]);
}

#[test]
fn arg_and_env_by_place() {
    let text = "ARG G=global\nARG N\nFROM a AS one\nARG G\nARG X=$G-x\nENV E=1 F=$E\nENV E=2 H=$E$F\nARG E=3\n\
                FROM one\nARG N\nRUN x\nFROM b\nARG TARGETARCH\nARG U=\nRUN y\n";
    let dockerfile = Dockerfile::parse(text);
    assert!(dockerfile.conversion.is_empty(), "{:?}", dockerfile.conversion);
    let cases = [
        ("$G", 3, ""),
        ("$G", 4, "global"),
        ("$X", 5, "global-x"),
        ("<$F>", 6, "<>"),
        ("$E", 6, "1"),
        ("$H", 7, "1"),
        ("$E", 8, ""),
        ("$E $X ${N-none}", 10, "3 global-x none"),
        ("${E-none}$TARGETARCH${U-unset}", 14, "noneamd64"),
        ("${PATH:+path}", 14, "path"),
        ("${E:?no E}", 14, "! E: no E"),
    ];
    for (text, at, expected) in cases {
        assert_eq!(expand(&dockerfile, text, at), expected, "{text} at {at}");
    }
    assert_eq!(dockerfile.scopes.lookup("E", 10).map(|found| found.origin), Some(Origin::Arg));
    let asked = dockerfile.scopes.expand("$X$NOPE", 10).unwrap();
    assert_eq!((asked.used, asked.undefined), (vec!["X".to_owned()], vec!["NOPE".to_owned()]));
    assert_eq!(scope::variables("a$B${C:-$D}'$E'", '\\'), ["B", "D", "C"]);
}

#[test]
fn doubling_variables_are_stopped() {
    let mut text = "ARG A0=xxxxxxxxxxxxxxxx\n".to_owned();
    for n in 0..60 {
        text += &format!("ARG A{}=$A{n}$A{n}\n", n + 1);
    }
    text += "FROM a\nENV B0=yyyyyyyyyyyyyyyy\n";
    for n in 0..2000 {
        text += &format!("ENV B{}=$B{n}$B{n}\n", n + 1);
    }
    let dockerfile = Dockerfile::parse(&text);
    assert!(!dockerfile.is_refused() && dockerfile.conversion.is_empty());
    let deep = "${A:-".repeat(5000) + &"}".repeat(5000);
    assert_eq!(scope::expand(&deep, '\\', &|_| None), Err(ExpandError::TooLong));
}
