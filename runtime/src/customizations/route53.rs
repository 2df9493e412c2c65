//! Amazon Route 53.

/// What the service puts before ids in its answers, and takes from nobody.
const KINDS: [&str; 3] = ["hostedzone/", "change/", "delegationset/"];

/// Takes away what says the kind of an id, with or without a slash before it: `Z1` of `/hostedzone/Z1`.
#[inline]
pub fn without_kind(id: &mut Option<String>) {
    let Some(text) = id else { return };
    let path = text.strip_prefix('/').unwrap_or(text);
    if let Some(bare) = KINDS.iter().find_map(|kind| path.strip_prefix(kind)) {
        *text = bare.to_owned();
    }
}

#[cfg(test)]
mod tests {
    use super::without_kind;

    #[test]
    fn one_kind_is_taken_away() {
        for (given, sent) in [
            ("Z1", "Z1"),
            ("/hostedzone/Z1", "Z1"),
            ("hostedzone/Z1", "Z1"),
            ("/change/C1", "C1"),
            ("change/C1", "C1"),
            ("/delegationset/N1", "N1"),
            ("delegationset/N1", "N1"),
            ("/hostedzone/change/Z1", "change/Z1"),
            ("hostedzone/", ""),
            ("/Z1", "/Z1"),
            ("//hostedzone/Z1", "//hostedzone/Z1"),
            ("healthcheck/1", "healthcheck/1"),
        ] {
            let mut id = Some(given.to_owned());
            without_kind(&mut id);
            assert_eq!(id.as_deref(), Some(sent), "{given}");
        }
        let mut id = None;
        without_kind(&mut id);
        assert_eq!(id, None);
    }
}
