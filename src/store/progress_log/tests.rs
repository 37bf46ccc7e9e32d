//! Logs that are torn, shared, full, foreign; nothing is lost.

mod snapshot;
mod transfer;

use std::io::{self, Cursor, Seek, SeekFrom, Write};
use std::thread;

use proptest::prelude::*;

use super::reading::MAX_LINE;
use super::writing::Target;
use super::*;
use crate::id::EventId;
use crate::progress::synthetic::{Learner, to_log};
use crate::progress::{EventKind, Record};
use crate::time::Timestamp;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// A folder whose log holds `text`.
fn with(text: &[u8]) -> tempfile::TempDir {
    let dir = folder();
    fs::write(dir.path().join(FILE_NAME), text).unwrap();
    dir
}

fn file_in(dir: &tempfile::TempDir) -> Vec<u8> {
    fs::read(dir.path().join(FILE_NAME)).unwrap()
}

fn event(id: u128) -> Event {
    let lesson = "works/dockerignore".parse().unwrap();
    Event { id: EventId(id), t: Timestamp(id as i64), kind: EventKind::Finished { lesson, hash: 1 } }
}

fn log_of(ids: impl IntoIterator<Item = u128>) -> Vec<u8> {
    to_log(&ids.into_iter().map(event).collect::<Vec<_>>())
}

fn quiet(found: &Found) -> bool {
    found.torn.is_none() && found.huge == 0 && found.trouble.is_none()
}

/// A log that was opened, with its text.
struct Read {
    log: ProgressLog,
    text: Vec<u8>,
    found: Found,
}

fn read(dir: &Path) -> Read {
    let mut text = Vec::new();
    let Opened { log, found } = ProgressLog::open(dir, &mut |lines: &[u8], _| text.extend_from_slice(lines));
    Read { log, text, found }
}

/// Opens a log where nothing is to be told.
fn open(dir: &Path) -> (ProgressLog, Vec<u8>) {
    let Read { log, text, found } = read(dir);
    assert!(quiet(&found), "{found:?}");
    (log, text)
}

/// Appends where nothing is to be told; returns the news.
fn append(log: &mut ProgressLog, event: &Event) -> Vec<u8> {
    let appended = log.append(event);
    assert!(quiet(&appended.found), "{:?}", appended.found);
    appended.news
}

fn trouble(found: &Found) -> String {
    found.trouble.as_ref().unwrap().to_string()
}

#[test]
fn a_missing_folder_is_made_by_the_first_append() {
    let dir = folder();
    let deep = dir.path().join("a/b");
    let (mut log, text) = open(&deep);
    assert!(text.is_empty() && !deep.exists());
    assert_eq!(log.flush().news, b"", "nothing waits");
    append(&mut log, &event(1));
    append(&mut log, &event(2));
    assert_eq!(fs::read(deep.join(FILE_NAME)).unwrap(), log_of([1, 2]));
    assert_eq!(open(&deep).1, log_of([1, 2]));
    assert_eq!((log.path(), log.pending()), (deep.join(FILE_NAME).as_path(), 0));
}

#[test]
fn an_empty_file_is_an_empty_log() {
    let dir = with(b"");
    let (mut log, text) = open(dir.path());
    assert_eq!(text, b"");
    append(&mut log, &event(1));
    assert_eq!(file_in(&dir), log_of([1]));
}

