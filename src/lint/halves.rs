//! Two halves of a computation at the same time, for files so long that somebody would wait. The second thread begins and ends inside the
//! call: outside of it nothing can be told from doing one half after the other. Knows nothing of what is computed.

use std::thread::{Builder, scope};

/// From so many instructions on two threads are quicker than one.
pub(super) const WORTH_IT: usize = 1_000;

/// Does both. Where the system gives no thread, one after the other.
pub(super) fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl Fn() -> B + Sync) -> (A, B) {
    let (one, made) = scope(|scope| {
        let beside = Builder::new().name("half".into()).spawn_scoped(scope, &other).ok();
        (one(), beside.and_then(|thread| thread.join().ok()))
    });
    (one, made.unwrap_or_else(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done() {
        let words = ["a".to_owned(), "b".to_owned()];
        assert_eq!(both(|| words[0].len(), || words[1].clone()), (1, "b".to_owned()));
    }
}
