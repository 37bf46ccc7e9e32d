//! `RUN --mount=…`: the comma-separated options read into what they mean. Variables are not expanded here; what one decides
//! stays as written and is not judged.

use super::csv;
use super::faults::{Faults, did_you_mean};
use super::flags::Flag;
use super::image::ImageRef;
use super::logical::Logical;
use crate::diagnostic::Span;

/// What is mounted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MountType {
    /// A part of the context, a stage or an image; the default.
    Bind,
    /// A folder kept between builds.
    Cache,
    /// A folder in memory.
    Tmpfs,
    /// A secret, as a file or variable.
    Secret,
    /// The agent's socket.
    Ssh,
}

/// One `--mount`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mount {
    /// The type; `None`: a variable decides, or there is no such type.
    pub kind: Option<MountType>,
    /// `from`: stage, index or image; never expanded by the builder.
    pub from: Option<ImageRef>,
    /// `source`, `src`
    pub source: Option<Logical>,
    /// `target`, `dst`, `destination`
    pub target: Option<Logical>,
    /// `id`
    pub id: Option<Logical>,
    /// `env`: a secret becomes this variable.
    pub env: Option<Logical>,
    /// `sharing` of a cache as written; `shared` without it.
    pub sharing: Option<Logical>,
    /// The mount cannot be written to: as asked for, else true for all but cache and tmpfs.
    pub read_only: bool,
    /// `required` of a secret or agent.
    pub required: bool,
    /// `size` of a tmpfs as written.
    pub size: Option<Logical>,
    /// `mode` as written, octal.
    pub mode: Option<Logical>,
    /// `uid` as written.
    pub uid: Option<Logical>,
    /// `gid` as written.
    pub gid: Option<Logical>,
    /// All options in order, also those that say nothing.
    pub options: Vec<MountOption>,
    /// The whole flag.
    pub span: Span,
}

/// One option as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MountOption {
    /// The name as written; the builder takes it in lower case.
    pub key: Logical,
    /// What follows `=`.
    pub value: Option<Logical>,
}

const TYPES: &[(&str, MountType)] = &[
    ("bind", MountType::Bind),
    ("cache", MountType::Cache),
    ("tmpfs", MountType::Tmpfs),
    ("secret", MountType::Secret),
    ("ssh", MountType::Ssh),
];

const KEYS: &[&str] = &[
    "type",
    "from",
    "source",
    "target",
    "readonly",
    "id",
    "sharing",
    "required",
    "size",
    "mode",
    "uid",
    "gid",
    "src",
    "dst",
    "destination",
    "ro",
    "rw",
    "readwrite",
    "env",
];

impl MountType {
    /// Returns the name as the builder knows it.
    pub fn name(self) -> &'static str {
        TYPES.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

impl Mount {
    /// Returns the values in which the builder expands variables.
    pub fn expandable(&self) -> impl Iterator<Item = &Logical> {
        let open = self.options.iter().filter(|option| !option.key.eq_ignore_ascii_case("from"));
        open.filter_map(|option| option.value.as_ref())
    }

