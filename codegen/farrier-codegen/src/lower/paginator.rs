//! `@paginated`: tokens, page size and items as paths through fields.

use super::Context;
use crate::ir::{Field, Named, Paginator, Presence, Step, Structure, Type};
use serde_json::Value;
use smithy_json_ast::{Shape, ShapeKind};

/// Resolves the trait, merged with that of the service. `None` if the operation is not paginated.
pub(crate) fn lower(cx: &Context<'_>, shape: &Shape, input: &Structure, output: &Structure) -> Option<Paginator> {
    let own = shape.traits.get("smithy.api#paginated")?;
    let common = cx.selection.service.traits.get("smithy.api#paginated");
    let property = |name: &str| own.get(name).or_else(|| common?.get(name)).and_then(Value::as_str);
    let (Some(input_token), Some(output_token)) = (property("inputToken"), property("outputToken")) else {
        let help = Some("`@paginated` needs `inputToken` and `outputToken`, here or on the service".to_owned());
        cx.problem(shape, "the paginator has no token".to_owned(), help);
        return None;
    };
    let token = find(input, input_token);
    let output_path = path(cx, shape, output, output_token);
    let (Some(token), Some((output_token, _))) = (token, output_path) else {
        let message = format!("`@paginated` names `{input_token}` and `{output_token}`, which are not both members");
        cx.problem(shape, message, Some("name members of the input and the output".to_owned()));
        return None;
    };
    Some(Paginator {
        input_token: token.ident.clone(),
        token: token.ty.clone(),
        output_token,
        page_size: property("pageSize").and_then(|name| find(input, name)).map(|f| (f.ident.clone(), f.ty.clone())),
        items: property("items").and_then(|items| path(cx, shape, output, items)).filter(|(_, ty)| is_collection(ty)),
    })
}

fn is_collection(ty: &Type) -> bool {
    matches!(ty, Type::List(_) | Type::Map(..))
}

fn find<'a>(structure: &'a Structure, member: &str) -> Option<&'a Field> {
    structure.fields.iter().find(|field| field.wire == member)
}

/// A dotted path through structures, and the type at its end.
fn path(cx: &Context<'_>, operation: &Shape, output: &Structure, text: &str) -> Option<(Vec<Step>, Type)> {
    let mut steps = Vec::new();
    let mut names = text.split('.');
    let first = find(output, names.next()?)?;
    let mut ty = step(first, &mut steps);
    for name in names {
        let Type::Named(ident, Named::Structure) = &ty else { return None };
        let shape = cx.paths.iter().find(|(_, path)| *path == ident).and_then(|(id, _)| cx.shape(id))?;
        if !matches!(shape.kind, ShapeKind::Structure(_)) {
            let message = format!("the path `{text}` leads through `{}`, which is no structure", shape.id);
            cx.problem(operation, message, None);
            return None;
        }
        let structure = super::aggregate::structure(cx, shape, ident, false);
        let field = find(&structure, name)?;
        ty = step(field, &mut steps);
    }
    Some((steps, ty))
}

fn step(field: &Field, steps: &mut Vec<Step>) -> Type {
    let optional = field.presence == Presence::Optional;
    steps.push(Step { field: field.ident.clone(), optional, boxed: field.boxed });
    field.ty.clone()
}
