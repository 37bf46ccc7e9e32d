//! Settings that are broken, edited by hand, of a newer program.

use super::*;
use crate::settings::Ascii;

const OWN: &str = r##"# mine, do not touch
theme = "harbour" # the dark one
ascii = "yes"
packs = [
  "~/ours",   # ours
]
future = { x = 1 }

[keys]
"lesson.flip" = "F"
quit = ["q", "ctrl-q"]

[from-tomorrow]
a = "b"
"##;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn with(text: &str) -> (tempfile::TempDir, Loaded) {
    let dir = folder();
    fs::write(dir.path().join(FILE_NAME), text).unwrap();
    let loaded = SettingsFile::open(dir.path());
    (dir, loaded)
}

fn text_in(dir: &tempfile::TempDir) -> String {
    fs::read_to_string(dir.path().join(FILE_NAME)).unwrap()
}

fn names_in(dir: &tempfile::TempDir) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_whole_file() {
    let (_dir, loaded) = with(OWN);
    assert!(loaded.troubles.is_empty(), "{:?}", loaded.troubles);
    assert_eq!(loaded.unknown, ["from-tomorrow", "future"]);
    let expected = Settings {
        theme: Some("harbour".to_owned()),
        ascii: Ascii::Yes,
        packs: vec!["~/ours".into()],
        keys: [
            ("lesson.flip".to_owned(), vec!["F".to_owned()]),
            ("quit".to_owned(), vec!["q".to_owned(), "ctrl-q".to_owned()]),
        ]
        .into(),
        ..Settings::default()
    };
    assert_eq!(loaded.settings, expected);
}

#[test]
fn the_limit_of_review_is_a_number_from_one_on() {
    for (value, expected) in
        [("12", Some(12)), ("1_000", Some(1_000)), ("0", None), ("-3", None), ("\"9\"", None), ("1.5", None)]
    {
        let (_dir, loaded) = with(&format!("review-per-day = {value}\n"));
        assert_eq!(loaded.settings.review_per_day, expected, "{value}");
        assert_eq!(loaded.troubles.is_empty(), expected.is_some(), "{value}");
    }
}

#[test]
fn no_file_means_defaults_and_the_first_change_makes_it() {
    let dir = folder();
    let deep = dir.path().join("a/b");
    let mut loaded = SettingsFile::open(&deep);
    assert_eq!(loaded.settings, Settings::default());
    assert!(loaded.troubles.is_empty());
    assert_eq!(loaded.file.save(&Settings::default()).unwrap(), Saved { backup: None });
    assert!(!deep.exists(), "nothing changed, nothing written");
    let all = Settings {
        theme: Some("day \"1\"\\".to_owned()),
        installer: Some("uv".to_owned()),
        ascii: Ascii::No,
        course: Some("/c".into()),
        packs: vec!["/p".into(), "q".into()],
        review_per_day: Some(30),
        keys: [("quit".to_owned(), vec!["x".to_owned()]), ("a.b".to_owned(), vec![])].into(),
    };
    assert_eq!(loaded.file.save(&all).unwrap(), Saved { backup: None });
    let again = SettingsFile::open(&deep);
    assert_eq!((again.settings, again.troubles.len()), (all, 0));
}

#[test]
fn a_change_touches_nothing_else() {
    let (dir, mut loaded) = with(OWN);
    let mut settings = loaded.settings.clone();
    settings.theme = Some("day".to_owned());
    settings.installer = Some("uv".to_owned());
    settings.ascii = Ascii::Auto;
    assert_eq!(loaded.file.save(&settings).unwrap(), Saved { backup: None });
    let expected = OWN
        .replace("\"harbour\"", "\"day\"")
        .replace("ascii = \"yes\"\n", "")
        .replace("]\nfuture", "]\ninstaller = \"uv\"\nfuture");
    assert_eq!(text_in(&dir), expected);
    assert_eq!(names_in(&dir), [FILE_NAME], "no drafts left");
    assert_eq!(SettingsFile::open(dir.path()).settings, settings);
}

#[test]
fn what_somebody_else_wrote_meanwhile_stays() {
    let (dir, mut loaded) = with("theme = \"day\"\n");
    fs::write(dir.path().join(FILE_NAME), "theme = \"night\"\nascii = \"yes\"\n").unwrap();
    let settings = Settings { installer: Some("pip".to_owned()), ..loaded.settings.clone() };
    loaded.file.save(&settings).unwrap();
    assert_eq!(text_in(&dir), "theme = \"night\"\nascii = \"yes\"\ninstaller = \"pip\"\n");
}

