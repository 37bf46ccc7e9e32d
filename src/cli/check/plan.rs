//! The plan as people read it: short behind the findings, and whole for `--plan`. Columns of words, so that it reads without colours; the
//! next step comes last.

use std::fmt::Write as _;

use super::text::{BOLD, HELP, Paint, colour, one_line};
use crate::cli::columns::{WIDTH, count, padded, widest};
use crate::cli::setup::Setup;
use crate::cli::taught::Taught;
use crate::diagnostic::Severity;
use crate::plan::{Counts, Gap, Next, Part, Plan, Spot, State, Step, Urgency};
use crate::project::Planned;
use crate::ui::wrap;

/// Where the second column begins: behind `  accepted   `.
const COLUMN: usize = 13;
/// So many places of one practice are named.
const PLACES: usize = 5;
/// So many files of a kind are named.
const FILES: usize = 4;

const GOOD: &str = "1;92";

/// Returns how the project stands, in a few lines, and the next step.
pub(super) fn short(setup: &Setup, planned: &Planned) -> String {
    let mut page = Page::new(setup);
    let counts = planned.plan.counts();
    page.head("The plan", &counts.told());
    let missing: Vec<_> = planned.plan.parts.iter().filter(|part| part.counts().missing > 0).collect();
    let titles = widest(missing.iter().map(|part| part.chapter.title));
    for part in missing {
        let Counts { missing, in_place, .. } = part.counts();
        let _ = write!(page.text, "  {}  ", padded(part.chapter.title, titles));
        page.paint.put(colour(Severity::Warning), &format!("{missing:>2} missing"), &mut page.text);
        let _ = writeln!(page.text, ", {in_place:>2} in place");
    }
    page.next(&planned.plan);
    page.remark("all of it", "seaworthy check --plan");
    page.text
}

/// Returns the whole plan.
pub(super) fn full(setup: &Setup, planned: &Planned) -> String {
    let mut page = Page::new(setup);
    let counts = planned.plan.counts();
    page.seen(planned);
    if planned.plan.dockerfiles > 0 {
        page.head("The plan", &counts.told());
        page.hang("", "To verify: `app` stands for your image, `t` for a running container of it.");
        for part in &planned.plan.parts {
            page.part(part);
        }
    }
    page.next(&planned.plan);
    page.text
}

struct Page {
    paint: Paint,
    taught: Taught,
    text: String,
}

impl Page {
    fn new(setup: &Setup) -> Self {
        Self { paint: Paint(setup.report_look().colour), taught: Taught::open(setup), text: String::new() }
    }

    fn line(&mut self, code: &str, text: &str) {
        self.paint.put(code, text, &mut self.text);
        self.text.push('\n');
    }

    /// Writes a heading with its counts behind it.
    fn head(&mut self, title: &str, told: &str) {
        self.paint.put(BOLD, title, &mut self.text);
        self.wrapped(": ", wrap::width(title) + 2, told);
    }

    /// Writes what the plan was made from.
    fn seen(&mut self, planned: &Planned) {
        let mut kinds: Vec<(&str, Vec<&str>)> = Vec::new();
        if !planned.dockerfiles.is_empty() {
            kinds.push(("Dockerfile", planned.dockerfiles.iter().map(String::as_str).collect()));
        }
        for file in &planned.presence.files {
            match kinds.iter_mut().find(|(name, _)| *name == file.kind.name()) {
                Some((_, paths)) => paths.push(&file.path),
                None => kinds.push((file.kind.name(), vec![&file.path])),
            }
        }
        if kinds.is_empty() {
            self.text.push_str("Nothing was seen here: no Dockerfile, no CI, no lock.\n");
            return;
        }
        let lines = kinds.iter().map(|(name, paths)| {
            let more = paths.len().saturating_sub(FILES);
            let named = paths.iter().take(FILES).map(|path| one_line(path)).collect::<Vec<_>>().join(", ");
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{name}: {named}{more}")
        });
        let lines: Vec<String> = lines.collect();
        for (index, line) in lines.iter().enumerate() {
            self.hang(if index == 0 { "Seen  " } else { "      " }, line);
        }
        self.text.push('\n');
    }

