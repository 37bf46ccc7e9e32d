//! Which fences belong together: a `before` with the next `after` of the same tab, tabs with their neighbours. What their code
//! proves is for the engine to say.

use super::findings::Findings;
use super::place::in_info;
use super::site::{Part, Passage, Site};
use crate::course::block::walk_code;
use crate::course::{Block, BlockKind, Code, FenceRole};

/// Languages that rules look at: Dockerfiles, their ignore files, Compose and CI files.
const JUDGED: [&str; 3] = ["dockerfile", "ignore", "yaml"];

/// Judges the roles and tabs of fences.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for passage in site.passages().iter().filter(|passage| passage.part != Part::Question) {
        pairs(passage, found);
        lone_tabs(passage, passage.blocks, found);
    }
}

fn pairs(passage: &Passage<'_>, found: &mut Findings) {
    let mut codes: Vec<&Code> = Vec::new();
    walk_code(passage.blocks, &mut |code| codes.push(code));
    // An exhibit holds its codes by tab, not in the order of the page.
    codes.sort_by_key(|code| code.info.start);
    let mut open: Vec<&Code> = Vec::new();
    for code in codes {
        let same_tab = |other: &&Code| other.attrs.tab == code.attrs.tab;
        match code.attrs.role {
            Some(FenceRole::Before) => {
                if code.attrs.rules.is_empty() && JUDGED.contains(&code.lang.as_str()) {
                    let help = "name the rule that fires here with `rule=…`, if one does: it will be proven";
                    let span = in_info(&passage.file.text, code, "before");
                    found.add("before-unproven", passage.file, span, "this `before` names no rule", help);
                }
                open.push(code);
            }
            Some(FenceRole::After) => match open.iter().rposition(same_tab) {
                Some(at) => {
                    open.remove(at);
                }
                None => {
                    let help = "write the faulty version above it as `before`, with the same tab, or drop `after`";
                    let span = in_info(&passage.file.text, code, "after");
                    found.add("after-alone", passage.file, span, "there is no `before` that this `after` mends", help);
                }
            },
            None if !code.attrs.rules.is_empty() => {
                let help = "say `before` (the rule fires here) or `after` (it is silent); `allow=` accepts a finding";
                let span = in_info(&passage.file.text, code, "rule");
                found.add("rule-without-role", passage.file, span, "`rule` means nothing without a role", help);
            }
            None => {}
        }
    }
    for code in open {
        let span = in_info(&passage.file.text, code, "before");
        let help = "show the mended version as `after`, with the same tab, if there is one";
        found.add("before-alone", passage.file, span, "no `after` mends this `before`", help);
    }
}

/// A tab without a neighbour of another name cannot be switched to anything.
fn lone_tabs(passage: &Passage<'_>, blocks: &[Block], found: &mut Findings) {
    for block in blocks {
        let lone = match &block.kind {
            BlockKind::Code(code) => code.attrs.tab.as_ref().map(|tab| (code.as_ref(), tab)),
            BlockKind::Exhibit(exhibit) => match exhibit.variants.as_slice() {
                [variant] => variant.codes().next().zip(variant.tab.as_ref()),
                _ => None,
            },
            BlockKind::List { items, .. } => {
                items.iter().for_each(|item| lone_tabs(passage, &item.body, found));
                None
            }
            BlockKind::Quote(body) | BlockKind::Alert { body, .. } | BlockKind::Footnote { body, .. } => {
                lone_tabs(passage, body, found);
                None
            }
            _ => None,
        };
        if let Some((code, tab)) = lone {
            let span = in_info(&passage.file.text, code, tab);
            let help = "put the other installer's version right below it, or drop `tab`";
            found.add("tab-alone", passage.file, span, format!("the tab `{tab}` has no neighbour"), help);
        }
    }
}
