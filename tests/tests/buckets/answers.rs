//! What answers say.

use crate::{client, config};
use buckets::Client;
use buckets::error::{DisplayErrorContext, ProvideErrorMetadata as _, SdkError};
use buckets::operation::get_object::GetObjectError;
use buckets::operation::head_object::{HeadObject, HeadObjectOutput};
use buckets::operation::{RequestId as _, RequestIdExt as _};
use buckets::primitives::{ByteStream, DateTime};
use buckets::protocol::{decode, encode_output};
use buckets::types::{BucketLocationConstraint, Delete, ObjectIdentifier};
use farrier_tests::client::SkipNonUtf8;
use farrier_tests::server::{Answer, Server};

const FAILED: &str = "<?xml version=\"1.0\"?>\n\n<Error><Code>InternalError</Code><Message>Again.</Message></Error>";

#[tokio::test]
async fn a_success_that_says_error_is_one_and_tried_again() {
    for code in ["InternalError", "SlowDown"] {
        let failed = Answer::ok(FAILED.replace("InternalError", code));
        let copied = Answer::ok("<CopyObjectResult><ETag>e</ETag></CopyObjectResult>");
        let server = Server::start([failed, copied]).await;
        let call = client(&server).copy_object().bucket("pail").key("k").copy_source("a/b");
        let output = call.send().await.expect("copied");
        assert_eq!(output.copy_object_result.and_then(|it| it.e_tag).as_deref(), Some("e"), "{code}");
        assert_eq!(server.requests().len(), 2, "{code}");
    }
}

/// While it is at work, the service sends spaces.
#[tokio::test]
async fn operations_that_take_long_may_fail_after_their_head() {
    let done = |root: &str| Answer::ok(format!("<?xml version=\"1.0\"?>\n   \n \n{root}"));
    let failed = done("<Error><Code>InternalError</Code></Error>");
    let completed = done("<CompleteMultipartUploadResult><Location>l</Location></CompleteMultipartUploadResult>");
    let copied = done("<CopyPartResult><ETag>e</ETag></CopyPartResult>");
    let deleted = done("<DeleteResult><Deleted><Key>k</Key></Deleted></DeleteResult>");
    let server = Server::start([failed.clone(), completed, failed.clone(), copied, failed, deleted]).await;
    let client = client(&server);
    let completed = client.complete_multipart_upload().bucket("pail").key("k").upload_id("u").send().await;
    assert_eq!(completed.expect("completed").location(), Some("l"));
    let copied = client.upload_part_copy().bucket("pail").key("k").copy_source("a/b").send().await.expect("copied");
    assert_eq!(copied.copy_part_result.and_then(|it| it.e_tag).as_deref(), Some("e"));
    let delete = Delete::builder()
        .objects(ObjectIdentifier::builder().key("k").build().expect("complete"))
        .build()
        .expect("complete");
    let deleted = client.delete_objects().bucket("pail").delete(delete).send().await.expect("deleted");
    assert_eq!(deleted.deleted()[0].key(), Some("k"));
    assert_eq!(server.requests().len(), 6);
}

