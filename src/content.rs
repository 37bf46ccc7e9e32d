//! Reads what authors wrote: the course's files into the course's types.

pub mod quiz_file;
