//! `seaworthy exam verify`: holds a certificate against a log. Needs no course and no progress of its own.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::events;
use crate::cli::columns::{count, write_hanging};
use crate::cli::{Failure, Outcome, out};
use crate::exam::verify::Difference;
use crate::exam::{Finding, verify};

/// Most bytes of a certificate; those that are written have a few thousand.
const MAX_CERTIFICATE: u64 = 1 << 20;

/// Most bytes of a log: some millions of events.
const MAX_LOG: u64 = 1 << 30;

/// Says what is found.
pub fn run(certificate: &Path, log: &Path) -> Result<Outcome, Failure> {
    let text = read(certificate, MAX_CERTIFICATE)?;
    let lines = read(log, MAX_LOG)?;
    let mut known = events(&lines).peekable();
    if known.peek().is_none() {
        let name = log.display();
        return Err(format!(
            "{name}: there is no event in it; name a progress.jsonl or what `seaworthy progress export` wrote"
        )
        .into());
    }
    let found = verify(&String::from_utf8_lossy(&text), known)
        .map_err(|error| format!("{}: {error}", certificate.display()))?;
    let (outcome, text) = told(&found);
    out::print(&text)?;
    Ok(outcome)
}

fn read(path: &Path, most: u64) -> Result<Vec<u8>, Failure> {
    let failed = |error: io::Error| format!("{}: {error}; check that it exists and may be read", path.display());
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    } else {
        File::open(path).map_err(failed)?.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    }
    if bytes.len() as u64 > most {
        return Err(format!("{}: larger than {} MiB; name another file", path.display(), most >> 20).into());
    }
    Ok(bytes)
}

fn told(finding: &Finding) -> (Outcome, String) {
    let mut text = String::new();
    match finding {
        Finding::Valid { sitting, name, word_for_word } => {
            let _ = writeln!(text, "Valid: the log holds sitting {sitting} with everything the certificate states.");
            let rest = format!("The name \"{name}\" is as it was typed; nothing vouches for it.");
            write_hanging("", &rest, &mut text);
            if !word_for_word {
                let rest =
                    "The text around these lines is not what this version of seaworthy writes: go by the lines alone.";
                write_hanging("", rest, &mut text);
            }
            (Outcome::Fine, text)
        }
        Finding::Differs { sitting, differences, ended } => {
            let _ = writeln!(text, "Not valid: the log holds sitting {sitting}, but not as the certificate states it.");
            differences.iter().for_each(|one| difference(one, &mut text));
            if differences.iter().all(|one| one.label == "Hash") {
                let rest = "Everything else agrees: an event of the exam was changed, in the log or since the certificate was written.";
                write_hanging("", rest, &mut text);
            }
            if !ended {
                let rest =
                    "The end of this exam is not in the log: the log was cut off, or is older than the certificate.";
                write_hanging("", rest, &mut text);
            }
            (Outcome::Found, text)
        }
        Finding::NotInLog { sitting, exams } => {
            let _ = writeln!(text, "Not in this log: it holds no sitting {sitting}.");
            let held = if *exams == 0 { "no exam".to_owned() } else { count(*exams, "exam") };
            let rest = format!("It holds {held}; perhaps it is another learner's log, or an older one.");
            write_hanging("", &rest, &mut text);
            (Outcome::Found, text)
        }
    }
}

fn difference(one: &Difference, text: &mut String) {
    let line = match (&one.stated, &one.log) {
        (Some(stated), Some(log)) => format!("the certificate states \"{stated}\", the log gives \"{log}\""),
        (None, Some(log)) => format!("the certificate does not state it, the log gives \"{log}\""),
        (Some(stated), None) => format!("the certificate states \"{stated}\", which no certificate states"),
        (None, None) => return,
    };
    write_hanging(&format!("  {}: ", one.label), &line, text);
}
