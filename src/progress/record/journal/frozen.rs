//! A journal as bytes, to start from instead of reading the whole log again. Nothing but a short cut: it is made from the
//! log alone, its owner says which part of the log it stands for, and whatever looks wrong is thrown away.
//!
//! Numbers are little-endian. Census, names, rare lines, answers of the last sitting and of the last exam, undos, how many entries, then one of [`ENTRY`] bytes each.

use std::io::Read;

use super::{Entry, Journal, MAX_RESERVE, No};
use crate::progress::event::{Confidence, Mark, Mode, Tag};
use crate::progress::record::names::{Names, Sym};
use crate::progress::record::{Census, fits};

/// Bytes of an entry: id, t, value, name, key, tag, mark.
const ENTRY: usize = 16 + 8 + 8 + 4 + 4 + 1 + 1;

/// Entries that are read at once.
const AT_ONCE: usize = 400;

const TAGS: [Tag; 13] = [
    Tag::Answered,
    Tag::Opened,
    Tag::Left,
    Tag::Finished,
    Tag::Skipped,
    Tag::Undone,
    Tag::Reset,
    Tag::Bookmarked,
    Tag::Flagged,
    Tag::Set,
    Tag::Sat,
    Tag::Ended,
    Tag::Placed,
];

impl Journal {
    /// Writes everything in order. Returns the names too, in the order they were written.
    pub fn freeze(&self, names: &Names, census: &Census) -> (Vec<u8>, Vec<Sym>) {
        let mut out = Vec::with_capacity(self.entries.len() * (ENTRY + 4) + self.rare.len());
        for count in [census.events, census.repeated, census.unknown, census.malformed, census.foreign] {
            out.extend((count as u64).to_le_bytes());
        }
        let used = self.used_names();
        put_len(&mut out, used.list.len());
        for sym in &used.list {
            put_bytes(&mut out, names.text(*sym));
        }
        put_bytes(&mut out, &self.rare);
        self.answers.iter().for_each(|lines| put_bytes(&mut out, lines));
        let mut places = vec![0u32; self.entries.len()];
        for (place, no) in (0..).zip(&self.order) {
            places[*no as usize] = place;
        }
        put_len(&mut out, self.undos.len());
        for (no, target) in &self.undos {
            out.extend(places[*no as usize].to_le_bytes());
            out.extend(target.to_le_bytes());
        }
        put_len(&mut out, self.order.len());
        for no in &self.order {
            put_entry(&mut out, self.entry(*no), used.places[self.entry(*no).sym as usize]);
        }
        (out, used.list)
    }

    fn used_names(&self) -> Used {
        let mut used = Used::default();
        for no in &self.order {
            let sym = self.entry(*no).sym;
            if sym as usize >= used.places.len() {
                used.places.resize(sym as usize + 1, u32::MAX);
            }
            if used.places[sym as usize] == u32::MAX {
                used.places[sym as usize] = used.list.len() as u32;
                used.list.push(sym);
            }
        }
        used
    }

    /// Reads what [`Journal::freeze`] wrote, into a journal that is empty. Returns the census and the names, or nothing where the
    /// bytes make no sense; the journal is of no use then.
    pub fn thaw(&mut self, from: &mut Frozen<'_>, names: &mut Names) -> Option<(Census, Vec<Sym>)> {
        let mut count = || usize::try_from(from.u64()?).ok();
        let census =
            Census { events: count()?, repeated: count()?, unknown: count()?, malformed: count()?, foreign: count()? };
        let mut syms = Vec::new();
        for _ in 0..from.u64()? {
            syms.push(names.intern(&from.bytes()?));
        }
        self.rare = from.bytes()?;
        self.answers = [from.bytes()?, from.bytes()?];
        for _ in 0..from.u64()? {
            self.undos.push((from.u32()?, from.u128()?));
        }
        let entries = u32::try_from(from.u64()?).ok()?;
        self.thaw_entries(entries as usize, from, &syms, names)?;
        // They were frozen in order, each once.
        self.order.extend(0..entries);
        let is_undo = |no: No| no < entries && self.entry(no).tag == Tag::Undone;
        self.undos.iter().all(|(no, _)| is_undo(*no)).then_some((census, syms))
    }

    /// Through the same small memory again and again: fresh memory costs more than reading.
    fn thaw_entries(&mut self, mut left: usize, from: &mut Frozen<'_>, syms: &[Sym], names: &Names) -> Option<()> {
        self.entries.reserve(left.min(MAX_RESERVE as usize));
        let mut chunk = [0; AT_ONCE * ENTRY];
        while left > 0 {
            let count = left.min(AT_ONCE);
            let part = &mut chunk[..count * ENTRY];
            from.read.read_exact(part).ok()?;
            for bytes in part.as_chunks::<ENTRY>().0 {
                self.thaw_entry(get_entry(bytes, syms)?, names)?;
            }
            left -= count;
        }
        Some(())
    }

