//! The endpoint rules of the service.

use super::context::Context;
use crate::endpoint::{self, EndpointRules, PublishedRules};
use smithy_json_ast::Severity;
use smithy_json_ast::traits::{EndpointBdd, EndpointRuleSet};

/// The rules that the model has; without them parameters are of no use.
pub(super) fn published<'a>(cx: &Context<'a>) -> Option<PublishedRules<'a>> {
    let traits = &cx.selection.service.traits;
    PublishedRules::of(traits.read::<EndpointRuleSet>(), traits.read::<EndpointBdd>())
}

/// The rules; `None` if they have problems, which are noted.
pub(super) fn lower(cx: &Context<'_>) -> Option<EndpointRules> {
    let published = published(cx);
    let lowered = endpoint::lower(published);
    lowered
        .map_err(|problems| {
            for problem in problems {
                let part = (published.map_or("", PublishedRules::trait_id), problem.pointer.as_str());
                let owner = cx.selection.service.into();
                let diagnostic = cx.trait_diagnostic(Severity::Error, owner, part, problem.message, Some(problem.help));
                cx.problems.borrow_mut().push(diagnostic);
            }
        })
        .ok()
}
