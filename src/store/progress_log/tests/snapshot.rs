//! The snapshot: as quick as it may be, never different from the log.

use super::*;
use crate::progress::record::Answer;
use crate::progress::{Essence, Intake};
use crate::store::progress_log::LogReader;

/// Enough events to be worth a snapshot.
const MANY: usize = 900;

/// Counts what an intake is given.
struct Counting {
    intake: Intake,
    thawed: bool,
    bytes: usize,
}

impl LogReader for Counting {
    fn thaw(&mut self, essence: Essence<'_>) -> bool {
        self.thawed = self.intake.thaw_essence(essence);
        self.thawed
    }

    fn add(&mut self, lines: &[u8], more: u64) {
        self.bytes += lines.len();
        self.intake.add(lines, more);
    }
}

struct Start {
    log: ProgressLog,
    record: Record,
    found: Found,
    thawed: bool,
    bytes: usize,
}

fn start(dir: &tempfile::TempDir, now: Timestamp) -> Start {
    let mut counting = Counting { intake: Intake::new(now), thawed: false, bytes: 0 };
    let Opened { log, found } = ProgressLog::open(dir.path(), &mut counting);
    let Counting { intake, thawed, bytes } = counting;
    Start { log, record: intake.finish(), found, thawed, bytes }
}

/// The log of a learner and the learner, a snapshot written.
fn snapped() -> (tempfile::TempDir, Learner) {
    let mut learner = Learner::new(11);
    let dir = with(&learner.log(MANY));
    let mut first = start(&dir, learner.now());
    assert!(!first.thawed && first.log.write_snapshot().unwrap());
    assert!(!first.log.write_snapshot().unwrap(), "nothing new");
    (dir, learner)
}

fn assert_same(record: &Record, log: &[u8], now: Timestamp) {
    let expected = Record::from_log(log, now);
    assert_eq!(record.census(), expected.census());
    let answers = |record: &Record| {
        record.clone().answers().map(|Answer { event, right, .. }| (event, right)).collect::<Vec<_>>()
    };
    assert_eq!(answers(record), answers(&expected));
    assert!(record.recent().eq(expected.recent()));
    assert_eq!(record.half_sitting(), expected.half_sitting());
}

#[test]
fn a_start_from_a_snapshot_reads_only_the_rest() {
    let (dir, mut learner) = snapped();
    let covered = start(&dir, learner.now());
    assert!(covered.thawed && covered.bytes == 0);
    assert_same(&covered.record, &file_in(&dir), learner.now());

    let mut log = covered.log;
    let more = learner.events(20);
    more.iter().for_each(|event| drop(append(&mut log, event)));
    assert!(!log.write_snapshot().unwrap(), "not worth it yet");
    let again = start(&dir, learner.now());
    assert!(again.thawed && again.bytes == to_log(&more).len());
    assert_same(&again.record, &file_in(&dir), learner.now());
}

#[test]
fn much_that_is_new_is_worth_another() {
    let (dir, mut learner) = snapped();
    let text = [file_in(&dir), learner.log(MANY)].concat();
    fs::write(dir.path().join(FILE_NAME), &text).unwrap();
    let mut second = start(&dir, learner.now());
    assert!(second.thawed && second.log.write_snapshot().unwrap());
    let third = start(&dir, learner.now());
    assert!(third.thawed && third.bytes == 0);
    assert_same(&third.record, &text, learner.now());
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "no drafts left");
}

