//! RUN: its mounts, and scripts that stand in a heredoc.

use crate::diagnostic::Span;
use crate::dockerfile::{Mount, MountType, Run};
use crate::why::seen::Seen;

/// Tells why a RUN has mounts or a heredoc.
pub(super) fn see(seen: &mut Seen<'_>, run: &Run) {
    for mount in &run.mounts {
        match mount.kind {
            Some(MountType::Cache) => cache(seen, mount),
            Some(MountType::Secret) => secret(seen, mount),
            Some(MountType::Ssh) => {
                let purpose =
                    "Lends this step the agent that `docker build --ssh` hands over, to reach private repositories.";
                let without = "A private key would have to be in the image while building, and stay in a layer.";
                seen.tell(mount.span, "security/ssh-mounts", purpose, without);
            }
            Some(MountType::Bind) => {
                let purpose = format!("Shows {} to this step without copying it into a layer.", path(mount));
                let without = "A COPY would store it in the image although only this step reads it.";
                seen.tell(mount.span, "fast/bind-mount-inputs", purpose, without);
            }
            Some(MountType::Tmpfs) => {
                let purpose = format!("Gives this step {} in memory; nothing of it is kept.", path(mount));
                seen.tell(
                    mount.span,
                    "small/clean-in-same-layer",
                    purpose,
                    "What is written there would become a part of the layer.",
                );
            }
            None => {}
        }
    }
    if !seen.instruction().heredocs.is_empty() {
        let purpose = "Gives several lines to one shell, so that they become one layer and read like a script.";
        let without = "The commands would have to be joined by `&&`; in a heredoc a failing line is passed over unless `set -e` stands above it.";
        let span = seen.head();
        seen.tell(Span::new(seen.instruction().name.span().start, span.end), "works/fail-fast-run", purpose, without);
    }
}

fn path(mount: &Mount) -> String {
    let named = mount.source.as_ref().or(mount.target.as_ref());
    named.map_or_else(|| "the build context".to_owned(), |path| format!("`{}`", path.as_str()))
}

fn cache(seen: &mut Seen<'_>, mount: &Mount) {
    let target = mount.target.as_deref().unwrap_or_default();
    let (practice, what) = if target.contains("/apt") || target.contains("/dnf") {
        ("fast/apt-cache-mount", "The packages that were downloaded")
    } else {
        ("fast/pip-cache-mount", "What was downloaded")
    };
    let purpose = format!(
        "Keeps `{target}` on the build machine between builds, outside of the image. {what} once is there when this step runs again."
    );
    let without = "After each change of the inputs everything would be downloaded again; kept in the layer instead, it would only make the image larger.";
    seen.tell(mount.span, practice, purpose, without);
}

fn secret(seen: &mut Seen<'_>, mount: &Mount) {
    let id = mount.id.as_deref().or(mount.target.as_deref()).unwrap_or("a secret");
    let place = match (&mount.env, &mount.target) {
        (Some(name), _) => format!("as the variable `{}`", name.as_str()),
        (None, Some(target)) => format!("as the file `{}`", target.as_str()),
        (None, None) => format!("as the file `/run/secrets/{id}`"),
    };
    let purpose = format!("Hands `{id}` to this step only, {place}, without leaving it in a layer or in the history.");
    let without = "It would have to come in by ARG, ENV or COPY, where everybody who has the image can read it.";
    seen.tell(mount.span, "security/secret-mounts", purpose, without);
}
