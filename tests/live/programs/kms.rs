//! Keys and what is done with them.

use crate::harness::{Live, Result, many};
use aws_sdk_kms::Client;
use aws_sdk_kms::primitives::Blob;
use aws_sdk_kms::types::{DataKeySpec, KeyMetadata, KeySpec, KeyUsageType, MessageType, SigningAlgorithmSpec, Tag};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let key = keys(live, &client).await?;
    secrets(live, &client, &key).await?;
    signatures(live, &client).await?;
    tags(live, &client, &key).await?;
    pages(live, &client, &key).await?;
    errors(live, &client, &key).await
}

fn compare(live: &Live, who: &str, ours: &KeyMetadata, theirs: &Value) {
    live.same(&format!("{who}: arn"), ours.arn(), &theirs["Arn"]);
    live.same(&format!("{who}: enabled"), ours.enabled(), &theirs["Enabled"]);
    live.same(&format!("{who}: description"), ours.description(), &theirs["Description"]);
    live.same(&format!("{who}: usage"), ours.key_usage().map(|usage| usage.as_str()), &theirs["KeyUsage"]);
    live.same(&format!("{who}: regions"), ours.multi_region(), &theirs["MultiRegion"]);
    live.same_time(&format!("{who}: made"), ours.creation_date(), &theirs["CreationDate"]);
    let algorithms: Vec<_> = ours.encryption_algorithms().iter().map(|one| one.as_str()).collect();
    live.same(&format!("{who}: algorithms"), algorithms, &theirs["EncryptionAlgorithms"]);
}

async fn keys(live: &Live, client: &Client) -> Result<String> {
    let tag = Tag::builder().tag_key("team").tag_value("a & <b> é").build()?;
    let made = client.create_key().description("ours é").tags(tag).send().await?;
    let made = made.key_metadata().ok_or("no key")?;
    let theirs = live.boto("describe_key", json!({"KeyId": made.key_id()}))?;
    compare(live, "a key that we made", made, &theirs["KeyMetadata"]);
    let theirs = live.boto("create_key", json!({"Description": "theirs", "MultiRegion": true}))?;
    let id = theirs["KeyMetadata"]["KeyId"].as_str().ok_or("no id")?;
    let read = client.describe_key().key_id(id).send().await?;
    compare(live, "a key that boto3 made", read.key_metadata().ok_or("no key")?, &theirs["KeyMetadata"]);
    client.update_key_description().key_id(id).description("changed").send().await?;
    let theirs = live.boto("describe_key", json!({"KeyId": id}))?;
    live.same("a key that we changed", "changed", &theirs["KeyMetadata"]["Description"]);
    Ok(made.key_id().to_owned())
}

async fn secrets(live: &Live, client: &Client, key: &str) -> Result {
    client.create_alias().alias_name("alias/ours").target_key_id(key).send().await?;
    let secret = "a secret é".as_bytes();
    let closed = client.encrypt().key_id("alias/ours").plaintext(Blob::new(secret)).encryption_context("a", "b").send();
    let closed = closed.await?;
    let blob = closed.ciphertext_blob().ok_or("nothing")?;
    let opened = client.decrypt().ciphertext_blob(blob.clone()).encryption_context("a", "b").send().await?;
    live.same("a secret", json!(opened.plaintext().map(AsRef::<[u8]>::as_ref)), &json!(secret));
    live.same("a secret: its key", opened.key_id(), &json!(closed.key_id()));
    let wrong = client.decrypt().ciphertext_blob(blob.clone()).encryption_context("a", "c").send().await.err();
    let wrong = wrong.ok_or("it opens with another context")?;
    let is_typed = wrong.as_service_error().is_some_and(|error| error.is_invalid_ciphertext_exception());
    live.check("another context: InvalidCiphertextException", is_typed);
    let data = client.generate_data_key().key_id(key).key_spec(DataKeySpec::Aes256).send().await?;
    live.same("a data key: bytes", data.plaintext().map(|key| key.as_ref().len()), &json!(32));
    live.check("a data key is not shown", !format!("{data:?}").contains("plaintext: Some"));
    client.delete_alias().alias_name("alias/ours").send().await?;
    Ok(())
}

