//! The short cut of the fold: reads the lines that this program itself writes, field by field at their known places, without
//! copying and without a JSON parser. Whatever looks different is left to `Event::read`; the two never disagree (a
//! property test holds them together).

mod cursor;
mod eight;

use cursor::Cursor;

use super::{Gist, Mark, Tag};
use crate::progress::shape::Shape;

/// Values that may be nested in `chosen` before the slow reader has to look.
const MAX_DEPTH: u8 = 4;

/// Reads the event at the start of `text`, if its line has the usual shape. Returns it with the length of the line
/// without its line feed.
#[inline]
pub(in crate::progress) fn quick_gist(text: &[u8]) -> Option<(Gist<'_>, usize)> {
    let mut at = Cursor { rest: text };
    at.eat(br#"{"id":""#)?;
    let id = at.hex32()?;
    at.eat(br#"","t":"#)?;
    let t = at.long_digits()? as i64;
    at.eat(br#","v":1,"kind":""#)?;
    let Parts { tag, subject, mark, value, target } = match *at.rest.first()? {
        b'a' => answered(&mut at)?,
        b'l' => left(&mut at)?,
        b'o' => opened(&mut at)?,
        b'f' => finished(&mut at)?,
        b'p' => placed(&mut at)?,
        b's' => skipped(&mut at).or_else(|| sat(&mut at))?,
        b'u' => undone(&mut at)?,
        b'b' => bookmarked(&mut at)?,
        // The rest is rare, or holds free text.
        _ => return None,
    };
    at.eat(b"}")?;
    if !matches!(at.rest.first(), None | Some(b'\n')) {
        return None;
    }
    Some((Gist { id, t, tag, subject, mark, value, target }, text.len() - at.rest.len()))
}

struct Parts<'a> {
    tag: Tag,
    subject: &'a [u8],
    mark: Mark,
    value: u64,
    target: u128,
}

impl<'a> Parts<'a> {
    fn of(tag: Tag, subject: &'a [u8]) -> Self {
        Self { tag, subject, mark: Mark::NONE, value: 0, target: 0 }
    }
}

fn opened<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"opened","lesson":""#)?;
    Some(Parts::of(Tag::Opened, at.name()?))
}

fn left<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"left","lesson":""#)?;
    let lesson = at.name()?;
    at.eat(br#","at":"#)?;
    let value = at.digits()?;
    Some(Parts { value, ..Parts::of(Tag::Left, lesson) })
}

fn finished<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"finished","lesson":""#)?;
    let lesson = at.name()?;
    at.eat(br#","hash":""#)?;
    let value = at.hex16()?;
    at.eat(b"\"")?;
    Some(Parts { value, ..Parts::of(Tag::Finished, lesson) })
}

fn placed<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"placed","lesson":""#)?;
    let lesson = at.name()?;
    at.eat(br#","sitting":""#)?;
    let value = at.low_of_hex32()?;
    at.eat(b"\"")?;
    Some(Parts { value, ..Parts::of(Tag::Placed, lesson) })
}

fn skipped<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"skipped","question":""#)?;
    let question = at.name()?;
    at.eat(br#","sitting":""#)?;
    let value = at.low_of_hex32()?;
    at.eat(b"\"")?;
    Some(Parts { value, ..Parts::of(Tag::Skipped, question) })
}

fn undone<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"undone","event":""#)?;
    let target = at.hex32()?;
    at.eat(b"\"")?;
    Some(Parts { target, ..Parts::of(Tag::Undone, b"") })
}

fn bookmarked<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"bookmarked","lesson":""#)?;
    let lesson = at.name()?;
    at.eat(br#","at":"#)?;
    at.digits()?;
    at.eat(br#","on":"#)?;
    at.eat(b"true").or_else(|| at.eat(b"false"))?;
    Some(Parts::of(Tag::Bookmarked, lesson))
}

fn sat<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"sat","seed":""#)?;
    at.skip_hex16()?;
    at.eat(br#"","mode":""#)?;
    let mode = at.mode()?;
    at.eat(br#"","questions":["#)?;
    loop {
        at.eat(b"\"")?;
        if Shape::of(at.name()?) != Shape::Question {
            // Malformed; the slow reader says so.
            return None;
        }
        if at.eat(b",").is_none() {
            at.eat(b"]")?;
            return Some(Parts { mark: Mark { mode, ..Mark::NONE }, ..Parts::of(Tag::Sat, b"") });
        }
    }
}

#[inline]
fn answered<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"answered","question":""#)?;
    let question = at.name()?;
    at.eat(br#","key":""#)?;
    let key = at.hex16()? as u32;
    at.eat(br#"","shown":["#)?;
    at.indices()?;
    at.eat(br#","chosen":"#)?;
    at.value(MAX_DEPTH)?;
    at.eat(br#","verdict":""#)?;
    let right = at.either(br#"right""#, br#"wrong""#)?;
    at.eat(br#","confidence":"#)?;
    let confidence = at.confidence()?;
    at.eat(br#","seconds":"#)?;
    u32::try_from(at.digits()?).ok()?;
    at.eat(br#","mode":""#)?;
    let mode = at.mode()?;
    at.eat(br#"","sitting":""#)?;
    let value = at.low_of_hex32()?;
    at.eat(b"\"")?;
    Some(Parts { value, mark: Mark { right, confidence, mode, key }, ..Parts::of(Tag::Answered, question) })
}
