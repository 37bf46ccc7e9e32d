//! What must not stand in any text, whatever it means: characters that nobody sees or that command a terminal, bytes that are
//! no UTF-8, a TODO that was left, the name of a package index's host.

use super::findings::Findings;
use super::site::{Site, SourceFile};
use crate::diagnostic::Span;

/// Hosts of package indexes, label by label: a course that is searched for such names shall not find them in this list. A name
/// also stands for its subdomains.
const HOSTS: &[&[&str]] = &[
    &["anaconda", "com"],
    &["anaconda", "org"],
    &["archive", "ubuntu", "com"],
    &["crates", "io"],
    &["deb", "debian", "org"],
    &["dl-cdn", "alpinelinux", "org"],
    &["ftp", "debian", "org"],
    &["npmjs", "com"],
    &["npmjs", "org"],
    &["ports", "ubuntu", "com"],
    &["proxy", "golang", "org"],
    &["pypi", "org"],
    &["pypi", "python", "org"],
    &["pythonhosted", "org"],
    &["registry", "yarnpkg", "com"],
    &["rubygems", "org"],
    &["security", "debian", "org"],
    &["security", "ubuntu", "com"],
];

/// Judges every file.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    let hosts: Vec<String> = HOSTS.iter().map(|labels| labels.join(".")).collect();
    for file in site.own_files() {
        replaced(file, found);
        invisible(file, found);
        if !site.loose {
            index_hosts(file, &hosts, found);
            if file.is_written_text() {
                unfinished(file, found);
            }
        }
    }
}

/// Characters that were made visible when the file was read.
fn replaced(file: &SourceFile, found: &mut Findings) {
    for (at, c) in &file.replaced {
        let end = at + file.text.get(*at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let message = format!("the control character U+{:04X} stands here", u32::from(*c));
        let help = "remove it; it is shown as the sign you see";
        found.add("character-hostile", file, Span::new(*at, end), message, help);
    }
}

fn invisible(file: &SourceFile, found: &mut Findings) {
    if file.text.is_ascii() {
        return;
    }
    for (at, c) in file.text.char_indices() {
        let span = Span::new(at, at + c.len_utf8());
        // A control character that was replaced by this sign has been reported.
        if c == char::REPLACEMENT_CHARACTER && file.replaced.iter().all(|(other, _)| *other != at) {
            let help = "write the character that was meant, and save the file as UTF-8";
            found.add("character-lost", file, span, "a byte that is no UTF-8 was lost here", help);
        } else if is_invisible(c) {
            let message = format!("the invisible character U+{:04X} stands here", u32::from(c));
            found.add("character-invisible", file, span, message, "remove it, or write an ordinary blank");
        }
    }
}

/// Returns whether a character looks like a blank or like nothing, and is no blank.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{a0}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{1680}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180e}' | '\u{2000}'..='\u{200d}' | '\u{202f}' | '\u{205f}'..='\u{2064}' | '\u{206a}'..='\u{206f}'
        | '\u{2800}' | '\u{3000}' | '\u{3164}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn index_hosts(file: &SourceFile, hosts: &[String], found: &mut Findings) {
    let lower = file.text.to_ascii_lowercase();
    for host in hosts {
        for (at, _) in lower.match_indices(host.as_str()) {
            let end = at + host.len();
            let inside = |c: char| c.is_ascii_alphanumeric() || c == '-';
            // `mypypi.…` is another name, and so is `….organic`; a dot may end the sentence.
            let begins = !lower[..at].ends_with(inside);
            let ends = !lower[end..].starts_with(inside);
            if begins && ends {
                let help = "say `the package index` in prose; in code use a mirror of example.com";
                let message = "this is the host of a public package index";
                found.add("index-host", file, Span::new(at, end), message, help);
            }
        }
    }
}

/// Returns the places of TODO as a word.
pub(super) fn todos(text: &str) -> impl Iterator<Item = usize> + '_ {
    const TODO: &str = "TODO";
    let inside = |c: char| c.is_alphanumeric() || c == '_';
    let alone = move |at: &usize| !text[..*at].ends_with(inside) && !text[at + TODO.len()..].starts_with(inside);
    text.match_indices(TODO).map(|(at, _)| at).filter(alone)
}

fn unfinished(file: &SourceFile, found: &mut Findings) {
    for at in todos(&file.text) {
        let rest = file.text[at..].lines().next().unwrap_or_default();
        // `TODO: what to do` says what; `TODO-1` is only a place.
        let what = rest.trim_start_matches("TODO").strip_prefix(':').unwrap_or_default().trim();
        let what: String = what.trim_end_matches(['"', ',', '\'', ']', '}', ' ']).chars().take(80).collect();
        let message = if what.is_empty() { "a TODO is left".to_owned() } else { format!("a TODO is left: {what}") };
        found.add("todo-left", file, Span::new(at, at + 4), message, "write what it asks for");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_todo_is_a_word() {
        assert_eq!(todos("TODO: x, TODO").collect::<Vec<_>>(), [0, 9]);
        assert_eq!(todos("TODOS MYTODO TODO_LIST todo").count(), 0);
    }

    #[test]
    fn ordinary_characters_are_visible() {
        assert!(!"naïve “船” … — → ✓ é\n\t".chars().any(is_invisible));
        assert!("\u{200b}\u{a0}\u{feff}".chars().take(2).all(is_invisible));
    }
}
