//! `seaworthy exam certificate`: the certificate of an exam that was passed.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use super::{NONE_ENDED, choose, taken};
use crate::app::screens::quiz::exam::NAME_SETTING;
use crate::cli::args::CertificateFormat;
use crate::cli::setup::Setup;
use crate::cli::{Failure, Outcome, out};
use crate::exam::Certificate;
use crate::exam::certificate::{Form, NO_NAME};

/// What is said where every exam was failed.
const NONE_PASSED: &str = "no exam was passed yet; `seaworthy exam result --list` shows what was taken";

/// Writes it to a file, or to standard output.
pub fn run(
    setup: &Setup,
    sitting: Option<&str>,
    name: Option<&str>,
    format: Option<CertificateFormat>,
    file: Option<&Path>,
) -> Result<Outcome, Failure> {
    let papers = taken(setup)?;
    let Some(paper) = choose(&papers, sitting, crate::exam::Paper::is_passed)? else {
        let was_any = papers.iter().any(|paper| paper.ended.is_some());
        out::error(if was_any { NONE_PASSED } else { NONE_ENDED });
        return Ok(Outcome::Found);
    };
    let (_, record) = setup.sound_progress()?;
    let name = name.or_else(|| record.setting(NAME_SETTING)).unwrap_or_default();
    let certificate = match Certificate::of(paper, name) {
        Ok(certificate) => certificate,
        Err(error @ crate::exam::certificate::NoCertificate::LongName(_)) => return Err(error.into()),
        Err(error) => {
            out::error(&error.to_string());
            return Ok(Outcome::Found);
        }
    };
    if certificate.name == NO_NAME {
        out::note("seaworthy: no name was given; --name NAME puts one on the certificate");
    }
    let is_html = |path: &Path| path.extension().is_some_and(|ending| ending == "html" || ending == "htm");
    let form = match (format, file) {
        (Some(CertificateFormat::Html), _) => Form::Html,
        (None, Some(path)) if is_html(path) => Form::Html,
        _ => Form::Markdown,
    };
    let text = certificate.write(form);
    let Some(path) = file.filter(|path| *path != Path::new("-")) else {
        out::print(&text)?;
        return Ok(Outcome::Fine);
    };
    // Nothing that lies there is overwritten.
    let mut target = File::create_new(path).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => format!("{}: exists already; choose another name", path.display()),
        _ => format!("{}: {error}", path.display()),
    })?;
    target
        .write_all(text.as_bytes())
        .and_then(|()| target.sync_all())
        .map_err(|error| format!("{}: {error}", path.display()))?;
    out::print(&format!("The certificate was written to {}\n", path.display()))?;
    Ok(Outcome::Fine)
}