#[test]
fn a_log_cut_anywhere_loses_no_whole_line() {
    let mut whole = log_of([1, 2]);
    let flag = EventKind::Flagged { subject: "works/a".to_owned(), note: "é \"{}\"".to_owned() };
    whole.extend(to_log(&[Event { kind: flag, ..event(3) }]));
    for cut in 0..=whole.len() {
        let dir = with(&whole[..cut]);
        let kept = whole[..cut].iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        let mut opened = read(dir.path());
        // A line that lacks only its line feed is whole.
        let whole_tail = whole.get(cut) == Some(&b'\n');
        let mut expected = whole[..if whole_tail { cut } else { kept }].to_vec();
        if whole_tail {
            expected.push(b'\n');
        }
        assert_eq!(opened.text, expected, "cut at {cut}");
        assert!(opened.found.trouble.is_none());
        let torn = (cut > kept && !whole_tail).then(|| &whole[kept..cut]);
        assert_eq!(opened.found.torn.as_ref().map(|torn| torn.bytes), torn.map(|bytes| bytes.len() as u64));
        if let Some(bytes) = torn {
            let aside = opened.found.torn.unwrap().aside;
            assert_eq!(aside, dir.path().join("progress.torn-1"));
            assert_eq!(fs::read(aside).unwrap(), bytes);
            assert_eq!(file_in(&dir), &whole[..kept]);
            assert_eq!(open(dir.path()).1, &whole[..kept], "reported once");
        }
        let news = append(&mut opened.log, &event(9));
        // The line that was completed may come again, and counts once.
        assert!(news.is_empty() || whole_tail);
        expected.extend(log_of([9]));
        assert_eq!(file_in(&dir), expected, "cut at {cut}");
    }
}

#[test]
fn a_line_torn_while_we_run_is_set_aside_by_the_next_append() {
    let dir = with(&log_of([1]));
    let (mut log, _) = open(dir.path());
    let mut other = fs::OpenOptions::new().append(true).open(dir.path().join(FILE_NAME)).unwrap();
    other.write_all(&log_of([2])).unwrap();
    other.write_all(b"{\"id\":\"0000").unwrap();
    let appended = log.append(&event(3));
    assert_eq!(appended.news, log_of([2]));
    let aside = dir.path().join("progress.torn-1");
    assert_eq!(appended.found.torn, Some(Torn { aside: aside.clone(), bytes: 11 }));
    assert!(appended.found.trouble.is_none());
    assert_eq!(fs::read(aside).unwrap(), b"{\"id\":\"0000");
    assert_eq!(file_in(&dir), log_of([1, 2, 3]));
}

#[test]
fn torn_lines_do_not_overwrite_each_other() {
    let dir = with(b"one");
    fs::write(dir.path().join("progress.torn-1"), "older").unwrap();
    let torn = read(dir.path()).found.torn.unwrap();
    assert_eq!(torn, Torn { aside: dir.path().join("progress.torn-2"), bytes: 3 });
    assert_eq!(fs::read(dir.path().join("progress.torn-1")).unwrap(), b"older");
}

#[test]
fn a_torn_line_that_cannot_be_set_aside_stays_and_is_passed_over() {
    let mut text = log_of([1]);
    text.extend(b"torn");
    let dir = with(&text);
    for number in 1..=1_000 {
        fs::write(dir.path().join(format!("progress.torn-{number}")), "").unwrap();
    }
    let mut opened = read(dir.path());
    let path = dir.path().join(FILE_NAME);
    let message = format!(
        "{}: cannot set the torn last line aside: there are a thousand torn lines already; the line stays where it is and is passed over",
        path.display()
    );
    assert_eq!((opened.text, trouble(&opened.found)), (log_of([1]), message));
    let _ = opened.log.append(&event(2));
    assert_eq!(file_in(&dir), [text.as_slice(), b"\n", &log_of([2])].concat());
    let record = Record::from_log(&file_in(&dir), Timestamp(0));
    assert_eq!((record.census().events, record.census().foreign), (2, 1));
}

#[test]
fn foreign_lines_stay_and_are_handed_on() {
    let middle = b"\0\0\0\0\n\xff\xfe\n<<<<<<< HEAD\n{\"id\":\"torn\n\n";
    let text = [&log_of([1]), middle.as_slice(), &log_of([2])].concat();
    let dir = with(&text);
    let (mut log, lines) = open(dir.path());
    assert_eq!(lines, text);
    append(&mut log, &event(3));
    assert_eq!(file_in(&dir), [text.as_slice(), &log_of([3])].concat());
    let census = Record::from_log(&file_in(&dir), Timestamp(0)).census();
    assert_eq!((census.events, census.foreign), (3, 4));
}

