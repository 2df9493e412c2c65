//! Secrets and their versions.

use crate::harness::{Live, Result, many};
use aws_sdk_secretsmanager::Client;
use aws_sdk_secretsmanager::primitives::Blob;
use aws_sdk_secretsmanager::types::Tag;
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    secrets(live, &client).await?;
    tags(live, &client).await?;
    pages(live, &client).await?;
    errors(live, &client).await
}

async fn secrets(live: &Live, client: &Client) -> Result {
    let text = "{\"password\": \"<&> é \u{1f600}\"}";
    let tag = Tag::builder().key("team").value("a & b").build();
    let made = client.create_secret().name("ours/first").secret_string(text).description("é").tags(tag).send().await?;
    let theirs = live.boto("get_secret_value", json!({"SecretId": "ours/first"}))?;
    live.same("a secret that we made: arn", made.arn(), &theirs["ARN"]);
    live.same("a secret that we made: text", text, &theirs["SecretString"]);
    live.same("a secret that we made: version", made.version_id(), &theirs["VersionId"]);
    let ours = client.get_secret_value().secret_id("ours/first").send().await?;
    live.same("a secret that we read: stages", ours.version_stages(), &theirs["VersionStages"]);
    live.same_time("a secret that we read: made", ours.created_date(), &theirs["CreatedDate"]);
    live.check("a secret is not shown", !format!("{ours:?}").contains("password"));

    live.boto("create_secret", json!({"Name": "theirs", "SecretString": "from boto3 é"}))?;
    let read = client.get_secret_value().secret_id("theirs").send().await?;
    live.same("a secret that boto3 made", read.secret_string(), &json!("from boto3 é"));
    let put = client.put_secret_value().secret_id("theirs").secret_binary(Blob::new([0, 1, 254, 255])).send().await?;
    let theirs = live.boto("get_secret_value", json!({"SecretId": "theirs"}))?;
    live.same("a secret of bytes", json!([0, 1, 254, 255]), &theirs["SecretBinary"]);
    live.same("a secret of bytes: version", put.version_id(), &theirs["VersionId"]);
    let read = client.get_secret_value().secret_id("theirs").send().await?;
    live.same(
        "a secret of bytes that we read",
        json!(read.secret_binary().map(AsRef::<[u8]>::as_ref)),
        &theirs["SecretBinary"],
    );
    client.update_secret().secret_id("theirs").description("changed").send().await?;
    let ours = client.describe_secret().secret_id("theirs").send().await?;
    let theirs = live.boto("describe_secret", json!({"SecretId": "theirs"}))?;
    live.same("a secret that we changed", "changed", &theirs["Description"]);
    live.same("a secret: versions", json!(ours.version_ids_to_stages()), &theirs["VersionIdsToStages"]);
    live.same_time("a secret: changed", ours.last_changed_date(), &theirs["LastChangedDate"]);
    let random = client.get_random_password().password_length(40).exclude_punctuation(true).send().await?;
    live.same("a random password: length", random.random_password().map(str::len), &json!(40));
    Ok(())
}

async fn tags(live: &Live, client: &Client) -> Result {
    let tag = Tag::builder().key("cost").value("1/2 <é>").build();
    client.tag_resource().secret_id("ours/first").tags(tag).send().await?;
    let ours = client.describe_secret().secret_id("ours/first").send().await?;
    let theirs = live.boto("describe_secret", json!({"SecretId": "ours/first"}))?;
    let ours: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("tags", ours, &theirs["Tags"]);
    client.untag_resource().secret_id("ours/first").tag_keys("team").send().await?;
    let theirs = live.boto("describe_secret", json!({"SecretId": "ours/first"}))?;
    live.same("tags after one was removed", json!([{"Key": "cost", "Value": "1/2 <é>"}]), &theirs["Tags"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    let made = many(500, 50, |number| {
        let call = client.create_secret().name(format!("many/{number}")).secret_string(number.to_string());
        async move { call.send().await }
    });
    live.same("secrets made at once", made.await?.iter().filter(|one| one.version_id().is_some()).count(), &json!(500));
    let pages = client.list_secrets().max_results(80).into_paginator().send();
    let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_secrets", json!({}))?;
    let ours: Vec<_> = pages.iter().flat_map(|page| page.secret_list()).map(|secret| secret.arn()).collect();
    let theirs: Vec<&Value> =
        theirs["SecretList"].as_array().ok_or("none")?.iter().map(|secret| &secret["ARN"]).collect();
    live.same("secrets over pages", json!(ours), &json!(theirs));
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    let deleted = client.delete_secret().secret_id("theirs").recovery_window_in_days(7).send().await?;
    let theirs = live.boto("describe_secret", json!({"SecretId": "theirs"}))?;
    live.check("a secret to be deleted", deleted.deletion_date().is_some() && theirs["DeletedDate"].is_number());
    let closed = client.get_secret_value().secret_id("theirs").send().await.err().ok_or("it can be read")?;
    live.same_error("a secret to be deleted", &closed, "get_secret_value", json!({"SecretId": "theirs"}))?;
    client.restore_secret().secret_id("theirs").send().await?;
    client.delete_secret().secret_id("theirs").force_delete_without_recovery(true).send().await?;
    let gone = client.describe_secret().secret_id("theirs").send().await.err().ok_or("the secret is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_resource_not_found_exception());
    live.check("a secret that was deleted: ResourceNotFoundException", is_typed);
    live.same_error("a secret that was deleted", &gone, "describe_secret", json!({"SecretId": "theirs"}))
}
