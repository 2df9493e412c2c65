//! Identities, contact lists and contacts, messages.

use crate::harness::{Live, Result, many};
use aws_sdk_sesv2::Client;
use aws_sdk_sesv2::types::{
    Body, Content, Destination, EmailContent, Message, SendingOptions, SubscriptionStatus, Tag, Topic, TopicPreference,
};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    identities(live, &client).await?;
    policies_and_tags(live, &client).await?;
    contacts(live, &client).await?;
    messages(live, &client).await?;
    errors(live, &client).await
}

async fn identities(live: &Live, client: &Client) -> Result {
    let tag = Tag::builder().key("team").value("a & b").build()?;
    client.create_email_identity().email_identity("ada+ours@example.com").tags(tag).send().await?;
    let theirs = live.boto("get_email_identity", json!({"EmailIdentity": "ada+ours@example.com"}))?;
    live.same("an identity that we made: tags", json!([{"Key": "team", "Value": "a & b"}]), &theirs["Tags"]);
    live.boto("create_email_identity", json!({"EmailIdentity": "example.com"}))?;
    let ours = client.get_email_identity().email_identity("example.com").send().await?;
    let theirs = live.boto("get_email_identity", json!({"EmailIdentity": "example.com"}))?;
    live.same("an identity: type", ours.identity_type().map(|kind| kind.as_str()), &theirs["IdentityType"]);
    live.same("an identity: verified", ours.verified_for_sending_status(), &theirs["VerifiedForSendingStatus"]);
    live.same(
        "an identity: tokens",
        ours.dkim_attributes().and_then(|dkim| dkim.tokens.clone()),
        &theirs["DkimAttributes"]["Tokens"],
    );

    let sending = SendingOptions::builder().sending_enabled(true).build();
    client.create_configuration_set().configuration_set_name("set").sending_options(sending).send().await?;
    let ours = client.get_configuration_set().configuration_set_name("set").send().await;
    live.check(
        "a set can be read",
        ours.is_ok_and(|set| set.sending_options().is_some_and(|one| one.sending_enabled())),
    );
    client.delete_configuration_set().configuration_set_name("set").send().await?;

    let made = many(500, 50, |number| {
        let call = client.create_email_identity().email_identity(format!("user-{number}@example.org"));
        async move { call.send().await }
    });
    live.same("identities made at once", made.await?.len(), &json!(500));
    let pages = client.list_email_identities().page_size(90).into_paginator().send();
    let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await;
    live.check("identities over pages", pages.is_ok());
    live.same("identities that are listed", 502, &json!(listed(live, client).await?.len()));
    Ok(())
}

/// The identities by boto3; by the client if this is a fake, as boto3 follows a newer model, with another path.
async fn listed(live: &Live, client: &Client) -> Result<Vec<Value>> {
    if live.is_fake() {
        let pages = client.list_email_identities().page_size(90).into_paginator().send();
        let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await?;
        return Ok(pages
            .iter()
            .flat_map(|page| page.email_identities())
            .map(|one| json!(one.identity_name()))
            .collect());
    }
    let theirs = live.boto("list_email_identities", json!({"PageSize": 1000}))?;
    let theirs = theirs["EmailIdentities"].as_array().ok_or("none")?;
    Ok(theirs.iter().map(|one| one["IdentityName"].clone()).collect())
}

