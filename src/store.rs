//! What is kept on the learner's disk: the progress log and the settings, and where they are. The only room besides
//! `content`, `project`, `runtime` and `cli` that touches files. Must not know screens, lessons or what events add up to.

pub mod dirs;
pub mod error;
pub mod handed_in;
pub mod progress_log;
pub mod report;
pub mod session_log;
pub mod settings_file;
pub mod team_folder;

pub use dirs::{Base, DATA_DIR_VARIABLE, Dirs};
pub use error::{Doing, Error};
pub use progress_log::{Appended, Found, Imported, LogReader, Opened, ProgressLog, Torn};
pub use session_log::SessionLog;
pub use settings_file::{Loaded, Saved, SettingsFile};
