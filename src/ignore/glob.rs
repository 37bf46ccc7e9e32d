//! Patterns with wildcards, as a small automaton. The builder turns such a pattern into a regular expression by plain replacement
//! (`*` is `[^/]*`, `**` is `(.*/)?`, classes are copied); this room reads the same replaced text, so that its oddities hold too:
//! `[^a]` matches `/`, `**.py[co]` needs a slash before the dot. A match is linear in pattern times path.

use std::iter::Peekable;
use std::str::Chars;

/// What one character may be.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Set {
    Char(char),
    /// Go's `.`: all but a newline.
    Any,
    Class {
        negated: bool,
        ranges: Vec<(char, char)>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Op {
    One(Set),
    Many(Set),
    /// Go on at the next step, or so many steps further.
    Maybe(usize),
    /// Only at the start of the path: a `^` outside a class.
    Start,
}

/// A compiled pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glob {
    ops: Vec<Op>,
    /// Every match ends so; a quick way to say no.
    tail: String,
}

impl Glob {
    /// Compiles `pattern`; `None` when Go's regexp would refuse what it becomes.
    pub fn new(pattern: &str) -> Option<Self> {
        let ops = compile(&replaced(pattern))?;
        let plain = ops.iter().rev().map_while(|op| match op {
            Op::One(Set::Char(c)) => Some(*c),
            _ => None,
        });
        // The end of `(.*/)?` is a plain slash but may be left out as a whole, so the run stops at the last way round.
        let mut tail: Vec<char> = plain.collect();
        if let Some(at) = ops.iter().rposition(|op| matches!(op, Op::Maybe(_))) {
            tail.truncate(ops.len().saturating_sub(at + 3));
        }
        Some(Self { ops, tail: tail.into_iter().rev().collect() })
    }

    /// Returns whether the whole `path` matches.
    pub fn matches(&self, path: &str) -> bool {
        path.ends_with(&self.tail) && self.run(path).last() == Some(&true)
    }

    /// Returns whether some path that begins with `prefix` could match.
    pub fn reaches_below(&self, prefix: &str) -> bool {
        self.run(prefix).iter().enumerate().any(|(at, on)| *on && !self.ops[at..].contains(&Op::Start))
    }

    /// Feeds `path` and returns which steps are live after it; the last one is the end of the pattern.
    fn run(&self, path: &str) -> Vec<bool> {
        let end = self.ops.len();
        let (mut now, mut next) = (vec![false; end + 1], vec![false; end + 1]);
        now[0] = true;
        self.spread(&mut now, true);
        for c in path.chars() {
            next.fill(false);
            let mut alive = false;
            for (at, op) in self.ops.iter().enumerate().filter(|(at, _)| now[*at]) {
                match op {
                    Op::One(set) if set.holds(c) => next[at + 1] = true,
                    Op::Many(set) if set.holds(c) => next[at] = true,
                    _ => continue,
                }
                alive = true;
            }
            std::mem::swap(&mut now, &mut next);
            if !alive {
                break;
            }
            self.spread(&mut now, false);
        }
        now
    }

    /// Follows the steps that take no character; they only lead forward, so one pass is enough.
    fn spread(&self, live: &mut [bool], at_start: bool) {
        for (at, op) in self.ops.iter().enumerate() {
            if !live[at] {
                continue;
            }
            match op {
                Op::Many(_) => live[at + 1] = true,
                Op::Maybe(far) => {
                    live[at + 1] = true;
                    live[at + far] = true;
                }
                Op::Start if at_start => live[at + 1] = true,
                Op::Start | Op::One(_) => {}
            }
        }
    }
}

impl Set {
    fn holds(&self, c: char) -> bool {
        match self {
            Self::Char(own) => *own == c,
            Self::Any => c != '\n',
            Self::Class { negated, ranges } => ranges.iter().any(|(low, high)| (*low..=*high).contains(&c)) != *negated,
        }
    }
}

/// Returns the regular expression that the builder makes of `pattern`, without its anchors.
fn replaced(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len() * 2);
    let mut chars = pattern.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '*' if chars.next_if_eq(&'*').is_some() => {
                let _ = chars.next_if_eq(&'/');
                out.push_str(if chars.peek().is_none() { ".*" } else { "(.*/)?" });
            }
            '*' => out.push_str("[^/]*"),
            '?' => out.push_str("[^/]"),
            '.' | '+' | '(' | ')' | '|' | '{' | '}' | '$' => out.extend(['\\', c]),
            '\\' => out.extend(std::iter::once(c).chain(chars.next())),
            c => out.push(c),
        }
    }
    out
}

