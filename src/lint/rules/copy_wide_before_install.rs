//! `copy-wide-before-install`: sources are copied along before the dependencies are installed.

use std::collections::BTreeMap;

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::copying::Copied;
use crate::lint::facts::{Brings, CopiedFrom, Copying, What};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-wide-before-install",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "fast/narrow-copies",
    aliases: &[],
    what: "A folder of sources or a script is copied before the step that installs what a lock or requirements file asks for. Silent where the step installs the project itself or names what was copied.",
    why: "The install needs the list of packages, not the code. With the code in front of it, every change of the code installs all packages again.",
    example: Example::dockerfile("COPY requirements.txt src/ ./\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    tokens: &["src/"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY src/ ./\n",
    ),
    sources: &[("Docker: order your layers", "https://docs.docker.com/build/cache/optimize/#order-your-layers")],
    check,
};

/// What folders of sources are mostly called.
const FOLDERS: &[&str] = &[
    "api",
    "app",
    "apps",
    "backend",
    "code",
    "server",
    "site",
    "source",
    "sources",
    "src",
    "static",
    "templates",
    "tests",
    "web",
    "website",
];

/// What a stage has done so far.
#[derive(Clone, Default)]
struct Progress {
    /// The first source that brings code.
    wide: Option<(Span, String)>,
    /// Some dependencies are there, or all was copied, which is another rule's business.
    done: bool,
}

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut guilty = BTreeMap::new();
    facts.walk(|progress: &mut Progress, at| {
        if progress.done {
            return;
        }
        if let Some(copy) = facts.copy_at(at).filter(|copy| copy.from == CopiedFrom::Context) {
            progress.done |= copy.everything().is_some();
            progress.wide = progress.wide.take().or_else(|| code(copy));
            return;
        }
        let Some(install) = facts.installs_at(at).iter().find(|install| install.installs_dependencies()) else {
            return;
        };
        progress.done = true;
        let needs = |what: &What| *what == What::Project && install.tool.is_pip_like();
        let sources = facts.installs_at(at).iter().flat_map(|install| &install.items).any(|item| needs(&item.what));
        let named = |path: &str| facts.execution(at).is_none_or(|run| mentions(&run.text, path));
        if let Some((span, path)) = progress.wide.take().filter(|(_, path)| !sources && !named(path)) {
            guilty.insert(span.start, (span, path, install.words()));
        }
    });
    for (span, path, words) in guilty.into_values() {
        let message = format!("any change in `{path}` makes `{words}` run again from the start");
        report.at(span, message).fix("copy it behind the install");
    }
}

/// The first source with code in it.
fn code(copy: &Copying<'_>) -> Option<(Span, String)> {
    let source = copy.sources.iter().find(|source| is_code(source))?;
    Some((source.written.span(), source.path.clone()))
}

fn is_code(source: &Copied<'_>) -> bool {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    source.brings == Brings::Other && (FOLDERS.contains(&name) || (name.ends_with(".py") && name != "manage.py"))
}

/// A script speaks of the path, or of something in it.
fn mentions(text: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '=' | ';')).any(|word| word == name)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_the_install_does_not_need() {
        let cases = [
            ("COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY src ./src\n", &[][..]),
            ("COPY requirements.txt setup.py ./\nCOPY src ./src\nRUN pip install -r requirements.txt .\n", &[]),
            ("COPY pyproject.toml ./\nCOPY src ./src\nRUN pip install .\n", &[]),
            ("COPY requirements/ requirements/\nRUN pip install -r requirements/base.txt\n", &[]),
            ("COPY requirements.txt wheels/ ./\nRUN pip install --find-links=wheels -r requirements.txt\n", &[]),
            ("COPY app/ app/\nRUN pip install -r app/requirements.txt\n", &[]),
            ("COPY . .\nCOPY src ./src\nRUN pip install -r requirements.txt\n", &[]),
            ("COPY --from=x /src ./src\nRUN pip install -r requirements.txt\n", &[]),
            (
                "COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY src ./\nRUN pip install -r more.txt\n",
                &[],
            ),
            ("COPY src ./src\nRUN apt-get install -y git && pip install flask\n", &[]),
            ("COPY scripts/install.sh entrypoint.sh ./\nRUN pip install -r requirements.txt\n", &[]),
            ("COPY manage.py requirements.txt ./\nRUN pip install -r requirements.txt\n", &[]),
            ("COPY app.py requirements.txt ./\nRUN pip install -r requirements.txt\n", &["app.py"]),
            ("COPY ./src /app/src\nCOPY uv.lock pyproject.toml ./\nRUN uv sync --locked\n", &["./src"]),
            ("COPY backend/app ./app\nRUN poetry install --only main\n", &["backend/app"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("copy-wide-before-install", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
