//! Packs: only what they bring is reported, and it is compared with what lies below.

use super::*;
use crate::content::layer::Layer;

const HEAD: &str = "level = 1\nminutes = 3\nchecked = 2026-11-20\nchecklist = \"x\"\nsources = [{ title = \"S\" }]\n";

#[test]
fn a_pack_is_judged_by_what_it_brings() {
    let folder = tempfile::tempdir().unwrap();
    let title =
        "title = \"Take the base image of this house\"\nneeds = [\"harbour/sampler\"]\nafter = \"harbour/sampler\"\n";
    let links = "[layer](term:layer) [house](term:house) [section](harbour/sampler#why-it-moves) [no](harbour/no)";
    let lesson = format!("+++\n{title}{HEAD}+++\n{links}\n\n## Why\n\nBecause.\n");
    // The lesson below is replaced without its sections: the questions below lose their answers.
    let replaced = format!("+++\ntitle = \"Sampler\"\n{HEAD}+++\nShort.\n\n## Why it moves\n\nSo.\n");
    let sentence = "It builds one layer for each instruction that changes files, and it is full of guesses about the day on which it is built.";
    let copied = format!(
        "+++\ntitle = \"Call a tug before the wind turns\"\naliases = [\"harbour/tugs\"]\n{HEAD}+++\n{sentence}\n"
    );
    let words = "[[term]]\nid = \"house\"\ntitle = \"House\"\ntext = \"Us.\"\nsee = [\"layer\", \"nothing\"]\n";
    write(
        folder.path(),
        &[
            ("lessons/harbour/house-base.md", &lesson),
            ("lessons/harbour/sampler.md", &replaced),
            ("lessons/harbour/copied.md", &copied),
            ("glossary.toml", words),
        ],
    );
    let sampler = Path::new("tests/fixtures/sampler").to_owned();
    let layers = vec![Layer::Folder(sampler), Layer::Folder(folder.path().to_owned())];
    let outcome = run(&Library::unfinished(layers).unwrap(), TODAY);
    insta::assert_snapshot!(told(&outcome).replace(&folder.path().display().to_string(), "PACK"));
}

#[test]
fn a_pack_may_bring_a_chapter() {
    let folder = tempfile::tempdir().unwrap();
    write(
        folder.path(),
        &[
            ("lessons/course.toml", "format = 1\nchapters = [\"house\"]\n"),
            (
                "lessons/house/chapter.toml",
                "title = \"House\"\npromise = \"Ours.\"\nlessons = [\"a\"]\nplanned = [{ id = \"a\", title = \"A\" }]\n",
            ),
            ("lessons/house/chapter.md", "See [ignore](works/dockerignore) and [a](house/a).\n"),
        ],
    );
    assert_eq!(report(folder.path(), TODAY), "0 lessons in 1 chapter, 0 questions: 0 errors, 0 warnings, 0 notes\n");
}
