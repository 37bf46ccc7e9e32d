//! All rules: two lines each, a module and a line of the table, both sorted. Knows nothing of what they do.

mod apt_lists_left;
mod apt_update_alone;
mod base_latest;
mod base_untagged;
mod copy_all_before_install;
mod pip_cache_kept;
mod pip_extra_index;
mod pip_self_upgrade;
mod pip_trusted_host;
mod pip_unpinned;
mod repeated_final;
mod secret_env;
mod shell_form_cmd;
mod user_missing;
mod uv_cache_kept;
mod workdir_relative;

use super::rule::Rule;

/// Every rule, sorted by slug.
pub const RULES: &[&Rule] = &[
    &apt_lists_left::RULE,
    &apt_update_alone::RULE,
    &base_latest::RULE,
    &base_untagged::RULE,
    &copy_all_before_install::RULE,
    &pip_cache_kept::RULE,
    &pip_extra_index::RULE,
    &pip_self_upgrade::RULE,
    &pip_trusted_host::RULE,
    &pip_unpinned::RULE,
    &repeated_final::RULE,
    &secret_env::RULE,
    &shell_form_cmd::RULE,
    &user_missing::RULE,
    &uv_cache_kept::RULE,
    &workdir_relative::RULE,
];

/// Returns the rule of this slug.
pub fn rule(slug: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.slug == slug).copied()
}