/// What is changed after it was made.
async fn policies_and_tags(live: &Live, client: &Client) -> Result {
    let [first, second] = ["{\"Version\": \"1\"}", "{\"Version\": \"2\", \"Id\": \"a & b\"}"];
    let create = client.create_email_identity_policy().email_identity("example.com").policy_name("p");
    create.policy(first).send().await?;
    let update = client.update_email_identity_policy().email_identity("example.com").policy_name("p");
    update.policy(second).send().await?;
    let theirs = live.boto("get_email_identity_policies", json!({"EmailIdentity": "example.com"}))?;
    live.same("a policy that we updated", second, &theirs["Policies"]["p"]);
    let policy = json!({"EmailIdentity": "example.com", "PolicyName": "p", "Policy": first});
    live.boto("update_email_identity_policy", policy)?;
    let ours = client.get_email_identity_policies().email_identity("example.com").send().await?;
    let ours = ours.policies().and_then(|policies| policies.get("p")).map(String::as_str);
    live.same("a policy that boto3 updated", ours, &json!(first));

    let arn = "arn:aws:ses:us-east-1:123456789012:email-identity/example.com";
    let tag = |key: &str, value: &str| Tag::builder().key(key).value(value).build();
    client.tag_resource().resource_arn(arn).tags(tag("team", "a & b")?).tags(tag("stage", "é")?).send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceArn": arn}))?;
    let both = json!([{"Key": "team", "Value": "a & b"}, {"Key": "stage", "Value": "é"}]);
    live.same("tags that came later", both, &theirs["Tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("team").send().await?;
    let ours = client.list_tags_for_resource().resource_arn(arn).send().await?;
    let ours: Vec<_> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceArn": arn}))?;
    live.same("tags that are left", ours, &theirs["Tags"]);
    live.same("tags that are left: number", 1, &json!(theirs["Tags"].as_array().map(Vec::len)));
    Ok(())
}

async fn contacts(live: &Live, client: &Client) -> Result {
    let topic = Topic::builder().topic_name("news").display_name("News & <views>");
    let topic = topic.default_subscription_status(SubscriptionStatus::OptIn).build()?;
    client.create_contact_list().contact_list_name("readers").description("all é").topics(topic).send().await?;
    let ours = client.get_contact_list().contact_list_name("readers").send().await?;
    let theirs = live.boto("get_contact_list", json!({"ContactListName": "readers"}))?;
    live.same("a list: description", ours.description(), &theirs["Description"]);
    live.same_time("a list: made", ours.created_timestamp(), &theirs["CreatedTimestamp"]);
    live.same(
        "a list: topic",
        ours.topics().first().map(|topic| topic.display_name()),
        &theirs["Topics"][0]["DisplayName"],
    );

    let preference =
        TopicPreference::builder().topic_name("news").subscription_status(SubscriptionStatus::OptOut).build()?;
    let contact = client.create_contact().contact_list_name("readers").email_address("ada@example.com");
    contact.topic_preferences(preference).attributes_data(r#"{"name": "Ada"}"#).send().await?;
    let theirs = json!({"ContactListName": "readers", "EmailAddress": "a b+c@example.com", "UnsubscribeAll": true});
    live.boto("create_contact", theirs)?;
    let arguments = json!({"ContactListName": "readers", "EmailAddress": "ada@example.com"});
    let theirs = live.boto("get_contact", arguments)?;
    live.same(
        "a contact that we made: topics",
        json!([{"TopicName": "news", "SubscriptionStatus": "OPT_OUT"}]),
        &theirs["TopicPreferences"],
    );
    // A path with characters that are encoded.
    let ours = client.get_contact().contact_list_name("readers").email_address("a b+c@example.com").send().await?;
    live.same("a contact that boto3 made: address", ours.email_address(), &json!("a b+c@example.com"));
    live.same("a contact that boto3 made: unsubscribed", ours.unsubscribe_all(), &json!(true));
    client.delete_contact().contact_list_name("readers").email_address("a b+c@example.com").send().await?;
    let ours = client.list_contacts().contact_list_name("readers").send().await?;
    let theirs = live.boto("list_contacts", json!({"ContactListName": "readers"}))?;
    let theirs = theirs["Contacts"].as_array().ok_or("none")?.iter().map(|contact| &contact["EmailAddress"]);
    let ours: Vec<_> = ours.contacts().iter().map(|contact| contact.email_address()).collect();
    live.same("contacts", json!(ours), &json!(theirs.collect::<Vec<_>>()));
    client.delete_contact_list().contact_list_name("readers").send().await?;
    Ok(())
}

async fn messages(live: &Live, client: &Client) -> Result {
    let content = |data: &str| Content::builder().data(data).build();
    let body = Body::builder().text(content("Hello")?).build();
    let message = Message::builder().subject(content("News")?).body(body).build();
    let send = client.send_email().from_email_address("ada+ours@example.com");
    let send = send.destination(Destination::builder().to_addresses("grace@example.com").build());
    let sent = send.content(EmailContent::builder().simple(message).build()).send().await?;
    live.check("a message: id", sent.message_id().is_some_and(|id| !id.is_empty()));
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    client.delete_email_identity().email_identity("example.com").send().await?;
    let gone = client.get_contact_list().contact_list_name("nobody").send().await.err().ok_or("the list is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_not_found_exception());
    live.check("a list that is not there: NotFoundException", is_typed);
    live.same_error("a list that is not there", &gone, "get_contact_list", json!({"ContactListName": "nobody"}))?;
    live.check("an identity that we deleted", !listed(live, client).await?.contains(&json!("example.com")));
    Ok(())
}
