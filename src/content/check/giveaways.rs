//! What lets somebody who read nothing guess: right options that are the longest too often, words that give right options away.
//! Judged over the whole course, since chance needs many questions to even out.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Findings;
use super::site::{Quiz, Site};
use crate::id::LessonId;
use crate::quiz::{AnswerOption, Kind};

/// Fewer choice questions than this say nothing about an author's habit.
const ENOUGH: usize = 12;
/// Largest share, in percent, of questions whose right option may be the longest.
const LONGEST_SHARE: usize = 40;
/// A word tells from this many options on …
const TELLING_OPTIONS: usize = 6;
/// … over this many lessons …
const TELLING_LESSONS: usize = 4;
/// … when more than this share of them, in percent, is right.
const TELLING_SHARE: usize = 80;

/// Judges the options of all questions together.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    longest(site, found);
    telling_words(site, found);
}

fn longest(site: &Site<'_>, found: &mut Findings) {
    let mut files: Vec<(usize, usize, &str)> = Vec::new();
    for (quiz, file) in site.own_quizzes() {
        let choices = choices(quiz);
        let given_away = choices.iter().filter(|options| right_is_longest(options)).count();
        files.push((given_away, choices.len(), &file.path));
    }
    let (given_away, all) = files.iter().fold((0, 0), |sum, file| (sum.0 + file.0, sum.1 + file.1));
    if all < ENOUGH || given_away * 100 <= all * LONGEST_SHARE {
        return;
    }
    files.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(b.2)));
    let worst: Vec<_> = files.iter().take(3).map(|(hits, of, path)| format!("{path} ({hits} of {of})")).collect();
    let percent = given_away * 100 / all;
    let message = format!("in {given_away} of {all} choice questions ({percent} %) the right option is the longest");
    let help = format!("shorten right options or say more in wrong ones, first in {}", worst.join(", "));
    if let Some(home) = site.home() {
        found.add("right-longest", home, home.whole(), message, help);
    }
}

fn choices(quiz: &Quiz) -> Vec<&[AnswerOption]> {
    let options = quiz.quiz.questions.iter().filter_map(|question| match &question.kind {
        Kind::Choice(choice) => Some(choice.options.as_slice()),
        _ => None,
    });
    options.collect()
}

fn right_is_longest(options: &[AnswerOption]) -> bool {
    let length = |option: &AnswerOption| option.text.text.chars().count();
    let right = options.iter().filter(|option| option.right).map(length).max().unwrap_or(0);
    options.iter().filter(|option| !option.right).all(|option| length(option) < right)
}

/// How often a word stands in options.
#[derive(Default)]
struct Uses<'a> {
    options: usize,
    right: usize,
    lessons: BTreeSet<&'a LessonId>,
}

fn telling_words(site: &Site<'_>, found: &mut Findings) {
    let mut words: BTreeMap<String, Uses<'_>> = BTreeMap::new();
    for (quiz, _) in site.own_quizzes() {
        for question in &quiz.quiz.questions {
            let options = match &question.kind {
                Kind::Choice(choice) => &choice.options,
                Kind::Multi(multi) => &multi.options,
                _ => continue,
            };
            for option in options {
                for word in words_of(&option.text.text) {
                    let uses = words.entry(word).or_default();
                    uses.options += 1;
                    uses.right += usize::from(option.right);
                    uses.lessons.insert(&quiz.id);
                }
            }
        }
    }
    let Some(home) = site.home() else { return };
    for (word, uses) in words {
        let often = uses.options >= TELLING_OPTIONS && uses.lessons.len() >= TELLING_LESSONS;
        if often && uses.right * 100 > uses.options * TELLING_SHARE {
            let Uses { options, right, lessons } = uses;
            let message =
                format!("\"{word}\" stands in {options} options of {} lessons; {right} are right", lessons.len());
            let help = "let wrong options speak of it too, or say it in other words";
            found.add("word-telling", home, home.whole(), message, help);
        }
    }
}

fn words_of(text: &str) -> BTreeSet<String> {
    let words = text.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase());
    words.filter(|word| word.chars().count() > 2).collect()
}