    /// Returns where the secret of this mount is put when nothing else is asked for: `/run/secrets/ID`; also the target
    /// that is asked for. `None`: it only becomes a variable, or the mount is no secret.
    pub fn secret_target(&self) -> Option<String> {
        if self.kind != Some(MountType::Secret) {
            return None;
        }
        if let Some(target) = &self.target {
            return Some(target.to_string());
        }
        let id = self.id.as_ref().or(self.source.as_ref())?;
        let name = id.rsplit('/').next().unwrap_or_default();
        self.env.is_none().then(|| format!("/run/secrets/{name}"))
    }
}

/// Reads a `--mount` flag. `None` without a value, or where it is no CSV.
pub(super) fn read(flag: &Flag, faults: &mut Faults) -> Option<Mount> {
    let value = flag.value.as_ref()?;
    let fields = match csv::fields(value) {
        Ok(fields) => fields,
        Err(why) => {
            faults.add("mount-csv", flag.value_span(), format!("failed to parse csv mounts: {why}"));
            return None;
        }
    };
    let options: Vec<MountOption> = fields.iter().map(option).collect();
    for from in options.iter().filter(|option| option.key.eq_ignore_ascii_case("from")) {
        if let Some(value) = from.value.as_ref().filter(|value| has_variable(value)) {
            let message = "'from' doesn't support variable expansion, define alias stage instead";
            faults.add("mount-from-variable", value.span(), message);
        }
    }
    Some(typed(options, flag.span))
}

fn option(field: &Logical) -> MountOption {
    let equals = field.find('=');
    MountOption {
        key: field.slice(0..equals.unwrap_or(field.len())),
        value: equals.map(|equals| field.slice(equals + 1..field.len())),
    }
}

/// `$` with anything behind it.
fn has_variable(value: &str) -> bool {
    value.find('$').is_some_and(|at| at + 1 < value.len())
}

fn typed(options: Vec<MountOption>, span: Span) -> Mount {
    let last = |names: &[&str]| {
        let named = |option: &&MountOption| names.iter().any(|name| option.key.eq_ignore_ascii_case(name));
        options.iter().rev().find(named)
    };
    let value = |names: &[&str]| last(names).and_then(|option| option.value.clone());
    let kind = match value(&["type"]) {
        None => Some(MountType::Bind),
        Some(text) => kind_of(&text),
    };
    let access = last(&["readonly", "ro", "readwrite", "rw"]).and_then(|option| {
        let positive = option.value.as_ref().is_none_or(|value| truth(value) == Some(true));
        let known = option.value.as_ref().is_none_or(|value| truth(value).is_some());
        let read = option.key.to_ascii_lowercase().starts_with("ro") || option.key.eq_ignore_ascii_case("readonly");
        known.then_some(positive == read)
    });
    let writable = matches!(kind, Some(MountType::Cache | MountType::Tmpfs));
    let required = last(&["required"]);
    Mount {
        kind,
        from: value(&["from"]).map(ImageRef::new),
        source: value(&["source", "src"]),
        target: value(&["target", "dst", "destination"]),
        id: value(&["id"]),
        env: value(&["env"]),
        sharing: value(&["sharing"]),
        read_only: access.unwrap_or(!writable),
        required: required.is_some_and(|option| option.value.as_ref().is_none_or(|value| truth(value) == Some(true))),
        size: value(&["size"]),
        mode: value(&["mode"]),
        uid: value(&["uid"]),
        gid: value(&["gid"]),
        options,
        span,
    }
}

fn kind_of(text: &str) -> Option<MountType> {
    TYPES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, kind)| *kind)
}

/// What Go's `strconv.ParseBool` takes.
fn truth(text: &str) -> Option<bool> {
    match text {
        "1" | "t" | "T" | "TRUE" | "true" | "True" => Some(true),
        "0" | "f" | "F" | "FALSE" | "false" | "False" => Some(false),
        _ => None,
    }
}

/// Says what the builder would refuse when it comes to this mount.
pub(super) fn check(mount: &Mount, faults: &mut Faults) {
    // The builder reads from left to right: an option that needs a type must stand behind it.
    let mut kind = Some(MountType::Bind);
    for option in &mount.options {
        if option.key.eq_ignore_ascii_case("type") {
            kind = option.value.as_ref().and_then(|value| kind_of(value));
        }
        if let Some((span, message, help)) = fault_of(option, kind) {
            faults.add_with_help("mount-invalid", span, message, help);
            return;
        }
    }
    if let Some(message) = fault_of_all(mount) {
        faults.add("mount-invalid", mount.span, message);
    }
}

type Fault = (Span, String, Option<String>);

fn fault_of(option: &MountOption, kind: Option<MountType>) -> Option<Fault> {
    let key = option.key.to_lowercase();
    let span = option.key.span();
    let wrong_type = |kind: MountType| (span, format!("unexpected key '{key}' for mount type '{}'", kind.name()), None);
    let needs_type = match key.as_str() {
        "required" => kind.filter(|kind| !matches!(kind, MountType::Secret | MountType::Ssh)),
        "size" => kind.filter(|kind| *kind != MountType::Tmpfs),
        "env" => kind.filter(|kind| *kind != MountType::Secret),
        _ => None,
    };
    let Some(value) = &option.value else {
        return match key.as_str() {
            "readonly" | "ro" | "readwrite" | "rw" => None,
            "required" => needs_type.map(wrong_type),
            _ => Some((span, format!("invalid field '{}' must be a key=value pair", option.key), None)),
        };
    };
    if let Some(kind) = needs_type {
        return Some(wrong_type(kind));
    }
    if !KEYS.contains(&key.as_str()) {
        let help = did_you_mean(&key, KEYS.iter().copied());
        return Some((span, format!("unexpected key '{key}' in '{}={value}'", option.key), help));
    }
    if value.contains('$') {
        return None;
    }
    fault_of_value(&key, value).map(|(message, help)| (value.span(), message, help))
}

