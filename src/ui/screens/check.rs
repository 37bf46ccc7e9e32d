//! The check screen: findings with the guilty line, why and what to do for the chosen one; below them the plan.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SheetDrawn;
use crate::app::screens::check::{CheckState, Checked, Phase, Row};
use crate::course::Inlines;
use crate::diagnostic::Severity;
use crate::excerpt;
use crate::id::LessonId;
use crate::lint::{Finding, Surveyed, level_name};
use crate::plan::{Counts, Gap, Part, State, Step};
use crate::ui::page::PageOptions;
use crate::ui::screens::why::inlines;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::scroll_bar;
use crate::ui::widgets::sheet::Sheet;
use crate::ui::wrap::width;

/// Widest text.
const WIDEST: u16 = 100;
/// Columns before what is told about the chosen row.
const DETAILS: usize = 4;
/// Places of one practice that are told.
const PLACES: usize = 5;

/// Returns the path and the counts for the line at the top.
pub fn title(state: &CheckState) -> (Vec<String>, String) {
    let told = match &state.phase {
        Phase::Looking => "looking…".to_owned(),
        Phase::Refused(_) => String::new(),
        Phase::Done(checked) => checked.survey.told(),
    };
    (vec!["Check".to_owned()], told)
}

/// Draws the screen; the chosen row is always visible.
pub fn draw(app: &App, state: &CheckState, view: &mut View, area: Rect, buf: &mut Buffer) -> SheetDrawn {
    let bar = area.right().saturating_sub(1);
    let area = Rect { x: area.x + 2, width: area.width.saturating_sub(4).min(WIDEST), ..area };
    let options =
        PageOptions { width: area.width, tab: None, flipped: Vec::new(), stacked: false, glyphs: view.glyphs };
    let rows = state.rows();
    let mut list = List {
        app,
        state,
        chosen: rows.get(state.cursor).copied(),
        sheet: Sheet::default(),
        options,
        pointer: view.glyphs.pointer,
    };
    list.sheet.gap();
    match &state.phase {
        Phase::Looking => list.text("Looking at the Dockerfiles of this folder."),
        Phase::Refused(why) => why.lines().for_each(|line| list.text(line)),
        Phase::Done(checked) => list.checked(checked, &rows),
    }
    let drawn = list.sheet.draw(state.top, true, 0, view, area, buf);
    scroll_bar::draw(&drawn, view, area, bar, buf);
    drawn
}

struct List<'a> {
    app: &'a App,
    state: &'a CheckState,
    chosen: Option<Row>,
    sheet: Sheet,
    options: PageOptions,
    pointer: &'static str,
}

