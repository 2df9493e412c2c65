//! Buckets, objects, their versions, requests that are presigned.

#[path = "s3/bodies.rs"]
mod bodies;

use crate::harness::{Live, Result, WAIT, http, many};
use aws_sdk_s3::Client;
use aws_sdk_s3::client::Waiters;
use aws_sdk_s3::config::Builder;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{
    BucketVersioningStatus, Delete, MetadataDirective, ObjectAttributes, ObjectIdentifier, Tag, Tagging,
    VersioningConfiguration,
};
use serde_json::{Value, json};
use std::time::Duration;

const BUCKET: &str = "ours";

/// Keys that are easy to get wrong in a path, in a query or in XML.
const KEYS: [&str; 8] =
    ["plain.txt", "a b+c.txt", "é/\u{1f600}", "a&b=c?d#e", "100%25", "<x> & \"y\"", "deep/er/../est", "~*'()!$,:;@"];

pub async fn run(live: &Live) -> Result {
    let client = Client::from_conf(Builder::from(&live.config()).force_path_style(true).build());
    buckets(live, &client).await?;
    keys(live, &client).await?;
    objects(live, &client).await?;
    ranges(live, &client).await?;
    bodies::run(live, &client).await?;
    copies(live, &client).await?;
    versions(live, &client).await?;
    pages(live, &client).await?;
    presigned(live, &client).await?;
    errors(live, &client).await
}

fn of(key: &str) -> Value {
    json!({"Bucket": BUCKET, "Key": key})
}

fn with(mut arguments: Value, more: Value) -> Value {
    if let (Some(arguments), Value::Object(more)) = (arguments.as_object_mut(), more) {
        arguments.extend(more);
    }
    arguments
}

async fn buckets(live: &Live, client: &Client) -> Result {
    client.create_bucket().bucket(BUCKET).send().await?;
    live.boto("create_bucket", json!({"Bucket": "theirs"}))?;
    client.wait_until_bucket_exists().bucket("theirs").wait(WAIT).await?;
    let ours = client.head_bucket().bucket("theirs").send().await?;
    let theirs = live.boto("head_bucket", json!({"Bucket": BUCKET}))?;
    live.same("a bucket: region", ours.bucket_region(), &theirs["BucketRegion"]);
    let ours = client.list_buckets().send().await?;
    let theirs = live.boto("list_buckets", json!({}))?;
    let names: Vec<_> = ours.buckets().iter().map(|bucket| bucket.name()).collect();
    live.same("buckets: names", names, &json!(["ours", "theirs"]));
    let first = ours.buckets().first().ok_or("no bucket")?;
    live.same("buckets: name", first.name(), &theirs["Buckets"][0]["Name"]);
    live.same_time("buckets: created", first.creation_date(), &theirs["Buckets"][0]["CreationDate"]);
    live.same("buckets: owner", ours.owner().and_then(|owner| owner.id()), &theirs["Owner"]["ID"]);
    client.delete_bucket().bucket("theirs").send().await?;
    client.wait_until_bucket_not_exists().bucket("theirs").wait(WAIT).await?;
    let theirs = live.boto("list_buckets", json!({}))?;
    live.same("buckets left", 1, &json!(theirs["Buckets"].as_array().map(Vec::len)));
    Ok(())
}

async fn keys(live: &Live, client: &Client) -> Result {
    for key in KEYS {
        let text = format!("what {key} holds");
        client.put_object().bucket(BUCKET).key(key).body(text.clone().into_bytes().into()).send().await?;
        let theirs = live.boto("get_object", of(key))?;
        live.same(&format!("the key {key}: by boto3"), json!(text.as_bytes()), &theirs["Body"]);
        live.boto("put_object", with(of(key), json!({"Body": format!("{text}, by boto3")})))?;
        let ours = client.get_object().bucket(BUCKET).key(key).send().await?.body.collect().await?.to_vec();
        live.same(&format!("the key {key}: by us"), String::from_utf8(ours)?, &json!(format!("{text}, by boto3")));
    }
    let ours = client.list_objects_v2().bucket(BUCKET).send().await?;
    let theirs = live.boto("list_objects_v2", json!({"Bucket": BUCKET}))?;
    let names: Vec<_> = ours.contents().iter().map(|object| json!(object.key())).collect();
    let mut sorted = KEYS;
    sorted.sort_unstable();
    live.same("keys in a list", names.clone(), &json!(sorted));
    let theirs: Vec<_> = theirs["Contents"].as_array().into_iter().flatten().map(|one| one["Key"].clone()).collect();
    live.same("keys in a list of boto3", names, &json!(theirs));
    Ok(())
}

