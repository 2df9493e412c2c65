//! Parameters of the endpoint rules that an operation sets: fixed ones, members of its input, and what expressions find
//! there.

use super::expression::{self, Found};
use crate::endpoint::EndpointRules;
use crate::ir::{EndpointParam, ParamSource, StaticValue, Structure, Type};
use crate::jmespath::{self, Expr};
use crate::lower::context::Context;
use crate::lower::context_params::{self, BOOLEAN, STRING, STRINGS, mismatch, type_of_value};
use crate::lower::endpoint_rules;
use crate::lower::shape_facts::members;
use smithy_json_ast::Shape;
use smithy_json_ast::traits::{ContextParam, OperationContextParams, ParameterValue, StaticContextParams};

/// Resolves the parameters. `rules` is `None` beside a problem, `sensitive` is whether the operation has something
/// sensitive.
pub(super) fn lower(
    cx: &Context<'_>,
    shape: &Shape,
    input_shape: Option<&Shape>,
    input: &Structure,
    rules: Option<&EndpointRules>,
    sensitive: bool,
) -> Vec<EndpointParam> {
    // A service without rules has no use for parameters.
    let rules = rules.filter(|_| endpoint_rules::published(cx).is_some());
    let from_members = members(input_shape).iter().zip(input.fields.iter()).filter_map(|(member, field)| {
        let name = context_params::of_member(member)?.to_owned();
        if let Some((message, help)) = rules.and_then(|rules| mismatch(rules, &name, Some(type_of(&field.ty)?))) {
            cx.part_problem::<ContextParam<'_>>(member, "/name", message, Some(help));
        }
        let sensitive = field.sensitive || input.is_sensitive();
        Some(EndpointParam { name, value: ParamSource::Field(field.ident.clone(), field.ty.clone()), sensitive })
    });
    let fixed = shape.traits.read::<StaticContextParams>().unwrap_or_default().into_iter();
    let fixed = fixed.map(|(name, value)| {
        let ty = type_of_value(&value);
        if let Some((message, help)) = rules.and_then(|rules| mismatch(rules, name, Some(ty))) {
            cx.part_problem::<StaticContextParams>(shape, &format!("/{name}"), message, Some(help));
        }
        EndpointParam { name: name.to_owned(), value: ParamSource::Static(fixed_value(value)), sensitive: false }
    });
    let paths = shape.traits.read::<OperationContextParams>().unwrap_or_default().into_iter();
    let paths = paths.filter_map(|(name, text)| match path(cx, text, input_shape) {
        Ok((path, ty)) => {
            if let Some((message, help)) = rules.and_then(|rules| mismatch(rules, name, ty)) {
                cx.part_problem::<OperationContextParams>(shape, &format!("/{name}"), message, Some(help));
            }
            // Which members an expression goes through is not looked up.
            Some(EndpointParam { name: name.to_owned(), value: ParamSource::Path(path), sensitive })
        }
        Err((problem, help)) => {
            let message = format!("the endpoint parameter `{name}` has the path `{text}`: {problem}");
            cx.part_problem::<OperationContextParams>(shape, &format!("/{name}/path"), message, Some(help));
            None
        }
    });
    // Later ones win: the rules engine ranks static parameters above those of members, paths lowest.
    paths.chain(from_members).chain(fixed).collect()
}

/// `None` of a member that can be no parameter, which is noted elsewhere.
fn type_of(ty: &Type) -> Option<&'static str> {
    match ty {
        Type::String | Type::Named(..) => Some(STRING),
        Type::Bool => Some(BOOLEAN),
        Type::List(_) => Some(STRINGS),
        _ => None,
    }
}

fn fixed_value(value: ParameterValue<'_>) -> StaticValue {
    match value {
        ParameterValue::String(text) => StaticValue::String(text.to_owned()),
        ParameterValue::Boolean(value) => StaticValue::Boolean(value),
        ParameterValue::StringArray(items) => StaticValue::StringArray(items.into_iter().map(str::to_owned).collect()),
    }
}

/// An expression, and the type of what it finds in the input, if that is known.
fn path(
    cx: &Context<'_>,
    text: &str,
    input: Option<&Shape>,
) -> Result<(Expr, Option<&'static str>), jmespath::Problem> {
    let expr = jmespath::parse(text)?;
    let found = expression::find(cx, &expr, &Found::whole(input))?;
    let ty = match (&found, found.items(cx)) {
        (Found::Any | Found::Null, _) => None,
        (Found::Text, _) => Some(STRING),
        (Found::Boolean, _) => Some(BOOLEAN),
        (_, Some(Found::Text | Found::Any)) => Some(STRINGS),
        _ => {
            let help = "it can be a string, a boolean or a list of strings".to_owned();
            return Err((format!("it finds {}, which is no parameter", found.describe(cx)), help));
        }
    };
    Ok((expr, ty))
}
