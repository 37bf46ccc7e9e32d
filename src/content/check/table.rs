//! The table of the linter: the families of checks, and every code with its severity and meaning. A new check is one line here and
//! its code in a family; tests say when one of the two is forgotten, and docs/checks.md is compared with this list.

use super::findings::Findings;
use super::site::Site;
use super::{
    aliases, bodies, characters, contents, fences, frames, front, giveaways, length, links, marks, needs, pairs,
    proofs, questions, sentences, spots, tracks, transcripts, width,
};
use crate::diagnostic::Severity::{self, Error, Note, Warning};

/// Some checks that belong together.
pub(super) struct Family {
    /// Whether it makes sense for Markdown that is no part of a course.
    pub(super) loose: bool,
    pub(super) check: fn(&Site<'_>, &mut Findings),
}

const fn of_courses(check: fn(&Site<'_>, &mut Findings)) -> Family {
    Family { loose: false, check }
}

const fn of_all(check: fn(&Site<'_>, &mut Findings)) -> Family {
    Family { loose: true, check }
}

/// Every family.
pub(super) const FAMILIES: &[Family] = &[
    of_all(bodies::check),
    of_all(characters::check),
    of_all(fences::check),
    of_all(links::check),
    of_all(width::check),
    of_courses(aliases::check),
    of_courses(contents::check),
    of_courses(frames::check),
    of_courses(front::check),
    of_courses(giveaways::check),
    of_courses(length::check),
    of_courses(marks::check),
    of_courses(needs::check),
    of_courses(pairs::check),
    of_courses(proofs::check),
    of_courses(questions::check),
    of_courses(sentences::check),
    of_courses(spots::check),
    of_courses(tracks::check),
    of_courses(transcripts::check),
];

/// One thing that can be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Code {
    /// Its stable name.
    pub slug: &'static str,
    /// How bad it is; everything but a note fails a check.
    pub severity: Severity,
    /// What it is about.
    pub about: &'static str,
    /// What is wrong, one sentence.
    pub means: &'static str,
}

const fn code(slug: &'static str, severity: Severity, about: &'static str, means: &'static str) -> Code {
    Code { slug, severity, about, means }
}

/// Returns the entry of a code.
pub fn find(slug: &str) -> Option<&'static Code> {
    CODES.binary_search_by(|code| code.slug.cmp(slug)).ok().map(|at| &CODES[at])
}

/// Every code, sorted.
#[rustfmt::skip]
pub const CODES: &[Code] = &[
    code("address-wide", Note, "width", "An address is wider than the page; nobody can break it."),
    code("after-alone", Warning, "pairs", "An `after` fence has no `before` above it."),
    code("after-dead", Error, "front matter", "`after` names no other lesson of the chapter."),
    code("alias-taken", Error, "aliases", "An alias is the id, or an alias, of another lesson or question."),
    code("anchor-dead", Error, "links", "A link names a section that the page does not have."),
    code("attribute-unknown", Error, "fences", "A word of a fence's opening line means nothing."),
    code("bad-date", Error, "front matter", "`checked` is no date."),
    code("bad-id", Error, "contents", "A name is no slug or no id, or is taken by the program."),
    code("bad-level", Error, "front matter", "`level` is not 1, 2 or 3."),
    code("bad-minutes", Error, "front matter", "`minutes` is not 1 to 60."),
    code("before-alone", Note, "pairs", "A `before` fence has no `after` below it."),
    code("before-unproven", Note, "pairs", "A `before` fence names no rule, so nothing proves its fault."),
    code("blank-twice", Error, "quiz files", "Two blanks have one name."),
    code("blank-without-place", Error, "quiz files", "A blank has no place in the code."),
    code("chapter-page-missing", Error, "contents", "A chapter has no chapter.md."),
    code("chapter-unlisted", Error, "contents", "A chapter's folder is not named in course.toml."),
    code("character-hostile", Error, "characters", "A control character stands in a file."),
    code("character-invisible", Warning, "characters", "A character that nobody sees stands in a file."),
    code("character-lost", Error, "characters", "A file is not UTF-8."),
    code("checked-future", Error, "front matter", "`checked` lies in the future."),
    code("checked-stale", Warning, "front matter", "`checked` is older than `--stale` allows."),
    code("code-backslash", Warning, "quiz files", "A backslash at the end of a line vanishes between double quotes."),
    code("code-broken", Error, "code", "A Dockerfile, an ignore file, TOML or JSON does not parse."),
    code("code-long", Error, "quiz files", "A question's code has too many lines."),
    code("code-wide", Warning, "width", "A line of code is wider than 76 columns."),
    code("decoy-right", Error, "quiz files", "A decoy is a right side, or stands there twice."),
    code("empty", Error, "front matter", "A lesson has no text."),
    code("fault-none", Error, "quiz files", "No spot is a fault."),
    code("fence-open", Error, "fences", "A fence is not closed."),
    code("field-empty", Error, "fields", "A field says nothing."),
    code("field-missing", Error, "fields", "A field is missing."),
    code("field-type", Error, "fields", "A field holds another kind of value."),
    code("field-unknown", Error, "fields", "A field means nothing."),
    code("file-dead", Error, "links", "In loose files: a link names a file that is not there."),
    code("file-missing", Error, "fences", "`file=` names a file that is not there."),
    code("file-outside", Error, "fences", "`file=` leads out of the chapter's folder."),
    code("file-with-body", Warning, "fences", "A fence has `file=` and code of its own."),
    code("format", Error, "contents", "course.toml has a format that this version does not know."),
    code("frame-early", Error, "frames", "A frame has a fault that an earlier chapter teaches to mend."),
    code("frame-last", Error, "frames", "The frame of the last chapter has a fault."),
    code("frame-new", Error, "frames", "A frame has a fault of level warning or error that the frame before it has not."),
    code("frame-placeless", Error, "frames", "A frame has no line `# <fragment>`."),
    code("hints-many", Error, "quiz files", "A question has more than three hints."),
    code("id-bad", Error, "quiz files", "An id is no slug."),
    code("id-twice", Error, "quiz files", "An id or alias is taken by another question of the file."),
    code("index-host", Error, "characters", "A text names the host of a package index."),
    code("item-twice", Error, "quiz files", "Two items have one id or text."),
    code("item-unknown", Error, "quiz files", "`after` names no item."),
    code("kind-unknown", Error, "quiz files", "A kind of question does not exist."),
    code("lang-without-code", Error, "quiz files", "`lang` without `code`."),
    code("language-missing", Warning, "fences", "A fence says no language."),
    code("language-plain", Warning, "fences", "In loose files: a language is misspelt and shown without colours."),
    code("language-unknown", Error, "fences", "A fence's language is unknown."),
    code("left-twice", Error, "quiz files", "Two lefts are alike."),
    code("lesson-missing", Error, "contents", "A listed lesson is neither written nor planned."),
    code("lesson-unlisted", Error, "contents", "A lesson's file is not listed."),
    code("link-dead", Error, "links", "A link leads nowhere."),
    code("mark-bad", Error, "marks", "A mark has no name, or one that is no slug."),
    code("mark-dangling", Error, "marks", "A mark has no line below it."),
    code("mark-twice", Error, "marks", "Two marks of a fence have one name."),
    code("mark-unknown", Error, "quiz files", "A spot names a mark that the code does not have."),
    code("mark-without-spot", Error, "quiz files", "A mark has no spot."),
    code("need-dead", Error, "needs", "A need names no lesson."),
    code("need-later", Note, "needs", "A need is taught later than the lesson."),
    code("needs-cycle", Error, "needs", "A lesson needs itself."),
    code("no-chapter", Error, "contents", "A chapter has no chapter.toml."),
    code("no-front-matter", Error, "front matter", "A lesson has no front matter."),
    code("open-front-matter", Error, "front matter", "The front matter is not closed."),
    code("option-positional", Error, "quiz files", "A text speaks of the places of options, which are shuffled."),
    code("option-twice", Error, "quiz files", "Two options are alike."),
    code("order-broken", Error, "quiz files", "The listed order breaks its own constraints."),
    code("order-circular", Error, "quiz files", "Items have to come before each other."),
    code("parts-few", Error, "quiz files", "A question has too few parts."),
    code("parts-many", Error, "quiz files", "A question has too many parts."),
    code("place-twice", Error, "quiz files", "A place stands in the code twice."),
    code("place-without-blank", Error, "quiz files", "A place in the code has no blank."),
    code("planned-unlisted", Warning, "contents", "A planned lesson is not listed."),
    code("planned-written", Error, "contents", "A planned lesson has a file."),
    code("proof-fires", Error, "proofs", "A rule that an `after` names still finds something in it."),
    code("proof-new", Error, "proofs", "An `after` has a fault that its `before` has not."),
    code("proof-silent", Error, "proofs", "A rule that a `before` names finds nothing in it."),
    code("prose-length", Note, "length", "A lesson is shorter than 200 or longer than 600 words."),
    code("questions-few", Error, "questions", "A lesson has fewer than three questions."),
    code("quiz-without-lesson", Error, "questions", "A quiz has no lesson."),
    code("right-longest", Warning, "giveaways", "In more than 40% of the choice questions of the course or of a chapter the right option is the longest."),
    code("right-many", Error, "quiz files", "A choice has several right options."),
    code("right-none", Error, "quiz files", "No option is right."),
    code("right-twice", Error, "quiz files", "Two rights are alike."),
    code("rule-unknown", Error, "fences", "A rule does not exist."),
    code("rule-without-role", Warning, "pairs", "`rule=` on a fence that is neither `before` nor `after`."),
    code("rules-bad", Error, "quiz files", "`rules` names no rule, or the code is no Dockerfile."),
    code("section-dead", Error, "questions", "A question's section does not exist."),
    code("section-missing", Warning, "questions", "A question names no section."),
    code("see-dead", Error, "contents", "A word refers to a word that does not exist."),
    code("sentence-twice", Warning, "sentences", "A sentence stands in two lessons, or nearly."),
    code("slip-right", Error, "quiz files", "A slip is a right answer."),
    code("slip-twice", Error, "quiz files", "A slip stands there twice."),
    code("spot-contradicts", Error, "quiz files", "A mark says otherwise than the rules that compute the key."),
    code("spot-innocent", Note, "spots", "A rule of level warning or error fires in a line that a spot calls no fault."),
    code("spot-twice", Error, "quiz files", "Two spots name one mark."),
    code("tab-alone", Note, "pairs", "A tab has no neighbour to switch to."),
    code("table-wide", Warning, "width", "A table cannot fit 80 columns."),
    code("term-dead", Error, "links", "A link names a word that the glossary does not have."),
    code("text-not-inline", Error, "quiz files", "A text that has to be one paragraph is something else."),
    code("title-twice", Warning, "front matter", "Two lessons have one title."),
    code("todo-left", Error, "characters", "A TODO is left in a lesson or quiz."),
    code("toml", Error, "fields", "A file is not TOML, or a value cannot be used."),
    code("toml-syntax", Error, "quiz files", "A quiz is not TOML."),
    code("track-empty", Error, "tracks", "A track names no lesson."),
    code("track-lesson-dead", Error, "tracks", "A track names a lesson that does not exist."),
    code("track-order", Note, "tracks", "A track has a lesson before one that it needs."),
    code("transcript-unmarked", Warning, "transcripts", "Console output does not say whether it was recorded."),
    code("twice", Error, "contents", "A chapter, lesson, track or word is listed twice."),
    code("unreadable", Error, "files", "A file cannot be read."),
    code("url-bad", Error, "front matter", "A source's address is none."),
    code("word-telling", Note, "giveaways", "A word stands in right options only."),
    code("word-wide", Warning, "width", "A word is wider than the page."),
    code("yaml-tab", Error, "code", "YAML is indented with a tab."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::is_slug;

    #[test]
    fn codes_are_sorted_slugs_that_say_what_they_mean() {
        assert!(CODES.is_sorted_by(|a, b| a.slug < b.slug));
        for code in CODES {
            assert!(is_slug(code.slug) && code.means.ends_with('.'), "{code:?}");
            assert_eq!(find(code.slug), Some(code));
        }
        assert_eq!(find("no-such"), None);
    }

    /// `INSTA_UPDATE` does not help here: docs/checks.md is written by hand around this table.
    #[test]
    fn the_documentation_lists_every_code() {
        let docs = include_str!("../../../docs/checks.md");
        let rows: Vec<String> =
            CODES.iter().map(|c| format!("| `{}` | {} | {} | {} |", c.slug, c.severity, c.about, c.means)).collect();
        let listed: Vec<&str> = docs.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(listed, rows);
    }
}
