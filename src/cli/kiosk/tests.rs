//! The table against the command line that it is a table of, and lines and wishes that are let in or refused.

use std::collections::BTreeSet;

use super::table::Stands;
use super::*;

/// Returns every subcommand of the program with its arguments, those of every command apart.
fn tree() -> Vec<(String, Vec<String>)> {
    fn walk(command: &clap::Command, path: &str, out: &mut Vec<(String, Vec<String>)>) {
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let path = format!("{path} {}", sub.get_name()).trim().to_owned();
            let own = sub.get_arguments().filter(|arg| !arg.is_global_set() && arg.get_id() != "help");
            out.push((path.clone(), own.map(|arg| arg.get_id().to_string()).collect()));
            walk(sub, &path, out);
        }
    }
    let mut command = Cli::command();
    command.build();
    let mut out = Vec::new();
    walk(&command, "", &mut out);
    out
}

#[test]
fn every_subcommand_stands_in_the_table_and_nothing_else() {
    let known: BTreeSet<&str> = table::TABLE.iter().map(|(path, _)| *path).collect();
    assert_eq!(known.len(), table::TABLE.len(), "a subcommand stands in the table twice");
    let tree = tree();
    let there: BTreeSet<&str> = tree.iter().map(|(path, _)| path.as_str()).collect();
    let missing: Vec<_> = there.difference(&known).collect();
    assert!(missing.is_empty(), "a kiosk refuses {missing:?}; say in src/cli/kiosk/table.rs whether it is to");
    let gone: Vec<_> = known.difference(&there).collect();
    assert!(gone.is_empty(), "{gone:?} is in src/cli/kiosk/table.rs and no subcommand");
}

#[test]
fn the_table_names_arguments_that_there_are() {
    for (path, own) in tree() {
        let Some((_, stands)) = table::TABLE.iter().find(|(name, _)| *name == path) else { continue };
        let hosted = table::HOSTED.iter().filter(|(name, _)| *name == path).map(|(_, arg)| arg);
        let all: &[&str] = match stands {
            Stands::Open(all) => all,
            Stands::Closed(why) => {
                assert!(!why.is_empty() && !why.ends_with('.'), "{path}: {why}");
                continue;
            }
        };
        for name in all.iter().chain(hosted) {
            assert!(own.iter().any(|arg| arg == name), "`{path}` has no argument `{name}`, only {own:?}");
        }
    }
}

/// Arguments that are kept out of a kiosk though their subcommand is in it. A new one is added here or in the table.
const KEPT_OUT: &[(&str, &str)] = &[("progress export", "file"), ("exam certificate", "out")];

#[test]
fn every_argument_of_an_open_subcommand_was_looked_at() {
    let mut kept_out = BTreeSet::new();
    for (path, own) in tree() {
        let Ok(stands) = table::stands(&path) else { continue };
        for arg in
            own.iter().filter(|arg| !stands.takes(arg) && !table::HOSTED.contains(&(path.as_str(), arg.as_str())))
        {
            kept_out.insert((path.clone(), arg.clone()));
        }
    }
    let expected = KEPT_OUT.iter().map(|(path, arg)| ((*path).to_owned(), (*arg).to_owned())).collect();
    assert_eq!(kept_out, expected, "is it to be in src/cli/kiosk/table.rs, or in KEPT_OUT?");
}

#[test]
fn options_of_every_command_change_looks_or_belong_to_the_host() {
    let command = Cli::command();
    let global: Vec<&str> =
        command.get_arguments().filter(|arg| arg.is_global_set()).map(|arg| arg.get_id().as_str()).collect();
    let host = ["course", "pack", "data_dir", "profile", "kiosk"];
    for name in &global {
        assert!(LOOKS.contains(name) != host.contains(name), "is --{name} a matter of looks, or does it name a place?");
    }
}

type Variables = &'static [(&'static str, &'static str)];

fn environment(variables: Variables) -> impl Fn(&str) -> Option<OsString> {
    move |name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
}

fn entered(line: &str, variables: Variables) -> Result<Cli, String> {
    let line: Vec<OsString> = std::iter::once("seaworthy").chain(line.split_whitespace()).map(OsString::from).collect();
    enter(&line, environment(variables)).map_err(|stop| match stop {
        Stop::Words(error) => error.to_string(),
        Stop::Refused(refused) => refused.to_string(),
    })
}

const HOST: &str = "--kiosk --data-dir /d --profile ada";

#[test]
fn any_value_of_the_variable_makes_a_kiosk_and_none_undoes_it() {
    for value in ["1", "0", "", "no", "false"] {
        let variables = [(VARIABLE, value)];
        let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        assert!(is_on(&Cli::default(), variable), "{value:?}");
    }
    assert!(!is_on(&Cli::default(), |_| None));
    let cli = Cli { global: Global { kiosk: true, ..Global::default() }, ..Cli::default() };
    assert!(is_on(&cli, |_| None));
    let by_variable = entered("--data-dir /d", &[(VARIABLE, "0")]).unwrap();
    assert_eq!(Reach::of(&by_variable.global), Reach::Kiosk, "what comes out is a kiosk, however it came to be one");
}

#[test]
fn a_wish_takes_the_place_of_the_command_and_may_change_looks() {
    let cli =
        entered(&format!("{HOST} --theme dark"), &[(WISH, "seaworthy quiz rope --count 3 --plain --ascii")]).unwrap();
    assert!(matches!(&cli.command, Some(super::super::args::Command::Quiz(quiz)) if quiz.count == Some(3)));
    assert_eq!(cli.global.theme.as_deref(), Some("dark"));
    assert!(cli.global.plain && cli.global.ascii && cli.global.kiosk);
    assert_eq!(cli.global.data_dir.as_deref(), Some(Path::new("/d")));
    assert_eq!(cli.global.profile.as_deref(), Some("ada"));
    assert!(entered(HOST, &[]).unwrap().command.is_none(), "no wish: the tutor");
}

