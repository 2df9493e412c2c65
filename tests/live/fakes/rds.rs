//! Databases with their tags, snapshots and groups of parameters, all of which are there at once.

use crate::harness::{answered_by, now, page, untag};
use aws_sdk_rds::fake::Fake;
use aws_sdk_rds::operation::add_tags_to_resource::{
    AddTagsToResourceError, AddTagsToResourceInput, AddTagsToResourceOutput,
};
use aws_sdk_rds::operation::create_db_instance::{
    CreateDBInstanceError, CreateDbInstanceInput, CreateDbInstanceOutput,
};
use aws_sdk_rds::operation::create_db_parameter_group::{
    CreateDBParameterGroupError, CreateDbParameterGroupInput, CreateDbParameterGroupOutput,
};
use aws_sdk_rds::operation::create_db_snapshot::{
    CreateDBSnapshotError, CreateDbSnapshotInput, CreateDbSnapshotOutput,
};
use aws_sdk_rds::operation::delete_db_instance::{
    DeleteDBInstanceError, DeleteDbInstanceInput, DeleteDbInstanceOutput,
};
use aws_sdk_rds::operation::describe_db_instances::{
    DescribeDBInstancesError, DescribeDbInstancesInput, DescribeDbInstancesOutput,
};
use aws_sdk_rds::operation::describe_db_parameter_groups::{
    DescribeDBParameterGroupsError, DescribeDbParameterGroupsInput, DescribeDbParameterGroupsOutput,
};
use aws_sdk_rds::operation::describe_db_snapshots::{
    DescribeDBSnapshotsError, DescribeDbSnapshotsInput, DescribeDbSnapshotsOutput,
};
use aws_sdk_rds::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_rds::operation::modify_db_instance::{
    ModifyDBInstanceError, ModifyDbInstanceInput, ModifyDbInstanceOutput,
};
use aws_sdk_rds::operation::remove_tags_from_resource::{
    RemoveTagsFromResourceError, RemoveTagsFromResourceInput, RemoveTagsFromResourceOutput,
};
use aws_sdk_rds::types::error::{DbInstanceNotFoundFault, DbParameterGroupNotFoundFault, DbSnapshotNotFoundFault};
use aws_sdk_rds::types::{DbInstance, DbParameterGroup, DbParameterGroupStatus, DbSnapshot, Endpoint, Tag};
use std::collections::BTreeMap;

#[derive(Default)]
struct Databases {
    /// In the order in which they were made.
    databases: Vec<DbInstance>,
    snapshots: BTreeMap<String, DbSnapshot>,
    groups: BTreeMap<String, DbParameterGroup>,
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_db_instance: create;
        on_describe_db_instances: describe;
        on_modify_db_instance: modify;
        on_delete_db_instance: delete;
        on_create_db_snapshot: create_snapshot;
        on_describe_db_snapshots: describe_snapshots;
        on_create_db_parameter_group: create_group;
        on_describe_db_parameter_groups: describe_groups;
        on_add_tags_to_resource: add_tags;
        on_remove_tags_from_resource: remove_tags;
        on_list_tags_for_resource: tags;
    }
}

impl Databases {
    /// The database of an identifier or an ARN, if there is one.
    fn database(&mut self, id: Option<&str>) -> Result<&mut DbInstance, DbInstanceNotFoundFault> {
        let is_it =
            |database: &&mut DbInstance| [database.db_instance_identifier(), database.db_instance_arn()].contains(&id);
        let message = || format!("DBInstance {} not found.", id.unwrap_or_default());
        let missing = || DbInstanceNotFoundFault::builder().message(message()).build();
        self.databases.iter_mut().find(is_it).ok_or_else(missing)
    }
}

fn arn(kind: &str, id: &str) -> String {
    format!("arn:aws:rds:us-east-1:123456789012:{kind}:{id}")
}

fn create(
    databases: &mut Databases,
    input: CreateDbInstanceInput,
) -> Result<CreateDbInstanceOutput, CreateDBInstanceError> {
    let (id, engine) = (input.db_instance_identifier.unwrap_or_default(), input.engine.unwrap_or_default());
    let endpoint = Endpoint::builder().address(format!("{id}.example.us-east-1.rds.amazonaws.com"));
    let endpoint = endpoint.port(if engine == "postgres" { 5432 } else { 3306 }).build();
    let group = DbParameterGroupStatus::builder().db_parameter_group_name(format!("default.{engine}")).build();
    let database = DbInstance::builder().db_instance_arn(arn("db", &id)).db_instance_identifier(id).engine(engine);
    let database = database.db_instance_status("available").endpoint(endpoint).db_parameter_groups(group);
    let database = database.set_db_instance_class(input.db_instance_class).instance_create_time(now());
    let database = database.set_allocated_storage(input.allocated_storage).set_master_username(input.master_username);
    let database =
        database.multi_az(input.multi_az.unwrap_or(false)).set_tag_list(Some(input.tags.unwrap_or_default()));
    let database = database.build();
    databases.databases.push(database.clone());
    Ok(CreateDbInstanceOutput::builder().db_instance(database).build())
}

fn describe(
    databases: &mut Databases,
    input: DescribeDbInstancesInput,
) -> Result<DescribeDbInstancesOutput, DescribeDBInstancesError> {
    let output = DescribeDbInstancesOutput::builder();
    if let Some(id) = input.db_instance_identifier() {
        let database = databases.database(Some(id)).map_err(DescribeDBInstancesError::DbInstanceNotFoundFault)?;
        return Ok(output.db_instances(database.clone()).build());
    }
    let (page, next) = page(&databases.databases, input.marker(), input.max_records());
    Ok(output.set_db_instances(Some(page)).set_marker(next).build())
}

