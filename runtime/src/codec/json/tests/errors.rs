//! What errors say: the member, what is wrong with it, and where in the body that is.

use super::model::All;
use super::read_ours;

#[test]
fn errors_say_where() {
    let cases = [
        (r#"{"Int":true}"#, "member `Int`: type mismatch: expected a whole number at byte 7 of the body"),
        (r#"{"Text":"a"#, "member `Text`: invalid input: unterminated string at byte 10 of the body"),
        (r#"{"Text":"\x"}"#, r"member `Text`: invalid input: the escape `\x` means nothing at byte 12 of the body"),
        (
            r#"{"Choice":{"Text":"a","Unit":{}}}"#,
            "member `Choice`: invalid input: the union Choice with 2 members set at byte 32 of the body",
        ),
        (
            r#"{"Choice":{"All":{"List":["a","b",7]}}}"#,
            "member `Choice.All.List`: type mismatch: expected a string at byte 34 of the body",
        ),
        (
            r#"{"Map":{"key":[{"Byte":300}]}}"#,
            "member `Map.Byte`: invalid input: a number out of range at byte 26 of the body",
        ),
        ("{} {}", "invalid input: expected nothing more at byte 3 of the body"),
    ];
    for (body, message) in cases {
        assert_eq!(read_ours::<All>(body.as_bytes()).expect_err(body).to_string(), message);
    }
    let error = read_ours::<All>(b"{\"Text\":\"\xFF\"}").expect_err("not UTF-8");
    assert_eq!(error.to_string(), "not UTF-8 at byte 9 of the body");
}
