//! Errors.

use super::structure::structure;
use super::wire_traits;
use crate::ir::{Error, Field, Presence, Retry, Type};
use crate::lower::context::paths::ERROR;
use crate::lower::context::{Context, Role};
use crate::lower::shape_facts::is_aggregate;
use crate::names;
use farrier_schema_text::{ShapeType, ValueSchema};
use smithy_json_ast::Shape;
use smithy_json_ast::traits::{self, AwsQueryCompatible, HttpError, Retryable, Trait};

/// The error structures of the crate, by name.
pub(crate) fn errors(cx: &Context<'_>) -> Vec<Error> {
    let mut modules = names::error_modules();
    let mut errors: Vec<Error> = cx
        .paths
        .iter()
        .filter_map(|(id, path)| Some((cx.shape(id), path.strip_prefix(ERROR)?)))
        .map(|(shape, ident)| {
            let module = names::unique(names::module(ident), &mut modules);
            error(cx, shape, ident, module)
        })
        .collect();
    errors.sort_by(|a, b| a.structure.ident.cmp(&b.structure.ident));
    errors
}

fn error(cx: &Context<'_>, shape: &Shape, ident: &str, module: String) -> Error {
    let mut structure = structure(cx, shape, ident, Role::Other);
    if !structure.fields.iter().any(|field| field.ident == names::MESSAGE) {
        structure.fields = structure.fields.iter().cloned().chain([message_field()]).collect();
    }
    let is_text = |field: &&Field| field.ident == names::MESSAGE && field.ty == Type::String;
    let message = structure.fields.iter().find(is_text).map(|field| field.ident.clone());
    let usage = cx.usage(&shape.id, &format!("error_{}", names::stem(&module)));
    let (status, code, retry) = (status(shape), sent_code(cx, shape).to_owned(), retry(shape));
    Error { module, usage, message, status, code, retry, large: is_large(cx, shape), structure }
}

/// Whether an error has more than a few words, or holds structures.
pub(in crate::lower) fn is_large(cx: &Context<'_>, shape: &Shape) -> bool {
    shape.members().len() > 6 || shape.members().iter().any(|member| is_aggregate(cx.target(member)))
}

/// Every error has a message, whether its shape says so or not: the envelope of the answer carries it.
fn message_field() -> Field {
    Field {
        ident: names::MESSAGE.to_owned(),
        stem: names::MESSAGE.to_owned(),
        member: names::MESSAGE.to_owned(),
        docs: vec!["What the service says went wrong.".to_owned()],
        summary: "What the service says went wrong.".to_owned(),
        deprecated: None,
        ty: Type::String,
        presence: Presence::Optional,
        required: false,
        boxed: false,
        sensitive: false,
        schema: ValueSchema::new(ShapeType::String),
    }
}

/// What a fake answers with that says this error: `@httpError`, or what `@error` is without.
fn status(shape: &Shape) -> u16 {
    shape.traits.read::<HttpError>().unwrap_or(match shape.traits.read::<traits::Error>() {
        Some(traits::Error::Server) => 500,
        _ => 400,
    })
}

fn retry(shape: &Shape) -> Option<Retry> {
    let retryable = shape.traits.read::<Retryable>()?;
    Some(match shape.traits.read::<traits::Error>()? {
        _ if retryable.throttling => Retry::Throttling,
        traits::Error::Server => Retry::Server,
        traits::Error::Client => Retry::Client,
    })
}

/// The code of answers: the older one if the service speaks awsQuery, or names that code in a header.
fn sent_code<'a>(cx: &Context<'_>, shape: &'a Shape) -> &'a str {
    let is_compatible = cx.selection.service.traits.is::<AwsQueryCompatible>();
    let sends_query_code = is_compatible || !cx.heeds(AwsQueryCompatible::ID);
    wire_traits::query_error(cx, shape).filter(|_| sends_query_code).unwrap_or(shape.id.name())
}

/// What the service puts into the error code: the shape name and, of awsQuery compatible services, their older code.
pub(crate) fn codes(cx: &Context<'_>, shape: &Shape) -> Vec<String> {
    let query = wire_traits::query_error(cx, shape);
    std::iter::once(shape.id.name()).chain(query).map(str::to_owned).collect()
}
