//! The hash of a right answer: tells an answer given to today's question from one given to an earlier wording of its key.
//! Must not know what a question is; the kinds feed it.

/// FNV-1a, 64 bits (http://www.isthe.com/chongo/tech/comp/fnv/): small, and the same on every machine and release.
#[derive(Debug, Clone)]
pub struct KeyHash(u64);

const OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;
/// A byte that no UTF-8 text holds, so that `ab` + `c` differs from `a` + `bc`.
const END: u8 = 0xff;

impl KeyHash {
    /// Starts a hash for a kind of question.
    pub fn new(kind: &str) -> Self {
        let mut hash = Self(OFFSET);
        hash.exact(kind);
        hash
    }

    /// Adds prose by its [`normal`] form.
    pub fn text(&mut self, text: &str) {
        self.exact(&normal(text));
    }

    /// Adds a text in which every character counts.
    pub fn exact(&mut self, text: &str) {
        for byte in text.bytes().chain([END]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }

    /// Returns the hash of what was added.
    pub fn finish(&self) -> u64 {
        self.0
    }
}

/// Returns the letters and digits of `text` in lower case; the trimmed text where it has none (`==`).
pub fn normal(text: &str) -> String {
    let kept: String = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    if kept.is_empty() { text.trim().to_owned() } else { kept }
}

/// Returns the hash of one text, every character counted.
pub fn hash_of(text: &str) -> u64 {
    KeyHash::new(text).finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_published_one() {
        // FNV-1a of "foobar" is 0x85944171f73967e8; ours adds the end byte to it.
        let plain = 0x8594_4171_f739_67e8_u64;
        assert_eq!(hash_of("foobar"), (plain ^ 0xff).wrapping_mul(PRIME));
    }

    #[test]
    fn normal_forms() {
        for (text, expected) in [("A `Tag` moves.", "atagmoves"), (" == ", "=="), ("Größe 3.14", "größe314"), ("", "")]
        {
            assert_eq!(normal(text), expected);
        }
    }

    #[test]
    fn parts_do_not_run_together() {
        let hash = |parts: [&str; 2]| {
            let mut key = KeyHash::new("multi");
            parts.iter().for_each(|part| key.text(part));
            key.finish()
        };
        assert_ne!(hash(["ab", "c"]), hash(["a", "bc"]));
    }
}
