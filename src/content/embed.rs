//! The stock course inside the binary; the table is written by build.rs.

include!(concat!(env!("OUT_DIR"), "/stock.rs"));

/// Returns the text of a stock file, by its path with forward slashes.
pub fn read(path: &str) -> Option<&'static str> {
    FILES.binary_search_by(|(name, _)| (*name).cmp(path)).ok().map(|at| FILES[at].1)
}

/// Returns all stock paths that begin with `prefix`, sorted.
pub fn paths(prefix: &str) -> impl Iterator<Item = &'static str> {
    let from = FILES.partition_point(|(name, _)| *name < prefix);
    FILES[from..].iter().map(|(name, _)| *name).take_while(move |name| name.starts_with(prefix))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_table_is_sorted_and_found() {
        assert!(super::FILES.is_sorted_by(|a, b| a.0 < b.0));
        assert!(super::read("glossary.toml").is_some());
        assert!(super::read("lessons/course.toml").is_some());
        assert_eq!(super::read("lessons/no.toml"), None);
        assert!(super::paths("lessons/works/").count() > 2);
    }
}
