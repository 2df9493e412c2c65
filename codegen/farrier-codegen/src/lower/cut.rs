//! What there is to say of how a crate is cut into Cargo features.

use super::context::{Context, groups};
use crate::ir::{Crate, Form};
use crate::options::option;
use crate::settings::{FeaturePer, ManifestValue, Wrong};

/// crates.io takes no crate with more features.
const MOST: usize = 300;

/// What has no effect, and what would be in the way later.
pub(super) fn warnings(cx: &Context<'_>, ir: &Crate) -> Vec<Wrong> {
    let found = [without_effect(cx), too_many(ir)];
    found.into_iter().flatten().map(|(message, help)| (KEY, message, help)).collect()
}

const KEY: &str = "feature-per";

fn set(per: FeaturePer) -> String {
    let name = per.name();
    option(&format!("{KEY} {name}"), &format!("{KEY} = \"{name}\""))
}

fn without_effect(cx: &Context<'_>) -> Option<(String, String)> {
    let per = cx.selection.request.feature_per;
    let lacking = match per {
        FeaturePer::Operation | FeaturePer::None => return None,
        FeaturePer::Resource => "no operation is one of a resource",
        FeaturePer::Tag => "no operation has a tag",
    };
    let shares = groups::groups(cx.selection).iter().any(Option::is_some);
    let message = format!("{lacking}: each has a feature of its own");
    (!shares).then(|| (message, format!("leave out {}, or choose another", set(per))))
}

fn too_many(ir: &Crate) -> Option<(String, String)> {
    let stays_here = ir.form == Form::Module || ir.manifest.package.get("publish") == Some(&ManifestValue::Flag(false));
    let count = ir.count_features();
    (count > MOST && !stays_here).then(|| {
        let private = option("manifest publish=false", "publish = false");
        let message = format!("the crate has {count} features, and crates.io takes {MOST} at most");
        let help = format!("let operations share them by {}, or else say {private}", set(FeaturePer::None));
        (message, help)
    })
}
