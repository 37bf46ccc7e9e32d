//! Why a line of a lesson's Dockerfile is there: the domain's reasons for a fence, in the frame of its chapter. A fragment is read in its
//! place, and told as if it stood alone.

use super::Library;
use super::setting::Setting;
use crate::diagnostic::Span;
use crate::dockerfile::Dockerfile;
use crate::why::{self, Reason};

impl Library {
    /// Returns why the lines of a Dockerfile are there that stands on a page of `chapter`. Places are those in `code`.
    pub fn why(&self, chapter: &str, code: &str) -> Vec<Reason> {
        let setting = Setting::of(self, chapter);
        let is_whole = !Dockerfile::parse(code).stages.list.is_empty();
        let (text, at) = if is_whole { (code.to_owned(), 0) } else { setting.place(code) };
        let file = Dockerfile::parse(&text);
        let above = text[..at].matches('\n').count();
        let mut reasons = why::reasons(&file, setting.context());
        reasons.retain(|reason| at <= reason.span.start && reason.span.start < at + code.len());
        for reason in &mut reasons {
            // An example leaves out what it is not about.
            reason.faults.retain(|fault| !fault.is_absence);
            reason.span = Span::new(reason.span.start - at, (reason.span.end - at).min(code.len()));
            reason.lines = (reason.lines.0 - above, reason.lines.1 - above);
        }
        reasons
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::block::walk_code;
    use crate::course::front::{chapter_page_id, tour_id};

    #[test]
    fn a_fragment_is_explained_in_its_frame() {
        let library = Library::stock(&[]).unwrap();
        let code = "COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\n";
        let reasons = library.why("works", code);
        let told: Vec<_> = reasons.iter().map(|reason| (reason.lines.0, &code[reason.span.range()])).collect();
        let expected = [
            (1, "COPY requirements.txt ./"),
            (2, "pip install --no-cache-dir -r requirements.txt"),
            (2, "--no-cache-dir"),
        ];
        assert_eq!(told, expected);
        assert_eq!(library.why("nowhere", "RUN x\n").len(), 1);
        assert_eq!(library.why("works", ""), []);
    }

    #[test]
    fn every_dockerfile_of_the_stock_course_is_explained() {
        let library = Library::stock(&[]).unwrap();
        let course = library.course();
        let fronts = course.chapters.iter().map(|chapter| chapter_page_id(&chapter.id)).chain([tour_id()]);
        let (mut count, mut general) = (0, Vec::new());
        for id in course.written().cloned().chain(fronts) {
            walk_code(&library.page(&id).unwrap().blocks, &mut |code| {
                if code.lang != "dockerfile" {
                    return;
                }
                let reasons = library.why(id.chapter_str(), &code.text);
                let fragment = Dockerfile::parse(&format!("FROM scratch\n{}", code.text));

                for line in 1..=code.text.lines().count() {
                    let text = code.text.lines().nth(line - 1).unwrap_or_default();
                    let begins = |one: &crate::dockerfile::Instruction| one.start_line == line + 1;
                    if !fragment.instructions.iter().any(begins) {
                        continue;
                    }
                    let here = why::at_line(&reasons, line);
                    count += 1;
                    assert!(!here.is_empty(), "{id}: {text}");
                    if here.iter().all(|one| one.is_general) {
                        general.push(format!("{id}: {text}"));
                    }
                }
            });
        }
        // A program that only one lesson has may stay unknown.
        let (most, told) = (count / 40, general.join("\n"));
        assert!(count > 150 && general.len() <= most, "{} of {count}, at most {most}:\n{told}", general.len());
    }

    /// The practices of the course's table of contents, written or planned.
    #[test]
    fn every_practice_that_is_named_is_in_the_course() {
        let library = Library::stock(&[]).unwrap();
        for practice in why::practices() {
            let id = practice.parse().unwrap();
            assert!(library.course().entry(&id).is_some(), "{practice}");
        }
        let frames = library.course().chapters.iter().filter_map(|chapter| library.frame(&chapter.id).unwrap());
        for frame in frames {
            for reason in library.why("works", &frame.dockerfile) {
                let practice = reason.practice.unwrap_or_else(|| panic!("{}: nothing teaches it", reason.about));
                assert!(why::practices().contains(practice), "{practice} is in no list");
            }
        }
    }
}
