//! `secret-env`: ENV gives a value to a variable that is named like a secret.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword, Logical};
use crate::lint::facts::secret::{is_secret_name, is_secret_value};
use crate::lint::facts::variable;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "secret-env",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "security/no-secrets-in-arg-or-env",
    aliases: &["DL3064", "SecretsUsedInArgOrEnv", "DS-0031"],
    what: "An `ENV` sets a variable whose name means a secret. Silent for public keys, for names that end in `_FILE`, `_URL`, `_VERSION` and the like, and for empty values, switches and paths.",
    why: "The value is written into the image's configuration: everybody who can pull the image reads it with `docker inspect`, and so does every process in the container.",
    example: Example::dockerfile("ENV DB_PASSWORD=hunter2\n"),
    tokens: &["DB_PASSWORD"],
    instead: Example::dockerfile("ENV DB_PASSWORD_FILE=/run/secrets/db_password\n"),
    sources: &[
        ("Docker: build secrets", "https://docs.docker.com/build/building/secrets/"),
        (
            "Docker: build check SecretsUsedInArgOrEnv",
            "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
        ),
    ],
    check,
};

/// How many stages, each built from the one before, are looked through.
const DEEPEST: usize = 100;

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for (at, instruction) in facts.of(Keyword::Env) {
        let Arguments::Env(pairs) = &instruction.arguments else { continue };
        for pair in &pairs.pairs {
            let Some(value) = &pair.value else { continue };
            // Of a variable without a value nothing is kept; an ARG's value may be given on the command line.
            let empty = || facts.file.scopes.expand(value, at).is_ok_and(|it| it.text.is_empty() && it.used.is_empty());
            let undefined = || empty() && !takes_argument(facts, instruction.stage, value);
            if is_secret_name(&pair.key) && is_secret_value(value) && !(value.contains('$') && undefined()) {
                let message = format!("the value of `{}` can be read by everybody who has the image", pair.key);
                report
                    .at(pair.key.span(), message)
                    .fix("hand it over when the container starts, or mount it as a secret");
            }
        }
    }
}

/// Some variable of the value is an ARG of the stage.
fn takes_argument(facts: &Facts<'_>, stage: Option<usize>, value: &Logical) -> bool {
    let Some(stage) = stage else { return false };
    let uses = variable::uses(value, facts.file.escape);
    let chain = || facts.file.stages.chain(stage).take(DEEPEST);
    uses.iter().any(|used| chain().any(|stage| facts.stage_arg(stage.index, &used.name).is_some()))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_no_secret() {
        let cases = [
            ("ENV TOKEN_URL=https://x SSH_KEY_DIR=/k ACCESS_TOKEN_EXPIRE_MINUTES=30\n", &[][..]),
            ("ENV DB_PASSWORD= API_KEY=\"\" USE_SECRET=x\n", &[]),
            ("ENV DB_PASSWORD=/run/secrets/x PASSWORD_AUTH=false\n", &[]),
            ("RUN DB_PASSWORD=x y\nLABEL token=x\n", &[]),
            ("ENV A=b SECRET_KEY='x y' C=d\n", &["SECRET_KEY"]),
            ("ARG PIP_TOKEN=\nENV PIP_TOKEN=$PIP_TOKEN\n", &["PIP_TOKEN"]),
            ("ARG API_TOKEN\nENV API_TOKEN=${API_TOKEN}\n", &["API_TOKEN"]),
            ("ENV API_TOKEN=${API_TOKEN}\n", &[]),
            ("ENV API_TOKEN abc\n", &["API_TOKEN"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("secret-env", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
