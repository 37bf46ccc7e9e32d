//! Takes the names out of a report. People become numbers in an order that says nothing about them; texts that somebody typed lose the names
//! that are known. Must not know how a report is printed.

use super::Report;
use super::aside::Reason;

/// What stands in a text instead of a name.
const SOMEBODY: &str = "[name]";
/// A part of a name that is shorter than this may be any word.
const SHORT: usize = 3;

impl Report {
    /// Takes the names out: people are `Person 1` and so on, in the order of a hash of the random number that their machine made, so the same
    /// people have the same numbers in every report on the same files. Files are not named, attendance is a number, and a name that is
    /// known is blotted out where somebody typed it.
    #[must_use]
    pub fn anonymise(mut self) -> Self {
        let veil = Veil::new(&self);
        for text in [&mut self.title, &mut self.cohort] {
            *text = veil.over(text);
        }
        for item in &mut self.items {
            item.title = veil.over(&item.title);
        }
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        order.sort_by_key(|place| self.people[*place].order);
        let mut numbers = vec![0; order.len()];
        order.iter().enumerate().for_each(|(number, place)| numbers[*place] = number);
        for (person, number) in self.people.iter_mut().zip(&numbers) {
            person.name = format!("Person {}", number + 1);
        }
        self.people.sort_by_key(|person| person.order);
        self.help.iter_mut().for_each(|help| help.person = numbers[help.person]);
        self.help.sort_by_key(|help| help.person);
        for asked in &mut self.questions {
            // What one person typed may say who it was.
            asked.drawn = asked.drawn.take().filter(|drawn| !drawn.typed || drawn.people > 1);
            if let Some(drawn) = asked.drawn.as_mut().filter(|drawn| drawn.typed) {
                drawn.what = veil.over(&drawn.what);
            }
        }
        for room in &mut self.rooms {
            room.source.clear();
            room.attended.clear();
            room.cohort = veil.over(&room.cohort);
            room.parked.iter_mut().for_each(|text| *text = veil.over(text));
            room.agenda.iter_mut().for_each(|line| line.title = veil.over(&line.title));
        }
        for aside in &mut self.aside {
            aside.source.clear();
            match &mut aside.reason {
                Reason::Replaced(by) | Reason::Copy(by) => by.clear(),
                // What a reader or the system says may quote the file.
                Reason::Unreadable(why) | Reason::Broken(why) => *why = veil.over(why),
                _ => {}
            }
        }
        self.aside.sort_by_key(|aside| aside.reason.to_string());
        self.anonymous = true;
        self
    }
}

/// The names that are known, the longest first.
struct Veil {
    names: Vec<String>,
}

impl Veil {
    fn new(report: &Report) -> Self {
        let people =
            report.people.iter().map(|person| person.name.as_str()).filter(|name| !name.starts_with("No name"));
        let known = people.chain(report.rooms.iter().flat_map(|room| room.attended.iter().map(String::as_str)));
        let mut names: Vec<String> = Vec::new();
        for name in known {
            // `Ann (2)` is called Ann.
            let name = name.rsplit_once(" (").map_or(name, |(name, _)| name);
            names.push(name.to_owned());
            names.extend(name.split(' ').filter(|part| part.chars().count() >= SHORT).map(str::to_owned));
        }
        names.retain(|name| !name.is_empty());
        names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        names.dedup();
        Self { names }
    }

    /// Blots out every name that stands alone in a text.
    fn over(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for name in &self.names {
            let mut from = 0;
            while let Some(at) = text.get(from..).and_then(|rest| rest.find(name.as_str())).map(|at| from + at) {
                let end = at + name.len();
                let before = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
                let after = text[end..].chars().next().is_some_and(char::is_alphanumeric);
                if before || after {
                    from = end;
                    continue;
                }
                text.replace_range(at..end, SOMEBODY);
                from = at + SOMEBODY.len();
            }
        }
        text
    }
}
