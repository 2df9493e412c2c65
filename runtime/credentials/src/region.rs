//! The region of the environment, of the profile, or of the instance.

use crate::instance::client::{Failure, Metadata};
use crate::surroundings::Surroundings;
use aws_types::region::Region;

/// Where calls go, if anything says it.
pub(crate) async fn region(surroundings: &Surroundings, metadata: &Metadata) -> Option<Region> {
    let variables = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    let set = variables.into_iter().find_map(|variable| surroundings.text(variable));
    if let Some(region) = set.or_else(|| of_profile(surroundings)) {
        return Some(Region::new(region.trim().to_owned()));
    }
    match metadata.get("/latest/meta-data/placement/region".to_owned()).await {
        Ok(region) => Some(Region::new(region.as_str().trim().to_owned())).filter(|region| !region.as_ref().is_empty()),
        Err(failure @ (Failure::Disabled | Failure::Unreachable(_))) => {
            tracing::debug!("there is no region: {failure}");
            None
        }
        Err(failure) => {
            tracing::warn!("there is no region: {failure}");
            None
        }
    }
}

/// The region of the profile, or of the first of its source profiles that has one.
fn of_profile(surroundings: &Surroundings) -> Option<String> {
    let profiles = surroundings.profiles()?;
    let (mut name, mut visited) = (profiles.selected_profile(), Vec::new());
    while !visited.contains(&name) {
        let profile = profiles.get_profile(name)?;
        if let Some(region) = profile.get("region").filter(|region| !region.is_empty()) {
            return Some(region.to_owned());
        }
        visited.push(name);
        name = profile.get("source_profile")?;
    }
    None
}