async fn objects(live: &Live, client: &Client) -> Result {
    let put = client.put_object().bucket(BUCKET).key("letter").content_type("text/plain; charset=utf-8");
    let put = put.cache_control("max-age=60, private").content_language("en").metadata("team", "a & b");
    let put = put.metadata("Cost", "=12%").tagging("kind=a%20%2B%20b%3D1&empty=");
    let put = put.content_disposition("attachment; filename=\"a.txt\"").body(ByteStream::from_static(b"Dear Ada"));
    let ours = put.send().await?;
    let theirs = live.boto("head_object", of("letter"))?;
    live.same("an object: ETag", ours.e_tag(), &theirs["ETag"]);
    let ours = client.head_object().bucket(BUCKET).key("letter").send().await?;
    live.same("an object: length", ours.content_length(), &theirs["ContentLength"]);
    live.same("an object: type", "text/plain; charset=utf-8", &theirs["ContentType"]);
    live.same("an object: cache", "max-age=60, private", &theirs["CacheControl"]);
    live.same("an object: language", ours.content_language(), &theirs["ContentLanguage"]);
    live.same("an object: disposition", ours.content_disposition(), &theirs["ContentDisposition"]);
    live.same("an object: metadata", json!(ours.metadata()), &theirs["Metadata"]);
    live.same("an object: metadata written", json!({"team": "a & b", "cost": "=12%"}), &theirs["Metadata"]);
    live.same_time("an object: modified", ours.last_modified(), &theirs["LastModified"]);
    let wanted = [ObjectAttributes::Etag, ObjectAttributes::ObjectSize];
    let get = client.get_object_attributes().bucket(BUCKET).key("letter");
    let ours = get.set_object_attributes(Some(wanted.to_vec())).send().await?;
    let theirs = with(of("letter"), json!({"ObjectAttributes": ["ETag", "ObjectSize"]}));
    let theirs = live.boto("get_object_attributes", theirs)?;
    live.same("attributes: ETag", ours.e_tag(), &theirs["ETag"]);
    live.same("attributes: size", ours.object_size(), &theirs["ObjectSize"]);
    live.same_time("attributes: modified", ours.last_modified(), &theirs["LastModified"]);

    let ours = client.get_object_tagging().bucket(BUCKET).key("letter").send().await?;
    let ours: Vec<_> = ours.tag_set().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    let theirs = live.boto("get_object_tagging", of("letter"))?;
    live.same("tags", ours, &theirs["TagSet"]);
    let tag = Tag::builder().key("new:one").value("a + b=1 @c").build()?;
    let tags = Tagging::builder().tag_set(tag).build()?;
    client.put_object_tagging().bucket(BUCKET).key("letter").tagging(tags).send().await?;
    let theirs = live.boto("get_object_tagging", of("letter"))?;
    live.same("tags that were replaced", json!([{"Key": "new:one", "Value": "a + b=1 @c"}]), &theirs["TagSet"]);

    client.put_object().bucket(BUCKET).key("empty").send().await?;
    let theirs = live.boto("get_object", of("empty"))?;
    live.same("an empty object", json!([]), &theirs["Body"]);
    client.wait_until_object_exists().bucket(BUCKET).key("empty").wait(WAIT).await?;
    live.boto("delete_object", of("empty"))?;
    client.wait_until_object_not_exists().bucket(BUCKET).key("empty").wait(WAIT).await?;
    Ok(())
}

async fn ranges(live: &Live, client: &Client) -> Result {
    for range in ["bytes=5-7", "bytes=5-", "bytes=-3", "bytes=0-0"] {
        let ours = client.get_object().bucket(BUCKET).key("letter").range(range).send().await?;
        let theirs = live.boto("get_object", with(of("letter"), json!({"Range": range})))?;
        live.same(&format!("{range}: range"), ours.content_range(), &theirs["ContentRange"]);
        live.same(&format!("{range}: length"), ours.content_length(), &theirs["ContentLength"]);
        live.same(&format!("{range}: body"), json!(ours.body.collect().await?.to_vec()), &theirs["Body"]);
    }
    Ok(())
}

