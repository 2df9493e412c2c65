//! Bodies of objects: checksums, parts, files.

use super::{BUCKET, of, with};
use crate::harness::{Live, Result, many};
use aws_sdk_s3::Client;
use aws_sdk_s3::operation::upload_part::builders::UploadPartFluentBuilder;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{ChecksumAlgorithm, ChecksumMode, CompletedMultipartUpload, CompletedPart};
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

const MIB: usize = 1024 * 1024;

const PART: usize = 5 * MIB;

/// Why a part was not sent.
type Failure = Box<dyn std::error::Error + Send + Sync>;

pub async fn run(live: &Live, client: &Client) -> Result {
    let folder = Folder::new()?;
    checksums(live, client, &folder).await?;
    wrong_checksum(live, client).await?;
    multipart(live, client, &folder).await?;
    aborted(live, client).await
}

/// A folder that is gone when this is.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let path = std::env::temp_dir().join(format!("farrier-live-{}", std::process::id()));
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn file(&self, name: &str, content: &[u8]) -> Result<PathBuf> {
        let path = self.0.join(name);
        fs::write(&path, content)?;
        Ok(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // Whoever cleans the folder of temporary files may have been faster.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Bytes that do not repeat soon.
fn bytes(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..length).map(|_| next()).collect()
}

/// The checksum in an output.
macro_rules! checksum {
    ($output:expr) => {{
        let output = &$output;
        json!({
            "ChecksumCRC32": output.checksum_crc32(), "ChecksumCRC32C": output.checksum_crc32_c(),
            "ChecksumCRC64NVME": output.checksum_crc64_nvme(), "ChecksumSHA1": output.checksum_sha1(),
            "ChecksumSHA256": output.checksum_sha256(),
        })
    }};
}

/// That in what boto3 read.
fn checksum_of(theirs: &Value) -> Value {
    ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]
        .into_iter()
        .map(|name| format!("Checksum{name}"))
        .map(|name| (name.clone(), theirs[&name].clone()))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

/// In a header before bytes, behind a stream, and as boto3 writes it.
async fn checksums(live: &Live, client: &Client, folder: &Folder) -> Result {
    let content = bytes(200_000);
    let file = folder.file("content", &content)?;
    let algorithms = [
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Crc32C,
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ];
    for algorithm in algorithms {
        let name = algorithm.as_str().to_owned();
        let arguments = json!({"ChecksumAlgorithm": name, "Body": "by boto3"});
        live.boto("put_object", with(of("by boto3"), arguments))?;
        let bodies = [("bytes", ByteStream::from(content.clone())), ("a stream", ByteStream::from_path(&file).await?)];
        let mut written = Vec::new();
        for (what, body) in bodies {
            let put = client.put_object().bucket(BUCKET).key(what).checksum_algorithm(algorithm.clone());
            let ours = put.body(body).send().await?;
            let theirs = live.boto("head_object", with(of(what), json!({"ChecksumMode": "ENABLED"})))?;
            live.same(&format!("{name} of {what}: written"), checksum!(ours), &checksum_of(&theirs));
            live.same(&format!("{name} of {what}: length"), content.len(), &theirs["ContentLength"]);
            written.push(checksum!(ours));
        }
        live.same(&format!("{name}: the same of bytes and a stream"), written[0].clone(), &written[1]);
        for (what, expected) in [("bytes", &*content), ("a stream", &*content), ("by boto3", b"by boto3")] {
            let get = client.get_object().bucket(BUCKET).key(what).checksum_mode(ChecksumMode::Enabled).send().await?;
            let theirs = live.boto("head_object", with(of(what), json!({"ChecksumMode": "ENABLED"})))?;
            live.same(&format!("{name} of {what}: read"), checksum!(get), &checksum_of(&theirs));
            live.check(&format!("{name} of {what}: there is one"), checksum!(get) != checksum_of(&Value::Null));
            live.check(&format!("{name} of {what}: body"), get.body.collect().await?.to_vec() == expected);
        }
    }
    Ok(())
}

async fn wrong_checksum(live: &Live, client: &Client) -> Result {
    // No algorithm makes this of the body.
    let put = client.put_object().bucket(BUCKET).key("damaged").checksum_crc32("AAAAAA==");
    put.checksum_algorithm(ChecksumAlgorithm::Crc32).body(ByteStream::from_static(b"damaged")).send().await?;
    let get = client.get_object().bucket(BUCKET).key("damaged").checksum_mode(ChecksumMode::Enabled).send().await?;
    live.check("a body unlike its checksum is an error", get.body.collect().await.is_err());
    Ok(())
}

/// 50 MiB of a file, read part by part, by us and by boto3.
async fn multipart(live: &Live, client: &Client, folder: &Folder) -> Result {
    let content = bytes(50 * MIB);
    let file = folder.file("large", &content)?;
    let make = client.create_multipart_upload().bucket(BUCKET).key("large").content_type("application/x-large");
    let upload = make.metadata("kind", "large").checksum_algorithm(ChecksumAlgorithm::Crc32).send().await?;
    let id = upload.upload_id().ok_or("no id of the upload")?;
    let uploads = live.boto("list_multipart_uploads", json!({"Bucket": BUCKET}))?;
    live.same("an upload: id", id, &uploads["Uploads"][0]["UploadId"]);

    let sent = many(content.len() / PART, 4, |index| {
        let call = client.upload_part().bucket(BUCKET).key("large").upload_id(id).part_number(index as i32 + 1);
        let file = file.clone();
        async move { upload_part(call, &file, index).await.map_err(io::Error::other) }
    });
    let mut parts = sent.await?;
    parts.sort_unstable_by_key(CompletedPart::part_number);
    let theirs = live.boto("list_parts", with(of("large"), json!({"UploadId": id})))?;
    let ours = client.list_parts().bucket(BUCKET).key("large").upload_id(id).send().await?;
    let part = |number: Option<i32>, tag: Option<&str>| json!({"PartNumber": number, "ETag": tag});
    let written: Vec<_> = parts.iter().map(|one| part(one.part_number(), one.e_tag())).collect();
    let read: Vec<_> = ours.parts().iter().map(|one| part(one.part_number(), one.e_tag())).collect();
    let of_boto = theirs["Parts"].as_array().into_iter().flatten();
    let of_boto: Vec<_> = of_boto.map(|one| json!({"PartNumber": one["PartNumber"], "ETag": one["ETag"]})).collect();
    live.same("parts: written", written, &json!(of_boto));
    live.same("parts: read", read, &json!(of_boto));
    let all = CompletedMultipartUpload::builder().set_parts(Some(parts)).build();
    let ours = client.complete_multipart_upload().bucket(BUCKET).key("large").upload_id(id).multipart_upload(all);
    let ours = ours.send().await?;
    let theirs = live.boto("head_object", of("large"))?;
    live.same("a large object: ETag", ours.e_tag(), &theirs["ETag"]);
    live.same("a large object: length", content.len(), &theirs["ContentLength"]);
    live.same("a large object: metadata", json!({"kind": "large"}), &theirs["Metadata"]);

    // A checksum of checksums, which is not that of the body.
    let get = client.get_object().bucket(BUCKET).key("large").checksum_mode(ChecksumMode::Enabled).send().await?;
    let theirs = live.boto("head_object", with(of("large"), json!({"ChecksumMode": "ENABLED"})))?;
    live.same("a large object: checksum by its head", get.checksum_crc32(), &theirs["ChecksumCRC32"]);
    live.check("a large object: checksum of parts", get.checksum_crc32().is_some_and(|sum| sum.ends_with("-10")));
    live.check("a large object: we read what we wrote", read_to_end(get.body).await? == content);
    let copy = folder.0.join("copy");
    live.boto("download_file", with(of("large"), json!({"Filename": copy})))?;
    live.check("a large object: boto3 reads what we wrote", fs::read(&copy)? == content);
    live.boto("upload_file", with(of("large by boto3"), json!({"Filename": file})))?;
    let get = client.get_object().bucket(BUCKET).key("large by boto3").send().await?;
    live.same("a large object: length of boto3's", get.content_length(), &json!(content.len()));
    live.check("a large object: we read what boto3 wrote", read_to_end(get.body).await? == content);
    Ok(())
}

async fn upload_part(
    call: UploadPartFluentBuilder,
    file: &Path,
    index: usize,
) -> std::result::Result<CompletedPart, Failure> {
    let body = ByteStream::read_from().path(file).offset((index * PART) as u64).length(Length::Exact(PART as u64));
    let call = call.body(body.build().await?).checksum_algorithm(ChecksumAlgorithm::Crc32);
    let sent = call.send().await?;
    let part = CompletedPart::builder().part_number(index as i32 + 1).set_e_tag(sent.e_tag().map(str::to_owned));
    Ok(part.set_checksum_crc32(sent.checksum_crc32().map(str::to_owned)).build())
}

/// Piece by piece, as it arrives.
async fn read_to_end(mut body: ByteStream) -> Result<Vec<u8>> {
    let mut all = Vec::new();
    while let Some(piece) = body.try_next().await? {
        all.extend_from_slice(&piece);
    }
    Ok(all)
}

async fn aborted(live: &Live, client: &Client) -> Result {
    let upload = client.create_multipart_upload().bucket(BUCKET).key("never").send().await?;
    let id = upload.upload_id().ok_or("no id of the upload")?;
    client.abort_multipart_upload().bucket(BUCKET).key("never").upload_id(id).send().await?;
    let theirs = live.boto("list_multipart_uploads", json!({"Bucket": BUCKET}))?;
    let ours = client.list_multipart_uploads().bucket(BUCKET).send().await?;
    live.same("uploads left", ours.uploads().len(), &json!(theirs["Uploads"].as_array().map_or(0, Vec::len)));
    let gone = client.list_parts().bucket(BUCKET).key("never").upload_id(id).send().await.err();
    let gone = gone.ok_or("the upload is there")?;
    live.same_error("an upload that was aborted", &gone, "list_parts", with(of("never"), json!({"UploadId": id})))
}
