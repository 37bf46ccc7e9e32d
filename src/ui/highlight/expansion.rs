//! Variables inside other text: `"$HOME/bin"`, `3.14-${VARIANT}`, `"$(date)"`, `${{ github.sha }}`. Found here and not by
//! the grammars, which would need a context for each text that can hold one, and an expression for each context.

use super::LineSpans;
use super::lexer::push;
use super::role::SyntaxRole;

/// Appends `text`, which begins at byte `start` of its line: expansions as variables, what lies between them as `role`.
pub(super) fn split(text: &str, start: usize, role: SyntaxRole, out: &mut LineSpans) {
    let bytes = text.as_bytes();
    let (mut done, mut at) = (0, 0);
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'$' => {
                let end = at + 1 + length(&bytes[at + 1..]);
                if end > at + 1 {
                    push(out, start + done..start + at, role);
                    push(out, start + at..start + end, SyntaxRole::Variable);
                    done = end;
                }
                at = end;
            }
            _ => at += 1,
        }
    }
    push(out, start + done..start + text.len(), role);
}

/// Length of the expansion that begins behind a `$`; 0 where there is none.
fn length(rest: &[u8]) -> usize {
    match rest.first() {
        Some(b'{') => bracketed(rest, b'{', b'}'),
        Some(b'(') => bracketed(rest, b'(', b')'),
        Some(b'@' | b'*' | b'#' | b'?' | b'!' | b'0'..=b'9') => 1,
        Some(byte) if byte.is_ascii_alphabetic() || *byte == b'_' => {
            rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count()
        }
        _ => 0,
    }
}

/// Length up to the bracket that closes the first; all of it where none does, less the quote that ends the text.
fn bracketed(rest: &[u8], open: u8, close: u8) -> usize {
    let mut depth = 0_usize;
    for (at, &byte) in rest.iter().enumerate() {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return at + 1;
            }
        }
    }
    rest.len() - usize::from(rest.ends_with(b"\""))
}
