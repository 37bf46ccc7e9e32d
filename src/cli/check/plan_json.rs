//! The plan for programs: one object. The names are a promise: add, never change. docs/plan.md explains each.

use serde_json::{Value, json};

use crate::lint::level_name;
use crate::plan::{Counts, Gap, Part, Spot, State, Step};
use crate::project::Planned;

/// Returns the JSON with a line end.
pub(super) fn of(planned: &Planned) -> Result<String, serde_json::Error> {
    let files = &planned.presence.files;
    let files: Vec<Value> = files.iter().map(|file| json!({ "file": file.path, "kind": file.kind.name() })).collect();
    let next = planned.plan.next().map(|next| {
        json!({
            "practice": next.practice.id,
            "title": next.practice.title,
            "urgency": next.urgency.word(),
            "reason": next.urgency.reason(),
            "gaps": next.gaps.iter().map(gap).collect::<Vec<_>>(),
            "verify": next.practice.verify,
        })
    });
    let told = json!({
        "dockerfiles": planned.dockerfiles,
        "files": files,
        "summary": summary(planned.plan.counts()),
        "chapters": planned.plan.parts.iter().map(part).collect::<Vec<_>>(),
        "next": next,
    });
    Ok(serde_json::to_string_pretty(&told)? + "\n")
}

fn summary(counts: Counts) -> Value {
    let Counts { in_place, missing, accepted, unseen, does_not_apply } = counts;
    json!({
        "inPlace": in_place,
        "missing": missing,
        "accepted": accepted,
        "unseen": unseen,
        "doesNotApply": does_not_apply,
    })
}

fn part(part: &Part) -> Value {
    json!({
        "id": part.chapter.id,
        "title": part.chapter.title,
        "summary": summary(part.counts()),
        "practices": part.steps.iter().map(step).collect::<Vec<_>>(),
    })
}

fn step(step: &Step) -> Value {
    let practice = step.practice;
    let mut told = json!({
        "id": practice.id,
        "title": practice.title,
        "level": practice.level,
        "verify": practice.verify,
    });
    let (state, key, value) = match &step.state {
        State::InPlace(seen) => ("inPlace", "seen", json!(seen.as_ref().map(spot))),
        State::Missing(gaps) => ("missing", "gaps", json!(gaps.iter().map(gap).collect::<Vec<_>>())),
        State::Accepted(gaps) => ("accepted", "gaps", json!(gaps.iter().map(gap).collect::<Vec<_>>())),
        State::Unseen => ("unseen", "reason", json!(practice.unseen)),
        State::DoesNotApply(reason) => ("doesNotApply", "reason", json!(reason)),
    };
    told["state"] = json!(state);
    told[key] = value;
    told
}

fn gap(gap: &Gap) -> Value {
    let mut told = gap.spot.as_ref().map_or_else(|| json!({ "file": null, "line": null, "column": null }), spot);
    told["level"] = json!(level_name(gap.level));
    told["code"] = json!(gap.rule);
    told["message"] = json!(gap.message);
    told
}

fn spot(spot: &Spot) -> Value {
    json!({ "file": spot.path, "line": spot.line, "column": spot.column })
}
