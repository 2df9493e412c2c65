//! The cases that the endpoint rules are tested with.

use super::context::Context;
use super::context_params::{add_or_take_away, mismatch, type_of_value};
use super::endpoint_rules::published;
use crate::endpoint::{self, EndpointRules, TestCase};
use smithy_json_ast::traits::{EndpointTest, EndpointTests, ParameterValue};
use smithy_json_ast::{closest, did_you_mean, push_key};

/// The cases. Parameters that the rules do not have, or as another type, are noted.
pub(super) fn lower(cx: &Context<'_>, rules: &EndpointRules) -> Vec<TestCase> {
    let cases = cx.selection.service.traits.read::<EndpointTests>().unwrap_or_default();
    // A service without rules has no use for parameters.
    if published(cx).is_some() {
        cases.iter().enumerate().for_each(|(index, case)| check_case(cx, rules, index, case));
    }
    endpoint::test_cases(&cases)
}

fn check_case(cx: &Context<'_>, rules: &EndpointRules, index: usize, case: &EndpointTest<'_>) {
    let wrong = |name: &str, ty: &str| mismatch(rules, name, Some(ty));
    check_params(cx, &format!("/testCases/{index}/params"), &case.params, wrong);
    for (number, input) in case.inputs.iter().enumerate() {
        let part = |key: &str| format!("/testCases/{index}/operationInputs/{number}/{key}");
        check_params(cx, &part("builtInParams"), &input.built_ins, |name, ty| built_in_mismatch(rules, name, ty));
        check_params(cx, &part("clientParams"), &input.client_params, wrong);
    }
}

/// Notes what a part of a case sets and the rules have no such parameter for.
fn check_params(
    cx: &Context<'_>,
    part: &str,
    params: &[(&str, ParameterValue<'_>)],
    wrong: impl Fn(&str, &str) -> Option<(String, String)>,
) {
    for (name, value) in params {
        if let Some((message, help)) = wrong(name, type_of_value(value)) {
            let mut part = part.to_owned();
            push_key(&mut part, name);
            cx.part_problem::<EndpointTests>(cx.selection.service, &part, message, Some(help));
        }
    }
}

/// As [`mismatch`], of a built-in.
fn built_in_mismatch(rules: &EndpointRules, name: &str, ty: &str) -> Option<(String, String)> {
    match rules.of_built_in(name) {
        Some(parameter) => mismatch(rules, parameter, Some(ty)),
        None => {
            let help = closest(name, rules.built_ins()).map_or_else(add_or_take_away, did_you_mean);
            Some((format!("no parameter of the endpoint rules is the built-in `{name}`"), help))
        }
    }
}
