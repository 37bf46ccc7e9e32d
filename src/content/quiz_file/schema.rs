//! Which fields a quiz file may hold, as docs/authoring.md says. The one list behind "unknown field".

/// A table of the file: how its header is written and what may stand in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// As the author writes it.
    pub(super) header: &'static str,
    /// Fields that tables of its kind share.
    pub(super) shared: &'static [&'static str],
    /// Fields of its own.
    pub(super) own: &'static [&'static str],
}

impl Table {
    const fn part(header: &'static str, own: &'static [&'static str]) -> Self {
        Self { header, shared: &[], own }
    }

    const fn question(own: &'static [&'static str]) -> Self {
        Self { header: "[[question]]", shared: SHARED, own }
    }

    /// Returns the names of all fields.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.shared.iter().chain(self.own).copied()
    }
}

/// Most hints a question may have.
pub(super) const MOST_HINTS: usize = 3;
/// Most options, blanks, items, spots or pairs of a question.
pub(super) const MOST_PARTS: usize = 99;
/// Most lines of a question's code.
pub(super) const MOST_LINES: usize = 999;

const SHARED: &[&str] = &["id", "kind", "prompt", "code", "lang", "section", "explanation", "hints", "aliases"];

/// The file itself.
pub(super) const ROOT: Table = Table::part("the top of the file", &["question"]);
/// A question whose kind is not known: anything that some kind has.
pub(super) const ALL_QUESTIONS: Table = Table::question(&[
    "option",
    "blank",
    "ignore_case",
    "item",
    "spot",
    "otherwise",
    "rules",
    "allow",
    "pair",
    "decoy",
]);
pub(super) const OPTION: Table = Table::part("[[question.option]]", &["text", "right", "why"]);
pub(super) const BLANK: Table =
    Table::part("[[question.blank]]", &["name", "answer", "accept", "ignore_case", "why", "slip"]);
pub(super) const SLIP: Table = Table::part("[[question.blank.slip]]", &["text", "why"]);
pub(super) const ITEM: Table = Table::part("[[question.item]]", &["id", "text", "after", "why"]);
pub(super) const SPOT: Table = Table::part("[[question.spot]]", &["mark", "fault", "why"]);
pub(super) const PAIR: Table = Table::part("[[question.pair]]", &["left", "right", "why"]);
pub(super) const DECOY: Table = Table::part("[[question.decoy]]", &["right", "why"]);

/// The fields of each kind.
const KINDS: [(&str, Table); 6] = [
    ("choice", Table::question(&["option"])),
    ("multi", Table::question(&["option"])),
    ("fill", Table::question(&["blank", "ignore_case"])),
    ("order", Table::question(&["item"])),
    ("spot", Table::question(&["spot", "otherwise", "rules", "allow"])),
    ("match", Table::question(&["pair", "decoy"])),
];

/// Returns the fields of a question of `kind`.
pub(super) fn of_kind(kind: &str) -> Table {
    KINDS.iter().find(|(name, _)| *name == kind).map_or(ALL_QUESTIONS, |(_, table)| *table)
}

/// Returns the kinds that have `field` for their own.
pub(super) fn kinds_with(field: &str) -> Vec<&'static str> {
    KINDS.iter().filter(|(_, table)| table.own.contains(&field)).map(|(name, _)| *name).collect()
}

/// Returns whether `field` belongs directly to a question.
pub(super) fn is_of_question(field: &str) -> bool {
    ALL_QUESTIONS.fields().any(|name| name == field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quiz::Kind;

    #[test]
    fn every_kind_has_its_fields_and_none_is_forgotten() {
        assert_eq!(KINDS.map(|(name, _)| name), Kind::NAMES);
        let mut own: Vec<_> = KINDS.iter().flat_map(|(_, table)| table.own).copied().collect();
        own.sort_unstable();
        own.dedup();
        let mut all = ALL_QUESTIONS.own.to_vec();
        all.sort_unstable();
        assert_eq!(own, all);
    }
}
