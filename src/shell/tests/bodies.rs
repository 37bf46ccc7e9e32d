//! RUN bodies as they are found in Dockerfiles; also the seeds of the property tests.

use super::*;

pub(super) const BODIES: &[(&str, &[&str])] = &[
    (
        "apt-get update && apt-get install -y --no-install-recommends     curl=7.* git   && rm -rf /var/lib/apt/lists/*",
        &[
            "apt-get update &&",
            "apt-get install -y --no-install-recommends curl=7.* git &&",
            "rm -rf /var/lib/apt/lists/*",
        ],
    ),
    (
        "set -eux; savedAptMark=\"$(apt-mark showmanual)\"; apt-get update; apt-mark auto '.*' > /dev/null; [ -z \"$savedAptMark\" ] || apt-mark manual $savedAptMark; find /usr/local -type f -executable -not \\( -name '*tkinter*' \\) -exec ldd '{}' ';' | awk '/=>/ { so = $(NF-1); if (index(so, \"/usr/local/\") == 1) { next }; gsub(\"^/(usr/)?\", \"\", so); printf \"*%s\\n\", so }' | sort -u | xargs -rt dpkg-query --search | cut -d: -f1",
        &[
            "set -eux ;",
            "savedAptMark=‹$(apt-mark showmanual)› ;",
            "Substitution: apt-mark showmanual",
            "apt-get update ;",
            "apt-mark auto .* <Write /dev/null> ;",
            "[ -z $savedAptMark ] ||",
            "apt-mark manual $savedAptMark ;",
            "find /usr/local -type f -executable -not ( -name *tkinter* ) -exec ldd {} ; |",
            "awk ‹/=>/ { so = $(NF-1); if (index(so, \"/usr/local/\") == 1) { next }; gsub(\"^/(usr/)?\", \"\", so); printf \"*%s\\n\", so }› |",
            "sort -u |",
            "xargs -rt dpkg-query --search |",
            "cut -d: -f1",
        ],
    ),
    (
        "pip install --no-cache-dir -U 'pip<24' \"uvicorn[standard]>=0.2\" git+https://x:${TOKEN}@h/r.git@$(cat ref)#egg=x",
        &[
            "pip install --no-cache-dir -U pip<24 uvicorn[standard]>=0.2 ‹git+https://x:${TOKEN}@h/r.git@$(cat ref)#egg=x›",
            "Substitution: cat ref",
        ],
    ),
    (
        "conda env create -f env.yml && conda clean -afy && echo \". /opt/conda/etc/profile.d/conda.sh\" >> ~/.bashrc && . ~/.bashrc",
        &[
            "conda env create -f env.yml &&",
            "conda clean -afy &&",
            "echo ‹. /opt/conda/etc/profile.d/conda.sh› <Append ~/.bashrc> &&",
            ". ~/.bashrc",
        ],
    ),
    (
        "curl -fsSL https://deb.nodesource.com/setup_20.x | sudo -E bash - && wget -qO- x|sh -s -- -y",
        &["curl -fsSL https://deb.nodesource.com/setup_20.x |", "sudo -E bash - &&", "wget -qO- x |", "sh -s -- -y"],
    ),
    (
        "groupadd -r -g 1000 app && useradd --no-log-init -r -u 1000 -g app app && chown -R app:app /srv",
        &["groupadd -r -g 1000 app &&", "useradd --no-log-init -r -u 1000 -g app app &&", "chown -R app:app /srv"],
    ),
    (
        "if [ \"$ENV\" = 'dev' ]; then pip install -r dev.txt; else pip install -r prod.txt; fi; for p in a b; do echo $p; done",
        &[
            "If/Condition: [ $ENV = dev ] ;",
            "If/Then: pip install -r dev.txt ;",
            "If/Else: pip install -r prod.txt ;",
            "For/Body: echo $p ;",
        ],
    ),
    ("test -f x || exit 1", &["test -f x ||", "exit 1"]),
    (
        "ARCH=$(dpkg --print-architecture) && curl -o /t \"https://h/${ARCH##*-}\" && echo \"$SHA  /t\" | sha256sum -c -",
        &[
            "ARCH=‹$(dpkg --print-architecture)› &&",
            "Substitution: dpkg --print-architecture",
            "curl -o /t https://h/${ARCH##*-} &&",
            "echo ‹$SHA  /t› |",
            "sha256sum -c -",
        ],
    ),
    (
        "sed -i -e 's/^#\\(.*\\)$/\\1/g' -e \"s|'a'|\\\"$B\\\"|\" -e s/x/'y\"z'/ /etc/f && sed -ri 's!^(\\s*)ErrorLog\\s+\\S+!\\1E!g' /f",
        &[
            "sed -i -e s/^#\\(.*\\)$/\\1/g -e s|'a'|\"$B\"| -e s/x/y\"z/ /etc/f &&",
            "sed -ri s!^(\\s*)ErrorLog\\s+\\S+!\\1E!g /f",
        ],
    ),
    (
        "set -e\napt-get update\napt-get install -y git\ncat <<'EOF' > /etc/x.conf\n[a]\nb = \"c\nEOF\npip install .\n",
        &[
            "set -e ⏎",
            "apt-get update ⏎",
            "apt-get install -y git ⏎",
            "cat <Heredoc EOF‹[a]⏎b = \"c⏎›> <Write /etc/x.conf> ⏎",
            "pip install . ⏎",
        ],
    ),
    (
        "case \"${TARGETARCH:-$(uname -m)}\" in amd64) A=x86_64 ;; arm64|aarch64) A=aarch64 ;; *) echo >&2 \"no\"; exit 1 ;; esac; curl $A",
        &[
            "Case/Substitution: uname -m",
            "Case/Arm: A=x86_64",
            "Case/Arm: A=aarch64",
            "Case/Arm: echo no <Duplicate 2> ;",
            "Case/Arm: exit 1",
            "curl $A",
        ],
    ),
    (
        "python3 -c 'import sys; print(\"%s\" % sys.version)' && (cd /tmp && tar xzf a.tgz --strip-components=1) && bash -c \"source /v/bin/activate && pip install a\"",
        &[
            "python3 -c ‹import sys; print(\"%s\" % sys.version)› &&",
            "Subshell: cd /tmp &&",
            "Subshell: tar xzf a.tgz --strip-components=1",
            "bash -c ‹source /v/bin/activate && pip install a›",
            "ShellString: source /v/bin/activate &&",
            "ShellString: pip install a",
        ],
    ),
    (
        "export PATH=\"/root/.local/bin:$PATH\" && poetry config virtualenvs.create false && poetry install --only main --no-root || { cat log; exit 1; }",
        &[
            "export PATH=/root/.local/bin:$PATH &&",
            "poetry config virtualenvs.create false &&",
            "poetry install --only main --no-root ||",
            "Group: cat log ;",
            "Group: exit 1 ;",
        ],
    ),
];

#[test]
fn real_bodies() {
    for (text, expected) in BODIES {
        reads(text, expected);
    }
}
