//! `migrate-at-start`: the database is migrated before the server starts.

use crate::diagnostic::Severity;
use crate::lint::facts::{install::is_python, server};
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "migrate-at-start",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "ops/migrations-apart",
    aliases: &[],
    what: "The start command migrates the database (Django, Alembic, Flask-Migrate, Aerich) and then goes on. Silent where a condition stands around it, and for a container that only migrates.",
    why: "Several containers that start at once race for the same tables, one that fails starts again and again, and the web user needs the right to change the schema.",
    example: Example::dockerfile(
        "CMD [\"sh\", \"-c\", \"python manage.py migrate && exec gunicorn --bind 0.0.0.0:8000 --workers 2 shop.wsgi\"]\n",
    ),
    tokens: &["python manage.py migrate"],
    instead: Example::dockerfile(
        "CMD [\"gunicorn\", \"--bind\", \"0.0.0.0:8000\", \"--workers\", \"2\", \"--worker-tmp-dir\", \"/dev/shm\", \"shop.wsgi:app\"]\n",
    ),
    sources: &[("Docker: best practices", "https://docs.docker.com/build/building/best-practices/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for run in facts.start() {
        let commands: Vec<&Command> = run.commands().filter(|command| !command.words.is_empty()).collect();
        for (at, command) in commands.iter().enumerate() {
            let Some(verb) = migrates(command).filter(|_| !command.within.is_conditional()) else { continue };
            let Some(first) = command.words.first() else { continue };
            if at + 1 < commands.len() {
                let finding =
                    report.at(run.words_span(first, verb), "every container that starts changes the database");
                finding.fix("run the same image once with this command before the rollout");
            }
        }
    }
}

/// Returns the word that says so.
fn migrates(command: &Command) -> Option<&Word> {
    let (program, args) = server::called(command)?;
    let words: Vec<&Word> = args.iter().filter(|word| !word.text.starts_with('-')).collect();
    let name = program.file_name();
    let at =
        |index: usize, texts: &[&str]| words.get(index).copied().filter(|word| texts.contains(&word.text.as_str()));
    match name {
        _ if is_python(name) => {
            words.first().filter(|word| word.file_name() == "manage.py").and_then(|_| at(1, &["migrate"]))
        }
        "manage.py" | "django-admin" => at(0, &["migrate"]),
        "alembic" => words.iter().copied().find(|word| word.text == "upgrade"),
        "aerich" => at(0, &["upgrade"]),
        "flask" => words.iter().position(|word| word.text == "db").and_then(|db| at(db + 1, &["upgrade"])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("CMD [\"python\", \"manage.py\", \"migrate\"]\n", &[][..]),
            ("CMD if [ \"$M\" = 1 ]; then python manage.py migrate; fi; exec gunicorn a\n", &[]),
            ("RUN python manage.py migrate && x\nCMD [\"gunicorn\", \"a\"]\n", &[]),
            ("CMD python manage.py collectstatic && exec gunicorn a\n", &[]),
            ("CMD npm upgrade && flask run\n", &[]),
            ("CMD alembic -c a.ini upgrade head && uvicorn a:b\n", &["alembic -c a.ini upgrade"]),
            ("CMD poetry run flask db upgrade; gunicorn a\n", &["poetry run flask db upgrade"]),
            ("ENTRYPOINT [\"bash\", \"-c\", \"./manage.py migrate && gunicorn a\"]\n", &["./manage.py migrate"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("migrate-at-start", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
