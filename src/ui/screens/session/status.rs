//! The line below the slides: where one is, what is left of the item and of the whole, how late it gets, what time it is. What fits least
//! is left out first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::drawn::SessionDrawn;
use crate::app::screens::session::SessionState;
use crate::team::room::Clock;
use crate::time::Offset;
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::text::put;
use crate::ui::wrap::width;

/// Drift that is called on time, milliseconds.
const ON_TIME: i64 = 60_000;

/// A word of the line: lower ranks stay longer.
struct Word {
    rank: u8,
    text: String,
    role: Role,
}

/// Returns a stretch of time as a clock shows it: `4:05`, `1:04:05`.
pub fn countdown(ms: i64) -> String {
    let seconds = ms.max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Returns how a session stands against its plan: sign, words, role.
pub fn drift(clock: &Clock, glyphs: &Glyphs) -> (&'static str, String, Role) {
    let minutes = clock.behind.abs() / 60_000;
    match clock.behind {
        behind if behind >= ON_TIME => ("!", format!("{minutes} min behind"), Role::Warning),
        behind if behind <= -ON_TIME => (glyphs.done, format!("{minutes} min ahead"), Role::Right),
        _ => (glyphs.done, "on time".to_owned(), Role::Right),
    }
}

/// Returns the time of day of a moment (UTC ms), as clocks on walls show it.
pub fn of_day(ms: i64, offset: Offset) -> String {
    let minutes = ms.saturating_add(offset.0).rem_euclid(86_400_000) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Draws the line.
pub fn draw(app: &App, state: &SessionState, drawn: &SessionDrawn, view: &View, area: Rect, buf: &mut Buffer) {
    let mut words = words(app, state, drawn, view);
    let room = usize::from(area.width.saturating_sub(2));
    let needed = |words: &[Word]| words.iter().map(|word| width(&word.text) + 2).sum::<usize>().saturating_sub(2);
    while needed(&words) > room {
        let Some(worst) = (0..words.len()).max_by_key(|at| words[*at].rank).filter(|_| words.len() > 1) else { break };
        words.remove(worst);
    }
    // The time of day stands at the right edge, the rest from the left.
    let right = words.pop();
    let mut x = area.x + 1;
    for word in &words {
        x = put(buf, x, area.y, &word.text, area.right().saturating_sub(x), view.style(word.role)) + 2;
    }
    if let Some(word) = right {
        let x = area.right().saturating_sub(1 + width(&word.text) as u16).max(x);
        put(buf, x, area.y, &word.text, area.right().saturating_sub(x), view.style(word.role));
    }
}

fn words(app: &App, state: &SessionState, drawn: &SessionDrawn, view: &View) -> Vec<Word> {
    let clock = state.clock();
    let word = |rank: u8, text: String, role: Role| Word { rank, text, role };
    let mut words = Vec::new();
    let place = match &drawn.deck {
        Some(deck) => Some((deck.slide_at(state.at) + 1, deck.slides.len())),
        None if state.is_quiz() => Some((state.quiz.at + 1, state.quiz.ids.len())),
        None => None,
    };
    words.extend(place.map(|(at, of)| word(3, format!("{at}/{of}"), Role::Strong)));
    if state.paused {
        words.push(word(0, format!("{} clock stopped", view.glyphs.missed), Role::Warning));
    }
    if state.launch.rehearse {
        words.push(word(1, "rehearsal".to_owned(), Role::Info));
    } else if state.trouble.is_some() {
        words.push(word(1, "! not recorded".to_owned(), Role::Error));
    }
    words.push(if clock.item_left < 0 {
        word(2, format!("! {} over", countdown(-clock.item_left)), Role::Warning)
    } else {
        word(2, format!("{} left", countdown(clock.item_left)), Role::Text)
    });
    let (sign, text, role) = drift(&clock, &view.glyphs);
    words.push(word(4, format!("{sign} {text}"), role));
    let whole = clock.left / 60_000;
    words.push(if clock.left < 0 {
        word(6, format!("{} min over in all", -whole), Role::Dim)
    } else {
        word(6, format!("{whole} min left in all"), Role::Dim)
    });
    words.push(word(5, of_day(app.now.0, app.offset), Role::Dim));
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::UNICODE;

    #[test]
    fn times_are_told_as_clocks_and_people_do() {
        for (ms, told) in [(-5, "0:00"), (59_999, "0:59"), (245_000, "4:05"), (3_845_000, "1:04:05")] {
            assert_eq!(countdown(ms), told);
        }
        for (minutes, told) in [(0, "on time"), (4, "4 min behind"), (-3, "3 min ahead")] {
            let clock = Clock { behind: minutes * 60_000 + 500, ..Clock::default() };
            assert_eq!(drift(&clock, &UNICODE).1, if minutes < 0 { "2 min ahead" } else { told });
        }
        assert_eq!(drift(&Clock { behind: 59_999, ..Clock::default() }, &UNICODE).1, "on time");
    }
}
