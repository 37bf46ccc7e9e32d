//! What the name of an image tells: whether it is a Python image, its version, variant and distribution, whether it brings a user of its
//! own. Only names and tables; no registry is asked.

use crate::dockerfile::ImageRef;

/// An image by its name.
#[derive(Debug, Clone)]
pub struct Image<'a> {
    /// The name, variables expanded.
    pub reference: &'a ImageRef,
}

/// The tag of a Python image, taken apart: `3.12.7-slim-bookworm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PythonTag<'a> {
    /// `3`
    pub major: Option<u32>,
    /// `12`
    pub minor: Option<u32>,
    /// `7`
    pub patch: Option<u32>,
    /// It is an alpha, beta or candidate: `3.15.0a2`, `3.15-rc`.
    pub is_prerelease: bool,
    /// `slim`
    pub variant: Variant,
    /// `bookworm`, `alpine3.22`, as written.
    pub distro: Option<&'a str>,
}

/// Which of the official image's variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Variant {
    /// Debian with compilers and headers.
    #[default]
    Full,
    /// Debian without.
    Slim,
    /// Alpine: musl instead of glibc.
    Alpine,
    /// Windows.
    Windows,
}

/// The names that Debian gives its releases, as tags use them.
const DEBIAN: &[&str] = &["forky", "trixie", "bookworm", "bullseye", "buster", "stretch", "jessie", "wheezy"];

/// Images that end with a USER of their own: beginnings of `registry/repository`, Docker Hub without registry and `library/`.
const BRINGS_USER: &[&str] = &[
    "apache/airflow",
    "apache/superset",
    "bitnami/",
    "cgr.dev/",
    "cimg/",
    "circleci/",
    "dhi.io/",
    "docker.elastic.co/",
    "docker.n8n.io/n8nio/n8n",
    "ghcr.io/actions/actions-runner",
    "gitpod/workspace-",
    "grafana/grafana",
    "jenkins/",
    "jupyter/",
    "mambaorg/micromamba",
    "mcr.microsoft.com/playwright/python-nonroot",
    "n8nio/n8n",
    "nginxinc/nginx-unprivileged",
    "prom/",
    "quay.io/argoproj/argocd",
    "quay.io/fedora/python-",
    "quay.io/jupyter/",
    "quay.io/keycloak/keycloak",
    "quay.io/prometheus/",
    "quay.io/sclorg/python-",
    "registry.access.redhat.com/ubi10/python-",
    "registry.access.redhat.com/ubi8/nodejs-",
    "registry.access.redhat.com/ubi8/python-",
    "registry.access.redhat.com/ubi9/nodejs-",
    "registry.access.redhat.com/ubi9/python-",
    "renovate/renovate",
    "selenium/",
];

/// Images that set a WORKDIR other than `/`: beginnings likewise.
const BRINGS_WORKDIR: &[&str] = &[
    "apache/",
    "composer",
    "golang",
    "httpd",
    "mcr.microsoft.com/azure-functions/",
    "nvcr.io/nvidia/",
    "php",
    "jupyterhub/",
    "public.ecr.aws/lambda/",
    "quay.io/jupyterhub/",
    "pytorch/pytorch",
    "tomcat",
    "wordpress",
];

impl<'a> Image<'a> {
    /// Reads a name.
    pub fn new(reference: &'a ImageRef) -> Self {
        Self { reference }
    }

    /// Returns `registry/repository` without what Docker Hub lets one leave out: `python` for `docker.io/library/python`.
    pub fn repository(&self) -> String {
        let hub = |host: &str| matches!(host, "docker.io" | "index.docker.io" | "registry-1.docker.io");
        let repository = self.reference.repository.as_str();
        match self.reference.registry.as_deref() {
            Some(host) if !hub(host) => format!("{host}/{repository}"),
            _ => repository.strip_prefix("library/").unwrap_or(repository).to_owned(),
        }
    }

    /// Returns the tag.
    pub fn tag(&self) -> Option<&str> {
        self.reference.tag.as_deref()
    }

    /// Says whether it is the official image of this name, from Docker Hub or from the known mirrors of it.
    pub fn is_official(&self, name: &str) -> bool {
        let repository = self.repository();
        let mirrors = ["public.ecr.aws/docker/library/", "mirror.gcr.io/library/", "mirror.gcr.io/"];
        let bare = mirrors.iter().find_map(|mirror| repository.strip_prefix(mirror)).unwrap_or(&repository);
        bare == name
    }

