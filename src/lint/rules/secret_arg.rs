//! `secret-arg`: an ARG that is named like a secret.

use std::collections::HashSet;

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword};
use crate::lint::facts::secret::{is_secret_name, is_secret_value};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "secret-arg",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "security/no-secrets-in-arg-or-env",
    aliases: &["DL3064", "SecretsUsedInArgOrEnv", "DS-0031"],
    what: "An `ARG` whose name means a secret, with or without a default. Silent for public keys, for names that end in `_FILE`, `_URL`, `_VERSION` and the like, and for defaults that are switches, paths or plain dummies.",
    why: "The value of a build argument stays in the image's history, and often in its attestation: everybody who can pull the image can read it with `docker history`.",
    example: Example::dockerfile("ARG INDEX_PASSWORD\nRUN python -m fetch\n"),
    tokens: &["INDEX_PASSWORD"],
    instead: Example::dockerfile(
        "RUN --mount=type=secret,id=index_password,env=INDEX_PASSWORD,required=true python -m fetch\n",
    ),
    sources: &[
        ("Docker: build secrets", "https://docs.docker.com/build/building/secrets/"),
        (
            "Docker: build check SecretsUsedInArgOrEnv",
            "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
        ),
    ],
    check,
};

/// Parts of defaults with which a variable is only kept from being empty.
const DUMMIES: &[&str] = &["dummy", "placeholder", "fake", "unused", "build-only", "not-a-secret", "insecure"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = HashSet::new();
    for (_, instruction) in facts.of(Keyword::Arg) {
        let Arguments::Arg(pairs) = &instruction.arguments else { continue };
        for pair in pairs {
            let name = pair.key.as_str();
            let harmless = pair.value.as_deref().is_some_and(is_harmless);
            if !is_secret_name(name) || harmless || !told.insert(name) {
                continue;
            }
            let message = format!("the value of `{name}` stays in the image's history");
            report.at(pair.key.span(), message).fix("mount it where it is needed: `RUN --mount=type=secret,id=…`");
        }
    }
}

/// A default that says that no secret is meant; an empty one says nothing.
fn is_harmless(value: &str) -> bool {
    let lower = value.to_ascii_lowercase();
    let empty = value.trim_matches(['"', '\'']).is_empty();
    !empty && (!is_secret_value(value) || DUMMIES.iter().any(|dummy| lower.contains(dummy)))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("ARG SHA256\nARG PUBLIC_KEY\nARG PASSWORD_FILE\nARG TOKEN_VERSION=2\nARG NEXT_PUBLIC_API_KEY\n", &[][..]),
            (
                "ARG SSH_KEY_DIR\nARG GPG_KEY=A035C8C1\nARG USE_AUTH_TOKEN=1\nARG CACHEBUST\nARG TOKENIZERS_PARALLELISM=false\n",
                &[],
            ),
            ("ARG SECRET_KEY=dummy-for-collectstatic\nARG DB_PASSWORD=/run/secrets/db\nARG PASSWORD_AUTH=false\n", &[]),
            ("ENV DB_PASSWORD=x\nRUN --mount=type=secret,id=token,env=TOKEN x\n", &[]),
            ("ARG INDEX_PASSWORD\n", &["INDEX_PASSWORD"]),
            ("ARG PIP_TOKEN=\nARG A B_TOKEN=x\nARG PIP_TOKEN\n", &["PIP_TOKEN", "B_TOKEN"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("secret-arg", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
