//! Errors: where their codes, messages, ids and members are.

use super::super::XmlCodec;
use super::model::Scalars;
use super::string;
use crate::protocol::PayloadCodec as _;
use crate::schema::SerdeError;
use crate::serde;

/// Code, message, request id.
type Said<'a> = [Option<&'a str>; 3];

fn says(body: &str, said: Said<'_>) {
    let meta = XmlCodec::default().error_metadata(body.as_bytes()).build();
    assert_eq!([meta.code(), meta.message(), meta.extra("aws_request_id")], said, "{body}");
}

fn read_error(body: &str) -> Result<Scalars, SerdeError> {
    serde::read_builder::<Scalars>(&mut |error| XmlCodec::read_error(body.as_bytes(), &mut |from| error.read(from)))
}

#[test]
fn metadata() {
    let all: Said<'_> = [Some("Gone"), Some("It is gone."), Some("r-1")];
    let wrapped = "<ErrorResponse xmlns=\"urn:x\">\n<Error><Type>Sender</Type><Code>Gone</Code>\
        <Message>It is gone.</Message><Text>t</Text></Error><RequestId>r-1</RequestId></ErrorResponse>";
    says(wrapped, all);
    let bare = "<?xml version=\"1.0\"?>\n<Error><Code>Gone</Code><Message>It is gone.</Message><Text>t</Text>\
        <RequestId>r-1</RequestId><HostId>h</HostId></Error>";
    says(bare, all);
    says("<x:Error xmlns:x='u'><x:Code>Gone</x:Code></x:Error>", [Some("Gone"), None, None]);
    says("<ErrorResponse><RequestId>r-1</RequestId></ErrorResponse>", [None, None, Some("r-1")]);
    says("<Error><code>no</code><Code/><Message><![CDATA[a<b]]></Message></Error>", [Some(""), Some("a<b"), None]);
    // Not the ones of other elements.
    says("<ErrorResponse><a><Error><Code>no</Code></Error></a></ErrorResponse>", [None; 3]);
    says("<a><![CDATA[<Error><Code>no</Code></Error>]]></a>", [None; 3]);
}

#[test]
fn metadata_of_what_is_no_error() {
    for body in ["", " ", "{}", "not XML", "<html><body><p>Bad Gateway</body></html>", "<!DOCTYPE html><Error/>", "<"] {
        says(body, [None; 3]);
    }
    says("<Error><Code>Gone</Code><Message>cut", [Some("Gone"), None, None]);
}

#[test]
fn members_are_those_inside_the_error() {
    let value = Scalars { text: string("t"), int: Some(7), ..Default::default() };
    for body in [
        "<ErrorResponse><Text>no</Text><Error><Code>C</Code><Text>t</Text><Int>7</Int></Error><Int>8</Int></ErrorResponse>",
        "<Error><Text>t</Text><Int>7</Int><RequestId>r</RequestId></Error>",
    ] {
        assert_eq!(read_error(body).expect(body), value, "{body}");
    }
    for body in ["", "<ErrorResponse/>", "<ErrorResponse><Text>no</Text></ErrorResponse>", "<Error/>"] {
        assert_eq!(read_error(body).expect(body), Scalars::default(), "{body}");
    }
    let error = read_error("<ErrorResponse><Error><Int>x</Int></Error></ErrorResponse>").expect_err("no number");
    assert!(
        error
            .to_string()
            .ends_with("member `Int`: type mismatch: expected a whole number in range at byte 27 of the body"),
        "{error}"
    );
}
