//! One grammar at work on one line after the other: syntect's scope operations in, role spans out. Knows nothing of
//! what the lines of a language have to do with each other; that is `frame`'s.

use std::ops::Range;

use syntect::dumps::from_uncompressed_data;
use syntect::parsing::{ParseState, Scope, ScopeStackOp, SyntaxSet};

use super::LineSpans;
use super::expansion;
use super::language::Language;
use super::role::SyntaxRole;
use super::words::Words;

/// What a scope of the grammars stands for: its first atom says what, a second that there may be expansions inside.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Role(SyntaxRole),
    /// Text with `$variables` in it.
    Expanding(SyntaxRole),
    /// A name: a keyword, a literal or nothing in particular.
    Word,
    /// A name in the place of a command or a call: a keyword or a function.
    Command,
    /// The word that will end a here-document.
    Heredoc,
}

/// The grammars, and what their scopes stand for.
pub(super) struct Grammars {
    set: SyntaxSet,
    /// By number of a scope's first atom: to look one up is an index, and no string is built.
    tokens: Vec<Option<Token>>,
}

impl Grammars {
    /// Reads the dump that `examples/build_syntaxes.rs` made of `assets/syntaxes/`.
    pub fn load() -> Option<Self> {
        let set = from_uncompressed_data(include_bytes!("../../../assets/syntaxes.bin")).ok()?;
        let roles = SyntaxRole::ALL.into_iter().map(|role| (role.name(), Token::Role(role)));
        let others = [("word", Token::Word), ("command", Token::Command), ("heredoc", Token::Heredoc)];
        let mut tokens = Vec::new();
        for (name, token) in roles.chain(others) {
            let atom = usize::from(Scope::new(name).ok()?.atom_at(0));
            if tokens.len() <= atom {
                tokens.resize(atom + 1, None);
            }
            tokens[atom] = Some(token);
        }
        Some(Self { set, tokens })
    }

    fn token(&self, scope: Scope) -> Option<Token> {
        match self.tokens.get(usize::from(scope.atom_at(0))).copied().flatten() {
            Some(Token::Role(role)) if scope.atom_at(1) != 0 => Some(Token::Expanding(role)),
            token => token,
        }
    }
}

/// A grammar and where in it the last line ended.
pub(super) struct Lexer<'g> {
    grammars: &'g Grammars,
    words: &'static Words,
    start: ParseState,
    state: ParseState,
    /// The scopes that are open, each with what its text is; the top one counts.
    stack: Vec<Token>,
    /// The line as the grammar sees it.
    buffer: String,
    /// See [`Self::heredocs`].
    heredocs: Vec<Range<usize>>,
}

impl<'g> Lexer<'g> {
    /// Returns a lexer at the beginning of a text.
    pub fn new(grammars: &'g Grammars, language: Language) -> Option<Self> {
        let syntax = grammars.set.find_syntax_by_name(language.grammar())?;
        let mut start = ParseState::new(syntax);
        // An empty line takes the state into the grammar's main context, so that `reset` need not do it each time.
        start.parse_line("", &grammars.set).ok()?;
        Some(Self {
            grammars,
            words: language.words(),
            state: start.clone(),
            start,
            stack: Vec::new(),
            buffer: String::new(),
            heredocs: Vec::new(),
        })
    }

    /// Forgets the lines before.
    pub fn reset(&mut self) {
        self.state.clone_from(&self.start);
        self.stack.clear();
    }

    /// Returns where in the last line words stand that will each end a here-document, quotes included.
    pub fn heredocs(&self) -> &[Range<usize>] {
        &self.heredocs
    }

    /// Appends the spans of a line whose `text` begins `offset` bytes after the line's beginning. With `pad` the
    /// grammar sees a blank before the text: it is not at the beginning of anything.
    pub fn line(&mut self, text: &str, offset: usize, pad: bool, out: &mut LineSpans) {
        self.heredocs.clear();
        self.buffer.clear();
        if pad {
            self.buffer.push(' ');
        }
        self.buffer.push_str(text);
        self.buffer.push('\n');
        let Ok(operations) = self.state.parse_line(&self.buffer, &self.grammars.set) else { return };
        let mut reached = 0;
        for (position, operation) in operations {
            let position = position.saturating_sub(usize::from(pad)).min(text.len());
            if position > reached {
                self.emit(text, reached..position, offset, out);
                reached = position;
            }
            match operation {
                ScopeStackOp::Push(scope) => {
                    let inherited = self.stack.last().copied();
                    let token = self.grammars.token(scope).or(inherited);
                    self.stack.push(token.unwrap_or(Token::Role(SyntaxRole::Plain)));
                }
                ScopeStackOp::Pop(count) => self.stack.truncate(self.stack.len().saturating_sub(count)),
                // No grammar of ours clears scopes.
                ScopeStackOp::Clear(_) | ScopeStackOp::Restore | ScopeStackOp::Noop => {}
            }
        }
        self.emit(text, reached..text.len(), offset, out);
    }

    /// Appends one piece of the line, as what stands on top of the stack.
    fn emit(&mut self, text: &str, piece: Range<usize>, offset: usize, out: &mut LineSpans) {
        let Some(&token) = self.stack.last() else { return };
        let role = match token {
            Token::Role(role) => role,
            Token::Expanding(role) => return expansion::split(&text[piece.clone()], piece.start + offset, role, out),
            Token::Word => self.word(&text[piece.clone()], SyntaxRole::Plain),
            Token::Command => self.word(&text[piece.clone()], SyntaxRole::Function),
            Token::Heredoc => {
                self.heredocs.push(piece.clone());
                SyntaxRole::Operator
            }
        };
        push(out, piece.start + offset..piece.end + offset, role);
    }

    fn word(&self, word: &str, otherwise: SyntaxRole) -> SyntaxRole {
        if self.words.keywords.contains(&word) {
            SyntaxRole::Keyword
        } else if self.words.is_literal(word) {
            SyntaxRole::Number
        } else {
            otherwise
        }
    }
}

/// Appends a span, joined to the one before where that has the same role and touches it. Plain and empty ones are gaps.
pub(super) fn push(out: &mut LineSpans, range: Range<usize>, role: SyntaxRole) {
    if role == SyntaxRole::Plain || range.is_empty() {
        return;
    }
    let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { return };
    match out.last_mut() {
        Some((last, same)) if *same == role && last.end == start => last.end = end,
        _ => out.push((start..end, role)),
    }
}
