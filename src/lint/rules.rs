//! All rules: two lines each, a module and a line of the table, both sorted. Knows nothing of what they do.

mod add_for_local;
mod add_url_no_checksum;
mod apk_cache_left;
mod apt_lists_left;
mod apt_recommends;
mod apt_update_alone;
mod arg_early;
mod arg_lost_after_from;
mod as_casing;
mod base_alpine_wheels;
mod base_eol_python;
mod base_floating;
mod base_full_image;
mod base_latest;
mod base_no_digest;
mod base_python_mismatch;
mod base_untagged;
mod bind_localhost;
mod bound_unquoted;
mod build_tools_in_final;
mod cache_mount_hint;
mod cache_mount_useless;
mod cache_mount_user;
mod chown_recursive;
mod cleanup_later_layer;
mod conda_activate;
mod conda_no_clean;
mod copy_all_before_install;
mod copy_dest_no_workdir;
mod copy_from_invalid;
mod copy_many_no_slash;
mod copy_no_chown;
mod copy_root_fs;
mod copy_source_absent;
mod copy_wide_before_install;
mod curl_pipe_shell;
mod dangling_continuation;
mod debug_env;
mod dev_deps_in_image;
mod dev_server;
mod dnf_cache_left;
mod dockerignore_dead_line;
mod dockerignore_gaps;
mod dockerignore_hides_source;
mod dockerignore_inline_comment;
mod dockerignore_missing;
mod dockerignore_root_only;
mod duplicate_stage;
mod env_same_line_ref;
mod expose_invalid;
mod expose_mismatch;
mod from_arg_no_default;
mod from_arg_undefined;
mod frontend_env;
mod gunicorn_shm;
mod gunicorn_workers;
mod hash_not_comment;
mod healthcheck_missing;
mod healthcheck_tool_missing;
mod init_missing;
mod install_asks;
mod invalid_json_form;
mod keyword_casing;
mod legacy_key_value;
mod maintainer_used;
mod many_processes;
mod migrate_at_start;
mod noop_run;
mod os_upgrade_missing;
mod parse_error;
mod pip_break_system;
mod pip_cache_kept;
mod pip_editable;
mod pip_extra_index;
mod pip_range_only;
mod pip_self_upgrade;
mod pip_trusted_host;
mod pip_unpinned;
mod pipefail_missing;
mod pipenv_not_deploy;
mod platform_constant;
mod platform_redundant;
mod poetry_venv;
mod repeated_final;
mod reserved_stage;
mod secret_arg;
mod secret_arg_in_url;
mod secret_env;
mod secret_file_copied;
mod secret_in_url;
mod setup_py_install;
mod sh_c_no_exec;
mod shell_form_cmd;
mod stage_casing;
mod stage_unused;
mod sudo_used;
mod tool_image_unpinned;
mod two_pythons;
mod unbuffered_missing;
mod undefined_var;
mod user_before_install;
mod user_missing;
mod user_not_numeric;
mod user_root_last;
mod uv_cache_kept;
mod uv_link_mode;
mod uv_no_bytecode;
mod uv_unlocked;
mod venv_not_on_path;
mod verification_off;
mod volume_in_image;
mod workdir_relative;
mod world_writable;

use super::rule::Rule;

/// Every rule, sorted by slug.
pub const RULES: &[&Rule] = &[
    &add_for_local::RULE,
    &add_url_no_checksum::RULE,
    &apk_cache_left::RULE,
    &apt_lists_left::RULE,
    &apt_recommends::RULE,
    &apt_update_alone::RULE,
    &arg_early::RULE,
    &arg_lost_after_from::RULE,
    &as_casing::RULE,
    &base_alpine_wheels::RULE,
    &base_eol_python::RULE,
    &base_floating::RULE,
    &base_full_image::RULE,
    &base_latest::RULE,
    &base_no_digest::RULE,
    &base_python_mismatch::RULE,
    &base_untagged::RULE,
    &bind_localhost::RULE,
    &bound_unquoted::RULE,
    &build_tools_in_final::RULE,
    &cache_mount_hint::RULE,
    &cache_mount_useless::RULE,
    &cache_mount_user::RULE,
    &chown_recursive::RULE,
    &cleanup_later_layer::RULE,
    &conda_activate::RULE,
    &conda_no_clean::RULE,
    &copy_all_before_install::RULE,
    &copy_dest_no_workdir::RULE,
    &copy_from_invalid::RULE,
    &copy_many_no_slash::RULE,
    &copy_no_chown::RULE,
    &copy_root_fs::RULE,
    &copy_source_absent::RULE,
    &copy_wide_before_install::RULE,
    &curl_pipe_shell::RULE,
    &dangling_continuation::RULE,
    &debug_env::RULE,
    &dev_deps_in_image::RULE,
    &dev_server::RULE,
    &dnf_cache_left::RULE,
    &dockerignore_dead_line::RULE,
    &dockerignore_gaps::RULE,
    &dockerignore_hides_source::RULE,
    &dockerignore_inline_comment::RULE,
    &dockerignore_missing::RULE,
    &dockerignore_root_only::RULE,
    &duplicate_stage::RULE,
    &env_same_line_ref::RULE,
    &expose_invalid::RULE,
    &expose_mismatch::RULE,
    &from_arg_no_default::RULE,
    &from_arg_undefined::RULE,
    &frontend_env::RULE,
    &gunicorn_shm::RULE,
    &gunicorn_workers::RULE,
    &hash_not_comment::RULE,
    &healthcheck_missing::RULE,
    &healthcheck_tool_missing::RULE,
    &init_missing::RULE,
    &install_asks::RULE,
    &invalid_json_form::RULE,
    &keyword_casing::RULE,
    &legacy_key_value::RULE,
    &maintainer_used::RULE,
    &many_processes::RULE,
    &migrate_at_start::RULE,
    &noop_run::RULE,
    &os_upgrade_missing::RULE,
    &parse_error::RULE,
    &pip_break_system::RULE,
    &pip_cache_kept::RULE,
    &pip_editable::RULE,
    &pip_extra_index::RULE,
    &pip_range_only::RULE,
    &pip_self_upgrade::RULE,
    &pip_trusted_host::RULE,
    &pip_unpinned::RULE,
    &pipefail_missing::RULE,
    &pipenv_not_deploy::RULE,
    &platform_constant::RULE,
    &platform_redundant::RULE,
    &poetry_venv::RULE,
    &repeated_final::RULE,
    &reserved_stage::RULE,
    &secret_arg::RULE,
    &secret_arg_in_url::RULE,
    &secret_env::RULE,
    &secret_file_copied::RULE,
    &secret_in_url::RULE,
    &setup_py_install::RULE,
    &sh_c_no_exec::RULE,
    &shell_form_cmd::RULE,
    &stage_casing::RULE,
    &stage_unused::RULE,
    &sudo_used::RULE,
    &tool_image_unpinned::RULE,
    &two_pythons::RULE,
    &unbuffered_missing::RULE,
    &undefined_var::RULE,
    &user_before_install::RULE,
    &user_missing::RULE,
    &user_not_numeric::RULE,
    &user_root_last::RULE,
    &uv_cache_kept::RULE,
    &uv_link_mode::RULE,
    &uv_no_bytecode::RULE,
    &uv_unlocked::RULE,
    &venv_not_on_path::RULE,
    &verification_off::RULE,
    &volume_in_image::RULE,
    &workdir_relative::RULE,
    &world_writable::RULE,
];

/// Returns the rule of this slug.
pub fn rule(slug: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.slug == slug).copied()
}
