//! `venv-not-on-path`: packages are in a virtual environment, and another Python is started.

use crate::diagnostic::Severity;
use crate::lint::facts::install::is_python;
use crate::lint::facts::state::join;
use crate::lint::facts::{Execution, Form};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "venv-not-on-path",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "works/venv-on-path",
    aliases: &[],
    what: "The final image fills a virtual environment by its own `bin/pip`, `CMD` starts a program by its bare name, and no `ENV PATH` names the environment. Silent where packages are also installed elsewhere.",
    why: "A bare name is looked up in `PATH`, which leads to the other Python. That one has none of the packages: the container stops with `ModuleNotFoundError`.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install --no-cache-dir -r requirements.txt\n",
    ),
    tokens: &["python"],
    instead: Example::dockerfile(
        "ENV PATH=/opt/venv/bin:$PATH\nCOPY requirements.txt ./\nRUN python -m venv /opt/venv && pip install --no-cache-dir -r requirements.txt\n",
    ),
    sources: &[(
        "Elegantly activating a virtualenv in a Dockerfile",
        "https://pythonspeed.com/articles/activate-virtualenv-dockerfile/",
    )],
    check,
};

/// Programs that come with packages.
const SERVERS: &[&str] =
    &["gunicorn", "uvicorn", "hypercorn", "daphne", "celery", "flask", "fastapi", "streamlit", "waitress-serve"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut start = facts.start();
    let (Some(first), None) = (start.next(), start.next()) else { return };
    let [command] = first.script.commands.as_slice() else { return };
    let Some(program) = command.program_word().filter(|_| first.form == Form::Exec) else { return };
    let known = is_python(&program.text) || SERVERS.contains(&program.text.as_str());
    let path_set = facts.variables_of(&["PATH"]).any(|(at, ..)| facts.is_in_image(at));
    if !known || path_set || command.wrappers().next().is_some() {
        return;
    }
    let installs = || facts.installs.iter().filter(|install| install.tool.is_python() && facts.is_in_image(install.at));
    let folder_of = |install| {
        let (run, command) = (facts.run_of(install)?, facts.command_of(install)?);
        let folder = command.program_word()?.text.rsplit_once("/bin/")?.0;
        let folder = join(facts.workdir(run.at).map(str::to_owned), folder)?;
        is_made(facts, run, &folder).then_some(folder)
    };
    let folders: Option<Vec<String>> = installs().map(folder_of).collect();
    if let Some(folder) = folders.as_ref().and_then(|folders| folders.first()) {
        let message = format!("`{}` is not the one of the environment that was filled", program.text);
        let finding = report.at(first.word_span(program), message);
        finding.fix(format!("write `ENV PATH={folder}/bin:$PATH` above"));
    }
}

/// An environment is made there, by this or another RUN.
fn is_made(facts: &Facts<'_>, run: &Execution<'_>, folder: &str) -> bool {
    facts.commands().any(|(other, command)| {
        let words = command.args().iter().map(|word| word.text.as_str());
        let makes = command.program() == Some("virtualenv") || words.clone().any(|word| word == "venv");
        let here = || facts.workdir(other.at).map(str::to_owned);
        makes && other.at <= run.at && words.clone().any(|word| join(here(), word).as_deref() == Some(folder))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn which_python_starts() {
        let venv = "RUN python -m venv /v && /v/bin/pip install a\n";
        let cases = [
            ("ENV PATH=\"/v/bin:$PATH\"\nVENVCMD [\"gunicorn\", \"a\"]\n", &[][..]),
            ("VENVCMD [\"/v/bin/gunicorn\", \"a\"]\n", &[]),
            ("VENVCMD [\"sh\", \"-c\", \". /v/bin/activate && exec gunicorn a\"]\n", &[]),
            ("VENVCMD . /v/bin/activate && gunicorn a\n", &[]),
            ("VENVENTRYPOINT [\"/entry.sh\"]\nCMD [\"gunicorn\", \"a\"]\n", &[]),
            ("VENVCMD [\"uv\", \"run\", \"a\"]\n", &[]),
            ("VENVRUN pip install b\nCMD [\"python\", \"a\"]\n", &[]),
            ("RUN /usr/bin/pip install a\nCMD [\"python\", \"a\"]\n", &[]),
            ("VENVFROM b:1\nCMD [\"python\", \"a\"]\n", &[]),
            ("VENVCMD [\"gunicorn\", \"a\"]\n", &["\"gunicorn\""]),
            ("VENVENTRYPOINT [\"python3\", \"-m\", \"a\"]\n", &["\"python3\""]),
        ];
        for (lines, tokens) in cases {
            let text = format!("FROM a:1\n{}", lines.replace("VENV", venv));
            let found = fires("venv-not-on-path", &text);
            let bare: Vec<&str> = tokens.iter().map(|token| token.trim_matches('"')).collect();
            assert_eq!(found, bare, "{lines}");
        }
    }
}
