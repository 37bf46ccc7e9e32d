//! Takes in what was handed in, file after file, and decides what counts: the newest result of each person, of the session that most files
//! are of. Must not know where files lie.

use std::collections::HashMap;

use serde::Deserialize;

use super::aside::{Aside, Reason};
use super::questions::Tallies;
use super::room::Run;
use super::sheet::{Sheet, Sym, Texts, clean};
use super::wording::Lookup;
use super::{Report, help, people};
use crate::id::QuestionId;
use crate::team::ResultFile;
use crate::team::result::{FORMAT, VERSION};
use crate::team::room::{RoomLines, read_lines};

/// What was handed in so far.
#[derive(Debug, Clone, Default)]
pub struct Gathered {
    texts: Texts,
    sheets: Vec<Sheet>,
    runs: Vec<Run>,
    aside: Vec<Aside>,
}

/// Reads a result file; what cannot be used says why.
///
/// # Errors
/// The reason to set it aside.
pub fn read_result(text: &[u8]) -> Result<ResultFile, Reason> {
    match serde_json::from_slice::<ResultFile>(text) {
        Ok(file) if file.format != FORMAT => Err(Reason::Foreign),
        Ok(file) if file.version > VERSION => Err(Reason::Newer(file.version.into())),
        Ok(file) if !file.is_sealed() => Err(Reason::Edited),
        Ok(file) => Ok(file),
        Err(error) => Err(head_reason(text, &error)),
    }
}

/// Says what a file is that cannot be read as a whole: a newer one may have another shape.
fn head_reason(text: &[u8], error: &serde_json::Error) -> Reason {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: Option<u64>,
    }
    match serde_json::from_slice::<Head>(text) {
        Ok(Head { format, .. }) if format != FORMAT => Reason::Foreign,
        Ok(Head { version: Some(version), .. }) if version > u64::from(VERSION) => Reason::Newer(version),
        Ok(_) => Reason::Broken(clean(&error.to_string())),
        // Cut off on its way: the beginning still says what it was.
        Err(_) if text.starts_with(b"{") && text[..text.len().min(200)].windows(FORMAT.len()).any(is_format) => {
            Reason::Broken(clean(&error.to_string()))
        }
        Err(_) => Reason::Foreign,
    }
}

fn is_format(window: &[u8]) -> bool {
    window == FORMAT.as_bytes()
}

impl Gathered {
    /// Takes in a result file that [`read_result`] read, or the reason to set it aside. `source` is what the report calls the file.
    pub fn take_result(&mut self, source: &str, file: Result<ResultFile, Reason>) {
        match file {
            Ok(file) => self.sheets.push(Sheet::new(&file, source, &mut self.texts)),
            Err(reason) => self.set_aside(source, reason),
        }
    }

    /// Takes in the log of a room. Several copies of one log count as one.
    pub fn take_log(&mut self, source: &str, log: &[u8]) {
        let RoomLines { events, foreign, newer } = read_lines(log);
        if events.is_empty() {
            return self.set_aside(source, if newer > 0 { Reason::Newer(0) } else { Reason::Foreign });
        }
        if foreign + newer > 0 {
            self.set_aside(source, Reason::Lines { foreign, newer });
        }
        let Some(run) = Run::new(source, events) else { return self.set_aside(source, Reason::NoBeginning) };
        match self.runs.iter_mut().find(|other| other.is_same(&run)) {
            Some(other) => other.merge(run),
            None => self.runs.push(run),
        }
    }

    /// Sets a file aside.
    pub fn set_aside(&mut self, source: &str, reason: Reason) {
        self.aside.push(Aside { source: source.to_owned(), reason });
    }

    /// Returns whether nothing could be read.
    pub fn is_empty(&self) -> bool {
        self.sheets.is_empty() && self.runs.is_empty()
    }

    /// Returns what was set aside so far.
    pub fn aside(&self) -> &[Aside] {
        &self.aside
    }