#[test]
fn a_first_setting_goes_before_the_tables() {
    let (dir, mut loaded) = with("[keys]\nquit = \"x\"");
    let settings = Settings { ascii: Ascii::Yes, ..loaded.settings.clone() };
    assert_eq!(loaded.file.save(&settings).unwrap(), Saved { backup: None });
    assert_eq!(text_in(&dir), "ascii = \"yes\"\n[keys]\nquit = \"x\"");
    let (dir, mut loaded) = with("theme = \"a\"");
    let settings = Settings { ascii: Ascii::Yes, ..loaded.settings.clone() };
    loaded.file.save(&settings).unwrap();
    assert_eq!(text_in(&dir), "theme = \"a\"\nascii = \"yes\"\n");
}

#[test]
fn what_cannot_be_changed_in_place_is_written_anew_and_kept_aside() {
    let (dir, mut loaded) = with(OWN);
    let mut settings = loaded.settings.clone();
    settings.keys.remove("quit");
    let saved = loaded.file.save(&settings).unwrap();
    let backup = dir.path().join("settings.toml.bak");
    assert_eq!(saved, Saved { backup: Some(backup.clone()) });
    assert_eq!(fs::read_to_string(backup).unwrap(), OWN);
    let again = SettingsFile::open(dir.path());
    assert_eq!((again.settings, again.unknown), (settings, vec!["from-tomorrow".to_owned(), "future".to_owned()]));
}

#[test]
fn a_malformed_file_is_not_touched_before_a_change() {
    let text = "theme = \"harbour\"\nascii = yes\n";
    let (dir, mut loaded) = with(text);
    assert_eq!(loaded.settings, Settings::default());
    loaded.file.save(&Settings::default()).unwrap();
    assert_eq!(text_in(&dir), text);
    let settings = Settings { theme: Some("day".to_owned()), ascii: Ascii::Yes, ..Settings::default() };
    let saved = loaded.file.save(&settings).unwrap();
    assert_eq!(saved.backup, Some(dir.path().join("settings.toml.bak")));
    assert_eq!(fs::read_to_string(dir.path().join("settings.toml.bak")).unwrap(), text);
    assert_eq!(text_in(&dir), "ascii = \"yes\"\ntheme = \"day\"\n");
}

