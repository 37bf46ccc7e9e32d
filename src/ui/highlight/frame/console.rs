//! Console text: what stands behind a prompt is shell, the rest is what it printed.

use super::commands::Commands;
use crate::ui::highlight::LineSpans;
use crate::ui::highlight::lexer::push;
use crate::ui::highlight::role::SyntaxRole;

/// A session at a shell.
pub(in crate::ui::highlight) struct Console<'g> {
    commands: Commands<'g>,
    /// Whether the line before was a command, so that `> ` may continue it.
    in_command: bool,
}

impl<'g> Console<'g> {
    /// Returns a session at its first line.
    pub fn new(commands: Commands<'g>) -> Self {
        Self { commands, in_command: false }
    }

    /// Appends the spans of the next line.
    pub fn line(&mut self, text: &str, out: &mut LineSpans) {
        let prompted = text.starts_with("$ ") || text.starts_with("# ");
        let continues = self.in_command && text.starts_with("> ");
        self.in_command =
            prompted || continues || self.in_command && (self.commands.is_continued() || self.commands.in_document());
        if prompted {
            self.commands.reset();
        }
        if prompted || continues {
            push(out, 0..1, SyntaxRole::Prompt);
            self.commands.line(&text[2..], 2, out);
        } else if self.in_command {
            self.commands.line(text, 0, out);
        } else {
            push(out, 0..text.len(), SyntaxRole::Output);
        }
    }
}
