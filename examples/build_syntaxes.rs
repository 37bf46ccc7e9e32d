//! Makes `assets/syntaxes.bin` of `assets/syntaxes/*.sublime-syntax`: run `cargo run --example build_syntaxes` after
//! each change there. Here and not in the program, because reading the YAML needs crates that the program does not.

use std::error::Error;
use std::fs;
use std::path::Path;

use syntect::dumps::dump_to_uncompressed_file;
use syntect::parsing::SyntaxSetBuilder;

fn main() -> Result<(), Box<dyn Error>> {
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    build(&assets.join("syntaxes"), &assets.join("syntaxes.bin"))
}

/// Dumps the grammars in `folder` to the file `target`: the same bytes for the same grammars.
pub fn build(folder: &Path, target: &Path) -> Result<(), Box<dyn Error>> {
    let mut files = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<Vec<_>, _>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sublime-syntax"));
    files.sort();
    let mut builder = SyntaxSetBuilder::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let syntax = syntect::parsing::SyntaxDefinition::load_from_str(&text, true, None)
            .map_err(|error| format!("{}: {error}", file.display()))?;
        builder.add(syntax);
    }
    dump_to_uncompressed_file(&builder.build(), target)?;
    Ok(())
}
