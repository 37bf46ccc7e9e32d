//! A question that was answered: the verdict in words, every option with its mark and its reason, the explanation.

use crate::app::screens::quiz::Judged;
use crate::course::Inlines;
use crate::quiz::{Fill, Kind, PartMark, PartVerdict, Piece};
use crate::ui::page::PageOptions;
use crate::ui::screens::quiz::asking::code_text;
use crate::ui::screens::quiz::{code_block, prompt};
use crate::ui::theme::Role;
use crate::ui::view::View;
use crate::ui::widgets::sheet::Sheet;

/// Adds the verdict to the sheet.
pub fn fill(judged: &Judged, next: Vec<String>, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let word = if judged.verdict.right { "Right." } else { "Not quite." };
    fill_as(judged, word, next, view, options, sheet);
}

/// Adds the verdict in another word.
pub fn fill_as(judged: &Judged, word: &str, next: Vec<String>, view: &View, options: &PageOptions, sheet: &mut Sheet) {
    let question = &judged.question;
    let (sign, role) =
        if judged.verdict.right { (view.glyphs.done, Role::Right) } else { (view.glyphs.wrong, Role::Wrong) };
    sheet.row(
        vec![(format!("{sign} {word} "), role)],
        &judged.verdict.remark.clone().unwrap_or_default(),
        options,
        None,
    );
    for line in next {
        sheet.row(Vec::new(), &Inlines::plain(line), options, None);
    }
    sheet.gap().blocks(&question.explanation, options).gap();
    for (text, part) in parts(judged) {
        let (sign, word, role) = mark(part, &question.kind, view);
        sheet.row(vec![(format!("{sign} "), role)], &text, options, None);
        reason(part, &question.kind, word, role, options, sheet);
    }
    sheet.gap().line("The question was", Role::Heading3, options);
    prompt(question, options, sheet);
    let code = match &question.kind {
        Kind::Spot(_) => question.code.as_ref().map(|code| code_block(code, code.text.clone())),
        Kind::Fill(fill) => question.code.as_ref().map(|code| code_block(code, filled(fill))),
        _ => None,
    };
    if let Some(code) = code {
        sheet.blocks(&[code], options).gap();
    }
}

/// Returns the code with the right answers in its blanks.
fn filled(fill: &Fill) -> String {
    let answer = |blank: u16| fill.blanks.get(usize::from(blank)).map_or("", |blank| blank.answer.as_str());
    let piece = |piece: &Piece| match piece {
        Piece::Text(code) => code.clone(),
        Piece::Blank(blank) => answer(*blank).to_owned(),
    };
    fill.pieces.iter().map(piece).collect()
}

/// Returns what was given or wanted as it is written: code is code, a sentence is a sentence.
fn value(kind: &Kind, text: &str) -> Inlines {
    match kind {
        Kind::Match(pairs) => {
            let all = (pairs.pairs.len() + pairs.decoys.len()) as u16;
            let right = (0..all).filter_map(|right| pairs.right(right)).find(|right| right.text == text);
            right.cloned().unwrap_or_else(|| Inlines::plain(text))
        }
        Kind::Order(_) => Inlines::plain(text),
        _ => code_text(text),
    }
}

/// Adds what there is to say about a part: what was given, what was wanted, why.
fn reason(part: &PartVerdict, kind: &Kind, word: &str, role: Role, options: &PageOptions, sheet: &mut Sheet) {
    let indent = |text: &str| vec![("    ".to_owned(), Role::Text), (text.to_owned(), role)];
    if let Some(given) = &part.given {
        sheet.row(vec![("    yours: ".to_owned(), Role::Dim)], &value(kind, given), options, None);
    }
    if let Some(expected) = &part.expected {
        sheet.row(vec![("    right: ".to_owned(), Role::Dim)], &value(kind, expected), options, None);
    }
    sheet.row(indent(&format!("{word}: ")), &part.why, options, None);
    if let Some(because) = &part.because {
        sheet.row(indent(""), because, options, None);
    }
}

fn mark<'g>(part: &PartVerdict, kind: &Kind, view: &'g View) -> (&'g str, &'static str, Role) {
    let picked = matches!(kind, Kind::Choice(_) | Kind::Multi(_) | Kind::Spot(_));
    match part.mark {
        PartMark::ChosenRight if picked => (view.glyphs.done, "right, chosen", Role::Right),
        PartMark::ChosenRight => (view.glyphs.done, "right", Role::Right),
        PartMark::ChosenWrong if picked => (view.glyphs.wrong, "wrong, chosen", Role::Wrong),
        // What is right stands above; the reason is the reason for that.
        PartMark::ChosenWrong if part.expected.is_some() && part.because.is_none() => {
            (view.glyphs.wrong, "because", Role::Wrong)
        }
        PartMark::ChosenWrong => (view.glyphs.wrong, "wrong", Role::Wrong),
        PartMark::Missed => (view.glyphs.missed, "missed", Role::Missed),
        PartMark::LeftAlone => (" ", "rightly left", Role::Dim),
    }
}

/// Returns the parts as they were shown, each with its text.
pub fn parts(judged: &Judged) -> Vec<(Inlines, &PartVerdict)> {
    let verdict = &judged.verdict;
    let shown = |texts: Vec<Inlines>| -> Vec<(Inlines, &PartVerdict)> {
        let order = judged.shown.order.iter().map(|part| usize::from(*part));
        order.filter_map(|part| Some((texts.get(part)?.clone(), verdict.parts.get(part)?))).collect()
    };
    match &judged.question.kind {
        Kind::Choice(choice) => shown(choice.options.iter().map(|option| option.text.clone()).collect()),
        Kind::Multi(multi) => shown(multi.options.iter().map(|option| option.text.clone()).collect()),
        // Lines that nobody picked and that are no fault all have the same reason: those with a mark have their own.
        Kind::Spot(spot) => {
            let told = |part: &PartVerdict, marked: bool| marked || part.mark != PartMark::LeftAlone;
            let lines = spot.lines.iter().zip(&verdict.parts);
            lines
                .filter(|(line, part)| told(part, line.mark.is_some()))
                .map(|(line, part)| (code_text(&line.text), part))
                .collect()
        }
        Kind::Fill(fill) => {
            let names = fill.blanks.iter().map(|blank| code_text(&blank.name));
            names.zip(&verdict.parts).collect()
        }
        // In a right order, so that the reader sees one.
        Kind::Order(order) => {
            let text =
                |item: &crate::quiz::OrderItem| if item.code { code_text(&item.text.text) } else { item.text.clone() };
            order.items.iter().map(text).zip(&verdict.parts).collect()
        }
        Kind::Match(pairs) => {
            let lefts = pairs.pairs.iter().map(|pair| pair.left.clone());
            let decoys = pairs.decoys.iter().map(|decoy| decoy.right.clone());
            lefts.chain(decoys).zip(&verdict.parts).collect()
        }
    }
}
