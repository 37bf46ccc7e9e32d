//! Reads the pairs and decoys of match.

use super::PartSpans;
use super::fields::Fields;
use super::options::{Least, distinct, enough, refuse_position};
use super::reader::Reader;
use super::schema;
use super::text::Text;
use crate::quiz::kinds::fold;
use crate::quiz::{Decoy, Kind, MatchPairs, Pair};

pub(super) fn read(reader: &mut Reader<'_>, fields: &Fields<'_>) -> Option<(Kind, Vec<PartSpans>)> {
    let pair_tables = fields.tables("pair", schema::PAIR, reader)?;
    let decoy_tables = fields.tables("decoy", schema::DECOY, reader)?;
    let mut sound = enough(reader, fields, pair_tables.len(), Least::TWO_PAIRS);
    let mut made = MatchPairs::default();
    let (mut lefts, mut rights, mut spans): (Vec<Text>, Vec<Text>, Vec<PartSpans>) = (vec![], vec![], vec![]);
    for part in &pair_tables {
        part.refuse_unknown(reader);
        let left = part.required("left", "the side that stays", reader);
        let right = part.required("right", "the side that is assigned to it", reader);
        let (why, why_span) = reader.why(part, "why the two belong together");
        let (Some(left), Some(right)) = (left, right) else {
            sound = false;
            continue;
        };
        refuse_position(reader, &right);
        made.pairs.push(Pair { left: reader.inlines(&left), right: reader.inlines(&right), why });
        spans.push(PartSpans { text: left.span, why: why_span });
        lefts.push(left);
        rights.push(right);
    }
    sound &= distinct(reader, "left-twice", "left", &lefts);
    sound &= distinct(reader, "right-twice", "right", &rights);
    for part in &decoy_tables {
        sound &= read_decoy(reader, part, &mut rights, &mut made, &mut spans);
    }
    sound.then_some((Kind::Match(made), spans))
}

/// Reads a decoy; `rights` are the rights and decoys before it.
fn read_decoy(
    reader: &mut Reader<'_>,
    part: &Fields<'_>,
    rights: &mut Vec<Text>,
    made: &mut MatchPairs,
    spans: &mut Vec<PartSpans>,
) -> bool {
    part.refuse_unknown(reader);
    let right = part.required("right", "a side that belongs to no left", reader);
    let (why, why_span) = reader.why(part, "why it belongs to nothing");
    let Some(right) = right else { return false };
    refuse_position(reader, &right);
    if let Some(same) = rights.iter().position(|other| fold(&other.value) == fold(&right.value)) {
        let of_pair = same < made.pairs.len();
        let message = if of_pair { "this decoy is the right side of a pair" } else { "this decoy stands there twice" };
        reader.error("decoy-right", right.span, message, "write one that belongs to no left, or remove it");
        return false;
    }
    made.decoys.push(Decoy { right: reader.inlines(&right), why });
    spans.push(PartSpans { text: right.span, why: why_span });
    rights.push(right);
    true
}
