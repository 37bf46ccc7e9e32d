//! Reads `quizzes/<chapter>/<lesson>.toml`: text in, questions and diagnostics out; every diagnostic has its bytes.
//! Judges one file by itself; what needs the whole course (dead sections, giveaways) is asked elsewhere, with
//! [`QuestionSpans`] to point by. Must not know where files lie or how Markdown is parsed.

mod code;
mod computed;
mod fields;
mod fill;
mod match_pairs;
mod options;
mod order;
mod prose;
mod reader;
mod schema;
mod spot;
mod syntax;
mod text;

pub(super) use computed::found as faults_of;

use std::collections::HashSet;

use toml::de::DeTable;

use crate::course::Block;
use crate::diagnostic::{Diagnostic, Span, nearest};
use crate::id::{LessonId, QuestionId};
use crate::quiz::{Choice, Kind, Multi, Question};
use code::Coded;
use fields::Fields;
use reader::Reader;
use text::Text;

/// What one quiz file holds.
#[derive(Debug, Clone, Default)]
pub struct QuizFile {
    /// The questions that can be asked, in file order.
    pub questions: Vec<Question>,
    /// Where each of `questions` stands, index by index.
    pub spans: Vec<QuestionSpans>,
    /// What is wrong, in file order. A question that cannot be asked is named here and left out above.
    pub diagnostics: Vec<Diagnostic>,
}

/// Where a question and its parts stand in the file, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionSpans {
    /// The line `[[question]]`.
    pub header: Span,
    /// The value of `id`.
    pub id: Span,
    /// The value of `prompt`.
    pub prompt: Span,
    /// The value of `section`.
    pub section: Option<Span>,
    /// The value of `explanation`; the header where there is none.
    pub explanation: Span,
    /// The value of `code`.
    pub code: Option<Span>,
    /// Rules whose findings in lines that are no fault stay on purpose: the entries of `allow`.
    pub allow: Vec<String>,
    /// The options, blanks, items, spots or pairs (then decoys) as they are listed in the file.
    pub parts: Vec<PartSpans>,
}

/// Where a part of a question stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PartSpans {
    /// Its text: an option's or item's `text`, a blank's `answer`, a spot's `mark`, a pair's `left`, a decoy's `right`.
    pub text: Span,
    /// Its `why`; its header where there is none.
    pub why: Span,
}

/// Reads the questions of `lesson` from `source`, and what is wrong with them; see [`read`].
pub fn parse(
    path_label: &str,
    lesson: &LessonId,
    source: &str,
    markdown: &dyn Fn(&str) -> Vec<Block>,
) -> (Vec<Question>, Vec<Diagnostic>) {
    let file = read(path_label, lesson, source, markdown);
    (file.questions, file.diagnostics)
}

/// Reads the questions of `lesson` from `source`, with their places. `path_label` names the file in diagnostics;
/// `markdown` turns a field into blocks whose spans count from the field's beginning (they are moved to where the field
/// stands in the file).
pub fn read(path_label: &str, lesson: &LessonId, source: &str, markdown: &dyn Fn(&str) -> Vec<Block>) -> QuizFile {
    let mut diagnostics = Vec::new();
    let mended;
    let (text, table) = match DeTable::parse(source) {
        Ok(table) => (source, Some(table)),
        Err(error) => {
            diagnostics.push(syntax::diagnose(path_label, source, &error));
            mended = syntax::without_broken_questions(source, error);
            (mended.as_str(), DeTable::parse(&mended).ok())
        }
    };
    let mut file = QuizFile::default();
    if let Some(table) = table {
        let mut reader = Reader::new(path_label, text, markdown);
        let root = Fields::new(table.get_ref(), Span::default(), "the file".into(), schema::ROOT);
        read_file(&mut reader, lesson, &root, &mut file);
        diagnostics.append(&mut reader.diagnostics);
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.span.start);
    QuizFile { diagnostics, ..file }
}

fn read_file(reader: &mut Reader<'_>, lesson: &LessonId, root: &Fields<'_>, file: &mut QuizFile) {
    root.refuse_unknown(reader);
    let mut known = HashSet::new();
    for mut fields in root.tables("question", schema::ALL_QUESTIONS, reader).unwrap_or_default() {
        if let Some((question, spans)) = read_question(reader, lesson, &mut fields, &mut known) {
            file.questions.push(question);
            file.spans.push(spans);
        }
    }
}

/// Reads one question with all its diagnostics; nothing comes back when it could not be asked or marked.
fn read_question(
    reader: &mut Reader<'_>,
    lesson: &LessonId,
    fields: &mut Fields<'_>,
    known: &mut HashSet<QuestionId>,
) -> Option<(Question, QuestionSpans)> {
    let mut spans = QuestionSpans { header: fields.span, explanation: fields.span, ..QuestionSpans::default() };
    let id = read_id(reader, lesson, fields, known, &mut spans);
    let kind_name = read_kind_name(reader, fields);
    fields.refuse_unknown(reader);

    let prompt = fields.required("prompt", "a situation and what is to be decided, in Markdown", reader);
    let section = fields.optional("section", reader);
    let explanation = fields.required("explanation", "shown after the answer, right or wrong", reader);
    let lang = fields.optional("lang", reader);
    let coded = read_code(reader, fields, kind_name, lang.as_ref());
    let hints = read_hints(reader, fields);
    let aliases = read_aliases(reader, lesson, fields, known);
    let allow = read_allow(reader, fields);
    let (kind, parts) = read_kind(reader, fields, kind_name?, coded.as_ref(), lang.as_ref())?;

    let (id, prompt) = (id?, prompt?);
    spans.prompt = prompt.span;
    spans.section = section.as_ref().map(|section| section.span);
    spans.explanation = explanation.as_ref().map_or(fields.span, |explanation| explanation.span);
    spans.code = coded.as_ref().map(Coded::whole);
    spans.parts = parts;
    spans.allow = allow;
    let question = Question {
        id,
        prompt: reader.blocks(&prompt),
        code: coded.map(Coded::into_code),
        section: section.map(|section| section.value.trim().to_owned()),
        explanation: explanation.map(|explanation| reader.blocks(&explanation)).unwrap_or_default(),
        hints,
        aliases,
        key_hash: kind.key_hash(),
        kind,
    };
    Some((question, spans))
}

