//! Does what the app asks for. Short work is done at once; what may take longer than a frame goes to a thread whose results wake
//! the loop.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::news::{News, Queue};
use super::{check, clock, confined, due, former_names, team};
use crate::app::{App, Effect, Msg};
use crate::content::{Library, search};
use crate::id::{EventId, LessonId};
use crate::settings::Settings;
use crate::store::{ProgressLog, SessionLog, SettingsFile, report, result_file};
use crate::team::result::Making;
use crate::team::{Agenda, ResultFile, RoomEvent, RoomEventKind};
use crate::ui::highlight::Highlighter;
use crate::ui::view::Job;

/// More files than this are read by a thread.
const MANY: usize = 24;
/// Most places that a text search reports.
const MAX_HITS: usize = 50;

/// What does the work.
pub struct World {
    library: Arc<Library>,
    log: ProgressLog,
    settings_file: SettingsFile,
    highlighter: Option<Sender<Job>>,
    queue: Queue,
    whole: bool,
    confined: bool,
    session: Option<SessionLog>,
}

impl World {
    /// Makes the world from what was opened.
    pub fn new(library: Arc<Library>, log: ProgressLog, settings_file: SettingsFile) -> Self {
        let queue = Queue::new();
        Self { library, log, settings_file, highlighter: None, queue, whole: false, confined: false, session: None }
    }

    /// Returns the end of the queue that whoever has news puts them in.
    pub(super) fn queue(&self) -> Sender<News> {
        self.queue.sender()
    }

    /// Sleeps until something happens; with a limit, at most so long.
    pub(super) fn wait(&self, limit: Option<Duration>) -> Option<News> {
        self.queue.wait(limit)
    }

    /// Returns what happened already.
    pub(super) fn take(&self) -> Option<News> {
        self.queue.take()
    }

    /// Reads pages as a whole from now on, for readers that do not draw a first screen.
    pub fn read_whole_pages(&mut self) {
        self.whole = true;
    }

    /// Reaches from now on no file but the course and the learner's own.
    pub fn confine(&mut self) {
        self.confined = true;
    }

    /// Does effects and hands their answers to the app until nothing is left to do; returns whether the app wants to leave.
    pub fn perform(&mut self, app: &mut App, effects: Vec<Effect>) -> bool {
        let mut todo: VecDeque<Effect> = effects.into();
        let mut quit = false;
        while let Some(effect) = todo.pop_front() {
            quit |= effect == Effect::Quit;
            for msg in self.run(effect, app) {
                todo.extend(app.update(msg, clock::now()));
            }
        }
        quit
    }