    /// Returns the sessions that something was handed in for, by id.
    pub fn sessions(&self) -> Vec<&str> {
        let sheets = self.sheets.iter().map(|sheet| self.texts.get(sheet.session));
        let mut all: Vec<&str> = sheets.chain(self.runs.iter().map(|run| run.agenda.as_str())).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Sums up one session: the named one, else the one that most results are of (the newest, where several are equal; where there are no
    /// results, the one of the last log). Nothing where there is nothing of that session.
    pub fn report(mut self, session: Option<&str>, lookup: &Lookup<'_>) -> Option<Report> {
        let session = match session {
            Some(session) => session.to_owned(),
            None => self.main_session()?,
        };
        self.keep_session(&session);
        self.keep_newest();
        self.call_by_todays_names(lookup);
        if self.sheets.is_empty() && self.runs.is_empty() {
            return None;
        }
        self.sheets.sort_by(|a, b| (&a.name, a.participant).cmp(&(&b.name, b.participant)));
        self.runs.sort_by_key(Run::began);
        self.aside.sort_by(|a, b| (&a.source, a.reason.word()).cmp(&(&b.source, b.reason.word())));
        let newest = self.sheets.iter().max_by_key(|sheet| sheet.t);
        let last_run = self.runs.last();
        let title = newest.map(|sheet| self.texts.get(sheet.title)).or(last_run.map(|run| run.title.as_str()));
        let mut tallies = Tallies::default();
        self.sheets.iter().for_each(|sheet| tallies.add(sheet));
        let (items, chapters, people) = people::sum(&self.sheets, &self.texts, lookup);
        let report = Report {
            title: title.unwrap_or_default().to_owned(),
            cohort: last_run.map(|run| run.cohort.clone()).unwrap_or_default(),
            pass: newest.map_or(0, |sheet| sheet.pass),
            anonymous: false,
            questions: tallies.asked(&self.texts, lookup),
            help: Vec::new(),
            rooms: self.runs.iter().map(|run| run.room(lookup)).collect(),
            aside: std::mem::take(&mut self.aside),
            session,
            people,
            items,
            chapters,
        };
        let help = help::who(&report);
        Some(Report { help, ..report })
    }

    /// Results of before and after a question was renamed are about one question.
    fn call_by_todays_names(&mut self, lookup: &Lookup<'_>) {
        let (texts, mut names) = (&mut self.texts, HashMap::new());
        for answer in self.sheets.iter_mut().flat_map(|sheet| sheet.answers.iter_mut()) {
            answer.question = *names.entry(answer.question).or_insert_with(|| {
                let id = texts.get(answer.question).parse::<QuestionId>().ok();
                let today = id.and_then(|id| (lookup.today)(&id));
                today.map_or(answer.question, |id| texts.keep(id.as_str()))
            });
        }
    }

    fn main_session(&self) -> Option<String> {
        let mut counts: HashMap<Sym, (usize, i64)> = HashMap::new();
        for sheet in &self.sheets {
            let (count, newest) = counts.entry(sheet.session).or_insert((0, i64::MIN));
            *count += 1;
            *newest = sheet.t.max(*newest);
        }
        let most = counts.into_iter().max_by_key(|(session, (count, newest))| (*count, *newest, *session));
        let of_results = most.map(|(session, _)| self.texts.get(session).to_owned());
        of_results.or_else(|| self.runs.iter().max_by_key(|run| run.began()).map(|run| run.agenda.clone()))
    }

    fn keep_session(&mut self, session: &str) {
        let wanted = self.texts.find(session);
        let (texts, aside) = (&self.texts, &mut self.aside);
        self.sheets.retain(|sheet| {
            let keep = Some(sheet.session) == wanted;
            if !keep {
                let reason = Reason::OtherSession(texts.get(sheet.session).to_owned());
                aside.push(Aside { source: sheet.source.to_string(), reason });
            }
            keep
        });
        self.runs.retain(|run| {
            let keep = run.agenda == session;
            if !keep {
                aside.push(Aside { source: run.source.clone(), reason: Reason::OtherSession(run.agenda.clone()) });
            }
            keep
        });
    }

    /// Of each person the newest file counts; of several of the same moment, the one that comes last by name.
    fn keep_newest(&mut self) {
        self.sheets.sort_by(|a, b| (a.participant, b.t, &b.source).cmp(&(b.participant, a.t, &a.source)));
        let mut kept: Option<(u64, i64, Box<str>)> = None;
        let aside = &mut self.aside;
        self.sheets.retain(|sheet| match &kept {
            Some((participant, t, by)) if *participant == sheet.participant => {
                let by = by.to_string();
                let reason = if *t == sheet.t { Reason::Copy(by) } else { Reason::Replaced(by) };
                aside.push(Aside { source: sheet.source.to_string(), reason });
                false
            }
            _ => {
                kept = Some((sheet.participant, sheet.t, sheet.source.clone()));
                true
            }
        });
    }
}
