//! A report as one HTML page that needs nothing but itself: no script, no network, dark and light, fit for print and for screen readers.
//! Charts are drawn as inline SVG; what they show stands beside them as text or a table. Everything that was handed in is escaped.

mod chart;

use std::fmt::Write as _;

use chart::{Bar, Bars, Part};

use super::Look;
use super::outline::{About, Block, Section, Table, Tone, sections, subtitle};
use crate::team::report::{Counts, Report, percent};

const STYLE: &str = include_str!("html/page.css");
/// So many people get a bar each; more are counted by their share.
const BARS: usize = 30;
/// So many questions get a bar.
const QUESTIONS: usize = 10;

/// Returns the page.
pub(super) fn of(report: &Report, look: &Look) -> String {
    let title = escaped(&report.title);
    let mut page = String::with_capacity(64 << 10);
    let _ = write!(
        page,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <main>\n<header>\n<h1>{title}</h1>\n<p>{}</p>\n</header>\n",
        escaped(&subtitle(report, look))
    );
    figures(report, &mut page);
    for (number, section) in sections(report, look).iter().enumerate() {
        write_section(number, section, report, &mut page);
    }
    page.push_str("</main>\n</body>\n</html>\n");
    page
}

/// Writes the three or four numbers that say most.
fn figures(report: &Report, page: &mut String) {
    let mut figures: Vec<(String, &str)> = vec![(report.head_count().to_string(), "people")];
    let mut items = Counts::default();
    report.people.iter().for_each(|person| {
        items.done += person.counts.done;
        items.open += person.counts.all() - person.counts.done;
    });
    figures.extend(percent(items.done, items.all()).map(|share| (format!("{share}%"), "of all items done")));
    let (right, answers) = report.answers();
    figures.extend(percent(right, answers).map(|share| (format!("{share}%"), "of answers right")));
    let passed = report.people.iter().filter(|person| person.passed == Some(true)).count();
    let asked = report.people.iter().filter(|person| person.passed.is_some()).count();
    if asked > 0 {
        figures.push((format!("{passed} of {asked}"), "reached the pass mark"));
    }
    page.push_str("<dl class=\"figures\">\n");
    for (number, what) in figures {
        let _ = writeln!(page, "<div><dt>{what}</dt><dd>{number}</dd></div>");
    }
    page.push_str("</dl>\n");
}

fn write_section(number: usize, section: &Section, report: &Report, page: &mut String) {
    let _ = writeln!(page, "<section aria-labelledby=\"part-{number}\">");
    let _ = writeln!(page, "<h2 id=\"part-{number}\">{}</h2>", escaped(&section.title));
    if let Some(bars) = chart_of(section.about, report) {
        bars.write(&format!("chart-{number}"), page);
    }
    for block in &section.blocks {
        match block {
            Block::Text(text) => {
                let _ = writeln!(page, "<p>{}</p>", escaped(text));
            }
            Block::List(list) => {
                page.push_str("<ul>\n");
                for item in list {
                    let _ = writeln!(page, "<li>{}</li>", escaped(item));
                }
                page.push_str("</ul>\n");
            }
            Block::Table(table) => write_table(section, table, page),
        }
    }
    page.push_str("</section>\n");
}

