//! A section of a page, as `progress` prints it and people type it: `works/dockerignore#what-to-do`. Finds it among those that a page has;
//! reads and opens nothing.

use crate::course::Lesson;
use crate::diagnostic::nearest;

/// Parts what a person typed into the page and its section.
pub fn split(name: &str) -> (&str, Option<&str>) {
    name.rsplit_once('#').map_or((name, None), |(page, section)| (page, Some(section)))
}

/// Returns the anchor of the section that is meant, by its anchor or its heading.
///
/// # Errors
/// The page has no such section; the sentence names those that it has.
pub fn find(lesson: &Lesson, page: &str, wanted: &str) -> Result<String, String> {
    let wanted = wanted.trim();
    let is_meant = |title: &str, anchor: &str| anchor == wanted || title.eq_ignore_ascii_case(wanted);
    if let Some(section) = lesson.sections().find(|section| is_meant(section.title, section.anchor)) {
        return Ok(section.anchor.to_owned());
    }
    let anchors: Vec<&str> = lesson.sections().map(|section| section.anchor).collect();
    if anchors.is_empty() {
        return Err(format!("`{page}` has no sections; leave `#{wanted}` out"));
    }
    let near = nearest(wanted, anchors.iter().copied());
    let near = near.map_or_else(|| ".".to_owned(), |name| format!("; did you mean `#{name}`?"));
    Err(format!("`{page}` has no section `{wanted}`{near} It has:\n  #{}", anchors.join("\n  #")))
}

/// Leaves of a page one section: its heading and what stands below it.
pub fn keep(lesson: &mut Lesson, anchor: &str) {
    let Some((first, level)) =
        lesson.sections().find(|section| section.anchor == anchor).map(|section| (section.block, section.level))
    else {
        return;
    };
    let end = lesson.sections().find(|section| section.block > first && section.level <= level);
    let end = end.map_or(lesson.blocks.len(), |section| section.block);
    lesson.blocks.truncate(end);
    lesson.blocks.drain(..first);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::lesson_file::parse_plain;

    fn page() -> Lesson {
        parse_plain(
            "page.md",
            "# Boats\n\nText.\n\n## Ropes\n\nOne.\n\n### Knots\n\nTwo.\n\n## Oars\n\nThree.\n",
            false,
        )
    }

    #[test]
    fn a_name_and_its_section() {
        assert_eq!(split("works/rope#what-to-do"), ("works/rope", Some("what-to-do")));
        assert_eq!(split("works/rope"), ("works/rope", None));
        assert_eq!(split("rope#"), ("rope", Some("")));
    }

    #[test]
    fn a_section_ends_where_the_next_of_its_rank_begins() {
        for (anchor, blocks) in [("ropes", 4), ("knots", 2), ("oars", 2), ("boats", 8), ("none", 8)] {
            let mut page = page();
            keep(&mut page, anchor);
            assert_eq!(page.blocks.len(), blocks, "{anchor}");
        }
    }

    #[test]
    fn sections_are_found_by_anchor_and_by_heading_and_named_where_there_is_none() {
        assert_eq!(find(&page(), "boats", "knots"), Ok("knots".to_owned()));
        assert_eq!(find(&page(), "boats", "ROPES"), Ok("ropes".to_owned()));
        let none = find(&page(), "boats", "sails").unwrap_err();
        assert_eq!(none, "`boats` has no section `sails`. It has:\n  #boats\n  #ropes\n  #knots\n  #oars");
        let near = find(&page(), "boats", "knot").unwrap_err();
        assert!(near.starts_with("`boats` has no section `knot`; did you mean `#knots`? It has:\n"), "{near}");
        let empty = parse_plain("page.md", "Text.\n", false);
        assert_eq!(find(&empty, "page.md", "x").unwrap_err(), "`page.md` has no sections; leave `#x` out");
    }
}
