//! The key of a spot whose code the rules judge: which lines they find at fault, and why. Runs when the quiz of a lesson is read, which
//! is when one of its questions may be asked. Knows rules, and no question but spot.

use std::collections::BTreeMap;

use super::code::Coded;
use super::fields::Fields;
use super::reader::Reader;
use super::text::Text;
use crate::diagnostic::{Severity, nearest};
use crate::dockerfile::Dockerfile;
use crate::lint::{self, Context, Finding, Options, Place, Profile, level_name};

/// What stands above code without FROM.
const ABOVE: &str = "FROM scratch\n";

/// From the worst level on.
const LEVELS: [Severity; 4] = [Severity::Error, Severity::Warning, Severity::Note, Severity::Style];

/// The lines at fault, 0-based, each with its reason.
#[derive(Debug, Default)]
pub(super) struct Key {
    reasons: BTreeMap<usize, String>,
    /// The rules that find something in a line.
    rules: BTreeMap<usize, Vec<&'static str>>,
}

impl Key {
    /// Computes the key that the field `rules` asks for; nothing where it cannot be, which is reported.
    pub(super) fn read(reader: &mut Reader<'_>, fields: &Fields<'_>, coded: &Coded) -> Option<Self> {
        let names = fields.texts("rules", reader);
        let known = names.iter().filter(|name| is_level(&name.value) || is_rule(reader, name)).count();
        if names.is_empty() || known < names.len() {
            if names.is_empty() {
                let message = format!("`rules` of {} names no rule", fields.name);
                let help =
                    "name rules, `rules = [\"user-missing\"]`, or a level from which on all count, `[\"warning\"]`";
                reader.error("rules-bad", fields.span, message, help);
            }
            return None;
        }
        if coded.code().lang != "dockerfile" {
            let message = format!("rules cannot judge code in `{}`", coded.code().lang);
            let help = "take `rules` out and say by marks which lines are faulty";
            reader.error("rules-bad", fields.span, message, help);
            return None;
        }
        let key = Self::new(&coded.code().text, &names);
        if key.reasons.is_empty() {
            let message = format!("the rules find nothing in the code of {}", fields.name);
            reader.error("fault-none", fields.span, message, "show a fault that one of `rules` is about");
            return None;
        }
        Some(key)
    }

    fn new(code: &str, names: &[Text]) -> Self {
        let counts = |one: &Finding| {
            let by_level = |name: &str| {
                one.rule.profile == Profile::Default && level(name).is_some_and(|level| one.level >= level)
            };
            names.iter().any(|name| name.value == one.rule.slug || by_level(&name.value))
        };
        let mut key = Self::default();
        for (line, one) in found(code, true).into_iter().filter(|(_, one)| counts(one)) {
            let rules = key.rules.entry(line).or_default();
            if rules.contains(&one.rule.slug) {
                continue;
            }
            rules.push(one.rule.slug);
            let reason = key.reasons.entry(line).or_default();
            for part in [Some(&one.message), one.fix.as_ref()].into_iter().flatten() {
                let gap = if reason.is_empty() { "" } else { " " };
                reason.push_str(&format!("{gap}{}.", capital(part)));
            }
        }
        key
    }

    /// Returns why a line is at fault; `None` where the rules find nothing in it.
    pub(super) fn reason(&self, line: usize) -> Option<&str> {
        self.reasons.get(&line).map(String::as_str)
    }

    /// Reports a mark that says otherwise than the rules; returns whether there is no contradiction.
    pub(super) fn agrees(&self, reader: &mut Reader<'_>, mark: &Text, line: usize, fault: bool) -> bool {
        let (message, help) = match (fault, self.rules.get(&line)) {
            (true, None) => (
                format!("`{}` is called a fault, and none of `rules` finds something in its line", mark.value),
                "add `fault = false`, name the rule that is about it, or say by marks alone what is faulty".to_owned(),
            ),
            (false, Some(rules)) => (
                format!(
                    "`{}` is called no fault, and `{}` finds something in its line",
                    mark.value,
                    rules.join("`, `")
                ),
                "take `fault = false` out, or do not name that rule".to_owned(),
            ),
            _ => return true,
        };
        reader.error("spot-contradicts", mark.span, message, help);
        false
    }
}

/// Returns what the rules find in the code of a question, the strict ones too or not, each with its 0-based line. Code without FROM is read as a fragment.
pub(in crate::content) fn found(code: &str, strict: bool) -> Vec<(usize, Finding)> {
    let is_fragment = Dockerfile::parse(code).stages.list.is_empty();
    let above = if is_fragment { ABOVE } else { "" };
    let file = Dockerfile::parse(&format!("{above}{code}"));
    let mut found = lint::lint(&file, Context::default(), &Options { strict, ..Options::default() });
    found.retain(|one| one.place == Place::Dockerfile && one.span.start >= above.len());
    let line = |one: &Finding| code[..(one.span.start - above.len()).min(code.len())].matches('\n').count();
    found.into_iter().map(|one| (line(&one), one)).collect()
}

/// Reports a name that is no rule that is built; returns whether it is one.
pub(super) fn is_rule(reader: &mut Reader<'_>, name: &Text) -> bool {
    if lint::rule(&name.value).is_some() {
        return true;
    }
    let message = format!("there is no rule `{}`", name.value);
    let help = match nearest(&name.value, lint::RULES.iter().map(|rule| rule.slug)) {
        Some(near) => format!("did you mean `{near}`? Rules that are only planned find nothing: mark their lines"),
        None => "write the name of a rule that is built, or a level: error, warning, info, style".to_owned(),
    };
    reader.error("rule-unknown", name.span, message, help);
    false
}

fn is_level(name: &str) -> bool {
    level(name).is_some()
}

fn level(name: &str) -> Option<Severity> {
    LEVELS.into_iter().find(|level| level_name(*level) == name)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
