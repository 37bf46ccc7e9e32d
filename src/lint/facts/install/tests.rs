//! What is read out of commands.

use super::*;
use crate::dockerfile::Dockerfile;
use crate::lint::{Context, Facts};

/// `tool verb: item item`, an item as `what(text in the file)`.
fn installs(run: &str) -> String {
    let text = format!("FROM a\nRUN {run}\n");
    let file = Dockerfile::parse(&text);
    let facts = Facts::new(&file, Context::default());
    let one = |item: &Item| {
        let what = match &item.what {
            What::Package { name, pin } => format!("{name}/{pin:?}"),
            other => format!("{other:?}"),
        };
        let editable = if item.editable { "*" } else { "" };
        format!("{what}{editable}({})", &text[item.span.range()])
    };
    let all = facts.installs.iter().map(|install| {
        let items: Vec<_> = install.items.iter().map(one).collect();
        format!("{:?} {}: {}", install.tool, &text[install.span.range()], items.join(" "))
    });
    all.collect::<Vec<_>>().join("; ")
}

#[test]
fn commands_and_what_they_install() {
    let cases = [
        ("pip install flask", "Pip pip install: flask/No(flask)"),
        (
            "pip3.12 install -U 'Flask[async] == 3.0' b_c>=1",
            "Pip pip3.12 install: flask/Exact(Flask[async] == 3.0) b-c/No(b_c)",
        ),
        (
            "pip install 'a>=1' 'b==1.*' 'c~=1.2' d==$V e$V $F",
            "Pip pip install: a/Range(a>=1) b/Range(b==1.*) c/Range(c~=1.2) d/Exact(d==$V) Unknown(e$V) Unknown($F)",
        ),
        (
            "python3 -m pip install --no-cache-dir -r req.txt -c con.txt",
            "Pip python3 -m pip install: Requirements(req.txt) Constraints(con.txt)",
        ),
        (
            "pip --no-cache-dir install -rreq.txt --requirement=b.txt",
            "Pip pip --no-cache-dir install: Requirements(req.txt) Requirements(b.txt)",
        ),
        (
            "pip install -e . ./lib /wheels/a.whl git+https://x.example/y",
            "Pip pip install: Project*(.) Project(./lib) Archive(/wheels/a.whl) Address(git+https://x.example/y)",
        ),
        ("pip install -i https://x.example/simple a '.[dev]'", "Pip pip install: a/No(a) Project(.[dev])"),
        ("pip wheel -w /w -r r.txt", "Pip pip wheel: Requirements(r.txt)"),
        ("pip install --group dev", "Pip pip install: Lock(dev)"),
        ("uv pip install --system -r r.txt", "UvPip uv pip install: Requirements(r.txt)"),
        ("uv pip sync r.txt", "UvPip uv pip sync: Requirements(r.txt)"),
        ("uv sync --locked", "Uv uv sync: Lock(sync) Project(sync)"),
        ("uv sync --no-install-project --extra web", "Uv uv sync: Lock(sync)"),
        ("uv tool install ruff@0.5.0", "Pipx uv tool install: ruff/Exact(ruff@0.5.0)"),
        ("poetry install --no-root --only main", "Poetry poetry install: Lock(install)"),
        ("pipenv install --system --deploy", "Pipenv pipenv install: Lock(install)"),
        ("pipenv install flask", "Pipenv pipenv install: flask/No(flask)"),
        ("conda env create -f environment.yml", "Conda conda env create: Requirements(environment.yml)"),
        (
            "micromamba install -y -n base -c conda-forge numpy=2.1 cf::b",
            "Conda micromamba install: numpy/Exact(numpy=2.1) b/No(cf::b)",
        ),
        (
            "apt-get update && sudo apt-get install -y --no-install-recommends a=1 b:amd64 ./c.deb",
            "Apt apt-get install: a/Exact(a=1) b/No(b:amd64) Archive(./c.deb)",
        ),
        ("apk add --no-cache -t .deps gcc~13", "Apk apk add: gcc/Range(gcc~13)"),
        ("npm ci && npm install -g yarn@1", "Npm npm ci: Lock(ci); Npm npm install: yarn/Exact(yarn@1)"),
        ("python setup.py install", "SetupPy python setup.py install: Project(install)"),
        ("pip install --help && pip list && apt-get update && python app.py", ""),
        (
            "PIP_X=1 pip install a && if x; then uv pip install b; fi",
            "Pip pip install: a/No(a); UvPip uv pip install: b/No(b)",
        ),
    ];
    for (run, expected) in cases {
        assert_eq!(installs(run), expected, "{run}");
    }
}
