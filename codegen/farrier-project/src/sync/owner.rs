//! Whose a file is.

use camino::Utf8Path;
use farrier_codegen::MARKER;
use std::fs::File;
use std::io::Read;

/// Enough for the comment that the marker is in. What others wrote may be of any size, and is not read any further.
const HEAD: u64 = 256;

/// Whether Farrier wrote the file at `path`. Links, pipes and devices are not its own, and are not opened: a pipe would
/// never end.
pub(super) fn wrote(path: &Utf8Path) -> bool {
    let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
    let mut head = Vec::new();
    is_file && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok() && is_marked(&head)
}

/// Whether a file that begins like this is one of Farrier: its first line is the comment that says so.
pub(super) fn is_marked(contents: &[u8]) -> bool {
    let first = contents.split(|byte| *byte == b'\n').next();
    let comment = first.unwrap_or_default().trim_ascii_start();
    let text = comment.iter().position(|byte| !b"/#<!- ".contains(byte));
    text.is_some_and(|start| start > 0 && comment[start..].starts_with(MARKER.as_bytes()))
}
