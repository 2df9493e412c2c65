//! Snapshots and their blocks, which come and go as streams of bytes.

use crate::harness::{answered_by, now, page};
use aws_sdk_ebs::fake::Fake;
use aws_sdk_ebs::operation::complete_snapshot::{CompleteSnapshotError, CompleteSnapshotInput, CompleteSnapshotOutput};
use aws_sdk_ebs::operation::get_snapshot_block::{
    GetSnapshotBlockError, GetSnapshotBlockInput, GetSnapshotBlockOutput,
};
use aws_sdk_ebs::operation::list_changed_blocks::{
    ListChangedBlocksError, ListChangedBlocksInput, ListChangedBlocksOutput,
};
use aws_sdk_ebs::operation::list_snapshot_blocks::{
    ListSnapshotBlocksError, ListSnapshotBlocksInput, ListSnapshotBlocksOutput,
};
use aws_sdk_ebs::operation::put_snapshot_block::{
    PutSnapshotBlockError, PutSnapshotBlockInput, PutSnapshotBlockOutput,
};
use aws_sdk_ebs::operation::start_snapshot::{StartSnapshotError, StartSnapshotInput, StartSnapshotOutput};
use aws_sdk_ebs::primitives::ByteStream;
use aws_sdk_ebs::types::error::ResourceNotFoundException;
use aws_sdk_ebs::types::{Block, ChangedBlock, ChecksumAlgorithm, ResourceNotFoundExceptionReason, Status};
use std::collections::{BTreeMap, BTreeSet};

/// The size of a block in bytes, unless it is said to be shorter.
const BLOCK: i32 = 512 * 1024;

#[derive(Clone, PartialEq)]
struct Content {
    data: Vec<u8>,
    length: Option<i32>,
    checksum: Option<String>,
}

#[derive(Default)]
struct Snapshot {
    size: Option<i64>,
    blocks: BTreeMap<i32, Content>,
}

#[derive(Default)]
struct Snapshots(BTreeMap<String, Snapshot>);

impl Snapshots {
    fn get(&mut self, id: Option<&str>) -> Result<&mut Snapshot, ResourceNotFoundException> {
        self.0.get_mut(id.unwrap_or_default()).ok_or_else(missing)
    }
}

fn missing() -> ResourceNotFoundException {
    let reason = ResourceNotFoundExceptionReason::SnapshotNotFound;
    ResourceNotFoundException::builder().message("there is no such snapshot or block").reason(reason).build()
}

pub fn fake() -> Fake {
    answered_by! {
        on_start_snapshot: start;
        on_put_snapshot_block: put;
        on_get_snapshot_block: get;
        on_list_snapshot_blocks: list;
        on_list_changed_blocks: list_changed;
        on_complete_snapshot: complete;
    }
}

fn start(snapshots: &mut Snapshots, input: StartSnapshotInput) -> Result<StartSnapshotOutput, StartSnapshotError> {
    let id = format!("snap-{:017x}", snapshots.0.len() + 1);
    let output = StartSnapshotOutput::builder().snapshot_id(&id).owner_id("123456789012").status(Status::Pending);
    let output = output.set_description(input.description).set_volume_size(input.volume_size).block_size(BLOCK);
    snapshots.0.insert(id, Snapshot { size: input.volume_size, ..Snapshot::default() });
    Ok(output.set_tags(input.tags).start_time(now()).build())
}

fn put(
    snapshots: &mut Snapshots,
    input: PutSnapshotBlockInput,
) -> Result<PutSnapshotBlockOutput, PutSnapshotBlockError> {
    let snapshot = snapshots.get(input.snapshot_id());
    let snapshot = snapshot.map_err(PutSnapshotBlockError::ResourceNotFoundException)?;
    let data = input.block_data.unwrap_or_default();
    let data = data.bytes().expect("a fake reads streams into memory").to_vec();
    let content = Content { data, length: input.data_length, checksum: input.checksum.clone() };
    snapshot.blocks.insert(input.block_index.unwrap_or_default(), content);
    let output = PutSnapshotBlockOutput::builder().set_checksum(input.checksum);
    Ok(output.set_checksum_algorithm(input.checksum_algorithm).build())
}

