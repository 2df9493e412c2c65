//! Databases and their snapshots, groups of parameters, tags.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_rds::Client;
use aws_sdk_rds::client::Waiters;
use aws_sdk_rds::types::{DbInstance, Tag};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let arn = databases(live, &client).await?;
    tags(live, &client, &arn).await?;
    snapshots(live, &client).await?;
    pages(live, &client).await?;
    errors(live, &client).await
}

fn compare(live: &Live, who: &str, ours: &DbInstance, theirs: &Value) {
    live.same(&format!("{who}: arn"), ours.db_instance_arn(), &theirs["DBInstanceArn"]);
    live.same(&format!("{who}: class"), ours.db_instance_class(), &theirs["DBInstanceClass"]);
    live.same(&format!("{who}: status"), ours.db_instance_status(), &theirs["DBInstanceStatus"]);
    live.same(&format!("{who}: size"), ours.allocated_storage(), &theirs["AllocatedStorage"]);
    live.same(&format!("{who}: zones"), ours.multi_az(), &theirs["MultiAZ"]);
    live.same(&format!("{who}: user"), ours.master_username(), &theirs["MasterUsername"]);
    live.same_time(&format!("{who}: made"), ours.instance_create_time(), &theirs["InstanceCreateTime"]);
    let endpoint = ours.endpoint().map(|one| json!([one.address(), one.port()]));
    live.same(
        &format!("{who}: endpoint"),
        endpoint,
        &json!([theirs["Endpoint"]["Address"], theirs["Endpoint"]["Port"]]),
    );
    let groups: Vec<_> = ours.db_parameter_groups().iter().map(|group| group.db_parameter_group_name()).collect();
    live.same(
        &format!("{who}: group"),
        json!(groups),
        &json!([theirs["DBParameterGroups"][0]["DBParameterGroupName"]]),
    );
    let tags: Vec<Value> = ours.tag_list().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same(&format!("{who}: tags"), tags, &theirs["TagList"]);
}

async fn databases(live: &Live, client: &Client) -> Result<String> {
    let make =
        client.create_db_instance().db_instance_identifier("ours").db_instance_class("db.t3.micro").engine("postgres");
    let make = make.allocated_storage(20).master_username("ada").master_user_password("secret & <safe>").multi_az(true);
    let made = make.tags(Tag::builder().key("team").value("a & b").build()).send().await?;
    client.wait_until_db_instance_available().db_instance_identifier("ours").wait(WAIT).await?;
    let theirs = live.boto("describe_db_instances", json!({"DBInstanceIdentifier": "ours"}))?;
    let made = made.db_instance().ok_or("no database")?;
    live.same("a database that we made: arn", made.db_instance_arn(), &theirs["DBInstances"][0]["DBInstanceArn"]);
    let read = client.describe_db_instances().db_instance_identifier("ours").send().await?;
    compare(live, "a database that we made", read.db_instances().first().ok_or("none")?, &theirs["DBInstances"][0]);

    live.boto(
        "create_db_instance",
        json!({"DBInstanceIdentifier": "theirs", "DBInstanceClass": "db.m5.large", "Engine": "mysql", "AllocatedStorage": 100,
               "MasterUsername": "grace", "MasterUserPassword": "12345678", "BackupRetentionPeriod": 7}),
    )?;
    let read = client.describe_db_instances().db_instance_identifier("theirs").send().await?;
    let theirs = live.boto("describe_db_instances", json!({"DBInstanceIdentifier": "theirs"}))?;
    compare(live, "a database that boto3 made", read.db_instances().first().ok_or("none")?, &theirs["DBInstances"][0]);

    let change = client.modify_db_instance().db_instance_identifier("theirs").allocated_storage(200);
    change.apply_immediately(true).send().await?;
    let theirs = live.boto("describe_db_instances", json!({"DBInstanceIdentifier": "theirs"}))?;
    live.same("a database that we changed: size", 200, &theirs["DBInstances"][0]["AllocatedStorage"]);

    let group = client.create_db_parameter_group().db_parameter_group_name("group");
    group.db_parameter_group_family("mysql8.0").description("ours & <theirs>").send().await?;
    let theirs = live.boto("describe_db_parameter_groups", json!({"DBParameterGroupName": "group"}))?;
    live.same("a group: description", "ours & <theirs>", &theirs["DBParameterGroups"][0]["Description"]);
    let group = client.describe_db_parameter_groups().db_parameter_group_name("group").send().await?;
    let arn = group.db_parameter_groups().first().and_then(|group| group.db_parameter_group_arn());
    live.same("a group: arn", arn, &theirs["DBParameterGroups"][0]["DBParameterGroupArn"]);
    Ok(made.db_instance_arn().ok_or("no arn")?.to_owned())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    let tag = Tag::builder().key("cost").value("1/2 <é>").build();
    client.add_tags_to_resource().resource_name(arn).tags(tag).send().await?;
    let ours = client.list_tags_for_resource().resource_name(arn).send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceName": arn}))?;
    let ours: Vec<Value> = ours.tag_list().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("tags", ours, &theirs["TagList"]);
    client.remove_tags_from_resource().resource_name(arn).tag_keys("team").send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceName": arn}))?;
    live.same("tags after one was removed", json!([{"Key": "cost", "Value": "1/2 <é>"}]), &theirs["TagList"]);
    Ok(())
}

