//! What a log's findings are called in front of a person.

use super::progress_log::Found;

/// Returns one sentence for each thing that was found.
pub fn found(found: &Found) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(torn) = &found.torn {
        out.push(format!(
            "the last line of the progress log was cut off; its {} bytes were moved to {}, everything before it is kept",
            torn.bytes,
            torn.aside.display()
        ));
    }
    if found.huge > 0 {
        out.push(format!(
            "{} lines of the progress log are longer than any event; they stay in the file and count for nothing",
            found.huge
        ));
    }
    out.extend(found.trouble.as_ref().map(ToString::to_string));
    out
}
