//! The endpoint rules of the service, and the cases that they are tested with.

use super::context::Context;
use crate::endpoint::{self, EndpointRules, PublishedRules, TestCase};
use smithy_json_ast::Severity;
use smithy_json_ast::traits::{EndpointBdd, EndpointRuleSet, EndpointTests};

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

/// The cases.
pub(super) fn test_cases(cx: &Context<'_>) -> Vec<TestCase> {
    endpoint::test_cases(&cx.selection.service.traits.read::<EndpointTests>().unwrap_or_default())
}
