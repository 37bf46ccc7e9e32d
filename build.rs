//! Lists the stock course's files and the themes so that the binary carries them: `(path, include_str!(…))`, sorted by path; and reads
//! its table of contents, the themes, the stock keymap and the practices once, so that no start has to. Reads only this folder; a new file triggers a rebuild. A file that cannot be
//! read is left to the program, which says what is wrong with it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    link_for_a_quick_start();
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = Vec::new();
    for folder in ["lessons", "quizzes", "sessions"] {
        walk(&root.join(folder), &mut files)?;
    }
    files.push(root.join("assets/glossary.toml"));
    println!("cargo:rerun-if-changed=assets/glossary.toml");
    files.sort();
    let mut out = String::from("pub(super) static FILES: &[(&str, &str)] = &[\n");
    for file in &files {
        let inside = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        let name = inside.strip_prefix("assets/").unwrap_or(&inside);
        let _ = writeln!(out, "    ({name:?}, include_str!({:?})),", file.to_string_lossy());
    }
    out.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("stock.rs");
    fs::write(target, sort_lines(&out))?;
    outline(&root)?;
    keymap(&root)?;
    practices(&root)?;
    themes(&root)
}

/// A program at a fixed address need not correct 18,000 addresses at every start: a fifth of a millisecond of three (docs/performance.md).
/// Only what runs on the spot is linked like this, where the linker is known to know the word.
fn link_for_a_quick_start() {
    let target = |name: &str| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" && ["x86_64", "aarch64"].contains(&target("ARCH").as_str()) {
        println!("cargo:rustc-link-arg-bins=-no-pie");
    }
}

/// Writes the stock table of contents as data: `(id, title, promise, lessons, planned)` for each chapter, with the
/// title and minutes of each lesson, and the tracks. Without it (`None`) the program
/// parses the files as it does for any other course.
fn outline(root: &Path) -> io::Result<()> {
    let read = |path: &str| -> Option<toml::Table> { fs::read_to_string(root.join(path)).ok()?.parse().ok() };
    let lesson = |chapter: &str, slug: &toml::Value| -> Option<String> {
        let slug = slug.as_str()?;
        // A lesson that is only planned has no file.
        let (title, minutes) = front(&root.join(format!("lessons/{chapter}/{slug}.md"))).unwrap_or_default();
        Some(format!("({slug:?}, {title:?}, {minutes})"))
    };
    let table = || -> Option<String> {
        let course = read("lessons/course.toml")?;
        let text = |table: &toml::Table, key: &str| Some(table.get(key)?.as_str()?.to_owned());
        let mut out = format!(
            "Some(StockOutline {{ title: {:?}, version: {:?}, chapters: &[\n",
            text(&course, "title")?,
            text(&course, "version")?
        );
        for id in course.get("chapters")?.as_array()? {
            let id = id.as_str()?;
            let chapter = read(&format!("lessons/{id}/chapter.toml"))?;
            let lessons = chapter.get("lessons")?.as_array()?.iter().map(|slug| lesson(id, slug));
            let planned = chapter.get("planned")?.as_array()?.iter().map(|entry| {
                let entry = entry.as_table()?;
                Some(format!("({:?}, {:?})", text(entry, "id")?, text(entry, "title")?))
            });
            let list = |items: Option<Vec<String>>| items.map(|items| items.join(", "));
            let (lessons, planned) = (list(lessons.collect())?, list(planned.collect())?);
            let _ = writeln!(
                out,
                "    ({id:?}, {:?}, {:?}, &[{lessons}], &[{planned}]),",
                text(&chapter, "title")?,
                text(&chapter, "promise")?
            );
        }
        out.push_str("], tracks: &[\n");
        for track in course.get("track").and_then(toml::Value::as_array).into_iter().flatten() {
            let track = track.as_table()?;
            let ids = track.get("lessons")?.as_array()?.iter().map(|id| Some(format!("{:?}", id.as_str()?)));
            let (id, title, promise) = (text(track, "id")?, text(track, "title")?, text(track, "promise")?);
            let _ = writeln!(
                out,
                "    ({id:?}, {title:?}, {promise:?}, &[{}]),",
                ids.collect::<Option<Vec<_>>>()?.join(", ")
            );
        }
        out.push_str("]})");
        Some(out)
    };
    let table = table().unwrap_or_else(|| "None".to_owned());
    let out = format!("pub(super) static OUTLINE: Option<StockOutline> = {table};\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("outline.rs"), out)
}

/// Returns title and minutes of a lesson's front matter.
fn front(file: &Path) -> Option<(String, i64)> {
    let text = fs::read_to_string(file).ok()?;
    let body = text.strip_prefix("+++")?.split_once('\n')?.1;
    let head = body.split_once("\n+++")?.0;
    let table: toml::Table = head.parse().ok()?;
    Some((table.get("title")?.as_str()?.to_owned(), table.get("minutes")?.as_integer()?))
}

/// Writes the themes as data, `(name, [(role, style)])`: a new theme is one file. One that cannot be read has no roles, which a test
/// finds.
fn themes(root: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    walk(&root.join("assets/themes"), &mut files)?;
    files.sort();
    let mut out = String::from("static THEMES: &[(&str, &[(&str, &str)])] = &[\n");
    for file in &files {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        let table: toml::Table = fs::read_to_string(file)?.parse().unwrap_or_default();
        let roles = table.iter().filter_map(|(role, style)| Some(format!("({role:?}, {:?})", style.as_str()?)));
        let _ = writeln!(out, "    ({name:?}, &[{}]),", roles.collect::<Vec<_>>().join(", "));
    }
    out.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("themes.rs"), out)
}

