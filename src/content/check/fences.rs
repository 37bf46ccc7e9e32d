//! The opening line of fences: language, attributes, rules, included files. Whether before and after belong together is judged
//! in `pairs`.

use super::findings::Findings;
use super::place::in_info;
use super::rules;
use super::site::{Part, Passage, Site, What};
use crate::content::fence::ATTRIBUTES;
use crate::content::layer;
use crate::course::Code;
use crate::course::block::walk_code;
use crate::diagnostic::nearest;

/// The languages of docs/authoring.md, and `layers`, the figure.
const LANGUAGES: &[&str] =
    &["bash", "console", "diff", "dockerfile", "ignore", "ini", "json", "layers", "python", "text", "toml", "yaml"];
/// Other names that people write for them.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("cfg", "ini"),
    ("containerfile", "dockerfile"),
    ("docker", "dockerfile"),
    ("dockerignore", "ignore"),
    ("gitignore", "ignore"),
    ("none", "text"),
    ("patch", "diff"),
    ("plain", "text"),
    ("plaintext", "text"),
    ("py", "python"),
    ("python3", "python"),
    ("sh", "bash"),
    ("shell", "bash"),
    ("shell-session", "console"),
    ("terminal", "console"),
    ("txt", "text"),
    ("yml", "yaml"),
    ("zsh", "bash"),
];

/// Judges the opening line of every fence.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages() {
        walk_code(passage.blocks, &mut |code| {
            language(site, &passage, code, found);
            attributes(site, &passage, code, found);
            if !site.loose {
                named_rules(&passage, code, found);
                included(site, &passage, code, found);
            }
            if passage.part != Part::Question {
                closed(&passage, code, found);
            }
        });
    }
    for (quiz, file) in site.own_quizzes() {
        for (question, spans) in quiz.quiz.questions.iter().zip(&quiz.quiz.spans) {
            if let (Some(code), Some(span)) = (&question.code, spans.code)
                && let Some((_, help)) = unknown(&code.lang)
            {
                let message = format!("`{}` is no language of this program", code.lang);
                found.add("language-unknown", file, span, message, help);
            }
        }
    }
}

/// Returns how near to a known language an unknown one is, and what to write.
fn unknown(lang: &str) -> Option<(bool, String)> {
    if LANGUAGES.contains(&lang) {
        return None;
    }
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == lang).map(|(_, language)| *language);
    Some(match other.or_else(|| nearest(lang, LANGUAGES.iter().copied())) {
        Some(near) => (true, format!("did you mean `{near}`?")),
        None => (false, format!("write one of {}", LANGUAGES.join(", "))),
    })
}

fn is_fenced(passage: &Passage<'_>, code: &Code) -> bool {
    let info = passage.file.text.get(code.info.range()).unwrap_or_default();
    info.trim_start_matches([' ', '\t', '>']).starts_with(['`', '~'])
}

fn language(site: &Site<'_>, passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    if code.lang.is_empty() {
        if !site.loose {
            let help = "write it behind the opening backticks; `text` where there is none";
            found.add("language-missing", passage.file, code.info, "this code says no language", help);
        }
        return;
    }
    let Some((near, help)) = unknown(&code.lang) else { return };
    let span = in_info(&passage.file.text, code, &code.lang);
    let known_attribute = ATTRIBUTES.contains(&code.lang.split('=').next().unwrap_or_default());
    match (site.loose, near) {
        (false, _) if known_attribute => {
            let message = format!("`{}` stands where the language has to be", code.lang);
            found.add("language-unknown", passage.file, span, message, "write the language first, then the attributes");
        }
        (false, _) => {
            let message = format!("`{}` is no language of this program", code.lang);
            found.add("language-unknown", passage.file, span, message, help);
        }
        // A name that other programs know is nothing to mend in a file that was written for them.
        (true, true) if OTHER_NAMES.iter().all(|(name, _)| *name != code.lang) => {
            let message = format!("`{}` is shown without colours", code.lang);
            found.add("language-plain", passage.file, span, message, help);
        }
        (true, _) => {}
    }
}