    /// Returns the parts of its tag if this is the official Python image with a tag that can be read.
    pub fn python(&self) -> Option<PythonTag<'_>> {
        if !self.is_official("python") {
            return None;
        }
        Some(self.tag().map(PythonTag::read).unwrap_or_default())
    }

    /// Says whether it is built on Alpine, as far as its name tells.
    pub fn is_alpine(&self) -> bool {
        self.is_official("alpine")
            || self.tag().is_some_and(|tag| tag.split('-').any(|part| part.starts_with("alpine")))
    }

    /// Says whether it is known to set a USER other than root.
    pub fn brings_user(&self) -> bool {
        let repository = self.repository();
        let nonroot = self.tag().is_some_and(|tag| tag.split(['-', '_']).any(|part| part == "nonroot"));
        nonroot || BRINGS_USER.iter().any(|start| repository.starts_with(start))
    }

    /// Says whether it is known to set a WORKDIR other than `/`.
    pub fn brings_workdir(&self) -> bool {
        let repository = self.repository();
        self.brings_user() || BRINGS_WORKDIR.iter().any(|start| repository.starts_with(start))
    }

    /// Says whether it is a Windows image, as far as its name tells.
    pub fn is_windows(&self) -> bool {
        let names = ["windowsservercore", "nanoserver", "windows/", "windows-"];
        let tag = self.tag().unwrap_or_default();
        names.iter().any(|name| self.repository().contains(name) || tag.contains(name))
    }
}

impl<'a> PythonTag<'a> {
    /// Reads a tag; what is not understood is left out.
    pub fn read(tag: &'a str) -> Self {
        let mut found = Self::default();
        for (index, part) in tag.split('-').enumerate() {
            match part {
                "slim" => found.variant = Variant::Slim,
                "windowsservercore" | "nanoserver" => found.variant = Variant::Windows,
                "rc" => found.is_prerelease = true,
                part if part.starts_with("alpine") => (found.variant, found.distro) = (Variant::Alpine, Some(part)),
                part if DEBIAN.contains(&part) => found.distro = Some(part),
                part if index == 0 => found.version(part),
                _ => {}
            }
        }
        found
    }

    /// Returns `(3, 12)` when both are known.
    pub fn series(&self) -> Option<(u32, u32)> {
        Some((self.major?, self.minor?))
    }

    fn version(&mut self, text: &str) {
        let mut parts = text.split('.');
        let mut number = || -> Option<u32> {
            let part = parts.next()?;
            let digits = part.bytes().take_while(u8::is_ascii_digit).count();
            self.is_prerelease |= digits > 0 && digits < part.len();
            part[..digits].parse().ok()
        };
        let version = (number(), number(), number());
        (self.major, self.minor, self.patch) = version;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dockerfile::Logical;

    #[test]
    fn tags_of_python() {
        let cases = [
            ("3.12.7-slim-bookworm", (Some(3), Some(12), Some(7)), Variant::Slim, Some("bookworm"), false),
            ("3.12", (Some(3), Some(12), None), Variant::Full, None, false),
            ("3-alpine3.22", (Some(3), None, None), Variant::Alpine, Some("alpine3.22"), false),
            ("slim", (None, None, None), Variant::Slim, None, false),
            ("3.15.0a2-trixie", (Some(3), Some(15), Some(0)), Variant::Full, Some("trixie"), true),
            ("3.15-rc-slim", (Some(3), Some(15), None), Variant::Slim, None, true),
            ("latest", (None, None, None), Variant::Full, None, false),
        ];
        for (tag, version, variant, distro, is_prerelease) in cases {
            let found = PythonTag::read(tag);
            assert_eq!((found.major, found.minor, found.patch), version, "{tag}");
            assert_eq!((found.variant, found.distro, found.is_prerelease), (variant, distro, is_prerelease), "{tag}");
        }
    }

    #[test]
    fn names() {
        let about = |text: &str| {
            let reference = ImageRef::new(Logical::at(text, 0));
            let image = Image::new(&reference);
            (image.python().is_some(), image.is_alpine(), image.brings_user())
        };
        assert_eq!(about("python"), (true, false, false));
        assert_eq!(about("docker.io/library/python:3-alpine"), (true, true, false));
        assert_eq!(about("public.ecr.aws/docker/library/python:3"), (true, false, false));
        assert_eq!(about("acme/python:3"), (false, false, false));
        assert_eq!(about("gcr.io/distroless/python3:nonroot"), (false, false, true));
        assert_eq!(about("quay.io/jupyter/base-notebook"), (false, false, true));
    }
}
