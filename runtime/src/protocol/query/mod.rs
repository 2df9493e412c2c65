//! [awsQuery](https://smithy.io/2.0/aws/protocols/aws-query-protocol.html) and
//! [ec2Query](https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html): a form goes out, XML comes back. They
//! differ in the names of parameters, and in what is around the members of an answer.

#[cfg(feature = "server")]
mod server;
#[cfg(test)]
mod tests;

use super::definition::{OperationSchema, Protocol, Request, Response};
use super::message::{body, post};
use super::payload::PayloadCodec;
use super::xml::XmlCodec;
use crate::codec::form::{Names, Writer};
use crate::codec::percent;
use crate::schema::SerdeResult;
#[cfg(feature = "server")]
use crate::schema::ShapeSchema;
use crate::serde::{DynBuilder, DynStructure, Sink};
use aws_smithy_types::error::metadata;

/// `aws.protocols#awsQuery`
pub static AWS_QUERY: Query = Query { id: "aws.protocols#awsQuery", names: Names::AwsQuery };

/// `aws.protocols#ec2Query`
pub static EC2_QUERY: Query = Query { id: "aws.protocols#ec2Query", names: Names::Ec2Query };

/// One of the two.
#[derive(Debug)]
pub struct Query {
    id: &'static str,
    names: Names,
}

impl Protocol for Query {
    fn id(&self) -> &str {
        self.id
    }

    fn request(&self, operation: &OperationSchema, input: &DynStructure<'_>) -> SerdeResult<Request> {
        let (mut form, mut key) = (String::with_capacity(256), String::with_capacity(64));
        percent::push_param(&mut form, "Action", operation.name);
        percent::push_param(&mut form, "Version", operation.service.api_version);
        input.write(&mut Sink::new(&mut Writer::new(&mut form, &mut key, self.names)))?;
        post("application/x-www-form-urlencoded", Some(form.into()))
    }

    fn output(&self, operation: &OperationSchema, response: &Response, output: &mut DynBuilder<'_>) -> SerdeResult {
        if !output.has_members() {
            return Ok(());
        }
        let result = match self.names {
            Names::AwsQuery => Some(format!("{}Result", operation.name)),
            Names::Ec2Query => None,
        };
        XmlCodec::read_in(body(response), result.as_deref(), &mut |from| output.read(from))
    }

    fn request_id(&self, response: &Response) -> Option<String> {
        XmlCodec::request_id(body(response))
    }

    fn error_metadata(&self, _: &OperationSchema, response: &Response) -> metadata::Builder {
        XmlCodec::default().error_metadata(body(response))
    }

    fn error(&self, _: &OperationSchema, response: &Response, error: &mut DynBuilder<'_>) -> SerdeResult {
        XmlCodec::read_error(body(response), &mut |from| error.read(from))
    }

    fn event_codec(&self) -> &dyn PayloadCodec {
        &XmlCodec { namespace: None }
    }

    #[cfg(feature = "test-util")]
    fn tells_empty(&self) -> bool {
        false
    }

    #[cfg(feature = "server")]
    fn match_score(&self, operation: &OperationSchema, _: &'static ShapeSchema, request: &Request) -> Option<usize> {
        server::match_score(operation, request)
    }

    #[cfg(feature = "server")]
    fn input(&self, _: &OperationSchema, request: &Request, input: &mut DynBuilder<'_>) -> SerdeResult {
        server::input(request, input, self.names)
    }

    #[cfg(feature = "server")]
    fn response(&self, operation: &OperationSchema, output: &DynStructure<'_>) -> SerdeResult<Response> {
        server::response(operation, output, self.names)
    }

    #[cfg(feature = "server")]
    fn error_response(&self, _: &OperationSchema, error: &DynStructure<'_>, status: u16) -> SerdeResult<Response> {
        server::error_response(error, status, self.names)
    }
}
