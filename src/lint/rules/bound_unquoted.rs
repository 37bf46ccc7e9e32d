//! `bound-unquoted`: a version bound that the shell takes for a redirection.

use crate::diagnostic::{Severity, Span};
use crate::lint::facts::Tool;
use crate::lint::{Example, Facts, Profile, Report, Rule};
use crate::shell::{Command, Redirect, RedirectOp};

pub(super) const RULE: Rule = Rule {
    slug: "bound-unquoted",
    level: Severity::Error,
    profile: Profile::Default,
    practice: "repro/lock-everything",
    aliases: &[],
    what: "A package on the command line of pip, uv, conda or poetry has a bound with `>` or `<` and no quotes around it. Silent where an output goes to a file on purpose, `>build.log`.",
    why: "The shell cuts the bound off before the installer sees it. `>=2.0` sends the output of pip into a file of the name `=2.0`, and whichever version is newest gets installed; with `<` the shell looks for such a file and the build stops.",
    example: Example::dockerfile("RUN pip install --no-cache-dir -r requirements.txt maturin>=1.9\n"),
    tokens: &["maturin>=1.9"],
    instead: Example::dockerfile("RUN pip install --no-cache-dir -r requirements.txt 'maturin==1.9.4'\n"),
    sources: &[("pip: requirement specifiers", "https://pip.pypa.io/en/stable/reference/requirement-specifiers/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    for install in facts.installs.iter().filter(|install| install.tool.is_python() && install.tool != Tool::SetupPy) {
        let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { continue };
        let mut end = 0;
        for (nth, redirect) in command.redirects.iter().enumerate().filter(|(_, redirect)| is_bound(redirect)) {
            let Some(start) = requirement(command, redirect).filter(|_| redirect.span.start >= end) else { continue };
            // `a>=1,<2` is one requirement, and two redirections.
            end = redirect.span.end;
            for next in command.redirects[nth + 1..].iter().take_while(|next| is_bound(next)) {
                end = if next.span.start == end { next.span.end } else { end };
            }
            let span = run.span(Span::new(start, end));
            let text = facts.file.source.get(span.range()).filter(|text| text.len() <= 40 && !text.contains('\n'));
            let finding =
                report.at(span, "the shell takes this bound for a redirection, and the installer never sees it");
            finding.fix(text.map_or("put it into quotes".to_owned(), |text| format!("put it into quotes, `'{text}'`")));
        }
    }
}

/// What nobody names a file: `=2.0`, behind `<` or `>` a version.
fn is_bound(redirect: &Redirect) -> bool {
    let op = matches!(redirect.op, RedirectOp::Read | RedirectOp::Write);
    let version = |text: &str| text.starts_with('=') || text.split(['.', ',']).all(is_number);
    op && redirect.fd.is_none() && redirect.target.as_ref().is_some_and(|word| version(word.text.trim_end_matches(',')))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && (text == "*" || text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Where the word begins that ends where the redirection begins, or stands right before it: `a >=2`, but not `a >2`.
fn requirement(command: &Command, redirect: &Redirect) -> Option<usize> {
    let before = |end: usize| end <= redirect.span.start;
    let word = command.args().iter().rfind(|word| before(word.span.end))?;
    let others = command.redirects.iter().filter(|other| before(other.span.end) && other.span.start >= word.span.end);
    let end = others.map(|other| other.span.end).max().unwrap_or(word.span.end);
    let apart = end < redirect.span.start;
    let by_name = redirect.target.as_ref().is_some_and(|target| target.text.starts_with('='));
    (!word.text.starts_with('-') && (!apart || by_name)).then_some(word.span.start)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::{fires, fixes};

    #[test]
    fn what_is_cut_off() {
        let cases = [
            ("RUN pip install 'a>=1' \"b<2\" c\\>=3 d==4 e~=5\n", &[][..]),
            ("RUN pip install a >build.log 2>&1 && pip install b>/dev/null && pip install c >2\n", &[]),
            ("RUN pip install -r requirements.txt >>log && pip install - <r.txt && pip install a >&2\n", &[]),
            ("RUN apt-get install -y a>=1; echo a>=1; test 3 >=2\n", &[]),
            ("RUN [\"pip\", \"install\", \"a>=1\"]\n", &[]),
            ("COPY r.txt .\nRUN pip install -r r.txt\n", &[]),
            ("RUN pip install a>=1.0 b\n", &["a>=1.0"]),
            ("RUN pip install pip<24 && uv pip install 'x' y[z]>=2\n", &["pip<24", "y[z]>=2"]),
            ("RUN pip install a>=1,<2 b>=3\n", &["a>=1,<2", "b>=3"]),
            ("RUN conda install -y numpy>=1.26 && poetry add a>=1 && uv add b>2\n", &["numpy>=1.26", "a>=1", "b>2"]),
            ("RUN pip install a >=1\n", &["a >=1"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("bound-unquoted", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
        assert_eq!(fixes("bound-unquoted", "FROM a\nRUN pip install a>=1\n"), ["put it into quotes, `'a>=1'`"]);
    }
}
