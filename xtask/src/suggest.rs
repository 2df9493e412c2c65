//! "Did you mean ...?"

/// The candidate most like `name`, if one is like it at all.
pub(crate) fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let limit = (name.len() / 3).clamp(1, 4);
    let name = name.to_lowercase();
    let distance = |candidate: &str| strsim::damerau_levenshtein(&name, &candidate.to_lowercase());
    candidates
        .into_iter()
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit)
        .map(|candidate| (distance(candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The help for a name that is none of the candidates.
pub(crate) fn help<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> String {
    const LISTED: usize = 12;
    if let Some(similar) = closest(name, candidates.clone()) {
        return format!("did you mean `{similar}`?");
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
    use super::{closest, help};

    #[test]
    fn names() {
        let names = ["kms", "dynamodb", "partnercentral-account"];
        for (name, expected) in [
            ("kmss", Some("kms")),
            ("KMS", Some("kms")),
            ("dynmaodb", Some("dynamodb")),
            ("partnercentralaccount", Some("partnercentral-account")),
            ("s3", None),
            ("", None),
        ] {
            assert_eq!(closest(name, names), expected, "{name}");
        }
        assert_eq!(help("s3", ["kms", "ssm"]), "there is `kms`, `ssm`");
        assert_eq!(help("s3", []), "there is none");
    }
}