async fn snapshots(live: &Live, client: &Client) -> Result {
    client.create_db_snapshot().db_snapshot_identifier("first").db_instance_identifier("ours").send().await?;
    client.wait_until_db_snapshot_available().db_snapshot_identifier("first").wait(WAIT).await?;
    let ours = client.describe_db_snapshots().db_snapshot_identifier("first").send().await?;
    let theirs = live.boto("describe_db_snapshots", json!({"DBSnapshotIdentifier": "first"}))?;
    let (ours, theirs) = (ours.db_snapshots().first().ok_or("none")?, &theirs["DBSnapshots"][0]);
    live.same("a snapshot: arn", ours.db_snapshot_arn(), &theirs["DBSnapshotArn"]);
    live.same("a snapshot: progress", ours.percent_progress(), &theirs["PercentProgress"]);
    live.same_time("a snapshot: made", ours.snapshot_create_time(), &theirs["SnapshotCreateTime"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    let made = many(110, 50, |number| {
        let make = client.create_db_instance().db_instance_identifier(format!("db-{number}")).engine("postgres");
        let call = make.db_instance_class("db.t3.micro").master_username("ada").master_user_password("secret12");
        let call = call.allocated_storage(20);
        async move { call.send().await }
    });
    live.same("databases made at once", made.await?.len(), &json!(110));
    let ours = client.describe_db_instances().max_records(25).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("describe_db_instances", json!({}))?;
    let ours: Vec<_> = ours.iter().map(|one| one.db_instance_identifier()).collect();
    let theirs = theirs["DBInstances"].as_array().ok_or("none")?.iter().map(|one| &one["DBInstanceIdentifier"]);
    live.same("databases over pages", json!(ours), &json!(theirs.collect::<Vec<_>>()));
    let described = many(500, 50, |number| {
        let call = client.describe_db_instances().db_instance_identifier(format!("db-{}", number % 110));
        async move { call.send().await }
    });
    live.same(
        "calls at once",
        described.await?.iter().filter(|one| one.db_instances().len() == 1).count(),
        &json!(500),
    );
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    client.delete_db_instance().db_instance_identifier("theirs").skip_final_snapshot(true).send().await?;
    client.wait_until_db_instance_deleted().db_instance_identifier("theirs").wait(WAIT).await?;
    let gone =
        client.describe_db_instances().db_instance_identifier("theirs").send().await.err().ok_or("it is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_db_instance_not_found_fault());
    live.check("a database that was deleted: DBInstanceNotFoundFault", is_typed);
    let arguments = json!({"DBInstanceIdentifier": "theirs"});
    live.same_error("a database that was deleted", &gone, "describe_db_instances", arguments)
}
