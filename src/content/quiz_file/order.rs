//! Reads the items of order and what has to come before what.

use super::code::warn_of_folded_lines;
use super::fields::Fields;
use super::options::{Least, distinct, enough};
use super::reader::Reader;
use super::schema;
use super::text::Text;
use super::{PartSpans, language};
use crate::course::Inlines;
use crate::diagnostic::nearest;
use crate::quiz::{Kind, Order, OrderItem};

/// Instructions that begin an item which is code (docs.docker.com/reference/dockerfile, 2026-11).
const INSTRUCTIONS: [&str; 18] = [
    "ADD",
    "ARG",
    "CMD",
    "COPY",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "RUN",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
];

/// An item with the names that it has to follow, not yet looked up.
struct Listed {
    item: OrderItem,
    after: Vec<Text>,
    text: Text,
}

/// Reads the items; `lang` is theirs where it was written, and then all of them are code.
pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    lang: Option<&Text>,
) -> Option<(Kind, Vec<PartSpans>)> {
    let parts = fields.tables("item", schema::ITEM, reader)?;
    let mut sound = enough(reader, fields, parts.len(), Least::TWO_ITEMS);
    let (mut listed, mut spans): (Vec<Listed>, Vec<PartSpans>) = (Vec::new(), Vec::new());
    for part in &parts {
        let Some((item, part_spans)) = read_item(reader, part, lang.is_some(), &listed) else {
            sound = false;
            continue;
        };
        listed.push(item);
        spans.push(part_spans);
    }
    let texts: Vec<_> = listed.iter().map(|listed| listed.text.clone()).collect();
    sound &= distinct(reader, "item-twice", "item", &texts);
    // A name of an item that could not be read would be reported as unknown.
    let items = sound.then(|| link(reader, listed))??;
    Some((Kind::Order(Order { lang: language(lang), items }), spans))
}

fn read_item(
    reader: &mut Reader<'_>,
    part: &Fields<'_>,
    all_code: bool,
    listed: &[Listed],
) -> Option<(Listed, PartSpans)> {
    part.refuse_unknown(reader);
    let id = part.slug("id", reader);
    let text = part.required("text", "the instruction or step", reader);
    let after = part.texts("after", reader);
    let (why, why_span) = reader.why(part, "why it stands where it stands");
    let (id, text) = (id?, text?);
    if listed.iter().any(|other| other.item.id == id.value) {
        let message = format!("the id `{}` is taken by an item above", id.value);
        reader.error("id-twice", id.span, message, "give each item of the question an id of its own");
        return None;
    }
    let code = all_code || is_code(&text.value);
    let inlines = if code {
        warn_of_folded_lines(reader, &text);
        Inlines::plain(text.value.trim())
    } else {
        reader.inlines(&text)
    };
    let part_spans = PartSpans { text: text.span, why: why_span };
    let item = OrderItem { id: id.value, text: inlines, code, after: vec![], why };
    Some((Listed { item, after, text }, part_spans))
}

/// Returns whether an item is an instruction, comment or directive rather than a sentence about one.
fn is_code(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    (INSTRUCTIONS.contains(&first) || first.starts_with('#')) && !text.contains('`')
}

/// Looks up what each item has to follow, and proves that the listed order keeps it.
fn link(reader: &mut Reader<'_>, listed: Vec<Listed>) -> Option<Vec<OrderItem>> {
    let ids: Vec<String> = listed.iter().map(|listed| listed.item.id.clone()).collect();
    let mut sound = true;
    // For each item what it has to follow, and where that is said.
    let mut edges: Vec<Vec<(usize, &Text)>> = vec![Vec::new(); listed.len()];
    for (at, entry) in listed.iter().enumerate() {
        for name in &entry.after {
            match ids.iter().position(|id| *id == name.value) {
                Some(earlier) if edges[at].iter().all(|(known, _)| *known != earlier) => {
                    edges[at].push((earlier, name))
                }
                Some(_) => {}
                None => {
                    refuse_unknown(reader, name, &ids);
                    sound = false;
                }
            }
        }
    }
    sound &= refuse_cycle(reader, &edges, &ids) && refuse_broken(reader, &edges, &ids);
    let after: Vec<Vec<u16>> =
        edges.iter().map(|edges| edges.iter().map(|(earlier, _)| *earlier as u16).collect()).collect();
    let free = after.iter().all(Vec::is_empty);
    let mut items: Vec<OrderItem> =
        listed.into_iter().zip(after).map(|(listed, after)| OrderItem { after, ..listed.item }).collect();
    if free {
        Order::chain(&mut items);
    }
    sound.then_some(items)
}

fn refuse_unknown(reader: &mut Reader<'_>, name: &Text, ids: &[String]) {
    let message = format!("no item is named `{}`", name.value);
    let ids = ids.iter().map(String::as_str);
    let help = match nearest(&name.value, ids.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the items are {}", ids.collect::<Vec<_>>().join(", ")),
    };
    reader.error("item-unknown", name.span, message, help);
}

/// Reports the first circle of items that wait for each other.
fn refuse_cycle(reader: &mut Reader<'_>, edges: &[Vec<(usize, &Text)>], ids: &[String]) -> bool {
    // Items whose wait has an end; what is left at last waits for itself.
    let mut free = vec![false; edges.len()];
    while let Some(next) =
        (0..edges.len()).find(|at| !free[*at] && edges[*at].iter().all(|(earlier, _)| free[*earlier]))
    {
        free[next] = true;
    }
    let Some(start) = free.iter().position(|free| !free) else { return true };
    let mut path = vec![start];
    let (head, name) = loop {
        let last = path[path.len() - 1];
        // An item that is not free waits for another that is not.
        let Some((earlier, name)) = edges[last].iter().find(|(earlier, _)| !free[*earlier]) else { return true };
        match path.iter().position(|seen| seen == earlier) {
            Some(head) => break (head, *name),
            None => path.push(*earlier),
        }
    };
    let circle: Vec<_> = path[head..].iter().chain([&path[head]]).map(|at| format!("`{}`", ids[*at])).collect();
    let message = format!("these items wait for each other: {}", circle.join(" after "));
    reader.error("order-circular", name.span, message, "remove one of these `after`");
    false
}

/// Reports each constraint that the listed order itself does not keep.
fn refuse_broken(reader: &mut Reader<'_>, edges: &[Vec<(usize, &Text)>], ids: &[String]) -> bool {
    let mut sound = true;
    for (at, earlier, name) in
        edges.iter().enumerate().flat_map(|(at, edges)| edges.iter().map(move |(earlier, name)| (at, *earlier, *name)))
    {
        if earlier > at {
            let message = format!("`{}` is listed before `{}`, which has to come earlier", ids[at], ids[earlier]);
            reader.error("order-broken", name.span, message, "list the items in a right order, or remove this `after`");
            sound = false;
        }
    }
    sound
}
