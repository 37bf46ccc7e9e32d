//! `arg-early`: an argument that differs at every build stands above an install.

use std::collections::BTreeMap;

use crate::diagnostic::{Severity, Span};
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::facts::Install;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "arg-early",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "fast/late-arguments",
    aliases: &[],
    what: "`ARG` of a commit, a date or a build number above a `RUN` that installs something and does not use it. Silent for versions of tools, checksums, arguments made to break the cache, and where the project itself is installed.",
    why: "Every `RUN` behind an argument depends on its value, used or not. A commit at the top makes every build install everything anew.",
    example: Example::dockerfile(
        "ARG GIT_SHA\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nENV REVISION=$GIT_SHA\n",
    ),
    tokens: &["GIT_SHA"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nARG GIT_SHA\nENV REVISION=$GIT_SHA\n",
    ),
    sources: &[(
        "Docker: impact of ARG on build caching",
        "https://docs.docker.com/reference/dockerfile/#impact-on-build-caching",
    )],
    check,
};

/// Words of names of what differs at every build; together they must be the whole name.
const VOLATILE: &[&str] = &[
    "SHA",
    "COMMIT",
    "REVISION",
    "REV",
    "HASH",
    "REF",
    "BRANCH",
    "DATE",
    "TIME",
    "DATETIME",
    "TIMESTAMP",
    "NUMBER",
    "ID",
];

/// Words that may stand before them.
const ABOUT: &[&str] = &[
    "GIT", "VCS", "CI", "GITHUB", "GITLAB", "BUILD", "IMAGE", "SOURCE", "RELEASE", "APP", "SHORT", "CREATED", "COMMIT",
    "HEAD", "PIPELINE", "RUN", "THE",
];

/// Versions of the application rather than of a tool.
const VERSIONS: &[&str] =
    &["VERSION", "APP_VERSION", "BUILD_VERSION", "IMAGE_VERSION", "RELEASE_VERSION", "APPLICATION_VERSION"];

/// An argument on its way down a stage.
#[derive(Clone)]
struct Early {
    name: String,
    span: Span,
    at: usize,
}

/// How many of them a stage is followed for.
const MOST: usize = 20;

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if !facts.of(Keyword::Arg).any(|(_, instruction)| has_volatile(&instruction.arguments)) {
        return;
    }
    let mut guilty = BTreeMap::new();
    facts.walk(|open: &mut Vec<Early>, at| {
        let arguments = facts.instruction(at).map(|instruction| &instruction.arguments);
        if let Some(Arguments::Arg(pairs)) = arguments.filter(|_| open.len() < MOST) {
            let volatile = pairs.iter().filter(|pair| is_volatile(&pair.key));
            open.extend(volatile.map(|pair| Early { name: pair.key.as_str().to_owned(), span: pair.key.span(), at }));
        }
        let Some(run) = facts.execution(at).filter(|run| run.run().is_some() && !open.is_empty()) else { return };
        open.retain(|early| !run.text.contains(&early.name));
        let installs = facts.installs_at(at);
        // What builds the project may read the variable by itself.
        let project = installs.iter().any(Install::installs_project);
        if let Some(install) = installs.first().filter(|_| !project) {
            guilty.extend(open.drain(..).map(|early| (early.span.start, (early, install.words()))));
        }
    });
    for (early, words) in guilty.into_values() {
        // A version may be what some download further down asks for.
        if VERSIONS.contains(&early.name.as_str()) && is_used(facts, &early) {
            continue;
        }
        let message = format!("`{}` differs from build to build, and then `{words}` starts from nothing", early.name);
        report.at(early.span, message).fix("declare it behind the installs, right above its use");
    }
}

fn has_volatile(arguments: &Arguments) -> bool {
    matches!(arguments, Arguments::Arg(pairs) if pairs.iter().any(|pair| is_volatile(&pair.key)))
}

/// Some RUN behind it uses it.
fn is_used(facts: &Facts<'_>, early: &Early) -> bool {
    facts.runs().any(|run| run.at > early.at && run.text.contains(&early.name))
}

fn is_volatile(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let words: Vec<&str> = upper.split('_').collect();
    let Some((last, before)) = words.split_last() else { return false };
    let vague = matches!(*last, "HASH" | "REF" | "ID" | "NUMBER" | "TIME" | "DATE" | "BRANCH" | "REV" | "SHA")
        && before.is_empty();
    let tail = VOLATILE.contains(last) && before.iter().all(|word| ABOUT.contains(word));
    (tail && !vague && upper != "APP_ID" && upper != "CI_ID") || VERSIONS.contains(&upper.as_str())
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_differs_at_every_build() {
        let install = "RUN pip install -r r.txt\n";
        let cases = [
            (format!("{install}ARG GIT_SHA\nENV R=$GIT_SHA\n"), &[][..]),
            (format!("ARG PYTHON_VERSION=3.14\nARG UV_VERSION\nARG NODE_SHA256\nARG UV_HASH\n{install}"), &[]),
            (format!("ARG CACHEBUST=1\nARG DEBIAN_FRONTEND=noninteractive\nARG UID\n{install}"), &[]),
            ("ARG VERSION=1.2\nRUN curl -O https://x.example/$VERSION && pip install a\n".to_owned(), &[]),
            (format!("ARG VERSION=1.2\n{install}RUN curl -O https://x.example/$VERSION\n"), &[]),
            (format!("ARG COMMIT\nRUN git checkout $COMMIT\n{install}"), &[]),
            ("ARG VERSION\nCOPY . .\nRUN pip install .\n".to_owned(), &[]),
            ("ARG GIT_SHA\nRUN echo hello\n".to_owned(), &[]),
            (format!("ARG GIT_COMMIT\nARG BUILD_DATE\n{install}"), &["GIT_COMMIT", "BUILD_DATE"]),
            (format!("ARG VERSION\nLABEL version=$VERSION\n{install}"), &["VERSION"]),
            ("ARG VCS_REF=x\nRUN apt-get update && apt-get install -y git\n".to_owned(), &["VCS_REF"]),
            (
                format!("ARG CI_COMMIT_SHA\nFROM_HERE\nFROM b\n{install}").replace("FROM_HERE\nFROM b", "RUN x"),
                &["CI_COMMIT_SHA"],
            ),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("arg-early", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
        let stages = "ARG GIT_SHA\nFROM a:1 AS b\nARG GIT_SHA\nFROM b\nRUN pip install x\nFROM b\nRUN uv sync --no-install-project\n";
        assert_eq!(fires("arg-early", stages), ["GIT_SHA"]);
    }
}
