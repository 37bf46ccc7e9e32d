//! COPY, ADD, WORKDIR, VOLUME, LABEL: what comes into the image, and where to.

use crate::dockerfile::{Logical, Pairs, SourcesAndDest};
use crate::lint::facts::{Brings, CopiedFrom};
use crate::why::seen::Seen;

/// Tells why a COPY is there.
pub(super) fn copy(seen: &mut Seen<'_>, copy: &SourcesAndDest) {
    let Some(copying) = seen.facts.copy_at(seen.at) else { return };
    let head = seen.head();
    let names = || copying.sources.iter().map(|source| format!("`{}`", source.path)).collect::<Vec<_>>().join(", ");
    let installs_later = seen.facts.installs.iter().any(|install| {
        let same = seen.file().instructions.get(install.at).map(|one| one.stage) == Some(seen.instruction().stage);
        same && install.at > seen.at && install.tool.is_python()
    });
    match copying.from {
        CopiedFrom::Stage(stage) => from_stage(seen, stage, &names()),
        CopiedFrom::Elsewhere => from_image(seen, copy, &names()),
        CopiedFrom::Context if copying.everything().is_some() => {
            let purpose = "Copies all of the build context that the .dockerignore lets through.";
            let (practice, without) = if installs_later {
                (
                    "fast/deps-before-code",
                    "Nothing of the project would be there for the install below. But any changed file misses the cache here, and the install runs again.",
                )
            } else {
                (
                    "works/dockerignore",
                    "The application would not be in the image. What the .dockerignore forgets to leave out is in it, too.",
                )
            };
            seen.tell(head, practice, purpose, without);
        }
        CopiedFrom::Context if copy.sources.is_empty() => {}
        CopiedFrom::Context if copying.sources.is_empty() => {
            let without = "The file would have to lie in the repository and be copied from there.";
            seen.tell(head, "fast/narrow-copies", "Writes a file whose text stands right here.", without);
        }
        CopiedFrom::Context
            if copying.sources.iter().all(|source| source.brings == Brings::Manifest) && installs_later =>
        {
            let purpose = format!("Brings what the install below needs and nothing else: {}.", names());
            let without = "The install would have to wait for all of the code, and run again after every edit.";
            seen.tell(head, "fast/deps-before-code", purpose, without);
        }
        CopiedFrom::Context => {
            let purpose = format!("Copies {} by name; nothing else of the folder comes along.", names());
            let without = "The image would lack it. Copied by name, an edit elsewhere leaves the cache alone.";
            seen.tell(head, "fast/narrow-copies", purpose, without);
        }
    }
    flags(seen, copy);
}

fn from_stage(seen: &mut Seen<'_>, stage: usize, names: &str) {
    let name =
        seen.file().stages.list.get(stage).and_then(|stage| stage.name.clone()).unwrap_or_else(|| stage.to_string());
    let head = seen.head();
    if names.contains("venv") || names.contains("site-packages") {
        let purpose = format!(
            "Takes the installed packages, {names}, out of the stage `{name}` and leaves everything that was needed to install them behind."
        );
        let without = "Compilers, caches and the installer would be a part of the image.";
        return seen.tell(head, "small/copy-the-venv", purpose, without);
    }
    let purpose = format!("Takes {names} out of the stage `{name}`; nothing else of that stage reaches the image.");
    let without = "It would have to be built here, together with everything that building needs.";
    seen.tell(head, "small/multi-stage", purpose, without);
}

fn from_image(seen: &mut Seen<'_>, copy: &SourcesAndDest, names: &str) {
    let Some(image) = &copy.from else { return };
    let practice = if image.text.contains("/uv") { "installers/uv-pinned-binary" } else { "repro/pin-tooling" };
    let purpose = format!(
        "Takes {names} out of the image `{}`: one finished program, in the version of that tag.",
        image.text.as_str()
    );
    seen.tell(seen.head(), practice, purpose, "It would have to be downloaded or installed, with whatever that needs.");
}