/// Reads the id and renames `fields` by it, so that later messages name the question.
fn read_id(
    reader: &mut Reader<'_>,
    lesson: &LessonId,
    fields: &mut Fields<'_>,
    known: &mut HashSet<QuestionId>,
    spans: &mut QuestionSpans,
) -> Option<QuestionId> {
    let slug = fields.slug("id", reader)?;
    fields.name = format!("question `{}`", slug.value);
    spans.id = slug.span;
    let id = QuestionId::new(lesson, &slug.value).ok()?;
    if !known.insert(id.clone()) {
        let message = format!("the id `{}` is taken by a question above", slug.value);
        reader.error(
            "id-twice",
            slug.span,
            message,
            "give this question an id that no question of the file has or had",
        );
        return None;
    }
    Some(id)
}

fn read_kind_name(reader: &mut Reader<'_>, fields: &mut Fields<'_>) -> Option<&'static str> {
    let all = Kind::NAMES.join(", ");
    let text = fields.required("kind", &format!("one of {all}"), reader)?;
    let Some(kind) = Kind::NAMES.into_iter().find(|name| *name == text.value) else {
        let message = format!("`{}` is not a kind of question", text.value);
        let help = match nearest(&text.value, Kind::NAMES) {
            Some(near) => format!("did you mean `{near}`? The kinds are {all}"),
            None => format!("the kinds are {all}"),
        };
        reader.error("kind-unknown", text.span, message, help);
        return None;
    };
    fields.table = schema::of_kind(kind);
    Some(kind)
}

fn read_code(reader: &mut Reader<'_>, fields: &Fields<'_>, kind: Option<&str>, lang: Option<&Text>) -> Option<Coded> {
    let text = match kind {
        Some("fill") => fields.required("code", "code with a place `{{name}}` for each blank", reader),
        Some("spot") => {
            fields.required("code", "the lines to pick from, with `# !mark NAME` above those that matter", reader)
        }
        _ => fields.optional("code", reader),
    };
    // The items of an order may be code themselves and say their language.
    if let Some(lang) = lang.filter(|_| fields.is_without("code") && kind != Some("order")) {
        let help = "remove it, or write the code it describes as `code`";
        reader.error("lang-without-code", lang.span, format!("{} has `lang` and no `code`", fields.name), help);
    }
    Some(Coded::read(reader, text?, &language(lang)))
}

/// Returns the language that `lang` names, or the one that is meant where nothing is said.
fn language(lang: Option<&Text>) -> String {
    lang.map_or_else(|| "dockerfile".to_owned(), |lang| lang.value.trim().to_lowercase())
}

fn read_hints(reader: &mut Reader<'_>, fields: &Fields<'_>) -> Vec<Vec<Block>> {
    let mut hints = fields.texts("hints", reader);
    if let Some(extra) = hints.get(schema::MOST_HINTS) {
        let message = format!("{} has {} hints", fields.name, hints.len());
        reader.error("hints-many", extra.span, message, "keep at most three, from a nudge to nearly the answer");
        hints.truncate(schema::MOST_HINTS);
    }
    hints.iter().map(|hint| reader.blocks(hint)).collect()
}

fn read_aliases(
    reader: &mut Reader<'_>,
    lesson: &LessonId,
    fields: &Fields<'_>,
    known: &mut HashSet<QuestionId>,
) -> Vec<QuestionId> {
    let mut aliases = Vec::new();
    for text in fields.texts("aliases", reader) {
        // A question that came from another lesson says so; most only had another slug.
        let id = if text.value.contains('#') { text.value.parse() } else { QuestionId::new(lesson, &text.value) };
        match id {
            Ok(id) if known.insert(id.clone()) => aliases.push(id),
            Ok(_) => {
                let message = format!("the alias `{}` is an id or alias of a question of this file", text.value);
                reader.error("id-twice", text.span, message, "keep an old id with the one question it belonged to");
            }
            Err(error) => {
                let help = "write the old slug, or the old id in full as `chapter/lesson#slug`";
                reader.error("id-bad", text.span, error.to_string(), help);
            }
        }
    }
    aliases
}

fn read_allow(reader: &mut Reader<'_>, fields: &Fields<'_>) -> Vec<String> {
    let named = fields.texts("allow", reader);
    let rules = named.into_iter().filter(|name| computed::is_rule(reader, name));
    rules.map(|name| name.value).collect()
}

fn read_kind(
    reader: &mut Reader<'_>,
    fields: &Fields<'_>,
    kind: &str,
    coded: Option<&Coded>,
    lang: Option<&Text>,
) -> Option<(Kind, Vec<PartSpans>)> {
    Some(match kind {
        "choice" => {
            let (options, spans) = options::read(reader, fields, true)?;
            (Kind::Choice(Choice { options }), spans)
        }
        "multi" => {
            let (options, spans) = options::read(reader, fields, false)?;
            (Kind::Multi(Multi { options }), spans)
        }
        "fill" => fill::read(reader, fields, coded)?,
        "order" => order::read(reader, fields, lang.filter(|_| coded.is_none()))?,
        "spot" => spot::read(reader, fields, coded)?,
        _ => match_pairs::read(reader, fields)?,
    })
}

#[cfg(test)]
mod tests;
