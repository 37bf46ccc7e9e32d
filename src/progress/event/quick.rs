//! The short cut of the fold: reads the lines that this program itself writes, field by field at their known places, without
//! copying and without a JSON parser. Whatever looks different is left to `Event::read`; the two never disagree (a
//! property test holds them together).

use super::{Confidence, Gist, Mark, Mode, Tag};
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
    let Parts { tag, subject, mark, target } = match *at.rest.first()? {
        b'a' => answered(&mut at)?,
        b'l' => left(&mut at)?,
        b'o' => opened(&mut at)?,
        b'f' => finished(&mut at)?,
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
    Some((Gist { id, t, tag, subject, mark, target }, text.len() - at.rest.len()))
}

struct Parts<'a> {
    tag: Tag,
    subject: &'a [u8],
    mark: Mark,
    target: u128,
}

impl<'a> Parts<'a> {
    fn of(tag: Tag, subject: &'a [u8]) -> Self {
        Self { tag, subject, mark: Mark::NONE, target: 0 }
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
    at.digits()?;
    Some(Parts::of(Tag::Left, lesson))
}

fn finished<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"finished","lesson":""#)?;
    let lesson = at.name()?;
    at.eat(br#","hash":""#)?;
    at.skip_hex16()?;
    at.eat(b"\"")?;
    Some(Parts::of(Tag::Finished, lesson))
}

fn skipped<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"skipped","question":""#)?;
    let question = at.name()?;
    at.eat(br#","sitting":""#)?;
    at.skip_hex32()?;
    at.eat(b"\"")?;
    Some(Parts::of(Tag::Skipped, question))
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
    at.mode()?;
    at.eat(br#"","questions":["#)?;
    loop {
        at.eat(b"\"")?;
        if Shape::of(at.name()?) != Shape::Question {
            // Malformed; the slow reader says so.
            return None;
        }
        if at.eat(b",").is_none() {
            at.eat(b"]")?;
            return Some(Parts::of(Tag::Sat, b""));
        }
    }
}

#[inline]
fn answered<'a>(at: &mut Cursor<'a>) -> Option<Parts<'a>> {
    at.eat(br#"answered","question":""#)?;
    let question = at.name()?;
    at.eat(br#","key":""#)?;
    at.skip_hex16()?;
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
    at.skip_hex32()?;
    at.eat(b"\"")?;
    Some(Parts { mark: Mark { right, confidence, mode }, ..Parts::of(Tag::Answered, question) })
}

struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Steps over `literal`.
    #[inline]
    fn eat<const N: usize>(&mut self, literal: &[u8; N]) -> Option<()> {
        let (head, tail) = self.rest.split_first_chunk::<N>()?;
        if head != literal {
            return None;
        }
        self.rest = tail;
        Some(())
    }

    /// Steps over one of two, and says whether it was the first.
    #[inline]
    fn either<const N: usize>(&mut self, first: &[u8; N], second: &[u8; N]) -> Option<bool> {
        let (head, tail) = self.rest.split_first_chunk::<N>()?;
        self.rest = tail;
        if head == first {
            return Some(true);
        }
        (head == second).then_some(false)
    }

    /// Steps over 16 hexadecimal digits in lower case.
    #[inline]
    fn skip_hex16(&mut self) -> Option<()> {
        let (digits, tail) = self.rest.split_first_chunk::<16>()?;
        self.rest = tail;
        (are_hex(word(digits, 0)) & are_hex(word(digits, 8))).then_some(())
    }

    /// Steps over 32 of them.
    #[inline]
    fn skip_hex32(&mut self) -> Option<()> {
        self.skip_hex16()?;
        self.skip_hex16()
    }

    /// Reads 16 of them.
    #[inline]
    fn hex16(&mut self) -> Option<u64> {
        let (digits, tail) = self.rest.split_first_chunk::<16>()?;
        self.rest = tail;
        let (high, low) = (word(digits, 0), word(digits, 8));
        if !(are_hex(high) & are_hex(low)) {
            return None;
        }
        Some(hex8(high) << 32 | hex8(low))
    }

    #[inline]
    fn hex32(&mut self) -> Option<u128> {
        let high = self.hex16()?;
        let low = self.hex16()?;
        Some(u128::from(high) << 64 | u128::from(low))
    }

    /// A whole number of at most 18 digits, as JSON writes it.
    #[inline]
    fn digits(&mut self) -> Option<u64> {
        self.digits_after(0, 0)
    }

    /// The same, quicker where there are at least eight.
    #[inline]
    fn long_digits(&mut self) -> Option<u64> {
        match self.rest.first_chunk::<8>().map(|first| u64::from_le_bytes(*first)) {
            Some(first) if are_decimal(first) => self.digits_after(8, decimal8(first)),
            _ => self.digits(),
        }
    }

    /// The digits after the first `count`, whose value is known.
    #[inline]
    fn digits_after(&mut self, mut count: usize, mut value: u64) -> Option<u64> {
        while let Some(digit) = self.rest.get(count).map(|b| b.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
            value = value * 10 + u64::from(digit);
            count += 1;
            if count > 18 {
                return None;
            }
        }
        let (digits, tail) = self.rest.split_at_checked(count)?;
        if count == 0 || (count > 1 && digits[0] == b'0') {
            return None;
        }
        self.rest = tail;
        Some(value)
    }

    /// The rest of a text up to its quote. Whether it is an id at all, its owner finds out; one with escapes is none.
    #[inline]
    fn name(&mut self) -> Option<&'a [u8]> {
        let mut end = 0;
        while let Some(eight) = self.rest.get(end..).and_then(|rest| rest.first_chunk::<8>()) {
            let quotes = zero_bytes(u64::from_le_bytes(*eight) ^ each(b'"'));
            if quotes != 0 {
                return self.name_until(end + quotes.trailing_zeros() as usize / 8);
            }
            end += 8;
        }
        let last = self.rest.get(end..)?.iter().position(|b| *b == b'"')?;
        self.name_until(end + last)
    }

