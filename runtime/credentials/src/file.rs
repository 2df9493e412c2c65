//! Files with tokens.

use crate::json::Members;
use aws_runtime::fs_util::{Os, home_dir};
use aws_types::os_shim_internal::Env;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The most bytes of a file. Tokens have some 2,000.
const LONGEST: u64 = 64 * 1024;

/// What is in a file. A pipe or a device is none: nothing may come from it, or no end.
pub(crate) async fn read(path: impl Into<PathBuf>) -> io::Result<Zeroizing<Vec<u8>>> {
    let path = path.into();
    tokio::task::spawn_blocking(move || read_now(path)).await.unwrap_or_else(|error| Err(io::Error::other(error)))
}

/// What is in the JSON of a file.
///
/// # Errors
/// It cannot be read. The text is the end of a sentence on what the file is of.
pub(crate) async fn members<T>(path: &Path, read: impl FnOnce(Members) -> Result<T, String>) -> Result<T, String> {
    let bytes =
        self::read(path).await.map_err(|error| format!("its file {} cannot be read: {error}", path.display()))?;
    Members::read(&bytes).and_then(read).map_err(|why| format!("its file {} makes no sense: {why}", path.display()))
}

/// The folder where a command of AWS keeps its tokens.
///
/// # Errors
/// There is no home directory.
pub(crate) fn cache(env: &Env, command: &str) -> Result<PathBuf, String> {
    let home = home_dir(env, Os::real()).ok_or("there is no home directory: HOME is not set")?;
    Ok([&home, ".aws", command, "cache"].iter().collect())
}

/// What a file of such a folder is called, by the hash of whose it is.
pub(crate) fn cached_name(hash: &[u8]) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).chain([".json".to_owned()]).collect()
}

fn read_now(path: PathBuf) -> io::Result<Zeroizing<Vec<u8>>> {
    let metadata = fs::metadata(&path)?;
    if !metadata.is_file() {
        return Err(io::Error::new(ErrorKind::InvalidInput, "it is no regular file"));
    }
    // At once, so that no part is left in memory.
    let size = metadata.len().min(LONGEST) + 1;
    let mut bytes = Zeroizing::new(Vec::with_capacity(usize::try_from(size).unwrap_or_default()));
    File::open(&path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::new(ErrorKind::FileTooLarge, format!("it is longer than {LONGEST} bytes")));
    }
    Ok(bytes)
}
