//! Courses that nobody meant: unreadable files, random bytes, random folders. The check says something or nothing; it never
//! panics, and every place it names can be shown.

use proptest::prelude::*;

use super::*;

#[test]
fn files_that_cannot_be_read_are_told() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("tests/fixtures/sampler"), folder.path(), &mut |_, bytes| bytes);
    let large = fs::File::create(folder.path().join("lessons/harbour/tugs.md")).unwrap();
    large.set_len(5 << 20).unwrap();
    insta::assert_snapshot!(report(folder.path(), TODAY));
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_out_of_the_course_is_told() {
    let folder = tempfile::tempdir().unwrap();
    copy(Path::new("tests/fixtures/sampler"), &folder.path().join("course"), &mut |_, bytes| bytes);
    write(folder.path(), &[("secret", "x")]);
    let course = folder.path().join("course");
    std::os::unix::fs::symlink(folder.path().join("secret"), course.join("quizzes/harbour/tugs.toml")).unwrap();
    std::os::unix::fs::symlink(folder.path(), course.join("lessons/harbour/frame/loop")).unwrap();
    let told = report(&course, TODAY);
    assert!(told.contains("error[unreadable]: ") && told.contains("leads out of"), "{told}");
}

/// Checks a folder and renders whatever was found.
fn survives(path: &Path) {
    let Ok(library) = open_unfinished(Some(path)) else { return };
    let outcome = run(&library, Options { stale: Some(1), ..TODAY });
    let told = told(&outcome);
    assert!(!told.contains('\u{1b}'), "an escape code reached the terminal");
    for found in &outcome.found {
        assert!(table::find(found.code).is_some(), "{} is not in the table", found.code);
        if let Some(text) = outcome.text(&found.path) {
            assert!(found.span.end <= text.len(), "{found:?}");
        }
    }
}

/// An edit: where (of 65536), how many bytes go, what comes.
type Edit = (u16, u8, Vec<u8>);

fn edited(bytes: &[u8], edits: &[Edit]) -> Vec<u8> {
    let mut bytes = bytes.to_owned();
    for (at, gone, new) in edits {
        let start = bytes.len() * usize::from(*at) / 65_536;
        let end = (start + usize::from(*gone)).min(bytes.len());
        bytes.splice(start..end, new.iter().copied());
    }
    bytes
}

fn new_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..6),
        "[`\\[\\](){}|#+>*\"'=,\n\t !-]{0,8}".prop_map(String::into_bytes),
        "(\\PC|\u{202e}|\u{1b}|船|TODO|```|\\+\\+\\+|# !mark|\\[\\[question\\]\\]){0,5}".prop_map(String::into_bytes),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn mutated_courses_are_survived(
        broken in any::<bool>(),
        edits in proptest::collection::vec((any::<u16>(), 0_u8..40, new_bytes()), 1..5),
        which in any::<u32>(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let fixture = if broken { "tests/fixtures/broken" } else { "tests/fixtures/sampler" };
        let mut number = 0_u32;
        copy(Path::new(fixture), folder.path(), &mut |_, bytes| {
            number += 1;
            if (which >> (number % 32)) & 1 == 1 { edited(&bytes, &edits) } else { bytes }
        });
        survives(folder.path());
    }

    #[test]
    fn random_folders_are_survived(files in proptest::collection::vec((0_usize..14, new_bytes(), new_bytes()), 0..12)) {
        const NAMES: [&str; 14] = [
            "lessons/course.toml", "lessons/a/chapter.toml", "lessons/a/chapter.md", "lessons/a/b.md", "quizzes/a/b.toml",
            "glossary.toml", "lessons/tour.md", "notes.md", "lessons/a/frame/Dockerfile", "lessons/B/c d.md",
            "quizzes/a/chapter.toml", "lessons/tour/tour.md", "quizzes/x.toml", "assets/glossary.toml",
        ];
        let folder = tempfile::tempdir().unwrap();
        for (name, first, second) in &files {
            let full = folder.path().join(NAMES[*name]);
            fs::create_dir_all(full.parent().unwrap()).unwrap();
            let head: &[u8] = match NAMES[*name] {
                "lessons/course.toml" => b"format = 1\ntitle = \"T\"\nchapters = [\"a\"]\n",
                "lessons/a/chapter.toml" => b"title = \"A\"\npromise = \"p\"\nlessons = [\"b\"]\n",
                "lessons/a/b.md" => b"+++\ntitle = \"B\"\nlevel = 1\nminutes = 1\n+++\n",
                _ => b"",
            };
            fs::write(full, [head, first, b"\n", second].concat()).unwrap();
        }
        survives(folder.path());
    }
}
