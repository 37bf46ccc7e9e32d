//! `copy-all-before-install`: all of the context is copied, and only then are the dependencies installed.

use crate::diagnostic::Severity;
use crate::dockerfile::{Base, Logical};
use crate::ignore::IgnoreFile;
use crate::lint::facts::{Copying, Install, What, is_manifest};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "copy-all-before-install",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "fast/deps-before-code",
    aliases: &[],
    what: "`COPY . .` stands before the step that installs what a lock or requirements file asks for. Silent where dependencies were already installed above it, and where the step installs the project itself.",
    why: "Every change of any file makes the builder forget the install, so all dependencies are downloaded and installed again for a corrected typo.",
    example: Example::dockerfile("COPY . .\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    tokens: &["."],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\n",
    ),
    sources: &[("Docker: order your layers", "https://docs.docker.com/build/cache/optimize/#order-your-layers")],
    check,
};

/// What a stage has done so far.
#[derive(Clone, Copy, Default)]
struct Progress<'a> {
    /// The copy that brought everything.
    copied: Option<&'a Logical>,
    /// Some dependencies are there, or the copy is already reported.
    done: bool,
}

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.context.ignore_file().is_some_and(lets_in_lists_only) {
        return;
    }
    let (mut copies, mut installs) = (facts.copies.iter().peekable(), facts.installs.iter().peekable());
    let mut ends: Vec<Progress<'_>> = Vec::with_capacity(facts.stages.len());
    for stage in &facts.stages {
        let mut progress = match stage.stage.base {
            Base::Stage(parent) => ends.get(parent).copied().unwrap_or_default(),
            _ => Progress::default(),
        };
        let end = stage.stage.instructions.end;
        loop {
            let copy = copies.peek().map(|copy| copy.at).filter(|at| *at < end);
            let install = installs.peek().map(|install| install.at).filter(|at| *at < end);
            match (copy, install) {
                (Some(copy), install) if install.is_none_or(|install| copy < install) => {
                    progress.copy(copies.next());
                }
                (_, Some(_)) => progress.install(installs.next(), report),
                _ => break,
            }
        }
        ends.push(progress);
    }
}

/// Says whether a .dockerignore makes the copy small on purpose: what it lets in is what an install reads. One that lets in a folder of
/// sources does not: each change of them comes along.
fn lets_in_lists_only(file: &IgnoreFile) -> bool {
    let list = |path: &str| is_manifest(path) || path.ends_with(".txt");
    file.has_negations()
        && file.patterns.iter().any(|pattern| matches!(pattern.cleaned.as_str(), "*" | "**"))
        && file.patterns.iter().filter(|pattern| pattern.negated).all(|pattern| list(&pattern.cleaned))
}

impl<'a> Progress<'a> {
    fn copy(&mut self, copy: Option<&'a Copying<'a>>) {
        let source = copy.and_then(Copying::everything);
        self.copied = self.copied.or(source.map(|source| source.written));
    }

    fn install(&mut self, install: Option<&Install>, report: &mut Report<'_>) {
        let Some(install) = install.filter(|install| install.installs_dependencies()) else { return };
        // `pip install -r requirements.txt .` needs the sources; `uv sync` and `poetry install` could have been told to wait with them.
        let needs_sources = |what: &What| *what == What::Project && install.tool.is_pip_like();
        if let Some(source) = self.copied.filter(|_| !self.done)
            && !install.items.iter().any(|item| needs_sources(&item.what))
        {
            let message = format!("any change of any file makes `{}` run again from the start", install.words());
            let fix = "copy only what the install reads, install, and copy the rest behind it";
            report.at(source.span(), message).fix(fix);
        }
        self.done = true;
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fires_with_ignore};

    #[test]
    fn the_traps() {
        let silent = [
            "COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install -r requirements-dev.txt\n",
            "COPY uv.lock pyproject.toml ./\nRUN uv sync --locked --no-install-project\nCOPY . .\nRUN uv sync --locked\n",
            "RUN --mount=type=bind,source=uv.lock,target=uv.lock uv sync --no-install-project\nCOPY . .\nRUN uv sync --locked\n",
            "COPY poetry.lock pyproject.toml ./\nRUN poetry install --no-root\nCOPY . .\nRUN poetry install --only-root\n",
            "COPY . .\nRUN pip install .\n",
            "COPY . .\nRUN pip install --no-deps -e .\n",
            "COPY . .\nRUN pip install -r requirements.txt .\n",
            "COPY . .\nRUN apt-get update && apt-get install -y libpq5\n",
            "COPY . .\nRUN pip install flask==3.0.3\n",
            "COPY . .\nRUN python manage.py collectstatic --noinput\n",
            "COPY --from=other . .\nRUN pip install -r requirements.txt\n",
            "COPY src/ ./src/\nRUN pip install -r requirements.txt\n",
            "COPY . .\nRUN pip install -r https://example.com/r.txt\n",
            "RUN pip install -r r.txt && x\nCOPY . .\nRUN pip install -r s.txt\n",
        ];
        for lines in silent {
            assert_eq!(fires("copy-all-before-install", &format!("FROM a:1\n{lines}")), [""; 0], "{lines}");
        }
    }

    #[test]
    fn what_is_reported_once() {
        let cases = [
            ("FROM a:1\nCOPY ./ /app/\nRUN pip install -r a.txt\nRUN pip install -r b.txt\n", &["./"][..]),
            ("FROM a:1\nCOPY . .\nRUN pip install poetry==2.0 && poetry install\n", &["."]),
            ("FROM a:1\nADD . /app\nRUN cd app && npm ci\n", &["."]),
            ("FROM a:1 AS b\nCOPY . .\nFROM b\nRUN uv sync\n", &["."]),
            ("FROM a:1 AS b\nRUN pip install -r a.txt\nFROM a:1\nCOPY . .\nRUN uv pip sync r.txt\n", &["."]),
        ];
        for (text, tokens) in cases {
            assert_eq!(fires("copy-all-before-install", text), tokens, "{text}");
        }
    }

    #[test]
    fn a_context_of_named_files_is_small_on_purpose() {
        let text = "FROM a:1\nCOPY . .\nRUN pip install -r r.txt\n";
        assert_eq!(fires_with_ignore("copy-all-before-install", text, "*\n!r.txt\n"), [""; 0]);
        assert_eq!(fires_with_ignore("copy-all-before-install", text, ".git\n"), ["."]);
        assert_eq!(fires_with_ignore("copy-all-before-install", text, "*\n!src\n!r.txt\n"), ["."]);
    }
}
