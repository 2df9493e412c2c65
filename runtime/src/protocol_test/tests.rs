//! The checker finds what is wrong with a request.

use super::RequestTest;
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
