//! Joins neighbouring code blocks into exhibits: before and after of one thing, the same step for several installers.

use crate::course::block::{Block, BlockKind, Code, Exhibit, FenceRole, Variant};

/// Replaces each run of neighbouring code blocks that have a role or a tab by one exhibit. A block that stands alone stays a
/// plain code block.
pub fn group(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut run: Vec<Block> = Vec::new();
    for block in blocks {
        let joins =
            matches!(&block.kind, BlockKind::Code(code) if code.attrs.role.is_some() || code.attrs.tab.is_some());
        if !joins {
            close(&mut run, &mut out);
            out.push(block);
            continue;
        }
        if let BlockKind::Code(code) = &block.kind
            && run.iter().any(|other| matches!(&other.kind, BlockKind::Code(other) if same_place(other, code)))
        {
            close(&mut run, &mut out);
        }
        run.push(block);
    }
    close(&mut run, &mut out);
    out
}

/// Returns whether two blocks would take the same place in an exhibit, so that a new one begins.
fn same_place(a: &Code, b: &Code) -> bool {
    a.attrs.tab == b.attrs.tab && (a.attrs.role == b.attrs.role || a.attrs.role.is_none() || b.attrs.role.is_none())
}

fn close(run: &mut Vec<Block>, out: &mut Vec<Block>) {
    if run.len() < 2 {
        out.append(run);
        return;
    }
    let mut exhibit = Exhibit::default();
    let mut span = run[0].span;
    for block in run.drain(..) {
        span.end = block.span.end;
        let BlockKind::Code(code) = block.kind else { continue };
        let at = exhibit.variants.iter().position(|variant| variant.tab == code.attrs.tab).unwrap_or_else(|| {
            exhibit.variants.push(Variant { tab: code.attrs.tab.clone(), ..Variant::default() });
            exhibit.variants.len() - 1
        });
        let variant = &mut exhibit.variants[at];
        let place = match code.attrs.role {
            Some(FenceRole::Before) => &mut variant.before,
            Some(FenceRole::After) => &mut variant.after,
            None => &mut variant.plain,
        };
        *place = Some(*code);
    }
    out.push(Block { span, kind: BlockKind::Exhibit(Box::new(exhibit)) });
}
