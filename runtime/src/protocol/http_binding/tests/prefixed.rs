//! Headers that are entries of a map.

use super::OPERATION;
use crate::protocol::rest_json::REST_JSON_1;
use crate::protocol::tests::with_dynamic;
use crate::protocol::{Http, OperationSchema, Protocol as _};
use crate::schema::SerdeError;
use crate::structure;
use std::collections::HashMap;

const PLAIN: OperationSchema =
    OperationSchema { http: Some(Http { method: "POST", uri: "/", code: 200 }), ..OPERATION };

structures! {
    Tagged = "test#Tagged", r#"Plain httpHeader="X-Tag-Plain", Tags map httpPrefixHeaders="X-Tag-""# {
        plain: String, tags: HashMap<String, String>,
    }
}

/// The headers with tags, as they are sent.
fn sent(plain: Option<&str>, tags: &[(&str, &str)]) -> Result<Vec<(String, String)>, SerdeError> {
    let tags = tags.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
    let tagged = Tagged { plain: plain.map(str::to_owned), tags: Some(tags) };
    let request = with_dynamic(&tagged, |input| REST_JSON_1.request(&PLAIN, input))?;
    let headers = request.headers().iter().filter(|(name, _)| name.starts_with("x-tag-"));
    Ok(headers.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
}

/// Entries of a map come in any order, other than headers.
#[test]
fn names_that_differ_in_case_are_lines_of_one_header() {
    for _ in 0..20 {
        let sent = sent(None, &[("author", "b"), ("Author", "a"), ("AUTHOR", "c")]).expect("legal");
        let sent: Vec<_> = sent.iter().map(|(name, value)| (&**name, &**value)).collect();
        assert_eq!(sent, [("x-tag-author", "c"), ("x-tag-author", "a"), ("x-tag-author", "b")]);
    }
}

#[test]
fn the_header_of_a_member_goes_before_all_entries_of_its_name() {
    let entries = [("plain", "a"), ("Plain", "b"), ("PLAIN", "c")];
    let header = |value: &str| ("x-tag-plain".to_owned(), value.to_owned());
    assert_eq!(sent(Some("p"), &entries).expect("legal"), [header("p")]);
    assert_eq!(sent(None, &entries).expect("legal"), ["c", "b", "a"].map(header));
}
