//! `curl-pipe-shell`: what is downloaded is run at once, unseen.

use crate::diagnostic::Severity;
use crate::lint::facts::install::is_python;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Item, Script, Word};

pub(super) const RULE: Rule = Rule {
    slug: "curl-pipe-shell",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/verify-downloads",
    aliases: &[],
    what: "A download by `curl` or `wget` goes straight into a shell or Python: by a pipe, by `sh -c \"$(curl …)\"` or by `bash <(curl …)`.",
    why: "Whatever the address serves on the day of the build runs as root in it: a new version, a half script after a cut line, or an attacker's. Nothing is checked, and nobody can say later what ran.",
    example: Example::dockerfile("RUN curl -fsSL https://example.com/install.sh | sh\n"),
    tokens: &["sh"],
    instead: Example::dockerfile(
        "ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.com/install.sh /tmp/install.sh\nRUN sh /tmp/install.sh\n",
    ),
    sources: &[("Docker: ADD --checksum", "https://docs.docker.com/reference/dockerfile/#add---checksum")],
    check,
};

const SHELLS: &[&str] = &["sh", "bash", "ash", "dash", "zsh", "ksh"];

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let reads = |name: &str| SHELLS.contains(&name) || matches!(name, "eval" | "source" | ".") || is_python(name);
    for run in facts.runs_that(reads) {
        for (index, command) in run.script.commands.iter().enumerate() {
            let runs = is_fed(&run.script, index, command) || takes_download(command);
            if let Some(program) = command.program_word().filter(|_| runs) {
                let finding =
                    report.at(run.word_span(program), "this runs whatever the address serves today, unchecked");
                finding.fix("fetch a fixed version, compare its checksum, then run it: `ADD --checksum=sha256:…`");
            }
        }
    }
}

/// A download comes through a pipe and is read as a program.
fn is_fed(script: &Script, index: usize, command: &Command) -> bool {
    if command.piped_from.is_none() || !reads_program(command) {
        return false;
    }
    let before = script.pipeline(Item::Command(index));
    let before = before.iter().take_while(|item| **item != Item::Command(index));
    before.filter_map(|item| script.command(*item)).any(|it| matches!(it.program(), Some("curl" | "wget")))
}

/// It takes its program from standard input, as it is called.
fn reads_program(command: &Command) -> bool {
    let first = command.args().first().map(|word| word.text.as_str());
    let is_shell = command.program().is_some_and(|name| SHELLS.contains(&name));
    if is_shell {
        let script = command.args().iter().find(|word| !word.text.starts_with(['-', '+']));
        let told = command.has_flag(&["-s"]) || command.args().iter().any(|word| word.text == "-");
        return !command.has_flag(&["-c"]) && (told || script.is_none() || command.has_flag(&["-o"]));
    }
    command.program().is_some_and(is_python) && matches!(first, None | Some("-"))
}

/// Its program is a substitution that downloads.
fn takes_download(command: &Command) -> bool {
    let is_shell = command.program().is_some_and(|name| SHELLS.contains(&name));
    let first = command.args().iter().find(|word| !word.text.starts_with('-'));
    let begins = |word: &Word, signs: &[&str]| {
        let inner = signs.iter().find_map(|sign| word.text.strip_prefix(sign));
        inner.map(str::trim_start).is_some_and(|text| text.starts_with("curl ") || text.starts_with("wget "))
    };
    let text =
        if command.program() == Some("eval") { first } else { first.filter(|_| is_shell && command.has_flag(&["-c"])) };
    let file = first.filter(|_| is_shell || matches!(command.program(), Some("source" | ".")));
    text.is_some_and(|word| begins(word, &["$(", "`"])) || file.is_some_and(|word| begins(word, &["<("]))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn what_is_run() {
        let cases = [
            ("RUN curl -fsSL https://x.example/a | tar -xz -C /opt\n", &[][..]),
            ("RUN curl https://x.example/k.asc | gpg --dearmor >/etc/apt/k.gpg\n", &[]),
            ("RUN curl https://x.example/a.json | python3 -m json.tool\n", &[]),
            ("RUN curl https://x.example/a.json | python3 -c 'import json'\n", &[]),
            ("RUN curl -o i.sh https://x.example/i.sh && echo \"$S i.sh\" | sha256sum -c && sh i.sh\n", &[]),
            ("RUN curl https://x.example/list | bash import.sh\n", &[]),
            ("RUN curl https://x.example/list | xargs -n1 sh -c 'echo $0'\n", &[]),
            ("RUN sh -c \"V=$(curl https://x.example/v) && echo $V\"\n", &[]),
            ("RUN cat install.sh | sh\n", &[]),
            ("RUN curl -sSL https://x.example | python3 -\n", &["python3"]),
            ("RUN curl -sSL https://x.example | POETRY_VERSION=1 python3 - --yes\n", &["python3"]),
            ("RUN curl --proto '=https' -sSf https://sh.rustup.rs | sh -s -- -y\n", &["sh"]),
            ("RUN wget -qO- https://x.example | sudo -E bash -\n", &["bash"]),
            ("RUN curl https://x.example | sed s/a/b/ | /bin/bash\n", &["/bin/bash"]),
            ("RUN bash -c \"$(curl -fsSL https://x.example)\"\n", &["bash"]),
            ("RUN bash <(curl -s https://x.example)\n", &["bash"]),
            ("RUN eval \"$(curl -s https://x.example)\"\n", &["eval"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("curl-pipe-shell", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
