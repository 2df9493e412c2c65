//! The commands as somebody meets them: every file of `cli/cases` is a session whose transcript is a snapshot.
//!
//! A session runs in a workspace of its own, with one service in its farrier.toml. Its lines are
//! - `xtask ARGS`: run the command; the transcript has its output and exit code. What is between `"` is one argument
//! - `done ARGS`: run the command, which must succeed; the transcript leaves the output out
//! - `in DIR xtask ARGS`: run it in another folder
//! - `write PATH TEXT`, `append PATH TEXT`: `\n` is a line break, `\xef` that byte, also in names of files
//! - `replace PATH OLD NEW`: each of the words once
//! - `pipe PATH`: a pipe that nobody writes into; `pipe PATH FILE`: one that gets what is in that file, once
//! - `copy PATH PATH`, `remove PATH`, `files DIR`: list what is in there
//! - `# ...`: what the next lines show

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::mpsc;
use std::time::Duration;

const FARRIER_TOML: &str = r#"[[service]]
name = "weather"
model = "models/weather.json"
crate = "generated/weather"
"#;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

#[test]
fn transcripts() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut cases: Vec<PathBuf> =
        fs::read_dir(folder.join("cases"))?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    cases.sort();
    assert!(!cases.is_empty());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("cli/transcripts");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for case in cases {
        let name = case.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let transcript =
            transcript(&fs::read_to_string(&case)?, &folder).map_err(|error| format!("{}: {error}", case.display()))?;
        settings.bind(|| insta::assert_snapshot!(name, transcript));
    }
    Ok(())
}

fn transcript(case: &str, folder: &Path) -> Result<String> {
    let workspace = tempfile::tempdir()?;
    let root = workspace.path();
    fs::create_dir(root.join("models"))?;
    fs::copy(folder.join("weather.json"), root.join("models/weather.json"))?;
    fs::write(root.join("farrier.toml"), FARRIER_TOML)?;
    let mut transcript = String::new();
    for line in case.lines() {
        transcript += &format!("{line}\n{}", step(root, line).map_err(|error| format!("{line}: {error}"))?);
    }
    Ok(transcript)
}

/// Does what a line says. What there is to see of it.
fn step(root: &Path, line: &str) -> Result<String> {
    let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
    let words: Vec<&str> = rest.split(' ').collect();
    let file = root.join(String::from_utf8(unescaped(words[0]))?);
    match verb {
        "#" | "" => {}
        "xtask" => return Ok(shown(&xtask(root, rest)?)),
        "in" => {
            let (_, args) = rest.split_once(" xtask ").ok_or("in DIR xtask ARGS")?;
            return Ok(shown(&xtask(&file, args)?));
        }
        "done" => {
            let output = xtask(root, rest)?;
            assert!(output.status.success(), "{rest}\n{}", shown(&output));
        }
        "write" | "append" => {
            let mut contents = if verb == "append" { fs::read(&file)? } else { Vec::new() };
            contents.extend(unescaped(rest.split_once(' ').map_or("", |(_, text)| text)));
            fs::create_dir_all(file.parent().ok_or("no folder")?)?;
            fs::write(file, contents)?;
        }
        "replace" => {
            let text = fs::read_to_string(&file)?;
            assert!(text.contains(words[1]), "{line}: it does not contain that");
            fs::write(file, text.replacen(words[1], words[2], 1))?;
        }
        "copy" => drop(fs::copy(file, root.join(words[1]))?),
        "remove" => fs::remove_file(file)?,
        "pipe" => {
            assert!(Command::new("mkfifo").arg(&file).status()?.success(), "{line}");
            if let Some(from) = words.get(1).map(|from| root.join(from)) {
                std::thread::spawn(move || fs::copy(from, file));
            }
        }
        "files" => return files(root, &file),
        _ => return Err("unknown verb".into()),
    }
    Ok(String::new())
}

/// How long a command may take: one that waits for a pipe would do so for ever.
const LIMIT: Duration = Duration::from_secs(120);

fn xtask(folder: &Path, args: &str) -> Result<Output> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(words(args)).current_dir(folder).env("NO_COLOR", "1");
    let (ends, output) = mpsc::channel();
    std::thread::spawn(move || ends.send(command.output()));
    Ok(output.recv_timeout(LIMIT).map_err(|_| format!("it takes more than {LIMIT:?}"))??)
}