#[test]
fn refused_wishes() {
    let cases = [
        ("sh", "a kiosk has no `sh`; it has learn, "),
        ("scp -t .", "a kiosk has no `scp`; it has learn, "),
        ("/usr/lib/openssh/sftp-server", "a kiosk has no `/usr/lib/openssh/sftp-server`; it has "),
        ("quiz;sh", "a kiosk has no `quiz;sh`; it has "),
        ("check .", "a kiosk has no `check`: it reads files"),
        ("progress import x", "a kiosk has no `progress import`: what counts"),
        ("progress export x", "a kiosk has no [FILE] for `progress export`: it may name a file"),
        ("list --course /x", "`--course` is for whoever hosts this kiosk; leave it out"),
        ("--pack /x list", "`--pack` is for whoever hosts this kiosk; leave it out"),
        ("list --data-dir=/x", "`--data-dir` is for whoever hosts this kiosk; leave it out"),
        ("--profile bob", "`--profile` is for whoever hosts this kiosk; leave it out"),
        ("--kiosk", "`--kiosk` is for whoever hosts this kiosk; leave it out"),
        ("a\u{1b}[2Jb", "a kiosk takes a subcommand in one short line of text"),
    ];
    for (wish, expected) in cases {
        let told = entered(HOST, Box::leak(Box::new([(WISH, wish)]))).err().unwrap_or_default();
        assert!(told.starts_with(expected), "{wish:?}: {told}");
        assert!(!told.contains('\n'), "one sentence: {told}");
    }
}

#[test]
fn refused_hosts() {
    let cases: [(&str, Variables, &str); 7] = [
        ("--kiosk", &[], "a kiosk takes no folder from the environment; the host adds --data-dir DIR to its line"),
        ("--kiosk", &[("SEAWORTHY_DATA_DIR", "/d")], "a kiosk takes no folder from the environment"),
        (HOST, &[("TZ", ":/etc/shadow")], "TZ names a file"),
        (HOST, &[("TZ", "../../x")], "TZ names a file"),
        (HOST, &[("TZDIR", "/x")], "TZDIR names a file"),
        ("--kiosk --data-dir /d check /x", &[], "a kiosk has no `check`"),
        ("--kiosk --data-dir /d quiz", &[(WISH, "sh")], "this host runs one command for everybody, not `sh`"),
    ];
    for (line, variables, expected) in cases {
        let told = entered(line, variables).err().unwrap_or_default();
        assert!(told.starts_with(expected), "{line:?}: {told}");
    }
    assert!(entered(HOST, &[("TZ", "Europe/Berlin")]).is_ok());
    assert!(entered(&format!("{HOST} --course /c --pack /p"), &[]).is_ok(), "the host says where things are");
}

#[test]
fn the_help_of_a_kiosk_shows_what_it_has() {
    let help = entered(HOST, &[(WISH, "--help")]).err().unwrap_or_default();
    assert!(help.contains("  quiz ") && help.contains("This is a kiosk"), "{help}");
    assert!(!help.contains("  check ") && !help.contains("  doctor "), "{help}");
}

#[test]
fn a_page_is_no_file() {
    for name in ["rope", "works/dockerignore", "-"] {
        assert_eq!(Reach::Kiosk.page(name), Ok(()), "{name}");
    }
    for name in ["/etc/passwd", "../x", "x.md", "~", ".", "Dockerfile", "a b", "a\\b", "..", ""] {
        assert_eq!(Reach::Kiosk.page(name).is_err(), !name.is_empty(), "{name:?}");
        assert_eq!(Reach::Machine.page(name), Ok(()));
    }
    assert!(!Reach::Kiosk.sees(Path::new("/")) && Reach::Machine.sees(Path::new("/")));
}

/// Returns words that mean something here: subcommands, options, values and names of files.
fn vocabulary() -> Vec<String> {
    let mut command = Cli::command();
    command.build();
    let mut words: BTreeSet<String> =
        ["/canary", "canary.md", "../canary", "-", "--", "=", "rope", "3"].map(str::to_owned).into();
    fn walk(command: &clap::Command, words: &mut BTreeSet<String>) {
        words.extend(command.get_arguments().filter_map(|arg| arg.get_long()).map(|long| format!("--{long}")));
        words.extend(command.get_arguments().filter_map(|arg| arg.get_long()).map(|long| format!("--{long}=/canary")));
        for sub in command.get_subcommands() {
            words.insert(sub.get_name().to_owned());
            walk(sub, words);
        }
    }
    walk(&command, &mut words);
    words.into_iter().collect()
}

proptest::proptest! {
    #[test]
    fn whatever_is_wished_the_places_are_the_hosts(words in proptest::collection::vec(proptest::sample::select(vocabulary()), 0..7)) {
        let wish = words.join(" ");
        let line: Vec<OsString> = "seaworthy --kiosk --data-dir /d --profile ada".split(' ').map(OsString::from).collect();
        if let Ok(cli) = enter(&line, |name| (name == WISH).then(|| OsString::from(&wish))) {
            let places = Global { data_dir: Some("/d".into()), profile: Some("ada".to_owned()), kiosk: true, ..Global::default() };
            let Global { plain, color, theme, ascii, .. } = cli.global.clone();
            proptest::prop_assert_eq!(cli.global, Global { plain, color, theme, ascii, ..places });
        }
    }
}
