//! Topics, subscriptions, messages.

use crate::harness::{Live, Result, many};
use aws_sdk_sns::Client;
use aws_sdk_sns::types::{MessageAttributeValue, PublishBatchRequestEntry, Tag};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let topic = topics(live, &client).await?;
    subscriptions(live, &client, &topic).await?;
    messages(live, &client, &topic).await?;
    pages(live, &client).await?;
    client.delete_topic().topic_arn(&topic).send().await?;
    let gone = client.get_topic_attributes().topic_arn(&topic).send().await.err().ok_or("the topic is there")?;
    live.check(
        "a topic that was deleted: NotFoundException",
        gone.as_service_error().is_some_and(|e| e.is_not_found_exception()),
    );
    live.same_error("a topic that was deleted", &gone, "get_topic_attributes", json!({"TopicArn": topic}))
}

async fn topics(live: &Live, client: &Client) -> Result<String> {
    let tag = Tag::builder().key("team").value("a & b").build()?;
    let made = client.create_topic().name("news").attributes("DisplayName", "News & <views>").tags(tag).send().await?;
    let arn = made.topic_arn().ok_or("no arn")?;
    let theirs = live.boto("get_topic_attributes", json!({"TopicArn": arn}))?;
    live.same("a topic: display name", "News & <views>", &theirs["Attributes"]["DisplayName"]);
    client.set_topic_attributes().topic_arn(arn).attribute_name("DisplayName").attribute_value("é").send().await?;
    let ours = client.get_topic_attributes().topic_arn(arn).send().await?;
    let theirs = live.boto("get_topic_attributes", json!({"TopicArn": arn}))?;
    live.same("a topic: attributes", json!(ours.attributes()), &theirs["Attributes"]);

    client.tag_resource().resource_arn(arn).tags(Tag::builder().key("cost").value("").build()?).send().await?;
    let ours = client.list_tags_for_resource().resource_arn(arn).send().await?;
    let ours: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceArn": arn}))?;
    live.same("tags", ours, &theirs["Tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("cost").send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceArn": arn}))?;
    live.same("tags after one was removed", json!([{"Key": "team", "Value": "a & b"}]), &theirs["Tags"]);
    Ok(arn.to_owned())
}

async fn subscriptions(live: &Live, client: &Client, topic: &str) -> Result {
    let ours =
        client.subscribe().topic_arn(topic).protocol("sms").endpoint("+15551234567").return_subscription_arn(true);
    let ours = ours.send().await?;
    let theirs = json!({"TopicArn": topic, "Protocol": "email", "Endpoint": "ada@example.com"});
    live.boto("subscribe", theirs)?;
    let read = client.list_subscriptions_by_topic().topic_arn(topic).send().await?;
    let theirs = live.boto("list_subscriptions_by_topic", json!({"TopicArn": topic}))?;
    let read = read.subscriptions().iter().map(|one| {
        json!({"SubscriptionArn": one.subscription_arn(), "Owner": one.owner(), "Protocol": one.protocol(),
               "Endpoint": one.endpoint(), "TopicArn": one.topic_arn()})
    });
    live.same("subscriptions", read.collect::<Vec<_>>(), &theirs["Subscriptions"]);
    client.unsubscribe().subscription_arn(ours.subscription_arn().ok_or("no arn")?).send().await?;
    let theirs = live.boto("list_subscriptions_by_topic", json!({"TopicArn": topic}))?;
    live.same("subscriptions left", 1, &json!(theirs["Subscriptions"].as_array().map(Vec::len)));
    Ok(())
}

async fn messages(live: &Live, client: &Client, topic: &str) -> Result {
    // moto delivers to queues of its own, where boto3 reads what we have sent.
    let queue = live.boto_of("sqs", "create_queue", json!({"QueueName": "news"}))?;
    let arguments = json!({"QueueUrl": queue["QueueUrl"], "AttributeNames": ["QueueArn"]});
    let queue_arn = live.boto_of("sqs", "get_queue_attributes", arguments)?["Attributes"]["QueueArn"].take();
    let arguments = json!({"TopicArn": topic, "Protocol": "sqs", "Endpoint": queue_arn,
                           "Attributes": {"RawMessageDelivery": "true"}});
    live.boto("subscribe", arguments)?;
    let attribute = MessageAttributeValue::builder().data_type("String").string_value("a=b&c").build()?;
    let text = "Hello & <goodbye>\n é \u{1f600} + %20";
    client.publish().topic_arn(topic).message(text).message_attributes("kind", attribute).send().await?;
    let arguments = json!({"QueueUrl": queue["QueueUrl"], "MessageAttributeNames": ["All"]});
    let theirs = live.boto_of("sqs", "receive_message", arguments)?;
    live.same("a message: text", text, &theirs["Messages"][0]["Body"]);
    live.same("a message: attribute", "a=b&c", &theirs["Messages"][0]["MessageAttributes"]["kind"]["StringValue"]);

    let entry = |id: &str| PublishBatchRequestEntry::builder().id(id).message(format!("message {id}")).build();
    let batch = client.publish_batch().topic_arn(topic).publish_batch_request_entries(entry("a")?);
    let batch = batch.publish_batch_request_entries(entry("b")?).send().await?;
    let ids: Vec<_> = batch.successful().iter().map(|one| one.id()).collect();
    live.same("a batch: ids", ids, &json!(["a", "b"]));
    let sent = many(500, 50, |number| {
        let call = client.publish().topic_arn(topic).message(format!("message {number}"));
        async move { call.send().await }
    });
    let sent = sent.await?;
    live.same("messages at once", sent.iter().filter(|one| one.message_id().is_some()).count(), &json!(500));
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    for number in 0..230 {
        client.create_topic().name(format!("topic-{number}")).send().await?;
    }
    let ours = client.list_topics().into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_topics", json!({}))?;
    let ours: Vec<Value> = ours.iter().map(|topic| json!({"TopicArn": topic.topic_arn()})).collect();
    live.same("topics over pages: number", ours.len(), &json!(231));
    live.same("topics over pages", ours, &theirs["Topics"]);
    Ok(())
}
