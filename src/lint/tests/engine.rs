//! Order, choice and levels.

use super::super::*;
use crate::diagnostic::Severity;
use crate::dockerfile::Dockerfile;

fn slugs(text: &str, options: &Options) -> Vec<(&'static str, Severity)> {
    let found = lint(&Dockerfile::parse(text), Context::default(), options);
    found.iter().map(|finding| (finding.rule.slug, finding.level)).collect()
}

const TEXT: &str = "FROM python:latest\nWORKDIR app\nCMD a\nCMD b\n";

#[test]
fn findings_stand_in_the_order_of_the_file() {
    let found = lint(&Dockerfile::parse(TEXT), Context::default(), &Options::default());
    assert!(found.is_sorted_by_key(|finding| (finding.place, finding.span.start, finding.rule.slug)));
    let chosen = Options::only(["base-latest", "user-missing", "workdir-relative"]);
    let names: Vec<_> = slugs(TEXT, &chosen).into_iter().map(|(slug, _)| slug).collect();
    assert_eq!(names, ["base-latest", "user-missing", "workdir-relative"]);
}

#[test]
fn rules_are_chosen_by_any_of_their_names() {
    let mut options = Options::only(["DL3007", "repeated-final"]);
    assert_eq!(slugs(TEXT, &options), [("base-latest", Severity::Warning), ("repeated-final", Severity::Warning)]);
    options.ignore = vec!["multipleinstructionsdisallowed".to_owned(), "no-such".to_owned()];
    options.levels = vec![("base-latest".to_owned(), Severity::Error)];
    assert_eq!(slugs(TEXT, &options), [("base-latest", Severity::Error)]);
    assert_eq!(options.unknown().collect::<Vec<_>>(), ["no-such"]);
}

#[test]
fn anything_can_be_read() {
    for text in [
        "",
        "\u{feff}",
        "FROM",
        "RUN x",
        "FROM a AS a\nFROM a\nCOPY --from=a . .\nRUN [\"\n",
        "ARG X\nFROM $X\nUSER\nCMD",
    ] {
        review(&Dockerfile::parse(text), Context::default(), &Options { strict: true, ..Options::default() });
    }
}
