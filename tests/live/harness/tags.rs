//! Tags of what fakes have.

/// Removes the tags with these keys. Each service has a type of its own for a tag.
pub fn untag<T>(tags: &mut Vec<T>, keys: Option<Vec<String>>, key_of: impl Fn(&T) -> Option<&str>) {
    let keys = keys.unwrap_or_default();
    tags.retain(|tag| !keys.iter().any(|key| key_of(tag) == Some(key)));
}
