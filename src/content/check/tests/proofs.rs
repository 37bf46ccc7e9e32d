//! Frames in a row, and examples proven beside the files of their frame.

use super::*;

const LESSON: &str = "+++\ntitle = \"T\"\nlevel = 1\nminutes = 3\nchecked = 2026-11-20\nchecklist = \"x\"\n\
                      sources = [{ title = \"S\" }]\n+++\nWhy.\n\n## Why\n\nBecause.\n\n";

/// A course of three chapters whose frames are given as Dockerfile and .dockerignore; `text` is a lesson of the second.
fn course(frames: [(&str, &str); 3], page: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let names = ["works", "security", "small"];
    let listed = "format = 1\ntitle = \"T\"\nversion = \"1\"\nchapters = [\"works\", \"security\", \"small\"]\n";
    write(folder.path(), &[("lessons/course.toml", listed), ("glossary.toml", "")]);
    for (name, (dockerfile, ignore)) in names.into_iter().zip(frames) {
        let path = |file: &str| format!("lessons/{name}/{file}");
        let table = if name == "security" { "lessons = [\"one\"]\n" } else { "lessons = []\n" };
        let table = format!("title = \"{name}\"\npromise = \"p\"\n{table}");
        write(
            folder.path(),
            &[
                (&path("chapter.toml"), &table),
                (&path("chapter.md"), if name == "security" { page } else { "Page.\n" }),
                (&path("frame/Dockerfile"), dockerfile),
                (&path("frame/requirements.txt"), "flask==3.1.3\n"),
                (&path("frame/src/app.py"), "x = 1\n"),
            ],
        );
        if !ignore.is_empty() {
            write(folder.path(), &[(&path("frame/.dockerignore"), ignore)]);
        }
    }
    write(folder.path(), &[("lessons/security/one.md", &format!("{LESSON}{text}"))]);
    folder
}

/// What is told about frames, or proven.
fn told(folder: &tempfile::TempDir) -> String {
    let mut outcome = run(&open_unfinished(Some(folder.path())).unwrap(), TODAY);
    outcome
        .found
        .retain(|one| one.code.starts_with("frame") || one.code.starts_with("proof") || one.code == "code-broken");
    super::told(&outcome).replace(&folder.path().display().to_string(), "DIR")
}

const NO_IGNORE: &str = "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\n# <fragment>\n";
const IGNORE: &str = "*\n!src\n!requirements.txt\n**/__pycache__\n";
const CLEAN: &str = "FROM python:3.14-slim-trixie\nRUN apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*\nWORKDIR /app\nCOPY src ./src\n# <fragment>\nUSER 10001:10001\n\
                     CMD [\"python\", \"src/app.py\"]\n";

#[test]
fn frames_that_mend_what_was_taught_are_fine() {
    let frames = [(NO_IGNORE, ""), (NO_IGNORE, IGNORE), (CLEAN, IGNORE)];
    let told = told(&course(frames, "Page.\n", ""));
    assert!(told.ends_with("0 errors, 0 warnings, 0 notes\n"), "{told}");
}

#[test]
fn each_fault_of_a_frame_is_told_where_it_stands() {
    let compiler = NO_IGNORE.replace(
        "COPY",
        "RUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*\nCOPY",
    );
    let last = CLEAN.replace("COPY src ./src\n", "COPY src ./src\nRUN apt-get update && apt-get install -y --no-install-recommends gcc && rm -rf /var/lib/apt/lists/*\n");
    let frames = [(NO_IGNORE, ""), (compiler.as_str(), ""), (last.as_str(), "*\n!src\nsrc\n__pycache__\n")];
    insta::assert_snapshot!(told(&course(frames, "Page.\n", "")));
}

#[test]
fn a_fault_that_another_one_hid_is_accepted_on_the_chapters_page() {
    let compiler = NO_IGNORE.replace("COPY", "RUN apt-get update && apt-get install -y gcc\nCOPY");
    let frames = [(NO_IGNORE, ""), (compiler.as_str(), IGNORE), (CLEAN, IGNORE)];
    let page = "Slim has no compiler, so we add one.\n\n\
                ```dockerfile file=frame/Dockerfile allow=build-tools-in-final\n```\n";
    let told = told(&course(frames, page, ""));
    assert!(told.ends_with("0 errors, 0 warnings, 0 notes\n"), "{told}");
}

