//! Snapshots and their blocks.

use crate::harness::{Live, Result, many};
use aws_sdk_ebs::Client;
use aws_sdk_ebs::error::ProvideErrorMetadata;
use aws_sdk_ebs::primitives::ByteStream;
use aws_sdk_ebs::types::{ChecksumAlgorithm, Tag};
use serde_json::{Value, json};

/// The SHA-256 of what a block of boto3 holds, which moto takes at its word.
const SUM: &str = "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=";

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let first = snapshot(live, &client).await?;
    blocks(live, &client, &first).await?;
    changes(live, &client, &first).await?;
    at_once(live, &client).await?;
    let done = client.complete_snapshot().snapshot_id(&first).changed_blocks_count(3).send().await?;
    live.same("a snapshot that is complete", done.status().map(|status| status.as_str()), &json!("completed"));
    let gone = client.list_snapshot_blocks().snapshot_id("snap-00000000000000000").send().await;
    let code = gone.err().and_then(|error| error.code().map(str::to_owned));
    live.same("a snapshot that is not there: code", code, &json!("ResourceNotFoundException"));
    Ok(())
}

async fn snapshot(live: &Live, client: &Client) -> Result<String> {
    let tag = Tag::builder().key("team").value("a & b").build();
    let start = client.start_snapshot().volume_size(8).description("<ours> & \u{e9}").tags(tag);
    let ours = start.send().await?;
    let id = ours.snapshot_id().ok_or("no id")?;
    // EC2 has it too. Beside a fake there is none, and boto3 starts the same.
    let theirs = if live.is_fake() {
        let tags = json!([{"Key": "team", "Value": "a & b"}]);
        live.boto("start_snapshot", json!({"VolumeSize": 8, "Description": "<ours> & \u{e9}", "Tags": tags}))?
    } else {
        live.boto_of("ec2", "describe_snapshots", json!({"SnapshotIds": [id]}))?["Snapshots"][0].take()
    };
    live.same("a snapshot: description", ours.description(), &theirs["Description"]);
    live.same("a snapshot: size", ours.volume_size(), &theirs["VolumeSize"]);
    live.same("a snapshot: owner", ours.owner_id(), &theirs["OwnerId"]);
    let tags: Vec<_> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("a snapshot: tags", tags, &theirs["Tags"]);
    Ok(id.to_owned())
}

/// A stream whose checksum the caller gives, in a body that is not signed.
async fn blocks(live: &Live, client: &Client, id: &str) -> Result {
    let block: Vec<u8> = (0..512 * 1024_u32).map(|number| (number * 7 / 5) as u8).collect();
    let put = client.put_snapshot_block().snapshot_id(id).block_index(0).block_data(ByteStream::from(block.clone()));
    let put = put
        .data_length(block.len() as i32)
        .checksum(SUM)
        .checksum_algorithm(ChecksumAlgorithm::ChecksumAlgorithmSha256);
    let ours = put.send().await?;
    live.same("a block: checksum", ours.checksum(), &json!(SUM));
    let get = |index: i32| json!({"SnapshotId": id, "BlockIndex": index, "BlockToken": "any"});
    let theirs = live.boto("get_snapshot_block", get(0))?;
    live.same("a block: data", json!(block), &theirs["BlockData"]);
    live.same("a block: length", block.len(), &theirs["DataLength"]);
    live.same("a block: algorithm", "SHA256", &theirs["ChecksumAlgorithm"]);

    let arguments = json!({"SnapshotId": id, "BlockIndex": 5, "BlockData": "test", "DataLength": 4, "Checksum": SUM,
                           "ChecksumAlgorithm": "SHA256"});
    live.boto("put_snapshot_block", arguments)?;
    let ours = client.get_snapshot_block().snapshot_id(id).block_index(5).block_token("any").send().await?;
    live.same("a block of boto3: length", ours.data_length(), &json!(4));
    live.same("a block of boto3: checksum", ours.checksum(), &json!(SUM));
    live.same("a block of boto3: data", json!(ours.block_data.collect().await?.to_vec()), &json!(b"test"));

    let pages = client.list_snapshot_blocks().snapshot_id(id).into_paginator().send();
    let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto("list_snapshot_blocks", json!({"SnapshotId": id}))?;
    let block = |index: Option<i32>, token: Option<&str>| json!({"BlockIndex": index, "BlockToken": token});
    let ours: Vec<Value> =
        pages.iter().flat_map(|page| page.blocks()).map(|one| block(one.block_index(), one.block_token())).collect();
    live.same("blocks", ours, &theirs["Blocks"]);
    Ok(())
}

async fn changes(live: &Live, client: &Client, first: &str) -> Result {
    let theirs = live.boto("start_snapshot", json!({"VolumeSize": 8}))?;
    let second = theirs["SnapshotId"].as_str().ok_or("no id")?;
    let ours = client.list_changed_blocks().first_snapshot_id(first).second_snapshot_id(second).send().await?;
    let theirs = json!({"FirstSnapshotId": first, "SecondSnapshotId": second});
    let theirs = live.boto("list_changed_blocks", theirs)?;
    live.same("changes: size of the volume", ours.volume_size(), &theirs["VolumeSize"]);
    live.same("changes: size of a block", ours.block_size(), &theirs["BlockSize"]);
    let tokens = theirs["ChangedBlocks"].as_array().into_iter().flatten();
    let tokens: Vec<_> = tokens.map(|one| json!([one["BlockIndex"], one["FirstBlockToken"]])).collect();
    let ours: Vec<_> =
        ours.changed_blocks().iter().map(|one| json!([one.block_index(), one.first_block_token()])).collect();
    live.same("changes: number", ours.len(), &json!(2));
    live.same("changes", ours, &json!(tokens));
    Ok(())
}

/// The blocks of one snapshot, many of them in flight.
async fn at_once(live: &Live, client: &Client) -> Result {
    let third = client.start_snapshot().volume_size(8).send().await?;
    let third = third.snapshot_id().ok_or("no id")?;
    let put = |number: usize| {
        let call = client.put_snapshot_block().snapshot_id(third).block_index(number as i32);
        let call = call.block_data(ByteStream::from(number.to_string().into_bytes())).data_length(512);
        let call = call.checksum(SUM).checksum_algorithm(ChecksumAlgorithm::ChecksumAlgorithmSha256);
        async move { call.send().await }
    };
    live.same("blocks put at once", many(500, 50, put).await?.len(), &json!(500));
    let theirs = live.boto("list_snapshot_blocks", json!({"SnapshotId": third}))?;
    live.same("blocks that boto3 lists", 500, &json!(theirs["Blocks"].as_array().map(Vec::len)));
    let theirs =
        live.boto("get_snapshot_block", json!({"SnapshotId": third, "BlockIndex": 321, "BlockToken": "any"}))?;
    live.same("one of them: data", json!(b"321"), &theirs["BlockData"]);
    Ok(())
}
