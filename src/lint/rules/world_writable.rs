//! `world-writable`: files that every user may write.

use crate::diagnostic::Severity;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Word};

pub(super) const RULE: Rule = Rule {
    slug: "world-writable",
    level: Severity::Warning,
    profile: Profile::Default,
    practice: "security/code-not-writable",
    aliases: &[],
    what: "`chmod 777`, `a+w` and the like, or `--chmod=777`, in the final image. Silent with the sticky bit, as on `/tmp`, and for rights of the group.",
    why: "Any process in the container can replace the code or its settings. A fault that only writes a file becomes one that runs a program.",
    example: Example::dockerfile("RUN chmod -R 777 /app\n"),
    tokens: &["777"],
    instead: Example::dockerfile("RUN install -d -o 10001 -g 10001 /app/data\n"),
    sources: &[(
        "OWASP: Docker security cheat sheet",
        "https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html",
    )],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let message = "every user and every process of the container may write this";
    let fix = "give the application one folder of its own: `install -d -o 10001 -g 10001 /data`";
    let commands = facts.commands_of(&["chmod", "mkdir", "install"]);
    for (run, command) in commands.filter(|(run, _)| facts.is_in_image(run.at)) {
        if let Some(span) = mode(command, run) {
            report.at(span, message).fix(fix);
        }
    }
    for copy in facts.copies.iter().filter(|copy| facts.is_in_image(copy.at)) {
        let Some(mode) = &copy.arguments.chmod else { continue };
        if facts.expand(mode, copy.at).is_some_and(|mode| is_open(&mode)) {
            report.at(mode.span(), message).fix(fix);
        }
    }
}

/// Returns where a command gives everybody the right to write.
fn mode(command: &Command, run: &crate::lint::facts::Execution<'_>) -> Option<crate::diagnostic::Span> {
    let temporary = |word: &&Word| matches!(word.text.trim_end_matches('/'), "/tmp" | "/var/tmp" | "/dev/shm");
    match command.program()? {
        "chmod" => {
            let words = command.args().iter().filter(|word| !is_flag(&word.text)).collect::<Vec<_>>();
            let (mode, paths) = words.split_first()?;
            let only_temporary = !paths.is_empty() && paths.iter().all(temporary);
            (is_open(&mode.text) && !only_temporary).then(|| run.word_span(mode))
        }
        "mkdir" | "install" => {
            let value = command.flag_value(&["-m", "--mode"])?;
            is_open(value.text).then(|| run.span(value.span))
        }
        _ => None,
    }
}

/// `-R` is a flag, `-w` a mode.
fn is_flag(word: &str) -> bool {
    word.starts_with("--") || word.strip_prefix('-').is_some_and(|rest| rest.chars().all(|c| "Rcfv".contains(c)))
}

fn is_open(mode: &str) -> bool {
    let octal = !mode.is_empty() && mode.len() <= 4 && mode.bytes().all(|byte| matches!(byte, b'0'..=b'7'));
    if octal {
        let bits = u32::from_str_radix(mode, 8).unwrap_or_default();
        return mode.len() >= 3 && bits & 0o2 != 0 && bits & 0o1000 == 0;
    }
    let open = |clause: &str| {
        let Some(sign) = clause.find(['+', '=']) else { return false };
        let (who, what) = clause.split_at(sign);
        let letters = |text: &str, known: &str| !text.is_empty() && text.chars().all(|c| known.contains(c));
        letters(who, "ugoa") && letters(&what[1..], "rwxXst") && who.contains(['a', 'o']) && what.contains('w')
    };
    mode.split(',').any(open) && !mode.contains('t')
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("RUN chmod +x a && chmod 775 b && chmod -R g=u /app && chmod u=rwX,go=rX c\n", &[][..]),
            ("RUN chmod 1777 /tmp && chmod a+rwxt /x && chmod 777 /tmp && chmod +w y\n", &[]),
            ("RUN chmod o-w x && chmod a=rx y && chmod $MODE z && chmod 7 f\n", &[]),
            ("RUN chmod 777 x\nFROM b:1\n", &[]),
            ("COPY --chmod=755 a b\nRUN install -m 644 a b\n", &[]),
            ("RUN echo chmod 777\n", &[]),
            ("RUN mkdir /a && chmod -Rv 0777 /a; chmod ugo+rwx b\n", &["0777", "ugo+rwx"]),
            ("COPY --chmod=777 a b\nRUN mkdir -p -m 777 /d\n", &["777", "777"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("world-writable", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