    #[inline]
    fn thaw_entry(&mut self, entry: Entry, names: &Names) -> Option<()> {
        if !fits(entry.tag, names.get(entry.sym)) {
            return None;
        }
        let no = self.entries.len() as No;
        self.entries.push(entry);
        match entry.tag {
            Tag::Opened
            | Tag::Left
            | Tag::Finished
            | Tag::Placed
            | Tag::Skipped
            | Tag::Answered
            | Tag::Undone
            | Tag::Ended => Some(()),
            tag => self.thaw_rare(no, tag),
        }
    }

    #[cold]
    fn thaw_rare(&mut self, no: No, tag: Tag) -> Option<()> {
        let entry = self.entry(no);
        if tag.is_rare() && entry.value >= self.rare.len() as u64 {
            return None;
        }
        let (key, entry) = (self.key_of(entry), *entry);
        match tag {
            Tag::Reset => self.resets.push(no),
            Tag::Sat => {
                self.begins(&entry, key);
            }
            _ => {}
        }
        Some(())
    }
}

/// The names that events speak of.
#[derive(Default)]
struct Used {
    list: Vec<Sym>,
    /// Where each stands in the list.
    places: Vec<u32>,
}

pub(in crate::progress::record) fn put_len(out: &mut Vec<u8>, len: usize) {
    out.extend((len as u64).to_le_bytes());
}

pub(in crate::progress::record) fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_len(out, bytes.len());
    out.extend_from_slice(bytes);
}

fn put_entry(out: &mut Vec<u8>, entry: &Entry, name: u32) {
    let Mark { right, confidence, mode, key } = entry.mark;
    let confidence = Confidence::ALL.iter().position(|one| Some(*one) == confidence).map_or(0, |at| at + 1);
    let mode = Mode::ALL.iter().position(|one| *one == mode).unwrap_or(0);
    let tag = TAGS.iter().position(|one| *one == entry.tag).unwrap_or(0);
    out.extend(entry.id.to_le_bytes());
    out.extend(entry.t.to_le_bytes());
    out.extend(entry.value.to_le_bytes());
    out.extend(name.to_le_bytes());
    out.extend(key.to_le_bytes());
    out.extend([tag as u8, u8::from(right) | (confidence as u8) << 1 | (mode as u8) << 3]);
}

#[inline]
fn get_entry(bytes: &[u8; ENTRY], syms: &[Sym]) -> Option<Entry> {
    let (id, rest) = bytes.split_first_chunk()?;
    let (t, rest) = rest.split_first_chunk()?;
    let (value, rest) = rest.split_first_chunk()?;
    let (name, rest) = rest.split_first_chunk()?;
    let (key, rest) = rest.split_first_chunk()?;
    let [tag, mark] = *rest else { return None };
    Some(Entry {
        id: u128::from_le_bytes(*id),
        t: i64::from_le_bytes(*t),
        value: u64::from_le_bytes(*value),
        sym: *syms.get(u32::from_le_bytes(*name) as usize)?,
        tag: *TAGS.get(usize::from(tag))?,
        mark: Mark { key: u32::from_le_bytes(*key), ..get_mark(mark)? },
        live: true,
    })
}

#[inline]
fn get_mark(mark: u8) -> Option<Mark> {
    let confidence = match mark >> 1 & 3 {
        0 => None,
        at => Some(*Confidence::ALL.get(usize::from(at) - 1)?),
    };
    Some(Mark { right: mark & 1 == 1, confidence, mode: *Mode::ALL.get(usize::from(mark >> 3))?, key: 0 })
}

/// The bytes, in order. Their lengths are not believed before they were read.
pub(in crate::progress::record) struct Frozen<'a> {
    /// Where they come from.
    pub read: &'a mut dyn Read,
}

impl Frozen<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let mut bytes = [0; N];
        self.read.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Reads a number of 32 bits.
    pub fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    /// Reads a number of 64 bits.
    pub fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    /// Reads a number of 128 bits.
    pub fn u128(&mut self) -> Option<u128> {
        self.take().map(u128::from_le_bytes)
    }

    /// Reads bytes behind their length.
    pub fn bytes(&mut self) -> Option<Vec<u8>> {
        let len = self.u64()?;
        let mut bytes = Vec::with_capacity(len.min(MAX_RESERVE) as usize);
        self.read.take(len).read_to_end(&mut bytes).ok()?;
        (bytes.len() as u64 == len).then_some(bytes)
    }

    /// Returns whether nothing is left; a reader that knows better says so by an error.
    pub fn is_at_end(&mut self) -> bool {
        self.read.read(&mut [0]).is_ok_and(|got| got == 0)
    }
}