#[test]
fn messages() {
    let cases: &[(&[u8], &[&str])] = &[
        (
            b"theme = \"a\"\nascii = yes\n",
            &[
                "2:9: string values must be quoted, expected literal string; until this is mended, every setting has its default",
            ],
        ),
        (
            b"theme = \"a\"\ntheme = \"b\"\n",
            &["2:1: duplicate key; until this is mended, every setting has its default"],
        ),
        (
            b"# \xc3\xa9\nx = \"\xff\"",
            &["2:6: this is not UTF-8 text; until this is mended, every setting has its default"],
        ),
        (
            b"theme = 3\ninstaller = []\nascii = true\ncourse = {}\npacks = \"a\"\nkeys = 1\n",
            &[
                "1:9: `theme` has to be a text in quotes; until this is mended, this setting has its default",
                "2:13: `installer` has to be a text in quotes; until this is mended, this setting has its default",
                "3:9: `ascii` has to be \"auto\", \"yes\" or \"no\"; until this is mended, this setting has its default",
                "4:10: `course` has to be a text in quotes; until this is mended, this setting has its default",
                "5:9: `packs` has to be a list of folders, as in packs = [\"/srv/our-pack\"]; until this is mended, this setting has its default",
                "6:8: `keys` has to be a table, as in keys.flip = \"f\"; until this is mended, this setting has its default",
            ],
        ),
        (
            b"packs = [1]\n[keys]\nquit = [2]\n",
            &[
                "1:9: `packs` has to be a list of folders, as in packs = [\"/srv/our-pack\"]; until this is mended, this setting has its default",
                "3:8: `keys.quit` has to be a key or a list of keys, in quotes; until this is mended, this setting has its default",
            ],
        ),
    ];
    for (text, messages) in cases {
        let dir = folder();
        let path = dir.path().join(FILE_NAME);
        fs::write(&path, text).unwrap();
        let troubles = SettingsFile::open(dir.path()).troubles;
        let expected: Vec<_> = messages.iter().map(|message| format!("{}:{message}", path.display())).collect();
        assert_eq!(troubles.iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
    }
}

#[test]
fn one_wrong_value_costs_one_setting() {
    let (dir, mut loaded) = with("theme = 3\ninstaller = \"uv\"\n");
    assert_eq!(loaded.settings.installer.as_deref(), Some("uv"));
    assert_eq!(loaded.troubles.len(), 1);
    let settings = Settings { ascii: Ascii::Yes, ..loaded.settings.clone() };
    loaded.file.save(&settings).unwrap();
    assert_eq!(text_in(&dir), "theme = 3\ninstaller = \"uv\"\nascii = \"yes\"\n");
    let settings = Settings { theme: Some("day".to_owned()), ..settings };
    loaded.file.save(&settings).unwrap();
    assert_eq!(text_in(&dir), "theme = \"day\"\ninstaller = \"uv\"\nascii = \"yes\"\n");
}

#[test]
fn something_else_of_that_name() {
    let dir = folder();
    let path = dir.path().join(FILE_NAME);
    fs::create_dir(&path).unwrap();
    let mut loaded = SettingsFile::open(dir.path());
    let message =
        format!("{}: is not a file; move it away, or choose another place with --data-dir DIR", path.display());
    assert_eq!(loaded.troubles[0].to_string(), message);
    let changed = Settings { ascii: Ascii::Yes, ..Settings::default() };
    assert_eq!(loaded.file.save(&changed).unwrap_err().to_string(), message);

    fs::remove_dir(&path).unwrap();
    let file = dir.path().join("file");
    fs::write(&file, "").unwrap();
    let mut loaded = SettingsFile::open(&file);
    assert_eq!(loaded.settings, Settings::default());
    assert!(loaded.file.save(&changed).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link() {
    let dir = folder();
    let real = dir.path().join("dotfiles");
    fs::write(&real, "theme = \"a\"\n").unwrap();
    let link = dir.path().join(FILE_NAME);
    std::os::unix::fs::symlink(&real, &link).unwrap();
    let mut loaded = SettingsFile::open(dir.path());
    loaded.file.save(&Settings { ascii: Ascii::Yes, ..loaded.settings.clone() }).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), "theme = \"a\"\nascii = \"yes\"\n");
}

mod any_text {
    use proptest::prelude::*;

    use super::super::edit::change;
    use super::*;

    fn settings() -> impl Strategy<Value = Settings> {
        let word = || proptest::option::of("[a-z\"\\\\\n']{0,4}");
        let keys = proptest::collection::btree_map("[a-z. ]{1,3}", proptest::collection::vec("[a-z]", 0..3), 0..3);
        (word(), word(), 0..3usize, keys).prop_map(|(theme, installer, ascii, keys)| Settings {
            theme,
            installer,
            ascii: Ascii::ALL[ascii],
            keys,
            ..Settings::default()
        })
    }

    fn lines() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            Just("# note"),
            Just("theme = 'a' # why"),
            Just("ascii = \"yes\""),
            Just("ascii = \"no\""),
            Just("installer = \"\"\"\nx\"\"\""),
            Just("other = [\n1,\n]"),
            Just("keys.quit = \"q\""),
            Just("keys = { a = \"b\" }"),
            Just("[keys]"),
            Just("flip = \"f\""),
            Just("[deep.table]"),
            Just("'theme' = \"q\""),
            Just(""),
        ];
        proptest::collection::vec(line, 0..6).prop_map(|lines| lines.join("\n"))
    }

    proptest! {
        #[test]
        fn a_change_says_what_it_should_and_keeps_the_rest(old in lines(), to in settings()) {
            let path = Path::new("");
            let before = read::read(path, old.as_bytes());
            let change = change(old.as_bytes(), &before.settings, &to);
            let after = read::read(path, change.text.as_bytes());
            prop_assert!(after.is_toml && after.troubles.len() <= before.troubles.len(), "{}", change.text);
            prop_assert_eq!(&after.settings, &to, "{}", change.text);
            if before.is_toml {
                prop_assert_eq!(after.unknown, before.unknown);
            }
            if !change.loses {
                prop_assert!(old.matches('#').count() <= change.text.matches('#').count() + 1, "only a removed setting takes its comment along");
            }
        }
    }
}
