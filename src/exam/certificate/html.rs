//! A certificate as one page of HTML: no script, no network, nothing beside it; light and dark, and on paper.

use super::{COMMAND, Certificate, HOW_TO_VERIFY, NO_IDENTITY};

/// From so many characters on a name is set smaller.
const LONG_NAME: usize = 40;

/// The page; the words in braces are filled in.
const PAGE: &str = include_str!("../../../assets/certificate.html");

/// The facts that stand in the middle of the page; the others stand in the list below.
const PROMINENT: [&str; 5] = ["Exam", "Result", "Score", "Pass mark", "Date"];

/// Writes it.
pub fn write(certificate: &Certificate) -> String {
    let size = match certificate.name.chars().count() {
        0..LONG_NAME => "name",
        LONG_NAME..100 => "name long",
        _ => "name very long",
    };
    let row = |label: &str| format!("<dt>{label}</dt><dd>{}</dd>\n", escape(certificate.fact(label)));
    let rest = certificate.facts.iter().filter(|fact| !PROMINENT.contains(&fact.label));
    let list: String = PROMINENT.iter().filter(|label| **label != "Exam").map(|label| row(label)).collect();
    let small: String = rest.map(|fact| row(fact.label)).collect();
    let values = [
        ("{size}", size.to_owned()),
        ("{name}", escape(&certificate.name)),
        ("{exam}", escape(certificate.fact("Exam"))),
        ("{facts}", list),
        ("{origin}", small),
        ("{no identity}", escape(NO_IDENTITY)),
        ("{how to verify}", escape(HOW_TO_VERIFY)),
        ("{command}", escape(COMMAND)),
    ];
    let mut page = String::with_capacity(PAGE.len() + 1024);
    let mut rest = PAGE;
    // One pass: a name that looks like a word in braces is not filled in.
    while let Some(at) = rest.find('{') {
        page.push_str(&rest[..at]);
        rest = &rest[at..];
        match values.iter().find(|(word, _)| rest.starts_with(word)) {
            Some((word, value)) => {
                page.push_str(value);
                rest = &rest[word.len()..];
            }
            None => {
                page.push('{');
                rest = &rest[1..];
            }
        }
    }
    page.push_str(rest);
    page
}

const ENTITIES: [(char, &str); 5] = [('&', "&amp;"), ('<', "&lt;"), ('>', "&gt;"), ('"', "&quot;"), ('\'', "&#39;")];

/// Returns a text in which nothing means anything to HTML.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match ENTITIES.iter().find(|(plain, _)| *plain == c) {
            Some((_, entity)) => out.push_str(entity),
            None => out.push(c),
        }
    }
    out
}

/// Returns the text that was escaped.
pub fn unescape(text: &str) -> String {
    let mut text = text.to_owned();
    // The ampersand last: what it begins was not an entity before it was escaped.
    for (plain, entity) in ENTITIES.iter().rev() {
        text = text.replace(entity, &plain.to_string());
    }
    text
}

/// Returns label and value of a line that states a fact.
pub fn row(line: &str) -> Option<(&str, &str)> {
    let cells = line.trim().strip_prefix("<dt>")?.strip_suffix("</dd>")?;
    cells.split_once("</dt><dd>")
}
