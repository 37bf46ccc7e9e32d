//! `pip-extra-index`: a second index, which for pip is as good as the first.

use crate::diagnostic::Severity;
use crate::lint::facts::{Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "pip-extra-index",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/index-confusion",
    aliases: &[],
    what: "`--extra-index-url` of pip, or `PIP_EXTRA_INDEX_URL`. Silent with `--require-hashes`, for a few well-known public indexes, and for uv, which stops at the first index that knows a name.",
    why: "pip looks into all indexes and takes the highest version. Anyone can publish a package with the name of your internal one and a higher number, and the build installs that.",
    example: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir --extra-index-url https://pypi.example.com/simple -r requirements.txt\n",
    ),
    tokens: &["--extra-index-url"],
    instead: Example::dockerfile(
        "COPY requirements.txt ./\nRUN pip install --no-cache-dir --index-url https://pypi.example.com/simple -r requirements.txt\n",
    ),
    sources: &[("pip: --extra-index-url", "https://pip.pypa.io/en/stable/cli/pip_install/#cmdoption-extra-index-url")],
    check,
};

/// Hosts of public packages, label by label: nobody's internal names are there.
const PUBLIC: &[&[&str]] =
    &[&["pypi", "org"], &["download", "pytorch", "org"], &["pypi", "nvidia", "com"], &["www", "piwheels", "org"]];
const MESSAGE: &str = "pip takes the highest version from any index, so a stranger's package may win over yours";
const FIX: &str = "use one index that also serves the public packages, by `--index-url`, or install with hashes";

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (_, pair, value) in facts.variables_of(&["PIP_EXTRA_INDEX_URL"]) {
        if !value.is_empty() && !are_public([value]) {
            report.at(pair.key.span(), MESSAGE).fix(FIX);
        }
    }
    for install in facts.installs.iter().filter(|install| install.tool == Tool::Pip) {
        check_install(facts, install, report);
    }
}

fn check_install(facts: &Facts<'_>, install: &Install, report: &mut Report<'_>) {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return };
    if command.has_flag(&["--require-hashes", "--no-index"]) {
        return;
    }
    let name = "--extra-index-url";
    let indexes = command.flag_values(&[name, "--index-url", "-i"]);
    let private = !are_public(indexes.iter().map(|index| index.text));
    if let Some(word) = command.flag(name).filter(|_| private) {
        report.at(run.span(word.locate(0..name.len())), MESSAGE).fix(FIX);
    }
}

fn are_public<'t>(addresses: impl IntoIterator<Item = &'t str>) -> bool {
    let mut each = addresses.into_iter().flat_map(str::split_whitespace);
    each.all(|address| {
        let host = address.strip_prefix("https://").and_then(|rest| rest.split(['/', ':', '?', '#']).next());
        host.is_some_and(|host| PUBLIC.iter().any(|known| known.iter().copied().eq(host.split('.'))))
    })
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn which_indexes_can_be_confused() {
        let cases = [
            ("RUN pip install --extra-index-url https://@TORCH@/whl/cpu torch==2.5.1\n", &[][..]),
            ("RUN pip install -i https://@TORCH@/whl/cpu --extra-index-url https://@FIRST@/simple a\n", &[]),
            ("RUN pip install --index-url https://x.example/simple a==1\n", &[]),
            ("RUN pip install --require-hashes --extra-index-url https://x.example/s -r r.txt\n", &[]),
            ("RUN uv pip install --extra-index-url https://x.example/s a==1\n", &[]),
            ("ARG PIP_EXTRA_INDEX_URL\nRUN pip install a==1\n", &[]),
            ("RUN echo --extra-index-url\n", &[]),
            ("ENV PIP_EXTRA_INDEX_URL=https://x.example/s\n", &["PIP_EXTRA_INDEX_URL"]),
            ("RUN pip install --extra-index-url=https://x.example/s a==1\n", &["--extra-index-url"]),
            (
                "RUN pip install -i https://x.example/s --extra-index-url https://@FIRST@/simple a\n",
                &["--extra-index-url"],
            ),
            ("RUN pip install --extra-index-url https://@FIRST@.example/s a==1\n", &["--extra-index-url"]),
            ("ARG I\nRUN pip wheel --extra-index-url $I a==1\n", &["--extra-index-url"]),
        ];
        for (lines, tokens) in cases {
            let host = |labels: &[&str]| labels.join(".");
            let lines = lines.replace("@FIRST@", &host(super::PUBLIC[0])).replace("@TORCH@", &host(super::PUBLIC[1]));
            assert_eq!(fires("pip-extra-index", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
