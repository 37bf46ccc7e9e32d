//! What lets somebody who read nothing guess: right options that are the longest too often, words that give right options away.
//! Judged over the whole course and over each chapter, since chance needs many questions to even out.

use std::collections::{BTreeMap, BTreeSet};

use super::findings::Findings;
use super::site::{Quiz, Site, SourceFile, What};
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

/// In how many choice questions the right option is the longest, and of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Questions whose right option is longer than every wrong one.
    pub longest: usize,
    /// Choice questions.
    pub of: usize,
}

impl Share {
    /// Returns the share in percent, rounded down; 0 of nothing.
    pub fn percent(self) -> usize {
        (self.longest * 100).checked_div(self.of).unwrap_or(0)
    }

    fn add(self, other: Self) -> Self {
        Self { longest: self.longest + other.longest, of: self.of + other.of }
    }

    fn tells(self) -> bool {
        self.of >= ENOUGH && self.longest * 100 > self.of * LONGEST_SHARE
    }
}

/// Judges the options of all questions together.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    longest(site, found);
    telling_words(site, found);
}

/// Measures every quiz that is reported on, with its path.
fn shares<'a>(site: &'a Site<'_>) -> Vec<(&'a Quiz, &'a str, Share)> {
    let share = |quiz: &Quiz| {
        let choices = choices(quiz);
        Share { longest: choices.iter().filter(|options| right_is_longest(options)).count(), of: choices.len() }
    };
    site.own_quizzes().map(|(quiz, file)| (quiz, file.path.as_str(), share(quiz))).collect()
}

/// Measures all quizzes that are reported on together.
pub(super) fn measure(site: &Site<'_>) -> Share {
    shares(site).into_iter().map(|(.., share)| share).fold(Share::default(), Share::add)
}

/// Judges the whole course and each chapter: a chapter is what one sits down to, and a course of many good ones may hide a bad one.
fn longest(site: &Site<'_>, found: &mut Findings) {
    let all = shares(site);
    report(site.home(), "", &all, found);
    let mut chapters: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for entry in &all {
        chapters.entry(entry.0.id.chapter_str()).or_default().push(*entry);
    }
    // Of a single chapter everything was said.
    for (chapter, quizzes) in chapters.iter().filter(|_| chapters.len() > 1) {
        let file = chapter.parse().ok().and_then(|id| site.own(&What::Chapter(id)));
        report(file.or_else(|| site.home()), chapter, quizzes, found);
    }
}

fn report(file: Option<&SourceFile>, chapter: &str, quizzes: &[(&Quiz, &str, Share)], found: &mut Findings) {
    let sum = quizzes.iter().map(|(.., share)| *share).fold(Share::default(), Share::add);
    let Some(file) = file.filter(|_| sum.tells()) else { return };
    let mut worst = quizzes.to_vec();
    worst.sort_by(|a, b| b.2.longest.cmp(&a.2.longest).then(a.2.of.cmp(&b.2.of)).then(a.1.cmp(b.1)));
    let worst: Vec<_> =
        worst.iter().take(3).map(|(_, path, share)| format!("{path} ({} of {})", share.longest, share.of)).collect();
    let whose = if chapter.is_empty() { String::new() } else { format!(" of chapter `{chapter}`") };
    let (Share { longest, of }, percent) = (sum, sum.percent());
    let message = format!("in {longest} of {of} choice questions{whose} ({percent}%) the right option is the longest");
    let help = format!("shorten right options or say more in wrong ones, first in {}", worst.join(", "));
    found.add("right-longest", file, file.whole(), message, help);
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
