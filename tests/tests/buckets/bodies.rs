//! Checksums of what is sent: by the algorithm that all buckets take, those with sessions too.

use crate::client;
use crate::express::{BUCKET, LATER, session};
use aws_smithy_types::body::SdkBody;
use buckets::primitives::ByteStream;
use buckets::types::{Delete, ObjectIdentifier};
use bytes::Bytes;
use farrier_tests::server::{Answer, Received, Server, header};
use http_body_util::Full;

/// What a bucket gets of a request to delete and of one to keep a stream.
async fn sent(bucket: &str, session: Option<Answer>) -> [Received; 2] {
    let has_session = session.is_some();
    let server = Server::start(session.into_iter().chain([Answer::ok("<DeleteResult/>"), Answer::ok("")])).await;
    let client = client(&server);
    let object = ObjectIdentifier::builder().key("k").build().expect("complete");
    let delete = Delete::builder().objects(object).build().expect("complete");
    client.delete_objects().bucket(bucket).delete(delete).send().await.expect("deleted");
    let stream = ByteStream::new(SdkBody::from_body_1_x(Full::new(Bytes::from_static(b"grapes"))));
    let call = client.upload_part().bucket(bucket).key("k").part_number(1).upload_id("u").body(stream);
    call.send().await.expect("kept");
    let requests = server.requests();
    requests[usize::from(has_session)..].to_vec().try_into().expect("two requests")
}

#[tokio::test]
async fn crc32_is_in_the_place_of_md5() {
    for (bucket, token) in [("pail", ""), (BUCKET, "token-a")] {
        let begun = (!token.is_empty()).then(|| session("a", LATER));
        let [deleted, kept] = sent(bucket, begun).await;
        for request in [&deleted, &kept] {
            assert_eq!(header(request, "x-amz-sdk-checksum-algorithm"), "CRC32");
            assert_eq!(header(request, "content-md5"), "");
            // Nobody waits for leave to send it.
            assert_eq!(header(request, "expect"), "");
            assert_eq!(header(request, "x-amz-s3session-token"), token);
        }
        let body = "<Delete xmlns=\"urn:buckets\"><Object><Key>k</Key></Object></Delete>";
        // By `zlib.crc32` of Python.
        assert_eq!((&deleted.body()[..], header(&deleted, "x-amz-checksum-crc32")), (body.as_bytes(), "7qPlhQ=="));
        assert_eq!(deleted.uri().query(), Some("delete"));
        let trailer = "x-amz-checksum-crc32";
        assert_eq!((header(&kept, "x-amz-trailer"), header(&kept, "content-encoding")), (trailer, "aws-chunked"));
        assert_eq!(header(&kept, "x-amz-content-sha256"), "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER");
        let chunks = String::from_utf8_lossy(kept.body());
        assert!(chunks.starts_with("6;chunk-signature="), "{chunks}");
        assert!(chunks.contains("\r\ngrapes\r\n") && chunks.contains("x-amz-checksum-crc32:IcxqvA==\r\n"), "{chunks}");
    }
}
