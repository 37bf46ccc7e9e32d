//! `seaworthy team DIR`: where everybody of a team is. On a terminal the screen; else, or plain, the same as a table or as JSON.

use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::columns::{WIDTH, padded, widest, write_hanging};
use super::setup::Setup;
use super::{Failure, Outcome, learn, out};
use crate::app::Opening;
use crate::app::member::{Member, MemberChapter, Order, Reached};
use crate::runtime::{clock, team, terminal};
use crate::time::Day;

/// Shows the team.
pub fn run(setup: Setup, folder: &Path, as_json: bool) -> Result<Outcome, Failure> {
    if !folder.is_dir() {
        let what = "name a folder with a progress export per person, NAME.jsonl or NAME/progress.jsonl";
        return Err(format!("{} is no folder; {what}", folder.display()).into());
    }
    let on_screen = !as_json && !setup.global.plain && terminal::is_usable(std::env::var("TERM").ok().as_deref());
    if on_screen {
        let folder = folder.to_owned();
        return learn::open(setup, move |setup| Ok((setup.library()?, Opening::Team(folder))));
    }
    let library = setup.library()?;
    let now = clock::now();
    let offset = clock::offset(now);
    let (mut members, mut problems) = (Vec::new(), Vec::new());
    team::read(folder, &library, (now, offset), &mut |piece| {
        members.extend(piece.members);
        problems.extend(piece.problems);
        true
    })?;
    Order::Active.sort(&mut members);
    problems.extend(members.iter().flat_map(|member| member.problems.iter().cloned()));
    problems.sort();
    if members.is_empty() {
        problems.iter().for_each(|problem| out::error(problem));
        let what =
            "no progress export in it: NAME.jsonl or NAME/progress.jsonl, as `seaworthy progress export` writes them";
        return Err(format!("{}: {what}", folder.display()).into());
    }
    if as_json {
        out::print_json(&format!("{:#}\n", document(&members, &problems)))?;
    } else {
        out::print(&text(&members, now.day(offset)))?;
        problems.iter().for_each(|problem| out::note(problem));
    }
    Ok(Outcome::Fine)
}

fn text(members: &[Arc<Member>], today: Day) -> String {
    let people = if members.len() == 1 { "1 person".to_owned() } else { format!("{} people", members.len()) };
    let mut text = format!("{people}, {}\n\n", Order::Active.word());
    let names = widest(members.iter().map(|member| member.name.as_str())).clamp(4, 24);
    let agos: Vec<String> = members.iter().map(|member| member.ago(today)).collect();
    let active = widest(agos.iter().map(String::as_str));
    for (member, ago) in members.iter().zip(&agos) {
        let due = if member.due > 0 { format!("; {} due", member.due) } else { String::new() };
        let shaky = member.shaky().map_or(String::new(), |chapter| format!("; another look: \"{}\"", chapter.title));
        let told = format!("{}: {}{due}{shaky}", member.follows(), member.reached.told());
        let head = format!("{}  {}  ", padded(&member.name, names), padded(ago, active));
        // A long name has a line of its own.
        if crate::ui::wrap::width(&head) > WIDTH / 2 {
            text.push_str(&format!("{}\n", member.name));
            write_hanging("    ", &format!("{ago}; {told}"), &mut text);
        } else {
            write_hanging(&head, &told, &mut text);
        }
    }
    text
}

fn document(members: &[Arc<Member>], problems: &[String]) -> Value {
    let reached =
        |reached: &Reached| json!({ "read": reached.read, "placed": reached.placed, "written": reached.written });
    let chapter = |chapter: &MemberChapter| {
        json!({
            "id": chapter.id, "title": chapter.title, "lessons": reached(&chapter.reached),
            "answered": chapter.answered, "known_percent": chapter.known,
        })
    };
    let member = |member: &Arc<Member>| {
        json!({
            "name": member.name, "track": member.track.as_ref().map(|(id, _)| id), "lessons": reached(&member.reached),
            "last_active": member.last.map(Day::iso), "due": member.due,
            "answers": member.answers.0, "right": member.answers.1,
            "another_look": member.shaky().map(|chapter| &chapter.id),
            "chapters": member.chapters.iter().map(chapter).collect::<Vec<_>>(), "problems": member.problems,
        })
    };
    json!({
        "format": "seaworthy-team", "version": 1,
        "people": members.iter().map(member).collect::<Vec<_>>(), "problems": problems,
    })
}
