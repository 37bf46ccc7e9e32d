//! Every fault of a session file, as it is told.

use super::*;

/// Returns what is told about a file, one fault a line.
fn told(source: &str) -> String {
    let (agenda, found) = read(source);
    assert!(agenda.is_none() || found.is_empty(), "{source}");
    let lines: Vec<_> = found.iter().map(|fault| fault.line(source).replacen("team.toml:", "", 1)).collect();
    lines.join("\n")
}

#[test]
fn faults_of_the_file() {
    let item = "[[item]]\nlesson = \"works/dockerignore\"\n";
    let cases = [
        "titel = \"T\"\n",
        "title = \"T\"\nformat = 2\n",
        "title = \"T\"\npass = 101\n",
        "title = \"T\"\npass = -1\n",
        "title = \"T\"\npass = \"80\"\n",
        "title = \"T\"\norder = \"loked\"\n",
        "title = \"T\"\nskip = 1\n",
        "title = \"T\"\nid = \"My Team\"\n",
        "title = \"T\"\npack = \"../pack\"\n",
        "title = \"T\"\npack = \"/etc\"\n",
        "title = \"\"\n",
        "title = \"a\\nb\"\n",
        "title = \"T\"\nfacilitator = \"Ann\"\n",
        "title = \"T\"\ntitle = \"U\"\n",
    ];
    let mut out = String::new();
    for head in cases {
        out += &format!("{}\n", told(&format!("{head}{item}")));
    }
    out += &format!("{}\n", told("title = \"T\"\n"));
    out += &format!("{}\n", told("title = \"T\"\nitem = []\n"));
    out += &format!("{}\n", told("title = \"T\"\nitem = 3\n"));
    out += &format!("{}\n", told(&format!("title = \"T\"\n{}", item.repeat(MOST_ITEMS + 1))));
    insta::assert_snapshot!(out);
}

#[test]
fn faults_of_items() {
    let cases = [
        "lesson = \"works/dockerignor\"",
        "lesson = \"dockerignore\"",
        "lesson = \"zzz\"",
        "lesson = \"works/chapter\"",
        "lesson = 3",
        "lesson = \"works/dockerignore\"\nminutes = 0",
        "lesson = \"works/dockerignore\"\nminutes = 481",
        "lesson = \"works/dockerignore\"\nminutes = 99999999999999999999",
        "lesson = \"works/dockerignore\"\nminutes = 2.5",
        "lesson = \"works/dockerignore\"\nquiz = \"works/dockerignore\"",
        "lesson = \"works/dockerignore\"\ncount = 3",
        "lessen = \"works/dockerignore\"",
        "minutes = 5",
        "lab = \"works/dockerignore\"",
        "quiz = \"work\"",
        "quiz = []",
        "quiz = [1]",
        "quiz = \"works/dockerignore\"\ncount = 0",
        "quiz = [\"works/dockerignore#secret-in-contxt\"]",
        "quiz = [\"works/dockerignore#zzz\"]",
        "exercise = \"  \"",
        "discussion = true",
        "break = false",
        "break = 10",
        "id = \"Break 1\"\nbreak = true",
        "id = \"x\"\nbreak = true\n[[item]]\nid = \"x\"\nbreak = true",
    ];
    let mut out = String::new();
    for item in cases {
        out += &format!("{}\n", told(&format!("title = \"T\"\n[[item]]\n{item}\n")));
    }
    out +=
        &format!("{}\n", told(&format!("title = \"T\"\n[[item]]\nexercise = \"{}\"\n", "x".repeat(LONGEST_TEXT + 1))));
    insta::assert_snapshot!(out);
}

#[test]
fn all_faults_are_told_in_the_order_of_the_file_and_not_without_end() {
    let source = "titel = \"T\"\npass = 400\n[[item]]\nlesson = \"works/dockerignor\"\nminutes = 0\n[[item]]\n";
    let lines: Vec<_> = told(source).lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(lines, ["1:1:", "1:1:", "2:8:", "4:10:", "5:11:", "6:1:"]);
    let many = "[[item]]\nlesson = 3\nminutes = 0\n".repeat(MOST_ITEMS);
    assert_eq!(told(&many).lines().count(), 100);
}
