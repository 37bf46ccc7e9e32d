//! `chown-recursive`: the owner or mode of copied files is changed in a layer of its own.

use crate::diagnostic::Severity;
use crate::lint::facts::cache::is_inside;
use crate::lint::facts::state::join;
use crate::lint::facts::{Brings, CopiedFrom, Copying, Execution};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::Command;

pub(super) const RULE: Rule = Rule {
    slug: "chown-recursive",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "small/ownership-on-copy",
    aliases: &[],
    what: "A `RUN` of the final image with `chown -R`, `chgrp -R` or `chmod -R` on a folder that an earlier `COPY` filled. Silent for folders that this Dockerfile copies nothing into, and for single small files.",
    why: "A layer holds whole files: changing the owner of each stores each once more. What was copied is then in the image twice.",
    example: Example::dockerfile("COPY src/ ./src/\nRUN chown -R 10001:10001 /app\n"),
    tokens: &["chown -R"],
    instead: Example::dockerfile("COPY --chown=10001:10001 src/ ./src/\n"),
    sources: &[("Docker: COPY --chown --chmod", "https://docs.docker.com/reference/dockerfile/#copy---chown---chmod")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut guilty = std::collections::BTreeMap::new();
    let programs = ["chown", "chmod", "chgrp"];
    let runs = facts.runs_of(&programs).map(|run| run.at);
    let mut ats: Vec<usize> = runs.chain(facts.copies.iter().map(|copy| copy.at)).collect();
    ats.sort_unstable();
    facts.walk_over(&ats, |filled: &mut Vec<String>, at| {
        if let Some(copy) = facts.copy_at(at).filter(|copy| is_heavy(copy)) {
            filled.extend(copy.destination.clone().filter(|_| filled.len() < 100));
        }
        let Some(run) = facts.execution(at).filter(|run| run.run().is_some() && facts.is_in_image(at)) else { return };
        for (_, command) in run.script.runs(&programs) {
            let flag = command.flag("-R").or_else(|| command.flag("--recursive"));
            if let (Some(program), Some(flag)) = (command.program_word(), flag)
                && touches(facts, run, command, filled)
            {
                let span = run.words_span(program, flag);
                guilty.insert(span.start, (span, program.file_name().to_owned()));
            }
        }
    });
    for (span, program) in guilty.into_values() {
        let flag = if program == "chmod" { "--chmod" } else { "--chown" };
        let finding = report.at(span, "every file that was copied is stored once more in this layer");
        finding.fix(format!("give it along: `COPY {flag}=…`"));
    }
}

/// It brings a folder, or something of which nobody knows that it is a file.
fn is_heavy(copy: &Copying<'_>) -> bool {
    let file = |path: &str| path.rsplit('/').next().is_some_and(|name| name.trim_start_matches('.').contains('.'));
    copy.sources.iter().any(|source| match source.brings {
        Brings::Everything => true,
        Brings::Manifest | Brings::Address | Brings::Unknown => false,
        Brings::Other => copy.from != CopiedFrom::Elsewhere && !file(&source.path),
    })
}

/// One of its paths is a folder with copied files in it.
fn touches(facts: &Facts<'_>, run: &Execution<'_>, command: &Command, filled: &[String]) -> bool {
    // Behind a `cd` nobody knows where a relative path leads.
    let moved = run.commands().any(|other| matches!(other.program(), Some("cd" | "pushd")));
    let folder = facts.workdir(run.at).map(str::to_owned).filter(|_| !moved);
    let paths = command.positionals(&["--from", "--reference"]);
    let paths = paths.iter().skip(usize::from(!command.has_flag(&["--reference"])));
    let mut paths = paths.filter_map(|word| {
        let text = facts.expand(&logical(&word.text), run.at).unwrap_or_else(|| word.text.clone());
        let text = text.trim_end_matches('*').to_owned();
        join(folder.clone(), &text).filter(|path| !path.contains(['$', '*', '`']))
    });
    paths.any(|path| filled.iter().any(|copied| is_inside(copied, &path)))
}

fn logical(text: &str) -> crate::dockerfile::Logical {
    crate::dockerfile::Logical::at(text, 0)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_stored_twice() {
        let cases = [
            ("RUN mkdir -p /data && chown -R app /data\nCOPY . .\n", &[][..]),
            ("COPY . .\nRUN mkdir -p /app/media && chown -R app /app/media\n", &[]),
            ("COPY . .\nRUN chown app /app && chmod 755 /app\n", &[]),
            ("COPY entrypoint.sh /app/\nRUN chmod -R 755 /app\n", &[]),
            ("COPY requirements.txt .\nRUN chown -R app /app\n", &[]),
            ("COPY . .\nRUN cd /srv && chown -R app .\n", &[]),
            ("COPY . .\nRUN chown -R app $DIR\n", &[]),
            ("COPY . .\nRUN chown -R app /app\nFROM b:1\n", &[]),
            ("COPY . .\nCMD chown -R app /app\n", &[]),
            ("COPY . .\nRUN chown -R app:app .\n", &["chown -R"]),
            ("COPY . .\nRUN useradd app && chown --recursive app /app/*\n", &["chown --recursive"]),
            ("ENV HOME=/app\nCOPY . $HOME\nRUN chmod -vR g=u $HOME\n", &["chmod -vR"]),
            ("COPY --from=x /venv /venv\nRUN chown -R app /venv /data\n", &[]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("chown-recursive", &format!("FROM a:1\nWORKDIR /app\n{lines}")), tokens, "{lines}");
        }
        let stages = "FROM a:1 AS x\nFROM a:1\nCOPY --from=x /venv /venv\nRUN chown -R app /venv\n";
        assert_eq!(fires("chown-recursive", stages), ["chown -R"]);
    }
}
