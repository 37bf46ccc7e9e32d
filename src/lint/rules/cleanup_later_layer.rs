//! `cleanup-later-layer`: a RUN that only removes what an earlier layer holds.

use std::collections::BTreeSet;

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::cache::is_inside;
use crate::lint::facts::state::join;
use crate::lint::facts::{Execution, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "cleanup-later-layer",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/deleted-files-stay",
    aliases: &[],
    what: "A `RUN` of the final image that does nothing but remove: package lists, caches, installed packages or copied files of earlier instructions. Silent where nothing above brought them.",
    why: "The earlier layer still carries the files, in size and in content. Whoever has the image can read them, secrets too.",
    example: Example::dockerfile(
        "COPY fixtures/ ./fixtures/\nRUN python -m shop.load fixtures\nRUN rm -rf ./fixtures\n",
    ),
    tokens: &["./fixtures"],
    instead: Example::dockerfile(
        "RUN --mount=type=bind,source=fixtures,target=fixtures python -m shop.load fixtures\n",
    ),
    sources: &[(
        "Docker: optimize cache usage, bind mounts",
        "https://docs.docker.com/build/cache/optimize/#use-bind-mounts",
    )],
    check,
};

/// What the layers so far hold.
#[derive(Clone, Default)]
struct Held {
    apt: bool,
    apk: bool,
    python: bool,
    conda: bool,
    copied: Vec<String>,
}

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut guilty: BTreeSet<(usize, usize)> = BTreeSet::new();
    let removals: Vec<usize> = facts.runs_of(REMOVERS).filter(|run| only_removes(run)).map(|run| run.at).collect();
    if removals.is_empty() {
        return;
    }
    let bringing = facts.installs.iter().map(|install| install.at).chain(facts.copies.iter().map(|copy| copy.at));
    let mut ats: Vec<usize> = removals.iter().copied().chain(bringing).collect();
    ats.sort_unstable();
    ats.dedup();
    facts.walk_over(&ats, |held: &mut Held, at| {
        let removing = removals.binary_search(&at).is_ok() && facts.is_in_image(at);
        if let Some(run) = facts.execution(at).filter(|_| removing) {
            let first = run.commands().find_map(|it| removed(facts, run, it, held));
            guilty.extend(first.map(|span| (span.start, span.end)));
        }
        held.learn(facts, at);
    });
    for (start, end) in guilty {
        let finding =
            report.at(Span::new(start, end), "an earlier layer still holds this: removing it here frees nothing");
        finding.fix("remove it in the same RUN that brings it, or bring it by a mount or in another stage");
    }
}

/// Programs that can remove what an earlier layer brought.
const REMOVERS: &[&str] = &["rm", "rmdir", "apt-get", "apt", "apk", "conda", "mamba", "micromamba", "pip", "pip3"];

/// It does nothing else, and what it removes lies under no mount.
fn only_removes(run: &Execution<'_>) -> bool {
    run.mounts().is_empty() && run.commands().all(|it| is_filler(it) || removal(it).is_some())
}

impl Held {
    fn learn(&mut self, facts: &Facts<'_>, at: usize) {
        for install in facts.installs_at(at) {
            self.apt |= install.tool == Tool::Apt;
            self.apk |= install.tool == Tool::Apk;
            self.conda |= install.tool == Tool::Conda;
            self.python = self.python || (install.tool.is_pip_like() && facts.keeps_downloads(install));
        }
        if let Some(copy) = facts.copy_at(at).filter(|_| self.copied.len() < 100) {
            for source in &copy.sources {
                let Some(folder) = copy.destination.as_deref() else { continue };
                let name = source.path.rsplit('/').next().unwrap_or_default();
                let written = copy.arguments.destination.as_deref().unwrap_or_default();
                let into = written.ends_with('/') || matches!(written, "." | "..") || copy.sources.len() > 1;
                let file = name.trim_start_matches('.').contains('.');
                self.copied.push(if into && file { format!("{folder}/{name}") } else { folder.to_owned() });
            }
        }
    }
}

