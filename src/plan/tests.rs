//! Plans of small projects: states, places, the next step.

use super::*;
use crate::dockerfile::Dockerfile;
use crate::lint::{self, Context, Ignore, Options};
use crate::plan::presence::{Kind, SeenFile, marks};

/// Makes the plan of Dockerfiles without an ignore file, with what lies beside them.
fn of(texts: &[&str], presence: &Presence, switched_off: &[&'static str]) -> Plan {
    let files: Vec<Dockerfile> = texts.iter().map(|text| Dockerfile::parse(text)).collect();
    let names: Vec<String> = (0..texts.len()).map(|index| format!("{index}/Dockerfile")).collect();
    let context = Context { ignore: Ignore::Absent, files: None };
    let facts: Vec<Facts<'_>> = files.iter().map(|file| Facts::new(file, context)).collect();
    let mut faults = Vec::new();
    for (file, name) in files.iter().zip(&names) {
        let ignore = switched_off.iter().map(|slug| (*slug).to_owned()).collect();
        let outcome = lint::review(file, context, &Options { ignore, ..Options::default() });
        let fault = |finding: &lint::Finding, accepted| Fault {
            rule: finding.rule,
            level: finding.level,
            spot: Spot::at(name, file.lines.position(&file.source, finding.span.start)),
            message: finding.message.clone(),
            accepted,
        };
        faults.extend(outcome.findings.iter().map(|finding| fault(finding, false)));
        faults.extend(outcome.ignored.iter().map(|finding| fault(finding, true)));
    }
    let dockerfiles: Vec<Looked<'_>> = names.iter().zip(&facts).map(|(path, facts)| Looked { path, facts }).collect();
    plan(&Seen { dockerfiles: &dockerfiles, faults: &faults, switched_off, presence })
}

fn state<'p>(plan: &'p Plan, id: &str) -> &'p State {
    &plan.steps().find(|step| step.practice.id == id).unwrap().state
}

/// One letter for each state.
fn letter(plan: &Plan, id: &str) -> char {
    match state(plan, id) {
        State::InPlace(_) => '+',
        State::Missing(_) => '-',
        State::Accepted(_) => '~',
        State::Unseen => '?',
        State::DoesNotApply(_) => '.',
    }
}

const SOUND: &str = "# syntax=docker/dockerfile:1\nFROM python:3.14.0-slim-trixie\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY src src\nUSER 10001:10001\nCMD [\"gunicorn\", \"--bind=0.0.0.0:8000\", \"a:b\"]\n";

#[test]
fn a_silent_rule_proves_something_only_where_it_could_have_fired() {
    let cases = [
        // Nothing is installed: whether a cache would have stayed, nobody asks.
        ("FROM python:3.14-slim-trixie\n", "small/no-pip-cache", '.'),
        (SOUND, "small/no-pip-cache", '+'),
        ("FROM a:1\nRUN pip install -r r.txt\n", "small/no-pip-cache", '-'),
        (
            "FROM a:1\n# seaworthy ignore=pip-cache-kept it is measured\nRUN pip install -r r.txt\n",
            "small/no-pip-cache",
            '~',
        ),
        (SOUND, "installers/poetry-venv-place", '.'),
        (SOUND, "apps/production-server", '+'),
        ("FROM a:1\nCMD [\"python\", \"a.py\"]\n", "apps/production-server", '.'),
        ("FROM a:1\nCMD [\"python\", \"manage.py\", \"runserver\"]\n", "apps/production-server", '-'),
        (SOUND, "security/numeric-uid", '+'),
        ("FROM a:1\n", "security/numeric-uid", '.'),
        ("FROM a:1\n", "works/iterate-in-order", '?'),
        (SOUND, "security/code-not-writable", '?'),
        (SOUND, "ci/smoke-test", '.'),
        (SOUND, "ci/build-every-change", '-'),
    ];
    for (text, id, expected) in cases {
        assert_eq!(letter(&of(&[text], &Presence::default(), &[]), id), expected, "{id}: {text}");
    }
}

#[test]
fn a_rule_that_is_switched_off_proves_nothing() {
    let none = Presence::default();
    assert_eq!(letter(&of(&[SOUND], &none, &["pip-cache-kept"]), "small/no-pip-cache"), '?');
}

