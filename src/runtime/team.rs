//! Reads the progress of a team, in threads, and hands on what it adds up to, piece by piece. Shows nothing.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use super::former_names;
use crate::app::member::Member;
use crate::app::screens::team::Arrived;
use crate::content::Library;
use crate::store::team_folder::{self, Export};
use crate::time::{Offset, Timestamp};

/// People whose summing up is handed on at once.
const PIECE: usize = 16;

/// Reads everybody; `sink` gets piece after piece and says whether to go on. The pieces come in no particular order.
///
/// # Errors
/// The folder cannot be read; a text to show.
pub fn read(
    folder: &Path,
    library: &Library,
    (now, offset): (Timestamp, Offset),
    sink: &mut dyn FnMut(Arrived) -> bool,
) -> Result<(), String> {
    let (exports, problems) = team_folder::list(folder).map_err(|error| error.to_string())?;
    let all = exports.len();
    if !sink(Arrived { problems, read: (0, all), ..Arrived::default() }) {
        return Ok(());
    }
    let aliases = former_names::of(library);
    let member = |export: &Export| -> Result<Member, String> {
        let read = team_folder::read(export, now)?;
        let mut record = read.intake.finish();
        if former_names::are_used(&aliases, &record) {
            record.set_aliases(aliases.clone());
        }
        let mut member = Member::of(&export.name, &mut record, library.course(), (now, offset));
        member.problems = read.problems;
        Ok(member)
    };
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let (send, receive) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads.min(all) {
            let (send, exports, member, next, stop) = (send.clone(), &exports, &member, &next, &stop);
            scope.spawn(move || {
                while let Some(export) = exports.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if stop.load(Ordering::Relaxed) || send.send(member(export)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(send);
        let mut piece = Arrived { read: (0, all), ..Arrived::default() };
        for result in &receive {
            piece.read.0 += 1;
            match result {
                Ok(member) => piece.members.push(Arc::new(member)),
                Err(problem) => piece.problems.push(problem),
            }
            let told = piece.read;
            if told.0.is_multiple_of(PIECE) || told.0 == all {
                let go_on = sink(std::mem::replace(&mut piece, Arrived { read: told, ..Arrived::default() }));
                stop.store(!go_on, Ordering::Relaxed);
                if !go_on {
                    return;
                }
            }
        }
    });
    Ok(())
}
