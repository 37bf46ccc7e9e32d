//! `copy-no-chown`: a user changes the mode or owner of a file that COPY gave to root.

use std::collections::HashMap;

use crate::diagnostic::Severity;
use crate::lint::facts::state::join;
use crate::lint::facts::{Brings, Copying};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-no-chown",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "small/ownership-on-copy",
    aliases: &[],
    what: "Behind a `USER` other than root a `COPY` without `--chown` brings a file, and a `RUN` of that user calls `chmod` or `chown` on it.",
    why: "`COPY` gives files to root whoever `USER` names. Nobody but the owner may change the mode, so the step ends with \"Operation not permitted\".",
    example: Example::dockerfile("USER 10001:10001\nCOPY start.sh /app/start.sh\nRUN chmod +x /app/start.sh\n"),
    tokens: &["start.sh"],
    instead: Example::dockerfile("COPY --chmod=755 start.sh /app/start.sh\nUSER 10001:10001\n"),
    sources: &[("Docker: COPY", "https://docs.docker.com/reference/dockerfile/#copy")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let changes = changes(facts);
    if changes.is_empty() {
        return;
    }
    for copy in facts.copies.iter().filter(|copy| copy.arguments.chown.is_none() && is_unprivileged(facts, copy.at)) {
        for source in copy.sources.iter().filter(|source| matches!(source.brings, Brings::Other | Brings::Manifest)) {
            let Some(path) = landing(copy, &source.path) else { continue };
            if is_changed(facts, &changes, copy.at, path) {
                let message = "this belongs to root, so the user cannot change its mode or owner below";
                report
                    .at(source.written.span(), message)
                    .fix("write `COPY --chmod=…` or `COPY --chown=…` and drop the step");
            }
        }
    }
}

fn is_unprivileged(facts: &Facts<'_>, at: usize) -> bool {
    facts.user(at).is_some_and(|user| !matches!(user.split(':').next(), None | Some("" | "root" | "0")))
}

/// Where a single file lands: below a folder that ends in `/` or is `.`, else at the path itself.
fn landing(copy: &Copying<'_>, source: &str) -> Option<String> {
    let (written, path) = (copy.arguments.destination.as_ref()?, copy.destination.as_deref()?);
    let name = source.rsplit('/').next()?;
    let folder = written.ends_with('/') || matches!(written.as_str(), "." | "..");
    let plain = !source.contains(['*', '?', '[']) && name.contains('.');
    plain.then(|| if folder { format!("{}/{name}", path.trim_end_matches('/')) } else { path.to_owned() })
}

/// A step that changes something: the RUN, and whether a user without rights does it.
type Change = (usize, bool);

/// Returns who changes what, in order: by stage and path.
fn changes(facts: &Facts<'_>) -> HashMap<(Option<usize>, String), Vec<Change>> {
    let mut found: HashMap<_, Vec<Change>> = HashMap::new();
    for run in facts.runs_of(&["chmod", "chown"]) {
        let cd = run.commands().any(|command| command.program() == Some("cd"));
        let unprivileged = is_unprivileged(facts, run.at);
        for (_, command) in run.script.runs(&["chmod", "chown"]) {
            let change = (run.at, unprivileged && command.wrappers().next().is_none());
            for word in command.args().iter().filter(|word| word.text.starts_with('/') || !cd) {
                if let Some(path) = join(facts.workdir(run.at).map(str::to_owned), &word.text) {
                    found.entry((run.instruction.stage, path)).or_default().push(change);
                }
            }
        }
    }
    found
}

/// A step of the same stage and a user without rights changes it, and nobody else did before.
fn is_changed(
    facts: &Facts<'_>,
    changes: &HashMap<(Option<usize>, String), Vec<Change>>,
    copied: usize,
    path: String,
) -> bool {
    let stage = facts.instruction(copied).and_then(|instruction| instruction.stage);
    let Some(list) = changes.get(&(stage, path)) else { return false };
    list.get(list.partition_point(|(at, _)| *at <= copied)).is_some_and(|(_, unprivileged)| *unprivileged)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("COPY a.sh /a.sh\nRUN chmod +x /a.sh\n", &[][..]),
            ("USER app\nCOPY --chown=app a.sh /a.sh\nRUN chmod +x /a.sh\n", &[]),
            ("USER app\nCOPY a.sh /a.sh\nUSER root\nRUN chmod +x /a.sh\nUSER app\n", &[]),
            ("USER app\nCOPY a.sh /a.sh\nRUN sudo chmod +x /a.sh\n", &[]),
            ("USER app\nCOPY a.sh /a.sh\nRUN chmod +x /b.sh\n", &[]),
            ("USER 0\nCOPY a.sh /a.sh\nRUN chmod +x /a.sh\n", &[]),
            ("USER $U\nCOPY a.sh /a.sh\nRUN chmod +x /a.sh\n", &[]),
            ("WORKDIR /app\nUSER app\nCOPY x/a.sh ./\nRUN x && chmod +x a.sh\n", &["x/a.sh"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("copy-no-chown", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