#[test]
fn a_block_of_zeroes_at_the_end_is_set_aside() {
    let dir = with(&[log_of([1]), vec![0; 4096]].concat());
    let opened = read(dir.path());
    assert_eq!((opened.text, opened.found.torn.unwrap().bytes), (log_of([1]), 4096));
    assert_eq!(file_in(&dir), log_of([1]));
}

#[test]
fn huge_lines_are_passed_over() {
    let huge = |len: usize| [vec![b'x'; len], b"\n".to_vec()].concat();
    let text = [log_of([1]), huge(MAX_LINE * 3), log_of([2]), huge(MAX_LINE + 300_000), log_of([3])].concat();
    let dir = with(&text);
    let mut opened = read(dir.path());
    assert_eq!((opened.text, opened.found.huge), (log_of([1, 2, 3]), 2));
    assert!(opened.found.torn.is_none() && opened.found.trouble.is_none());
    append(&mut opened.log, &event(4));
    assert_eq!(file_in(&dir), [text, log_of([4])].concat(), "they stay in the file");
}

#[test]
fn a_huge_torn_line_is_set_aside_without_being_read() {
    let tail = vec![b'y'; MAX_LINE * 2];
    let dir = with(&[log_of([1]), tail.clone()].concat());
    let opened = read(dir.path());
    let torn = opened.found.torn.unwrap();
    assert_eq!((opened.text, opened.found.huge, torn.bytes), (log_of([1]), 0, tail.len() as u64));
    assert_eq!(fs::read(torn.aside).unwrap(), tail);
    assert_eq!(file_in(&dir), log_of([1]));
}

#[test]
fn lines_of_every_length_are_read() {
    // Around the size of the pieces that are read at once.
    let line = |len: usize| [vec![b'z'; len], b"\n".to_vec()].concat();
    for len in [0, 1, 65_534, 65_535, 65_536, 65_537, 131_071, MAX_LINE - 1, MAX_LINE] {
        let text = [line(len), log_of([1]), line(len), log_of([2])].concat();
        let dir = with(&text);
        let opened = read(dir.path());
        assert!(opened.text == text, "{len}");
        assert!(quiet(&opened.found), "{len}");
    }
}

#[test]
fn a_replaced_log_is_read_anew() {
    let dir = with(&log_of([1, 2]));
    let (mut log, _) = open(dir.path());
    for text in [log_of([1, 5, 6]), log_of([7]), log_of([])] {
        fs::write(dir.path().join(FILE_NAME), &text).unwrap();
        assert_eq!(append(&mut log, &event(9)), text);
        assert_eq!(file_in(&dir), [text, log_of([9])].concat());
    }
    fs::remove_file(dir.path().join(FILE_NAME)).unwrap();
    assert_eq!(append(&mut log, &event(10)), b"");
    assert_eq!(file_in(&dir), log_of([10]));
}

#[test]
fn a_held_lock_is_waited_for_and_then_the_event_is_kept() {
    let dir = with(b"");
    let (mut log, _) = open(dir.path());
    let holder = File::open(dir.path().join(FILE_NAME)).unwrap();
    holder.lock().unwrap();
    let message = format!(
        "{}: another program holds it; what you did is kept in memory and written with the next answer",
        dir.path().join(FILE_NAME).display()
    );
    for pending in 1..=2 {
        let appended = log.append(&event(pending as u128));
        assert_eq!((trouble(&appended.found), log.pending()), (message.clone(), pending));
    }
    assert_eq!(file_in(&dir), b"");
    drop(holder);
    append(&mut log, &event(3));
    assert_eq!((file_in(&dir), log.pending()), (log_of([1, 2, 3]), 0));
}

#[test]
fn events_that_wait_are_written_at_the_end() {
    let dir = with(b"");
    let (mut log, _) = open(dir.path());
    let holder = File::open(dir.path().join(FILE_NAME)).unwrap();
    holder.lock().unwrap();
    assert!(log.append(&event(1)).found.trouble.is_some());
    drop(holder);
    assert!(quiet(&log.flush().found));
    assert_eq!(file_in(&dir), log_of([1]));
}

