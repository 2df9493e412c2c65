//! `@paginated`: tokens, page size and items as paths through fields.

use super::context::{Context, Role};
use super::structure::fields;
use crate::ir::{Field, Named, Paginator, Presence, Step, Structure, Type};
use smithy_json_ast::Shape;
use smithy_json_ast::traits::Paginated;

/// Resolves the trait, merged with that of the service. `None` if the operation is not paginated.
pub(crate) fn lower(cx: &Context<'_>, shape: &Shape, input: &Structure, output: &Structure) -> Option<Paginator> {
    let own = shape.traits.read::<Paginated<'_>>()?;
    let merged = match cx.selection.service.traits.read::<Paginated<'_>>() {
        None => own,
        Some(common) => Paginated {
            input_token: own.input_token.or(common.input_token),
            output_token: own.output_token.or(common.output_token),
            items: own.items.or(common.items),
            page_size: own.page_size.or(common.page_size),
        },
    };
    let problem = |(message, help): Problem| {
        cx.trait_problem::<Paginated<'_>>(shape, format!("the paginator {message}"), Some(help.to_owned()));
    };
    paginator(cx, input, output, merged).map_err(problem).ok()
}

/// What follows "the paginator" in a message, and help.
type Problem = (String, &'static str);

fn paginator(
    cx: &Context<'_>,
    input: &Structure,
    output: &Structure,
    properties: Paginated<'_>,
) -> Result<Paginator, Problem> {
    let missing = |name: &str| (format!("has no `{name}`"), "name it in `@paginated`, here or on the service");
    let member = |name: &str| {
        let field = input.fields.iter().find(|field| field.wire == name);
        field.ok_or_else(|| (format!("names `{name}`, which the input does not have"), "name a member of the input"))
    };
    let result = |text: &str| {
        let found = path(cx, output, text);
        found.ok_or_else(|| (format!("names `{text}`, which the output does not have"), "name a member of the output"))
    };
    let token = member(properties.input_token.ok_or_else(|| missing("inputToken"))?)?;
    let (output_token, ty) = result(properties.output_token.ok_or_else(|| missing("outputToken"))?)?;
    if token.ty != ty || token.boxed {
        let message = format!("gets a token of another type than `{}`", token.wire);
        return Err((message, "give both tokens the same type"));
    }
    if !is_token(&ty) {
        return Err((format!("has the token `{}`, which is neither string nor map", token.wire), "name one that is"));
    }
    let page_size = properties.page_size.map(member).transpose()?;
    let is_number = |field: &&Field| matches!(field.ty, Type::I32 | Type::I64);
    if let Some(field) = page_size.filter(|field| !is_number(field)) {
        return Err((format!("has the page size `{}`, which is no number", field.wire), "name an integer or a long"));
    }
    let items = properties.items.map(result).transpose()?;
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
        let (id, _) = cx.paths.iter().find(|(_, path)| *path == ident)?;
        ty = step(&find(&fields(cx, cx.shape(id), Role::Other), name)?, &mut steps);
    }
    Some((steps, ty))
}

fn step(field: &Field, steps: &mut Vec<Step>) -> Type {
    let optional = field.presence == Presence::Optional;
    steps.push(Step { field: field.ident.clone(), optional, boxed: field.boxed });
    field.ty.clone()
}
