//! Lines that no single word tells: actions by their version, ports, images, requirements, addresses.

/// Returns the version of a foreign action: what stands behind the `@` of `uses: owner/name@v4`.
pub(super) fn action(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("- ").unwrap_or(line).trim_start().strip_prefix("uses:")?;
    let name = rest.split_ascii_whitespace().next()?.trim_matches(['"', '\'']);
    if name.starts_with("./") || name.starts_with("docker://") {
        return None;
    }
    Some(name.split_once('@')?.1)
}

/// The hash of a commit.
pub(super) fn is_commit(version: &str) -> bool {
    version.len() == 40 && version.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `- "8000:8000"`: nothing else is written like this in a Compose file.
pub(super) fn is_open_port(line: &str) -> bool {
    let Some(value) = line.strip_prefix("- ") else { return false };
    let value = value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    let value = value.split('/').next().unwrap_or_default();
    let value = value.strip_prefix("0.0.0.0:").unwrap_or(value);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    value.split_once(':').is_some_and(|(host, inside)| digits(host) && digits(inside))
}

/// `image: redis` and `image: redis:latest`.
pub(super) fn is_latest(line: &str) -> bool {
    let Some(image) = line.strip_prefix("image:") else { return false };
    let image = image.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']);
    if image.is_empty() || image.contains('$') || image.contains('@') {
        return false;
    }
    match image.rsplit('/').next().and_then(|name| name.split_once(':')) {
        Some((_, tag)) => tag == "latest",
        None => true,
    }
}

/// Neither a flag nor a comment.
pub(super) fn is_requirement(line: &str) -> bool {
    line.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// A user and a password in an address, both written out.
pub(super) fn has_credentials(line: &str) -> bool {
    line.match_indices("://").any(|(at, _)| {
        let rest = &line[at + 3..];
        let end = rest.find(['/', ' ', '"', '\'']).unwrap_or(rest.len());
        let user = rest[..end].rsplit_once('@').and_then(|(user, _)| user.split_once(':'));
        user.is_some_and(|(name, secret)| !name.is_empty() && !secret.is_empty() && !secret.starts_with("$"))
    })
}
