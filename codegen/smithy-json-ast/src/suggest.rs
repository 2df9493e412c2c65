//! "Did you mean ...?"

use crate::{ShapeId, prelude};
use std::fmt::Display;

/// Names longer than this are compared with none: the time it takes grows with the square of the length.
const LONGEST: usize = 100;

/// How many letters are compared with how many for all names together, before nothing is suggested any more: a file of
/// nothing but wrong names does not take forever, and nobody misses suggestions for the thousandth of them.
const STEPS: usize = 20_000_000;

/// Finds similar names.
pub(crate) struct Suggester {
    steps_left: usize,
}

impl Default for Suggester {
    fn default() -> Self {
        Self { steps_left: STEPS }
    }
}

/// The candidate most like `name`, for a message that asks whether it was meant; `None` if none is like it at all.
pub fn closest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    Suggester::default().closest(name, candidates)
}

/// The help that asks whether something similar was meant.
pub fn did_you_mean(similar: impl Display) -> String {
    format!("did you mean `{similar}`?")
}

/// The help for a name that is none of the candidates.
pub fn suggestion<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str> + Clone) -> String {
    const LISTED: usize = 32;
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

impl Suggester {
    /// The help for a reference to `wanted`, which is none of the ids of the model.
    pub(crate) fn help<'c>(&mut self, wanted: &ShapeId, ids: impl Iterator<Item = &'c ShapeId> + Clone) -> String {
        let all = || ids.clone().chain(prelude::shapes().keys());
        let similar = self.closest(wanted.name(), all().map(ShapeId::name)).and_then(|name| {
            let of_name = || all().filter(|id| id.name() == name);
            of_name().find(|id| id.namespace() == wanted.namespace()).or_else(|| of_name().next())
        });
        match similar {
            Some(similar) => did_you_mean(similar),
            None => "define it, or load the file that defines it as well".to_owned(),
        }
    }

    /// As [`closest`], as long as there are steps left.
    pub(crate) fn closest<'c>(&mut self, name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
        if name.len() > LONGEST {
            return None;
        }
        let limit = (name.len() / 3).clamp(1, 4);
        let name = name.to_lowercase();
        let mut best = None;
        for candidate in candidates {
            self.steps_left = self.steps_left.checked_sub(1)?;
            if candidate.len().abs_diff(name.len()) > limit {
                continue;
            }
            self.steps_left = self.steps_left.checked_sub(name.len() * candidate.len())?;
            let distance = strsim::damerau_levenshtein(&name, &candidate.to_lowercase());
            if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, candidate));
            }
        }
        best.map(|(_, candidate)| candidate)
    }
}

#[cfg(test)]
mod tests {
    use super::{closest, suggestion};

    /// What does not fit is counted.
    #[test]
    fn many() {
        let names: Vec<String> = (10..43).map(|number| format!("service{number}")).collect();
        let help = |count| suggestion("x", names[..count].iter().map(String::as_str));
        assert!(help(32).ends_with("`service41`"), "{}", help(32));
        assert!(help(33).ends_with("`service41` and 1 more"), "{}", help(33));
    }

    #[test]
    fn candidates() {
        assert_eq!(suggestion("kmss", ["kms", "ssm"]), "did you mean `kms`?");
        assert_eq!(suggestion("s3", ["kms", "ssm"]), "there is `kms`, `ssm`");
        assert_eq!(suggestion("s3", []), "there is none");
    }

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
    }
}
