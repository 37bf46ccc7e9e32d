//! All rules: two lines each, a module and a line of the table, both sorted. Knows nothing of what they do.

mod apt_lists_left;
mod base_latest;
mod base_no_digest;
mod base_untagged;
mod bind_localhost;
mod copy_all_before_install;
mod copy_no_chown;
mod copy_source_absent;
mod debug_env;
mod dev_server;
mod dockerignore_dead_line;
mod dockerignore_gaps;
mod dockerignore_hides_source;
mod dockerignore_inline_comment;
mod dockerignore_missing;
mod dockerignore_root_only;
mod expose_mismatch;
mod frontend_env;
mod gunicorn_shm;
mod gunicorn_workers;
mod healthcheck_missing;
mod healthcheck_tool_missing;
mod init_missing;
mod many_processes;
mod migrate_at_start;
mod os_upgrade_missing;
mod pip_unpinned;
mod repeated_final;
mod secret_arg;
mod secret_arg_in_url;
mod secret_env;
mod secret_file_copied;
mod secret_in_url;
mod sh_c_no_exec;
mod shell_form_cmd;
mod sudo_used;
mod unbuffered_missing;
mod user_missing;
mod user_not_numeric;
mod user_root_last;
mod volume_in_image;
mod workdir_relative;
mod world_writable;

use super::rule::Rule;

/// Every rule, sorted by slug.
pub const RULES: &[&Rule] = &[
    &apt_lists_left::RULE,
    &base_latest::RULE,
    &base_no_digest::RULE,
    &base_untagged::RULE,
    &bind_localhost::RULE,
    &copy_all_before_install::RULE,
    &copy_no_chown::RULE,
    &copy_source_absent::RULE,
    &debug_env::RULE,
    &dev_server::RULE,
    &dockerignore_dead_line::RULE,
    &dockerignore_gaps::RULE,
    &dockerignore_hides_source::RULE,
    &dockerignore_inline_comment::RULE,
    &dockerignore_missing::RULE,
    &dockerignore_root_only::RULE,
    &expose_mismatch::RULE,
    &frontend_env::RULE,
    &gunicorn_shm::RULE,
    &gunicorn_workers::RULE,
    &healthcheck_missing::RULE,
    &healthcheck_tool_missing::RULE,
    &init_missing::RULE,
    &many_processes::RULE,
    &migrate_at_start::RULE,
    &os_upgrade_missing::RULE,
    &pip_unpinned::RULE,
    &repeated_final::RULE,
    &secret_arg::RULE,
    &secret_arg_in_url::RULE,
    &secret_env::RULE,
    &secret_file_copied::RULE,
    &secret_in_url::RULE,
    &sh_c_no_exec::RULE,
    &shell_form_cmd::RULE,
    &sudo_used::RULE,
    &unbuffered_missing::RULE,
    &user_missing::RULE,
    &user_not_numeric::RULE,
    &user_root_last::RULE,
    &volume_in_image::RULE,
    &workdir_relative::RULE,
    &world_writable::RULE,
];

/// Returns the rule of this slug.
pub fn rule(slug: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.slug == slug).copied()
}