    /// Sends blocks of code to be coloured.
    pub fn colour(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            let thread = self.highlighter.get_or_insert_with(|| highlighter(self.queue.sender()));
            // A thread that is gone leaves the code uncoloured.
            let _ = thread.send(job);
        }
    }

    /// Does one effect; the answers are for the app.
    fn run(&mut self, effect: Effect, app: &App) -> Vec<Msg> {
        if self.confined
            && let Some(refusal) = confined::refusal(&effect)
        {
            return vec![refusal];
        }
        match effect {
            Effect::LoadPage(id) => {
                let read = if self.whole { self.library.page(&id) } else { self.library.page_start(&id) };
                let page = read.map(Arc::new).map_err(|error| error.to_string());
                vec![Msg::Page(id, page)]
            }
            Effect::LoadRest(id) => {
                let (library, queue) = (Arc::clone(&self.library), self.queue.sender());
                std::thread::spawn(move || {
                    let page = library.page(&id).map(Arc::new).map_err(|error| error.to_string());
                    let _ = queue.send(News::Msg(Box::new(Msg::Page(id, page))));
                });
                Vec::new()
            }
            // Many files take longer than a frame.
            Effect::LoadMetas(ids) if ids.len() > MANY && !self.whole => {
                let (library, queue) = (Arc::clone(&self.library), self.queue.sender());
                std::thread::spawn(move || {
                    let metas =
                        ids.into_iter().filter_map(|id| library.meta(&id).ok().map(|meta| (id, meta))).collect();
                    let _ = queue.send(News::Msg(Box::new(Msg::Metas(metas))));
                });
                Vec::new()
            }
            Effect::LoadMetas(ids) => {
                let metas = ids.into_iter().filter_map(|id| self.library.meta(&id).ok().map(|meta| (id, meta)));
                vec![Msg::Metas(metas.collect())]
            }
            Effect::LoadQuestions(lessons) => self.questions(lessons),
            Effect::LoadGlossary => match self.library.glossary() {
                Ok(glossary) => vec![Msg::Glossary(Arc::new(glossary))],
                Err(error) => vec![Msg::Warn(error.to_string())],
            },
            Effect::Explain(id, source) => {
                let reasons = self.library.why(id.chapter_str(), &source);
                vec![Msg::Explained(source, reasons)]
            }
            Effect::Check if self.whole => vec![Msg::Checked(check::folder())],
            Effect::Check => {
                let queue = self.queue.sender();
                std::thread::spawn(move || {
                    let _ = queue.send(News::Msg(Box::new(Msg::Checked(check::folder()))));
                });
                Vec::new()
            }
            Effect::CountDue(revision, count) => self.count_due(revision, count, app),
            Effect::ReadTeam(folder) => self.read_team(folder, app),
            Effect::SearchText(query) => {
                let hits = search::text(&self.library, &query, MAX_HITS);
                vec![Msg::Found(query, hits)]
            }
            Effect::MakeResult(agenda, name) => vec![Msg::Made(self.make_result(&agenda, &name))],
            Effect::WriteResult(result) => match result_file::write_beside(Path::new(""), &result) {
                Ok(path) => vec![Msg::Tell(format!("Written: {}. Hand it in as your team does.", path.display()))],
                Err(error) => vec![Msg::Warn(error.to_string())],
            },
            Effect::Append(event) => self.append(&event),
            Effect::RecordTo(path) => {
                self.session = Some(SessionLog::at(&path));
                Vec::new()
            }
            Effect::Record(event) => self.record(&event),
            Effect::Copy(text) => match copy(&text) {
                Ok(()) => Vec::new(),
                Err(error) => vec![Msg::Warn(format!("The terminal did not take the copy: {error}"))],
            },
            Effect::SaveSettings => self.save(&app.settings),
            Effect::Quit => Vec::new(),
        }
    }

    /// Reads a folder that may hold thousands of files, so a thread does it and tells as it goes.
    fn read_team(&self, folder: std::path::PathBuf, app: &App) -> Vec<Msg> {
        let (library, queue) = (Arc::clone(&self.library), self.queue.sender());
        let when = (app.now, app.offset);
        std::thread::spawn(move || {
            let send = |news| queue.send(News::Msg(Box::new(Msg::Team(news)))).is_ok();
            if let Err(problem) = team::read(&folder, &library, when, &mut |arrived| send(Ok(arrived))) {
                send(Err(problem));
            }
        });
        Vec::new()
    }

    /// Reads the questions of lessons.
    fn questions(&self, lessons: Vec<LessonId>) -> Vec<Msg> {
        let (mut questions, mut faults) = (Vec::new(), Vec::new());
        for lesson in lessons {
            match self.library.questions_and_faults(&lesson) {
                Ok((more, found)) => {
                    questions.extend(more);
                    faults.extend(found);
                }
                Err(error) => faults.push(error.to_string()),
            }
        }
        // After the questions: what is said about the sitting must not hide what is wrong with a file.
        let warning = faults.into_iter().next().map(Msg::Warn);
        std::iter::once(Msg::Questions(questions)).chain(warning).collect()
    }

    /// Makes a result out of the whole log, with what waits to be written.
    fn make_result(&mut self, agenda: &Agenda, name: &str) -> Result<Box<ResultFile>, String> {
        let mut log = Vec::new();
        self.log.export(&mut log, Path::new("memory")).map_err(|error| error.to_string())?;
        // The number stands in the log since the session was begun.
        let former = former_names::of_agenda(&self.library, agenda);
        let making = Making { agenda, log: &log, name, fresh: EventId(0), now: clock::now(), former: &former };
        Ok(Box::new(making.result()))
    }

    fn save(&mut self, settings: &Settings) -> Vec<Msg> {
        match self.settings_file.save(settings) {
            Ok(saved) => {
                let told = |kept: std::path::PathBuf| format!("The former settings are kept as {}", kept.display());
                saved.backup.map(|kept| Msg::Tell(told(kept))).into_iter().collect()
            }
            Err(error) => vec![Msg::Warn(error.to_string())],
        }
    }

    /// Reads every event and many questions, so a thread does it.
    fn count_due(&self, revision: u32, count: Option<usize>, app: &App) -> Vec<Msg> {
        let library = Arc::clone(&self.library);
        let (mut record, now, offset) = (app.record.clone(), app.now, app.offset);
        let asked = due::Asked { per_day: app.settings.review_per_day.map(|most| most as usize), count };
        let mut counted = move || {
            let due = due::count(&library, &mut record, (now, offset), asked);
            Msg::Due(revision, Box::new(due))
        };
        if self.whole {
            return vec![counted()];
        }
        let queue = self.queue.sender();
        std::thread::spawn(move || queue.send(News::Msg(Box::new(counted()))));
        Vec::new()
    }

    fn append(&mut self, event: &crate::progress::Event) -> Vec<Msg> {
        let appended = self.log.append(event);
        let mut out = Vec::new();
        if !appended.news.is_empty() {
            out.push(Msg::LogLines(appended.news));
        }
        out.extend(report::found(&appended.found).into_iter().map(Msg::Warn));
        out
    }

    /// Writes an event of a session. What says where the room is may be lost with the power; the rest may not.
    fn record(&mut self, event: &RoomEvent) -> Vec<Msg> {
        let Some(log) = &mut self.session else { return Vec::new() };
        let fleeting = matches!(
            event.kind,
            RoomEventKind::Showed { .. } | RoomEventKind::Ran { .. } | RoomEventKind::Tallied { .. }
        );
        let written = log.append(event, !fleeting);
        let torn = written.torn.map(|torn| {
            let aside = torn.aside.display();
            Msg::Tell(format!("The last line of the session's log was cut off; it was moved to {aside}."))
        });
        let trouble = written.trouble.map(|trouble| trouble.to_string());
        std::iter::once(Msg::Recorded(trouble)).chain(torn).collect()
    }

    /// Writes what could not be written before; the last chance.
    pub fn close(mut self) -> Option<String> {
        let session = self.session.as_mut().and_then(|log| {
            let trouble = log.flush().trouble?;
            Some(format!("{trouble}\n{} events of the session could not be written and are lost", log.pending()))
        });
        let found = self.log.flush().found;
        // For the next start only: without it the log is read as a whole.
        let _ = self.log.write_snapshot();
        let lost = self.log.pending();
        let progress = found.trouble.map(|trouble| {
            // A kiosk keeps everything of a learner in one folder.
            let rescued = if self.confined { None } else { self.log.rescue(&std::env::temp_dir()) };
            match rescued.map(|path| path.display().to_string()) {
                Some(path) => format!(
                    "{trouble}\n{lost} events could not be written there; they are in {path}, and `seaworthy progress import {path}` takes them in"
                ),
                None => format!("{trouble}\n{lost} events could not be written and are lost"),
            }
        });
        let both: Vec<String> = session.into_iter().chain(progress).collect();
        (!both.is_empty()).then(|| both.join("\n"))
    }
}

/// Starts the thread that colours code: compiling a grammar takes milliseconds that no key press may wait for.
fn highlighter(queue: Sender<News>) -> Sender<Job> {
    let (jobs, todo) = channel::<Job>();
    std::thread::spawn(move || {
        let highlighter = Highlighter::new();
        for job in todo {
            if queue.send(News::Colours(job.run(&highlighter))).is_err() {
                return;
            }
        }
    });
    jobs
}

/// Puts text on the clipboard by OSC 52: the terminal does it, so it also works over SSH.
fn copy(text: &str) -> std::io::Result<()> {
    crossterm::execute!(std::io::stdout(), crossterm::clipboard::CopyToClipboard::to_clipboard_from(text))
}
