//! The essence of a log: of the events only those that a start asks about (the last visit of each lesson, the last answer to each
//! question, what is set, the sitting that was left), and sums in place of the others. A small part of a long log, and read in a
//! fraction of the time. The record is the same to whoever asks; what needs every event reads the rest first.
//!
//! Knows no files: where the rest is, [`Rest`] knows. Bytes as in [`super::journal`], then asked and right of each name, the times of
//! the answers, and the time and the id of the last event.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use super::journal::{Frozen, Key, No, put_bytes, put_len};
use super::names::Names;
use super::{Gist, Intake, Record, Tag};
use crate::id::EventId;
use crate::time::Timestamp;

/// Reads all that an essence was made of into an empty intake, from a snapshot or from the log itself. Returns false where neither can
/// be read.
pub type Rest = Arc<dyn Fn(&mut Intake) -> bool + Send + Sync>;

/// An essence that is to be read, and where the rest is.
pub struct Essence<'a> {
    /// What [`Intake::freeze`] wrote first.
    pub bytes: &'a mut dyn Read,
    /// The rest.
    pub rest: Rest,
}

/// What a record that was made of an essence does not hold.
#[derive(Clone)]
pub(super) struct Waiting {
    rest: Option<Rest>,
    /// Every line that was taken in since.
    since: Vec<u8>,
    /// When the answers were given that count, the last one first: steps back in milliseconds, seven bits a byte, the highest bit
    /// says that more follow. The first step is from `from`.
    times: Vec<u8>,
    from: i64,
    /// Entries of the journal below this number came with the essence.
    pub held: No,
    /// The last event of all.
    pub last: Key,
}

impl fmt::Debug for Waiting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Waiting").field("held", &self.held).field("last", &self.last).finish_non_exhaustive()
    }
}

impl Waiting {
    /// Keeps lines for the time when the rest is read.
    pub fn keep(&mut self, lines: &[u8]) {
        self.since.extend_from_slice(lines);
        if !lines.ends_with(b"\n") {
            self.since.push(b'\n');
        }
    }

