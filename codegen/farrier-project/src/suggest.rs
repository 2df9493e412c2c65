//! "Did you mean ...?"

use smithy_json_ast::{closest, did_you_mean};

/// The help for a name that is none of the candidates.
pub fn help<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> String {
    const LISTED: usize = 16;
    if let Some(similar) = closest(name, candidates.clone()) {
        return did_you_mean(similar);
    }
    if candidates.clone().into_iter().next().is_none() {
        return "there is none".to_owned();
    }
    let quoted: Vec<_> = candidates.into_iter().map(|name| format!("`{name}`")).collect();
    match quoted.get(LISTED..) {
        Some(rest) if !rest.is_empty() => {
            format!("there is {} and {} more", quoted[..LISTED].join(", "), rest.len())
        }
        _ => format!("there is {}", quoted.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::help;

    /// What does not fit is counted.
    #[test]
    fn many() {
        let names: Vec<String> = (10..27).map(|number| format!("service{number}")).collect();
        let help = |count| help("x", names[..count].iter().map(String::as_str));
        assert!(help(16).ends_with("`service25`"), "{}", help(16));
        assert!(help(17).ends_with("`service25` and 1 more"), "{}", help(17));
    }

    #[test]
    fn names() {
        assert_eq!(help("kmss", ["kms", "ssm"]), "did you mean `kms`?");
        assert_eq!(help("s3", ["kms", "ssm"]), "there is `kms`, `ssm`");
        assert_eq!(help("s3", []), "there is none");
    }
}
