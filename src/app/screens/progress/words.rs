//! The progress in words, the same on the screen, in its plain twin and on the command line. A pause is no fault: nothing here counts what
//! was not done.

use crate::progress::Summary;
use crate::review::outlook::ACTIVE_OF;
use crate::review::{Outlook, Practice};

/// Returns everything in a few sentences, one a line.
pub fn in_numbers(summary: &Summary, outlook: &Outlook) -> Vec<String> {
    let totals = &summary.totals;
    if totals.answers == 0 && totals.lessons + totals.placed == 0 {
        return vec!["Nothing yet: the first lesson takes five minutes.".to_owned()];
    }
    let written: usize = summary.chapters.iter().map(|chapter| chapter.written).sum();
    let placed = if totals.placed > 0 { format!(", {} placed", totals.placed) } else { String::new() };
    let mastery = outlook.course.mastery.map(|share| format!("; mastery {}", percent(share))).unwrap_or_default();
    let mut lines = vec![format!("{} of {written} lessons read{placed}{mastery}", totals.lessons)];
    if totals.answers == 0 {
        return lines;
    }
    let right = totals.right * 100 / totals.answers;
    lines.push(format!("{}, {right}% right; {}", count(totals.answers, "answer"), active(outlook, totals.days)));
    lines.push(due(outlook));
    lines
}

/// Returns on how many days something was done.
fn active(outlook: &Outlook, days: u32) -> String {
    match outlook.active {
        0 => format!("active on {} in all", count(days, "day")),
        some => format!("active on {some} of the last {ACTIVE_OF} days"),
    }
}

/// Returns what is due.
pub fn due(outlook: &Outlook) -> String {
    let (today, week, all) = (outlook.due(), outlook.due_within(7), outlook.due_within(outlook.forecast.len()));
    match (today, week, all) {
        (0, 0, 0) => "Nothing comes due in the next 30 days".to_owned(),
        (0, 0, _) => format!("Nothing is due this week, {} within 30 days", count(all, "question")),
        (0, ..) => format!("Nothing is due today, {} within a week", count(week, "question")),
        _ => format!("{} due today, {week} in a week, {all} in 30 days", count(today, "question")),
    }
}

/// Returns what went wrong in a lesson.
pub fn practice(practice: &Practice) -> String {
    let wrong = format!("{} of {} wrong", practice.wrong, practice.asked);
    match (practice.again_and_again, practice.missed) {
        (true, _) => format!("{wrong}, again and again"),
        (false, 0) => format!("{wrong}, mended since"),
        (false, missed) => format!("{wrong}, {missed} missed"),
    }
}

/// Returns a share in whole percent, rounded down: nothing is known wholly before it is.
pub fn percent(share: f64) -> String {
    format!("{}%", (share * 100.0 + 1e-9).floor().clamp(0.0, 100.0) as u8)
}

/// Returns a count with its noun, which takes an s.
fn count(n: u32, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_down() {
        let cases = [(0.0, "0%"), (0.299_999, "29%"), (0.29, "29%"), (0.999, "99%"), (1.0, "100%")];
        for (share, text) in cases {
            assert_eq!(percent(share), text);
        }
    }

    #[test]
    fn what_is_due_in_words() {
        let cases: [(&[u32], &str); 4] = [
            (&[0, 0], "Nothing comes due in the next 30 days"),
            (&[1, 2, 0, 0, 0, 0, 0, 0, 4], "1 question due today, 3 in a week, 7 in 30 days"),
            (&[0, 1], "Nothing is due today, 1 question within a week"),
            (&[0, 0, 0, 0, 0, 0, 0, 0, 4], "Nothing is due this week, 4 questions within 30 days"),
        ];
        for (forecast, text) in cases {
            assert_eq!(due(&Outlook { forecast: forecast.to_vec(), ..Outlook::default() }), text);
        }
    }
}
