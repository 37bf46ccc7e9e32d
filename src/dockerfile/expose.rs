//! The ports of EXPOSE: `80`, `8000-8010/udp`. Does not know which are sensible.

use super::logical::Logical;

/// One argument of EXPOSE.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// As written.
    pub text: Logical,
    /// The first and last port; `None`: a variable, or no port at all.
    pub range: Option<(u16, u16)>,
    /// What follows `/`, as written; the builder takes `tcp` without it.
    pub protocol: Option<Logical>,
    /// An address or a host port stands in front (`127.0.0.1:80:80`), which EXPOSE cannot have.
    pub host: Option<Logical>,
}

impl Port {
    /// Says whether a variable decides.
    pub fn is_variable(&self) -> bool {
        self.text.contains('$')
    }
}

/// Reads one argument.
pub(super) fn port(text: Logical) -> Port {
    // A slash or colon in `${A:-x}` separates nothing.
    let from = text.rfind('}').map_or(0, |brace| brace + 1);
    let slash = text[from..].find('/').map(|at| from + at);
    let end = slash.unwrap_or(text.len());
    let colon = text[from.min(end)..end].rfind(':').map(|at| from.min(end) + at);
    let number = &text[colon.map_or(0, |colon| colon + 1)..end];
    let (first, last) = number.split_once('-').unwrap_or((number, number));
    let range = plain(first).zip(plain(last)).filter(|(first, last)| first <= last);
    Port {
        range,
        protocol: slash.map(|slash| text.slice(slash + 1..text.len())),
        host: colon.map(|colon| text.slice(0..colon)),
        text,
    }
}

fn plain(number: &str) -> Option<u16> {
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports() {
        let cases = [
            ("80", Some((80, 80)), None, None),
            ("80/tcp", Some((80, 80)), Some("tcp"), None),
            ("8000-8010/UDP", Some((8000, 8010)), Some("UDP"), None),
            ("10-9", None, None, None),
            ("70000", None, None, None),
            ("+1", None, None, None),
            ("127.0.0.1:80:81", Some((81, 81)), None, Some("127.0.0.1:80")),
            ("$PORT", None, None, None),
            ("${PORT:-80}/tcp", None, Some("tcp"), None),
            ("", None, None, None),
        ];
        for (text, range, protocol, host) in cases {
            let port = port(Logical::at(text, 0));
            assert_eq!(port.range, range, "{text}");
            assert_eq!(port.protocol.as_deref(), protocol, "{text}");
            assert_eq!(port.host.as_deref(), host, "{text}");
        }
    }
}
