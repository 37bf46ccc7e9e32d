//! The grammar, one construct at a time.

use super::*;

#[test]
fn lists_and_pipelines() {
    reads("a && b || c; d & e | f |& g\nh", &["a &&", "b ||", "c ;", "d &", "e |", "f |&", "g ⏎", "h"]);
    reads("a &&\n\n b |\n # note\n c", &["a &&", "b |", "c"]);
    reads("a \\\n  --b c\\\nd \\\r\n e", &["a --b cd e"]);
    reads("", &[]);
    reads(" \n;# only a note", &[]);
    reads("! a | b && ! c", &["! a |", "b &&", "! c"]);
    reads("a#b #c d", &["a#b"]);
}

#[test]
fn quotes_and_escapes() {
    reads(r#"a 'b c' "d e" f\ g "h"'i'j \"k "l\"m\$n\o" '' """#, &[r#"a ‹b c› ‹d e› ‹f g› hij "k l"m$n\o ‹› ‹›"#]);
    reads(r"a $'x\ty\'z\x41\102\u00fc\q' $'' b", &["a ‹x\ty'zABü\\q› ‹› b"]);
    reads(
        r#"echo $"hi" "$" $ a$ "x\
y""#,
        &["echo hi $ $ a$ xy"],
    );
    reads("echo 'a;b|c&&(d)<e>' \"f;g)\"", &["echo a;b|c&&(d)<e> f;g)"]);
    reads("écho ‹ü› \\é", &["écho ‹ü› é"]);
}

#[test]
fn expansions_stay_as_written() {
    reads(r#"a $x ${y:-"}"z} "${v:-'}"q} $1 $? $@ $$x"#, &[r#"a $x ${y:-"}"z} ${v:-'}q} $1 $? $@ $$x"#]);
    let script = read(r#"a $x "$(b)" $((1+(2))) *.c "*.d" {e,f} {g} ~/h "$x"i \$j [ `k` ${l:-$(m)} 'n'"#);
    let kinds = |e: Expands| {
        let all =
            [("p", e.parameter), ("c", e.command), ("s", e.arithmetic), ("g", e.glob), ("b", e.brace), ("t", e.tilde)];
        all.iter().filter(|(_, on)| *on).map(|(name, _)| *name).collect::<String>()
    };
    let said: Vec<String> = script.commands[0].words.iter().map(|word| kinds(word.expands)).collect();
    assert_eq!(said, ["", "p", "c", "s", "g", "", "b", "", "t", "p", "", "", "c", "pc", ""]);
    let programs: Vec<_> = script.commands.iter().filter_map(Command::program).collect();
    assert_eq!(programs, ["a", "b", "k", "m"]);
}

#[test]
fn substitutions_are_commands_of_their_own() {
    reads(
        r#"x="$(dpkg --print-architecture)" y=`uname -m`; curl "https://h/$(a | b "$(c)")/z""#,
        &[
            "x=‹$(dpkg --print-architecture)› y=‹`uname -m`› ;",
            "Substitution: dpkg --print-architecture",
            "Substitution: uname -m",
            "curl ‹https://h/$(a | b \"$(c)\")/z›",
            "Substitution: a |",
            "Substitution: b $(c)",
            "Substitution/Substitution: c",
        ],
    );
    reads(
        "a `if b; then c; fi`",
        &["a ‹`if b; then c; fi`›", "Substitution/If/Condition: b ;", "Substitution/If/Then: c ;"],
    );
    reads("diff <(a b) >(c) d", &["diff ‹<(a b)› >(c) d", "ProcessSubstitution: a b", "ProcessSubstitution: c"]);
    reads("a $( (b) )$((c)) $((1<<2))", &["a ‹$( (b) )$((c))› $((1<<2))", "Substitution/Subshell: b"]);
    let script = read("a $(b; c)");
    assert_eq!(script.frames[1].command, Some(0));
}

#[test]
fn groups_and_subshells() {
    reads("(a; b) && { c; d; } >e 2>&1 | f", &["Subshell: a ;", "Subshell: b", "Group: c ;", "Group: d ;", "f"]);
    let script = read("(a; b) && { c; d; } >e 2>&1 | f");
    let (shell, group) = (&script.frames[1], &script.frames[2]);
    assert_eq!((shell.next, group.after, group.next), (Joint::And, Some(Joint::And), Joint::Pipe));
    assert_eq!((group.redirects.len(), group.pipes_into), (2, Some(Item::Command(4))));
    assert_eq!(script.commands[4].piped_from, Some(Item::Frame(2)));
    reads("echo {a,b} } {", &["echo {a,b} } {"]);
}

#[test]
fn branches_and_loops() {
    reads(
        "if a && ! b; then c; elif d\nthen e; else f; fi && g",
        &[
            "If/Condition: a &&",
            "If/Condition: ! b ;",
            "If/Then: c ;",
            "If/Condition: d ⏎",
            "If/Then: e ;",
            "If/Else: f ;",
            "g",
        ],
    );
    reads("for x in a $(b) \"c d\"; do e $x; done; f", &["For/Substitution: b", "For/Body: e $x ;", "f"]);
    reads("for x\ndo a; done", &["For/Body: a ;"]);
    reads("for x do a; done", &["For/Body: a ;"]);
    reads("for ((i=0; i<3; i++)); do a; done", &["For/Body: a ;"]);
    reads("while read -r x; do a; done <f", &["While/Condition: read -r x ;", "While/Body: a ;"]);
    reads("until a; do b; done", &["Until/Condition: a ;", "Until/Body: b ;"]);
    reads(
        "case \"$(uname -m)\" in x86_64|amd64) a;; (arm*) b; c ;; *) d; esac | e",
        &["Case/Substitution: uname -m", "Case/Arm: a", "Case/Arm: b ;", "Case/Arm: c", "Case/Arm: d ;", "e"],
    );
    reads("case x in esac; a", &["a"]);
    reads("case x\nin\n a)\n b\n ;;\nesac", &["Case/Arm: b ⏎"]);
    let heads: Vec<Vec<String>> = read("for x in a b; do c; done; case y in (d|'e f') g;; esac; h() { i; }")
        .frames
        .iter()
        .filter(|frame| !frame.head.is_empty())
        .map(|frame| frame.head.iter().map(|word| word.text.clone()).collect())
        .collect();
    assert_eq!(heads, [vec!["x", "a", "b"], vec!["y"], vec!["d", "e f"], vec!["h"]]);
}

#[test]
fn functions() {
    reads("f() { a; }; f x", &["Function: a ;", "f x"]);
    reads("function f { a; }\nf", &["Function: a ;", "f"]);
    reads("function f () ( a )", &["Function: a"]);
    reads("eval \"f_$1() { a; }\"", &["eval ‹f_$1() { a; }›", "ShellString/Function: a ;"]);
    reads("f ( )\n{ a\n}", &["Function: a ⏎"]);
}

#[test]
fn bashisms() {
    reads("[[ -f a && ( b == c* || d =~ ^(e|f)$ ) ]] && g", &["[[ -f a && ( b == c* || d =~ ^(e|f)$ ) ]] &&", "g"]);
    reads("[[ a&&b<c ]]; d", &["[[ a && b<c ]] ;", "d"]);
    reads("(( x > 1 && (y) )) && a", &["‹(( x > 1 && (y) ))› &&", "a"]);
    reads("((a); b)", &["Subshell/Subshell: a", "Subshell: b"]);
    reads(
        "x=(a 'b c' $(d)) y+=(e); f <<<\"g h\" &>i &>>j",
        &["x=‹(a b c $(d))› y=(e) ;", "Substitution: d", "f <HereString ‹g h›> <WriteBoth i> <AppendBoth j>"],
    );
    reads("rm -rf !(a|b) @(c d).x", &["rm -rf !(a|b) ‹@(c d).x›"]);
    reads("x[1]=a $'b'", &["x=a b"]);
}

#[test]
fn redirections_and_assignments() {
    reads(
        "a >b 2>&1 <c >>d 2>/dev/null 10<>e >|f",
        &["a <Write b> <2Duplicate 1> <Read c> <Append d> <2Write /dev/null> <10ReadWrite e> <Write f>"],
    );
    reads("A=1 B='x y' c D=2 >e", &["A=1 B=‹x y› c D=2 <Write e>"]);
    reads(">a b", &["b <Write a>"]);
    reads("A=1", &["A=1"]);
    reads("'A=1' \\A=2 A\\=3", &["A=1 A=2 A=3"]);
    reads("echo a2>b a 2 >c", &["echo a2 a 2 <Write b> <Write c>"]);
    let text = "A=\"x $y\" b";
    let script = read(text);
    let given = &script.commands[0].assignments[0];
    assert_eq!((given.name(), given.value(), &text[given.value_span().range()]), ("A", "x $y", "x $y"));
}

#[test]
fn heredocs() {
    reads("cat <<EOF >f && b\n$x $(y)\nEOF\nc", &["cat <Heredoc EOF‹$x $(y)⏎›> <Write f> &&", "b ⏎", "c"]);
    reads(
        "cat <<-'A' <<B\n\ta\n\tA\nb\nB\n",
        &["cat <Heredoc Aa\n> <Heredoc Bb\n> ⏎".replace('\n', "").as_str()]
            .map(|_| "cat <Heredoc A‹a⏎›> <Heredoc B‹b⏎›> ⏎"),
    );
    reads(
        "bash -ex <<'X' | tee log\nset -u\npip install a\nX",
        &[
            "bash -ex <Heredoc X‹set -u⏎pip install a⏎›> |",
            "tee log ⏎",
            "ShellString: set -u ⏎",
            "ShellString: pip install a ⏎",
        ],
    );
    reads("{ cat; } <<A\nb\nA", &["Group: cat ;"]);
    let script = read("bash -ex <<'X'\nset -u\npip install a\nX");
    let last = script.commands.last().unwrap();
    assert!(last.options.errexit && last.options.xtrace && last.options.nounset);
}

#[test]
fn what_is_odd_is_noted_and_read_on() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("a 'b", "shell-quote-unfinished", &["a b"]),
        ("a \"b $(c", "shell-quote-unfinished", &["a ‹b $(c›", "Substitution: c"]),
        ("a ${b", "shell-quote-unfinished", &["a ${b"]),
        ("a; fi; b", "shell-stray-word", &["a ;", "b"]),
        ("done && a", "shell-stray-word", &["a"]),
        ("a ) b", "shell-stray-operator", &["a ;", "b"]),
        ("a (b) c", "shell-stray-operator", &["a b ;", "c"]),
        ("if a; then b", "shell-block-unfinished", &["If/Condition: a ;", "If/Then: b"]),
        ("(a; { b) && c", "shell-block-unfinished", &["Subshell: a ;", "Subshell/Group: b", "c"]),
        ("cat <<EOF", "shell-heredoc-unfinished", &["cat <Heredoc EOF>"]),
        ("cat <<EOF\na\nb", "shell-heredoc-unfinished", &["cat <Heredoc EOF‹a⏎b›> ⏎"]),
        ("a > ; b", "shell-redirect-unfinished", &["a <Write > ;", "b"]),
        ("a `b", "shell-block-unfinished", &["a `b", "Substitution: b"]),
        ("for x of a; do b; done", "shell-stray-word", &["For/Body: b ;"]),
        ("[[ a", "", &["[[ a"]),
        ("a \\", "", &["a \\"]),
    ];
    for (text, code, expected) in cases {
        assert_eq!(shown(text), *expected, "{text}");
        let notes = read(text).diagnostics;
        assert_eq!(notes.iter().any(|note| note.code == *code), !code.is_empty(), "{text}: {notes:#?}");
        assert!(notes.iter().all(|note| note.severity == crate::diagnostic::Severity::Note));
    }
}
