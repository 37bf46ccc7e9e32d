//! The Dockerfile's parser and all rules: no panic, no gap between the items, and every place is a part of the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seaworthy::dockerfile::Dockerfile;
use seaworthy::lint::{Context, Options, Place, review};

fuzz_target!(|text: &str| {
    let file = Dockerfile::parse(text);
    let mut at = 0;
    for item in &file.items {
        assert_eq!(item.span.start, at);
        at = item.span.end;
    }
    assert_eq!(at, text.len());
    for fault in file.diagnostics.iter().chain(&file.conversion) {
        assert!(text.get(fault.span.range()).is_some(), "{fault:?}");
    }
    let outcome = review(&file, Context::default(), &Options { strict: true, ..Options::default() });
    for finding in outcome.findings.iter().chain(&outcome.ignored) {
        let here = finding.place == Place::Dockerfile;
        assert!(!here || text.get(finding.span.range()).is_some(), "{}", finding.rule.slug);
    }
});