/// Writes the stock keymap as data, `(context, [(action, [key])])`, in the order of the file.
fn keymap(root: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=assets/keymap.toml");
    let tables: toml::Table = fs::read_to_string(root.join("assets/keymap.toml"))?.parse().unwrap_or_default();
    let mut out = String::from("static STOCK: &[StockTable] = &[\n");
    for (context, table) in &tables {
        let line = |(action, keys): (&String, &toml::Value)| {
            let keys = keys.as_array()?.iter().map(|key| Some(format!("{:?}", key.as_str()?)));
            Some(format!("({action:?}, &[{}] as &[&str])", keys.collect::<Option<Vec<_>>>()?.join(", ")))
        };
        let lines = table.as_table().into_iter().flatten().filter_map(line);
        let _ = writeln!(out, "    ({context:?}, &[{}]),", lines.collect::<Vec<_>>().join(", "));
    }
    out.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("keymap.rs"), out)
}

/// Sorts the entries by the name they are looked up by (`glossary.toml` lost its folder).
fn sort_lines(table: &str) -> String {
    let mut lines: Vec<&str> = table.lines().collect();
    let last = lines.len() - 1;
    lines[1..last].sort_by_key(|line| line.split('"').nth(1).unwrap_or_default().to_owned());
    lines.join("\n") + "\n"
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}

/// Writes the practices as data, in the order of the file.
fn practices(root: &Path) -> io::Result<()> {
    println!("cargo:rerun-if-changed=assets/practices.toml");
    let file: toml::Table = fs::read_to_string(root.join("assets/practices.toml"))?.parse().unwrap_or_default();
    let entries = |name: &str| file.get(name).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let text =
        |entry: &toml::Value, key: &str| entry.get(key).and_then(toml::Value::as_str).unwrap_or_default().to_owned();
    let maybe = |entry: &toml::Value, key: &str| format!("{:?}", entry.get(key).and_then(toml::Value::as_str));
    let list = |entry: &toml::Value, key: &str| {
        let items = entry.get(key).and_then(toml::Value::as_array).into_iter().flatten();
        let items = items.filter_map(toml::Value::as_str).map(|item| format!("{item:?}"));
        format!("&[{}]", items.collect::<Vec<_>>().join(", "))
    };
    let all = entries("practice");
    let mut out = String::from("static CHAPTERS: &[Chapter] = &[\n");
    for chapter in entries("chapter") {
        let id = text(&chapter, "id");
        let _ = writeln!(out, "    Chapter {{ id: {id:?}, title: {:?}, practices: &[", text(&chapter, "title"));
        for entry in all.iter().filter(|entry| text(entry, "id").split('/').next() == Some(&id)) {
            let _ = writeln!(
                out,
                "        Practice {{ id: {:?}, title: {:?}, level: {}, visible: {:?}, when: {}, rules: {}, silence: {}, look: {}, missing: {}, planned: {}, unseen: {}, verify: {:?} }},",
                text(entry, "id"),
                text(entry, "title"),
                entry.get("level").and_then(toml::Value::as_integer).unwrap_or_default(),
                text(entry, "visible"),
                list(entry, "when"),
                list(entry, "rules"),
                entry.get("silence").and_then(toml::Value::as_bool).unwrap_or_default(),
                maybe(entry, "look"),
                maybe(entry, "missing"),
                list(entry, "planned"),
                maybe(entry, "unseen"),
                text(entry, "verify"),
            );
        }
        out.push_str("    ] },\n");
    }
    out.push_str("];\n");
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("practices.rs"), out)
}
