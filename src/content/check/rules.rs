//! The names of lint rules. The engine that knows the rules is not there yet; until then the list is the one that lessons are
//! written against.

use crate::diagnostic::nearest;

/// One rule id per line, sorted.
const LIST: &str = include_str!("../../../assets/rules.txt");

/// Returns whether there is a rule of this name.
pub(super) fn is_rule(name: &str) -> bool {
    LIST.lines().any(|rule| rule == name)
}

/// Returns what to write instead of a name that is no rule.
pub(super) fn advice(name: &str) -> String {
    match nearest(name, LIST.lines()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "assets/rules.txt lists the rules".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::is_slug;

    #[test]
    fn the_list_is_sorted_slugs() {
        let rules: Vec<_> = LIST.lines().collect();
        assert!(rules.is_sorted_by(|a, b| a < b));
        assert!(rules.iter().all(|rule| is_slug(rule)));
        for rule in ["base-latest", "compose-docker-sock", "dockerignore-dead-line", "uv-cache-kept", "ci-permissions"]
        {
            assert!(is_rule(rule), "{rule}");
        }
    }

    #[test]
    fn a_typo_is_answered_with_the_rule() {
        assert_eq!(advice("base-lates"), "did you mean `base-latest`?");
        assert_eq!(advice("zzz"), "assets/rules.txt lists the rules");
    }
}
