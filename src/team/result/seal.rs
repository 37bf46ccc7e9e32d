//! The seal of a result file: a hash over everything else that it says, so that a file that was changed in an editor or cut off by a
//! mail program is noticed. It proves nothing against somebody who means it. Must not know files.

use serde::Serialize;
use serde_json::Value;

use super::{AnswerResult, ItemResult, ResultFile};
use crate::hash::fnv1a;

/// What is sealed: every field but `check`, in this order, as compact JSON. A field that is added here raises [`super::VERSION`].
#[derive(Serialize)]
struct Sealed<'a> {
    format: &'a str,
    version: u32,
    session: &'a str,
    title: &'a str,
    participant: &'a str,
    name: &'a str,
    t: i64,
    pass: u8,
    items: &'a [ItemResult],
    answers: &'a [AnswerResult],
}

impl ResultFile {
    /// Returns what belongs into `check`: 16 hex digits, whatever stands there now. White space and the order of fields in the file do
    /// not matter.
    pub fn seal(&self) -> String {
        let sealed = Sealed {
            format: &self.format,
            version: self.version,
            session: &self.session,
            title: &self.title,
            participant: &self.participant,
            name: &self.name,
            t: self.t,
            pass: self.pass,
            items: &self.items,
            answers: &self.answers,
        };
        // Nothing in it can fail to be JSON: every key is a string.
        let text = serde_json::to_vec(&sealed).unwrap_or_default();
        format!("{:016x}", fnv1a(&text))
    }

    /// Returns the file with its seal set.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.check = self.seal();
        self
    }

    /// Returns whether the seal is whole: nothing was changed since the file was written.
    pub fn is_sealed(&self) -> bool {
        self.check == self.seal()
    }
}

/// Returns whether a JSON value calls itself a result file, of whatever version.
pub fn is_result(value: &Value) -> bool {
    value.get("format").and_then(Value::as_str) == Some(super::FORMAT)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn sample() -> ResultFile {
        ResultFile {
            format: super::super::FORMAT.to_owned(),
            version: 1,
            session: "essentials".to_owned(),
            title: "Essentials".to_owned(),
            participant: "0000000000000000000000000000002a".to_owned(),
            name: "Ann".to_owned(),
            t: 1_763_683_200_000,
            pass: 70,
            items: vec![ItemResult {
                item: "ignore".to_owned(),
                kind: "lesson".to_owned(),
                title: "Write a .dockerignore".to_owned(),
                chapter: Some("works".to_owned()),
                state: "done".to_owned(),
                minutes: 9,
            }],
            answers: vec![AnswerResult {
                item: "quiz".to_owned(),
                question: "works/dockerignore#first".to_owned(),
                key: "00000000000000ff".to_owned(),
                right: false,
                chosen: json!({"picks": [2]}),
                confidence: Some("sure".to_owned()),
                seconds: 12,
            }],
            check: String::new(),
        }
    }

    #[test]
    fn the_seal_of_the_first_version_stays_what_it_is() {
        assert_eq!(sample().seal(), "7f6eb64977ef501e");
        assert!(sample().sealed().is_sealed());
        assert!(!sample().is_sealed());
    }

    #[test]
    fn every_change_breaks_it() {
        let changes: [fn(&mut ResultFile); 9] = [
            |f| f.version = 2,
            |f| f.session.push('x'),
            |f| f.name.push('x'),
            |f| f.t += 1,
            |f| f.pass = 0,
            |f| f.items[0].state = "open".to_owned(),
            |f| f.items[0].minutes += 1,
            |f| f.answers[0].right = true,
            |f| f.answers[0].chosen = json!({"picks": [1]}),
        ];
        for (index, change) in changes.into_iter().enumerate() {
            let mut file = sample().sealed();
            change(&mut file);
            assert!(!file.is_sealed(), "change {index}");
        }
    }

    #[test]
    fn white_space_and_the_order_of_fields_do_not_matter() {
        let file = sample().sealed();
        let sorted = serde_json::to_value(&file).unwrap();
        let pretty = serde_json::to_string_pretty(&sorted).unwrap();
        assert!(is_result(&sorted));
        assert!(serde_json::from_str::<ResultFile>(&pretty).unwrap().is_sealed());
    }

    proptest! {
        #[test]
        fn a_file_that_was_written_and_read_is_whole(
            name in any::<String>(),
            title in any::<String>(),
            t in any::<i64>(),
            texts in proptest::collection::vec(any::<String>(), 0..4),
            seconds in any::<u32>(),
        ) {
            let mut file = sample();
            (file.name, file.title, file.t) = (name, title, t);
            file.answers[0].chosen = json!({ "texts": texts });
            file.answers[0].seconds = seconds;
            let file = file.sealed();
            let read: ResultFile = serde_json::from_str(&serde_json::to_string(&file).unwrap()).unwrap();
            prop_assert!(read.is_sealed());
            prop_assert_eq!(read, file);
        }
    }
}
