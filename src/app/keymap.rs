//! Which key means what on which screen: read from `assets/keymap.toml` and laid over by the learner's settings. The footer and the
//! help are made from it, so a key cannot be shown that does not work.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use thiserror::Error;

use super::action::Action;
use super::key::{Key, KeyCode};

include!(concat!(env!("OUT_DIR"), "/keymap.rs"));

/// A context of the stock keymap: its name, its actions with their keys.
type StockTable = (&'static str, &'static [StockLine]);
type StockLine = (&'static str, &'static [&'static str]);

/// Who has the floor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Context {
    /// Home.
    Home,
    /// A page.
    Lesson,
    /// A question not yet answered.
    Question,
    /// A question answered.
    Verdict,
    /// The end of a sitting.
    Summary,
    /// What is due, when nothing is asked.
    Review,
    /// The progress screen.
    Progress,
    /// The check of the folder.
    Check,
    /// Before and after a session.
    Preflight,
    /// The slides of a session.
    Stage,
    /// A question for the room.
    Tally,
    /// A list on top.
    List,
    /// A word of the glossary on top.
    Term,
    /// The lines of a Dockerfile, explained.
    Why,
    /// A line to type in.
    Field,
    /// A blank of a question.
    Blank,
    /// A question with yes and no.
    Confirm,
}

impl Context {
    /// Every context.
    pub const ALL: [Context; 17] = [
        Context::Home,
        Context::Lesson,
        Context::Question,
        Context::Verdict,
        Context::Summary,
        Context::Review,
        Context::Progress,
        Context::Check,
        Context::Preflight,
        Context::Stage,
        Context::Tally,
        Context::List,
        Context::Term,
        Context::Why,
        Context::Field,
        Context::Blank,
        Context::Confirm,
    ];

    /// Returns the table's name in keymap files.
    pub fn name(self) -> &'static str {
        match self {
            Context::Home => "home",
            Context::Lesson => "lesson",
            Context::Question => "question",
            Context::Verdict => "verdict",
            Context::Summary => "summary",
            Context::Review => "review",
            Context::Progress => "progress",
            Context::Check => "check",
            Context::Preflight => "preflight",
            Context::Stage => "stage",
            Context::Tally => "tally",
            Context::List => "list",
            Context::Term => "term",
            Context::Why => "why",
            Context::Field => "field",
            Context::Blank => "blank",
            Context::Confirm => "confirm",
        }
    }

    /// Returns whether letters are text here, not commands.
    pub fn is_typing(self) -> bool {
        matches!(self, Context::Field | Context::Blank)
    }
}

/// Something wrong in a keymap.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum KeymapError {
    /// No such context.
    #[error("keys: `{0}` is no context; there are everywhere, {names}", names = Context::ALL.map(Context::name).join(", "))]
    Context(String),
    /// No such action.
    #[error("keys: `{0}` is no action; `seaworthy doctor` lists them")]
    Action(String),
    /// No such key.
    #[error("keys: {action}: {error}")]
    Key { action: String, error: String },
    /// One key, two actions.
    #[error("keys: on {context}, `{key}` is both {one} and {other}")]
    Clash { context: &'static str, key: String, one: &'static str, other: &'static str },
    /// A letter where letters are text.
    #[error("keys: {action}: `{key}` would be typed there; take a key with ctrl- or one that types nothing")]
    Typed { action: String, key: String },
}

/// All bindings.
#[derive(Debug, Clone)]
pub struct Keymap {
    tables: HashMap<Context, Table>,
    everywhere: Vec<(Action, Vec<Key>)>,
}

#[derive(Debug, Clone, Default)]
struct Table {
    footer: Vec<Action>,
    bindings: Vec<(Action, Vec<Key>)>,
}

/// Overrides as settings hold them: `flip = ["v"]` wherever the action has a key, `"lesson.flip" = ["v"]` on one screen.
pub type Overrides = BTreeMap<String, Vec<String>>;

impl Keymap {
    /// Returns the stock keymap with the learner's overrides; what is wrong with these is returned too, and left out.
    pub fn new(overrides: &Overrides) -> (Self, Vec<KeymapError>) {
        let mut keymap = Self { tables: HashMap::new(), everywhere: Vec::new() };
        let mut errors = Vec::new();
        keymap.lay_stock(&mut errors);
        for (name, keys) in overrides {
            if let Err(error) = keymap.override_one(name, keys) {
                errors.push(error);
            }
        }
        // The stock keys do not clash: a test sees to it.
        if !overrides.is_empty() {
            errors.extend(keymap.clashes());
        }
        (keymap, errors)
    }