fn flags(seen: &mut Seen<'_>, copy: &SourcesAndDest) {
    if let Some(owner) = &copy.chown {
        let purpose = format!("Gives the files to `{}` while they are copied.", owner.as_str());
        let without = "They would belong to root. A `chown` in a later RUN would store all of them once more.";
        seen.tell(owner.span(), "small/ownership-on-copy", purpose, without);
    }
    if let Some(mode) = &copy.chmod {
        let purpose = format!("Sets the files' mode to `{}` while they are copied.", mode.as_str());
        seen.tell(
            mode.span(),
            "small/ownership-on-copy",
            purpose,
            "A `chmod` in a later RUN would store all of them once more.",
        );
    }
    if let Some(flag) = seen.instruction().flags.iter().find(|flag| copy.link && flag.name.as_str() == "link") {
        let purpose = "Makes a layer that does not depend on the ones below, so that a new base does not copy again.";
        seen.tell(flag.span, "fast/copy-link", purpose, "A new base image would miss the cache here and below.");
    }
    for pattern in &copy.excludes {
        let purpose = format!("Leaves `{}` out of this copy.", pattern.as_str());
        seen.tell(
            pattern.span(),
            "fast/narrow-copies",
            purpose,
            "It would be in the image, and a change to it would miss the cache.",
        );
    }
}

/// Tells why an ADD is there.
pub(super) fn add(seen: &mut Seen<'_>, add: &SourcesAndDest) {
    let Some(copying) = seen.facts.copy_at(seen.at) else { return };
    let address = copying.sources.iter().find(|source| source.brings == Brings::Address);
    let head = seen.head();
    match address {
        Some(source) if source.path.contains(".git") => {
            let purpose = format!("Fetches the repository `{}` without git in the image.", source.path);
            seen.tell(head, "fast/git-directory", purpose, "git and its history would be needed in a RUN.");
        }
        Some(source) => {
            let purpose = format!("Downloads `{}` while building.", source.path);
            seen.tell(
                head,
                "security/verify-downloads",
                purpose,
                "The file would have to be fetched in a RUN, with a program that the base may not have.",
            );
        }
        None => {
            let purpose = "Copies local files, and unpacks an archive if one is among them.";
            let without = "`COPY` does the same without the surprise, and refuses an address.";
            seen.tell(head, "works/copy-over-add", purpose, without);
        }
    }
    if let Some(checksum) = &add.checksum {
        let purpose = "Makes the build stop when the download is not the one that was checked.";
        seen.tell(
            checksum.span(),
            "security/verify-downloads",
            purpose,
            "A file that somebody changed on the server would go into the image unseen.",
        );
    }
    flags(seen, add);
}

/// Tells why a WORKDIR is there.
pub(super) fn workdir(seen: &mut Seen<'_>, path: &Logical) {
    let path = path.trim_matches(['"', '\'']);
    let purpose = match (path.starts_with('/'), seen.facts.workdir_set(seen.at)) {
        (false, Some(whole)) => {
            format!("Goes on to `{whole}`, seen from the WORKDIR above, for every line below and for the container.")
        }
        (false, None) => format!("Goes to `{path}` below wherever the base image left off."),
        (true, _) => format!("Makes `{path}` the folder of every line below and of the container, and creates it."),
    };
    let without = "Relative paths would mean the base's folder, mostly `/`, where files of the application lie among those of the system.";
    seen.tell(seen.head(), "works/absolute-workdir", purpose, without);
}

/// Tells why a VOLUME is there.
pub(super) fn volume(seen: &mut Seen<'_>) {
    let purpose =
        "Gives each container a volume of its own at this path. What later instructions write there may be lost.";
    let without =
        "Data would lie in the container's layer, unless whoever starts it names a volume: which they should anyway.";
    seen.tell(seen.head(), "ops/stateless-storage", purpose, without);
}

/// Tells why labels are there.
pub(super) fn label(seen: &mut Seen<'_>, labels: &Pairs) {
    for pair in &labels.pairs {
        let end = pair.value.as_ref().map_or(pair.key.span().end, |value| value.span().end);
        let span = crate::diagnostic::Span::new(pair.key.span().start, end);
        let is_standard = pair.key.starts_with("org.opencontainers.image.");
        let purpose = if is_standard {
            "Says in the common form where the image comes from; registries and scanners read it."
        } else {
            "Attaches a name and a value to the image, for tools that look for it."
        };
        seen.tell(
            span,
            "ci/labels-at-build",
            purpose,
            "Whoever finds the image could not tell what it was built from.",
        );
    }
}
