//! What compose files say about builds: which Dockerfile is built from which folder. Reads the plain way in which such files are written, block
//! by block; whatever is written in another way (anchors, variables, flow style) is passed over, as nobody is certain then.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::read;

/// The names under which compose looks for its file.
pub(super) const NAMES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// A build that a compose file asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    /// The Dockerfile.
    pub dockerfile: PathBuf,
    /// The context.
    pub context: PathBuf,
}

/// Returns the builds that the compose files in `dir` ask for; none where there is no such file or it cannot be read.
pub(super) fn in_folder(dir: &Path) -> Vec<Asked> {
    let mut found = Vec::new();
    for path in NAMES.map(|name| dir.join(name)) {
        if fs::metadata(&path).is_ok_and(|about| about.is_file())
            && let Ok(text) = read::read(&path)
        {
            found.extend(builds(&text).into_iter().map(|(context, dockerfile)| {
                let context = super::absolute(Path::new(&context), dir);
                Asked { dockerfile: super::absolute(Path::new(&dockerfile), &context), context }
            }));
        }
    }
    found
}

/// A line that is not blank: how far it is indented, its key, what stands behind the colon.
struct Line<'t> {
    indent: usize,
    key: &'t str,
    value: &'t str,
}

/// Returns context and Dockerfile, as written, of each service's build.
fn builds(text: &str) -> Vec<(String, String)> {
    let lines: Vec<Line> = text.lines().filter_map(line).collect();
    let Some(start) = lines.iter().position(|line| line.indent == 0 && line.key == "services") else {
        return Vec::new();
    };
    let services = block(&lines, start);
    let Some(own) = services.first().map(|line| line.indent) else { return Vec::new() };
    let mut found = Vec::new();
    for (at, _) in services.iter().enumerate().filter(|(_, line)| line.indent == own) {
        let service = block(services, at);
        let Some(inner) = service.first().map(|line| line.indent) else { continue };
        let build = service.iter().position(|line| line.indent == inner && line.key == "build");
        found.extend(build.and_then(|at| one(service, at)));
    }
    found
}

/// Reads the `build` at line `at`.
fn one(service: &[Line<'_>], at: usize) -> Option<(String, String)> {
    let value = service[at].value;
    if !value.is_empty() {
        return Some((plain(value)?, "Dockerfile".to_owned()));
    }
    let build = block(service, at);
    let inner = build.first()?.indent;
    let get = |key: &str| build.iter().find(|line| line.indent == inner && line.key == key).map(|line| line.value);
    if get("dockerfile_inline").is_some() || get("<<").is_some() {
        return None;
    }
    let or = |value: Option<&str>, default: &str| value.map_or(Some(default.to_owned()), plain);
    Some((or(get("context"), ".")?, or(get("dockerfile"), "Dockerfile")?))
}

/// Returns the lines that belong to line `at`: those that follow and are indented further.
fn block<'l, 't>(lines: &'l [Line<'t>], at: usize) -> &'l [Line<'t>] {
    let rest = &lines[at + 1..];
    let end = rest.iter().position(|line| line.indent <= lines[at].indent).unwrap_or(rest.len());
    &rest[..end]
}

fn line(text: &str) -> Option<Line<'_>> {
    let rest = text.trim_start_matches(' ');
    if rest.is_empty() || rest.starts_with(['#', '\t']) {
        return None;
    }
    let (key, value) = rest.split_once(':').unwrap_or((rest, ""));
    let value = value.trim();
    let value = value.split(" #").next().unwrap_or_default().trim_end();
    let value = if value.starts_with('#') { "" } else { value };
    Some(Line { indent: text.len() - rest.len(), key: key.trim_end().trim_matches(['"', '\'']), value })
}

/// Returns a value that means a path and nothing else.
fn plain(value: &str) -> Option<String> {
    let inner = |quote| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let text = inner('"').or_else(|| inner('\'')).unwrap_or(value);
    let odd = text.is_empty()
        || text.contains(['$', '{', '[', '*', '&', '|', '>', '\\', '"', '\'', '@'])
        || text.contains("://");
    (!odd).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_compose_file_says() {
        let text = "\
version: '3'
x-build: &b
  context: ./no
services:
  api:
    image: a
    build:
      context: ./services/api   # here
      dockerfile: docker/Dockerfile
      args:
        context: no
  # build: no
  web:
    build: \"web\"
  odd: {build: .}
  merged:
    build:
      <<: *b
  variable:
    build: ${DIR}
  remote:
    build: https://x.example/a.git
  inline:
    build:
      dockerfile_inline: |
        FROM a
  only-file:
    build:
      dockerfile: b.Dockerfile
volumes:
  build: x
";
        let pair = |context: &str, file: &str| (context.to_owned(), file.to_owned());
        let expected =
            [pair("./services/api", "docker/Dockerfile"), pair("web", "Dockerfile"), pair(".", "b.Dockerfile")];
        assert_eq!(builds(text), expected);
        assert!(builds("").is_empty() && builds("services:\n").is_empty() && builds("services:\n  a:\n").is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "((services|build|context|dockerfile|a|- b)?:?( |  |\n|\t|'|#|\\$|x)?){0,40}") {
            for (context, dockerfile) in builds(&text) {
                proptest::prop_assert!(!context.is_empty() && !dockerfile.is_empty());
            }
        }
    }
}
