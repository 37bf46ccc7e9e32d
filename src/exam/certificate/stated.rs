//! A certificate read back: what it states, in whichever form it was written. Believes nothing of it.

use std::collections::BTreeMap;

use thiserror::Error;

use super::{Form, html, markdown};
use crate::id::EventId;

/// What a certificate states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The form it is written in.
    pub form: Form,
    /// The name.
    pub name: String,
    /// The sitting it speaks of.
    pub sitting: EventId,
    /// Every label with what stands beside it; with several, the first that is stated and all others behind it.
    pub facts: BTreeMap<String, Vec<String>>,
}

/// Why a text is no certificate.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// It does not look like one at all.
    #[error(
        "this is no certificate that `seaworthy exam certificate` wrote: it has no lines for a name, a score and a sitting"
    )]
    Foreign,
    /// It names no sitting that could be looked for.
    #[error("the certificate names no sitting that could be looked for: `{0}` is not one of 32 hexadecimal digits")]
    Sitting(String),
}

impl Stated {
    /// Reads a certificate.
    ///
    /// # Errors
    /// It is none, or names no sitting.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let is_html = text.contains("</dd>");
        let mut facts: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in text.lines() {
            let fact = if is_html {
                name_line(line).or_else(|| html::row(line)).map(|(label, value)| (label, html::unescape(value)))
            } else {
                markdown::row(line).map(|(label, value)| (label, markdown::unescape(value)))
            };
            if let Some((label, value)) = fact {
                facts.entry(label.to_owned()).or_default().push(value);
            }
        }
        let first = |label: &str| facts.get(label).and_then(|values| values.first().cloned());
        let (Some(name), Some(_), Some(sitting)) = (first("Name"), first("Score"), first("Sitting")) else {
            return Err(Unreadable::Foreign);
        };
        let sitting = sitting.parse().map_err(|_| Unreadable::Sitting(sitting))?;
        facts.remove("Name");
        let form = if is_html { Form::Html } else { Form::Markdown };
        Ok(Self { form, name, sitting, facts })
    }
}

/// Returns what the lines of the page say that state their fact in the middle of it.
fn name_line(line: &str) -> Option<(&'static str, &str)> {
    let line = line.trim();
    let (class, rest) = line.strip_prefix("<p class=\"")?.split_once("\">")?;
    let value = rest.strip_suffix("</p>")?;
    match class.split(' ').next() {
        Some("name") => Some(("Name", value)),
        Some("exam") => Some(("Exam", value)),
        _ => None,
    }
}