async fn signatures(live: &Live, client: &Client) -> Result {
    let key = client.create_key().key_spec(KeySpec::EccNistP256).key_usage(KeyUsageType::SignVerify).send().await?;
    let id = key.key_metadata().ok_or("no key")?.key_id();
    let message = Blob::new("a message");
    let signed = client.sign().key_id(id).message(message.clone()).message_type(MessageType::Raw);
    let signed = signed.signing_algorithm(SigningAlgorithmSpec::EcdsaSha256).send().await?;
    let signature = signed.signature().ok_or("no signature")?.clone();
    let verify = client.verify().key_id(id).message(message).signature(signature);
    let verified = verify.signing_algorithm(SigningAlgorithmSpec::EcdsaSha256).send().await?;
    live.same("a signature", verified.signature_valid(), &json!(true));
    let ours = client.get_public_key().key_id(id).send().await?;
    let theirs = live.boto("get_public_key", json!({"KeyId": id}))?;
    live.same("a public key", json!(ours.public_key().map(AsRef::<[u8]>::as_ref)), &theirs["PublicKey"]);
    Ok(())
}

async fn tags(live: &Live, client: &Client, key: &str) -> Result {
    client.tag_resource().key_id(key).tags(Tag::builder().tag_key("cost").tag_value("").build()?).send().await?;
    let ours = client.list_resource_tags().key_id(key).send().await?;
    let theirs = live.boto("list_resource_tags", json!({"KeyId": key}))?;
    let ours: Vec<_> =
        ours.tags().iter().map(|tag| json!({"TagKey": tag.tag_key(), "TagValue": tag.tag_value()})).collect();
    live.same("tags", ours, &theirs["Tags"]);
    client.untag_resource().key_id(key).tag_keys("team").send().await?;
    let theirs = live.boto("list_resource_tags", json!({"KeyId": key}))?;
    live.same("tags after one was removed", json!([{"TagKey": "cost", "TagValue": ""}]), &theirs["Tags"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client, key: &str) -> Result {
    let closed = many(500, 50, |number| {
        let call = client.encrypt().key_id(key).plaintext(Blob::new(number.to_string()));
        async move { call.send().await }
    });
    live.same(
        "secrets at once",
        closed.await?.iter().filter(|one| one.ciphertext_blob().is_some()).count(),
        &json!(500),
    );
    for _ in 0..25 {
        client.create_key().send().await?;
    }
    let ours = client.list_keys().limit(10).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_keys", json!({}))?;
    let ours: Vec<_> = ours.iter().map(|key| json!({"KeyId": key.key_id(), "KeyArn": key.key_arn()})).collect();
    live.same("keys over pages", ours, &theirs["Keys"]);
    let ours = client.list_aliases().into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_aliases", json!({}))?;
    live.same("aliases over pages", ours.len(), &json!(theirs["Aliases"].as_array().map(Vec::len)));
    Ok(())
}

async fn errors(live: &Live, client: &Client, key: &str) -> Result {
    let deleted = client.schedule_key_deletion().key_id(key).pending_window_in_days(7).send().await?;
    let theirs = live.boto("describe_key", json!({"KeyId": key}))?;
    live.same_time("a key to be deleted", deleted.deletion_date(), &theirs["KeyMetadata"]["DeletionDate"]);
    let gone =
        client.describe_key().key_id("00000000-0000-0000-0000-000000000000").send().await.err().ok_or("it is there")?;
    live.check(
        "a key that is not there: NotFoundException",
        gone.as_service_error().is_some_and(|e| e.is_not_found_exception()),
    );
    let arguments = json!({"KeyId": "00000000-0000-0000-0000-000000000000"});
    live.same_error("a key that is not there", &gone, "describe_key", arguments)
}
