//! Blocks as linear text: no frames, no columns, nothing that a screen reader stumbles over; every block says what it is. The twin of
//! `page` for `--plain` and pipes.

use crate::course::LinkTarget;
use crate::course::block::{Block, BlockKind, Code, Exhibit, FenceRole, Inlines, ListItem, Table, Variant};
use crate::ui::wrap;

/// Writes blocks, wrapped at `width` columns; 0 wraps nothing.
pub fn write(blocks: &[Block], width: usize, out: &mut String) {
    Plain { width, out, indent: 0 }.blocks(blocks);
}

/// Returns running text, its links named.
pub fn inline(inlines: &Inlines) -> String {
    let mut out = String::new();
    for run in &inlines.runs {
        let text = &inlines.text[run.start as usize..run.end as usize];
        out.push_str(text);
        let link = run.link.and_then(|link| inlines.links.get(usize::from(link)));
        if inlines.runs.iter().rfind(|other| other.link == run.link) != Some(run) {
            continue;
        }
        match link.map(|link| &link.target) {
            Some(LinkTarget::Lesson { id, .. }) => out.push_str(&format!(" ({id})")),
            // An address that stands for itself is not said twice.
            Some(LinkTarget::Web(address)) if !address.ends_with(text) => out.push_str(&format!(" ({address})")),
            _ => {}
        }
    }
    out
}

struct Plain<'o> {
    width: usize,
    out: &'o mut String,
    indent: usize,
}

impl Plain<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            self.block(block);
        }
    }

    /// Writes a paragraph: `first` before its first line, the rest beneath it.
    fn text(&mut self, first: &str, text: &str) {
        let hang = self.indent + first.len();
        let columns = if self.width == 0 { usize::MAX / 4 } else { self.width.saturating_sub(hang).max(20) };
        let mut lead = " ".repeat(self.indent) + first;
        let mut lines = Vec::new();
        wrap::wrap(text, columns, |from, to| lines.push((from, to)));
        for (from, to) in lines {
            self.out.push_str(&lead);
            self.out.push_str(&text[from..to]);
            self.out.truncate(self.out.trim_end_matches(' ').len());
            self.out.push('\n');
            lead = " ".repeat(hang);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Heading { level, text, .. } => {
                let marks = "#".repeat(usize::from(*level)) + " ";
                self.text(&marks, &text.text);
            }
            BlockKind::Paragraph(text) => self.text("", &inline(text)),
            BlockKind::Code(code) => self.code(code),
            BlockKind::Exhibit(exhibit) => self.exhibit(exhibit),
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(body) => {
                self.text("", "Quote:");
                self.inside(2, body);
            }
            BlockKind::Alert { kind, body } => {
                self.text("", &format!("{}:", kind.word()));
                self.inside(2, body);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => self.text("", "* * *"),
            BlockKind::Footnote { label, body } => {
                self.text("", &format!("Footnote {label}:"));
                self.inside(2, body);
            }
            BlockKind::Html(html) => self.text("", html.trim_end()),
        }
    }

    fn inside(&mut self, by: usize, blocks: &[Block]) {
        self.indent += by;
        self.blocks(blocks);
        self.indent -= by;
    }

    fn exhibit(&mut self, exhibit: &Exhibit) {
        for (at, code) in exhibit.variants.iter().flat_map(Variant::codes).enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            self.code(code);
        }
    }

    fn code(&mut self, code: &Code) {
        let mut words: Vec<&str> = Vec::new();
        words.extend(
            code.attrs.title.as_deref().or(code.attrs.file.as_deref()).or(Some(&code.lang)).filter(|w| !w.is_empty()),
        );
        words.extend(code.attrs.tab.as_deref());
        words.extend(code.attrs.role.map(|role| if role == FenceRole::Before { "before" } else { "after" }));
        let name = if words.is_empty() { "Code:".to_owned() } else { format!("Code, {}:", words.join(", ")) };
        self.text("", &name);
        for line in code.text.lines() {
            self.out.push_str(format!("{:indent$}    {line}", "", indent = self.indent).trim_end());
            self.out.push('\n');
        }
        self.text("", "End of code.");
    }

    fn list(&mut self, start: Option<u64>, items: &[ListItem]) {
        for (number, item) in items.iter().enumerate() {
            let mark = match (start, item.task) {
                (_, Some(true)) => "- [x] ".to_owned(),
                (_, Some(false)) => "- [ ] ".to_owned(),
                (Some(first), None) => format!("{}. ", first.saturating_add(number as u64)),
                (None, None) => "- ".to_owned(),
            };
            let mut rest = item.body.as_slice();
            match rest.first().map(|block| &block.kind) {
                Some(BlockKind::Paragraph(text)) => {
                    self.text(&mark, &inline(text));
                    rest = &rest[1..];
                }
                _ => self.text(mark.trim_end(), ""),
            }
            if !rest.is_empty() {
                self.inside(mark.len(), rest);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        for row in &table.rows {
            let cells: Vec<String> = table
                .head
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.is_empty())
                .map(
                    |(head, cell)| {
                        if head.is_empty() { inline(cell) } else { format!("{}: {}", head.text, inline(cell)) }
                    },
                )
                .collect();
            self.text("- ", &cells.join("; "));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::content::markdown;

    #[test]
    fn every_block_says_what_it_is() {
        let source = "## Head\n\nA [link](works/dockerignore) here, [one *out*](https://x.example/a), <https://x.example>.\n\n- one\n- two\n\n> [!TIP]\n> Do it.\n\n|a|b|\n|-|-|\n|1|2|\n\n\
                      ```dockerfile before\nFROM x\n```\n\n```dockerfile after\nFROM y\n```\n";
        let mut out = String::new();
        super::write(&markdown::parse(source, 0), 60, &mut out);
        let expected = "\
## Head

A link (works/dockerignore) here, one out
(https://x.example/a), https://x.example.

- one
- two

Tip:
  Do it.

- a: 1; b: 2

Code, dockerfile, before:
    FROM x
End of code.

Code, dockerfile, after:
    FROM y
End of code.
";
        assert_eq!(out, expected);
    }
}
