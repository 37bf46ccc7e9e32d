//! Writes an event as its line in the log, field by field in a fixed order: the quick reader counts on it.

use std::fmt::{self, Write as _};

use super::{Answered, Event, EventKind, Sat, VERSION};

impl Event {
    /// Returns the event's line in the log, without the line feed.
    pub fn to_line(&self) -> String {
        let mut line = Line::new(self);
        match &self.kind {
            EventKind::Answered(answered) => answered.write(&mut line),
            EventKind::Opened { lesson } => line.word("lesson", lesson),
            EventKind::Left { lesson, at } => {
                line.word("lesson", lesson);
                line.bare("at", at);
            }
            EventKind::Finished { lesson, hash } => {
                line.word("lesson", lesson);
                line.hex("hash", *hash);
            }
            EventKind::Placed { lesson, sitting } => {
                line.word("lesson", lesson);
                line.word("sitting", sitting);
            }
            EventKind::Skipped { question, sitting } => {
                line.word("question", question);
                line.word("sitting", sitting);
            }
            EventKind::Undone { event } => line.word("event", event),
            EventKind::Reset { chapter } => line.word("chapter", chapter),
            EventKind::Bookmarked { lesson, at, on } => {
                line.word("lesson", lesson);
                line.bare("at", at);
                line.bare("on", on);
            }
            EventKind::Flagged { subject, note } => {
                line.free("subject", subject);
                line.free("note", note);
            }
            EventKind::Set { name, value } => {
                line.free("name", name);
                line.free("value", value);
            }
            EventKind::Sat(sat) => sat.write(&mut line),
            EventKind::Ended { sitting, cause } => {
                line.word("sitting", sitting);
                line.word("cause", cause.word());
            }
        }
        line.end()
    }
}

impl Answered {
    /// The order of these fields is the one `quick` knows.
    fn write(&self, line: &mut Line) {
        line.word("question", &self.question);
        line.hex("key", self.key);
        line.list("shown", self.shown.iter());
        line.bare("chosen", self.chosen.as_str());
        line.word("verdict", if self.right { "right" } else { "wrong" });
        match self.confidence {
            Some(confidence) => line.word("confidence", confidence.word()),
            None => line.bare("confidence", "null"),
        }
        line.bare("seconds", self.seconds);
        line.word("mode", self.mode.word());
        line.word("sitting", self.sitting);
    }
}

impl Sat {
    fn write(&self, line: &mut Line) {
        line.hex("seed", self.seed);
        line.word("mode", self.mode.word());
        line.list("questions", self.questions.iter().map(|question| format!("\"{question}\"")));
        if let Some(terms) = &self.terms
            && let Ok(terms) = serde_json::to_string(terms)
        {
            line.bare("terms", terms);
        }
    }
}

/// Writes an object field by field, so that the order in the file is the order here.
struct Line(String);

impl Line {
    fn new(event: &Event) -> Self {
        let (id, t, kind) = (event.id, event.t.0, event.kind.word());
        Self(format!(r#"{{"id":"{id}","t":{t},"v":{VERSION},"kind":"{kind}""#))
    }

    /// A text that needs no escapes: an id, or a word of this file.
    fn word(&mut self, name: &str, value: impl fmt::Display) {
        self.put(format_args!(r#","{name}":"{value}""#));
    }

    /// A text that may hold anything.
    fn free(&mut self, name: &str, value: &str) {
        self.put(format_args!(r#","{name}":{}"#, serde_json::Value::from(value)));
    }

    /// A value that is JSON already.
    fn bare(&mut self, name: &str, value: impl fmt::Display) {
        self.put(format_args!(r#","{name}":{value}"#));
    }

    /// 64 bits as 16 digits: a JSON number would lose the last bits in many programs.
    fn hex(&mut self, name: &str, value: u64) {
        self.put(format_args!(r#","{name}":"{value:016x}""#));
    }

    fn list(&mut self, name: &str, items: impl Iterator<Item = impl fmt::Display>) {
        self.put(format_args!(r#","{name}":["#));
        for (index, item) in items.enumerate() {
            self.put(format_args!("{}{item}", if index == 0 { "" } else { "," }));
        }
        self.0.push(']');
    }

    fn put(&mut self, text: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.0.write_fmt(text);
    }

    fn end(mut self) -> String {
        self.0.push('}');
        self.0
    }
}