/// Returns the word that says what is removed or how, when all that a command does is remove.
fn removal(command: &Command) -> Option<&Word> {
    let verb = || command.first_positional(&["-o"]);
    let is = |words: &[&str]| verb().filter(|word| words.contains(&word.text.as_str()));
    match command.program()? {
        "rm" | "rmdir" => verb(),
        "apt-get" | "apt" => is(&["clean", "autoclean", "autoremove", "purge", "remove", "dist-clean", "distclean"]),
        "apk" => is(&["del"]),
        "conda" | "mamba" | "micromamba" => is(&["clean"]),
        "pip" | "pip3" => {
            let cache = is(&["cache"]);
            cache.filter(|_| command.args().iter().any(|word| word.text == "purge"))
        }
        _ => None,
    }
}

fn is_filler(command: &Command) -> bool {
    matches!(command.program(), Some("set" | "true" | ":" | "echo")) && command.redirects.is_empty()
}

/// Returns where a command names something that the layers hold.
fn removed(facts: &Facts<'_>, run: &Execution<'_>, command: &Command, held: &Held) -> Option<Span> {
    let word = removal(command)?;
    let known = match command.program()? {
        "apt-get" | "apt" => held.apt,
        "apk" => held.apk,
        "conda" | "mamba" | "micromamba" => held.conda,
        "pip" | "pip3" => held.python,
        _ => {
            let paths = command.positionals(&[]);
            let path = paths.into_iter().find(|path| is_held(facts, run, &path.text, held))?;
            return Some(run.word_span(path));
        }
    };
    let program = command.program_word()?;
    known.then(|| run.words_span(program, word))
}

fn is_held(facts: &Facts<'_>, run: &Execution<'_>, text: &str, held: &Held) -> bool {
    if text.starts_with("/var/lib/apt/lists") || text.starts_with("/var/cache/apt") {
        return held.apt;
    }
    if text.starts_with("/var/cache/apk") {
        return held.apk;
    }
    if text.starts_with("/root/.cache") || text.starts_with("~/.cache") {
        return held.python;
    }
    let path = join(facts.workdir(run.at).map(str::to_owned), text).filter(|path| !path.contains(['$', '*', '~', '{']));
    path.is_some_and(|path| path != "/" && held.copied.iter().any(|copied| is_inside(copied, &path)))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_frees_nothing() {
        let cases = [
            ("RUN apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*\n", &[][..]),
            ("RUN rm /etc/nginx/conf.d/default.conf\n", &[]),
            ("RUN rm -rf /var/lib/apt/lists/*\n", &[]),
            ("COPY a.whl /tmp/\nRUN pip install /tmp/a.whl && rm /tmp/a.whl\n", &[]),
            ("COPY . .\nRUN rm -rf /app/tests-out\n", &[]),
            ("RUN pip install --no-cache-dir a\nRUN --mount=type=cache,target=/x rm -rf /x\n", &[]),
            ("COPY a /x\nRUN rm -rf /x\nFROM b:1\n", &[]),
            ("RUN apt-get install -y gcc\nRUN make && apt-get purge -y gcc\n", &[]),
            ("RUN apt-get install -y gcc\nRUN apt-get purge -y gcc\n", &["apt-get purge"]),
            ("RUN apt-get install -y a\nRUN apt-get clean && rm -rf /var/lib/apt/lists/*\n", &["apt-get clean"]),
            ("RUN apt-get install -y a\nRUN rm -rf /tmp/* /var/lib/apt/lists/*\n", &["/var/lib/apt/lists/*"]),
            ("RUN apk add -t .deps gcc\nRUN apk del .deps\n", &["apk del"]),
            ("RUN pip install a\nRUN rm -rf /root/.cache\n", &["/root/.cache"]),
            ("RUN conda install -y a\nRUN conda clean -afy\n", &["conda clean"]),
            ("COPY dist/a.whl /tmp/\nRUN pip install /tmp/a.whl\nRUN rm -f /tmp/a.whl\n", &["/tmp/a.whl"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("cleanup-later-layer", &format!("FROM a:1\nWORKDIR /app\n{lines}")), tokens, "{lines}");
        }
    }
}