impl List<'_> {
    fn checked(&mut self, checked: &Checked, rows: &[Row]) {
        for trouble in &checked.survey.troubles {
            self.remark("", &trouble.message, Role::Warning);
        }
        if checked.survey.files.is_empty() {
            self.text("There is no Dockerfile in this folder, nor below it.");
            self.text("Start seaworthy in the folder of a project of yours to have it looked at.");
            self.sheet.gap();
        }
        for (at, file) in checked.survey.files.iter().enumerate() {
            self.file(file);
            for row in rows.iter().filter(|row| matches!(row, Row::Finding(of, _) if *of == at)) {
                self.row(*row, checked);
            }
            self.sheet.gap();
        }
        let sum = checked.plan.counts().told();
        if checked.plan.dockerfiles > 0 {
            self.sheet.row(vec![("The plan  ".to_owned(), Role::Heading2)], &Inlines::plain(sum), &self.options, None);
        }
        for row in rows.iter().filter(|row| !matches!(row, Row::Finding(..))) {
            self.row(*row, checked);
        }
        self.sheet.gap();
    }

    fn file(&mut self, file: &Surveyed) {
        let lead = vec![(format!("{}  ", file.path), Role::Heading2)];
        let mut told = match file.findings.len() {
            0 => "nothing found".to_owned(),
            1 => "1 finding".to_owned(),
            n => format!("{n} findings"),
        };
        if !file.ignored.is_empty() {
            told.push_str(&format!(", {} ignored by comments", file.ignored.len()));
        }
        self.sheet.row(lead, &Inlines::plain(told), &self.options, None);
    }

    fn row(&mut self, row: Row, checked: &Checked) {
        let before = self.sheet.lines();
        let chosen = self.chosen == Some(row);
        let parts = match row {
            Row::Finding(file, at) => {
                checked.finding(file, at).map_or(0, |(file, one)| self.finding(file, one, chosen))
            }
            Row::Next => self.next(checked, chosen),
            Row::Chapter(part) => checked.plan.parts.get(part).map_or(0, |of| self.chapter(part, of, chosen)),
            Row::Step(part, step) => checked.step(part, step).map_or(0, |step| self.step(step, chosen)),
        };
        debug_assert!(self.sheet.lines() >= before);
        if chosen {
            self.sheet.keep_last_parts(parts);
        }
    }

    /// Returns the sign before a row.
    fn pointer(&self, chosen: bool) -> (String, Role) {
        (format!("{} ", if chosen { self.pointer } else { " " }), Role::Marker)
    }

    /// Adds a row of words; returns how many parts it has.
    fn head(&mut self, lead: Vec<(String, Role)>, text: &str, chosen: bool) -> usize {
        self.sheet.row(lead, &inlines(text), &self.options, chosen.then_some(Role::Selection));
        1
    }

    fn finding(&mut self, file: &Surveyed, finding: &Finding, chosen: bool) -> usize {
        let region = file.region(finding.span);
        let place = format!("{:<7}", format!("{}:{}", region.line, region.column));
        let word = format!("{:<8}", level_name(finding.level));
        let lead = vec![self.pointer(chosen), (word, role_of(finding.level)), (place, Role::Dim)];
        let mut parts = self.head(lead, &finding.message, chosen);
        if !chosen {
            return parts;
        }
        parts += self.excerpt(file, finding);
        parts += self.detail("why: ", finding.rule.why);
        if let Some(fix) = &finding.fix {
            parts += self.detail("fix: ", fix);
        }
        parts += self.detail("rule: ", finding.rule.slug);
        parts + self.lesson(finding.rule.practice)
    }

    fn excerpt(&mut self, file: &Surveyed, finding: &Finding) -> usize {
        let room = usize::from(self.options.width).saturating_sub(DETAILS + 8);
        let rows = excerpt::rows(&file.text, &file.lines, finding.span, room);
        let mut parts = 0;
        for row in &rows {
            let Some(number) = row.number else {
                self.code(format!("{:>width$} ", "...", width = DETAILS + 3), "");
                parts += 1;
                continue;
            };
            let gutter = format!("{number:>width$} {} ", self.options.glyphs.bar, width = DETAILS + 2);
            let indent = width(&gutter) + row.mark.start;
            self.code(gutter, &row.text);
            let mark = ("^".repeat(row.mark.len()), role_of(finding.level));
            self.sheet.row(vec![(" ".repeat(indent), Role::Text), mark], &Inlines::default(), &self.options, None);
            parts += 2;
        }
        parts
    }

    fn code(&mut self, gutter: String, text: &str) {
        let lead = vec![(gutter, Role::Border), (text.to_owned(), Role::Code)];
        self.sheet.row(lead, &Inlines::default(), &self.options, None);
    }

    fn next(&mut self, checked: &Checked, chosen: bool) -> usize {
        let Some(next) = checked.plan.next() else { return 0 };
        let lead = vec![self.pointer(chosen), ("Next step: ".to_owned(), Role::Right)];
        let mut parts = self.head(lead, next.practice.title, chosen);
        if chosen {
            parts += self.detail("why now: ", next.urgency.reason());
            parts += self.gaps(next.gaps);
            parts += self.detail("to verify: ", next.practice.verify);
            parts += self.lesson(next.practice.id);
        }
        parts
    }

    fn chapter(&mut self, at: usize, part: &Part, chosen: bool) -> usize {
        let fold = if self.state.unfolded.contains(&at) { "- " } else { "+ " };
        let titles = crate::plan::chapters().iter().map(|chapter| width(chapter.title)).max().unwrap_or(0);
        let title = format!("{:<titles$}  ", part.chapter.title);
        let counts = Counts { does_not_apply: 0, ..part.counts() };
        let role = if counts.missing > 0 { Role::Text } else { Role::Dim };
        let room = usize::from(self.options.width).saturating_sub(titles + 6);
        let lead = vec![self.pointer(chosen), (fold.to_owned(), Role::Dim), (title, role)];
        // One line for each chapter: what does not fit is seen when it is unfolded.
        let told = [counts, Counts { unseen: 0, ..counts }, Counts { in_place: 0, unseen: 0, ..counts }];
        let fits = told.into_iter().map(Counts::told).find(|told| width(told) <= room).unwrap_or_default();
        self.head(lead, &fits, chosen)
    }

    fn step(&mut self, step: &Step, chosen: bool) -> usize {
        let (word, role) = match &step.state {
            State::Missing(gaps) => {
                ("missing", role_of(gaps.iter().map(|gap| gap.level).max().unwrap_or(Severity::Note)))
            }
            State::Accepted(_) => ("accepted", Role::Strong),
            State::InPlace(_) => ("in place", Role::Right),
            State::Unseen => ("verify", Role::Info),
            State::DoesNotApply(_) => ("not here", Role::Dim),
        };
        let lead = vec![self.pointer(chosen), (format!("  {word:<10}"), role)];
        let mut parts = self.head(lead, step.practice.title, chosen);
        if !chosen {
            return parts;
        }
        if let State::Missing(gaps) | State::Accepted(gaps) = &step.state {
            parts += self.gaps(gaps);
        }
        if let State::InPlace(Some(spot)) = &step.state {
            let line = spot.line.map(|line| format!(":{line}")).unwrap_or_default();
            parts += self.detail("seen in: ", &format!("{}{line}", spot.path));
        }
        parts += self.detail("to verify: ", step.practice.verify);
        parts + self.lesson(step.practice.id)
    }

    fn gaps(&mut self, gaps: &[Gap]) -> usize {
        let mut parts = 0;
        for gap in gaps.iter().take(PLACES) {
            let spot = gap.spot.as_ref().map(|spot| {
                let line = spot.line.map(|line| format!(":{line}")).unwrap_or_default();
                format!("{}{line}: ", spot.path)
            });
            parts += self.detail(&spot.unwrap_or_default(), &gap.message);
        }
        if gaps.len() > PLACES {
            parts += self.detail("", &format!("and {} more", gaps.len() - PLACES));
        }
        parts
    }

    fn lesson(&mut self, practice: &str) -> usize {
        let Ok(id) = practice.parse::<LessonId>() else { return 0 };
        let title = crate::plan::practice::practices().find(|one| one.id == practice).map_or(practice, |one| one.title);
        match self.app.course.entry(&id) {
            Some(entry) if entry.is_written() => self.detail("lesson: ", title),
            Some(_) => self.detail("lesson: ", &format!("{title} (not yet written)")),
            None => 0,
        }
    }

    /// Adds a line about the chosen row.
    fn detail(&mut self, name: &str, text: &str) -> usize {
        self.remark(name, text, Role::Strong);
        1
    }

    fn remark(&mut self, name: &str, text: &str, role: Role) {
        let lead = vec![(" ".repeat(DETAILS), Role::Text), (name.to_owned(), role)];
        self.sheet.row(lead, &inlines(text), &self.options, None);
    }

    fn text(&mut self, text: &str) {
        self.sheet.row(Vec::new(), &inlines(text), &self.options, None);
    }
}

fn role_of(level: Severity) -> Role {
    match level {
        Severity::Error => Role::Error,
        Severity::Warning => Role::Warning,
        Severity::Note => Role::Info,
        Severity::Style => Role::Dim,
    }
}
