//! Checksums of requests and responses.

use crate::ir::{Checksums, RequestChecksum, ResponseChecksum};
use crate::lower::context::Context;
use crate::lower::shape_facts::members;
use crate::lower::shapes::target::is_plain_blob;
use crate::select;
use smithy_json_ast::traits::{AwsChunked, HttpChecksum, HttpChecksumRequired, HttpHeader, Streaming, Trait};
use smithy_json_ast::{Member, Shape, ShapeKind};

/// Notes what is wrong with the traits of all operations, and what no client can do of what they ask for.
pub(in crate::lower) fn check(cx: &Context<'_>) {
    for operation in &cx.selection.operations {
        let input = input(cx, operation);
        let trait_value = of(cx, operation);
        if let Some(checksum) = &trait_value {
            let response = checksum.response.as_ref().map(|response| response.validation_mode_member);
            for member in [checksum.request_algorithm_member, response].into_iter().flatten() {
                check_member(cx, operation, input, member);
            }
        }
        if trait_value.as_ref().is_none_or(|checksum| checksum.request_algorithm_member.is_none()) {
            check_stream(cx, operation, input, trait_value.is_some_and(|checksum| checksum.request_checksum_required));
        }
    }
}

/// A stream without an algorithm for its checksum, which could come behind it, has none.
fn check_stream(cx: &Context<'_>, operation: &Shape, input: Option<&Shape>, required: bool) {
    let mut targets = members(input).iter().map(|member| cx.target(member));
    let Some(stream) = targets.find(|target| target.traits.is::<Streaming>() && !is_plain_blob(cx, target)) else {
        return;
    };
    if cx.heeds(AwsChunked::ID) && stream.traits.is::<AwsChunked>() {
        let message = format!("the trait `{}` is not supported without a checksum in the last chunk", AwsChunked::ID);
        cx.unsupported(operation, None, message);
    }
    if required || operation.traits.is::<HttpChecksumRequired>() {
        let message = "a stream has no MD5 before it is sent, and no other algorithm can be named";
        cx.unsupported(operation, None, message.to_owned());
    }
}

fn check_member(cx: &Context<'_>, operation: &Shape, input: Option<&Shape>, name: &str) {
    let found = members(input).iter().find(|member| member.name == name);
    let message = match found {
        None => format!("`{name}` is no member of the input"),
        Some(member) if !matches!(cx.target(member).kind, ShapeKind::String | ShapeKind::Enum(_)) => {
            format!("the member `{name}` of the input is no string")
        }
        Some(member) if header(member).is_none() => {
            let message =
                format!("the trait `{}` is not supported with `{name}`, which is no header", HttpChecksum::ID);
            return cx.unsupported(operation, Some(HttpChecksum::ID), message);
        }
        Some(_) => return,
    };
    let help = Some(format!("name a string of the input that has the trait `{}`", HttpHeader::ID));
    cx.trait_problem::<HttpChecksum<'_>>(operation, message, help);
}

/// What the traits of an operation ask for.
pub(in crate::lower) fn lower(cx: &Context<'_>, operation: &Shape) -> Checksums {
    let input = input(cx, operation);
    let header_of = |name: &str| header(members(input).iter().find(|member| member.name == name)?);
    let (mut required, mut chosen, mut response) = (operation.traits.is::<HttpChecksumRequired>(), None, None);
    if let Some(checksum) = of(cx, operation) {
        required |= checksum.request_checksum_required;
        chosen = checksum.request_algorithm_member.and_then(header_of);
        response = checksum.response.and_then(|response| {
            let algorithms = response.algorithms.into_iter().map(str::to_owned).collect();
            Some(ResponseChecksum { header: header_of(response.validation_mode_member)?, algorithms })
        });
    }
    let request = match chosen {
        Some(header) => Some(RequestChecksum::Chosen { header, required }),
        None => required.then_some(RequestChecksum::Md5),
    };
    Checksums { request, response }
}

fn of<'a>(cx: &Context<'_>, operation: &'a Shape) -> Option<HttpChecksum<'a>> {
    operation.traits.read::<HttpChecksum<'_>>().filter(|_| cx.heeds(HttpChecksum::ID))
}

fn input<'a>(cx: &Context<'a>, operation: &Shape) -> Option<&'a Shape> {
    select::bindings(operation).input.as_ref().map(|id| cx.shape(id))
}

/// The header that a member is, in lower case.
fn header(member: &Member) -> Option<String> {
    member.traits.read::<HttpHeader>().map(str::to_ascii_lowercase)
}
