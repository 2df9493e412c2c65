//! Names of folders, as systems other than this one take them.

use farrier_codegen::is_device;

/// Whether some system finds the folder of git by this name, which git refuses for that: in any case, by its short name
/// on Windows, by one of its streams, or with blanks, dots and letters that nobody sees.
pub(crate) fn is_git(name: &str) -> bool {
    let is_seen = |c: &char| !matches!(c, '\u{200c}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{206a}'..='\u{206f}' | '\u{feff}');
    let seen: String = name.chars().filter(is_seen).collect();
    let name = seen.split(':').next().unwrap_or_default().trim_end_matches(['.', ' ']).to_ascii_lowercase();
    name == ".git" || name.strip_prefix("git~").is_some_and(|number| number.len() == 1)
}

/// Whether a folder of a project can have this name on every system, and belongs to no tool: `cargo clean` removes
/// `target`.
pub(crate) fn is_portable(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let has_letters = !name.contains(|c: char| c.is_control() || r#"<>:"|?*\"#.contains(c));
    let is_whole = !name.ends_with(['.', ' ']);
    has_letters && is_whole && !is_device(stem.trim_end()) && !is_git(name) && !name.eq_ignore_ascii_case("target")
}

#[cfg(test)]
mod tests {
    use super::{is_git, is_portable};

    #[test]
    fn of_git() {
        for name in [".git", ".GIT", ".Git. ", "git~1", "GIT~2", ".git::$INDEX_ALLOCATION", ".g\u{200c}it"] {
            assert!(is_git(name) && !is_portable(name), "{name:?}");
        }
        for name in ["git", ".github", "git~x1", "my.git", "gits~1"] {
            assert!(!is_git(name), "{name:?}");
        }
    }

    #[test]
    fn portable() {
        for name in ["kms", "my kms", "naïve", "v1.2", "target2", "console", "com", "comx"] {
            assert!(is_portable(name), "{name:?}");
        }
        for name in
            ["nul", "NUL", "aux.rs", "Com1", "lpt9.x.y", "con .x", "a:b", "a\\b", "a?", "a.", "a ", "a\tb", "Target"]
        {
            assert!(!is_portable(name), "{name:?}");
        }
    }
}
