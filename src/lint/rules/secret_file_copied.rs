//! `secret-file-copied`: a file of credentials is copied into the image.

use crate::diagnostic::Severity;
use crate::lint::facts::CopiedFrom;
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "secret-file-copied",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "security/secret-mounts",
    aliases: &[],
    what: "A `COPY` or `ADD` names `.env`, `.netrc`, `.pypirc`, a private key or a folder of credentials. Silent for samples, for certificates, and in stages that are not shipped.",
    why: "Everybody who can pull the image has the file. A later `rm` only hides it: the layer below still holds it.",
    example: Example::dockerfile("COPY .netrc /root/.netrc\nRUN pip install --no-cache-dir -r requirements.txt\n"),
    tokens: &[".netrc"],
    instead: Example::dockerfile(
        "RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install --no-cache-dir -r requirements.txt\n",
    ),
    sources: &[("Docker: build secrets", "https://docs.docker.com/build/building/secrets/")],
    check,
};

/// Names of files and folders that hold credentials and nothing else.
const NAMES: &[&str] = &[
    ".env",
    ".env.local",
    ".env.prod",
    ".env.production",
    ".netrc",
    ".pypirc",
    ".git-credentials",
    ".dockercfg",
    ".htpasswd",
    ".pgpass",
    ".aws",
    ".ssh",
    ".gnupg",
    "id_rsa",
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "service-account.json",
    "service_account.json",
];

/// Parts of names of keys that everybody may have.
const PUBLIC: &[&str] = &[
    "ca",
    "cert",
    "certs",
    "certificate",
    "chain",
    "fullchain",
    "bundle",
    "cacert",
    "pub",
    "public",
    "root",
    "global",
    "rds",
    "dhparam",
];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for copy in facts.copies.iter().filter(|copy| copy.from == CopiedFrom::Context && facts.is_in_image(copy.at)) {
        for source in copy.sources.iter().filter(|source| is_secret(&source.path)) {
            let message = format!("`{}` becomes a part of the image, for everybody who has it", source.path);
            let fix = "mount it for the step that needs it, `RUN --mount=type=secret`, or hand it over at the start";
            report.at(source.written.span(), message).fix(fix);
        }
    }
}

fn is_secret(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let key = name.strip_suffix(".pem").or_else(|| name.strip_suffix(".key"));
    let private = key.is_some_and(|stem| {
        let mut words = stem.split(['-', '_', '.']);
        let lower = stem.to_ascii_lowercase();
        !words.any(|word| PUBLIC.contains(&word.to_ascii_lowercase().as_str()))
            && (lower.contains("key") || lower.contains("priv"))
    });
    NAMES.contains(&name) || private
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("COPY .env.example .env.template .env.test requirements.txt env.py ./\n", &[][..]),
            ("COPY certs/ca.pem rds-combined-ca-bundle.pem public_key.pem chain.pem server.pem /certs/\n", &[]),
            ("COPY --from=acme/x /root/.netrc /x\nCOPY <<.env /x\nA=b\n.env\n", &[]),
            ("COPY id_rsa.pub known_hosts .envrc .env.sample ./\n", &[]),
            ("COPY .netrc /root/\nFROM b:1\nCOPY a b\n", &[]),
            ("COPY a ./deploy/.env ./\nADD keys/id_rsa /root/.ssh/id_rsa\n", &["./deploy/.env", "keys/id_rsa"]),
            ("COPY private_key.pem .ssh/ /root/\n", &["private_key.pem", ".ssh/"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("secret-file-copied", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
