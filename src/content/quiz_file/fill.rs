//! Reads the blanks of fill and their places `{{name}}` in the code.

use super::PartSpans;
use super::code::Coded;
use super::fields::Fields;
use super::options::{Least, enough};
use super::reader::Reader;
use super::schema;
use super::text::Text;
use crate::diagnostic::{Span, nearest};
use crate::id::is_slug;
use crate::quiz::{Blank, Fill, Kind, Piece, Slip};

/// A blank with the place of its name.
struct Named {
    blank: Blank,
    span: Span,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    coded: Option<&Coded>,
) -> Option<(Kind, Vec<PartSpans>)> {
    let parts = fields.tables("blank", schema::BLANK, reader)?;
    let ignore_case = fields.flag("ignore_case", reader).is_some_and(|(flag, _)| flag);
    let mut sound = enough(reader, fields, parts.len(), Least::ONE_BLANK);
    let (mut named, mut spans): (Vec<Named>, Vec<PartSpans>) = (Vec::new(), Vec::new());
    for part in &parts {
        let Some((blank, part_spans)) = read_blank(reader, part, ignore_case) else {
            sound = false;
            continue;
        };
        if named.iter().any(|other| other.blank.name == blank.blank.name) {
            let message = format!("the blank `{}` is described twice", blank.blank.name);
            reader.error(
                "blank-twice",
                blank.span,
                message,
                "give it another name, or add its answer to `accept` above",
            );
            sound = false;
        }
        named.push(blank);
        spans.push(part_spans);
    }
    // The place of a blank that could not be read would be reported as nobody's.
    let coded = coded.filter(|_| sound)?;
    let pieces = cut(reader, coded, &named)?;
    let blanks = named.into_iter().map(|named| named.blank).collect();
    Some((Kind::Fill(Fill { blanks, pieces }), spans))
}

fn read_blank(reader: &mut Reader<'_>, part: &Fields<'_>, ignore_case: bool) -> Option<(Named, PartSpans)> {
    part.refuse_unknown(reader);
    let name = part.slug("name", reader);
    let answer = part.required("answer", "what has to stand there", reader);
    let accept = part.texts("accept", reader).into_iter().map(|text| text.value).collect();
    let ignore_case = part.flag("ignore_case", reader).map_or(ignore_case, |(flag, _)| flag);
    let (why, why_span) = reader.why(part, "why this is the answer");
    let slips = part.tables("slip", schema::SLIP, reader).unwrap_or_default();
    let (name, answer) = (name?, answer?);
    let mut blank =
        Blank { name: name.value, answer: answer.value.trim().to_owned(), accept, ignore_case, slips: vec![], why };
    slips.iter().for_each(|slip| read_slip(reader, slip, &mut blank));
    Some((Named { blank, span: name.span }, PartSpans { text: answer.span, why: why_span }))
}

fn read_slip(reader: &mut Reader<'_>, part: &Fields<'_>, blank: &mut Blank) {
    part.refuse_unknown(reader);
    let text = part.required("text", "what people type", reader);
    let (why, _) = reader.why(part, "what would happen");
    let Some(Text { value, span, .. }) = text else { return };
    let text = value.trim();
    if blank.accepts(text) {
        let message = format!("the slip `{}` is a right answer of the blank `{}`", text, blank.name);
        reader.error("slip-right", span, message, "remove the slip, or take the text out of `answer` and `accept`");
    } else if blank.slip(text).is_some() {
        let message = format!("the slip `{}` stands twice in the blank `{}`", text, blank.name);
        reader.error("slip-twice", span, message, "keep one of the two");
    } else {
        blank.slips.push(Slip { text: text.to_owned(), why });
    }
}

/// Cuts the code at the places of the blanks; each has to stand there once.
fn cut(reader: &mut Reader<'_>, coded: &Coded, named: &[Named]) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let (mut used, mut strangers, mut sound) = (vec![false; named.len()], Vec::new(), true);
    for (number, line) in coded.code().text.split('\n').enumerate() {
        text.push_str(if number > 0 { "\n" } else { "" });
        let mut rest = 0;
        for (start, name) in places(line) {
            let end = start + name.len() + 4;
            let span = coded.place(number, start..end);
            let Some(blank) = named.iter().position(|named| named.blank.name == name) else {
                strangers.push((name, span));
                continue;
            };
            if std::mem::replace(&mut used[blank], true) {
                let message = format!("the place `{{{{{name}}}}}` stands twice in the code");
                let help = "give the second place a name and a `[[question.blank]]` of its own";
                reader.error("place-twice", span, message, help);
                sound = false;
            }
            text.push_str(&line[rest..start]);
            rest = end;
            pieces.extend((!text.is_empty()).then(|| Piece::Text(std::mem::take(&mut text))));
            pieces.push(Piece::Blank(blank as u16));
        }
        text.push_str(&line[rest..]);
    }
    pieces.extend((!text.is_empty()).then_some(Piece::Text(text)));
    let unused: Vec<_> = named.iter().zip(used).filter(|(_, used)| !used).map(|(blank, _)| blank).collect();
    sound &= refuse_unmatched(reader, &strangers, &unused);
    sound.then_some(pieces)
}

/// Reports places without a blank and blanks without a place; one of each is one misspelt name.
fn refuse_unmatched(reader: &mut Reader<'_>, strangers: &[(&str, Span)], unused: &[&Named]) -> bool {
    let names = || unused.iter().map(|named| named.blank.name.as_str());
    let only = if let ([_], [named]) = (strangers, unused) { Some(named.blank.name.as_str()) } else { None };
    for (name, span) in strangers {
        let help = match only.or_else(|| nearest(name, names())) {
            Some(near) => {
                format!("did you mean `{{{{{near}}}}}`? Code with braces is written with blanks: `{{{{ {name} }}}}`")
            }
            None => format!(
                "add a `[[question.blank]]` with `name = \"{name}\"`; code with braces is written with blanks: `{{{{ {name} }}}}`"
            ),
        };
        reader.error("place-without-blank", *span, format!("no blank is named `{name}`"), help);
    }
    for named in unused.iter().filter(|_| only.is_none()) {
        let name = &named.blank.name;
        let message = format!("the blank `{name}` has no place in the code");
        let help = format!("write `{{{{{name}}}}}` into `code` where it belongs");
        reader.error("blank-without-place", named.span, message, help);
    }
    strangers.is_empty() && unused.is_empty()
}

/// Returns the `{{name}}` of a line: byte of the first brace, name. What is between other braces is no slug.
fn places(line: &str) -> Vec<(usize, &str)> {
    let mut places = Vec::new();
    let mut at = 0;
    while let Some(found) = line[at..].find("{{") {
        let start = at + found;
        let name = line[start + 2..].split_once("}}").map(|(name, _)| name).filter(|name| is_slug(name));
        at = start + name.map_or(1, |name| name.len() + 4);
        places.extend(name.map(|name| (start, name)));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::places;

    #[test]
    fn places_are_told_from_other_braces() {
        let table: [(&str, &[(usize, &str)]); 7] = [
            ("FROM python:{{tag}}-{{rest}}", &[(12, "tag"), (20, "rest")]),
            ("ENV X=${{{name}}}", &[(8, "name")]),
            ("{{ .Config.User }} {{json .}}", &[]),
            ("${{ github.sha }}", &[]),
            ("{{unclosed", &[]),
            ("{{}} {{a}}", &[(5, "a")]),
            ("{{ö}} {{b}}", &[(7, "b")]),
        ];
        for (line, expected) in table {
            assert_eq!(places(line), expected, "{line}");
        }
    }
}