#[test]
fn something_else_of_that_name() {
    let dir = folder();
    let path = dir.path().join(FILE_NAME);
    fs::create_dir(&path).unwrap();
    let mut opened = read(dir.path());
    let message =
        format!("{}: is not a file; move it away, or choose another place with --data-dir DIR", path.display());
    assert_eq!(trouble(&opened.found), message);
    assert_eq!(trouble(&opened.log.append(&event(1)).found), message);
    fs::remove_dir(&path).unwrap();
    append(&mut opened.log, &event(2));
    assert_eq!(file_in(&dir), log_of([1, 2]), "what was kept is written");
}

#[test]
fn a_file_in_place_of_the_folder() {
    let dir = folder();
    let place = dir.path().join("file");
    fs::write(&place, "").unwrap();
    let mut opened = read(&place);
    assert_eq!(
        trouble(&opened.found),
        format!(
            "{}: cannot read it: a file stands where a folder should be; make it readable, or choose another place with --data-dir DIR",
            place.join(FILE_NAME).display()
        )
    );
    assert_eq!(
        trouble(&opened.log.append(&event(1)).found),
        format!(
            "{}: cannot make this folder: a file stands where a folder should be; choose another place with --data-dir DIR",
            place.display()
        )
    );
    assert_eq!(opened.log.pending(), 1);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder() {
    use std::os::unix::fs::PermissionsExt;

    let dir = with(&log_of([1]));
    let path = dir.path().join(FILE_NAME);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let (mut log, text) = open(dir.path());
    assert_eq!(text, log_of([1]));
    if fs::OpenOptions::new().write(true).open(&path).is_ok() {
        // The superuser may write anything; the message itself is tested with the errors.
        return;
    }
    let message = format!(
        "{}: cannot write your progress: permission denied; what you did is kept in memory; make it writable, or start again with --data-dir DIR somewhere else",
        path.display()
    );
    assert_eq!(trouble(&log.append(&event(2)).found), message);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    append(&mut log, &event(3));
    assert_eq!(file_in(&dir), log_of([1, 2, 3]));
}

/// A disk with room for so many bytes, whose cable may come out.
struct Disk {
    bytes: Cursor<Vec<u8>>,
    room: usize,
    syncs: Option<usize>,
}

impl Write for Disk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = self.room.saturating_sub(self.bytes.position() as usize).min(bytes.len());
        if room == 0 {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.write(&bytes[..room])
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Seek for Disk {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

impl Target for Disk {
    fn set_len(&mut self, len: u64) -> io::Result<()> {
        self.bytes.get_mut().truncate(len as usize);
        Ok(())
    }

    fn sync_data(&mut self) -> io::Result<()> {
        self.syncs = self.syncs.map(|syncs| syncs + 1);
        self.syncs.map(drop).ok_or_else(|| io::Error::other("the cable is out"))
    }
}

#[test]
fn a_full_disk_gets_no_half_line() {
    let disk = |room| Disk { bytes: Cursor::new(b"old\n".to_vec()), room, syncs: Some(0) };
    for room in 0..8 {
        let mut disk = disk(room);
        assert_eq!(put(&mut disk, 4, b"new\n", true).unwrap_err().kind(), io::ErrorKind::StorageFull);
        assert_eq!(disk.bytes.get_ref(), b"old\n", "room for {room} bytes");
    }
    let mut enough = disk(8);
    put(&mut enough, 4, b"new\n", false).unwrap();
    assert_eq!((enough.bytes.get_ref().as_slice(), enough.syncs), (b"old\nnew\n".as_slice(), Some(0)));
    put(&mut enough, 4, b"now\n", true).unwrap();
    assert_eq!(enough.syncs, Some(1), "an answer waits for the disk");
    let mut unplugged = Disk { syncs: None, ..disk(8) };
    assert!(put(&mut unplugged, 4, b"new\n", true).is_err());
    assert_eq!(unplugged.bytes.get_ref(), b"old\nnew\n", "it may be there in spite of that");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_device() {
    let path = Path::new("/dev/full");
    let Ok(mut full) = fs::OpenOptions::new().read(true).write(true).open(path) else { return };
    let error = put(&mut full, 0, b"line\n", true).unwrap_err();
    assert_eq!(
        Error::io(path, Doing::Append, error).to_string(),
        "/dev/full: cannot write your progress: the disk is full; free some space; what you did is kept in memory and written with the next answer"
    );
}

#[test]
fn many_writers_lose_nothing() {
    let dir = folder();
    let writers = (0..4u128).map(|writer| {
        let dir = dir.path().to_owned();
        thread::spawn(move || {
            let Read { mut log, text: mut seen, .. } = read(&dir);
            for number in 0..20 {
                let own = event(writer * 100 + number);
                seen.extend(log.append(&own).news);
                seen.extend(to_log(&[own]));
            }
            while log.pending() > 0 {
                seen.extend(log.flush().news);
            }
            seen
        })
    });
    let seen: Vec<Vec<u8>> = writers.collect::<Vec<_>>().into_iter().map(|writer| writer.join().unwrap()).collect();
    let record = Record::from_log(&file_in(&dir), Timestamp(0));
    assert_eq!((record.census().events, record.census().repeated, record.census().foreign), (80, 0, 0));
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1, "nothing was torn");
    // Whoever wrote last has seen everything.
    let most = seen.into_iter().map(|text| Record::from_log(&text, Timestamp(0)).census().events).max();
    assert_eq!(most, Some(80));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn two_instances_that_take_turns_lose_nothing(seed: u64, turns in proptest::collection::vec(0..3usize, 1..25)) {
        let dir = folder();
        let mut learner = Learner::new(seed);
        let mut instances: Vec<_> = (0..2).map(|_| (open(dir.path()).0, Record::new(Timestamp(0)))).collect();
        let mut expected = Vec::new();
        for turn in turns {
            let event = learner.next_event();
            if turn == 2 {
                // The second one is started again.
                let (log, text) = open(dir.path());
                instances[1] = (log, Record::from_log(&text, Timestamp(0)));
            }
            let (log, record) = &mut instances[turn % 2];
            record.take_in(&append(log, &event));
            record.apply(&event);
            expected.extend(to_log(&[event]));
            prop_assert_eq!(record.census().events, Record::from_log(&file_in(&dir), Timestamp(0)).census().events);
            prop_assert_eq!(record.census().repeated, 0);
        }
        prop_assert_eq!(file_in(&dir), expected);
    }

    #[test]
    fn any_bytes_are_opened_and_appended_to(bytes in proptest::collection::vec(prop_oneof![Just(b'\n'), any::<u8>()], 0..60)) {
        let dir = with(&bytes);
        let mut log = read(dir.path()).log;
        prop_assert!(log.append(&event(1)).found.trouble.is_none());
        let end = bytes.iter().rposition(|b| *b == b'\n').map_or(0, |at| at + 1);
        prop_assert_eq!(file_in(&dir), [&bytes[..end], &log_of([1])].concat());
    }
}

#[test]
fn a_log_with_a_limit_keeps_what_fits_and_forgets_the_rest() {
    let dir = folder();
    let (mut log, _) = open(dir.path());
    let line = log_of([1]).len() as u64;
    log.keep_below(2 * line);
    append(&mut log, &event(1));
    append(&mut log, &event(2));
    let found = log.append(&event(3)).found;
    assert!(trouble(&found).contains(&format!("has reached the {} bytes that a hosted log may have", 2 * line)));
    assert_eq!((file_in(&dir), log.pending()), (log_of([1, 2]), 0), "nothing waits in memory");
    // What another instance wrote is read all the same.
    let (mut other, _) = open(dir.path());
    append(&mut other, &event(4));
    let appended = log.append(&event(5));
    assert_eq!(appended.news, log_of([4]));
    assert!(appended.found.trouble.is_some() && log.flush().found.trouble.is_none());
}
