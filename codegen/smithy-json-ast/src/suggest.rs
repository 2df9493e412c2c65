//! "Did you mean ...?"

use crate::{ShapeId, prelude};

/// Names longer than this are compared with none: the time it takes grows with the square of the length.
const LONGEST: usize = 100;

/// Finds similar names. It gives up after so many comparisons that a person will not miss them, so that
/// a file of nothing but wrong names does not take forever.
pub(crate) struct Suggester {
    comparisons_left: usize,
}

impl Default for Suggester {
    fn default() -> Self {
        Self { comparisons_left: 500_000 }
    }
}

impl Suggester {
    /// The help for a reference to `wanted`, which is none of the ids of the model.
    pub(crate) fn help<'c>(
        &mut self,
        wanted: &ShapeId,
        ids: impl ExactSizeIterator<Item = &'c ShapeId> + Clone,
    ) -> String {
        let all = || ids.clone().chain(prelude::shapes().keys());
        let candidates = ids.len() + prelude::shapes().len();
        let similar = self.closest(wanted.name(), candidates, all().map(ShapeId::name)).and_then(|name| {
            let of_name = || all().filter(|id| id.name() == name);
            of_name().find(|id| id.namespace() == wanted.namespace()).or_else(|| of_name().next())
        });
        match similar {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "define it, or load the file that defines it as well".to_owned(),
        }
    }

    /// The one of `count` candidates most like `name`, if any is like it at all.
    pub(crate) fn closest<'c>(
        &mut self,
        name: &str,
        count: usize,
        candidates: impl Iterator<Item = &'c str>,
    ) -> Option<&'c str> {
        if name.len() > LONGEST {
            return None;
        }
        self.comparisons_left = self.comparisons_left.checked_sub(count)?;
        let limit = (name.len() / 3).clamp(1, 4);
        let name = name.to_lowercase();
        candidates
            .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit)
            .map(|candidate| (strsim::damerau_levenshtein(&name, &candidate.to_lowercase()), candidate))
            .filter(|(distance, _)| *distance <= limit)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, candidate)| candidate)
    }
}
