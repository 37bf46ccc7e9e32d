//! `secret-in-url`: user and password in an address.

use crate::diagnostic::Severity;
use crate::dockerfile::Logical;
use crate::lint::facts::address::{self, Userinfo};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "secret-in-url",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "installers/private-index-secret",
    aliases: &[],
    what: "A `RUN`, `ENV` or `ARG` holds an address with a password or token written out before the `@`. Silent for variables, placeholders and hosts without a dot, such as `db` and `localhost`.",
    why: "The line is part of the image's history, of its configuration and of the repository. Whoever can read one of them has the password, and deleting it later takes it back from nobody.",
    example: Example::dockerfile(
        "RUN pip install --no-cache-dir --index-url https://ci:hunter2@index.acme.io/simple -r requirements.txt\n",
    ),
    tokens: &["ci:hunter2"],
    instead: Example::dockerfile(
        "RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install --no-cache-dir --index-url https://index.acme.io/simple -r requirements.txt\n",
    ),
    sources: &[("Docker: build secrets", "https://docs.docker.com/build/building/secrets/")],
    check,
};

/// Passwords that stand for one.
const PLACEHOLDERS: &[&str] = &[
    "pass",
    "password",
    "passwd",
    "secret",
    "token",
    "user",
    "username",
    "pwd",
    "dummy",
    "changeme",
    "postgres",
    "guest",
    "test",
    "x",
    "x-oauth-basic",
    "xxx",
];

/// How tokens of the large forges begin: a user name that begins so is one.
const TOKENS: &[&str] = &["ghp_", "gho_", "ghs_", "github_pat_", "glpat-", "pypi-"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    facts.runs().for_each(|run| look(&run.text, report));
    let values = facts.variables().filter_map(|(_, pair, _)| pair.value.as_ref());
    values.for_each(|value| look(value, report));
}

fn look(text: &Logical, report: &mut Report<'_>) {
    for found in address::userinfos(text) {
        if is_secret(text, &found) {
            let finding = report.at(text.span_of(found.range), "a password in an address stays in the image's history");
            finding.fix("take it out of the address and mount a secret, `.netrc` for pip");
        }
    }
}

fn is_secret(text: &str, found: &Userinfo) -> bool {
    let info = &text[found.range.clone()];
    let host = &text[found.host.clone()];
    let (user, password) = info.split_once(':').unwrap_or((info, ""));
    let written_out = |part: &str| {
        !part.contains(['$', '{', '<', '*', '%', '(', '\\']) && part.bytes().any(|byte| byte.is_ascii_alphanumeric())
    };
    let example = host.split('.').any(|part| matches!(part, "example" | "localhost"));
    let far = host.contains('.') && !example && !host.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let placeholder = PLACEHOLDERS.iter().any(|word| password.eq_ignore_ascii_case(word)) || password == user;
    let token = written_out(user) && TOKENS.iter().any(|start| user.starts_with(start));
    far && (token || (written_out(password) && !placeholder))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            (
                "RUN pip install --index-url https://u:$PASS@index.acme.io/simple x && pip install -i https://u:$(cat /run/secrets/p)@a.io/ x\n",
                &[][..],
            ),
            (
                "RUN DATABASE_URL=postgres://shop:shop@db/shop python manage.py collectstatic\nENV URL=postgres://u:p4ss@localhost:5432/x\n",
                &[],
            ),
            (
                "RUN git clone ssh://git@github.com/acme/x && npm i https://a.io:80/@scope/x && curl https://a.io/?m=a:b@c.io\n",
                &[],
            ),
            (
                "RUN sed -i 's#https://.*:.*@#https://#' f && echo https://user:password@acme.io https://<u>:<p>@acme.io\n",
                &[],
            ),
            (
                "RUN --mount=type=secret,id=t T=$(cat /run/secrets/t) && git clone https://$T:x-oauth-basic@github.com/a/b\n",
                &[],
            ),
            ("ENV PIP_EXTRA_INDEX_URL=https://u:p4ss@index.acme.io/simple\n", &["u:p4ss"]),
            ("RUN pip install git+https://ghp_abc123@github.com/acme/x\n", &["ghp_abc123"]),
            ("RUN <<EOF\ngit clone https://oauth2:glpat-1@gitlab.com/a/b\nEOF\n", &["oauth2:glpat-1"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("secret-in-url", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
