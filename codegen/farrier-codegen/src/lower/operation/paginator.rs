//! `@paginated`: tokens, page size and items as paths through fields.

use crate::ir::{Field, Named, Paginator, Presence, Step, Structure, Type};
use crate::lower::context::{Context, Role};
use crate::lower::shapes::structure::fields;
use crate::names::OperationName;
use smithy_json_ast::Shape;
use smithy_json_ast::traits::Paginated;

/// Resolves the trait, merged with that of the service. `None` if the operation is not paginated.
pub(crate) fn lower(
    cx: &Context<'_>,
    shape: &Shape,
    name: &OperationName,
    more_pages: Option<&str>,
    input: &Structure,
    output: &Structure,
) -> Option<Paginator> {
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
    let problem = |(part, message, help): Problem| {
        cx.part_problem::<Paginated<'_>>(shape, part, format!("the paginator {message}"), Some(help.to_owned()));
    };
    let more = more_pages.and_then(|name| more(output, name));
    paginator(cx, name, input, output, merged).map(|paginator| Paginator { more, ..paginator }).map_err(problem).ok()
}

/// The part of the trait, what follows "the paginator" in a message, and help.
type Problem = (&'static str, String, &'static str);

// Parts of the trait. Where that of the service has them, the place is that of the operation's.
const TOKEN: &str = "/inputToken";
const OUTPUT_TOKEN: &str = "/outputToken";
const ITEMS: &str = "/items";
const PAGE_SIZE: &str = "/pageSize";

fn paginator(
    cx: &Context<'_>,
    name: &OperationName,
    input: &Structure,
    output: &Structure,
    properties: Paginated<'_>,
) -> Result<Paginator, Problem> {
    let missing = |name: &str| ("", format!("has no `{name}`"), "name it in `@paginated`, here or on the service");
    let member = |part, name: &str| {
        let field = input.fields.iter().find(|field| field.member == name);
        field.ok_or_else(|| {
            (part, format!("names `{name}`, which the input does not have"), "name a member of the input")
        })
    };
    let result = |part, text: &str| {
        let found = path(cx, output, text);
        found.ok_or_else(|| {
            (part, format!("names `{text}`, which the output does not have"), "name a member of the output")
        })
    };
    let token = member(TOKEN, properties.input_token.ok_or_else(|| missing("inputToken"))?)?;
    let (output_token, ty) = result(OUTPUT_TOKEN, properties.output_token.ok_or_else(|| missing("outputToken"))?)?;
    if token.ty != ty || token.boxed {
        let message = format!("gets a token of another type than `{}`", token.member);
        return Err((OUTPUT_TOKEN, message, "give both tokens the same type"));
    }
    if !is_token(&ty) {
        let message = format!("has the token `{}`, which is neither string nor map", token.member);
        return Err((TOKEN, message, "name one that is"));
    }
    let page_size = properties.page_size.map(|name| member(PAGE_SIZE, name)).transpose()?;
    let is_number = |field: &&Field| matches!(field.ty, Type::I32 | Type::I64);
    if let Some(field) = page_size.filter(|field| !is_number(field)) {
        let message = format!("has the page size `{}`, which is no number", field.member);
        return Err((PAGE_SIZE, message, "name an integer or a long"));
    }
    let items = properties.items.map(|text| result(ITEMS, text)).transpose()?;
    if items.as_ref().is_some_and(|(_, ty)| !matches!(ty, Type::List(_) | Type::Map(..))) {
        return Err((ITEMS, "has items that are neither list nor map".to_owned(), "name a list or map of the output"));
    }
    Ok(Paginator {
        ident: name.paginator(),
        items_ident: name.paginator_items(),
        input_token: token.ident.clone(),
        token: ty,
        output_token,
        page_size: page_size.map(|field| (field.ident.clone(), field.ty.clone())),
        items,
        more: None,
    })
}

/// The field that says whether there are more pages.
fn more(output: &Structure, name: &str) -> Option<String> {
    let field = output.fields.iter().find(|field| field.member == name)?;
    (field.ty == Type::Bool && field.presence == Presence::Optional).then(|| field.ident.clone())
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
    let find = |fields: &[Field], name: &str| fields.iter().find(|field| field.member == name).cloned();
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