/// The words of a command line: those between quotes have blanks in them.
fn words(line: &str) -> Vec<&str> {
    let parts = line.split('"').enumerate();
    let words = parts.flat_map(|(at, part)| match at % 2 {
        0 => part.split(' ').filter(|word| !word.is_empty()).collect(),
        _ => vec![part],
    });
    words.collect()
}

fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let text = text.replace("\\n", "\n");
    let mut parts = text.split("\\x");
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).expect("two digits of a byte"));
        bytes.extend(rest.bytes());
    }
    bytes
}

fn files(root: &Path, folder: &Path) -> Result<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(format!("    {}\n", path.strip_prefix(root)?.display()));
            }
        }
    }
    found.sort();
    Ok(found.concat())
}

/// The output, without what differs from run to run or whenever the generated code does: times, the number of files
/// that did not change, and the surroundings of a difference.
fn shown(output: &Output) -> String {
    let mut text = String::new();
    for stream in [&output.stdout, &output.stderr] {
        for line in String::from_utf8_lossy(stream).lines() {
            let is_context = line.starts_with(' ') && !line.starts_with("  ") && !line.starts_with(" -->");
            if !is_context {
                text += format!("    {}", stable(line)).trim_end();
                text.push('\n');
            }
        }
    }
    // A program of this checkout says where that is.
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).parent().and_then(|root| root.canonicalize().ok());
    let text = checkout.map_or(text.clone(), |root| text.replace(&root.display().to_string(), "CHECKOUT"));
    text + &format!("    exit code {}\n", output.status.code().unwrap_or(-1))
}

fn stable(line: &str) -> String {
    if line.starts_with("@@") {
        return "@@".to_owned();
    }
    let line = match line.rsplit_once(" (") {
        Some((line, time)) if time.ends_with(" s)") => line,
        _ => line,
    };
    let words: Vec<&str> = line.split(' ').collect();
    let word = |index: usize| words.get(index).copied().unwrap_or_default();
    let stable = words.iter().enumerate().map(|(index, text)| match (word(index + 1), word(index + 2)) {
        ("unchanged", _) | ("files", "up") => "N",
        _ if text.starts_with("\"sha256:") => "\"sha256:N\"",
        _ => text,
    });
    stable.collect::<Vec<_>>().join(" ")
}

#[cfg(unix)]
#[test]
fn closed_pipe() -> Result<()> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    let (reader, writer) = std::io::pipe()?;
    drop(reader);
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/weather.json");
    let output = command.arg("diff").args([&model, &model]).stdout(writer).output()?;
    assert!(output.status.success(), "{output:?}");
    assert!(output.stderr.is_empty(), "{output:?}");
    Ok(())
}

/// The exit code is that of models that differ.
#[test]
fn what_cannot_be_compared_is_nothing_on_standard_output() -> Result<()> {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/weather.json");
    for after in [&["missing.json"][..], &[model.to_str().ok_or("a path in UTF-8")?, "--ignore", "nothing"], &[]] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("diff").arg(&model).args(after).output()?;
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        assert!(output.stdout.is_empty() && !output.stderr.is_empty(), "{output:?}");
    }
    Ok(())
}

/// Also where the folder of the project is the current one, whose path is empty.
#[cfg(unix)]
#[test]
fn no_link_leads_a_crate_out_of_its_project() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let project = folder.path().join("project");
    fs::create_dir_all(project.join("models"))?;
    fs::create_dir(folder.path().join("elsewhere"))?;
    std::os::unix::fs::symlink("../elsewhere", project.join("link"))?;
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/weather.json");
    fs::copy(model, project.join("models/weather.json"))?;
    fs::write(project.join("farrier.toml"), FARRIER_TOML.replace("generated/weather", "link/weather"))?;
    for at in [&project, &project.join("models")] {
        let output = Command::new(env!("CARGO_BIN_EXE_xtask")).arg("codegen").current_dir(at).output()?;
        let message = String::from_utf8(output.stderr)?;
        assert!(!output.status.success() && message.contains("leads out of the folder of this file"), "{message}");
    }
    assert_eq!(fs::read_dir(folder.path().join("elsewhere"))?.count(), 0);
    Ok(())
}
