//! What of a message must not be seen besides its body: the AWS runtime logs requests before it hands them to an HTTP
//! client, and answers when it gets them. In between, and nowhere else, these parts are as they should be.

use crate::operation::Traits;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::http::Headers;
use http::{HeaderMap, HeaderName, HeaderValue};

/// What stands in place of a value. It can be part of a URI, unlike that of `Debug`.
const HIDDEN: &str = "**hidden**";

/// What of a header must not be seen.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Secret {
    Value,
    NameAndValue,
}

/// What of the header must not be seen, where the names of such headers begin as said. A name that goes on is the key of
/// a map, which may be secret, too.
pub(crate) fn secret_of(header: &str, begins: &[&str]) -> Option<Secret> {
    if begins.contains(&header) {
        return Some(Secret::Value);
    }
    begins.iter().any(|begin| header.starts_with(begin)).then_some(Secret::NameAndValue)
}

/// Marks a request that must not be seen, nor its answer. Holds what was taken out of it.
#[derive(Clone, Debug)]
pub(super) struct Unseen {
    headers: &'static [&'static str],
    taken: Taken,
    uri: Option<String>,
}

/// Headers that were taken out of a message, with all of their values.
#[derive(Clone)]
struct Taken(Vec<(String, Vec<Vec<u8>>)>);

/// Hides parts of a request until [`lift`]: what is sensitive, and the header of a token.
pub(super) fn hide(request: &mut HttpRequest, traits: &Traits, token: Option<&'static str>) {
    let headers = [traits.sensitive_headers, token.as_slice()].concat();
    let taken = Taken::out_of(request.headers_mut(), &headers);
    let uri = if traits.sensitive_uri { hide_uri(request) } else { None };
    request.add_extension(Unseen { headers: traits.sensitive_headers, taken, uri });
}

/// Hides path and query. A URI that cannot be read is an error elsewhere, and stays as it is.
fn hide_uri(request: &mut HttpRequest) -> Option<String> {
    let whole = request.uri().to_owned();
    let host_begins = whole.find("://")? + 3;
    let path_begins = whole[host_begins..].find(['/', '?']).map_or(whole.len(), |at| host_begins + at);
    request.set_uri(format!("{}/{HIDDEN}", &whole[..path_begins])).ok()?;
    Some(whole)
}

/// Whether a request must not be seen. All of it is there again.
pub(super) fn lift(request: &mut HttpRequest) -> Option<Unseen> {
    let unseen = request.extension::<Unseen>()?.clone();
    unseen.taken.put_back(request.headers_mut());
    if let Some(uri) = &unseen.uri {
        // It was one before.
        let _ = request.set_uri(uri.as_str());
    }
    Some(unseen)
}

/// Headers in which servers and proxies repeat the URI of a request.
const WITH_URI: [&str; 4] = ["content-location", "link", "location", "refresh"];

/// Hides parts of an answer until [`lift_answer`].
pub(super) fn hide_answer(answer: &mut HttpResponse, unseen: &Unseen) {
    // One HTTP client may hand on what another has hidden.
    if answer.extension::<Taken>().is_none() {
        let with_uri: &[&str] = if unseen.uri.is_some() { &WITH_URI } else { &[] };
        let taken = Taken::out_of(answer.headers_mut(), &[unseen.headers, with_uri].concat());
        answer.add_extension(taken);
    }
}

/// All of an answer is there again.
pub(super) fn lift_answer(answer: &mut HttpResponse) {
    if let Some(taken) = answer.extension::<Taken>().cloned() {
        taken.put_back(answer.headers_mut());
    }
}

impl Taken {
    /// Takes what must not be seen of headers. Of a value that is no text, logs show nothing but its length.
    fn out_of(headers: &mut Headers, begins: &[&str]) -> Self {
        let mut names: Vec<String> = headers.iter().map(|(name, _)| name.to_owned()).collect();
        names.dedup();
        let taken = names.into_iter().filter_map(|name| {
            let secret = secret_of(&name, begins)?;
            let values = headers.get_all_bytes(&name).map(<[u8]>::to_vec).collect();
            headers.remove(&name);
            if secret == Secret::Value {
                headers.insert(name.clone(), HIDDEN);
            }
            Some((name, values))
        });
        Self(taken.collect())
    }

