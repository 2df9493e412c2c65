//! The way back: what a service does.

use crate::codec::form::{Names, Reader};
use crate::codec::xml::{Of, Writer, declare};
use crate::protocol::definition::{OperationSchema, Request, Response, fault};
use crate::protocol::message::answer;
use crate::protocol::payload::XmlNamespace;
use crate::schema::{SerdeResult, simple_reads};
use crate::serde::{Decoder, DynBuilder, DynStructure, ReadElement, ReadEntry, ReadMember, Sink, Source};
use aws_smithy_schema::Schema;
use aws_smithy_types::{BigDecimal, BigInteger, Blob, DateTime};
use std::borrow::Cow;

pub(super) fn match_score(operation: &OperationSchema, request: &Request) -> Option<usize> {
    let params = Reader::params(request.body().bytes()?).ok()?;
    params.iter().any(|(key, value)| key == "Action" && value == operation.name).then_some(0)
}

pub(super) fn input(request: &Request, input: &mut DynBuilder<'_>, names: Names) -> SerdeResult {
    let params = Reader::params(request.body().bytes().unwrap_or_default())?;
    input.read(&mut Source::new(&mut Reader::new(&params, names)))
}

pub(super) fn response(operation: &OperationSchema, output: &DynStructure<'_>, names: Names) -> SerdeResult<Response> {
    let (name, members) = (operation.name, members(output, Of::Structure)?);
    let mut namespace = String::new();
    if let Some(XmlNamespace { uri, prefix }) = operation.service.xml_namespace {
        declare(&mut namespace, (uri, prefix));
    }
    let body = match names {
        Names::AwsQuery => {
            format!("<{name}Response{namespace}><{name}Result>{members}</{name}Result></{name}Response>")
        }
        Names::Ec2Query => format!("<{name}Response{namespace}>{members}</{name}Response>"),
    };
    answer(200, media_type(names), Some(body.into()))
}

pub(super) fn error_response(error: &DynStructure<'_>, status: u16, names: Names) -> SerdeResult<Response> {
    let code = match names {
        Names::AwsQuery => error.schema().query_error(),
        Names::Ec2Query => error.schema().name(),
    };
    let members = members(error, Of::Error)?;
    let from = fault(status);
    let body = match names {
        Names::AwsQuery => {
            format!("<ErrorResponse><Error><Type>{from}</Type><Code>{code}</Code>{members}</Error></ErrorResponse>")
        }
        Names::Ec2Query => format!("<Response><Errors><Error><Code>{code}</Code>{members}</Error></Errors></Response>"),
    };
    answer(status, media_type(names), Some(body.into()))
}

/// The members of a structure, one element after the other.
fn members(structure: &DynStructure<'_>, of: Of) -> SerdeResult<String> {
    let mut out = String::new();
    structure.write(&mut Sink::new(&mut Writer::inside(&mut out, of)))?;
    Ok(out)
}

fn media_type(names: Names) -> &'static str {
    match names {
        Names::AwsQuery => "text/xml",
        Names::Ec2Query => "text/xml;charset=UTF-8",
    }
}

impl Decoder for Reader<'_> {
    fn read_struct(&mut self, schema: &Schema<'_>, member: &mut ReadMember<'_>) -> SerdeResult {
        self.read_struct(schema, |schema, from| member(schema, &mut Source::new(from)))
    }

    fn read_list(&mut self, schema: &Schema<'_>, element: &mut ReadElement<'_>) -> SerdeResult {
        self.read_list(schema, |from| element(&mut Source::new(from)))
    }

    fn read_map(&mut self, schema: &Schema<'_>, entry: &mut ReadEntry<'_>) -> SerdeResult {
        self.read_map(schema, |key, from| entry(key, &mut Source::new(from)))
    }

    simple_reads! {
        read_str: Cow<'_, str> = text;
        read_boolean: bool = primitive;
        read_byte: i8 = primitive;
        read_short: i16 = primitive;
        read_integer: i32 = primitive;
        read_long: i64 = primitive;
        read_float: f32 = primitive;
        read_double: f64 = primitive;
        read_big_integer: BigInteger = big_number;
        read_big_decimal: BigDecimal = big_number;
        read_blob: Blob = blob;
    }

    fn read_timestamp(&mut self, schema: &Schema<'_>) -> SerdeResult<DateTime> {
        self.timestamp(schema)
    }
}