    fn lay_stock(&mut self, errors: &mut Vec<KeymapError>) {
        for (name, lines) in STOCK {
            let context = match context_named(name) {
                Ok(context) => context,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            for (action, keys) in *lines {
                let done = match (*action, context) {
                    ("footer", Some(context)) => self.footer_line(context, keys),
                    _ => action_named(action).and_then(|found| self.bind(context, found, action, keys)),
                };
                errors.extend(done.err());
            }
        }
    }

    fn footer_line(&mut self, context: Context, names: &[&str]) -> Result<(), KeymapError> {
        let actions: Result<Vec<_>, _> = names.iter().map(|name| action_named(name)).collect();
        self.tables.entry(context).or_default().footer = actions?;
        Ok(())
    }

    /// Lays one override over every context that has the action, or over the one that is named.
    fn override_one(&mut self, name: &str, keys: &[String]) -> Result<(), KeymapError> {
        if let Some((context, action)) = name.split_once('.') {
            return self.bind(context_named(context)?, action_named(action)?, name, keys);
        }
        let action = action_named(name)?;
        let has = |bindings: &[(Action, Vec<Key>)]| bindings.iter().any(|(other, _)| *other == action);
        if has(&self.everywhere) {
            self.bind(None, action, name, keys)?;
        }
        for context in Context::ALL {
            if !self.tables.get(&context).is_some_and(|table| has(&table.bindings)) {
                continue;
            }
            match self.bind(Some(context), action, name, keys) {
                // Where one types, the stock keys stay: nobody means a letter there.
                Err(KeymapError::Typed { .. }) => {}
                done => done?,
            }
        }
        Ok(())
    }

    fn bind(
        &mut self,
        context: Option<Context>,
        action: Action,
        name: &str,
        keys: &[impl AsRef<str>],
    ) -> Result<(), KeymapError> {
        let mut parsed = Vec::new();
        for text in keys {
            let new = parse_keys(text.as_ref()).map_err(|error| KeymapError::Key { action: name.to_owned(), error })?;
            if let Some(key) = new.iter().find(|key| context.is_some_and(Context::is_typing) && key.typed().is_some()) {
                return Err(KeymapError::Typed { action: name.to_owned(), key: key.to_string() });
            }
            parsed.extend(new);
        }
        let bindings = match context {
            Some(context) => &mut self.tables.entry(context).or_default().bindings,
            None => &mut self.everywhere,
        };
        bindings.retain(|(other, _)| *other != action);
        bindings.push((action, parsed));
        Ok(())
    }

    fn clashes(&self) -> Vec<KeymapError> {
        let mut errors = Vec::new();
        for context in Context::ALL {
            let Some(table) = self.tables.get(&context) else { continue };
            let all: Vec<(Action, Key)> =
                table.bindings.iter().flat_map(|(action, keys)| keys.iter().map(|key| (*action, *key))).collect();
            for (at, (action, key)) in all.iter().enumerate() {
                if let Some((one, _)) = all[..at].iter().find(|(_, other)| other == key) {
                    let (context, key) = (context.name(), key.to_string());
                    errors.push(KeymapError::Clash { context, key, one: one.name(), other: action.name() });
                }
            }
        }
        errors
    }

    /// Returns what a key means here. Where letters are text, only keys that type nothing mean something.
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        if context.is_typing() && key.typed().is_some() {
            return None;
        }
        let own = self.tables.get(&context).map_or(&[][..], |table| &table.bindings);
        let find =
            |bindings: &[(Action, Vec<Key>)]| bindings.iter().find(|(_, keys)| keys.contains(&key)).map(|(a, _)| *a);
        find(own).or_else(|| find(&self.everywhere))
    }

    /// Returns the first key of an action here.
    pub fn key(&self, context: Context, action: Action) -> Option<Key> {
        self.keys(context, action).first().copied()
    }

    /// Returns the keys of an action here; a key of [everywhere] that the context gives another meaning is left out.
    pub fn keys(&self, context: Context, action: Action) -> Vec<Key> {
        let find =
            |bindings: &[(Action, Vec<Key>)]| bindings.iter().find(|(a, _)| *a == action).map(|(_, k)| k.clone());
        let own = self.tables.get(&context).and_then(|table| find(&table.bindings));
        let keys = own.or_else(|| find(&self.everywhere)).unwrap_or_default();
        keys.into_iter().filter(|key| self.action(context, *key) == Some(action)).collect()
    }

    /// Returns the actions of the bottom line, most useful first.
    pub fn footer(&self, context: Context) -> &[Action] {
        self.tables.get(&context).map_or(&[], |table| &table.footer)
    }

    /// Returns everything that works here, for the help: actions in order with their keys.
    pub fn all(&self, context: Context) -> Vec<(Action, Vec<Key>)> {
        let with_keys = |action: &Action| {
            let keys = self.keys(context, *action);
            (!keys.is_empty()).then_some((*action, keys))
        };
        Action::ALL.iter().filter_map(with_keys).collect()
    }
}

/// Returns the context of that name; `None` is everywhere.
fn context_named(name: &str) -> Result<Option<Context>, KeymapError> {
    let found = Context::ALL.into_iter().find(|context| context.name() == name);
    if found.is_none() && name != "everywhere" { Err(KeymapError::Context(name.to_owned())) } else { Ok(found) }
}

