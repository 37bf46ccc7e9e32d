//! The head of a lesson: no byte is lost, no panic, and places inside the head.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seaworthy::content::front_matter::{parse, split};

fuzz_target!(|source: &str| {
    let parts = split(source);
    assert_eq!(&source[parts.body_at..], parts.body);
    if let Some(toml) = parts.toml {
        assert_eq!(&source[parts.toml_at..parts.toml_at + toml.len()], toml);
        let (_, found) = parse("lesson.md", toml, parts.toml_at);
        assert!(found.iter().all(|fault| source.get(fault.span.range()).is_some()));
    }
});