    /// The headers are made anew, because nothing else takes a value that is not UTF-8.
    fn put_back(&self, headers: &mut Headers) {
        let hidden = || self.0.iter().map(|(name, values)| (&**name, values));
        let others = headers.iter_bytes().filter(|(name, _)| hidden().all(|(other, _)| other != *name));
        let lines = others.chain(hidden().flat_map(|(name, values)| values.iter().map(move |value| (name, &**value))));
        // They were there before.
        let line = |(name, value)| Some((HeaderName::try_from(name).ok()?, HeaderValue::from_bytes(value).ok()?));
        if let Ok(whole) = lines.filter_map(line).collect::<HeaderMap>().try_into() {
            *headers = whole;
        }
    }
}

/// Without what it holds.
impl std::fmt::Debug for Taken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Taken").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aws_smithy_types::body::SdkBody;

    const TRAITS: Traits =
        Traits { sensitive: true, sensitive_uri: true, sensitive_headers: &["x-secret"], ..Traits::NONE };

    fn request(uri: &str) -> HttpRequest {
        let mut request = HttpRequest::new(SdkBody::empty());
        request.set_uri(uri.to_owned()).expect("a URI");
        for (name, value) in
            [("x-secret", "a"), ("x-secret", "b"), ("x-secret-more", "c"), ("x-plain", "d"), ("x-token", "e")]
        {
            request.headers_mut().append(name, value);
        }
        request
    }

    #[test]
    fn what_is_hidden_is_there_again() {
        for (uri, hidden) in [
            ("https://host:80/a/b?c=d", "https://host:80/**hidden**"),
            ("https://host?c=d", "https://host/**hidden**"),
            ("http://host/", "http://host/**hidden**"),
        ] {
            let before = format!("{:?}", request(uri));
            let mut request = request(uri);
            hide(&mut request, &TRAITS, Some("x-token"));
            assert_eq!(request.uri(), hidden);
            let seen: Vec<_> = request.headers().iter().collect();
            let hidden = [("x-plain", "d"), ("x-secret", HIDDEN), ("x-token", HIDDEN)];
            assert_eq!(seen, hidden);
            assert!(lift(&mut request).is_some());
            let uri = request.uri().to_owned();
            assert_eq!(before, format!("{:?}", self::request(&uri)));
            assert_eq!(request.headers().get_all("x-secret").collect::<Vec<_>>(), ["a", "b"]);
            assert_eq!(request.headers().get("x-secret-more"), Some("c"));
            assert_eq!(request.headers().get("x-token"), Some("e"));
        }
    }

    /// What is not UTF-8 is not seen, but nor is it lost.
    #[test]
    fn no_value_of_what_is_hidden_is_lost() {
        let values = [&b"a"[..], b"caf\xE9", b"b"];
        let lines = values.map(|value| ("x-secret", value)).into_iter().chain([("x-plain", &b"\xE9"[..])]);
        let line = |(name, value)| Some((HeaderName::from_static(name), HeaderValue::from_bytes(value).ok()?));
        let headers: HeaderMap = lines.filter_map(line).collect();
        let mut headers = Headers::try_from(headers).expect("headers");
        let taken = Taken::out_of(&mut headers, &["x-secret"]);
        assert_eq!(headers.get_all_bytes("x-secret").collect::<Vec<_>>(), [HIDDEN.as_bytes()]);
        taken.put_back(&mut headers);
        assert_eq!(headers.get_all_bytes("x-secret").collect::<Vec<_>>(), values);
        assert_eq!(headers.get_bytes("x-plain"), Some(&b"\xE9"[..]));
    }

    #[test]
    fn an_answer_is_hidden_once() {
        let mut request = request("http://host/");
        hide(&mut request, &TRAITS, None);
        let unseen = lift(&mut request).expect("hidden");
        let mut answer = HttpResponse::new(http::StatusCode::OK.into(), SdkBody::empty());
        let secret = ["x-secret", "location"];
        for name in secret {
            answer.headers_mut().insert(name, "a");
        }
        hide_answer(&mut answer, &unseen);
        hide_answer(&mut answer, &unseen);
        assert!(secret.iter().all(|name| answer.headers().get(name) == Some(HIDDEN)));
        lift_answer(&mut answer);
        assert!(secret.iter().all(|name| answer.headers().get(name) == Some("a")));
    }
}