    fn part(&mut self, part: &Part) {
        self.text.push('\n');
        let counts = part.counts();
        if let Some(reason) = not_here(part) {
            self.paint.put(BOLD, part.chapter.title, &mut self.text);
            let _ = writeln!(self.text, ": does not apply ({reason})");
            return;
        }
        // What does not apply is listed below.
        self.head(part.chapter.title, &Counts { does_not_apply: 0, ..counts }.told());
        let slugs = |wanted: fn(&State) -> bool| {
            let steps = part.steps.iter().filter(|step| wanted(&step.state));
            steps.map(slug).collect::<Vec<_>>().join(", ")
        };
        self.cell("in place", GOOD, &slugs(|state| matches!(state, State::InPlace(_))));
        for step in &part.steps {
            match &step.state {
                State::Missing(gaps) => self.missing(step, gaps),
                State::Accepted(gaps) => self.accepted(step, gaps),
                _ => {}
            }
        }
        for step in part.steps.iter().filter(|step| step.state == State::Unseen) {
            self.cell("verify", HELP, step.practice.title);
            self.below(step.practice.verify);
        }
        self.cell("not here", BOLD, &slugs(|state| matches!(state, State::DoesNotApply(_))));
    }

    fn missing(&mut self, step: &Step, gaps: &[Gap]) {
        let worst = gaps.iter().map(|gap| gap.level).max().unwrap_or(Severity::Note);
        self.cell("missing", colour(worst), step.practice.title);
        self.gaps(gaps);
        if let Some(command) = self.taught.command(step.practice.id) {
            self.below(&command);
        }
    }

    fn accepted(&mut self, step: &Step, gaps: &[Gap]) {
        self.cell("accepted", BOLD, step.practice.title);
        self.gaps(gaps);
    }

    fn gaps(&mut self, gaps: &[Gap]) {
        for gap in gaps.iter().take(PLACES) {
            self.below(&told(gap));
        }
        if gaps.len() > PLACES {
            self.below(&format!("and {}", count(gaps.len() - PLACES, "more place")));
        }
    }

    /// Writes a word in the first column and text in the second; nothing where there is no text.
    fn cell(&mut self, word: &str, code: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.text.push_str("  ");
        self.paint.put(code, word, &mut self.text);
        let gap = COLUMN - 2 - word.len();
        self.wrapped(&" ".repeat(gap), COLUMN, text);
    }

    /// Writes text in the second column.
    fn below(&mut self, text: &str) {
        self.wrapped(&" ".repeat(COLUMN), COLUMN, text);
    }

    fn hang(&mut self, head: &str, text: &str) {
        self.wrapped(head, head.len(), text);
    }

    /// Writes `head`, then text from `column` on, wrapped.
    fn wrapped(&mut self, head: &str, column: usize, text: &str) {
        let mut lead = head.to_owned();
        wrap::wrap(text, WIDTH - column, |from, to| {
            self.text.push_str(format!("{lead}{}", &text[from..to]).trim_end());
            self.text.push('\n');
            lead = " ".repeat(column);
        });
    }

    /// Writes the next step, so that nobody misses it.
    fn next(&mut self, plan: &Plan) {
        self.text.push('\n');
        let Some(next) = plan.next() else {
            self.line(BOLD, "Next step: none. Everything is in place, and nothing is left to verify.");
            return;
        };
        let Next { practice, urgency, gaps } = &next;
        self.line(BOLD, &format!("Next step: {}", practice.title));
        self.remark("why now", urgency.reason());
        for gap in gaps.iter().take(PLACES) {
            self.remark("where", &told(gap));
        }
        if gaps.len() > PLACES {
            self.below(&format!("and {}", count(gaps.len() - PLACES, "more place")));
        }
        if matches!(urgency, Urgency::Verify(_)) {
            self.remark("verify", practice.verify);
        }
        if let Some(command) = self.taught.command(practice.id) {
            self.remark("lesson", &command);
        }
    }

    fn remark(&mut self, word: &str, text: &str) {
        self.text.push_str("  ");
        self.paint.put(HELP, word, &mut self.text);
        let gap = COLUMN - 2 - word.len();
        self.wrapped(&" ".repeat(gap), COLUMN, text);
    }
}

/// Returns why a whole chapter does not apply, if it does not.
fn not_here(part: &Part) -> Option<&'static str> {
    let mut reasons = part.steps.iter().map(|step| match step.state {
        State::DoesNotApply(reason) => Some(reason),
        _ => None,
    });
    let first = reasons.next()??;
    reasons.all(|reason| reason.is_some()).then_some(first)
}

fn slug(step: &Step) -> &'static str {
    step.practice.id.rsplit('/').next().unwrap_or_default()
}

/// Returns a gap as one line: where, and what is wrong.
fn told(gap: &Gap) -> String {
    match &gap.spot {
        Some(spot) => format!("{}: {}", place(spot), one_line(&gap.message)),
        None => one_line(&gap.message),
    }
}

fn place(spot: &Spot) -> String {
    let numbers = [spot.line, spot.column].into_iter().flatten();
    numbers.fold(one_line(&spot.path), |place, number| format!("{place}:{number}"))
}
