//! Reads which lines of spot are faulty: marks name them, or rules find them.

use super::PartSpans;
use super::code::Coded;
use super::computed::Key;
use super::fields::Fields;
use super::options::{Least, enough};
use super::reader::Reader;
use super::schema;
use crate::course::Inlines;
use crate::diagnostic::nearest;
use crate::quiz::{Kind, Spot, SpotLine};

/// What is said about a mark.
struct Said {
    mark: String,
    fault: bool,
    why: Inlines,
}

pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    coded: Option<&Coded>,
) -> Option<(Kind, Vec<PartSpans>)> {
    let otherwise = fields.required("otherwise", "the reason for every line without a mark", reader);
    let otherwise = otherwise.map(|text| reader.inlines(&text)).unwrap_or_default();
    let parts = fields.tables("spot", schema::SPOT, reader)?;
    let coded = coded?;
    let key = if fields.is_without("rules") { None } else { Some(Key::read(reader, fields, coded)?) };
    let mut sound = key.is_some() || enough(reader, fields, parts.len(), Least::ONE_SPOT);
    let (mut said, mut spans): (Vec<Said>, Vec<PartSpans>) = (Vec::new(), Vec::new());
    for part in &parts {
        let Some((entry, part_spans)) = read_spot(reader, part, coded, key.as_ref(), &said) else {
            sound = false;
            continue;
        };
        said.push(entry);
        spans.push(part_spans);
    }
    sound &= refuse_unexplained(reader, coded, &said, sound);
    if sound && key.is_none() && !said.iter().any(|said| said.fault) {
        let message = format!("{} has no faulty line", fields.name);
        reader.error(
            "fault-none",
            fields.span,
            message,
            "one `[[question.spot]]` at least has to be without `fault = false`",
        );
        sound = false;
    }
    let lines = lines(reader, coded, key.as_ref(), &said, &otherwise);
    sound.then_some((Kind::Spot(Spot { lines }), spans))
}

fn read_spot(
    reader: &mut Reader<'_>,
    part: &Fields<'_>,
    coded: &Coded,
    key: Option<&Key>,
    said: &[Said],
) -> Option<(Said, PartSpans)> {
    part.refuse_unknown(reader);
    let mark = part.required("mark", "the NAME of a `# !mark NAME` in the code", reader);
    let fault = part.flag("fault", reader).is_none_or(|(fault, _)| fault);
    let line = mark.as_ref().and_then(|mark| coded.code().marks.iter().find(|other| other.name == mark.value));
    let reason = key.zip(line).and_then(|(key, line)| key.reason(line.line)).filter(|_| part.is_without("why"));
    let (why, why_span) = match reason {
        Some(reason) => (reader.sentence(reason), part.span),
        None => reader.why(part, "what is wrong with the line, or why it is not"),
    };
    let mark = mark?;
    if said.iter().any(|said| said.mark == mark.value) {
        let message = format!("the mark `{}` is explained twice", mark.value);
        reader.error("spot-twice", mark.span, message, "keep one `[[question.spot]]` for each mark");
        return None;
    }
    let known = || coded.code().marks.iter().map(|mark| mark.name.as_str());
    if !known().any(|name| name == mark.value) {
        let message = format!("the code has no mark `{}`", mark.value);
        let help = match nearest(&mark.value, known()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("write `# !mark {}` above the line it names", mark.value),
        };
        reader.error("mark-unknown", mark.span, message, help);
        return None;
    }
    if let (Some(key), Some(line)) = (key, line)
        && !key.agrees(reader, &mark, line.line, fault)
    {
        return None;
    }
    Some((Said { mark: mark.value, fault, why }, PartSpans { text: mark.span, why: why_span }))
}

/// Reports marks that nothing is said about, and a line with two marks; returns whether there are none. While another
/// spot is wrong (`complete` is false) a mark without a spot may be its victim and is not reported.
fn refuse_unexplained(reader: &mut Reader<'_>, coded: &Coded, said: &[Said], complete: bool) -> bool {
    let mut sound = true;
    let mut last = None;
    for (mark, span) in coded.marks() {
        if complete && !said.iter().any(|said| said.mark == mark.name) {
            let message = format!("nothing is said about the mark `{}`", mark.name);
            let help = format!("add a `[[question.spot]]` with `mark = \"{}\"`, or remove the mark", mark.name);
            reader.error("mark-without-spot", span, message, help);
            sound = false;
        }
        if last == Some(mark.line) {
            let message = format!("the mark `{}` names a line that has another mark", mark.name);
            reader.error("mark-twice", span, message, "one line has one reason: keep one of the marks");
            sound = false;
        }
        last = Some(mark.line);
    }
    sound
}

fn lines(reader: &Reader<'_>, coded: &Coded, key: Option<&Key>, said: &[Said], otherwise: &Inlines) -> Vec<SpotLine> {
    let line = |(at, text): (usize, &str)| {
        let mark = coded.code().marks.iter().find(|mark| mark.line == at);
        let said = mark.and_then(|mark| said.iter().find(|said| said.mark == mark.name));
        let reason = key.and_then(|key| key.reason(at));
        SpotLine {
            text: text.to_owned(),
            mark: said.map(|said| said.mark.clone()),
            fault: said.map_or(reason.is_some(), |said| said.fault),
            why: match (said, reason) {
                (Some(said), _) => said.why.clone(),
                (None, Some(reason)) => reader.sentence(reason),
                (None, None) => otherwise.clone(),
            },
        }
    };
    coded.code().text.split('\n').enumerate().map(line).collect()
}
