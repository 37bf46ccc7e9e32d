//! YAML: lines, and block scalars, which only indentation ends.

use super::Frame;
use crate::ui::highlight::LineSpans;
use crate::ui::highlight::language::Language;
use crate::ui::highlight::lexer::{Grammars, Lexer, push};
use crate::ui::highlight::role::SyntaxRole;

/// Keys whose text is shell: steps and jobs of continuous integration, services of Compose.
const SHELL_KEYS: [&str; 7] = ["run", "script", "before_script", "after_script", "command", "entrypoint", "shell"];

/// YAML at work on its lines.
pub(in crate::ui::highlight) struct Scalars<'g> {
    grammars: &'g Grammars,
    lexer: Lexer<'g>,
    depth: u8,
    scalar: Option<Scalar<'g>>,
}

/// A block scalar.
struct Scalar<'g> {
    /// Column of what it belongs to: its lines stand further right.
    column: usize,
    /// What reads its lines; without, they are a string.
    body: Option<Frame<'g>>,
}

impl<'g> Scalars<'g> {
    /// Returns YAML at its first line.
    pub fn new(grammars: &'g Grammars, depth: u8) -> Option<Self> {
        Some(Self { grammars, lexer: Lexer::new(grammars, Language::Yaml)?, depth, scalar: None })
    }

    /// Appends the spans of the next line, or of its part from byte `offset` on, which is `text`.
    pub fn line(&mut self, text: &str, offset: usize, out: &mut LineSpans) {
        let content = text.trim_ascii();
        let indent = text.len() - text.trim_ascii_start().len();
        if let Some(scalar) = self.scalar.as_mut().filter(|scalar| content.is_empty() || indent > scalar.column) {
            match &mut scalar.body {
                Some(frame) => frame.line(text, offset, out),
                None => push(out, offset + indent..offset + indent + content.len(), SyntaxRole::String),
            }
            return;
        }
        self.scalar = None;
        self.lexer.line(text, offset, false, out);
        if opens_scalar(content) {
            self.open(content, indent);
        }
    }

    fn open(&mut self, content: &str, indent: usize) {
        let node = content.trim_start_matches(['-', ' ']);
        let key = node.split_once(':').map(|(key, _)| key);
        // `- |` belongs to its list item, `- run: |` to the mapping that begins behind the hyphen.
        let column = if key.is_some() { indent + content.len() - node.len() } else { indent };
        let shell = key.is_some_and(|key| SHELL_KEYS.contains(&key));
        let body = shell.then(|| Frame::nested(self.grammars, Language::Shell, self.depth + 1)).flatten();
        self.scalar = Some(Scalar { column, body });
    }
}

/// Whether a line ends in the sign of a block scalar: `|`, `>-`, `|2`.
fn opens_scalar(content: &str) -> bool {
    let Some(last) = content.rsplit([' ', '\t']).next() else { return false };
    last.starts_with(['|', '>'])
        && last.len() < content.len()
        && last.len() <= 3
        && last[1..].chars().all(|c| matches!(c, '+' | '-' | '1'..='9'))
}
