//! The .dockerignore: no panic, places inside the text, and what a skipped folder holds is ignored.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seaworthy::ignore::parse;

fuzz_target!(|input: (&str, &str)| {
    let (text, path) = input;
    let file = parse(".dockerignore", text);
    assert!(file.patterns.iter().all(|pattern| text.get(pattern.span.range()).is_some()));
    assert!(file.diagnostics.iter().all(|fault| text.get(fault.span.range()).is_some()));
    let ignored = file.decide(path, false).ignored;
    let clean = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    for (at, _) in path.match_indices('/').filter(|_| clean) {
        let skipped = file.decide(&path[..at], true).skip_below;
        assert!(!skipped || ignored, "{path:?} is below a skipped folder in {text:?}");
    }
});
