//! What Compose files say, line by line. Which of them is for production nobody sees, so what is not there is rarely called missing.

use super::{Look, Sight, in_project};
use crate::plan::presence::{Kind, Mark, Presence};

pub(super) const LOOKS: &[Look] = &[
    in_project("compose-capabilities", |p| {
        Sight::missing(p.compose(Mark::Privileged), "privileged switches all of the isolation off")
            .or(|| Sight::shown(p.compose(Mark::CapDrop)))
    }),
    in_project("compose-dev", |p| {
        Sight::missing(p.compose(Mark::VersionKey), "`version:` is obsolete and ignored")
            .or(|| Sight::shown(p.compose(Mark::Develop)))
    }),
    in_project("compose-grace", |p| Sight::shown(p.compose(Mark::Grace))),
    in_project("compose-host", host),
    in_project("compose-latest", |p| {
        Sight::missing(p.compose(Mark::Latest), "nobody knows which image `latest` is today")
    }),
    in_project("compose-limits", |p| Sight::shown(p.compose(Mark::Limits))),
    in_project("compose-logging", |p| Sight::shown(p.compose(Mark::Logging))),
    in_project("compose-ports", |p| {
        Sight::missing(
            p.compose(Mark::OpenPort),
            "published on all interfaces: write 127.0.0.1 in front unless the world may come",
        )
    }),
    in_project("compose-ptrace", |p| {
        Sight::missing(p.compose(Mark::Ptrace), "SYS_PTRACE lets a process read all others of its user")
    }),
    in_project("compose-read-only", |p| Sight::shown(p.compose(Mark::ReadOnly))),
    in_project("compose-secrets", |p| Sight::shown(p.compose(Mark::SecretFiles))),
];

fn host(p: &Presence) -> Sight {
    let faults = [
        (Mark::Socket, "the engine's socket is root on the host"),
        (Mark::Privileged, "privileged switches all of the isolation off"),
        (Mark::HostNamespace, "a namespace of the host is shared"),
        (Mark::Unconfined, "a profile of the kernel's protection is switched off"),
    ];
    let found = faults.iter().find_map(|(mark, message)| Some(Sight::Missing(p.compose(*mark)?.into(), message)));
    found.unwrap_or_else(|| Sight::shown(p.of(Kind::Compose).next()))
}
