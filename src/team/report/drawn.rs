//! What drew people to a wrong answer: the option that most of them picked, the one they left out, or what they wrote. Must not know people.

use serde_json::Value;

use super::wording::Wording;

/// A wrong answer, or a part of one, and how many gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// The option, the line, or what was written, in words.
    pub what: String,
    /// Whether it was left out though it belongs to the answer.
    pub left_out: bool,
    /// Whether somebody typed it: it may be anything.
    pub typed: bool,
    /// How many.
    pub people: u32,
}

/// Returns what drew most, of the wrong answers and how often each was given. `wording` is of the same key as the answers.
pub(super) fn most(wrong: &[(&str, u32)], wording: Option<&Wording>) -> Option<Drawn> {
    let mut drawn: Vec<Drawn> = Vec::new();
    for (chosen, count) in wrong {
        let Ok(chosen) = serde_json::from_str::<Value>(chosen) else { continue };
        match picks(&chosen) {
            Some(picks) => add_picks(&picks, *count, wording, &mut drawn),
            None => {
                if let Some(what) = typed(&chosen) {
                    add(what, false, true, *count, &mut drawn);
                }
            }
        }
    }
    // Of equals the one that was picked says more than the one that was left out.
    drawn.sort_by(|a, b| (b.people, a.left_out, &a.what).cmp(&(a.people, b.left_out, &b.what)));
    drawn.into_iter().next()
}

/// Returns the options that were picked: `{"picks":[0,2]}`, or the bare list.
fn picks(chosen: &Value) -> Option<Vec<u64>> {
    let list = chosen.get("picks").unwrap_or(chosen).as_array()?;
    list.iter().map(Value::as_u64).collect()
}

/// Returns what was written into the blanks, as it is shown.
fn typed(chosen: &Value) -> Option<String> {
    let texts: Option<Vec<&str>> = chosen.get("texts")?.as_array()?.iter().map(Value::as_str).collect();
    let texts: Vec<String> = texts?.into_iter().map(super::sheet::clean).collect();
    let shown = texts.join(" | ");
    (!shown.trim_matches([' ', '|']).is_empty()).then_some(shown)
}

fn add_picks(picks: &[u64], count: u32, wording: Option<&Wording>, drawn: &mut Vec<Drawn>) {
    let options = wording.map_or(&[][..], |wording| &wording.options);
    let mut met: Vec<u64> = Vec::new();
    for pick in picks {
        if met.contains(pick) {
            continue;
        }
        met.push(*pick);
        match usize::try_from(*pick).ok().and_then(|at| options.get(at)) {
            Some((_, true)) => {}
            Some((text, false)) => add(text.clone(), false, false, count, drawn),
            // Which options are right is not known, so that it may be said of single picks only.
            None if options.is_empty() && picks.len() == 1 => {
                add(format!("option {}", pick + 1), false, false, count, drawn);
            }
            None => {}
        }
    }
    // Who picks one of several and that wrongly has not forgotten the right one.
    if options.iter().filter(|(_, right)| *right).count() > 1 {
        for (at, (text, right)) in options.iter().enumerate() {
            if *right && !met.contains(&(at as u64)) {
                add(text.clone(), true, false, count, drawn);
            }
        }
    }
}

fn add(what: String, left_out: bool, typed: bool, count: u32, drawn: &mut Vec<Drawn>) {
    match drawn.iter_mut().find(|other| other.what == what && other.left_out == left_out) {
        Some(other) => other.people += count,
        None => drawn.push(Drawn { what, left_out, typed, people: count }),
    }
}
