//! True certificates, edited ones, and logs that are not what they were.

use super::*;
use crate::exam::certificate::Form;
use crate::exam::samples::{event, exam};
use crate::progress::EventKind;

fn certificate(form: Form) -> String {
    Certificate::of(&papers(exam())[0], "Ada").unwrap().write(form)
}

const FORMS: [Form; 2] = [Form::Markdown, Form::Html];

fn labels(finding: &Finding) -> Vec<&str> {
    match finding {
        Finding::Differs { differences, .. } => differences.iter().map(|one| one.label.as_str()).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_true_one_is_valid_whatever_happened_to_line_ends() {
    for form in FORMS {
        let text = certificate(form);
        for text in [text.clone(), text.replace('\n', "\r\n"), format!("\u{feff}{text}\n\n")] {
            let finding = verify(&text, exam()).unwrap();
            let valid = Finding::Valid { sitting: EventId(7), name: "Ada".to_owned(), word_for_word: true };
            assert_eq!(finding, valid, "{form:?}");
        }
    }
}

#[test]
fn the_name_is_nobodys_business() {
    for form in FORMS {
        let finding = verify(&certificate(form).replace("Ada", "Grace"), exam()).unwrap();
        assert!(matches!(&finding, Finding::Valid { name, word_for_word: true, .. } if name == "Grace"), "{finding:?}");
    }
}

#[test]
fn every_fact_that_is_edited_is_named() {
    for form in FORMS {
        let text = certificate(form);
        for (from, to, label) in [
            ("4 of 5 right (80%)", "5 of 5 right (100%)", "Score"),
            ("80% (4 of 5)", "100% (5 of 5)", "Pass mark"),
            ("Chapter", "Track", "Exam"),
            ("21 November", "22 November", "Date"),
            ("31 minutes", "3 minutes", "Time"),
            ("2026.11", "2027.1", "Course"),
            ("00000000000000ff", "00000000000000fe", "Questions"),
        ] {
            assert!(text.contains(from), "{from}");
            assert_eq!(labels(&verify(&text.replace(from, to), exam()).unwrap()), [label], "{form:?}");
        }
    }
}

#[test]
fn what_is_added_or_left_out_is_seen() {
    let text = certificate(Form::Markdown);
    let added = text.replace("| Score |", "| Grade | A |\n| Score |");
    assert_eq!(labels(&verify(&added, exam()).unwrap()), ["Grade"]);
    let twice = text.replace("| Score |", "| Score | 5 of 5 right (100%) |\n| Score |");
    assert_eq!(labels(&verify(&twice, exam()).unwrap()), ["Score"]);
    let without = text.replace("| Pass mark | 80% (4 of 5) |\n", "");
    assert_eq!(labels(&verify(&without, exam()).unwrap()), ["Pass mark"]);
    let prose = certificate(Form::Html).replace("<h1>Certificate</h1>", "<h1>Certificate with honours</h1>");
    let finding = verify(&prose, exam()).unwrap();
    assert!(matches!(finding, Finding::Valid { word_for_word: false, .. }), "{finding:?}");
}

#[test]
fn an_edited_log_and_one_that_was_cut_off() {
    let text = certificate(Form::Markdown);
    let mut edited = exam();
    edited[1].t.0 += 1;
    assert_eq!(labels(&verify(&text, edited).unwrap()), ["Hash"]);
    let mut wrong = exam();
    wrong.remove(1);
    assert_eq!(labels(&verify(&text, wrong).unwrap()), ["Result", "Score", "Hash"]);
    let mut cut = exam();
    cut.pop();
    let finding = verify(&text, cut).unwrap();
    assert!(matches!(finding, Finding::Differs { ended: false, .. }), "{finding:?}");
    assert_eq!(verify(&text, Vec::new()), Ok(Finding::NotInLog { sitting: EventId(7), exams: 0 }));
    let mut other = exam();
    other[0].id = EventId(9);
    assert_eq!(verify(&text, other), Ok(Finding::NotInLog { sitting: EventId(7), exams: 1 }));
}

#[test]
fn a_merged_log_verifies_as_well() {
    let mut merged = exam();
    merged.reverse();
    merged.extend(exam());
    merged.push(event(90, 5, EventKind::Opened { lesson: "works/x".parse().unwrap() }));
    assert!(matches!(verify(&certificate(Form::Html), merged), Ok(Finding::Valid { word_for_word: true, .. })));
}
