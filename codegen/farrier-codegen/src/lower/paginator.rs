//! `@paginated`: tokens, page size and items as paths through fields.

use super::Context;
use crate::ir::{Field, Named, Paginator, Presence, Step, Structure, Type};
use serde_json::Value;
use smithy_json_ast::Shape;

/// Resolves the trait, merged with that of the service. `None` if the operation is not paginated.
pub(crate) fn lower(cx: &Context<'_>, shape: &Shape, input: &Structure, output: &Structure) -> Option<Paginator> {
    let own = shape.traits.get("smithy.api#paginated")?;
    let common = cx.selection.service.traits.get("smithy.api#paginated");
    let property = |name: &str| own.get(name).or_else(|| common?.get(name)).and_then(Value::as_str);
    let result = paginator(cx, input, output, property);
    result.map_err(|(message, help)| cx.problem(shape, format!("the paginator {message}"), Some(help.to_owned()))).ok()
}

/// What follows "the paginator" in a message, and help.
type Problem = (String, &'static str);

fn paginator<'a>(
    cx: &Context<'_>,
    input: &Structure,
    output: &Structure,
    property: impl Fn(&str) -> Option<&'a str>,
) -> Result<Paginator, Problem> {
    let needed = |name: &str| {
        property(name).ok_or_else(|| (format!("has no `{name}`"), "name it in `@paginated`, here or on the service"))
    };
    let member = |name: &str| {
        let field = input.fields.iter().find(|field| field.wire == name);
        field.ok_or_else(|| (format!("names `{name}`, which the input does not have"), "name a member of the input"))
    };
    let result = |text: &str| {
        let found = path(cx, output, text);
        found.ok_or_else(|| (format!("names `{text}`, which the output does not have"), "name a member of the output"))
    };
    let token = member(needed("inputToken")?)?;
    let (output_token, ty) = result(needed("outputToken")?)?;
    if token.ty != ty || token.boxed {
        let message = format!("gets a token of another type than `{}`", token.wire);
        return Err((message, "give both tokens the same type"));
    }
    if !is_token(&ty) {
        return Err((format!("has the token `{}`, which is neither string nor map", token.wire), "name one that is"));
    }
    let page_size = property("pageSize").map(member).transpose()?;
    let is_number = |field: &&Field| matches!(field.ty, Type::I32 | Type::I64);
    if let Some(field) = page_size.filter(|field| !is_number(field)) {
        return Err((format!("has the page size `{}`, which is no number", field.wire), "name an integer or a long"));
    }
    let items = property("items").map(result).transpose()?;
    if items.as_ref().is_some_and(|(_, ty)| !matches!(ty, Type::List(_) | Type::Map(..))) {
        return Err(("has items that are neither list nor map".to_owned(), "name a list or map of the output"));
    }
    Ok(Paginator {
        input_token: token.ident.clone(),
        token: ty,
        output_token,
        page_size: page_size.map(|field| (field.ident.clone(), field.ty.clone())),
        items,
    })
}

/// Whether the runtime can see that a token is the last one.
fn is_token(ty: &Type) -> bool {
    match ty {
        Type::Map(key, _) => **key == Type::String,
        _ => *ty == Type::String,
    }
}

/// A dotted path through structures, and the type at its end.
fn path(cx: &Context<'_>, output: &Structure, text: &str) -> Option<(Vec<Step>, Type)> {
    let find = |fields: &[Field], name: &str| fields.iter().find(|field| field.wire == name).cloned();
    let mut steps = Vec::new();
    let mut names = text.split('.');
    let mut ty = step(&find(&output.fields, names.next()?)?, &mut steps);
    for name in names {
        let Type::Named(ident, Named::Structure) = &ty else { return None };
        let shape = cx.paths.iter().find(|(_, path)| *path == ident).and_then(|(id, _)| cx.shape(id))?;
        let structure = super::aggregate::structure(cx, shape, ident, false);
        ty = step(&find(&structure.fields, name)?, &mut steps);
    }
    Some((steps, ty))
}

fn step(field: &Field, steps: &mut Vec<Step>) -> Type {
    let optional = field.presence == Presence::Optional;
    steps.push(Step { field: field.ident.clone(), optional, boxed: field.boxed });
    field.ty.clone()
}