    #[inline]
    fn name_until(&mut self, end: usize) -> Option<&'a [u8]> {
        let (name, tail) = self.rest.split_at_checked(end)?;
        self.rest = tail.get(1..)?;
        Some(name)
    }

    /// The rest of `[3,0,1]` after the bracket: indices of 16 bits.
    #[inline]
    fn indices(&mut self) -> Option<()> {
        if self.eat(b"]").is_some() {
            return Some(());
        }
        let rest = self.rest;
        let mut at = 0;
        loop {
            let begin = at;
            let mut value = 0u32;
            while let Some(digit) = rest.get(at).map(|b| b.wrapping_sub(b'0')).filter(|digit| *digit < 10) {
                value = value * 10 + u32::from(digit);
                at += 1;
                if value > u32::from(u16::MAX) {
                    return None;
                }
            }
            if at == begin || (at > begin + 1 && rest[begin] == b'0') {
                return None;
            }
            at += 1;
            match rest.get(at - 1)? {
                b',' => {}
                b']' => break,
                _ => return None,
            }
        }
        self.rest = rest.get(at..)?;
        Some(())
    }

    #[inline]
    fn confidence(&mut self) -> Option<Option<Confidence>> {
        if self.eat(b"null").is_some() {
            return Some(None);
        }
        if self.eat(br#""sure""#).is_some() {
            return Some(Some(Confidence::Sure));
        }
        self.eat(br#""unsure""#).map(|()| Some(Confidence::Unsure))
    }

    #[inline]
    fn mode(&mut self) -> Option<Mode> {
        match *self.rest.first()? {
            b'q' => self.eat(b"quiz").map(|()| Mode::Quiz),
            b'l' => self.eat(b"lesson").map(|()| Mode::Lesson),
            b'e' => self.eat(b"exam").map(|()| Mode::Exam),
            b'p' => self.eat(b"placement").map(|()| Mode::Placement),
            _ => self.eat(b"review").map(|()| Mode::Review).or_else(|| self.eat(b"room").map(|()| Mode::Room)),
        }
    }

    /// Any JSON value without blanks, fractions and escapes.
    fn value(&mut self, depth: u8) -> Option<()> {
        match *self.rest.first()? {
            b'"' => self.text(),
            b'[' if depth > 0 => self.items(depth - 1),
            b'{' if depth > 0 => self.members(depth - 1),
            b't' => self.eat(b"true"),
            b'f' => self.eat(b"false"),
            b'n' => self.eat(b"null"),
            _ => self.digits().map(drop),
        }
    }

    fn text(&mut self) -> Option<()> {
        self.eat(b"\"")?;
        let end = self.rest.iter().position(|b| !matches!(b, b' '..=b'~') || matches!(b, b'"' | b'\\'))?;
        self.rest = &self.rest[end..];
        self.eat(b"\"")
    }

    fn items(&mut self, depth: u8) -> Option<()> {
        self.eat(b"[")?;
        if self.eat(b"]").is_some() {
            return Some(());
        }
        loop {
            self.value(depth)?;
            if self.eat(b",").is_none() {
                return self.eat(b"]");
            }
        }
    }

    fn members(&mut self, depth: u8) -> Option<()> {
        self.eat(b"{")?;
        if self.eat(b"}").is_some() {
            return Some(());
        }
        loop {
            self.text()?;
            self.eat(b":")?;
            self.value(depth)?;
            if self.eat(b",").is_none() {
                return self.eat(b"}");
            }
        }
    }
}

