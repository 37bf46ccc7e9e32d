//! Reads the options of choice and multi.

use super::PartSpans;
use super::fields::Fields;
use super::reader::Reader;
use super::schema;
use super::text::Text;
use crate::diagnostic::Span;
use crate::quiz::AnswerOption;
use crate::quiz::kinds::fold;

/// Reads the options; `single` where exactly one has to be right.
pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    single: bool,
) -> Option<(Vec<AnswerOption>, Vec<PartSpans>)> {
    let parts = fields.tables("option", schema::OPTION, reader)?;
    let mut sound = enough(reader, fields, parts.len(), Least::TWO_OPTIONS);
    let (mut options, mut spans, mut texts, mut rights) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for part in &parts {
        part.refuse_unknown(reader);
        let text = part.required("text", "what the option says", reader);
        let right = part.flag("right", reader);
        let (why, why_span) = reader.why(part, "why it is right, or what would happen if one did it");
        rights.extend(right.filter(|(right, _)| *right).map(|(_, span)| span));
        let Some(text) = text else {
            sound = false;
            continue;
        };
        refuse_position(reader, &text);
        spans.push(PartSpans { text: text.span, why: why_span });
        options.push(AnswerOption { text: reader.inlines(&text), right: right.is_some_and(|(right, _)| right), why });
        texts.push(text);
    }
    sound &= distinct(reader, "option-twice", "option", &texts);
    // Without options it has been said that some are wanted.
    sound &= parts.is_empty() || right_number(reader, fields, &rights, single);
    sound.then_some((options, spans))
}

fn right_number(reader: &mut Reader<'_>, fields: &Fields<'_>, rights: &[Span], single: bool) -> bool {
    if rights.is_empty() {
        let message = format!("{} has no right option", fields.name);
        reader.error("right-none", fields.span, message, "add `right = true` to the option that is right");
    }
    if let Some(second) = rights.get(1).filter(|_| single) {
        let message = format!("{} has {} right options", fields.name, rights.len());
        reader.error("right-many", *second, message, "keep one `right = true`, or use `kind = \"multi\"`");
    }
    rights.len() == 1 || !single && !rights.is_empty()
}

/// The least a kind of question consists of.
pub(super) struct Least {
    count: usize,
    words: &'static str,
    header: &'static str,
}

impl Least {
    pub(super) const TWO_OPTIONS: Self = Self { count: 2, words: "two options", header: schema::OPTION.header };
    pub(super) const ONE_BLANK: Self = Self { count: 1, words: "one blank", header: schema::BLANK.header };
    pub(super) const TWO_ITEMS: Self = Self { count: 2, words: "two items", header: schema::ITEM.header };
    pub(super) const ONE_SPOT: Self = Self { count: 1, words: "one spot", header: schema::SPOT.header };
    pub(super) const TWO_PAIRS: Self = Self { count: 2, words: "two pairs", header: schema::PAIR.header };
}

/// Reports too few parts; returns whether there are enough.
pub(super) fn enough(reader: &mut Reader<'_>, fields: &Fields<'_>, count: usize, least: Least) -> bool {
    if count < least.count {
        let number = if count == 0 { "none".to_owned() } else { count.to_string() };
        let message = format!("{} needs at least {} and has {number}", fields.name, least.words);
        reader.error("parts-few", fields.span, message, format!("add `{}` tables below its fields", least.header));
    }
    count >= least.count
}

/// Reports each text that stood there before; returns whether all differ.
pub(super) fn distinct(reader: &mut Reader<'_>, code: &'static str, what: &str, texts: &[Text]) -> bool {
    let mut same = 0;
    for (at, text) in texts.iter().enumerate() {
        let folded = fold(&text.value);
        if texts[..at].iter().any(|earlier| fold(&earlier.value) == folded) {
            let message = format!("another {what} has the same text");
            reader.error(code, text.span, message, "make them differ, or remove one: nobody can tell them apart");
            same += 1;
        }
    }
    same == 0
}

/// Reports a text that speaks of where options stand; they are shuffled.
pub(super) fn refuse_position(reader: &mut Reader<'_>, text: &Text) {
    if let Some(phrase) = positional(&text.value) {
        let message = format!("\"{phrase}\" means nothing once options are shuffled");
        let help = "say what is meant in words; where several are right, use `kind = \"multi\"`";
        reader.error("option-positional", text.span, message, help);
    }
}

/// Returns the words of `text` that point to other options by their place.
fn positional(text: &str) -> Option<String> {
    const QUANTITIES: [&str; 6] = ["all", "none", "both", "neither", "either", "any"];
    const ORDINALS: [&str; 8] = ["first", "second", "third", "fourth", "last", "previous", "next", "other"];
    const OPTIONS: [&str; 8] =
        ["option", "options", "answer", "answers", "choice", "choices", "alternative", "alternatives"];
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_letter = |word: &str| matches!(word, "a" | "b" | "c" | "d" | "1" | "2" | "3" | "4");
    let found = match words.as_slice() {
        [quantity, "of", "these" | "those" | "them"] if QUANTITIES.contains(quantity) => words.as_slice(),
        ["the", ordinal] if ORDINALS.contains(ordinal) => words.as_slice(),
        [one, "and" | "or", other] if is_letter(one) && is_letter(other) => words.as_slice(),
        ["both", one, "and", other] if is_letter(one) && is_letter(other) => words.as_slice(),
        words => {
            let of_above = |three: &&[&str]| three[0] == "of" && three[1] == "the" && three[2] == "above";
            let ordinal = |three: &&[&str]| {
                three[0] == "the"
                    && (ORDINALS.contains(&three[1]) || three[1] == "above")
                    && OPTIONS.contains(&three[2])
            };
            let named = |two: &&[&str]| OPTIONS.contains(&two[0]) && is_letter(two[1]) && two[1] != "a";
            let last = words.len().saturating_sub(2);
            let at_end = Some(&words[last..]).filter(|end| **end == ["the", "above"]);
            words
                .windows(3)
                .find(|three| of_above(three) || ordinal(three))
                .or_else(|| words.windows(2).find(named))
                .or(at_end)?
        }
    };
    Some(found.join(" "))
}

#[cfg(test)]
mod tests {
    use super::positional;

    #[test]
    fn texts_that_point_by_place_are_found() {
        let table = [
            "All of the above",
            "none of the above.",
            "Both of these",
            "A and C",
            "both a and b",
            "Option B is wrong",
            "The first",
            "The last option",
            "the other answers are wrong",
            "All the above",
            "answers 1 and 2",
        ];
        for text in table {
            assert!(positional(text).is_some(), "{text}");
        }
    }

    #[test]
    fn texts_about_the_matter_are_left_alone() {
        let table = [
            "A second CMD replaces the first one",
            "All of the layers above it are built again",
            "the first stage",
            "Both files are copied",
            "None of them is pinned to a digest",
            "The option a user sets wins",
            "`COPY --from` names the last stage",
            "Any of these tags may move",
            "`None`",
        ];
        for text in table {
            assert_eq!(positional(text), None, "{text}");
        }
    }
}
