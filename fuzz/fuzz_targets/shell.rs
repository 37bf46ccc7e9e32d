//! The shell reader: no panic, and places inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seaworthy::shell::{Item, read};

fuzz_target!(|text: &str| {
    let script = read(text);
    for (index, command) in script.commands.iter().enumerate() {
        assert!(text.get(command.span.range()).is_some());
        for word in &command.words {
            assert!(text.get(word.span.range()).is_some());
            assert!(text.get(word.locate(0..word.text.len()).range()).is_some());
        }
        let _ = (command.program(), command.flag_values(&["-a", "--b"]), command.positionals(&["-a"]));
        assert!(script.pipeline(Item::Command(index)).contains(&Item::Command(index)));
    }
    assert!(script.diagnostics.iter().all(|note| text.get(note.span.range()).is_some()));
});
