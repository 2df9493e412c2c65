//! Users, their tags and policies; roles.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_iam::client::Waiters;
use aws_sdk_iam::types::{Tag, User};
use aws_sdk_iam::{Client, error::ProvideErrorMetadata};
use serde_json::{Value, json};

const POLICY: &str = r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a&b/*"}]}"#;

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    users(live, &client).await?;
    tags(live, &client).await?;
    policies(live, &client).await?;
    pages(live, &client).await?;
    errors(live, &client).await
}

fn compare(live: &Live, who: &str, ours: &User, theirs: &Value) {
    live.same(&format!("{who}: name"), ours.user_name(), &theirs["UserName"]);
    live.same(&format!("{who}: id"), ours.user_id(), &theirs["UserId"]);
    live.same(&format!("{who}: arn"), ours.arn(), &theirs["Arn"]);
    live.same(&format!("{who}: path"), ours.path(), &theirs["Path"]);
    live.same_time(&format!("{who}: created"), Some(ours.create_date()), &theirs["CreateDate"]);
}

async fn users(live: &Live, client: &Client) -> Result {
    let made = client.create_user().user_name("ada").path("/ours/").send().await?;
    client.wait_until_user_exists().user_name("ada").wait(WAIT).await?;
    let theirs = live.boto("get_user", json!({"UserName": "ada"}))?;
    compare(live, "a user that we made", made.user().ok_or("no user")?, &theirs["User"]);

    let theirs = live.boto("create_user", json!({"UserName": "grace", "Path": "/theirs/"}))?;
    let read = client.get_user().user_name("grace").send().await?;
    compare(live, "a user that boto3 made", read.user().ok_or("no user")?, &theirs["User"]);

    client.update_user().user_name("ada").new_user_name("ada+1@example.com").new_path("/new/").send().await?;
    let theirs = live.boto("get_user", json!({"UserName": "ada+1@example.com"}))?;
    live.same("a user with another name: path", "/new/", &theirs["User"]["Path"]);

    let key = client.create_access_key().user_name("grace").send().await?;
    let keys = live.boto("list_access_keys", json!({"UserName": "grace"}))?;
    let key = key.access_key().ok_or("no key")?;
    live.same("an access key: id", key.access_key_id(), &keys["AccessKeyMetadata"][0]["AccessKeyId"]);
    live.same("an access key: status", key.status().as_str(), &keys["AccessKeyMetadata"][0]["Status"]);

    let role = client.create_role().role_name("guest").assume_role_policy_document(POLICY).max_session_duration(7200);
    let role = role.send().await?;
    let theirs = live.boto("get_role", json!({"RoleName": "guest"}))?;
    let role = role.role().ok_or("no role")?;
    live.same("a role: arn", role.arn(), &theirs["Role"]["Arn"]);
    live.same("a role: duration", role.max_session_duration(), &theirs["Role"]["MaxSessionDuration"]);
    Ok(())
}

async fn tags(live: &Live, client: &Client) -> Result {
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build();
    let (team, cost) = (tag("team", "engines + looms")?, tag("cost centre", "1/2 = é")?);
    client.tag_user().user_name("grace").tags(team).tags(cost).send().await?;
    let theirs = live.boto("list_user_tags", json!({"UserName": "grace"}))?;
    let ours = client.list_user_tags().user_name("grace").send().await?;
    live.same("tags: number", ours.tags().len(), &json!(2));
    let ours: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("tags", ours, &theirs["Tags"]);

    client.untag_user().user_name("grace").tag_keys("team").send().await?;
    let theirs = live.boto("list_user_tags", json!({"UserName": "grace"}))?;
    live.same("tags after one was removed", json!([{"Key": "cost centre", "Value": "1/2 = é"}]), &theirs["Tags"]);
    Ok(())
}

async fn policies(live: &Live, client: &Client) -> Result {
    let made = client.create_policy().policy_name("everything").policy_document(POLICY).send().await?;
    let arn = made.policy().and_then(|policy| policy.arn()).ok_or("no arn")?;
    client.attach_user_policy().user_name("grace").policy_arn(arn).send().await?;
    let theirs = live.boto("list_attached_user_policies", json!({"UserName": "grace"}))?;
    let ours = client.list_attached_user_policies().user_name("grace").send().await?;
    let ours = ours
        .attached_policies()
        .iter()
        .map(|policy| json!({"PolicyName": policy.policy_name(), "PolicyArn": policy.policy_arn()}));
    live.same("policies of a user", ours.collect::<Vec<_>>(), &theirs["AttachedPolicies"]);

    let version = client.get_policy_version().policy_arn(arn).version_id("v1").send().await?;
    let document = version.policy_version().and_then(|version| version.document()).ok_or("no document")?;
    let theirs = live.boto("get_policy_version", json!({"PolicyArn": arn, "VersionId": "v1"}))?;
    // IAM sends documents percent-encoded, which boto3 undoes.
    live.check("a policy is percent-encoded", document.starts_with("%7B"));
    live.same(
        "a policy that boto3 reads",
        serde_json::from_str::<Value>(POLICY)?,
        &theirs["PolicyVersion"]["Document"],
    );
    client.detach_user_policy().user_name("grace").policy_arn(arn).send().await?;
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    let made = many(500, 50, |number| {
        let call = client.create_user().user_name(format!("user-{number:03}")).path("/many/");
        async move { call.send().await }
    });
    live.same("users made at once", made.await?.len(), &json!(500));
    let pages = client.list_users().path_prefix("/many/").max_items(120).into_paginator();
    let users = pages.items().send().collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_users", json!({"PathPrefix": "/many/"}))?;
    let ids: Vec<&str> = users.iter().map(User::user_id).collect();
    let theirs: Vec<&Value> =
        theirs["Users"].as_array().ok_or("no users")?.iter().map(|user| &user["UserId"]).collect();
    live.same("users over pages", ids, &json!(theirs));
    client.delete_user().user_name("user-000").send().await?;
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    let gone = client.get_user().user_name("user-000").send().await.err().ok_or("the user is there")?;
    live.same_error("a user that was deleted", &gone, "get_user", json!({"UserName": "user-000"}))?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_no_such_entity_exception());
    live.check("a user that was deleted: NoSuchEntityException", is_typed && gone.code() == Some("NoSuchEntity"));
    let twice = client.create_user().user_name("grace").send().await.err().ok_or("the user was made twice")?;
    live.same_error("a user made twice", &twice, "create_user", json!({"UserName": "grace"}))
}
