//! One file of the learner's as text, byte for byte; or one error that says why not. Does not know what is in it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::error::Error;

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// Most bytes that are read of one file.
pub const LIMIT: u64 = 8 << 20;

/// So much of a file is looked at for the pattern of zeros that UTF-16 makes.
const LOOKED_AT: usize = 4096;

/// Returns the text of the file at `path`, or of standard input where it is [`STDIN`].
///
/// # Errors
/// It is a folder, a pipe or a device, cannot be read, is empty, larger than [`LIMIT`], or no UTF-8.
pub fn read(path: &Path) -> Result<String, Error> {
    read_at(path, path)
}

/// The same where the file lies at another path than the one it is called by: `path` as seen from a folder that may not be the process's.
///
/// # Errors
/// As [`read`].
pub fn read_at(path: &Path, place: &Path) -> Result<String, Error> {
    let bytes = if path == Path::new(STDIN) {
        take(io::stdin().lock(), path)?
    } else {
        let kind = fs::metadata(place).map_err(Error::io(path))?;
        if kind.is_dir() {
            return Err(Error::Folder { path: path.to_owned() });
        }
        // Somebody writes into what the shell hands over there; any other pipe may have nobody at its end.
        let handed_over = path.starts_with("/dev/fd") || path == Path::new("/dev/stdin");
        if !kind.is_file() && !handed_over {
            return Err(Error::Special { path: path.to_owned() });
        }
        take(File::open(place).map_err(Error::io(path))?, path)?
    };
    text(bytes, path)
}

fn take(from: impl Read, path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    from.take(LIMIT + 1).read_to_end(&mut bytes).map_err(Error::io(path))?;
    if bytes.len() as u64 > LIMIT {
        return Err(Error::TooLarge { path: path.to_owned(), limit: LIMIT });
    }
    Ok(bytes)
}

/// Returns `bytes` as text; `path` is for the message.
fn text(bytes: Vec<u8>, path: &Path) -> Result<String, Error> {
    let path = || path.to_owned();
    if bytes.is_empty() {
        return Err(Error::Empty { path: path() });
    }
    if is_utf16(&bytes) {
        return Err(Error::Utf16 { path: path() });
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        return Err(Error::Binary { path: path(), at });
    }
    String::from_utf8(bytes).map_err(|error| {
        let (at, bytes) = (error.utf8_error().valid_up_to(), error.as_bytes());
        let before = &bytes[..at];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = at - before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1) + 1;
        Error::NotUtf8 { path: path(), line, column, byte: bytes.get(at).copied().unwrap_or_default() }
    })
}

/// Says whether the bytes look like UTF-16: by the mark at their start, or by a zero in nearly every second place.
fn is_utf16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let pairs = head.len() / 2;
    pairs > 1 && even.min(odd) == 0 && even.max(odd) * 10 >= pairs * 8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(bytes: &[u8]) -> String {
        text(bytes.to_vec(), Path::new("a/Dockerfile")).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn what_is_no_text_is_named() {
        let wide: Vec<u8> = "FROM x\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let swapped: Vec<u8> = "FROM x\n".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let cases: &[(&[u8], &str)] = &[
            (b"FROM x\r\n", "FROM x\r\n"),
            ("\u{feff}FROM é".as_bytes(), "\u{feff}FROM é"),
            (b"", "a/Dockerfile: empty; a Dockerfile needs at least a FROM"),
            (b"\xff\xfeF\0", "a/Dockerfile: UTF-16, which the builder cannot read; save it as UTF-8"),
            (&wide, "a/Dockerfile: UTF-16, which the builder cannot read; save it as UTF-8"),
            (&swapped, "a/Dockerfile: UTF-16, which the builder cannot read; save it as UTF-8"),
            (b"\x7fELF\x02\x01\0\0\0", "a/Dockerfile: byte 6 is 0, so this is no text; check that it is a Dockerfile"),
            (b"FROM x\n# caf\xe9\n", "a/Dockerfile:2:6: not UTF-8 (byte 0xe9); save the file as UTF-8"),
            (b"\xe9", "a/Dockerfile:1:1: not UTF-8 (byte 0xe9); save the file as UTF-8"),
        ];
        for (bytes, expected) in cases {
            assert_eq!(told(bytes), *expected, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_file_is_named() {
        let room = tempfile::tempdir().unwrap();
        let large = room.path().join("large");
        File::create(&large).unwrap().set_len(LIMIT + 1).unwrap();
        assert!(matches!(read(&large), Err(Error::TooLarge { .. })));
        assert!(matches!(read(room.path()), Err(Error::Folder { .. })));
        let error = read(&room.path().join("none")).unwrap_err();
        assert!(error.to_string().ends_with("check that it exists and that you may read it"), "{error}");
        assert_eq!(error.path(), room.path().join("none"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_with_nobody_at_its_end_is_not_waited_for() {
        let room = tempfile::tempdir().unwrap();
        let socket = room.path().join("Dockerfile");
        let _held = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(matches!(read(&socket), Err(Error::Special { .. })));
        assert!(matches!(read(Path::new("/dev/zero")), Err(Error::Special { .. })));
    }
}