const fn each(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

#[inline]
fn word(digits: &[u8; 16], at: usize) -> u64 {
    let mut word = [0; 8];
    word.copy_from_slice(&digits[at..at + 8]);
    u64::from_le_bytes(word)
}

/// The top bit of the first byte that is zero (bits above it may lie).
#[inline]
fn zero_bytes(bytes: u64) -> u64 {
    bytes.wrapping_sub(each(1)) & !bytes & each(0x80)
}

/// Whether all eight bytes are `0-9` or `a-f`. Adding to a byte below 0x80 carries into its top bit, never beyond.
#[inline]
fn are_hex(bytes: u64) -> bool {
    let ascii = bytes & each(0x80) == 0;
    let from_zero = (bytes & each(0x7f)) ^ each(b'0');
    let over_nine = from_zero + each(0x7f - 9);
    let from_grave = (bytes & each(0x7f)) ^ each(b'`');
    let over_f = from_grave + each(0x7f - 6);
    let over_grave = from_grave + each(0x7f);
    let wrong = over_nine & (over_f | !over_grave) & each(0x80);
    ascii && wrong == 0
}

/// The value of eight hexadecimal digits, the first one the highest.
#[inline]
fn hex8(digits: u64) -> u64 {
    let nibbles = (digits & each(0x0f)) + 9 * (digits >> 6 & each(1));
    let bytes = (nibbles << 4 | nibbles >> 8) & 0x00ff_00ff_00ff_00ff;
    let pairs = (bytes << 8 | bytes >> 16) & 0x0000_ffff_0000_ffff;
    (pairs << 16 | pairs >> 32) & 0xffff_ffff
}

#[inline]
fn are_decimal(bytes: u64) -> bool {
    let from_zero = bytes ^ each(b'0');
    from_zero & each(0x80) == 0 && (from_zero + each(0x7f - 9)) & each(0x80) == 0
}

/// The value of eight decimal digits, the first one the highest.
#[inline]
fn decimal8(digits: u64) -> u64 {
    let ones = digits & each(0x0f);
    let pairs = (ones * 10 + (ones >> 8)) & 0x00ff_00ff_00ff_00ff;
    let fours = (pairs * 100 + (pairs >> 16)) & 0x0000_ffff_0000_ffff;
    (fours * 10_000 + (fours >> 32)) & 0xffff_ffff
}
