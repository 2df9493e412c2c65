//! Messages, and what is in them: bodies of XML beside members in other places, payloads, errors.

use super::{REST_XML, REST_XML_UNWRAPPED_ERRORS, RestXml};
use crate::error::RequestId as _;
use crate::error::response::describe;
use crate::protocol::tests::with_dynamic;
use crate::protocol::{Http, OperationSchema, Protocol as _, Request, Response, ServiceSchema, XmlNamespace};
use crate::schema::SerdeError;
use crate::serde::{self, DynBuilder, Structure, StructureBuilder};
use crate::structure;
use aws_smithy_runtime_api::http::StatusCode;
use aws_smithy_types::Blob;

const SERVICE: ServiceSchema = ServiceSchema {
    name: "Store",
    api_version: "2026-11-29",
    query_compatible: false,
    xml_namespace: Some(XmlNamespace { uri: "urn:store", prefix: None }),
};

const OPERATION: OperationSchema = OperationSchema {
    service: &SERVICE,
    name: "PutBox",
    http: Some(Http { method: "PUT", uri: "/boxes/{Id}", code: 201 }),
    has_stream: false,
    #[cfg(feature = "event-sender")]
    sends_events: false,
    presigned: None,
};

macro_rules! structures {
    ($($name:ident = $id:literal, $text:literal { $($field:ident: $type:ty),* })*) => {$(
        #[derive(Clone, Debug, Default, PartialEq)]
        struct $name {
            $($field: Option<$type>),*
        }
        structure!($name, $id, $text, [$($field),*], both);
    )*};
}

structures! {
    Document = "test#PutBoxRequest", r#"Id httpLabel, Tag httpHeader="x-tag", Name, Size integer xmlAttribute"# {
        id: String, tag: String, name: String, size: i32
    }
    Labels = "test#Labels", r#"structure xmlName="Box"; Id httpLabel"# { id: String }
    Payload = "test#Payload", r#"Id httpLabel, Box structure httpPayload, Tag httpHeader="x-tag""# {
        id: String, contents: Contents, tag: String
    }
    Renamed = "test#Renamed", r#"Id httpLabel, Box structure httpPayload xmlName="Parcel""# { id: String, contents: Contents }
    Contents = "test#Contents", r#"structure xmlName="Inside" xmlNamespace="urn:inside"; Name"# { name: String }
    Raw = "test#Raw", r#"Id httpLabel, Bytes blob httpPayload"# { id: String, bytes: Blob }
    Location = "test#Location", r#"structure s3UnwrappedXmlOutput; LocationConstraint"# { location: String }
    Gone = "test#Gone", r#"Message, Since integer httpHeader="x-since", Name"# { message: String, since: i32, name: String }
}