async fn copies(live: &Live, client: &Client) -> Result {
    let copy = client.copy_object().bucket(BUCKET).key("copy").copy_source(format!("{BUCKET}/letter")).send().await?;
    let theirs = live.boto("get_object", of("copy"))?;
    let result = copy.copy_object_result().ok_or("no result")?;
    live.same("a copy: ETag", result.e_tag(), &theirs["ETag"]);
    live.same_time("a copy: modified", result.last_modified(), &theirs["LastModified"]);
    live.same("a copy: body", json!(b"Dear Ada"), &theirs["Body"]);
    live.same("a copy: metadata", json!({"team": "a & b", "cost": "=12%"}), &theirs["Metadata"]);
    let copy = client.copy_object().bucket(BUCKET).key("other copy").copy_source(format!("{BUCKET}/a%20b%2Bc.txt"));
    copy.metadata_directive(MetadataDirective::Replace).metadata("new", "yes").send().await?;
    let theirs = live.boto("head_object", of("other copy"))?;
    live.same("a copy: metadata replaced", json!({"new": "yes"}), &theirs["Metadata"]);
    live.boto("copy_object", with(of("copy by boto3"), json!({"CopySource": {"Bucket": BUCKET, "Key": "copy"}})))?;
    let ours = client.get_object().bucket(BUCKET).key("copy by boto3").send().await?;
    live.same("a copy of boto3: body", json!(ours.body.collect().await?.to_vec()), &json!(b"Dear Ada"));
    Ok(())
}

async fn versions(live: &Live, client: &Client) -> Result {
    client.create_bucket().bucket("versioned").send().await?;
    let enabled = VersioningConfiguration::builder().status(BucketVersioningStatus::Enabled).build();
    client.put_bucket_versioning().bucket("versioned").versioning_configuration(enabled).send().await?;
    let ours = client.get_bucket_versioning().bucket("versioned").send().await?;
    let theirs = live.boto("get_bucket_versioning", json!({"Bucket": "versioned"}))?;
    live.same("versioning", ours.status().map(BucketVersioningStatus::as_str), &theirs["Status"]);
    let object = json!({"Bucket": "versioned", "Key": "a"});
    let put = client.put_object().bucket("versioned").key("a").body(ByteStream::from_static(b"first"));
    let first = put.send().await?;
    let second = live.boto("put_object", with(object.clone(), json!({"Body": "second"})))?;
    live.boto("delete_object", object.clone())?;
    let theirs = live.boto("get_object", with(object, json!({"VersionId": first.version_id()})))?;
    live.same("a version: by boto3", json!(b"first"), &theirs["Body"]);
    let id = second["VersionId"].as_str().ok_or("no version")?;
    let ours = client.get_object().bucket("versioned").key("a").version_id(id).send().await?;
    live.same("a version: by us", json!(ours.body.collect().await?.to_vec()), &json!(b"second"));

    let ours = client.list_object_versions().bucket("versioned").send().await?;
    let theirs = live.boto("list_object_versions", json!({"Bucket": "versioned"}))?;
    let version = |id: Option<&str>, latest: Option<bool>| json!({"VersionId": id, "IsLatest": latest});
    let plain = |list: &Value| {
        let list = list.as_array().into_iter().flatten();
        list.map(|one| json!({"VersionId": one["VersionId"], "IsLatest": one["IsLatest"]})).collect::<Vec<_>>()
    };
    let all: Vec<_> = ours.versions().iter().map(|one| version(one.version_id(), one.is_latest())).collect();
    live.same("versions", all, &json!(plain(&theirs["Versions"])));
    let all: Vec<_> = ours.delete_markers().iter().map(|one| version(one.version_id(), one.is_latest())).collect();
    live.same("delete markers", all, &json!(plain(&theirs["DeleteMarkers"])));
    live.same("delete markers: number", ours.delete_markers().len(), &json!(1));
    let deleted = client.get_object().bucket("versioned").key("a").send().await.err().ok_or("it is there")?;
    live.same("what was deleted", deleted.code(), &json!("NoSuchKey"));
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    client.create_bucket().bucket("many").send().await?;
    let key = |number: usize| format!("folder {}/é & {number:04}", number % 3);
    let put = many(1100, 50, |number| {
        let body = ByteStream::from(number.to_string().into_bytes());
        let call = client.put_object().bucket("many").key(key(number)).body(body);
        async move { call.send().await }
    });
    live.same("objects at once", put.await?.len(), &json!(1100));
    let mut pages = client.list_objects_v2().bucket("many").max_keys(250).into_paginator().send();
    let (mut number, mut ours) = (0, Vec::new());
    while let Some(page) = pages.next().await {
        number += 1;
        let page = page?;
        ours.extend(page.contents().iter().map(|one| json!([one.key(), one.e_tag(), one.size()])));
    }
    let theirs = live.boto_pages("list_objects_v2", json!({"Bucket": "many"}))?;
    let theirs = theirs["Contents"].as_array().into_iter().flatten();
    let theirs: Vec<_> = theirs.map(|one| json!([one["Key"], one["ETag"], one["Size"]])).collect();
    live.same("objects over pages: pages", number, &json!(5));
    live.same("objects over pages: number", ours.len(), &json!(1100));
    live.same("objects over pages", ours, &json!(theirs));
    let ours = client.list_objects_v2().bucket("many").delimiter("/").send().await?;
    let theirs = live.boto("list_objects_v2", json!({"Bucket": "many", "Delimiter": "/"}))?;
    let ours: Vec<_> = ours.common_prefixes().iter().map(|one| json!({"Prefix": one.prefix()})).collect();
    live.same("prefixes", ours, &theirs["CommonPrefixes"]);

    for numbers in [0..1000, 1000..1100] {
        let count = numbers.len();
        let objects = numbers.map(|number| ObjectIdentifier::builder().key(key(number)).build());
        let delete = Delete::builder().set_objects(Some(objects.collect::<std::result::Result<_, _>>()?)).build()?;
        let ours = client.delete_objects().bucket("many").delete(delete).send().await?;
        live.same(&format!("{count} deleted at once"), ours.deleted().len(), &json!(count));
        live.same(&format!("{count} deleted at once: errors"), ours.errors().len(), &json!(0));
    }
    let theirs = live.boto("list_objects_v2", json!({"Bucket": "many"}))?;
    live.same("objects left", 0, &theirs["KeyCount"]);
    Ok(())
}

