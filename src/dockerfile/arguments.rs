//! The arguments of each instruction, read by keyword, with what BuildKit says against them. Knows one instruction at a
//! time.

use super::expose;
use super::faults::Faults;
use super::flags;
use super::healthcheck;
use super::heredoc;
use super::image::ImageRef;
use super::instruction::{Arguments, CommandLine, From, Pair, Pairs, Run, Source, SourcesAndDest};
use super::json::Json;
use super::keyword::Keyword;
use super::logical::Logical;
use super::mount;
use super::read::{Context, Split};
use super::words;

/// Reads the arguments of `split`.
pub(super) fn read(split: &Split, context: &mut Context<'_>) -> Arguments {
    let escape = context.escape;
    let faults = &mut *context.faults;
    if split.keyword != Keyword::Healthcheck {
        flags::check(split.keyword, &split.flags, faults);
    }
    match split.keyword {
        Keyword::Add => Arguments::Add(Box::new(copy(split, faults))),
        Keyword::Copy => Arguments::Copy(Box::new(copy(split, faults))),
        Keyword::Arg => Arguments::Arg(arg(split, escape, faults)),
        Keyword::Cmd => Arguments::Cmd(command(split, faults)),
        Keyword::Entrypoint => Arguments::Entrypoint(command(split, faults)),
        Keyword::Env => Arguments::Env(pairs(split, escape, faults)),
        Keyword::Label => Arguments::Label(pairs(split, escape, faults)),
        Keyword::Expose => Arguments::Expose(some(words::fields(&split.rest), split, faults, expose::port)),
        Keyword::From => Arguments::From(Box::new(from(split, faults))),
        Keyword::Healthcheck => Arguments::Healthcheck(healthcheck::read(split, faults)),
        Keyword::Maintainer => Arguments::Maintainer(one(split, faults)),
        Keyword::Onbuild => {
            if split.rest.is_empty() {
                missing(split, faults);
            }
            Arguments::Onbuild(None)
        }
        Keyword::Run => Arguments::Run(run(split, faults)),
        Keyword::Shell => Arguments::Shell(shell(split, faults)),
        Keyword::StopSignal => Arguments::StopSignal(one(split, faults)),
        Keyword::User => Arguments::User(one(split, faults)),
        Keyword::Volume => Arguments::Volume(volume(split, faults)),
        Keyword::Workdir => Arguments::Workdir(one(split, faults)),
        Keyword::Unknown => Arguments::Unknown,
    }
}

/// Says that an argument is missing.
pub(super) fn missing(split: &Split, faults: &mut Faults) {
    let message = format!("{} requires at least one argument", split.keyword.name());
    faults.add("argument-missing", split.gap(), message);
}

/// The rest of the line, which may not be empty.
fn one(split: &Split, faults: &mut Faults) -> Logical {
    if split.rest.is_empty() {
        let message = format!("{} requires exactly one argument", split.keyword.name());
        faults.add("argument-missing", split.gap(), message);
    }
    split.rest.clone()
}

/// At least one word, each read by `read`.
fn some<T>(words: Vec<Logical>, split: &Split, faults: &mut Faults, read: fn(Logical) -> T) -> Vec<T> {
    if words.is_empty() {
        missing(split, faults);
    }
    words.into_iter().map(read).collect()
}

/// The JSON array, or the words between blanks.
fn list(split: &Split) -> Vec<Logical> {
    match &split.json {
        Json::Strings(strings) => strings.clone(),
        Json::NotStrings(_) => Vec::new(),
        Json::None => words::fields(&split.rest),
    }
}

fn command_line(split: &Split) -> CommandLine {
    match &split.json {
        Json::Strings(strings) => CommandLine::Exec(strings.clone()),
        _ => CommandLine::Shell(split.rest.clone()),
    }
}

fn command(split: &Split, faults: &mut Faults) -> CommandLine {
    if split.rest.is_empty() {
        faults.add("command-empty", split.gap(), format!("{} has no command", split.keyword.name()));
    }
    command_line(split)
}

fn run(split: &Split, faults: &mut Faults) -> Run {
    let named = |name: &'static str| split.flags.iter().filter(move |flag| flag.name.as_str() == name);
    let mounts = named("mount").filter_map(|flag| mount::read(flag, faults)).collect();
    let devices: Vec<Logical> = named("device").filter_map(|flag| flag.value.clone()).collect();
    for device in &devices {
        mount::check_device(device, faults);
    }
    let wrong =
        |name, known: &[&str]| flags::value(&split.flags, name).filter(|value| !known.contains(&value.as_str()));
    if let Some(mode) = wrong("network", &["default", "none", "host"]) {
        faults.add("run-option", mode.span(), format!("invalid network mode {:?}", mode.as_str()));
    }
    if let Some(mode) = wrong("security", &["insecure", "sandbox"]) {
        faults.add("run-option", mode.span(), format!("security {:?} is not valid", mode.as_str()));
    }
    Run {
        mounts,
        network: flags::value(&split.flags, "network").cloned(),
        security: flags::value(&split.flags, "security").cloned(),
        devices,
        command: command(split, faults),
    }
}

