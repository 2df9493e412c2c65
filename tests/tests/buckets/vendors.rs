//! Vendors other than AWS, whose servers know neither trailers nor `aws-chunked`: they keep the bytes that come. A
//! program names the endpoint, has buckets in the path, and checksums where they are required.

use crate::signing::assert_signed;
use buckets::Client;
use buckets::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use buckets::primitives::ByteStream;
use buckets::types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};
use farrier_tests::server::{Answer, Received, Server, header};
use std::path::Path;

/// What says that a body is not what is to be kept.
const CHUNKED: [&str; 5] =
    ["content-encoding", "transfer-encoding", "trailer", "x-amz-trailer", "x-amz-decoded-content-length"];

/// As such a program has it.
fn client(server: &Server) -> Client {
    let config = crate::config(server).force_path_style(true);
    let config = config.request_checksum_calculation(RequestChecksumCalculation::WhenRequired);
    Client::from_conf(config.response_checksum_validation(ResponseChecksumValidation::WhenRequired).build())
}

/// More than one read of a file.
fn content() -> Vec<u8> {
    (0..300_000_u32).map(|index| (index % 251) as u8).collect()
}

async fn file(folder: &Path) -> ByteStream {
    let path = folder.join("content");
    std::fs::write(&path, content()).expect("a file");
    ByteStream::from_path(path).await.expect("a file")
}

fn assert_plain(request: &Received) {
    for name in CHUNKED {
        assert_eq!(header(request, name), "", "{name}");
    }
    // Whose value would be `STREAMING-` and more for a body in chunks.
    assert_signed(request, "s3");
}

/// Checksums that nobody required.
fn assert_unchecked(request: &Received) {
    assert_plain(request);
    let checks = |name: &str| name.starts_with("x-amz-checksum-") || name == "x-amz-sdk-checksum-algorithm";
    assert!(!request.headers().keys().any(|name| checks(name.as_str())), "{request:?}");
}

fn assert_kept(request: &Received, uri: &str) {
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("PUT", uri));
    assert_unchecked(request);
    assert!(request.body()[..] == content(), "other bytes");
    assert_eq!(header(request, "content-length"), "300000");
}

#[tokio::test]
async fn an_object_is_put_and_got() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::start(Answer::ok("").times(2)).await;
    let put = || client(&server).put_object().bucket("pail").key("a/b");
    put().body(content().into()).send().await.expect("kept");
    put().body(file(folder.path()).await).send().await.expect("kept");
    for request in server.requests() {
        assert_kept(&request, "/pail/a/b?x-id=PutObject");
    }
    // A checksum that an object has nevertheless is not looked at.
    let server = Server::start([Answer::ok(content()).header("x-amz-checksum-crc32", "AAAAAA==")]).await;
    let object = client(&server).get_object().bucket("pail").key("a/b").send().await.expect("an object");
    assert!(object.body.collect().await.expect("all of it").to_vec() == content(), "other bytes");
    let request = server.request();
    assert_eq!(request.uri(), "/pail/a/b?x-id=GetObject");
    assert_unchecked(&request);
}

#[tokio::test]
async fn parts_become_an_object() {
    let folder = tempfile::tempdir().expect("a folder");
    let begun = "<InitiateMultipartUploadResult><UploadId>u/1</UploadId></InitiateMultipartUploadResult>";
    let part = |tag: &str| Answer::ok("").header("ETag", tag);
    let done = "<CompleteMultipartUploadResult><ETag>whole</ETag></CompleteMultipartUploadResult>";
    let server = Server::start([Answer::ok(begun), part("one"), part("two"), Answer::ok(done)]).await;
    let client = client(&server);
    let upload = client.create_multipart_upload().bucket("pail").key("k").send().await.expect("begun");
    let id = upload.upload_id().expect("an id");
    let mut parts = Vec::new();
    for (number, body) in [(1, content().into()), (2, file(folder.path()).await)] {
        let call = client.upload_part().bucket("pail").key("k").upload_id(id).part_number(number).body(body);
        let tag = call.send().await.expect("kept").e_tag;
        parts.push(CompletedPart::builder().part_number(number).set_e_tag(tag).build());
    }
    let all = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
    let call = client.complete_multipart_upload().bucket("pail").key("k").upload_id(id).multipart_upload(all);
    assert_eq!(call.send().await.expect("made").e_tag(), Some("whole"));
    let [begin, one, two, complete] = server.requests().try_into().expect("four requests");
    assert_kept(&one, "/pail/k?x-id=UploadPart&partNumber=1&uploadId=u%2F1");
    assert_kept(&two, "/pail/k?x-id=UploadPart&partNumber=2&uploadId=u%2F1");
    for (request, uri) in [(&begin, "/pail/k?uploads"), (&complete, "/pail/k?uploadId=u%2F1")] {
        assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", uri));
        assert_unchecked(request);
    }
    assert_eq!(
        complete.body(),
        "<CompleteMultipartUpload xmlns=\"urn:buckets\"><Part><ETag>one</ETag><PartNumber>1</PartNumber></Part>\
         <Part><ETag>two</ETag><PartNumber>2</PartNumber></Part></CompleteMultipartUpload>"
    );
}

/// A checksum is required here, and in a header, which whoever does not know it leaves alone.
#[tokio::test]
async fn many_objects_are_deleted() {
    let deleted = "<DeleteResult><Deleted><Key>a</Key></Deleted><Deleted><Key>b&amp;c</Key></Deleted></DeleteResult>";
    let server = Server::start([Answer::ok(deleted)]).await;
    let objects = ["a", "b&c"].map(|key| ObjectIdentifier::builder().key(key).build().expect("a key"));
    let delete = Delete::builder().set_objects(Some(objects.into())).build().expect("objects");
    let output = client(&server).delete_objects().bucket("pail").delete(delete).send().await.expect("deleted");
    assert_eq!(output.deleted().iter().map(|one| one.key()).collect::<Vec<_>>(), [Some("a"), Some("b&c")]);
    let request = server.request();
    assert_eq!((request.method().as_str(), request.uri().to_string().as_str()), ("POST", "/pail?delete"));
    assert_plain(&request);
    assert_eq!(
        request.body(),
        "<Delete xmlns=\"urn:buckets\"><Object><Key>a</Key></Object><Object><Key>b&amp;c</Key></Object></Delete>"
    );
    assert_eq!(header(&request, "x-amz-sdk-checksum-algorithm"), "CRC32");
    assert_ne!(header(&request, "x-amz-checksum-crc32"), "");
    assert_eq!(header(&request, "content-length"), request.body().len().to_string());
}
