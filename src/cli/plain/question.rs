//! Questions as text, and answers read from a line.

use std::fmt::Write as _;

use super::placement;
use crate::app::screens::quiz::{Asking, Judged, QuizState, exam};
use crate::cli::columns::{WIDTH, count, write_hanging};
use crate::course::Inlines;
use crate::id::QuestionId;
use crate::progress::Confidence;
use crate::quiz::{Answer, Blank, Kind, PartMark, Piece};
use crate::ui::plain;

/// Returns what to type, for the prompt.
pub fn prompt(kind: &Kind) -> &'static str {
    match kind {
        Kind::Choice(_) => "one number",
        Kind::Multi(_) => "numbers",
        Kind::Spot(_) => "line numbers",
        Kind::Order(_) => "numbers in order",
        Kind::Match(_) => "a number for each letter",
        Kind::Fill(fill) if fill.blanks.len() == 1 => "text",
        Kind::Fill(_) => "texts, separated by |",
    }
}

/// Which question of an exam it is, and how far one is.
fn exam_head(quiz: &QuizState, id: &QuestionId, status: &str) -> String {
    let questions = quiz.exam.as_ref().map_or(&[][..], |exam| &exam.questions);
    let at = questions.iter().position(|other| other == id).map_or(0, |at| at + 1);
    format!("Question {at} of {}; {status}.", questions.len())
}

/// The question as text.
pub fn asking(quiz: &QuizState, asking: &Asking) -> String {
    let question = &asking.question;
    let mut text = String::new();
    if let Some(far) = placement::far(quiz, asking) {
        let _ = writeln!(text, "{far}");
    } else if let Some(status) = exam::status(quiz) {
        let _ = writeln!(text, "{}\n", exam_head(quiz, &asking.question.id, &status));
    } else if let Some(sitting) = &quiz.sitting {
        let again = if sitting.round() == 2 { ", once more" } else { "" };
        let _ = writeln!(text, "Question, {} left{again}.\n", sitting.left());
    }
    if let Some(why) = &quiz.notes.why {
        let leech = quiz.notes.leech.map(leech).unwrap_or_default();
        write_hanging("", &format!("{why}{leech}"), &mut text);
        text.push('\n');
    }
    plain::write(&question.prompt, WIDTH, &mut text);
    text.push('\n');
    match &question.kind {
        Kind::Spot(spot) => {
            for (number, line) in spot.lines.iter().enumerate() {
                let _ = writeln!(text, "{:>3}: {}", number + 1, line.text);
            }
        }
        Kind::Fill(fill) => {
            let lang = question.code.as_ref().map_or("text", |code| code.lang.as_str());
            let _ = writeln!(text, "Code, {lang}, with {}:", count(fill.blanks.len(), "blank"));
            let code: String = fill.pieces.iter().map(|piece| piece_text(piece, &fill.blanks)).collect();
            code.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
            text.push_str("End of code.\n");
        }
        _ => {
            if let Some(code) = &question.code {
                let _ = writeln!(text, "Code, {}:", code.lang);
                code.text.lines().for_each(|line| text.push_str(&format!("    {line}\n")));
                text.push_str("End of code.\n\n");
            }
        }
    }
    options(asking, &mut text);
    text.truncate(text.trim_end().len());
    text
}

fn piece_text(piece: &Piece, blanks: &[Blank]) -> String {
    match piece {
        Piece::Text(code) => code.clone(),
        Piece::Blank(at) => {
            format!("[blank: {}]", blanks.get(usize::from(*at)).map_or("", |blank| blank.name.as_str()))
        }
    }
}

fn options(asking: &Asking, text: &mut String) {
    let shown = |texts: Vec<String>, text: &mut String| {
        for (number, part) in asking.shown.order.iter().enumerate() {
            let shown = texts.get(usize::from(*part)).map_or("", String::as_str);
            write_hanging(&format!("{:>2}. ", number + 1), shown, text);
        }
    };
    match &asking.question.kind {
        Kind::Choice(choice) => shown(choice.options.iter().map(|o| o.text.text.clone()).collect(), text),
        Kind::Multi(multi) => shown(multi.options.iter().map(|o| o.text.text.clone()).collect(), text),
        Kind::Order(order) => shown(order.items.iter().map(|i| i.text.text.clone()).collect(), text),
        Kind::Match(pairs) => {
            for (letter, pair) in ('a'..).zip(&pairs.pairs) {
                write_hanging(&format!(" {letter}. "), &pair.left.text, text);
            }
            text.push_str("Choose for each letter one of:\n");
            let all = pairs.pairs.len() + pairs.decoys.len();
            let rights = (0..all).map(|right| pairs.right(right as u16).map_or(String::new(), |r| r.text.clone()));
            shown(rights.collect(), text);
        }
        Kind::Fill(_) | Kind::Spot(_) => {}
    }
}

/// The hints that were asked for.
pub fn hints(asking: &Asking) -> String {
    let mut text = String::new();
    for hint in asking.question.hints.iter().take(asking.hints) {
        text.push_str("Hint: ");
        plain::write(hint, WIDTH, &mut text);
    }
    text
}

/// Reads an answer from a line; the error says what was expected, and how one gets on without an answer.
pub fn answer(quiz: &QuizState, asking: &Asking, line: &str) -> Result<Answer, String> {
    read(asking, line).map_err(|problem| format!("{problem} {}", way_out(quiz, asking)))
}

