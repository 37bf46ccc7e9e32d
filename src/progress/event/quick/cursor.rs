//! Steps through a line of known shape: every step either finds what it expects, or nothing is made of the line.

use super::eight::{are_decimal, are_hex, decimal8, each, hex8, word, zero_bytes};
use crate::progress::event::{Confidence, Mode};

/// What is left of the line.
pub(super) struct Cursor<'a> {
    pub rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Steps over `literal`.
    #[inline]
    pub fn eat<const N: usize>(&mut self, literal: &[u8; N]) -> Option<()> {
        let (head, tail) = self.rest.split_first_chunk::<N>()?;
        if head != literal {
            return None;
        }
        self.rest = tail;
        Some(())
    }

    /// Steps over one of two, and says whether it was the first.
    #[inline]
    pub fn either<const N: usize>(&mut self, first: &[u8; N], second: &[u8; N]) -> Option<bool> {
        let (head, tail) = self.rest.split_first_chunk::<N>()?;
        self.rest = tail;
        if head == first {
            return Some(true);
        }
        (head == second).then_some(false)
    }

    /// Steps over 16 hexadecimal digits in lower case.
    #[inline]
    pub fn skip_hex16(&mut self) -> Option<()> {
        let (digits, tail) = self.rest.split_first_chunk::<16>()?;
        self.rest = tail;
        (are_hex(word(digits, 0)) & are_hex(word(digits, 8))).then_some(())
    }

    /// Reads 32 of them, and returns the lower half.
    #[inline]
    pub fn low_of_hex32(&mut self) -> Option<u64> {
        self.skip_hex16()?;
        self.hex16()
    }

    /// Reads 16 of them.
    #[inline]
    pub fn hex16(&mut self) -> Option<u64> {
        let (digits, tail) = self.rest.split_first_chunk::<16>()?;
        self.rest = tail;
        let (high, low) = (word(digits, 0), word(digits, 8));
        if !(are_hex(high) & are_hex(low)) {
            return None;
        }
        Some(hex8(high) << 32 | hex8(low))
    }

    /// Reads 32 hexadecimal digits.
    #[inline]
    pub fn hex32(&mut self) -> Option<u128> {
        let high = self.hex16()?;
        let low = self.hex16()?;
        Some(u128::from(high) << 64 | u128::from(low))
    }

    /// A whole number of at most 18 digits, as JSON writes it.
    #[inline]
    pub fn digits(&mut self) -> Option<u64> {
        self.digits_after(0, 0)
    }

    /// The same, quicker where there are at least eight.
    #[inline]
    pub fn long_digits(&mut self) -> Option<u64> {
        match self.rest.first_chunk::<8>().map(|first| u64::from_le_bytes(*first)) {
            Some(first) if are_decimal(first) => self.digits_after(8, decimal8(first)),
            _ => self.digits(),
        }
    }

    /// The digits after the first `count`, whose value is known.
    #[inline]
    pub fn digits_after(&mut self, mut count: usize, mut value: u64) -> Option<u64> {
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
    pub fn name(&mut self) -> Option<&'a [u8]> {
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

    /// Reads a name up to byte `end`, which has to be plain.
    #[inline]
    pub fn name_until(&mut self, end: usize) -> Option<&'a [u8]> {
        let (name, tail) = self.rest.split_at_checked(end)?;
        self.rest = tail.get(1..)?;
        Some(name)
    }

    /// The rest of `[3,0,1]` after the bracket: indices of 16 bits.
    #[inline]
    pub fn indices(&mut self) -> Option<()> {
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

    /// Reads a confidence or `null`.
    #[inline]
    pub fn confidence(&mut self) -> Option<Option<Confidence>> {
        if self.eat(b"null").is_some() {
            return Some(None);
        }
        if self.eat(br#""sure""#).is_some() {
            return Some(Some(Confidence::Sure));
        }
        self.eat(br#""unsure""#).map(|()| Some(Confidence::Unsure))
    }

    /// Reads the word of a mode.
    #[inline]
    pub fn mode(&mut self) -> Option<Mode> {
        match *self.rest.first()? {
            b'q' => self.eat(b"quiz").map(|()| Mode::Quiz),
            b'l' => self.eat(b"lesson").map(|()| Mode::Lesson),
            b'e' => self.eat(b"exam").map(|()| Mode::Exam),
            b'p' => self.eat(b"placement").map(|()| Mode::Placement),
            _ => self.eat(b"review").map(|()| Mode::Review).or_else(|| self.eat(b"room").map(|()| Mode::Room)),
        }
    }

    /// Any JSON value without blanks, fractions and escapes.
    pub fn value(&mut self, depth: u8) -> Option<()> {
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

    /// Passes over a quoted text.
    pub fn text(&mut self) -> Option<()> {
        self.eat(b"\"")?;
        let end = self.rest.iter().position(|b| !matches!(b, b' '..=b'~') || matches!(b, b'"' | b'\\'))?;
        self.rest = &self.rest[end..];
        self.eat(b"\"")
    }

    /// Passes over the rest of an array.
    pub fn items(&mut self, depth: u8) -> Option<()> {
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

    /// Passes over the rest of an object.
    pub fn members(&mut self, depth: u8) -> Option<()> {
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
