//! All rules: two lines each, a module and a line of the table, both sorted. Knows nothing of what they do.

mod add_for_local;
mod add_url_no_checksum;
mod apk_cache_left;
mod apt_lists_left;
mod apt_recommends;
mod apt_update_alone;
mod base_latest;
mod base_untagged;
mod build_tools_in_final;
mod cache_mount_useless;
mod cache_mount_user;
mod chown_recursive;
mod cleanup_later_layer;
mod conda_activate;
mod conda_no_clean;
mod copy_all_before_install;
mod curl_pipe_shell;
mod dev_deps_in_image;
mod pip_break_system;
mod pip_cache_kept;
mod pip_extra_index;
mod pip_range_only;
mod pip_self_upgrade;
mod pip_trusted_host;
mod pip_unpinned;
mod pipefail_missing;
mod pipenv_not_deploy;
mod poetry_venv;
mod repeated_final;
mod secret_env;
mod setup_py_install;
mod shell_form_cmd;
mod user_before_install;
mod user_missing;
mod uv_cache_kept;
mod uv_link_mode;
mod uv_no_bytecode;
mod uv_unlocked;
mod venv_not_on_path;
mod workdir_relative;

use super::rule::Rule;

/// Every rule, sorted by slug.
pub const RULES: &[&Rule] = &[
    &add_for_local::RULE,
    &add_url_no_checksum::RULE,
    &apk_cache_left::RULE,
    &apt_lists_left::RULE,
    &apt_recommends::RULE,
    &apt_update_alone::RULE,
    &base_latest::RULE,
    &base_untagged::RULE,
    &build_tools_in_final::RULE,
    &cache_mount_useless::RULE,
    &cache_mount_user::RULE,
    &chown_recursive::RULE,
    &cleanup_later_layer::RULE,
    &conda_activate::RULE,
    &conda_no_clean::RULE,
    &copy_all_before_install::RULE,
    &curl_pipe_shell::RULE,
    &dev_deps_in_image::RULE,
    &pip_break_system::RULE,
    &pip_cache_kept::RULE,
    &pip_extra_index::RULE,
    &pip_range_only::RULE,
    &pip_self_upgrade::RULE,
    &pip_trusted_host::RULE,
    &pip_unpinned::RULE,
    &pipefail_missing::RULE,
    &pipenv_not_deploy::RULE,
    &poetry_venv::RULE,
    &repeated_final::RULE,
    &secret_env::RULE,
    &setup_py_install::RULE,
    &shell_form_cmd::RULE,
    &user_before_install::RULE,
    &user_missing::RULE,
    &uv_cache_kept::RULE,
    &uv_link_mode::RULE,
    &uv_no_bytecode::RULE,
    &uv_unlocked::RULE,
    &venv_not_on_path::RULE,
    &workdir_relative::RULE,
];

/// Returns the rule of this slug.
pub fn rule(slug: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.slug == slug).copied()
}