async fn presigned(live: &Live, client: &Client) -> Result {
    let soon = PresigningConfig::expires_in(Duration::from_secs(600))?;
    let put = client.put_object().bucket(BUCKET).key("a b&c=é").content_type("text/plain").metadata("team", "a & b");
    let put = put.presigned(soon.clone()).await?;
    let answer = http(put.method(), put.uri(), put.headers(), b"by nobody")?;
    live.same("a presigned put: status", answer.status, &json!(200));
    let theirs = live.boto("get_object", of("a b&c=é"))?;
    live.same("a presigned put: body", json!(b"by nobody"), &theirs["Body"]);
    live.same("a presigned put: type", "text/plain", &theirs["ContentType"]);
    live.same("a presigned put: metadata", json!({"team": "a & b"}), &theirs["Metadata"]);
    let get = client.get_object().bucket(BUCKET).key("a b&c=é").response_content_type("text/csv");
    let get = get.presigned(soon.clone()).await?;
    let answer = http(get.method(), get.uri(), get.headers(), b"")?;
    live.same("a presigned get", json!([answer.status, answer.body]), &json!([200, b"by nobody"]));
    let delete = client.delete_object().bucket(BUCKET).key("a b&c=é").presigned(soon).await?;
    live.same("a presigned delete", http(delete.method(), delete.uri(), delete.headers(), b"")?.status, &json!(204));
    let gone = client.head_object().bucket(BUCKET).key("a b&c=é").send().await.err().ok_or("it is there")?;
    live.check("a presigned delete: it is gone", gone.as_service_error().is_some_and(|error| error.is_not_found()));
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    let gone = client.get_object().bucket(BUCKET).key("none").send().await.err().ok_or("it is there")?;
    live.check("no such key: NoSuchKey", gone.as_service_error().is_some_and(|error| error.is_no_such_key()));
    live.same_error("no such key", &gone, "get_object", of("none"))?;
    let gone = client.head_object().bucket(BUCKET).key("none").send().await.err().ok_or("it is there")?;
    live.check("no such key, by its head", gone.as_service_error().is_some_and(|error| error.is_not_found()));
    let gone = client.list_objects_v2().bucket("none").send().await.err().ok_or("it is there")?;
    live.check("no such bucket", gone.as_service_error().is_some_and(|error| error.is_no_such_bucket()));
    live.same_error("no such bucket", &gone, "list_objects_v2", json!({"Bucket": "none"}))?;
    let full = client.delete_bucket().bucket(BUCKET).send().await.err().ok_or("it was deleted")?;
    live.same_error("a bucket that is not empty", &full, "delete_bucket", json!({"Bucket": BUCKET}))?;
    let far = client.get_object().bucket(BUCKET).key("letter").range("bytes=100-").send().await.err();
    let theirs = with(of("letter"), json!({"Range": "bytes=100-"}));
    live.same_error("a range behind the end", &far.ok_or("there is something")?, "get_object", theirs)?;
    let other = client.get_object().bucket(BUCKET).key("letter").if_match("\"other\"").send().await.err();
    let theirs = with(of("letter"), json!({"IfMatch": "\"other\""}));
    live.same_error("another ETag", &other.ok_or("it is the same")?, "get_object", theirs)
}