fn compile(expression: &str) -> Option<Vec<Op>> {
    let mut ops = Vec::new();
    let mut chars = expression.chars().peekable();
    while let Some(c) = chars.next() {
        let set = match c {
            '(' => {
                // Only `(.*/)?` is ever written outside a class.
                chars.by_ref().take(5).for_each(drop);
                ops.extend([Op::Maybe(3), Op::Many(Set::Any), Op::One(Set::Char('/'))]);
                continue;
            }
            '^' => {
                ops.push(Op::Start);
                continue;
            }
            '.' => Set::Any,
            '[' => class(&mut chars)?,
            '\\' => escape(chars.next()?)?,
            c => Set::Char(c),
        };
        ops.push(if chars.next_if_eq(&'*').is_some() { Op::Many(set) } else { Op::One(set) });
    }
    Some(ops)
}

fn class(chars: &mut Peekable<Chars<'_>>) -> Option<Set> {
    let negated = chars.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    let mut first = true;
    loop {
        let low = match chars.next()? {
            ']' if !first => return Some(Set::Class { negated, ranges }),
            '\\' => match escape(chars.next()?)? {
                Set::Char(c) => c,
                Set::Class { negated: false, ranges: more } => {
                    ranges.extend(more);
                    first = false;
                    continue;
                }
                _ => return None,
            },
            c => c,
        };
        first = false;
        let mut high = low;
        let mut ahead = chars.clone();
        if ahead.next_if_eq(&'-').is_some() && ahead.peek().is_some_and(|c| *c != ']') {
            *chars = ahead;
            high = match chars.next()? {
                '\\' => match escape(chars.next()?)? {
                    Set::Char(c) => c,
                    _ => return None,
                },
                c => c,
            };
        }
        if low > high {
            return None;
        }
        ranges.push((low, high));
    }
}

/// Returns what `\c` means in Go's regular expressions; letters and digits that mean nothing are an error there.
fn escape(c: char) -> Option<Set> {
    let class = |negated, ranges: &[(char, char)]| Some(Set::Class { negated, ranges: ranges.to_vec() });
    match c {
        'd' | 'D' => class(c == 'D', &[('0', '9')]),
        'w' | 'W' => class(c == 'W', &[('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        's' | 'S' => class(c == 'S', &[('\t', '\n'), ('\x0c', '\r'), (' ', ' ')]),
        'a' => Some(Set::Char('\x07')),
        'f' => Some(Set::Char('\x0c')),
        'n' => Some(Set::Char('\n')),
        'r' => Some(Set::Char('\r')),
        't' => Some(Set::Char('\t')),
        'v' => Some(Set::Char('\x0b')),
        c if c.is_ascii_alphanumeric() || !c.is_ascii() => None,
        c => Some(Set::Char(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wildcards_match_as_the_builders_expression_does() {
        let cases = [
            ("*.pyc", "a.pyc", true),
            ("*.pyc", ".pyc", true),
            ("*.pyc", "a/b.pyc", false),
            ("*.pyc", "apyc", false),
            ("a?c", "a/c", false),
            ("a?c", "aöc", true),
            ("**/*.pyc", "a.pyc", true),
            ("**/*.pyc", "x/y/a.pyc", true),
            ("a/**/b", "a/b", true),
            ("a/**/b", "a/x/y/b", true),
            ("a/**/b", "ab", false),
            ("a**b*", "ab", true),
            ("a**b*", "ax/bc", true),
            ("a**b*", "axb", false),
            ("**.py[co]", "a.pyc", false),
            ("**.py[co]", "a/.pyc", true),
            ("**/**", "a", true),
            ("a[^b]c", "a/c", true),
            ("[a-c]x", "bx", true),
            ("[!a]x", "!x", true),
            ("[!a]x", "bx", false),
            ("*{a,b}", "xa", false),
            ("*{a,b}", "x{a,b}", true),
            ("*$", "x$", true),
            ("\\#*", "#x", true),
            ("*^x", "^x", false),
            ("^x*", "xa", true),
            ("*\\d", "a7", true),
            ("[*]", "*", false),
            ("[*]", "]", true),
            ("x/**/?", "x/y/z", true),
        ];
        for (pattern, path, expected) in cases {
            assert_eq!(Glob::new(pattern).unwrap().matches(path), expected, "{pattern} against {path}");
        }
    }

    #[test]
    fn what_go_refuses_is_refused() {
        for pattern in ["[z-a]*", "*\\q", "*\\1", "[a-\\d]*", "*\\ö"] {
            assert_eq!(Glob::new(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn below_a_folder() {
        let cases = [
            ("docs/*.md", "docs/", true),
            ("docs/*.md", "docs/x/", false),
            ("*/keep", "docs/", true),
            ("*/keep", "docs/x/", false),
            ("**/*.md", "docs/x/", true),
            ("doc?/a", "docs/", true),
            ("doc?/a", "dox/", false),
            ("*^x", "a/", false),
        ];
        for (pattern, prefix, expected) in cases {
            assert_eq!(Glob::new(pattern).unwrap().reaches_below(prefix), expected, "{pattern} below {prefix}");
        }
    }
}