fn modify(
    databases: &mut Databases,
    input: ModifyDbInstanceInput,
) -> Result<ModifyDbInstanceOutput, ModifyDBInstanceError> {
    let database = databases.database(input.db_instance_identifier());
    let database = database.map_err(ModifyDBInstanceError::DbInstanceNotFoundFault)?;
    database.allocated_storage = input.allocated_storage.or(database.allocated_storage);
    Ok(ModifyDbInstanceOutput::builder().db_instance(database.clone()).build())
}

fn delete(
    databases: &mut Databases,
    input: DeleteDbInstanceInput,
) -> Result<DeleteDbInstanceOutput, DeleteDBInstanceError> {
    let id = input.db_instance_identifier();
    let gone = databases.database(id).map_err(DeleteDBInstanceError::DbInstanceNotFoundFault)?.clone();
    databases.databases.retain(|database| database.db_instance_identifier() != id);
    Ok(DeleteDbInstanceOutput::builder().db_instance(gone).build())
}

fn create_snapshot(
    databases: &mut Databases,
    input: CreateDbSnapshotInput,
) -> Result<CreateDbSnapshotOutput, CreateDBSnapshotError> {
    let database = databases.database(input.db_instance_identifier());
    let database = database.map_err(CreateDBSnapshotError::DbInstanceNotFoundFault)?;
    let id = input.db_snapshot_identifier.unwrap_or_default();
    let snapshot = DbSnapshot::builder().db_snapshot_identifier(&id).db_snapshot_arn(arn("snapshot", &id));
    let snapshot = snapshot.set_db_instance_identifier(database.db_instance_identifier.clone());
    let snapshot = snapshot.status("available").percent_progress(100).snapshot_create_time(now()).build();
    databases.snapshots.insert(id, snapshot.clone());
    Ok(CreateDbSnapshotOutput::builder().db_snapshot(snapshot).build())
}

fn describe_snapshots(
    databases: &mut Databases,
    input: DescribeDbSnapshotsInput,
) -> Result<DescribeDbSnapshotsOutput, DescribeDBSnapshotsError> {
    let id = input.db_snapshot_identifier().unwrap_or_default();
    let missing = || DbSnapshotNotFoundFault::builder().message(format!("DBSnapshot {id} not found.")).build();
    let snapshot = databases.snapshots.get(id).cloned();
    let snapshot = snapshot.ok_or_else(|| DescribeDBSnapshotsError::DbSnapshotNotFoundFault(missing()))?;
    Ok(DescribeDbSnapshotsOutput::builder().db_snapshots(snapshot).build())
}

fn create_group(
    databases: &mut Databases,
    input: CreateDbParameterGroupInput,
) -> Result<CreateDbParameterGroupOutput, CreateDBParameterGroupError> {
    let name = input.db_parameter_group_name.unwrap_or_default();
    let group = DbParameterGroup::builder().db_parameter_group_name(&name).db_parameter_group_arn(arn("pg", &name));
    let group = group.set_db_parameter_group_family(input.db_parameter_group_family);
    let group = group.set_description(input.description).build();
    databases.groups.insert(name, group.clone());
    Ok(CreateDbParameterGroupOutput::builder().db_parameter_group(group).build())
}

fn describe_groups(
    databases: &mut Databases,
    input: DescribeDbParameterGroupsInput,
) -> Result<DescribeDbParameterGroupsOutput, DescribeDBParameterGroupsError> {
    let name = input.db_parameter_group_name().unwrap_or_default();
    let message = || format!("DBParameterGroup {name} not found.");
    let missing = || DbParameterGroupNotFoundFault::builder().message(message()).build();
    let group = databases.groups.get(name).cloned();
    let group = group.ok_or_else(|| DescribeDBParameterGroupsError::DbParameterGroupNotFoundFault(missing()))?;
    Ok(DescribeDbParameterGroupsOutput::builder().db_parameter_groups(group).build())
}

fn add_tags(
    databases: &mut Databases,
    input: AddTagsToResourceInput,
) -> Result<AddTagsToResourceOutput, AddTagsToResourceError> {
    let database = databases.database(input.resource_name());
    let database = database.map_err(AddTagsToResourceError::DbInstanceNotFoundFault)?;
    database.tag_list.get_or_insert_default().extend(input.tags.unwrap_or_default());
    Ok(AddTagsToResourceOutput::builder().build())
}

fn remove_tags(
    databases: &mut Databases,
    input: RemoveTagsFromResourceInput,
) -> Result<RemoveTagsFromResourceOutput, RemoveTagsFromResourceError> {
    let database = databases.database(input.resource_name());
    let database = database.map_err(RemoveTagsFromResourceError::DbInstanceNotFoundFault)?;
    untag(database.tag_list.get_or_insert_default(), input.tag_keys, Tag::key);
    Ok(RemoveTagsFromResourceOutput::builder().build())
}

fn tags(
    databases: &mut Databases,
    input: ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, ListTagsForResourceError> {
    let database = databases.database(input.resource_name());
    let database = database.map_err(ListTagsForResourceError::DbInstanceNotFoundFault)?;
    Ok(ListTagsForResourceOutput::builder().set_tag_list(database.tag_list.clone()).build())
}
