//! What a learner answered, in the order of the file, so that it means the same after any shuffle.
//! Must not know questions: an answer is read back from the progress log without one.

use serde::{Deserialize, Serialize};

/// An answer; in JSON tagged by its shape, `{"picks":[0,2]}`. All indices are 0-based and in file order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// Choice, multi: the options picked. Spot: the lines of the shown code picked.
    Picks(Vec<u16>),
    /// Fill: the text of each blank.
    Texts(Vec<String>),
    /// Order: the items from first to last.
    Sequence(Vec<u16>),
    /// Match: for each left its right, the decoys counted after the rights of the pairs.
    Pairs(Vec<Option<u16>>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_tagged_by_shape_and_compact() {
        let table = [
            (Answer::Picks(vec![0, 2]), r#"{"picks":[0,2]}"#),
            (Answer::Texts(vec!["slim".into()]), r#"{"texts":["slim"]}"#),
            (Answer::Sequence(vec![1, 0]), r#"{"sequence":[1,0]}"#),
            (Answer::Pairs(vec![Some(1), None]), r#"{"pairs":[1,null]}"#),
        ];
        for (answer, json) in table {
            assert_eq!(serde_json::to_string(&answer).unwrap(), json);
            assert_eq!(serde_json::from_str::<Answer>(json).unwrap(), answer);
        }
    }
}
