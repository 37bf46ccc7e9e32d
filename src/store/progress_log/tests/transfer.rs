//! Export and import.

use std::io::{BufReader, Read as _};

use super::*;

#[test]
fn export_and_import_are_a_union() {
    let strange = format!("{{ \"id\" : \"{}\", \"v\": 9, \"kind\": \"dreamt\" }}\n", EventId(77)).into_bytes();
    let here = with(&[log_of([1, 2]), b"note to self\n".to_vec()].concat());
    let there = with(&[log_of([2, 3]), strange.clone(), b"\nanother note\n".to_vec(), log_of([3])].concat());
    let (mut here_log, _) = open(here.path());
    let (mut there_log, _) = open(there.path());
    let (mut from_here, mut from_there) = (Vec::new(), Vec::new());
    assert_eq!(here_log.export(&mut from_here, Path::new("out")).unwrap(), 3);
    assert_eq!(there_log.export(&mut from_there, Path::new("out")).unwrap(), 6);
    assert_eq!(from_there, file_in(&there));

    let imported = here_log.import(&mut from_there.as_slice(), Path::new("in")).unwrap();
    assert_eq!((imported.new, imported.known, imported.foreign), (2, 2, 1));
    assert_eq!(imported.lines, [log_of([3]), strange.clone()].concat(), "verbatim");
    let expected = [log_of([1, 2]), b"note to self\n".to_vec(), log_of([3]), strange].concat();
    assert_eq!(file_in(&here), expected);
    let again = here_log.import(&mut from_there.as_slice(), Path::new("in")).unwrap();
    assert_eq!((again.new, again.known, again.foreign, again.lines.len()), (0, 4, 1, 0));
    assert_eq!(file_in(&here), expected);
    assert_eq!(append(&mut here_log, &event(9)), b"", "what was imported is no news");
}

#[test]
fn what_waits_in_memory_is_exported() {
    let dir = with(&log_of([1]));
    let (mut log, _) = open(dir.path());
    let holder = File::open(dir.path().join(FILE_NAME)).unwrap();
    holder.lock().unwrap();
    assert!(log.append(&event(2)).found.trouble.is_some());
    let mut out = Vec::new();
    assert_eq!(log.export(&mut out, Path::new("out")).unwrap(), 2);
    assert_eq!(out, log_of([1, 2]));
    let busy = log.import(&mut [].as_slice(), Path::new("in")).unwrap_err();
    assert!(matches!(busy, Error::Busy { .. }));
}

#[test]
fn imports_of_every_shape() {
    let last_line_open = [log_of([1]), log_of([2])[..log_of([2]).len() - 1].to_vec()].concat();
    let windows = String::from_utf8(log_of([1, 2])).unwrap().replace('\n', "\r\n").into_bytes();
    let huge = [vec![b'x'; MAX_LINE * 2], b"\n".to_vec(), log_of([1, 2])].concat();
    let torn = [log_of([1, 2]), log_of([3])[..30].to_vec()].concat();
    for (from, foreign) in [(last_line_open, 0), (windows, 0), (huge, 1), (torn, 1), (b"\xff\0\n".to_vec(), 1)] {
        let dir = folder();
        let (mut log, _) = open(&dir.path().join("new"));
        let imported = log.import(&mut from.as_slice(), Path::new("in")).unwrap();
        assert_eq!((imported.known, imported.foreign), (0, foreign));
        if imported.new > 0 {
            assert_eq!(imported.new, 2);
            let text = fs::read(log.path()).unwrap();
            assert_eq!(text.last(), Some(&b'\n'));
            assert_eq!(Record::from_log(&text, Timestamp(0)).census().events, 2);
        }
    }
}

#[test]
fn an_import_that_breaks_off_changes_nothing() {
    struct Broken;
    impl io::Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the stick was pulled out"))
        }
    }
    let dir = with(&log_of([1]));
    let (mut log, _) = open(dir.path());
    let offered = log_of([2, 3]);
    let mut from = BufReader::new(offered.as_slice().chain(Broken));
    let error = log.import(&mut from, Path::new("stick.jsonl")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "stick.jsonl: cannot read the events to import: the stick was pulled out; nothing was imported"
    );
    assert_eq!(file_in(&dir), log_of([1]));
}

#[test]
fn an_export_that_breaks_off_says_so() {
    let dir = with(&log_of([1, 2]));
    let (mut log, _) = open(dir.path());
    let mut small = Disk { bytes: Cursor::new(Vec::new()), room: 9, syncs: None };
    assert_eq!(
        log.export(&mut small, Path::new("stick.jsonl")).unwrap_err().to_string(),
        "stick.jsonl: cannot write the events to export: the disk is full; what was written so far is not a whole export"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn machines_that_import_each_other_agree(cut in proptest::collection::vec(0..3u8, 1..12)) {
        let part = |which: u8| log_of((0..).zip(&cut).filter(|(_, part)| **part == which || **part == 2).map(|(id, _)| id));
        let (a, b) = (with(&part(0)), with(&part(1)));
        let (mut a_log, mut b_log) = (open(a.path()).0, open(b.path()).0);
        let (from_a, from_b) = (file_in(&a), file_in(&b));
        let a_imported = a_log.import(&mut from_b.as_slice(), Path::new("b")).unwrap();
        let b_imported = b_log.import(&mut from_a.as_slice(), Path::new("a")).unwrap();
        prop_assert_eq!(a_imported.known, b_imported.known);
        let sorted = |dir| {
            let text = String::from_utf8(file_in(dir)).unwrap();
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(sorted(&a), sorted(&b));
        prop_assert_eq!(sorted(&a).len(), cut.len());
    }
}
