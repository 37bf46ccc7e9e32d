//! `conda-no-clean`: conda's package cache stays in a layer of the image.

use crate::diagnostic::Severity;
use crate::dockerfile::MountType;
use crate::lint::facts::{Cleanup, Install, Tool};
use crate::lint::{Example, Facts, Profile, Report, Rule};

pub(super) const RULE: Rule = Rule {
    slug: "conda-no-clean",
    level: Severity::Note,
    profile: Profile::Default,
    practice: "conda/clean-caches",
    aliases: &[],
    what: "conda, mamba or micromamba installs in the final image, and the same `RUN` does not clean up behind it. Silent with a cache mount.",
    why: "The cache holds each package as an archive and once more unpacked, which is often half of the image. A later `RUN` cannot take it out again.",
    example: Example::dockerfile(
        "FROM condaforge/miniforge3:25.3.1-0\nRUN conda install -y numpy=2.1.0\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    tokens: &["conda install"],
    instead: Example::dockerfile(
        "FROM condaforge/miniforge3:25.3.1-0\nRUN conda install -y numpy=2.1.0 && conda clean -afy\nUSER 10001\nCMD [\"python\", \"-m\", \"shop\"]\n",
    ),
    sources: &[("conda documentation", "https://docs.conda.io/projects/conda/en/stable/")],
    check,
};

fn check(facts: &Facts<'_>, report: &mut Report<'_>) {
    let mut told = None;
    for install in facts.installs.iter().filter(|install| install.tool == Tool::Conda) {
        if facts.is_in_image(install.at) && told != Some(install.at) && !is_cleaned(facts, install) {
            told = Some(install.at);
            let finding = report.at(install.span, "conda's package cache stays in this layer");
            finding.fix("end this RUN with `&& conda clean -afy`");
        }
    }
}

fn is_cleaned(facts: &Facts<'_>, install: &Install) -> bool {
    let (Some(run), Some(command)) = (facts.run_of(install), facts.command_of(install)) else { return true };
    let cleaned = run.is_followed_by(command, Cleanup::Conda, |other| {
        let has = |text: &str| other.args().iter().any(|word| word.text.contains(text));
        match other.program() {
            Some("conda" | "mamba" | "micromamba") => has("clean"),
            Some("rm" | "find") => has("pkgs") || has("conda") || has("mamba"),
            _ => false,
        }
    });
    cleaned || command.has_flag(&["--dry-run"]) || run.mounts_of(MountType::Cache).next().is_some()
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::fires;

    #[test]
    fn where_nothing_stays() {
        let cases = [
            ("RUN conda install -y a && conda clean -afy\n", &[][..]),
            ("RUN micromamba install -y -f env.yml && micromamba clean --all --yes\n", &[]),
            ("RUN mamba env create -f e.yml; rm -rf /opt/conda/pkgs\n", &[]),
            ("RUN --mount=type=cache,target=/opt/conda/pkgs conda env create\n", &[]),
            ("RUN conda install -y a\nFROM b:1\n", &[]),
            ("RUN conda config --add channels x\n", &[]),
            ("RUN conda install -y a && mamba install -y b\n", &["conda install"]),
            ("RUN conda env create -f e.yml\nRUN conda clean -afy\n", &["conda env create"]),
        ];
        for (lines, tokens) in cases {
            assert_eq!(fires("conda-no-clean", &format!("FROM a:1\n{lines}")), tokens, "{lines}");
        }
    }
}