fn action_named(name: &str) -> Result<Action, KeymapError> {
    Action::named(name).ok_or_else(|| KeymapError::Action(name.to_owned()))
}

/// Reads `j`, or `1-9` as nine keys.
fn parse_keys(text: &str) -> Result<Vec<Key>, String> {
    if text == "1-9" {
        return Ok(('1'..='9').map(|c| Key::plain(KeyCode::Char(c))).collect());
    }
    Key::from_str(text).map(|key| vec![key]).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock() -> Keymap {
        let (keymap, errors) = Keymap::new(&Overrides::new());
        assert_eq!(errors, [], "the stock keymap is sound");
        assert_eq!(keymap.clashes(), [], "the stock keys do not clash");
        keymap
    }

    fn overrides(source: &str) -> Overrides {
        toml::from_str(source).unwrap()
    }

    #[test]
    fn the_compiled_keymap_is_what_the_file_says() {
        type Tables = BTreeMap<String, BTreeMap<String, Vec<String>>>;
        let file: Tables = toml::from_str(include_str!("../../assets/keymap.toml")).unwrap();
        let owned = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
        let lines = |lines: &[(&str, &[&str])]| lines.iter().map(|(a, keys)| ((*a).to_owned(), owned(keys))).collect();
        let compiled: Tables = STOCK.iter().map(|(name, table)| ((*name).to_owned(), lines(table))).collect();
        assert_eq!(compiled, file);
    }

    #[test]
    fn every_context_can_be_left_and_its_footer_works() {
        let keymap = stock();
        for context in Context::ALL {
            let way_out = [Action::Back, Action::No].iter().any(|action| keymap.key(context, *action).is_some());
            assert!(way_out, "no way out of {context:?}");
            assert!(!keymap.footer(context).is_empty(), "{context:?} has no footer");
            for action in keymap.footer(context) {
                assert!(keymap.key(context, *action).is_some(), "{context:?} shows {action:?}, which has no key");
            }
            assert_eq!(keymap.action(context, "ctrl-c".parse().unwrap()), Some(Action::QuitNow));
        }
    }

    #[test]
    fn every_action_is_bound_somewhere() {
        let keymap = stock();
        for action in Action::ALL {
            assert!(
                Context::ALL.iter().any(|context| keymap.key(*context, *action).is_some()),
                "{action:?} has no key"
            );
        }
    }

    #[test]
    fn letters_are_text_where_one_types() {
        let keymap = stock();
        assert_eq!(keymap.action(Context::Field, "?".parse().unwrap()), None);
        assert_eq!(keymap.action(Context::Field, "enter".parse().unwrap()), Some(Action::Open));
    }

    #[test]
    fn overrides_replace_an_action_everywhere_or_on_one_screen() {
        let (keymap, errors) = Keymap::new(&overrides("\"lesson.down\" = [\"n\"]\nnext-match = [\"ctrl-n\"]\n"));
        assert_eq!(errors, []);
        assert_eq!(keymap.action(Context::Lesson, "n".parse().unwrap()), Some(Action::Down));
        assert_eq!(keymap.action(Context::Lesson, "j".parse().unwrap()), None);
        assert_eq!(keymap.action(Context::Home, "j".parse().unwrap()), Some(Action::Down));
        let (keymap, errors) = Keymap::new(&overrides("down = [\"E\"]"));
        assert_eq!(errors, []);
        for context in [Context::Home, Context::Lesson, Context::List] {
            assert_eq!(keymap.action(context, "E".parse().unwrap()), Some(Action::Down), "{context:?}");
        }
        assert_eq!(keymap.key(Context::Field, Action::Down), Some("down".parse().unwrap()), "the stock key stays");
    }

    #[test]
    fn faults_are_named_and_the_rest_works() {
        let contexts = Context::ALL.map(Context::name).join(", ");
        let no_context = format!("keys: `lessn` is no context; there are everywhere, {contexts}");
        let cases = [
            ("\"lesson.down\" = [\"k\"]", "keys: on lesson, `k` is both up and down"),
            ("\"lessn.down\" = [\"k\"]", no_context.as_str()),
            ("dwn = [\"k\"]", "keys: `dwn` is no action; `seaworthy doctor` lists them"),
            (
                "\"field.open\" = [\"o\"]",
                "keys: field.open: `o` would be typed there; take a key with ctrl- or one that types nothing",
            ),
        ];
        for (source, message) in cases {
            let (keymap, errors) = Keymap::new(&overrides(source));
            assert!(errors.iter().any(|error| error.to_string() == message), "{source}: {errors:?}");
            assert!(keymap.key(Context::Lesson, Action::Back).is_some());
        }
        let (_, errors) = Keymap::new(&overrides("up = [\"F1\"]"));
        assert!(errors[0].to_string().starts_with("keys: up: `F1` is no key; write a character"), "{errors:?}");
    }
}