fn write_table(section: &Section, table: &Table, page: &mut String) {
    // A wide table scrolls by itself, so that the page does not.
    let _ = writeln!(
        page,
        "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"{}\">",
        escaped(&section.title)
    );
    page.push_str("<table>\n<thead><tr>");
    for column in &table.columns {
        let class = if column.right { " class=\"num\"" } else { "" };
        let _ = write!(page, "<th scope=\"col\"{class}>{}</th>", escaped(&column.head));
    }
    page.push_str("</tr></thead>\n<tbody>\n");
    // The first column names the row, unless it is a number.
    let names_row = table.columns.first().is_some_and(|column| !column.right);
    for row in &table.rows {
        page.push_str("<tr>");
        for (at, (cell, column)) in row.iter().zip(&table.columns).enumerate() {
            let text = escaped(&cell.text);
            if at == 0 && names_row {
                let _ = write!(page, "<th scope=\"row\">{text}</th>");
                continue;
            }
            let mut class = match cell.tone {
                Tone::Share(share) => format!("s{}", (share / 20).min(4)),
                Tone::State(state) => state.word().to_owned(),
                Tone::Plain => String::new(),
            };
            if column.right {
                class.push_str(" num");
            }
            match class.trim() {
                "" => page.push_str("<td>"),
                class => drop(write!(page, "<td class=\"{class}\">")),
            }
            page.push_str(&text);
            page.push_str("</td>");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n</div>\n");
}

/// Returns the chart that goes with a section.
fn chart_of(about: About, report: &Report) -> Option<Bars> {
    match about {
        About::People => people(report),
        About::Items => Some(items(report)),
        About::Hardest => hardest(report),
        About::Agenda(room) => agenda(report, room),
        _ => None,
    }
}

/// A bar for each person, or, where they are many, for each tenth of the right answers.
fn people(report: &Report) -> Option<Bars> {
    let share = |person: &crate::team::report::Person| percent(person.right, person.answers);
    if report.people.iter().all(|person| person.answers == 0) {
        return None;
    }
    let title = "Right answers";
    if report.people.len() <= BARS {
        let bars = report.people.iter().map(|person| Bar {
            label: person.name.clone(),
            parts: vec![Part::new("right", share(person).unwrap_or(0).into())],
            told: share(person).map_or("no answers".to_owned(), |share| format!("{share}%")),
        });
        let mark = (report.pass > 0).then(|| (u64::from(report.pass), format!("pass mark {}%", report.pass)));
        let parts = vec![("right", "right, percent")];
        return Some(Bars { title: title.to_owned(), bars: bars.collect(), most: 100, mark, parts });
    }
    let mut tenths = [0_u64; 10];
    report.people.iter().filter_map(share).for_each(|share| tenths[(share as usize / 10).min(9)] += 1);
    let bars = tenths.iter().enumerate().map(|(tenth, count)| Bar {
        label: format!("{} to {}%", tenth * 10, if tenth == 9 { 100 } else { tenth * 10 + 9 }),
        parts: vec![Part::new("right", *count)],
        told: count.to_string(),
    });
    let most = tenths.iter().copied().max().unwrap_or(0);
    let parts = vec![("right", "people")];
    Some(Bars {
        title: "People by their share of right answers".to_owned(),
        bars: bars.collect(),
        most,
        mark: None,
        parts,
    })
}

fn items(report: &Report) -> Bars {
    let shown = report.items.iter().filter(|item| item.counts.all() > 0);
    let bars = shown.map(|item| {
        let Counts { done, begun, skipped, open } = item.counts;
        let parts = [("done", done), ("begun", begun), ("skipped", skipped), ("open", open)];
        let told = format!("{done} of {}", item.counts.all());
        Bar { label: item.title.clone(), parts: parts.map(|(class, n)| Part::new(class, n.into())).into(), told }
    });
    let most = report.items.iter().map(|item| item.counts.all()).max().unwrap_or(0).into();
    let parts = vec![("done", "done"), ("begun", "begun"), ("skipped", "left out"), ("open", "not begun")];
    Bars { title: "People per item".to_owned(), bars: bars.collect(), most, mark: None, parts }
}

fn hardest(report: &Report) -> Option<Bars> {
    let bars: Vec<Bar> = report
        .hardest()
        .take(QUESTIONS)
        .map(|asked| {
            let wrong = percent(asked.wrong(), asked.answers).unwrap_or(0);
            let sure = percent(asked.sure_wrong, asked.answers).unwrap_or(0);
            Bar {
                label: asked.prompt.clone().unwrap_or_else(|| asked.question.clone()),
                parts: vec![Part::new("sure", sure.into()), Part::new("wrong", (wrong - sure).into())],
                told: format!("{wrong}%"),
            }
        })
        .collect();
    let parts = vec![("sure", "wrong and sure"), ("wrong", "wrong")];
    (!bars.is_empty()).then(|| Bars { title: "Wrong answers".to_owned(), bars, most: 100, mark: None, parts })
}

fn agenda(report: &Report, room: usize) -> Option<Bars> {
    let room = report.rooms.get(room)?;
    let bars: Vec<Bar> = room
        .agenda
        .iter()
        .flat_map(|line| {
            let more = if line.extended > 0 { format!(" + {}", line.extended) } else { String::new() };
            let planned = Bar {
                label: line.title.clone(),
                parts: vec![Part::new("planned", line.planned.into()), Part::new("extended", line.extended.into())],
                told: format!("{}{more} min planned", line.planned),
            };
            let took = match line.state.word() {
                "skipped" => "left out".to_owned(),
                "not reached" => "not reached".to_owned(),
                _ => format!("{} min", line.taken()),
            };
            [planned, Bar { label: String::new(), parts: vec![Part::new("taken", line.taken())], told: took }]
        })
        .collect();
    let most = bars.iter().map(|bar| bar.parts.iter().map(|part| part.value).sum()).max().unwrap_or(0);
    let parts = vec![("planned", "planned"), ("extended", "extended"), ("taken", "as it went")];
    (!bars.is_empty()).then(|| Bars { title: "Minutes per item".to_owned(), bars, most, mark: None, parts })
}

/// Returns text that HTML shows as it is, in an element and in a quoted attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(escaped("<b a=\"x\" b='y'>&"), "&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
    }
}