fn fault_of_value(key: &str, value: &str) -> Option<(String, Option<String>)> {
    const SHARING: [&str; 3] = ["shared", "private", "locked"];
    let number = |radix| u32::from_str_radix(value, radix).is_err() || value.starts_with('+');
    match key {
        "type" if kind_of(value).is_none() => {
            let help = did_you_mean(value, TYPES.iter().map(|(name, _)| *name));
            Some((format!("unsupported mount type {value:?}"), help))
        }
        "sharing" if !SHARING.iter().any(|known| known.eq_ignore_ascii_case(value)) => {
            Some((format!("unsupported sharing value {value:?}"), did_you_mean(value, SHARING)))
        }
        "readonly" | "ro" | "readwrite" | "rw" | "required" if truth(value).is_none() => {
            Some((format!("invalid value for {key}: {value}"), None))
        }
        "mode" if number(8) => Some((format!("invalid value {value} for mode"), None)),
        "uid" | "gid" if number(10) => Some((format!("invalid value {value} for {key}"), None)),
        "size" if !is_size(value) => Some((format!("invalid value for {key}: {value}"), None)),
        _ => None,
    }
}

/// `64m`, `1.5GiB`, `1024`
fn is_size(text: &str) -> bool {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let unit = text[end..].trim_start().to_ascii_lowercase();
    let unit = unit.strip_suffix("ib").or_else(|| unit.strip_suffix('b')).unwrap_or(&unit);
    text[..end].parse::<f64>().is_ok() && matches!(unit, "" | "k" | "m" | "g" | "t" | "p")
}

fn fault_of_all(mount: &Mount) -> Option<String> {
    let kind = mount.kind?;
    let owned = matches!(kind, MountType::Secret | MountType::Ssh | MountType::Cache);
    let name = kind.name();
    let given = [("mode", &mount.mode), ("uid", &mount.uid), ("gid", &mount.gid)];
    if let Some((key, _)) = given.into_iter().find(|(_, value)| value.is_some() && !owned) {
        return Some(format!("{key} not allowed for {name:?} type mounts"));
    }
    if kind == MountType::Secret {
        let fault = match (&mount.from, &mount.sharing, &mount.source, &mount.target, &mount.id) {
            (Some(_), ..) => "secret mount should not have a from",
            (_, Some(_), ..) => "secret mount should not define sharing",
            (_, _, None, None, None) => "invalid secret mount. one of source, target required",
            (_, _, Some(_), _, Some(_)) => "both source and id can't be set",
            _ => return None,
        };
        return Some(fault.to_owned());
    }
    let shared = mount.sharing.is_some() && kind != MountType::Cache;
    shared.then(|| format!("invalid cache sharing set for {name} mount"))
}

/// Says what is wrong with a `--device`.
pub(super) fn check_device(device: &Logical, faults: &mut Faults) {
    let mut add = |message: String| faults.add("device-invalid", device.span(), message);
    let fields = match csv::fields(device) {
        Ok(fields) => fields,
        Err(why) => return add(format!("failed to parse csv devices: {why}")),
    };
    let mut named = false;
    for field in &fields {
        let (key, value) = field.split_once('=').map_or((field.as_str(), None), |(key, value)| (key, Some(value)));
        match (key.to_lowercase().as_str(), value) {
            ("required", None) => {}
            ("required", Some(value)) if truth(value).is_none() => add(format!("invalid value for required: {value}")),
            ("required", Some(_)) => {}
            ("name", Some(_)) if named => add("device name already set".to_owned()),
            (_, None) if named => add(format!("invalid field '{field}' must be a key=value pair")),
            (key, Some(_)) if named => add(format!("unexpected key '{key}' in '{field}'")),
            _ => named = true,
        }
    }
}
