//! `secret-arg-in-url`: a build argument as the password of an address.

use crate::diagnostic::Severity;
use crate::dockerfile::{Arguments, Keyword, Logical};
use crate::lint::facts::{Execution, address};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "secret-arg-in-url",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "installers/private-index-secret",
    aliases: &[],
    what: "A `RUN` or `ENV` puts the value of an `ARG` before the `@` of an address. Silent where the variable comes from a mounted secret or is set in the same script.",
    why: "The builder writes the values of build arguments into the history of every `RUN` behind them. The password of the index is in the image, though no line of the Dockerfile shows it.",
    example: Example::dockerfile(
        "ARG INDEX_PASS\nRUN pip install --no-cache-dir --index-url https://ci:${INDEX_PASS}@index.acme.io/simple -r requirements.txt\n",
    ),
    tokens: &["${INDEX_PASS}"],
    instead: Example::dockerfile(
        "RUN --mount=type=secret,id=netrc,target=/root/.netrc,required=true pip install --no-cache-dir --index-url https://index.acme.io/simple -r requirements.txt\n",
    ),
    sources: &[("Docker: build secrets", "https://docs.docker.com/build/building/secrets/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    if facts.of(Keyword::Arg).next().is_none() {
        return;
    }
    for run in facts.runs() {
        look(facts, run.at, &run.text, &|name| is_set_there(run, name), report);
    }
    for (at, instruction) in facts.of(Keyword::Env) {
        let Arguments::Env(pairs) = &instruction.arguments else { continue };
        for value in pairs.pairs.iter().filter_map(|pair| pair.value.as_ref()) {
            look(facts, at, value, &|_| false, report);
        }
    }
}

fn look(facts: &Facts<'_>, at: usize, text: &Logical, own: &dyn Fn(&str) -> bool, report: &mut Report<'_>) {
    for found in address::userinfos(text) {
        let info = &text[found.range.clone()];
        // The password; of `https://$TOKEN@host` all of it.
        let start = found.range.start + info.find(':').map_or(0, |colon| colon + 1);
        let Some((name, length)) = variable(&text[start..found.range.end]) else { continue };
        if is_argument(facts, name, at) && !own(name) {
            let message = format!("the value of build argument `{name}` stays in the image's history");
            let finding = report.at(text.span_of(start..start + length), message);
            finding.fix("mount a secret, `.netrc` for pip, and keep the address free of it");
        }
    }
}

/// An ARG declares the name above, with or without a default, and no ENV covers it.
fn is_argument(facts: &Facts<'_>, name: &str, at: usize) -> bool {
    let Some(stage) = facts.stage_of(at) else { return false };
    let mut chain = facts.file.stages.chain(stage.stage.index);
    let declared = chain.any(|stage| facts.stage_arg(stage.index, name).is_some_and(|declared| declared < at));
    declared && facts.env(name, at).is_none()
}

/// Returns the variable that a text is made of, and how long it is with its signs.
fn variable(text: &str) -> Option<(&str, usize)> {
    let rest = text.strip_prefix('$')?;
    let braces = rest.starts_with('{');
    let rest = rest.strip_prefix('{').unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let length = if braces { text.find('}')? + 1 } else { end + 1 };
    (end > 0 && length == text.len()).then_some((&rest[..end], length))
}

/// A secret or the script itself gives the variable another value.
fn is_set_there(run: &Execution<'_>, name: &str) -> bool {
    let mounted = run.mounts().iter().any(|mount| mount.env.as_ref().is_some_and(|env| env.as_str() == name));
    let set = |word: &str| word.strip_prefix(name).is_some_and(|rest| rest.starts_with('='));
    let read = |words: &[crate::shell::Word]| words.iter().any(|word| set(&word.text) || word.text == name);
    mounted || run.commands().any(|command| command.assignment(name).is_some() || read(&command.words))
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn the_traps() {
        let cases = [
            ("ARG T\nRUN --mount=type=secret,id=t,env=T pip install -i https://u:$T@a.io/ x\n", &[][..]),
            ("ARG T\nRUN T=$(cat /run/secrets/t) && pip install -i https://u:$T@a.io/ x\n", &[]),
            ("RUN export T=$(cat /run/secrets/t); pip install -i https://u:${T}@a.io/ x\n", &[]),
            ("ARG HOST PORT\nRUN curl https://$HOST:$PORT/x && pip install -i https://a.io/$HOST/@x x\n", &[]),
            ("ARG USER\nRUN git clone https://$USER:$(cat /s)@a.io/\nENV X=https://u:$T@a.io\n", &[]),
            (
                "ARG T\nRUN pip install git+https://$T@github.com/a/b \"x @ https://u:${T:?}@a.io/x\"\n",
                &["$T", "${T:?}"],
            ),
            ("ARG T\nENV PIP_INDEX_URL=https://u:$T@a.io/simple\n", &["$T"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("secret-arg-in-url", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