#[test]
fn missing_in_one_dockerfile_is_missing_and_says_where() {
    let plan = of(&[SOUND, "FROM python:3.14.0-slim-trixie\n"], &Presence::default(), &[]);
    let State::Missing(gaps) = state(&plan, "security/run-as-non-root") else { panic!("{plan:?}") };
    let places: Vec<_> = gaps.iter().map(|gap| gap.spot.clone().unwrap()).collect();
    assert_eq!(places, [Spot::at("1/Dockerfile", (1, 6))]);
    let State::Missing(gaps) = state(&plan, "works/syntax-directive") else { panic!("{plan:?}") };
    assert_eq!(gaps.len(), 1);
}

#[test]
fn every_step_is_counted() {
    let plan = of(&[SOUND], &Presence::default(), &[]);
    let counts = plan.counts();
    let all = counts.in_place + counts.missing + counts.accepted + counts.unseen + counts.does_not_apply;
    assert_eq!(all, practice::practices().count());
    let parts: usize = plan.parts.iter().map(|part| part.counts().missing).sum();
    assert_eq!(parts, counts.missing);
}

#[test]
fn the_next_step_is_what_somebody_called_in_would_say() {
    let next = |texts: &[&str]| {
        let plan = of(texts, &Presence::default(), &[]);
        let next = plan.next().unwrap();
        (next.practice.id, next.urgency)
    };
    assert_eq!(next(&[]), ("works/reviewed-template", Urgency::Beginning));
    // It does not answer; that the password is in it comes second.
    let broken = "FROM python:latest\nENV DB_PASSWORD=hunter22\nCMD [\"gunicorn\", \"--bind=127.0.0.1:8000\", \"a\"]\n";
    assert_eq!(next(&[broken]), ("works/listen-on-all-interfaces", Urgency::Broken));
    let leaking = "FROM python:latest\nENV DB_PASSWORD=hunter22\nCMD [\"flask\", \"run\", \"--host=0.0.0.0\"]\n";
    assert_eq!(next(&[leaking]), ("security/no-secrets-in-arg-or-env", Urgency::Leaking));
    let dangerous = "FROM python:latest\nCMD [\"flask\", \"run\", \"--host=0.0.0.0\"]\n";
    assert_eq!(next(&[dangerous]), ("apps/production-server", Urgency::Dangerous));
    let rounds = "FROM python:latest\nCMD [\"gunicorn\", \"--bind=0.0.0.0:8000\", \"a\"]\n";
    assert_eq!(next(&[rounds]), ("works/explicit-base-tag", Urgency::Round(1)));
}

#[test]
fn essentials_of_late_chapters_come_before_refinements_of_early_ones() {
    let text = SOUND.replace("WORKDIR", "RUN apt-get update && apt-get upgrade -y && apt-get install -y --no-install-recommends libpq5=1 && rm -rf /var/lib/apt/lists/*\nWORKDIR");
    let plan = of(&[&text], &Presence::default(), &[]);
    assert_eq!(letter(&plan, "repro/system-package-policy"), '-');
    let mut levels: Vec<u8> = Vec::new();
    let mut rest = plan.clone();
    // Does one step after the other, as the plan says.
    while let Some(id) =
        rest.next().filter(|next| !matches!(next.urgency, Urgency::Verify(_))).map(|next| next.practice.id)
    {
        let step = rest.parts.iter_mut().flat_map(|part| &mut part.steps).find(|step| step.practice.id == id).unwrap();
        levels.push(step.practice.level);
        step.state = State::InPlace(None);
    }
    assert!(levels.len() > 5 && levels.is_sorted(), "{levels:?}");
    assert!(matches!(rest.next().unwrap().urgency, Urgency::Verify(1)));
}

#[test]
fn what_lies_beside_counts_without_a_dockerfile() {
    let file = |path: &str, kind, text| SeenFile { path: path.into(), kind, marks: marks(kind, text) };
    let presence = Presence {
        files: vec![file(".github/workflows/a.yml", Kind::Ci, "run: docker build ."), file("uv.lock", Kind::Lock, "")],
    };
    let plan = of(&[], &presence, &[]);
    assert_eq!(letter(&plan, "ci/build-every-change"), '+');
    assert_eq!(letter(&plan, "repro/lock-everything"), '+');
    assert_eq!(letter(&plan, "installers/poetry-check-lock"), '.');
    assert_eq!(letter(&plan, "security/run-as-non-root"), '.');
}