fn attributes(site: &Site<'_>, passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    let mut words = code.attrs.unknown.iter().peekable();
    while let Some(word) = words.next() {
        if words.next_if(|next| *next == "=").is_some() {
            // `title = "x"` is one mistake, not three.
            words.next();
        }
        let name = word.split('=').next().unwrap_or(word);
        let near = nearest(name, ATTRIBUTES.iter().copied());
        // Other programs have attributes of their own.
        if site.loose && near.is_none_or(|near| near == name) {
            continue;
        }
        let help = match near {
            Some(near) if near == name => form(near),
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                format!("the attributes are {}; a value with blanks stands in double quotes", ATTRIBUTES.join(", "))
            }
        };
        let message = match near {
            Some(near) if near == name => format!("`{word}` is not how this attribute is written"),
            _ => format!("`{word}` is no attribute of a fence"),
        };
        let span = in_info(&passage.file.text, code, word);
        found.add("attribute-unknown", passage.file, span, message, help);
    }
}

/// Returns how a known attribute is written.
fn form(name: &str) -> String {
    match name {
        "before" | "after" => format!("write `{name}` without a value"),
        name => format!("write `{name}=…`, without blanks around the equals sign"),
    }
}

fn named_rules(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    for rule in code.attrs.rules.iter().chain(&code.attrs.allow).filter(|rule| !rules::is_rule(rule)) {
        let span = in_info(&passage.file.text, code, rule);
        let message = format!("there is no rule `{rule}`");
        found.add("rule-unknown", passage.file, span, message, rules::advice(rule));
    }
}

/// A fence with `file=` is empty, and the file is there, below the chapter's folder.
fn included(site: &Site<'_>, passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    let Some(name) = &code.attrs.file else { return };
    let span = in_info(&passage.file.text, code, name);
    if !layer::is_inside(name) {
        let message = format!("`{name}` leads out of the chapter's folder");
        found.add("file-outside", passage.file, span, message, "name a file below the folder of the chapter");
        return;
    }
    let chapter = format!("lessons/{}/", passage.page.chapter_str());
    let path = format!("{chapter}{name}");
    if !site.files.iter().any(|file| file.path == path) {
        let others = site.files.iter().filter(|file| file.what == What::Other);
        let names: Vec<&str> = others.filter_map(|file| file.path.strip_prefix(chapter.as_str())).collect();
        let help = match nearest(name, names) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write {path}, or leave `file` out and write the code here"),
        };
        found.add("file-missing", passage.file, span, format!("there is no file {path}"), help);
    }
    if !code.text.is_empty() {
        let help = "leave the fence empty: the code is taken from the file";
        found.add("file-with-body", passage.file, span, "this fence has both a file and code", help);
    }
}

/// A fence that nobody closes takes the rest of the page with it.
fn closed(passage: &Passage<'_>, code: &Code, found: &mut Findings) {
    let source = &passage.file.text;
    if !is_fenced(passage, code) {
        return;
    }
    let below = source.get(code.body.end.max(code.info.end)..).unwrap_or_default();
    let below = below.strip_prefix('\n').unwrap_or(below);
    let last = below.split('\n').next().unwrap_or_default().trim_start_matches([' ', '\t', '>']);
    if !last.starts_with("```") && !last.starts_with("~~~") {
        let help = "close it with a line of the same backticks; what follows is taken for code";
        found.add("fence-open", passage.file, code.info, "this fence is not closed", help);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted_and_do_not_overlap() {
        assert!(LANGUAGES.is_sorted_by(|a, b| a < b));
        assert!(OTHER_NAMES.is_sorted_by(|a, b| a.0 < b.0));
        for (name, language) in OTHER_NAMES {
            assert!(LANGUAGES.contains(language) && !LANGUAGES.contains(name), "{name}");
        }
    }

    #[test]
    fn unknown_languages_are_answered() {
        assert_eq!(unknown("dockerfile"), None);
        assert_eq!(unknown("sh"), Some((true, "did you mean `bash`?".to_owned())));
        assert_eq!(unknown("dockerfle"), Some((true, "did you mean `dockerfile`?".to_owned())));
        assert!(unknown("rust").is_some_and(|(near, _)| !near));
    }
}