fn read<T: Structure>(read: impl Fn(&mut DynBuilder<'_>) -> Result<(), SerdeError>) -> Result<T, SerdeError> {
    serde::read_builder::<T>(&mut |builder| read(builder)).map(StructureBuilder::build_lenient)
}

fn request<T: Structure>(input: &T) -> Request {
    with_dynamic(input, |input| REST_XML.request(&OPERATION, input)).expect("it can be written")
}

fn response(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Response {
    let mut response = Response::new(StatusCode::try_from(status).expect("a status"), body.into());
    headers.iter().for_each(|(name, value)| drop(response.headers_mut().insert(*name, *value)));
    response
}

fn output<T: Structure>(response: &Response) -> Result<T, SerdeError> {
    read(|output| REST_XML.output(&OPERATION, response, output))
}

fn error<T: Structure>(protocol: &RestXml, response: &Response) -> Result<T, SerdeError> {
    read(|error| protocol.error(&OPERATION, response, error))
}

fn string(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn inside(name: &str) -> Option<Contents> {
    Some(Contents { name: string(name) })
}

/// Media type and text of the body of the request for an input.
fn sent<T: Structure>(input: &T) -> (Option<String>, String) {
    let request = request(input);
    let body = request.body().bytes().unwrap_or_default();
    let media_type = request.headers().get("content-type").map(str::to_owned);
    (media_type, String::from_utf8_lossy(body).into_owned())
}

#[test]
fn what_inputs_are_sent_as() {
    let id = || string("1");
    let (xml, none) = (string("application/xml"), String::new());
    let document = Document { id: id(), tag: string("t"), name: string("n"), size: Some(3) };
    let body = "<PutBoxRequest xmlns=\"urn:store\" Size=\"3\"><Name>n</Name></PutBoxRequest>";
    assert_eq!(sent(&document), (xml.clone(), body.into()));
    assert_eq!(request(&document).uri(), "/boxes/1");
    assert_eq!(request(&document).headers().get("x-tag"), Some("t"));
    // A document of nothing is sent; without members for it there is none.
    let body = "<PutBoxRequest xmlns=\"urn:store\"></PutBoxRequest>";
    assert_eq!(sent(&Document { id: id(), ..Default::default() }), (xml.clone(), body.into()));
    assert_eq!(sent(&Labels { id: id() }), (None, none.clone()));
    // A payload has the name of its shape, if it has none as a member.
    let body = "<Inside xmlns=\"urn:inside\"><Name>n</Name></Inside>";
    assert_eq!(sent(&Payload { id: id(), contents: inside("n"), tag: None }), (xml.clone(), body.into()));
    let body = "<Parcel xmlns=\"urn:inside\"><Name>n</Name></Parcel>";
    assert_eq!(sent(&Renamed { id: id(), contents: inside("n") }), (xml.clone(), body.into()));
    assert_eq!(sent(&Payload { id: id(), contents: None, tag: None }), (None, none));
    let bytes = string("application/octet-stream");
    assert_eq!(sent(&Raw { id: id(), bytes: Some(Blob::new(*b"<x")) }), (bytes, "<x".into()));
}

#[test]
fn outputs() {
    let headers = [("x-tag", "t")];
    let found = output::<Document>(&response(201, &headers, "<Any Size=\"3\"><Name>n</Name><Tag>no</Tag></Any>"));
    let expected = Document { id: None, tag: string("t"), name: string("n"), size: Some(3) };
    assert_eq!(found.expect("an output"), expected);
    let found = output::<Document>(&response(204, &headers, "")).expect("an output");
    assert_eq!(found, Document { tag: string("t"), ..Default::default() });
    let found = output::<Payload>(&response(201, &headers, "<Any><Name>n</Name></Any>")).expect("an output");
    assert_eq!(found, Payload { id: None, contents: inside("n"), tag: string("t") });
    let found = output::<Payload>(&response(201, &headers, "")).expect("an output");
    assert_eq!(found, Payload { tag: string("t"), ..Default::default() });
    let damaged = output::<Document>(&response(201, &headers, "<Any><Name>n</Any>")).expect_err("it is damaged");
    assert!(
        damaged.to_string().contains("member `Name`: invalid input: expected the end of the element at byte 12"),
        "{damaged}"
    );
}

#[test]
fn an_unwrapped_output() {
    let of = |location: &str| Location { location: string(location) };
    let body = "<?xml version=\"1.0\"?>\n<LocationConstraint xmlns=\"urn:s3\">eu-west-1</LocationConstraint>";
    assert_eq!(output::<Location>(&response(200, &[], body)).expect("an output"), of("eu-west-1"));
    assert_eq!(output::<Location>(&response(200, &[], "<LocationConstraint/>")).expect("an output"), of(""));
    assert_eq!(output::<Location>(&response(200, &[], "")).expect("an output"), Location::default());
}

/// Whatever the model says, errors are read with and without an element around them.
#[test]
fn errors() {
    let headers = [("x-since", "7")];
    let error_element = "<Error><Code>Gone</Code><Message>m</Message><Name>n</Name></Error>";
    let gone = Gone { message: string("m"), since: Some(7), name: string("n") };
    for protocol in [&REST_XML, &REST_XML_UNWRAPPED_ERRORS] {
        for body in [error_element, &*format!("<ErrorResponse>{error_element}<RequestId>r</RequestId></ErrorResponse>")]
        {
            let response = response(410, &headers, body);
            let meta = protocol.error_metadata(&OPERATION, &response).build();
            assert_eq!((meta.code(), meta.message()), (Some("Gone"), Some("m")));
            assert_eq!(error::<Gone>(protocol, &response).expect("an error"), gone);
        }
    }
    let found = error::<Gone>(&REST_XML, &response(410, &headers, "")).expect("an error");
    assert_eq!(found, Gone { since: Some(7), ..Default::default() });
}

/// The request id of a header is that of the service; one in the body stands in for it.
#[test]
fn request_ids() {
    let body = "<ErrorResponse><Error><Code>Gone</Code></Error><RequestId>body</RequestId></ErrorResponse>";
    for (headers, id) in [(&[][..], "body"), (&[("x-amzn-requestid", "header")][..], "header")] {
        let response = response(410, headers, body);
        let meta = describe(REST_XML.error_metadata(&OPERATION, &response), &response).build();
        assert_eq!(meta.request_id(), Some(id));
    }
}

#[cfg(feature = "server")]
mod server {
    use super::*;

    structures! {
        Bare = "test#Bare", r#"Since integer httpHeader="x-since""# { since: i32 }
    }

    #[test]
    fn inputs_come_back() {
        let input = Document { id: string("a b/c"), tag: string("t"), name: string("<n>"), size: Some(3) };
        let request = request(&input);
        let back = read::<Document>(|to| REST_XML.input(&OPERATION, &request, to)).expect("an input");
        assert_eq!(back, input);
        let input = Payload { id: string("1"), contents: inside("n"), tag: None };
        let request = super::request(&input);
        let back = read::<Payload>(|to| REST_XML.input(&OPERATION, &request, to)).expect("an input");
        assert_eq!(back, input);
    }

    fn answer<T: Structure>(output: &T) -> Response {
        with_dynamic(output, |output| REST_XML.response(&OPERATION, output)).expect("it can be written")
    }

    #[test]
    fn outputs_come_back() {
        let document = Document { id: None, tag: string("t"), name: string("n"), size: None };
        let response = answer(&document);
        assert_eq!(response.status().as_u16(), 201);
        assert_eq!(response.headers().get("content-type"), Some("application/xml"));
        assert_eq!(output::<Document>(&response).expect("an output"), document);
        let location = Location { location: string("eu") };
        let response = answer(&location);
        let body = response.body().bytes().unwrap_or_default();
        assert_eq!(body, b"<LocationConstraint xmlns=\"urn:store\">eu</LocationConstraint>");
        assert_eq!(output::<Location>(&response).expect("an output"), location);
    }

    #[test]
    fn errors_come_back() {
        let gone = Gone { message: string("a & b"), since: Some(7), name: string("n") };
        let members = "<Code>Gone</Code><Message>a &amp; b</Message><Name>n</Name>";
        for (protocol, body) in [
            (&REST_XML, format!("<ErrorResponse><Error><Type>Sender</Type>{members}</Error></ErrorResponse>")),
            (&REST_XML_UNWRAPPED_ERRORS, format!("<Error>{members}</Error>")),
        ] {
            let response = with_dynamic(&gone, |error| protocol.error_response(&OPERATION, error, 410));
            let response = response.expect("it can be written");
            assert_eq!(response.body().bytes().unwrap_or_default(), body.as_bytes());
            assert_eq!(response.headers().get("content-type"), Some("application/xml"));
            assert_eq!(error::<Gone>(protocol, &response).expect("an error"), gone);
        }
        // The body says which error it is, also of one all of whose members are elsewhere.
        let response = with_dynamic(&Bare { since: Some(7) }, |error| REST_XML.error_response(&OPERATION, error, 503));
        let response = response.expect("it can be written");
        let meta = REST_XML.error_metadata(&OPERATION, &response).build();
        assert_eq!(meta.code(), Some("Bare"));
        assert_eq!(error::<Bare>(&REST_XML, &response).expect("an error"), Bare { since: Some(7) });
    }
}
