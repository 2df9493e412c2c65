//! Parameters of the endpoint rules: those that the configuration sets, `smithy.rules#clientContextParams`, and those
//! that members of inputs set.

use super::context::Context;
use super::endpoint_rules;
use super::shapes::target::rust_type;
use crate::endpoint::{EndpointRules, ParameterFacts};
use crate::ir::{self, Docs, Named, Type};
use crate::{docs, names};
use smithy_json_ast::traits::{
    ClientContextParam, ClientContextParams, ContextParam, ContextParamType, ParameterValue,
};
use smithy_json_ast::{Member, closest, did_you_mean};

// What the rules call the types of parameters.
pub(super) const STRING: &str = "string";
pub(super) const BOOLEAN: &str = "boolean";
pub(super) const STRINGS: &str = "stringArray";

/// The settings, in the order of the model.
pub(super) fn lower(cx: &Context<'_>, rules: Option<&EndpointRules>) -> Vec<ir::ContextParam> {
    let shape = cx.selection.service;
    let params = shape.traits.read::<ClientContextParams>().unwrap_or_default();
    let params: Vec<_> = params.into_iter().filter(|(name, _)| !is_setting(name, rules)).collect();
    let idents = names::settings(params.iter().map(|(name, _)| *name));
    let params = params.into_iter().zip(idents);
    params
        .map(|((name, param), ident)| {
            let (ty, of_rules) = match param.ty {
                ContextParamType::String => (Type::String, STRING),
                ContextParamType::Boolean => (Type::Bool, BOOLEAN),
                ContextParamType::StringArray => (Type::List(Box::new(Type::String)), STRINGS),
            };
            let known = rules.filter(|_| endpoint_rules::published(cx).is_some());
            if let Some((message, help)) = known.and_then(|rules| mismatch(rules, name, Some(of_rules))) {
                cx.part_problem::<ClientContextParams>(shape, &format!("/{name}"), message, Some(help));
            }
            let facts = rules.and_then(|rules| rules.parameter(name));
            ir::ContextParam { name: name.to_owned(), ident, ty, docs: documentation(name, param, facts) }
        })
        .collect()
}

/// What is wrong with a parameter that is set, of this type if that is known: the rules do not have it, or have another
/// type; and what to do about it.
pub(super) fn mismatch(rules: &EndpointRules, name: &str, ty: Option<&str>) -> Option<(String, String)> {
    let Some(facts) = rules.parameter(name) else {
        let help = closest(name, rules.parameter_names()).map_or_else(add_or_take_away, did_you_mean);
        return Some((format!("the endpoint rules have no parameter `{name}`"), help));
    };
    let ty = ty.filter(|ty| *ty != facts.ty)?;
    let message = format!("the endpoint parameter `{name}` is a {ty} here, and a {} in the endpoint rules", facts.ty);
    Some((message, "give both the same type".to_owned()))
}

/// What to do about a parameter that is like none of the rules.
pub(super) fn add_or_take_away() -> String {
    "add it to the `parameters` of the rules, or take this away".to_owned()
}

/// What the rules call the type of a value.
pub(super) fn type_of_value(value: &ParameterValue<'_>) -> &'static str {
    match value {
        ParameterValue::String(_) => STRING,
        ParameterValue::Boolean(_) => BOOLEAN,
        ParameterValue::StringArray(_) => STRINGS,
    }
}

/// The parameter of the rules that a member sets when its structure is an input.
pub(super) fn of_member(member: &Member) -> Option<&str> {
    member.traits.read::<ContextParam<'_>>().map(|param| param.name)
}

/// Notes a member that is a parameter, and can be none.
pub(super) fn check(cx: &Context<'_>, member: &Member) {
    let is_param = |ty: &Type| match ty {
        Type::String | Type::Bool | Type::Named(_, Named::Enum) => true,
        Type::List(item) => **item == Type::String,
        _ => false,
    };
    if of_member(member).is_some() && !is_param(&rust_type(cx, member)) {
        let help = Some("it can be a string, an enum, a boolean or a list of strings".to_owned());
        cx.problem(member, "this member cannot be an endpoint parameter".to_owned(), help);
    }
}

/// Whether every client has this setting, under this name: the endpoint rules take a built-in from there.
fn is_setting(name: &str, rules: Option<&EndpointRules>) -> bool {
    let built_in = rules.and_then(|rules| rules.parameter(name)).is_some_and(|facts| facts.is_built_in);
    built_in && names::is_setting(name)
}

/// The text of the model, and what the rules take unless it is set.
fn documentation(name: &str, param: ClientContextParam<'_>, facts: Option<ParameterFacts>) -> Docs {
    let text = |text: String| docs::lines(&text);
    let modeled = param.documentation.map(docs::lines).unwrap_or_default();
    let lines = match modeled.as_slice() {
        [] => text(format!("The parameter {} of the endpoint rules.", code(name))),
        _ => modeled,
    };
    match facts.and_then(|facts| facts.default) {
        Some(default) => [lines, vec![String::new()], text(format!("Unless it is set: {}.", code(&default)))].concat(),
        None => lines,
    }
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", text.replace('&', "&amp;").replace('<', "&lt;"))
}