    /// Returns when the answers of the essence were given, the last one first.
    pub fn answered(&self) -> impl Iterator<Item = Timestamp> {
        let (mut bytes, mut t) = (self.times.iter(), self.from);
        std::iter::from_fn(move || {
            let (mut step, mut shift) = (0u64, 0);
            loop {
                let byte = *bytes.next()?;
                step |= u64::from(byte & 0x7f).checked_shl(shift).unwrap_or(0);
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            t = t.wrapping_sub_unsigned(step);
            Some(Timestamp(t))
        })
    }
}

impl Intake {
    /// Starts from an essence of the beginning of the same log; to be called first or not at all. Returns false, and changes nothing,
    /// where the bytes make no sense, cannot be read, or hold a date that cannot be believed.
    pub fn thaw_essence(&mut self, essence: Essence<'_>) -> bool {
        let mut journal = self.record.journal.emptied();
        let mut names = Names::default();
        let Some((census, counts, waiting)) = read(essence, &mut journal, &mut names) else { return false };
        let mut record = Record { journal, names, census, ..self.record.clone() };
        record.refold();
        for (sym, counts) in counts {
            record.fold.set_counts(sym, counts);
        }
        record.waiting = Some(Box::new(waiting));
        self.fresh = record.journal.order().len();
        self.record = record;
        true
    }
}

type Counts = Vec<(super::Sym, (u32, u32))>;

fn read(
    essence: Essence<'_>,
    journal: &mut super::Journal,
    names: &mut Names,
) -> Option<(super::Census, Counts, Waiting)> {
    let mut from = Frozen { read: essence.bytes };
    let (census, syms) = journal.thaw(&mut from, names)?;
    let mut counts = Vec::with_capacity(syms.len());
    for sym in syms {
        counts.push((sym, (from.u32()?, from.u32()?)));
    }
    // A name without answers has no tally to be set, and a chapter none at all.
    counts.retain(|(_, (asked, _))| *asked > 0);
    let times = from.bytes()?;
    let (t, id) = (from.u64()? as i64, from.u128()?);
    let last = journal.key_at(t, id);
    let held = journal.order().len() as No;
    let waiting = Waiting { rest: Some(essence.rest), since: Vec::new(), times, from: t, held, last };
    (from.is_at_end() && last.believed).then_some((census, counts, waiting))
}

impl Record {
    /// Writes the essence. Every date has to be believed.
    pub(super) fn freeze_essence(&self) -> Vec<u8> {
        let mut is_kept = vec![false; self.journal.order().len()];
        let asked_about = self.fold.tallies().flat_map(|(_, tally)| {
            [tally.visited, tally.left, tally.finished, tally.placed, tally.answered, tally.skipped]
                .into_iter()
                .flatten()
        });
        let set = self.fold.bookmarks.values().chain(&self.fold.flags).copied();
        let begun = [self.fold.sat, self.fold.fresh, self.fold.exam].into_iter().flatten();
        for no in asked_about.chain(set).chain(begun) {
            is_kept[no as usize] = true;
        }
        let sittings = [self.fold.sat, self.fold.exam].map(|no| no.map(|no| self.journal.entry(no).id as u64));
        for no in self.journal.order() {
            let entry = self.journal.entry(*no);
            is_kept[*no as usize] |= entry.live
                && match entry.tag {
                    Tag::Set | Tag::Reset => true,
                    Tag::Answered | Tag::Skipped => sittings.contains(&Some(entry.value)),
                    _ => false,
                };
        }
        // One that undoes what was not read yet, as happens when logs are merged.
        for (no, target) in self.journal.undos() {
            is_kept[*no as usize] |= self.journal.entry(*no).live && self.journal.find(EventId(*target)).is_none();
        }
        let part = self.journal.part(|no| is_kept[no as usize]);
        let (mut out, syms) = part.freeze(&self.names, &self.census);
        for sym in syms {
            let (asked, right) = self.fold.get(sym).map_or((0, 0), |tally| (tally.asked, tally.right));
            out.extend(asked.to_le_bytes());
            out.extend(right.to_le_bytes());
        }
        let last =
            self.journal.order().last().map_or((0, 0), |no| (self.journal.entry(*no).t, self.journal.entry(*no).id));
        put_bytes(&mut out, &self.steps_back(last.0));
        put_len(&mut out, last.0 as usize);
        out.extend(last.1.to_le_bytes());
        out
    }

    fn steps_back(&self, from: i64) -> Vec<u8> {
        let (mut out, mut t) = (Vec::new(), from);
        for no in self.journal.order().iter().rev() {
            let entry = self.journal.entry(*no);
            if entry.tag != Tag::Answered || !entry.live {
                continue;
            }
            let mut step = t.wrapping_sub(entry.t) as u64;
            while step >= 0x80 {
                out.push(step as u8 | 0x80);
                step >>= 7;
            }
            out.push(step as u8);
            t = entry.t;
        }
        out
    }

    /// Returns whether an event cannot be taken in as long as others are missing: it belongs between them, or changes what they mean.
    #[inline]
    pub(super) fn needs_all(&self, gist: &Gist<'_>) -> bool {
        self.waiting.as_ref().is_some_and(|waiting| {
            matches!(gist.tag, Tag::Undone | Tag::Reset) || self.journal.key_at(gist.t, gist.id) <= waiting.last
        })
    }

    /// Reads the events that the essence left out. Returns whether that changed anything: not where nothing was left out, and not where
    /// the log is gone; then it goes on with what it has.
    pub(super) fn complete(&mut self) -> bool {
        let Some(rest) = self.waiting.as_mut().and_then(|waiting| waiting.rest.take()) else { return false };
        let mut intake = Intake { record: Self::new(Timestamp(0)), ..Intake::new(Timestamp(0)) };
        intake.record.journal = self.journal.emptied();
        if !rest(&mut intake) {
            return false;
        }
        let Some(waiting) = self.waiting.take() else { return false };
        intake.add(&waiting.since, 0);
        let aliases = self.names.aliases().clone();
        *self = intake.finish();
        self.set_aliases(aliases);
        true
    }
}
