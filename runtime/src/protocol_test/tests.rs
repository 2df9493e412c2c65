//! The checker finds what is wrong with a request.

use super::{RequestTest, cbor, form, xml};
use crate::config::http::HttpRequest;

fn differences(test: RequestTest) -> String {
    let request = http::Request::post("https://a.example.com/base/?x=1&y")
        .header("content-type", "application/json")
        .header("x-list", "1")
        .header("x-list", "2")
        .body(r#"{"a": 1, "b": [null]}"#.into())
        .expect("a valid request");
    test.differences(&HttpRequest::try_from(request).expect("a valid request")).join("\n")
}

const EXPECTED: RequestTest = RequestTest::new("POST", "/base/").resolved_host("a.example.com");

#[test]
fn as_expected() {
    let test = EXPECTED
        .query(&["x=1", "y"])
        .forbid_query(&["z"])
        .require_query(&["x", "y"])
        .headers(&[("Content-Type", "application/json"), ("X-List", "1, 2")])
        .forbid_headers(&["x-no"])
        .require_headers(&["X-List"])
        .body("application/json", r#"{"b":[null],"a":1}"#);
    assert_eq!(differences(test), "");
}

#[test]
fn not_as_expected() {
    for (test, found) in [
        (RequestTest { method: "PUT", ..EXPECTED }, r#"method: "POST", expected "PUT""#),
        (RequestTest { path: "/", ..EXPECTED }, r#"path: "/base/", expected "/""#),
        (EXPECTED.resolved_host("b.example.com"), r#"host: Some("a.example.com"), expected Some("b.example.com")"#),
        (EXPECTED.query(&["x=2"]), "x=2: false, expected true"),
        (EXPECTED.forbid_query(&["y"]), "y: true, expected false"),
        (EXPECTED.require_query(&["z"]), "z: false, expected true"),
        (EXPECTED.headers(&[("X-List", "1")]), r#"X-List: Some("1, 2"), expected Some("1")"#),
        (EXPECTED.forbid_headers(&["x-list"]), r#"x-list: Some("1, 2"), expected None"#),
        (EXPECTED.require_headers(&["x-no"]), "x-no: false, expected true"),
        (
            EXPECTED.body("application/json", r#"{"a": 1, "b": []}"#),
            r#"body: Object {"a": Number(1), "b": Array [Null]}, expected Object {"a": Number(1), "b": Array []}"#,
        ),
        (EXPECTED.body("text/plain", "x"), r#"body: "{\"a\": 1, \"b\": [null]}", expected "x""#),
    ] {
        assert_eq!(differences(test), found);
    }
}

#[cfg(feature = "server")]
#[test]
fn responses_that_are_written() {
    use super::ResponseTest;
    const EXPECTED: ResponseTest = ResponseTest::new(200);
    for (test, found) in [
        (EXPECTED.headers(&[("x-a", "1")]).forbid_headers(&["x-b"]).require_headers(&["x-a", "Content-Length"]), ""),
        (ResponseTest::new(201), "status: 200, expected 201"),
        (EXPECTED.headers(&[("x-a", "2")]), r#"x-a: Some("1"), expected Some("2")"#),
        (EXPECTED.forbid_headers(&["X-A"]), r#"X-A: Some("1"), expected None"#),
        (EXPECTED.require_headers(&["x-b"]), "x-b: false, expected true"),
        (EXPECTED.body("x"), r#"body: "", expected "x""#),
    ] {
        let response = http::Response::builder().header("x-a", "1").body(aws_smithy_types::body::SdkBody::empty());
        let mut response = response.expect("a valid response").try_into().expect("a valid response");
        assert_eq!(test.differences(&mut response).join("\n"), found);
    }
}

#[test]
fn xml_that_means_the_same() {
    let sent = "<a b=\"1\" c=\"2\"><e><k>1</k></e><e><k>2</k></e><l>1</l><l>2</l><t> </t></a>";
    let same =
        "<?xml version=\"1.0\"?>\n<a c='2' b='1'>\n  <l>1</l><t> </t><l>2</l>\n <e><k>2</k></e> <e> <k>1</k></e></a>\n";
    let (entries, turned) =
        ("<entry><x>1</x></entry><entry><x>2</x></entry>", "<entry><x>2</x></entry><entry><x>1</x></entry>");
    assert_eq!(xml::normal(&format!("<a>{entries}</a>")), xml::normal(&format!("<a>{turned}</a>")));
    assert_eq!(xml::normal(sent), xml::normal(same));
    assert_eq!(xml::normal("<a><b/></a>"), "<a><b></b></a>");
    for (one, other) in [
        ("<a><l>1</l><l>2</l></a>", "<a><l>2</l><l>1</l></a>"),
        ("<a><l><b>1</b></l><l><b>2</b></l></a>", "<a><l><b>2</b></l><l><b>1</b></l></a>"),
        ("<a><l><b/></l><l/></a>", "<a><l/><l><b/></l></a>"),
        ("<a> </a>", "<a/>"),
        ("<a b=\"1\"/>", "<a/>"),
        ("<a/>", "<x:a/>"),
        ("<a><b/></a>", "<a><c/></a>"),
    ] {
        assert_ne!(xml::normal(one), xml::normal(other));
    }
}

#[test]
fn entries_of_a_form_are_in_any_order_and_elements_are_not() {
    let normal = form::normal;
    assert_eq!(normal("A=1&M.1.k=a&M.1.v=1&M.2.k=b&M.2.v=2"), normal("M.1.k=b&M.1.v=2&M.2.k=a&M.2.v=1&A=1"));
    assert_eq!(normal("M.entry.1.x=a&M.entry.2.x=b"), normal("M.entry.1.x=b&M.entry.2.x=a"));
    for (one, other) in [
        ("L.1=a&L.2=b", "L.1=b&L.2=a"),
        ("L.1.x=a&L.2.x=b", "L.1.x=b&L.2.x=a"),
        ("L.member.1.x=a&L.member.2.x=b", "L.member.1.x=b&L.member.2.x=a"),
        ("M.1.k=a&M.1.v=1", "M.1.k=a&M.1.v=2"),
        ("M.1.k=a&M.1.v=1", "M.1.k=a&M.1.v=1&M.2.k=a"),
        ("A=", "A"),
        ("A=1&A=2", "A=1"),
        ("A.B=1", "A=1"),
    ] {
        assert_ne!(normal(one), normal(other));
    }
}

#[test]
fn cbor_that_means_the_same() {
    let sent = b"\xBF\x61a\x82\x01\xF6\x61b\xA1\x61c\x7F\x61d\x61e\xFF\x61f\xC1\xFB\x3F\xF0\0\0\0\0\0\0\xFF";
    let same = b"\xA3\x61f\xC1\x01\x61b\xBF\x61c\x62de\xFF\x61a\x9F\x18\x01\xF6\xFF";
    assert_eq!(cbor::normal(sent), cbor::normal(same));
    assert_eq!(cbor::normal(sent), r#"{"a": [1, null], "b": {"c": "de"}, "f": 1(1)}"#);
    assert_eq!(cbor::normal(b"\x5F\x41\x01\xFF"), cbor::normal(b"\x41\x01"));
    assert_eq!(cbor::normal(b"\xF9\x3E\0"), cbor::normal(b"\xFB\x3F\xF8\0\0\0\0\0\0"));
    for (one, other) in [
        (b"\x82\x01\x02".as_slice(), b"\x82\x02\x01".as_slice()),
        (b"\x61a", b"\x41a"),
        (b"\x01", b"\xFB\x3F\xF0\0\0\0\0\0\0"),
        (b"\x01", b"\xC1\x01"),
        (b"\xF6", b"\xF7"),
        (b"\xA0", b"\x80"),
        (b"", b"\xA0"),
        (b"\xA0", b"\xA0\xA0"),
    ] {
        assert_ne!(cbor::normal(one), cbor::normal(other));
    }
}