/// Any token will do.
fn get(
    snapshots: &mut Snapshots,
    input: GetSnapshotBlockInput,
) -> Result<GetSnapshotBlockOutput, GetSnapshotBlockError> {
    let snapshot = snapshots.get(input.snapshot_id());
    let snapshot = snapshot.map_err(GetSnapshotBlockError::ResourceNotFoundException)?;
    let content = snapshot.blocks.get(&input.block_index().unwrap_or_default()).cloned();
    let content = content.ok_or_else(|| GetSnapshotBlockError::ResourceNotFoundException(missing()))?;
    let output = GetSnapshotBlockOutput::builder().block_data(ByteStream::from(content.data));
    let output = output.set_data_length(content.length).set_checksum(content.checksum);
    Ok(output.checksum_algorithm(ChecksumAlgorithm::ChecksumAlgorithmSha256).build())
}

fn token(index: i32) -> String {
    format!("block{index}")
}

/// How many blocks a page has if nobody says.
const PAGE: i32 = 10_000;

fn list(
    snapshots: &mut Snapshots,
    input: ListSnapshotBlocksInput,
) -> Result<ListSnapshotBlocksOutput, ListSnapshotBlocksError> {
    let snapshot = snapshots.get(input.snapshot_id());
    let snapshot = snapshot.map_err(ListSnapshotBlocksError::ResourceNotFoundException)?;
    let block = |index: &i32| Block::builder().block_index(*index).block_token(token(*index)).build();
    let blocks: Vec<_> = snapshot.blocks.keys().map(block).collect();
    let (page, next) = page(&blocks, input.next_token(), input.max_results().or(Some(PAGE)));
    let output = ListSnapshotBlocksOutput::builder().set_blocks(Some(page)).set_next_token(next);
    Ok(output.set_volume_size(snapshot.size).block_size(BLOCK).expiry_time(now()).build())
}

fn list_changed(
    snapshots: &mut Snapshots,
    input: ListChangedBlocksInput,
) -> Result<ListChangedBlocksOutput, ListChangedBlocksError> {
    let missing = ListChangedBlocksError::ResourceNotFoundException;
    let first = snapshots.get(input.first_snapshot_id()).map_err(missing)?.blocks.clone();
    let second = snapshots.get(input.second_snapshot_id()).map_err(missing)?;
    let indices: BTreeSet<_> = first.keys().chain(second.blocks.keys()).copied().collect();
    let changed = indices.into_iter().filter(|index| first.get(index) != second.blocks.get(index));
    let changed = changed.map(|index| {
        let token_in = |blocks: &BTreeMap<i32, Content>| blocks.contains_key(&index).then(|| token(index));
        let block = ChangedBlock::builder().block_index(index).set_first_block_token(token_in(&first));
        block.set_second_block_token(token_in(&second.blocks)).build()
    });
    let changed: Vec<_> = changed.collect();
    let (page, next) = page(&changed, input.next_token(), input.max_results().or(Some(PAGE)));
    let output = ListChangedBlocksOutput::builder().set_changed_blocks(Some(page)).set_next_token(next);
    Ok(output.set_volume_size(second.size).block_size(BLOCK).expiry_time(now()).build())
}

fn complete(
    snapshots: &mut Snapshots,
    input: CompleteSnapshotInput,
) -> Result<CompleteSnapshotOutput, CompleteSnapshotError> {
    let found = snapshots.get(input.snapshot_id());
    found.map_err(CompleteSnapshotError::ResourceNotFoundException)?;
    Ok(CompleteSnapshotOutput::builder().status(Status::Completed).build())
}