fn copy(split: &Split, faults: &mut Faults) -> SourcesAndDest {
    let name = split.keyword.name();
    let mut words = list(split);
    let refused = matches!(split.json, Json::NotStrings(_));
    if words.len() < 2 && !refused {
        let message = format!(
            "{name} requires at least two arguments, but only one was provided. Destination could not be determined"
        );
        faults.add("argument-count", split.gap(), message);
    }
    let destination = if words.len() > 1 { words.pop() } else { None };
    if let Some(bad) = destination.as_ref().filter(|word| heredoc::is_heredoc(word)) {
        faults.add("heredoc-destination", bad.span(), format!("{name} cannot accept a heredoc as a destination"));
    }
    let value = |name| flags::value(&split.flags, name).cloned();
    let excludes = split.flags.iter().filter(|flag| flag.name.as_str() == "exclude");
    SourcesAndDest {
        sources: words.into_iter().map(source).collect(),
        destination,
        from: value("from").filter(|_| split.keyword == Keyword::Copy).map(ImageRef::new),
        chown: value("chown"),
        chmod: value("chmod"),
        checksum: value("checksum"),
        link: flags::is_on(&split.flags, "link"),
        parents: flags::is_on(&split.flags, "parents"),
        excludes: excludes.filter_map(|flag| flag.value.clone()).collect(),
    }
}

fn source(word: Logical) -> Source {
    if heredoc::is_heredoc(&word) { Source::Heredoc(word) } else { Source::Path(word) }
}

fn from(split: &Split, faults: &mut Faults) -> From {
    let words = words::fields(&split.rest);
    let named = words.len() == 3 && words[1].eq_ignore_ascii_case("as");
    if words.len() != 1 && !named {
        faults.add("argument-count", split.gap(), "FROM requires either one or three arguments");
    }
    let mut words = words.into_iter();
    let base = words.next().map(ImageRef::new);
    let (as_word, name) = if named { (words.next(), words.next()) } else { (None, None) };
    if let Some(bad) = name.as_ref().filter(|name| !is_stage_name(name)) {
        let message = format!(
            "invalid name for build stage: {:?}, name can't start with a number or contain symbols",
            bad.as_str()
        );
        faults.add("stage-name", bad.span(), message);
    }
    From { base, as_word, name, platform: flags::value(&split.flags, "platform").cloned() }
}

/// `[a-z][a-z0-9-_.]*` after lower-casing.
fn is_stage_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let ok = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    lower.starts_with(|c: char| c.is_ascii_lowercase()) && lower.chars().all(ok)
}

fn volume(split: &Split, faults: &mut Faults) -> Vec<Logical> {
    let words = list(split);
    if words.is_empty() && !matches!(split.json, Json::NotStrings(_)) {
        missing(split, faults);
    }
    for word in words.iter().filter(|word| word.trim().is_empty()) {
        faults.add("volume-empty", word.span(), "VOLUME specified can not be an empty string");
    }
    words
}

fn shell(split: &Split, faults: &mut Faults) -> Vec<Logical> {
    match &split.json {
        Json::Strings(words) => {
            if words.is_empty() {
                missing(split, faults);
            }
            words.clone()
        }
        Json::None if split.rest.is_empty() => {
            missing(split, faults);
            Vec::new()
        }
        Json::None => {
            faults.add("shell-json", split.rest.span(), "SHELL requires the arguments to be in JSON form");
            Vec::new()
        }
        Json::NotStrings(_) => Vec::new(),
    }
}

fn arg(split: &Split, escape: char, faults: &mut Faults) -> Vec<Pair> {
    let words = words::words(&split.rest, escape);
    if words.is_empty() {
        missing(split, faults);
    }
    words.iter().map(|word| pair(word, split.keyword, faults)).collect()
}

/// Cuts at the first `=`.
fn pair(word: &Logical, keyword: Keyword, faults: &mut Faults) -> Pair {
    let equals = word.find('=');
    if equals == Some(0) {
        faults.add("name-blank", word.span(), format!("{} names can not be blank", keyword.name()));
    }
    Pair {
        key: word.slice(0..equals.unwrap_or(word.len())),
        value: equals.map(|equals| word.slice(equals + 1..word.len())),
    }
}

fn pairs(split: &Split, escape: char, faults: &mut Faults) -> Pairs {
    let words = words::words(&split.rest, escape);
    let Some(first) = words.first() else {
        missing(split, faults);
        return Pairs::default();
    };
    if !first.contains('=') {
        return legacy(split, faults);
    }
    let mut found = Pairs { pairs: Vec::with_capacity(words.len()), legacy: false };
    for word in &words {
        if word.contains('=') {
            found.pairs.push(pair(word, split.keyword, faults));
        } else {
            let message =
                format!("Syntax error - can't find = in {:?}. Must be of the form: name=value", word.as_str());
            faults.add("pair-equals", word.span(), message);
        }
    }
    found
}

fn legacy(split: &Split, faults: &mut Faults) -> Pairs {
    let Some((key, value)) = words::cut_field(&split.rest) else {
        let message = format!("{} must have two arguments", split.keyword.name());
        faults.add("pair-value", split.rest.span(), message);
        return Pairs::default();
    };
    Pairs { pairs: vec![Pair { key, value: Some(value) }], legacy: true }
}
