//! Vaults, archives, jobs. moto knows no tags of vaults.

use crate::harness::{Live, Result, many};
use aws_sdk_glacier::Client;
use aws_sdk_glacier::client::Waiters;
use aws_sdk_glacier::primitives::ByteStream;
use aws_sdk_glacier::types::JobParameters;
use serde_json::{Value, json};
use std::time::Duration;

/// How long moto keeps jobs waiting that are to be quick, and a second more.
const QUICK: Duration = Duration::from_secs(3);

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    vaults(live, &client).await?;
    archives(live, &client).await?;
    at_once(live, &client).await?;
    client.delete_vault().vault_name("theirs").send().await?;
    let gone = client.describe_vault().vault_name("theirs").send().await.err().ok_or("the vault is there")?;
    live.same_error("a vault that was deleted", &gone, "describe_vault", json!({"vaultName": "theirs"}))?;
    let theirs = live.boto("list_vaults", json!({}))?;
    live.same("vaults left", 1, &json!(theirs["VaultList"].as_array().map(Vec::len)));
    Ok(())
}

async fn vaults(live: &Live, client: &Client) -> Result {
    client.create_vault().vault_name("ours").send().await?;
    client.wait_until_vault_exists().account_id("-").vault_name("ours").wait(QUICK).await?;
    live.boto("create_vault", json!({"vaultName": "theirs"}))?;
    let ours = client.describe_vault().vault_name("theirs").send().await?;
    let theirs = live.boto("describe_vault", json!({"vaultName": "theirs"}))?;
    live.same("a vault: arn", ours.vault_arn(), &theirs["VaultARN"]);
    live.same("a vault: created", ours.creation_date(), &theirs["CreationDate"]);
    live.same("a vault: size", ours.size_in_bytes(), &theirs["SizeInBytes"]);
    let ours = client.list_vaults().into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let names: Vec<_> = ours.iter().map(|vault| vault.vault_name()).collect();
    live.same("vaults", names, &json!(["ours", "theirs"]));
    Ok(())
}

async fn archives(live: &Live, client: &Client) -> Result {
    // More than one leaf of the tree of hashes.
    let content: Vec<u8> = (0..3_000_000_u32).map(|number| (number * 7 / 5) as u8).collect();
    let put = client.upload_archive().vault_name("ours").archive_description("all & more");
    let large = put.body(ByteStream::from(content.clone())).send().await?;
    let large = large.archive_id().ok_or("no id of the archive")?;
    let small = live.boto("upload_archive", json!({"vaultName": "ours", "body": "by boto3"}))?;
    let ours = client.upload_archive().vault_name("theirs").body(ByteStream::from_static(b"by boto3")).send().await?;
    live.same("an archive: checksum of one leaf", ours.checksum(), &small["checksum"]);
    let theirs = live.boto("describe_vault", json!({"vaultName": "ours"}))?;
    live.same("archives: number", 2, &theirs["NumberOfArchives"]);
    live.same("archives: size", content.len() + 8, &theirs["SizeInBytes"]);

    let parameters = JobParameters::builder().r#type("archive-retrieval").tier("Expedited");
    let parameters = parameters.archive_id(small["archiveId"].as_str().ok_or("no id")?).build();
    let ours = client.initiate_job().vault_name("ours").job_parameters(parameters).send().await?;
    let ours = ours.job_id().ok_or("no id of the job")?;
    let parameters = json!({"Type": "archive-retrieval", "Tier": "Expedited", "ArchiveId": large});
    let theirs = live.boto("initiate_job", json!({"vaultName": "ours", "jobParameters": parameters}))?;
    let job = |id: &Value| json!({"vaultName": "ours", "jobId": id});
    tokio::time::sleep(QUICK).await;
    let described = client.describe_job().vault_name("ours").job_id(ours).send().await?;
    let of_boto = live.boto("describe_job", job(&json!(ours)))?;
    live.same("a job: archive", described.archive_id(), &of_boto["ArchiveId"]);
    live.same("a job: completed", described.completed(), &of_boto["Completed"]);
    live.same("a job: status", described.status_code().map(|code| code.as_str()), &of_boto["StatusCode"]);
    let output = client.get_job_output().vault_name("ours").job_id(ours).send().await?;
    live.same("an archive of boto3", json!(output.body.collect().await?.to_vec()), &json!(b"by boto3"));
    let output = live.boto("get_job_output", job(&theirs["jobId"]))?;
    live.same("an archive of ours", json!(content), &output["body"]);
    let ours = client.list_jobs().vault_name("ours").send().await?;
    live.same("jobs", ours.job_list().len(), &json!(2));
    client.delete_archive().vault_name("ours").archive_id(large).send().await?;
    let theirs = live.boto("describe_vault", json!({"vaultName": "ours"}))?;
    live.same("archives left", 1, &theirs["NumberOfArchives"]);
    Ok(())
}

/// Many vaults, many of the calls in flight.
async fn at_once(live: &Live, client: &Client) -> Result {
    let name = |number: usize| format!("one-of-many-{number}");
    let create = |number| {
        let call = client.create_vault().vault_name(name(number));
        async move { call.send().await }
    };
    live.same("vaults made at once", many(500, 50, create).await?.len(), &json!(500));
    let theirs = live.boto_pages("list_vaults", json!({}))?;
    live.same("vaults that boto3 lists", 502, &json!(theirs["VaultList"].as_array().map(Vec::len)));
    let delete = |number| {
        let call = client.delete_vault().vault_name(name(number));
        async move { call.send().await }
    };
    live.same("vaults deleted at once", many(500, 50, delete).await?.len(), &json!(500));
    Ok(())
}
