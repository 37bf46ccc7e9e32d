//! Lines that a spot calls no fault though a rule finds one in them: the learner who picks such a line is told that it is innocent.
//! A note, since a question asks about one thing and a line may be at fault in another.

use super::findings::Findings;
use super::site::Site;
use super::width::find;
use crate::content::quiz_file::faults_of;
use crate::diagnostic::Severity;
use crate::quiz::Kind;

/// Judges the spots about Dockerfiles.
pub(super) fn check(site: &Site<'_>, found: &mut Findings) {
    for (quiz, file) in site.own_quizzes() {
        for (question, spans) in quiz.quiz.questions.iter().zip(&quiz.quiz.spans) {
            let (Kind::Spot(spot), Some(code), Some(span)) = (&question.kind, &question.code, spans.code) else {
                continue;
            };
            if code.lang != "dockerfile" {
                continue;
            }
            for (at, one) in faults_of(&code.text, false) {
                let rule = one.rule.slug;
                let accepted =
                    one.is_absence || one.level < Severity::Warning || spans.allow.iter().any(|it| it == rule);
                let Some(line) = spot.lines.get(at).filter(|line| !accepted && !line.fault) else { continue };
                let message =
                    format!("`{rule}` fires in this line, which the question calls no fault: {}", one.message);
                let help = format!("mend the line, mark it as a fault, or accept it with `allow = [\"{rule}\"]`");
                found.add("spot-innocent", file, find(&file.text, span, &line.text), message, help);
            }
        }
    }
}