/// Returns how one gets on without an answer.
fn way_out(quiz: &QuizState, asking: &Asking) -> String {
    let colon = if asking.draft.wants_text() { ":" } else { "" };
    let skip = match (&quiz.placement, &quiz.exam) {
        (Some(_), _) => "If you do not know",
        (_, Some(exam)) if exam.changing.is_some() => "To keep the answer",
        _ => "To go on without",
    };
    format!("{skip}: {colon}skip; {colon}help lists the rest, {colon}quit leaves.")
}

fn read(asking: &Asking, line: &str) -> Result<Answer, String> {
    if let Kind::Fill(fill) = &asking.question.kind {
        let texts: Vec<String> = line.split('|').map(|text| text.trim().to_owned()).collect();
        let wanted = fill.blanks.len();
        if texts.len() != wanted || texts.iter().any(String::is_empty) {
            let texts = if wanted == 1 { "the text of the blank" } else { "separated by |" };
            let texts = if wanted == 1 { texts.to_owned() } else { format!("{wanted} texts, {texts}") };
            return Err(format!("Type {texts}."));
        }
        // Blanks are typed as they stand in the code; answers are kept in the order of the file.
        let mut in_file = vec![String::new(); wanted];
        for (place, text) in fill.places().zip(texts) {
            in_file[usize::from(place)] = text;
        }
        return Ok(Answer::Texts(in_file));
    }
    let numbers: Result<Vec<usize>, _> =
        line.split([' ', ',']).filter(|w| !w.is_empty()).map(str::parse::<usize>).collect();
    let numbers = numbers.map_err(|_| format!("Type {}.", prompt(&asking.question.kind)))?;
    let part = |n: &usize| {
        n.checked_sub(1).and_then(|at| asking.shown.canonical(at)).ok_or_else(|| format!("There is no {n}."))
    };
    let parts: Result<Vec<u16>, String> = numbers.iter().map(part).collect();
    let parts = parts?;
    let mut distinct = parts.clone();
    distinct.sort_unstable();
    distinct.dedup();
    let enough =
        |wanted: usize| if parts.len() == wanted { Ok(()) } else { Err(format!("Type {}.", count(wanted, "number"))) };
    match &asking.question.kind {
        Kind::Choice(_) if parts.len() != 1 => Err("Type one number.".to_owned()),
        Kind::Choice(_) => Ok(Answer::Picks(parts)),
        Kind::Multi(_) | Kind::Spot(_) if parts.is_empty() => Err("Type at least one number.".to_owned()),
        Kind::Multi(_) | Kind::Spot(_) => Ok(Answer::Picks(distinct)),
        Kind::Order(order) => {
            enough(order.items.len())?;
            if distinct.len() != parts.len() {
                Err("Type each number once.".to_owned())
            } else {
                Ok(Answer::Sequence(parts))
            }
        }
        Kind::Match(pairs) => {
            enough(pairs.pairs.len())?;
            Ok(Answer::Pairs(parts.into_iter().map(Some).collect()))
        }
        Kind::Fill(_) => Err("Type text.".to_owned()),
    }
}

/// The verdict as text, every option with its reason.
pub fn judged(quiz: &QuizState, judged: &Judged) -> String {
    let mut text = headline(judged, if judged.verdict.right { "Right." } else { "Not quite." });
    if let Some(next) = &quiz.notes.next {
        let leech = quiz.notes.leech.map(leech).unwrap_or_default();
        write_hanging("", &format!("{next}{leech}"), &mut text);
        text.push('\n');
    } else if judged.confidence == Some(Confidence::Sure) && !judged.verdict.right {
        text.push_str("You were sure: review asks this one first.\n\n");
    }
    reasons(judged, &mut text);
    let end = format!("Question {}. An empty line goes on; undo takes the answer back.", judged.question.id);
    write_hanging("\n", &end, &mut text);
    text.truncate(text.trim_end().len());
    text
}

/// The same in another word, without what review says and what can be typed.
pub fn verdict(judged: &Judged, word: &str) -> String {
    let mut text = headline(judged, word);
    reasons(judged, &mut text);
    text
}

fn headline(judged: &Judged, word: &str) -> String {
    let remark = judged.verdict.remark.as_ref().map(|remark| format!(" {}", remark.text)).unwrap_or_default();
    format!("{word}{remark}\n\n")
}

/// Adds the explanation, and every option with its reason.
fn reasons(judged: &Judged, text: &mut String) {
    plain::write(&judged.question.explanation, WIDTH, text);
    text.push('\n');
    for (name, part) in crate::ui::screens::quiz::parts(judged) {
        let mark = match part.mark {
            PartMark::ChosenRight => "right",
            PartMark::ChosenWrong => "wrong",
            PartMark::Missed => "missed",
            PartMark::LeftAlone => "rightly left",
        };
        let name = name.text.replace('\u{a0}', " ");
        let mut line = format!("{} ({mark}", name.trim());
        for (label, value) in [("yours", &part.given), ("right would be", &part.expected)] {
            if let Some(value) = value {
                let _ = write!(line, "; {label}: {value}");
            }
        }
        let _ = write!(line, "): {}{}", part.why.text, because(part.because.as_ref()));
        write_hanging("- ", &line, text);
    }
}

fn leech(days: u32) -> String {
    format!(" Missed on {days} days: reading its section helps more than asking; explain opens it.")
}

fn because(because: Option<&Inlines>) -> String {
    because.map(|because| format!(" {}", because.text)).unwrap_or_default()
}
