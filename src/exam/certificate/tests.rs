//! What certificates say, and that nothing in them means something to whoever shows them.

use proptest::prelude::*;

use super::*;
use crate::exam::papers;
use crate::exam::samples::exam;

fn paper() -> Paper {
    papers(exam()).remove(0)
}

#[test]
fn both_forms_say_the_same() {
    let certificate = Certificate::of(&paper(), "Ada").unwrap();
    for form in [Form::Markdown, Form::Html] {
        let stated = Stated::read(&certificate.write(form)).unwrap();
        assert_eq!((stated.form, stated.name.as_str(), stated.sitting), (form, "Ada", EventId(7)));
        for fact in &certificate.facts {
            assert_eq!(stated.facts.get(fact.label), Some(&vec![fact.value.clone()]), "{form:?}");
        }
    }
}

#[test]
fn as_markdown() {
    let text = Certificate::of(&paper(), " Ada *L.* ").unwrap().write(Form::Markdown);
    let expected = "\
# Certificate

Of an exam that was taken in seaworthy.

| Name | Ada \\*L.\\* |
|---|---|
| Exam | Chapter \"Something that works\" |
| Result | passed |
| Score | 4 of 5 right (80%) |
| Pass mark | 80% (4 of 5) |
| Date | 21 November 2026, 10:01 UTC |
| Time | 31 minutes, 45 allowed |
| Course | Ships \\& \\| \\<containers\\>, version 2026.11 |
| Questions | 5, 00000000000000ff |
| Sitting | 00000000000000000000000000000007 |
";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.contains(NO_IDENTITY) && text.contains(COMMAND));
}

#[test]
fn as_html_it_needs_nothing_else() {
    let page = Certificate::of(&paper(), "Ada").unwrap().write(Form::Html);
    for outside in ["http:", "https:", "<script", "<link", "url(", "@import", "src="] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(
        page.contains("<dd>4 of 5 right (80%)</dd>") && page.contains("Ships &amp; | &lt;containers&gt;"),
        "{page}"
    );
    for word in ["{name}", "{exam}", "{facts}", "{origin}", "{size}", "{command}"] {
        assert!(!page.contains(word), "{word} is filled in");
    }
}

#[test]
fn names_of_every_shape() {
    let cases = [
        ("", NO_NAME),
        ("   ", NO_NAME),
        ("{exam}", "{exam}"),
        ("<script>alert('1 & \"2\"')</script>", "<script>alert('1 & \"2\"')</script>"),
        ("a | b \\| c", "a | b \\| c"),
        ("&lt;b&gt; &amp;amp;", "&lt;b&gt; &amp;amp;"),
        ("two\nlines\tand a tab", "two␊lines␉and a tab"),
        ("港 Ægir", "港 Ægir"),
    ];
    for (given, read) in cases {
        let certificate = Certificate::of(&paper(), given).unwrap();
        for form in [Form::Markdown, Form::Html] {
            assert_eq!(Stated::read(&certificate.write(form)).unwrap().name, read, "{form:?}");
        }
        assert!(!certificate.write(Form::Html).contains("<script>"));
    }
    let escape = Certificate::of(&paper(), "a\u{1b}[31m\u{202e}b").unwrap().name;
    assert!(!escape.contains(['\u{1b}', '\u{202e}']), "{escape:?}");
    assert!(Certificate::of(&paper(), &"x".repeat(200)).unwrap().write(Form::Html).contains("name very long"));
    assert_eq!(Certificate::of(&paper(), &"x".repeat(201)), Err(NoCertificate::LongName(201)));
}

#[test]
fn there_is_none_of_what_was_not_passed() {
    let mut half = exam();
    half.pop();
    let refused = Certificate::of(&papers(half).remove(0), "Ada").unwrap_err();
    assert_eq!(refused, NoCertificate::Unfinished(EventId(7)));
    let mut failed = exam();
    failed.remove(1);
    let refused = Certificate::of(&papers(failed).remove(0), "Ada").unwrap_err();
    assert_eq!(
        refused.to_string(),
        "the exam 00000000000000000000000000000007 was not passed: 3 of 5 right, 4 were needed; there is no certificate of it"
    );
}

#[test]
fn what_is_no_certificate() {
    for text in ["", "# A title\n\ntext", "| Name | A |\n|---|---|\n| Score | 1 |", "<dt>Name</dt><dd>x</dd>"] {
        assert_eq!(Stated::read(text), Err(Unreadable::Foreign), "{text}");
    }
    let text = Certificate::of(&paper(), "A").unwrap().write(Form::Markdown).replace(&"0".repeat(31), "zz");
    assert_eq!(Stated::read(&text), Err(Unreadable::Sitting("zz7".to_owned())));
}

proptest! {
    #[test]
    fn any_name_is_read_back(name in ".{0,60}") {
        let certificate = Certificate::of(&paper(), &name).unwrap();
        for form in [Form::Markdown, Form::Html] {
            let text = certificate.write(form);
            prop_assert_eq!(&Stated::read(&text).unwrap().name, &certificate.name);
        }
    }

    #[test]
    fn any_text_is_read(text in "(\\| (Name|Score|Sitting) \\| .{0,8} \\|\n|<dt>Score</dt><dd>.{0,8}</dd>\n|.{0,20}\n){0,8}") {
        let _ = Stated::read(&text);
    }
}
