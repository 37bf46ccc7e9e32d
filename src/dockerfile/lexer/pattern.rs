//! The patterns of `${A#…}`, `${A%…}` and `${A/…/…}`: `*`, `?` and escapes, nothing else. Matched by walking all states at
//! once, so no pattern is slow.

use super::MAX_EXPANSION;
use super::error::ExpandError;

/// Pattern length times text length beyond which the answer is refused.
const MAX_WORK: usize = 16 << 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Char(char),
    AnyChar,
    AnyText,
}

/// Takes the shortest or longest match of `pattern` off the beginning, or the end, of `value`.
pub(super) fn trim(value: &str, pattern: &str, from_end: bool, longest: bool) -> Result<String, ExpandError> {
    let mut tokens = read(pattern)?;
    let mut chars: Vec<char> = value.chars().collect();
    check_work(&tokens, &chars)?;
    if from_end {
        tokens.reverse();
        chars.reverse();
    }
    let skip = find(&tokens, &chars, 0, true, longest).map_or(0, |(_, end)| end);
    let rest = chars[skip..].iter();
    Ok(if from_end { rest.rev().collect() } else { rest.collect() })
}

/// Replaces the first match, or all, of `pattern` in `value`.
pub(super) fn replace(value: &str, pattern: &str, by: &str, all: bool) -> Result<String, ExpandError> {
    let tokens = read(pattern)?;
    let chars: Vec<char> = value.chars().collect();
    check_work(&tokens, &chars)?;
    let mut out = String::new();
    let (mut at, mut copied, mut last_end) = (0, 0, None);
    while at <= chars.len() && out.len() <= MAX_EXPANSION {
        let Some((start, end)) = find(&tokens, &chars, at, false, true) else { break };
        out.extend(&chars[copied..start]);
        // An empty match right behind another is none.
        if start < end || last_end != Some(start) {
            out.push_str(by);
        }
        (copied, last_end) = (end, Some(end));
        at = if start < end { end } else { end + 1 };
        if !all {
            break;
        }
    }
    out.extend(&chars[copied..]);
    Ok(out)
}

fn check_work(tokens: &[Token], chars: &[char]) -> Result<(), ExpandError> {
    if tokens.len().saturating_mul(chars.len()) > MAX_WORK { Err(ExpandError::TooLong) } else { Ok(()) }
}

fn read(pattern: &str) -> Result<Vec<Token>, ExpandError> {
    let mut tokens = Vec::new();
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        tokens.push(match c {
            '*' => Token::AnyText,
            '?' => Token::AnyChar,
            '\\' => match chars.next() {
                Some(c @ ('}' | '/' | '*' | '?' | '\\')) => Token::Char(c),
                _ => return Err(ExpandError::Pattern(pattern.to_owned())),
            },
            _ => Token::Char(c),
        });
    }
    Ok(tokens)
}

/// Finds the leftmost match from `from` on, the longest or shortest there; `anchored`: only at `from`.
fn find(tokens: &[Token], chars: &[char], from: usize, anchored: bool, longest: bool) -> Option<(usize, usize)> {
    // For each token the leftmost start with which it is reached.
    let mut states: Vec<Option<usize>> = vec![None; tokens.len() + 1];
    let mut best: Option<(usize, usize)> = None;
    for at in from..=chars.len() {
        if best.is_none() && (at == from || !anchored) && states[0].is_none() {
            states[0] = Some(at);
        }
        skip_any_text(tokens, &mut states);
        if let Some(start) = states[tokens.len()] {
            if best.is_none_or(|(other, _)| start <= other) {
                best = Some((start, at));
            }
            if !longest {
                return best;
            }
        }
        let Some(c) = chars.get(at) else { break };
        step(tokens, &mut states, *c, best.map(|(start, _)| start));
        if (best.is_some() || anchored) && states.iter().all(Option::is_none) {
            break;
        }
    }
    best
}

fn skip_any_text(tokens: &[Token], states: &mut [Option<usize>]) {
    for (index, token) in tokens.iter().enumerate() {
        if *token == Token::AnyText {
            states[index + 1] = earlier(states[index], states[index + 1]);
        }
    }
}

/// Moves all states over `c`; once a match is known, those that began later are dropped.
fn step(tokens: &[Token], states: &mut [Option<usize>], c: char, bound: Option<usize>) {
    let mut carried = None;
    for (index, token) in tokens.iter().enumerate() {
        let here = states[index].filter(|start| bound.is_none_or(|bound| *start <= bound));
        let matches = match token {
            Token::Char(wanted) => *wanted == c,
            Token::AnyChar | Token::AnyText => c != '\n',
        };
        let stays = matches && *token == Token::AnyText;
        states[index] = earlier(carried, here.filter(|_| stays));
        carried = here.filter(|_| matches && !stays);
    }
    states[tokens.len()] = carried;
}

fn earlier(a: Option<usize>, b: Option<usize>) -> Option<usize> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims() {
        let cases = [
            ("1.2.3", "*.", false, false, "2.3"),
            ("1.2.3", "*.", false, true, "3"),
            ("1.2.3", ".*", true, false, "1.2"),
            ("1.2.3", ".*", true, true, "1"),
            ("abc", "?", false, false, "bc"),
            ("abc", "x", false, true, "abc"),
            ("a*c", "a\\*", false, false, "c"),
            ("a}c", "a\\}", false, false, "c"),
            ("abc", "", true, true, "abc"),
            ("abab", "*b", false, true, ""),
        ];
        for (value, pattern, from_end, longest, expected) in cases {
            assert_eq!(trim(value, pattern, from_end, longest).unwrap(), expected, "{value} {pattern}");
        }
        assert!(trim("a", "\\x", false, false).is_err());
    }

    #[test]
    fn replaces() {
        let cases = [
            ("1.2.3", ".", "-", true, "1-2-3"),
            ("1.2.3", ".", "-", false, "1-2.3"),
            ("aXbXc", "X*X", "_", true, "a_c"),
            ("abc", "", "-", true, "-a-b-c-"),
            ("abc", "*", "x", true, "x"),
            ("abc", "z", "x", true, "abc"),
            ("aab", "a*b", "x", false, "x"),
            ("cabab", "ab", "", true, "c"),
            ("", "x", "y", true, ""),
            ("", "", "y", true, "y"),
        ];
        for (value, pattern, by, all, expected) in cases {
            assert_eq!(replace(value, pattern, by, all).unwrap(), expected, "{value} {pattern}");
        }
    }

    #[test]
    fn no_pattern_is_slow() {
        let value = "a".repeat(20_000);
        assert_eq!(replace(&value, "*a*a*a*a*b", "x", true).unwrap(), value);
        assert_eq!(trim(&value, "*a*a*a*a*b", false, true).unwrap(), value);
    }
}