#[test]
fn an_edit_in_the_middle_is_noticed_at_the_end() {
    let (dir, learner) = snapped();
    let text = String::from_utf8(file_in(&dir)).unwrap();
    let edited = text.replacen(r#""verdict":"wrong""#, r#""verdict":"right""#, 1);
    assert_eq!(text.len(), edited.len());
    fs::write(dir.path().join(FILE_NAME), &edited).unwrap();
    let mut unaware = start(&dir, learner.now());
    assert!(unaware.thawed && unaware.log.write_snapshot().unwrap());
    let aware = start(&dir, learner.now());
    assert!(aware.thawed);
    assert_same(&aware.record, edited.as_bytes(), learner.now());
}

#[test]
fn a_short_log_needs_none() {
    let dir = with(&log_of(0..100));
    let mut log = open(dir.path()).0;
    assert!(!log.write_snapshot().unwrap());
    assert!(!dir.path().join(SNAPSHOT_NAME).exists());
}

#[test]
fn a_snapshot_that_does_not_fit_is_not_used() {
    type Change = fn(&Path, &Path);
    let changes: &[(&str, Change)] = &[
        ("another log", |log, _| fs::write(log, Learner::new(12).log(MANY + 100)).unwrap()),
        ("a shorter log", |log, _| {
            let text = fs::read(log).unwrap();
            let line = text[..text.len() - 1].iter().rposition(|b| *b == b'\n').unwrap();
            fs::write(log, &text[..=line]).unwrap();
        }),
        ("a line taken out", |log, _| {
            let text = fs::read(log).unwrap();
            let line = text.iter().position(|b| *b == b'\n').unwrap();
            fs::write(log, &text[line + 1..]).unwrap();
        }),
        ("another last line", |log, _| {
            let mut text = fs::read(log).unwrap();
            let at = text.len() - 40;
            text[at] ^= 1;
            fs::write(log, text).unwrap();
        }),
        ("an empty snapshot", |_, snapshot| fs::write(snapshot, "").unwrap()),
        ("a snapshot cut in its essence", |_, snapshot| {
            let bytes = fs::read(snapshot).unwrap();
            fs::write(snapshot, &bytes[..400]).unwrap();
        }),
        ("zeroes from its essence on", |_, snapshot| {
            let mut bytes = fs::read(snapshot).unwrap();
            bytes[400..].fill(0);
            fs::write(snapshot, bytes).unwrap();
        }),
        ("of another version", |_, snapshot| {
            let mut bytes = fs::read(snapshot).unwrap();
            bytes[28] += 1;
            fs::write(snapshot, bytes).unwrap();
        }),
        ("a folder of that name", |_, snapshot| {
            fs::remove_file(snapshot).unwrap();
            fs::create_dir(snapshot).unwrap();
        }),
    ];
    for (what, change) in changes {
        let (dir, learner) = snapped();
        change(&dir.path().join(FILE_NAME), &dir.path().join(SNAPSHOT_NAME));
        let text = file_in(&dir);
        let started = start(&dir, learner.now());
        assert!(!started.thawed, "{what}");
        assert_same(&started.record, &text, learner.now());
    }
}

#[test]
fn every_damaged_byte_is_noticed() {
    let (dir, learner) = snapped();
    let path = dir.path().join(SNAPSHOT_NAME);
    let log = file_in(&dir);
    let bytes = fs::read(&path).unwrap();
    let head = bytes.iter().position(|b| *b == b'\n').unwrap() + 1;
    let essence = u64::from_le_bytes(bytes[head + 32..head + 40].try_into().unwrap()) as usize;
    let end_of_essence = head + 56 + essence;
    for at in (0..bytes.len()).step_by(1_999).chain(0..head + 56) {
        let mut damaged = bytes.clone();
        damaged[at] ^= 0x10;
        fs::write(&path, damaged).unwrap();
        let started = start(&dir, learner.now());
        // The checksum of the rest, and the rest, are looked at when somebody needs it; then the log is read instead.
        let is_rest = at >= end_of_essence || (head + 48..head + 56).contains(&at);
        assert_eq!(started.thawed, is_rest, "{at}");
        assert_same(&started.record, &log, learner.now());
    }
}

#[test]
fn the_rest_of_a_snapshot_that_is_gone_is_read_from_the_log() {
    for change in
        [|snapshot: &Path| fs::remove_file(snapshot).unwrap(), |snapshot: &Path| fs::write(snapshot, "").unwrap()]
    {
        let (dir, learner) = snapped();
        let started = start(&dir, learner.now());
        change(&dir.path().join(SNAPSHOT_NAME));
        assert!(started.thawed);
        assert_same(&started.record, &file_in(&dir), learner.now());
    }
}

#[test]
fn what_is_no_event_is_remembered_too() {
    let mut learner = Learner::new(11);
    let huge = [vec![b'x'; MAX_LINE * 2], b"\n".to_vec()].concat();
    let text = [huge, learner.log(MANY), b"a note\n\xff\n".to_vec(), b"{\"torn".to_vec()].concat();
    let dir = with(&text);
    let mut first = start(&dir, learner.now());
    assert!(first.found.torn.is_some() && first.found.huge == 1);
    assert!(first.log.write_snapshot().unwrap());
    let second = start(&dir, learner.now());
    assert!(second.thawed && second.found.torn.is_none());
    assert_eq!((second.found.huge, second.record.census().foreign), (1, 2));
    let Start { mut log, .. } = second;
    assert_eq!(append(&mut log, &event(1)), b"", "all of it is known");
}

#[test]
fn a_snapshot_that_cannot_be_written_does_no_harm() {
    let learner = &mut Learner::new(11);
    let dir = with(&learner.log(MANY));
    let path = dir.path().join(SNAPSHOT_NAME);
    fs::create_dir(&path).unwrap();
    fs::write(path.join("in the way"), "").unwrap();
    let error = start(&dir, learner.now()).log.write_snapshot().unwrap_err();
    let message = error.to_string();
    assert!(
        message.starts_with(&format!("{}: cannot write what makes the next start quick: ", path.display())),
        "{message}"
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "no drafts left");
}

#[test]
fn which_dates_are_believed_is_decided_at_the_start() {
    let mut learner = Learner::new(11);
    let dir = with(&learner.log(MANY));
    let mut first = start(&dir, learner.now());
    assert!(first.log.write_snapshot().unwrap());
    // As if the clock had been far ahead for the second half of the log.
    let middle = Timestamp(learner.now().0 - 86_400_000 * 5);
    let second = start(&dir, middle);
    assert!(!second.thawed, "an essence is of no use there");
    let mut expected = Record::from_log(&file_in(&dir), middle);
    let mut record = second.record;
    assert!(record.recent().eq(expected.recent()));
    assert!(record.answers().eq(expected.answers()));
}
