//! What a lesson needs: every need names a lesson, none comes later in the course, and no lesson needs itself by a detour.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::findings::Findings;
use super::links::suggestion;
use super::site::{Known, Page, PageKind, Site};
use crate::diagnostic::Span;
use crate::id::LessonId;

/// Judges the needs of every lesson.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    let order: HashMap<&LessonId, usize> = site.lesson_ids().enumerate().map(|(at, id)| (id, at)).collect();
    for (page, file) in site.own_pages() {
        for (id, span) in needs(page) {
            if matches!(site.known(&id), Known::No) {
                let help = suggestion(site, &id).unwrap_or_else(|| "name a lesson of the course".to_owned());
                found.add("need-dead", file, span, format!("there is no lesson `{id}`"), help);
            } else if let (Some(here), Some(there)) = (order.get(&page.id), order.get(&id))
                && there > here
            {
                let help = "move one of the two lessons, or drop the need";
                found.add("need-later", file, span, format!("`{id}` is taught later than this lesson"), help);
            }
        }
    }
    for cycle in cycles(site) {
        report(site, &cycle, found);
    }
}

fn needs(page: &Page) -> impl Iterator<Item = (LessonId, Span)> {
    // What is no id was reported by the reader.
    page.front.needs.iter().filter_map(|(text, span)| Some((text.parse().ok()?, *span)))
}

type Graph = BTreeMap<LessonId, Vec<LessonId>>;

/// Returns the cycles of needs, each once and beginning with its first id by name.
fn cycles(site: &Site<'_>) -> BTreeSet<Vec<LessonId>> {
    let lessons = site.pages.iter().filter(|page| page.kind == PageKind::Lesson);
    let graph: Graph = lessons.map(|page| (page.id.clone(), needs(page).map(|(id, _)| id).collect())).collect();
    let (mut done, mut cycles) = (BTreeSet::new(), BTreeSet::new());
    for start in graph.keys() {
        // A path from `start` with, for each lesson, the next of its needs to follow: no recursion, a course may be hostile.
        let mut path: Vec<(&LessonId, usize)> = vec![(start, 0)];
        while let Some((id, next)) = path.last_mut() {
            let id = *id;
            let need = graph.get(id).filter(|_| !done.contains(id)).and_then(|needs| needs.get(*next));
            *next += 1;
            match need {
                Some(need) => match path.iter().position(|(on_path, _)| *on_path == need) {
                    Some(at) => {
                        cycles.insert(rotated(path[at..].iter().map(|(id, _)| (*id).clone()).collect()));
                    }
                    None => path.push((need, 0)),
                },
                None => {
                    done.insert(id.clone());
                    path.pop();
                }
            }
        }
    }
    cycles
}

fn rotated(mut cycle: Vec<LessonId>) -> Vec<LessonId> {
    let first = cycle.iter().enumerate().min_by_key(|(_, id)| *id).map_or(0, |(at, _)| at);
    cycle.rotate_left(first);
    cycle
}

/// Reports a cycle at the first of its lessons that is checked.
fn report(site: &Site<'_>, cycle: &[LessonId], found: &mut Findings) {
    let own = |id: &LessonId| site.page(id).filter(|page| site.files[page.file].own);
    let Some(at) = cycle.iter().position(|id| own(id).is_some()) else { return };
    let (Some(page), next) = (own(&cycle[at]), &cycle[(at + 1) % cycle.len()]) else { return };
    let Some((_, span)) = needs(page).find(|(id, _)| id == next) else { return };
    let rest: Vec<String> = (1..=cycle.len()).map(|step| format!("`{}`", cycle[(at + step) % cycle.len()])).collect();
    let message = format!("this lesson needs itself: `{}` needs {}", page.id, rest.join(", which needs "));
    found.add("needs-cycle", &site.files[page.file], span, message, "drop the need that is the least true");
}
