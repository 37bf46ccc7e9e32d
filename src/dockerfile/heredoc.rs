//! Heredocs: finding `<<WORD` in an instruction's line and what stands in the lines behind it. Does not know what the body is
//! for.

use super::lexer::{Lexer, Mode};
use super::logical::Logical;
use crate::diagnostic::Span;

/// A heredoc with its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heredoc {
    /// The word as written in the instruction, `3<<-"EOF"`.
    pub word: Logical,
    /// The name without quotes, which ends the body.
    pub name: String,
    /// The number in front of `<<`; 0 without one.
    pub descriptor: u32,
    /// A part of the name was quoted: variables in the body are not expanded.
    pub quoted: bool,
    /// `<<-`: leading tabs of body and end are taken away.
    pub chomp: bool,
    /// The lines of the body with their line breaks.
    pub body: Span,
    /// The line that ends it, without its break; `None`: nothing does.
    pub terminator: Option<Span>,
}

/// Finds the heredocs of a line in order, bodies still empty. `Err`: a name the builder cannot read.
pub(super) fn find(line: &Logical) -> Result<Vec<Heredoc>, Span> {
    if !line.contains("<<") {
        return Ok(Vec::new());
    }
    // A line that cannot be cut into words has no heredocs.
    let Ok(lexed) = Lexer::new(line, '\\', Mode::KEEP_ALL).run(&|_| None) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for word in lexed.words {
        let place = line.slice(word.range);
        match parse(&word.text, place.clone()) {
            Ok(heredoc) => found.extend(heredoc),
            Err(()) => return Err(place.span()),
        }
    }
    Ok(found)
}

/// Says whether an argument is a heredoc.
pub(super) fn is_heredoc(word: &Logical) -> bool {
    matches!(parse(word, word.clone()), Ok(Some(_)))
}

/// Reads one word, which stands at `place`.
fn parse(word: &str, place: Logical) -> Result<Option<Heredoc>, ()> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let Some(rest) = word[digits..].strip_prefix("<<") else { return Ok(None) };
    let (chomp, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
    let rest = rest.trim_start_matches([' ', '\t', '\n', '\u{c}', '\r']);
    if rest.is_empty() || rest.contains('<') {
        return Ok(None);
    }
    let lex = |mode| Lexer::new(&Logical::at(rest, 0), '\\', mode).run(&|_| None).map_err(|_| ());
    let plain = lex(Mode { keep_unset: true, cut: true, ..Mode::default() })?.words;
    let [name] = plain.as_slice() else { return Ok(None) };
    let raw = lex(Mode { keep_unset: true, cut: true, raw_quotes: true, ..Mode::default() })?.words;
    let [written] = raw.as_slice() else { return Err(()) };
    let quotes = |text: &str| text.matches(['\'', '"']).count();
    Ok(Some(Heredoc {
        word: place,
        quoted: quotes(&name.text) != quotes(&written.text),
        name: name.text.clone(),
        descriptor: word[..digits].parse().unwrap_or_default(),
        chomp,
        body: Span::default(),
        terminator: None,
    }))
}

impl Heredoc {
    /// Returns the body as the program behind it reads it: with `<<-` without leading tabs.
    pub fn content(&self, source: &str) -> Logical {
        let mut content = Logical::at("", self.body.start);
        let mut at = self.body.start;
        for line in source.get(self.body.range()).unwrap_or_default().split_inclusive('\n') {
            let kept = if self.chomp { line.trim_start_matches('\t') } else { line };
            content.push(kept, at + line.len() - kept.len());
            at += line.len();
        }
        content
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<String> {
        let found = find(&Logical::at(line, 0)).unwrap();
        let show = |h: &Heredoc| {
            let marks = format!("{}{}", if h.quoted { "q" } else { "" }, if h.chomp { "-" } else { "" });
            format!("{}{marks}@{}", h.name, &line[h.word.span().range()])
        };
        found.iter().map(show).collect()
    }

    #[test]
    fn words_that_open_a_heredoc() {
        let cases: &[(&str, &[&str])] = &[
            ("RUN <<EOF", &["EOF@<<EOF"]),
            ("RUN cat <<-\"EOF\" > /x", &["EOFq-@<<-\"EOF\""]),
            ("RUN cat << EOF", &["EOF@<< EOF"]),
            ("RUN cat <<- EOF", &[]),
            ("COPY <<a 3<<'b c' /d/", &["a@<<a", "b cq@3<<'b c'"]),
            ("RUN cat <<<EOF", &[]),
            ("RUN cat<<EOF", &[]),
            ("RUN echo \"<<EOF\"", &[]),
            ("RUN echo $((1<<2))", &[]),
            ("RUN echo $((1 << 2))", &["2))@<< 2))"]),
            ("RUN x 1<<2", &["2@1<<2"]),
            ("RUN <<$EOF", &["$EOF@<<$EOF"]),
            ("RUN it's <<EOF", &[]),
            ("RUN <<", &[]),
            ("RUN <<\"\"", &[]),
            ("RUN <<E\"O\"F", &["EOFq@<<E\"O\"F"]),
            ("RUN <<E\\ F", &["E F@<<E\\ F"]),
            ("RUN a < b <<EOF", &["EOF@<<EOF"]),
            ("RUN <<EOF>x", &["EOF>x@<<EOF>x"]),
        ];
        for (line, expected) in cases {
            assert_eq!(names(line), *expected, "{line}");
        }
    }

    #[test]
    fn a_body_loses_its_tabs_only_when_asked() {
        let source = "\ta\n\t\tb\n";
        let mut heredoc = find(&Logical::at("RUN <<-E", 0)).unwrap().remove(0);
        heredoc.body = Span::new(0, source.len());
        let content = heredoc.content(source);
        assert_eq!((content.as_str(), content.span_of(2..3)), ("a\nb\n", Span::new(5, 6)));
        heredoc.chomp = false;
        assert_eq!(heredoc.content(source).as_str(), source);
    }
}
