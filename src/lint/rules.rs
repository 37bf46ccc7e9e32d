//! All rules: two lines each, a module and a line of the table, both sorted. Knows nothing of what they do.

mod apt_lists_left;
mod base_latest;
mod base_untagged;
mod copy_all_before_install;
mod pip_unpinned;
mod repeated_final;
mod secret_arg;
mod secret_arg_in_url;
mod secret_env;
mod secret_file_copied;
mod secret_in_url;
mod shell_form_cmd;
mod user_missing;
mod user_root_last;
mod workdir_relative;

use super::rule::Rule;

/// Every rule, sorted by slug.
pub const RULES: &[&Rule] = &[
    &apt_lists_left::RULE,
    &base_latest::RULE,
    &base_untagged::RULE,
    &copy_all_before_install::RULE,
    &pip_unpinned::RULE,
    &repeated_final::RULE,
    &secret_arg::RULE,
    &secret_arg_in_url::RULE,
    &secret_env::RULE,
    &secret_file_copied::RULE,
    &secret_in_url::RULE,
    &shell_form_cmd::RULE,
    &user_missing::RULE,
    &user_root_last::RULE,
    &workdir_relative::RULE,
];

/// Returns the rule of this slug.
pub fn rule(slug: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.slug == slug).copied()
}
