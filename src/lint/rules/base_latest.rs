//! `base-latest`: a base image by the tag `latest`.

use crate::diagnostic::Severity;
use crate::dockerfile::ImageRef;
use crate::lint::facts::Image;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "base-latest",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "works/explicit-base-tag",
    aliases: &["DL3007", "DS-0001", "CKV_DOCKER_7"],
    what: "A `FROM` names its base by the tag `latest` and no digest.",
    why: "`latest` is whatever was pushed last. One day the same Dockerfile builds on another Python and another Debian, and nobody has changed a line.",
    example: Example::dockerfile(
        "FROM python:latest\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["python:latest"],
    instead: Example::dockerfile(
        "FROM python:3.14-slim-trixie\nWORKDIR /app\nCOPY . .\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[(
        "Docker: best practices, pin base image versions",
        "https://docs.docker.com/build/building/best-practices/",
    )],
    check,
};

/// How often `latest` is another image is known of Python's; of others only that nobody promised anything.
pub(super) fn whichever(base: &ImageRef) -> &'static str {
    if Image::new(base).is_official("python") { "another image every few weeks" } else { "whatever was pushed last" }
}

/// What to write instead: a Python image for a Python image.
pub(super) fn name_a_version(base: &ImageRef) -> String {
    if Image::new(base).is_official("python") {
        return "name a version and a distribution, `python:3.14-slim-trixie`".to_owned();
    }
    let name = base.text.strip_suffix(":latest").unwrap_or(&base.text);
    let name = Some(name).filter(|name| name.len() <= 60 && !name.contains(['$', ':']));
    name.map_or("name a version in the tag".to_owned(), |name| format!("name a version in the tag, `{name}:VERSION`"))
}

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for stage in &facts.stages {
        let Some(base) = stage.base().filter(|base| base.digest.is_none()) else { continue };
        if base.tag.as_deref() == Some("latest") {
            // Where a variable stands, what it comes to.
            let name =
                if base.text.contains('$') { format!("{}:latest", base.repository) } else { base.text.to_string() };
            let message = format!("`{name}` is {}", whichever(base));
            report.at(base.text.span(), message).fix(name_a_version(base));
        }
    }
}
