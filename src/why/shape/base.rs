//! FROM: the base by name, tag and digest, the stage's name, the platform.

use crate::diagnostic::Span;
use crate::dockerfile::{Base, From, ImageRef};
use crate::lint::facts::{Image, Variant};
use crate::why::seen::Seen;

/// Tells why a FROM is as it is.
pub(super) fn see(seen: &mut Seen<'_>, from: &From) {
    let Some(base) = &from.base else { return };
    let Some(stage) = seen.instruction().stage.and_then(|at| seen.file().stages.list.get(at)) else { return };
    let words = Span::new(seen.instruction().span.start, base.text.span().end);
    if let Some(platform) = &from.platform {
        let purpose = "Chooses for which platform this stage runs, whatever the image is built for.";
        let without = "The stage would run for the target's platform, on another machine by slow emulation.";
        seen.tell(platform.span(), "apps/apple-silicon", purpose, without);
    }
    match &stage.base {
        Base::Stage(parent) => {
            let name = seen.file().stages.list.get(*parent).and_then(|stage| stage.name.clone()).unwrap_or_default();
            let purpose = format!(
                "Begins a stage with what the stage `{name}` has at its end: its files, variables, user and folder."
            );
            let without = format!("What `{name}` does would have to be repeated here, and be built twice.");
            seen.tell(words, "fast/parallel-stages", purpose, without);
        }
        Base::Scratch => {
            let purpose = "Begins with nothing: no shell, no library, no user.";
            let without = "The image would contain a system that a static program does not need.";
            seen.tell(words, "security/distroless-on-purpose", purpose, without);
        }
        Base::Image(image) => external(seen, words, image),
        Base::Unknown => {
            let purpose = "Begins a stage on an image that a variable names.";
            let without = "The build needs `--build-arg` for it, or an ARG with a default above.";
            seen.tell(words, "works/explicit-base-tag", purpose, without);
        }
    }
    digest(seen, base);
    name(seen, from, stage.index);
}

fn external(seen: &mut Seen<'_>, words: Span, reference: &ImageRef) {
    let image = Image::new(reference);
    let repository = image.repository();
    let (practice, purpose, without) = match image.python() {
        Some(tag) => {
            let system = match tag.variant {
                Variant::Full => "Debian with compilers and headers, about 400 MB to download",
                Variant::Slim => "a small Debian, without compilers",
                Variant::Alpine => "Alpine, whose C library is musl",
                Variant::Windows => "Windows",
            };
            let practice = match tag.variant {
                Variant::Alpine => "works/not-alpine-by-default",
                _ if tag.series().is_none() => "works/explicit-base-tag",
                _ => "works/official-slim-base",
            };
            let version = match (tag.major, tag.minor) {
                (Some(major), Some(minor)) => format!("Python {major}.{minor}"),
                (Some(major), None) => format!("the newest Python {major}"),
                _ => "whatever Python is newest".to_owned(),
            };
            let (moves, without) = match (tag.series(), tag.distro) {
                (Some(_), Some(_)) => (
                    "",
                    "A shorter tag moves to another Python or another Debian by itself, and an unrelated build breaks on that day.",
                ),
                (Some(_), None) => {
                    (" The tag names no release of the system, so it moves to the next one by itself.", "")
                }
                _ => (" The tag moves to another Python by itself; one with a version and a Debian release stays.", ""),
            };
            (practice, format!("Begins with the official image: {version} on {system}.{moves}"), without)
        }
        None => other(&repository),
    };
    seen.tell(words, practice, purpose, without);
}

/// Images that are not Docker's Python, by the beginning of `registry/repository`.
#[rustfmt::skip]
const OTHERS: &[(&str, &str, &str, &str)] = &[
    ("alpine", "works/not-alpine-by-default", "Begins with Alpine: 5 MB, musl for a C library, no Python.", "Wheels built for glibc do not fit, and a Python has to be installed."),
    ("condaforge/", "conda/micromamba-image", "Begins with an image that has conda and the conda-forge channel.", "conda would have to be installed first."),
    ("continuumio/", "conda/micromamba-image", "Begins with Anaconda's image, which has conda.", "conda would have to be installed first."),
    ("debian", "works/official-slim-base", "Begins with Debian; Python has to be installed from its packages.", "It would be another system. The official Python image has the Python you choose."),
    ("gcr.io/distroless/", "security/distroless-on-purpose", "Begins with an image that has an interpreter or libraries, and neither shell nor package manager.", "Whoever breaks in would find a shell."),
    ("ghcr.io/astral-sh/uv", "installers/uv-pinned-binary", "Begins with an image that has uv.", "uv would have to be copied or installed."),
    ("mambaorg/micromamba", "conda/micromamba-image", "Begins with an image that has micromamba and its own conventions for users and activation.", "micromamba would have to be installed first."),
    ("registry.access.redhat.com/ubi", "apps/ubi-and-rhel", "Begins with Red Hat's Universal Base Image.", "Packages and support of that family would be missing."),
    ("ubuntu", "works/externally-managed", "Begins with Ubuntu; Python comes from its packages, and pip may not install beside them.", "It would be another system. The official Python image has the Python you choose, ready for pip."),
];

fn other(repository: &str) -> (&'static str, String, &'static str) {
    if let Some((_, practice, purpose, without)) = OTHERS.iter().find(|(start, ..)| repository.starts_with(start)) {
        return (practice, (*purpose).to_owned(), without);
    }
    let is_own = repository.split('/').next().is_some_and(|host| host.contains('.') || host.contains(':'));
    if is_own {
        let purpose = format!(
            "Begins with `{repository}`, an image of another registry: what its owners put in is there already."
        );
        return (
            "repro/custom-base",
            purpose,
            "What that base brings would have to be written here, in every service again.",
        );
    }
    let purpose = format!("Begins with `{repository}` from Docker Hub.");
    ("security/trusted-bases", purpose, "Everything that it brings would have to be installed here.")
}

fn digest(seen: &mut Seen<'_>, base: &ImageRef) {
    if let Some(digest) = &base.digest {
        let purpose = "Names the exact image by its checksum: the tag in front is for people, the digest decides.";
        let without = "The tag may point at other bytes tomorrow, and two builds of one commit would differ.";
        seen.tell(digest.span(), "repro/pin-base-digest", purpose, without);
    }
}

fn name(seen: &mut Seen<'_>, from: &From, index: usize) {
    let Some(name) = &from.name else { return };
    let users = seen.facts.stages.iter().any(|stage| stage.uses.contains(&index));
    let purpose = if users {
        format!(
            "Names the stage, so that later ones can build on `{name}` or copy from it, and only that reaches the image."
        )
    } else {
        format!("Names the stage: `docker build --target {name}` stops at its end.")
    };
    let without = "It could only be named by its number, which changes when a stage is put in front.";
    seen.tell(name.span(), "small/multi-stage", purpose, without);
}
