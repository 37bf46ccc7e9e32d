//! Whether a variable's name or value looks like a secret. Careful: most names with KEY or TOKEN in them are none.

/// A word of a name that means a secret wherever it stands.
const WORDS: &[&str] = &[
    "PASSWORD",
    "PASSWD",
    "PASSPHRASE",
    "PWD",
    "SECRET",
    "SECRETS",
    "TOKEN",
    "APIKEY",
    "CREDENTIAL",
    "CREDENTIALS",
    "PASS",
];

/// Two words that mean one together.
const PAIRS: &[(&str, &str)] = &[
    ("ACCESS", "KEY"),
    ("ACCOUNT", "KEY"),
    ("API", "KEY"),
    ("AUTH", "KEY"),
    ("ENCRYPTION", "KEY"),
    ("PRIVATE", "KEY"),
    ("SIGNING", "KEY"),
    ("SSH", "KEY"),
];

/// A last word that makes it something about a secret.
const ABOUT: &[&str] = &[
    "AGE",
    "ALG",
    "ALGORITHM",
    "BACKEND",
    "CLASS",
    "COUNT",
    "DAYS",
    "DIR",
    "DIRECTORY",
    "ENABLED",
    "ENDPOINT",
    "ENV",
    "EXPIRATION",
    "EXPIRE",
    "EXPIRES",
    "EXPIRY",
    "FIELD",
    "FILE",
    "FILENAME",
    "FORMAT",
    "HASHER",
    "HASHERS",
    "HEADER",
    "HOST",
    "HOURS",
    "ID",
    "ISSUER",
    "LENGTH",
    "LIFETIME",
    "LIMIT",
    "LIMITS",
    "LOCATION",
    "METHOD",
    "MIN",
    "MINUTES",
    "MODE",
    "NAME",
    "NAMES",
    "PATH",
    "POLICY",
    "PORT",
    "PREFIX",
    "PROVIDER",
    "REALM",
    "REGION",
    "REQUIRED",
    "ROTATION",
    "SECONDS",
    "SIZE",
    "STORE",
    "TIMEOUT",
    "TTL",
    "TYPE",
    "UID",
    "URI",
    "URL",
    "USER",
    "VALIDATORS",
    "VERSION",
];

/// A word that makes it no secret wherever it stands.
const HARMLESS: &[&str] = &[
    "PUBLIC",
    "DISABLE",
    "ENABLE",
    "ALLOW",
    "REQUIRE",
    "USE",
    "NO",
    "WITHOUT",
    "MAX",
    "MIN",
    "TOKENIZER",
    "TOKENIZERS",
    "OLDPWD",
];

/// Says whether a variable of this name holds a secret: `DB_PASSWORD`, not `PASSWORD_FILE`, `TOKEN_URL`, `PUBLIC_KEY`.
pub fn is_secret_name(name: &str) -> bool {
    let upper = name.to_ascii_uppercase();
    let words: Vec<&str> = upper.split(['_', '-', '.']).filter(|word| !word.is_empty()).collect();
    let Some(last) = words.last() else { return false };
    if ABOUT.contains(last) || words.iter().any(|word| HARMLESS.contains(word)) || upper == "PWD" {
        return false;
    }
    let joined = |word: &str| ["PASSWORD", "PASSWD", "SECRET", "APIKEY"].iter().any(|known| word.ends_with(known));
    let pair = |two: &[&str]| PAIRS.iter().any(|(first, second)| two == [*first, *second]);
    words.iter().any(|word| WORDS.contains(word) || joined(word)) || words.windows(2).any(pair)
}

/// Says whether a value can be a secret at all: not empty, no switch, no path.
pub fn is_secret_value(value: &str) -> bool {
    let value = value.trim().trim_matches(['"', '\'']);
    let switch = ["true", "false", "yes", "no", "on", "off", "none", "null", "0", "1"];
    // Something for people to replace; nobody is let in by it.
    let lower = value.to_ascii_lowercase().replace(['-', '_', ' '], "");
    let placeholder =
        ["changeme", "placeholder", "replaceme", "yourapi", "yourkey", "yoursecret", "yourtoken", "dummy", "xxxx"];
    let stands_for_one = value.starts_with('<') || placeholder.iter().any(|word| lower.contains(word));
    let path = value.starts_with('/') || value.starts_with("./") || value.starts_with("~/");
    !value.is_empty() && !path && !stands_for_one && !switch.iter().any(|word| value.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        for name in [
            "DB_PASSWORD",
            "PIP_TOKEN",
            "SECRET_KEY",
            "AWS_SECRET_ACCESS_KEY",
            "api_key",
            "PGPASSWORD",
            "PYPI_PASS",
            "DJANGO_SECRET",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "PASSWORD_FILE",
            "TOKEN_URL",
            "SSH_KEY_DIR",
            "X_AUTH_MODE",
            "PUBLIC_KEY",
            "GPG_KEY",
            "TOKENIZERS_PARALLELISM",
            "PWD",
            "OLDPWD",
            "KEY",
            "",
            "ACCESS_TOKEN_EXPIRE_MINUTES",
            "COMPASS",
            "AUTH_PASSWORD_VALIDATORS",
            "PASSENGER",
            "MAX_TOKEN",
            "NEXT_PUBLIC_API_KEY",
            "BYPASS",
            "SECRET_NAME",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }

    #[test]
    fn values_of_secrets() {
        assert!(is_secret_value("hunter2") && is_secret_value("\"x y\"") && is_secret_value("$TOKEN"));
        assert!(
            !["", "\"\"", "true", "/run/secrets/x", "1", "CHANGE_ME", "<token>", "your-api-key"]
                .into_iter()
                .any(is_secret_value)
        );
    }
}