#[test]
fn a_frame_that_nobody_can_build_is_told() {
    let frames = [("FROM a\nRUM x\n", "!\n"), (NO_IGNORE, IGNORE), (CLEAN, IGNORE)];
    insta::assert_snapshot!(told(&course(frames, "Page.\n", "")));
}

#[test]
fn lines_that_a_spot_calls_innocent_are_compared_with_the_rules() {
    let folder = course([(NO_IGNORE, ""), (CLEAN, IGNORE), (CLEAN, IGNORE)], "Page.\n", "");
    let question = |id: &str, fields: &str| {
        format!(
            "[[question]]\nid = \"{id}\"\nkind = \"spot\"\nprompt = \"Which {id}?\"\nexplanation = \"E.\"\notherwise = \"O.\"\n{fields}\n\
             code = '''\n# !mark base\nFROM python:latest\nWORKDIR app\n'''\n[[question.spot]]\nmark = \"base\"\nwhy = \"W {id}.\"\n"
        )
    };
    let others = ["allow = [\"workdir-relative\"]", "rules = [\"base-latest\"]"];
    let quiz = [question("one", ""), question("two", others[0]), question("three", others[1])];
    write(folder.path(), &[("quizzes/security/one.toml", &quiz.concat())]);
    let mut outcome = run(&open_unfinished(Some(folder.path())).unwrap(), TODAY);
    outcome.found.retain(|one| one.code.starts_with("spot"));
    insta::assert_snapshot!(super::told(&outcome).replace(&folder.path().display().to_string(), "DIR"));
}

#[test]
fn ignore_files_are_proven_in_the_frame() {
    let text = "\
        ```ignore before rule=dockerignore-root-only,dockerignore-gaps\n__pycache__\n```\n\n\
        ```ignore after rule=dockerignore-root-only,dockerignore-gaps\n.git\n**/__pycache__\n```\n\n\
        ```ignore before rule=dockerignore-gaps,dockerignore-missing\n*\n!src\n```\n\n\
        ```ignore after rule=dockerignore-gaps\n**/x\nsrc # no comment\n```\n";
    let frames = [(NO_IGNORE, ""), (NO_IGNORE, IGNORE), (CLEAN, IGNORE)];
    insta::assert_snapshot!(told(&course(frames, "Page.\n", text)));
}

#[test]
fn dockerfiles_are_proven_beside_the_ignore_file_and_the_files() {
    let text = "\
        ```dockerfile before rule=user-missing file=frame/Dockerfile\n```\n\n\
        ```dockerfile after rule=user-missing\nUSER 10001\n```\n\n\
        ```dockerfile before rule=copy-source-absent\nCOPY requirement.txt ./\n```\n\n\
        ```dockerfile after rule=copy-source-absent\nCOPY requirements.txt uv.lock ./\n```\n\n\
        ```dockerfile before\nCOPY src ./src\n```\n\n\
        ```dockerfile after\nCOPY uv.lock ./\nCOPY .git/HEAD ./\n```\n\n\
        ```dockerfile before rule=dockerignore-hides-source\nFROM a:1\nCOPY .git/HEAD ./\n```\n\n\
        ```dockerfile after rule=dockerignore-hides-source\nFROM a:1\nCOPY requirements.txt uv.lock ./\n```\n\n\
        ```dockerfile before rule=shell-form-cmd\nCMD python src/app.py\n```\n\n\
        ```dockerfile after rule=shell-form-cmd\nCMD [\"python\", \"src/app.py\"]\n```\n";
    let frames = [(NO_IGNORE, ""), (CLEAN, "**/__pycache__\n.git\n"), (CLEAN, IGNORE)];
    insta::assert_snapshot!(told(&course(frames, "Page.\n", text)));
}
