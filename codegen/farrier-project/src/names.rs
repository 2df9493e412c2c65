//! Lists of names, as somebody writes them.

/// The names in texts that have commas and blanks between them.
pub fn listed(texts: &[String]) -> Vec<String> {
    let names = texts.iter().flat_map(|text| text.split(',')).map(str::trim);
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn commas_and_blanks() {
        for (texts, names) in [
            (&["Encrypt,Decrypt"][..], &["Encrypt", "Decrypt"][..]),
            (&["Encrypt, Decrypt,"], &["Encrypt", "Decrypt"]),
            (&[" Encrypt ", "Decrypt"], &["Encrypt", "Decrypt"]),
            (&["", " ", ","], &[]),
        ] {
            let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
            assert_eq!(listed(&texts), names, "{texts:?}");
        }
    }
}