/// Not only of operations that take long: also of one that reads.
#[tokio::test]
async fn a_success_that_says_error_is_an_error_at_last() {
    let server = Server::start([Answer::ok(FAILED), Answer::ok(FAILED)]).await;
    let error = client(&server).list_parts().bucket("pail").key("k").send().await.expect_err("failed twice");
    assert_eq!((error.code(), error.message()), (Some("InternalError"), Some("Again.")));
    assert_eq!(error.raw_response().map(|raw| raw.status().as_u16()), Some(200));
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_is_no_error_at_its_root_is_none() {
    let body = "<ListPartsResult><Error><Code>InternalError</Code></Error><MaxParts>3</MaxParts></ListPartsResult>";
    let server = Server::start([Answer::ok(body), Answer::ok("")]).await;
    let list = || client(&server).list_parts().bucket("pail").key("k").send();
    assert_eq!(list().await.expect("a list").max_parts, Some(3));
    // What is not there has no default.
    let empty = list().await.expect("an empty answer");
    assert_eq!((empty.max_parts, empty.is_truncated), (None, None));
}

/// An object may be such a document.
#[tokio::test]
async fn an_object_is_not_looked_into() {
    let server = Server::start([Answer::ok(FAILED)]).await;
    let output = client(&server).get_object().bucket("pail").key("k").send().await.expect("an object");
    assert_eq!(output.body.collect().await.expect("all of it").into_bytes(), FAILED);
}

/// As in the official crate. Other SDKs ask again where the bucket is.
#[tokio::test]
async fn a_bucket_that_is_elsewhere_is_not_followed() {
    let there = Server::start([Answer::ok("")]).await;
    for status in [301, 307] {
        let moved = Answer::new(status, "<Error><Code>PermanentRedirect</Code><Message>Elsewhere.</Message></Error>");
        let moved = moved.header("location", &format!("{}/pail/k", there.url));
        let here = Server::start(moved.header("x-amz-bucket-region", "eu-west-1").times(2)).await;
        let error = client(&here).get_object().bucket("pail").key("k").send().await.expect_err("moved");
        assert_eq!(error.code(), Some("PermanentRedirect"), "{status}");
        let headers = error.raw_response().expect("an answer").headers();
        assert_eq!(headers.get("x-amz-bucket-region"), Some("eu-west-1"), "{status}");
        // Nor is what could be sent again.
        let put = client(&here).put_object().bucket("pail").key("k").body(ByteStream::from_static(b"body"));
        let error = put.send().await.expect_err("moved");
        assert_eq!((error.code(), here.requests().len()), (Some("PermanentRedirect"), 2), "{status}");
    }
    assert!(there.requests().is_empty());
}

#[tokio::test]
async fn spaces_of_keys_are_kept_in_lists() {
    let listed = "<ListBucketResult><Contents><Key> a\n b </Key></Contents><Contents><Key> </Key></Contents>\
                  </ListBucketResult>";
    let server =
        Server::start([Answer::ok(listed), Answer::ok("<ListBucketResult><Name>pail</Name></ListBucketResult>")]).await;
    let list = || client(&server).list_objects_v2().bucket("pail").send();
    let listed = list().await.expect("a list");
    let keys: Vec<_> = listed.contents().iter().map(|object| object.key()).collect();
    assert_eq!(keys, [Some(" a\n b "), Some(" ")]);
    let empty = list().await.expect("a list");
    assert_eq!((empty.name(), empty.contents().len(), empty.contents.as_ref()), (Some("pail"), 0, None));
}

#[tokio::test]
async fn no_body_is_not_found_with_404_alone() {
    for (status, code) in [(404, Some("NotFound")), (400, None), (403, None), (301, None)] {
        let server = Server::start([Answer::new(status, "")]).await;
        let error = client(&server).head_object().bucket("pail").key("k").send().await.expect_err("an error");
        assert_eq!(error.code(), code, "{status}");
        let is_not_found = error.as_service_error().is_some_and(|error| error.is_not_found());
        assert_eq!(is_not_found, status == 404, "{status}");
        assert_eq!(server.requests().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn an_object_that_does_not_come_is_an_error_without_a_code() {
    for status in [304, 412, 416] {
        let server = Server::start([Answer::new(status, "")]).await;
        let error = client(&server).get_object().bucket("pail").key("k").send().await.expect_err("an error");
        assert_eq!(error.code(), None, "{status}");
        assert_eq!(error.raw_response().map(|raw| raw.status().as_u16()), Some(status));
        assert!(matches!(error.into_service_error(), GetObjectError::Unhandled(_)), "{status}");
    }
}

#[tokio::test]
async fn both_request_ids_are_told() {
    let ids = |answer: Answer| answer.header("x-amz-request-id", "id").header("x-amz-id-2", "second");
    let missing = "<Error><Code>NoSuchKey</Code><Message>Gone.</Message></Error>";
    let broken = ids(Answer::ok("<ListPartsResult>"));
    let cut = ids(Answer::ok("<ListPartsResult></ListPartsResult>")).cut_short();
    let server = Server::start([
        ids(Answer::ok("")),
        ids(Answer::ok("<ListPartsResult/>")),
        ids(Answer::new(404, missing)),
        ids(Answer::new(418, "")),
        broken,
        cut.clone(),
        cut,
    ]);
    let server = server.await;
    let client = client(&server);
    let both = (Some("id"), Some("second"));
    let object = client.get_object().bucket("pail").key("k").send().await.expect("an object");
    assert_eq!((object.request_id(), object.extended_request_id()), both);
    let list = || client.list_parts().bucket("pail").key("k").send();
    let parts = list().await;
    assert_eq!((parts.request_id(), parts.extended_request_id()), both);
    let parts = parts.expect("a list");
    assert_eq!((parts.request_id(), parts.extended_request_id()), both);
    let gone = client.get_object().bucket("pail").key("k").send().await.expect_err("gone");
    assert_eq!((gone.request_id(), gone.extended_request_id()), both);
    assert!(gone.to_string().contains("request id id, extended request id second"), "{gone}");
    let gone = gone.into_service_error();
    assert_eq!((gone.request_id(), gone.extended_request_id()), both);
    assert!(format!("{gone:?}").contains("\"s3_extended_request_id\": \"second\""), "{gone:?}");
    assert!(gone.is_no_such_key());
    assert_eq!((gone.meta().request_id(), gone.meta().extended_request_id()), both);
    let general: buckets::Error = gone.into();
    assert_eq!((general.request_id(), general.extended_request_id()), both);
    // Where no error of the model fits, and where an answer cannot be read to its end. What comes is asked as a whole.
    for _ in 0..3 {
        let result = list().await;
        assert_eq!((result.request_id(), result.extended_request_id()), both);
        let error = result.expect_err("an error");
        assert_eq!((error.request_id(), error.extended_request_id()), both, "{}", DisplayErrorContext(&error));
        let answer = error.raw_response().expect("an answer");
        assert_eq!((answer.request_id(), answer.extended_request_id()), both);
        assert_eq!((answer.headers().request_id(), answer.headers().extended_request_id()), both);
        let error = error.into_service_error();
        assert_eq!((error.request_id(), error.extended_request_id()), both);
        assert!(format!("{error:?}").contains("second"), "{error:?}");
    }
    let unanswered = Server::start([Answer::closed(), Answer::closed()]).await;
    let error = crate::client(&unanswered).list_parts().bucket("pail").key("k").send().await.expect_err("closed");
    assert!(matches!(error, SdkError::DispatchFailure(_)), "{error:?}");
    assert_eq!((error.request_id(), error.extended_request_id()), (None, None));
}

#[tokio::test]
async fn what_expires_need_not_say_when() {
    let date = "Sun, 29 Nov 2026 12:00:00 GMT";
    let at = DateTime::from_secs(1_795_953_600);
    for (sent, expected) in [(date, Some(at)), ("0", None), ("Never", None)] {
        let server =
            Server::start([Answer::ok("body").header("Expires", sent), Answer::ok("").header("Expires", sent)]);
        let server = server.await;
        let object = client(&server).get_object().bucket("pail").key("k").send().await.expect("an object");
        assert_eq!((object.expires, object.expires_string.as_deref()), (expected, Some(sent)));
        assert_eq!(object.body.collect().await.expect("all of it").into_bytes(), "body");
        let head = client(&server).head_object().bucket("pail").key("k").send().await.expect("an object");
        assert_eq!((head.expires, head.expires_string.as_deref()), (expected, Some(sent)));
    }
    let server = Server::start([Answer::ok(""), Answer::ok("")]).await;
    let object = client(&server).get_object().bucket("pail").key("k").send().await.expect("an object");
    assert_eq!((object.expires, object.expires_string), (None, None));
    let call = client(&server).put_object().bucket("pail").key("k").body(ByteStream::from_static(b"x"));
    call.expires(at).send().await.expect("kept");
    assert_eq!(server.requests()[1].headers()["expires"], date);
}

/// Nor need it be text. What a program wants of other headers is heeded beside it.
#[tokio::test]
async fn what_expires_need_not_be_text() {
    let no_text = || Answer::ok("").header("Expires", b"caf\xE9");
    let beside = || Answer::ok("").header("Expires", "Never").header("ETag", b"caf\xE9");
    let server = Server::start([no_text(), no_text(), beside(), no_text(), beside()]).await;
    let object = client(&server).get_object().bucket("pail").key("k").send().await.expect("an object");
    assert_eq!((object.expires, object.expires_string), (None, None));
    let head = async |client: &Client| client.head_object().bucket("pail").key("k").send().await;
    let output = head(&client(&server)).await.expect("an object");
    assert_eq!((output.expires, output.expires_string), (None, None));
    head(&client(&server)).await.expect_err("the other header is not UTF-8");
    let skipping = Client::from_conf(config(&server).interceptor(SkipNonUtf8).build());
    let output = head(&skipping).await.expect("an object");
    assert_eq!((output.expires, output.expires_string), (None, None));
    let output = head(&skipping).await.expect("an object");
    assert_eq!((output.e_tag, output.expires_string.as_deref()), (None, Some("Never")));
}

/// As a fake of the service answers.
#[test]
fn what_expires_comes_back_as_it_went_out() {
    let output = HeadObjectOutput::builder().e_tag("e").expires_string("Never").build();
    let response = encode_output::<HeadObject>(&output).expect("it can be written");
    assert_eq!(response.headers()["expires"], "Never");
    assert!(!response.headers().contains_key("expiresstring"));
    assert_eq!(decode::<HeadObject>(response).expect("an output"), output);
}

#[tokio::test]
async fn the_token_of_the_last_page_is_no_next_page() {
    let page = |number: u8, more: bool| {
        Answer::ok(format!(
            "<ListPartsResult><NextPartNumberMarker>{number}</NextPartNumberMarker><IsTruncated>{more}</IsTruncated>\
             <Part><PartNumber>{number}</PartNumber></Part></ListPartsResult>"
        ))
    };
    let server = Server::start([page(1, true), page(2, false)]).await;
    let pages = client(&server).list_parts().bucket("pail").key("k").into_paginator().items().send();
    let parts: Vec<_> = pages.collect::<Result<Vec<_>, _>>().await.expect("all pages");
    assert_eq!(parts.iter().map(|part| part.part_number).collect::<Vec<_>>(), [Some(1), Some(2)]);
    let queries: Vec<_> = server.requests().iter().map(|it| it.uri().query().map(str::to_owned)).collect();
    assert_eq!(queries, [Some("x-id=ListParts".into()), Some("x-id=ListParts&part-number-marker=1".to_owned())]);
}

#[tokio::test]
async fn a_location_is_the_root() {
    let of = |text: &str| Answer::ok(format!("<LocationConstraint xmlns=\"urn:buckets\">{text}</LocationConstraint>"));
    let server = Server::start([of("EU"), of(""), of("ap-south-2")]).await;
    for expected in ["EU", "", "ap-south-2"] {
        let output = client(&server).get_bucket_location().bucket("pail").send().await.expect("a place");
        assert_eq!(output.location_constraint, Some(BucketLocationConstraint::from(expected)));
    }
    assert_eq!(server.requests()[0].uri(), "/pail?location");
}
