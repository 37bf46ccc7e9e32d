//! Screen tests: keys in, whole screen out, in two planes. A snapshot is read before it is accepted.

mod home;
mod lesson;
