//! Queues and their messages.

use crate::harness::{Live, Result, many};
use aws_sdk_sqs::Client;
use aws_sdk_sqs::primitives::Blob;
use aws_sdk_sqs::types::{
    DeleteMessageBatchRequestEntry, MessageAttributeValue, QueueAttributeName, SendMessageBatchRequestEntry,
};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let queue = queues(live, &client).await?;
    messages(live, &client, &queue).await?;
    batches(live, &client, &queue).await?;
    pages(live, &client).await?;
    client.delete_queue().queue_url(&queue).send().await?;
    let gone = client.get_queue_url().queue_name("ours").send().await.err().ok_or("the queue is there")?;
    live.check(
        "a queue that was deleted: QueueDoesNotExist",
        gone.as_service_error().is_some_and(|e| e.is_queue_does_not_exist()),
    );
    live.same_error("a queue that was deleted", &gone, "get_queue_url", json!({"QueueName": "ours"}))
}

async fn queues(live: &Live, client: &Client) -> Result<String> {
    let make = client.create_queue().queue_name("ours").attributes(QueueAttributeName::VisibilityTimeout, "45");
    let made = make.tags("team", "a & <b> é").send().await?;
    let queue = made.queue_url().ok_or("no URL")?;
    let theirs = live.boto("get_queue_url", json!({"QueueName": "ours"}))?;
    live.same("a queue: URL", queue, &theirs["QueueUrl"]);
    let set = client.set_queue_attributes().queue_url(queue).attributes(QueueAttributeName::DelaySeconds, "0");
    set.attributes(QueueAttributeName::MaximumMessageSize, "2048").send().await?;
    let ours = client.get_queue_attributes().queue_url(queue).attribute_names(QueueAttributeName::All).send().await?;
    let theirs = live.boto("get_queue_attributes", json!({"QueueUrl": queue, "AttributeNames": ["All"]}))?;
    let ours = ours.attributes().ok_or("no attributes")?.iter();
    let ours: serde_json::Map<String, Value> =
        ours.map(|(name, value)| (name.as_str().to_owned(), json!(value))).collect();
    live.same("a queue: attributes", json!(ours), &theirs["Attributes"]);
    live.same("a queue: size", "2048", &theirs["Attributes"]["MaximumMessageSize"]);

    client.tag_queue().queue_url(queue).tags("cost", "1").send().await?;
    let ours = client.list_queue_tags().queue_url(queue).send().await?;
    let theirs = live.boto("list_queue_tags", json!({"QueueUrl": queue}))?;
    live.same("tags", json!(ours.tags()), &theirs["Tags"]);
    client.untag_queue().queue_url(queue).tag_keys("cost").send().await?;
    let theirs = live.boto("list_queue_tags", json!({"QueueUrl": queue}))?;
    live.same("tags after one was removed", json!({"team": "a & <b> é"}), &theirs["Tags"]);
    Ok(queue.to_owned())
}

async fn messages(live: &Live, client: &Client, queue: &str) -> Result {
    let text = "Hello & <goodbye>\n \"é\" \u{1f600} \\";
    let bytes =
        MessageAttributeValue::builder().data_type("Binary").binary_value(Blob::new([0, 1, 254, 255])).build()?;
    let number = MessageAttributeValue::builder().data_type("Number").string_value("1.5").build()?;
    let send = client.send_message().queue_url(queue).message_body(text);
    let sent = send.message_attributes("bytes", bytes).message_attributes("number", number).send().await?;
    let arguments = json!({"QueueUrl": queue, "MessageAttributeNames": ["All"], "VisibilityTimeout": 0});
    let theirs = live.boto("receive_message", arguments)?;
    let theirs = &theirs["Messages"][0];
    live.same("a message that we sent: id", sent.message_id(), &theirs["MessageId"]);
    live.same("a message that we sent: text", text, &theirs["Body"]);
    live.same("a message that we sent: sum", sent.md5_of_message_body(), &theirs["MD5OfBody"]);
    live.same(
        "a message that we sent: sum of attributes",
        sent.md5_of_message_attributes(),
        &theirs["MD5OfMessageAttributes"],
    );
    live.same(
        "a message that we sent: bytes",
        json!([0, 1, 254, 255]),
        &theirs["MessageAttributes"]["bytes"]["BinaryValue"],
    );
    let read = client.receive_message().queue_url(queue).message_attribute_names("All").send().await?;
    let message = read.messages().first().ok_or("no message")?;
    let attributes = message.message_attributes().ok_or("no attributes")?;
    let bytes = attributes.get("bytes").and_then(|value| value.binary_value()).map(|value| value.as_ref());
    live.same("a message: bytes", json!(bytes), &theirs["MessageAttributes"]["bytes"]["BinaryValue"]);
    client
        .delete_message()
        .queue_url(queue)
        .receipt_handle(message.receipt_handle().ok_or("no handle")?)
        .send()
        .await?;

    let text = "from boto3 <&> é";
    let theirs = live.boto("send_message", json!({"QueueUrl": queue, "MessageBody": text}))?;
    let read = client.receive_message().queue_url(queue).max_number_of_messages(1).send().await?;
    let message = read.messages().first().ok_or("no message")?;
    live.same("a message that boto3 sent: id", message.message_id(), &theirs["MessageId"]);
    live.same("a message that boto3 sent: text", message.body(), &json!(text));
    client
        .delete_message()
        .queue_url(queue)
        .receipt_handle(message.receipt_handle().ok_or("no handle")?)
        .send()
        .await?;
    Ok(())
}

async fn batches(live: &Live, client: &Client, queue: &str) -> Result {
    let sent = many(500, 50, |number| {
        let call = client.send_message().queue_url(queue).message_body(format!("message {number}"));
        async move { call.send().await }
    });
    live.same("messages at once", sent.await?.iter().filter(|one| one.message_id().is_some()).count(), &json!(500));
    let entry = |id: &str| SendMessageBatchRequestEntry::builder().id(id).message_body(id).build();
    let batch = client.send_message_batch().queue_url(queue).entries(entry("a")?).entries(entry("b")?).send().await?;
    live.same("a batch: ids", batch.successful().iter().map(|one| one.id()).collect::<Vec<_>>(), &json!(["a", "b"]));
    let read = client.receive_message().queue_url(queue).max_number_of_messages(10).send().await?;
    let entries: std::result::Result<Vec<_>, _> = (read.messages().iter().enumerate())
        .map(|(index, message)| {
            let handle = message.receipt_handle().unwrap_or_default();
            DeleteMessageBatchRequestEntry::builder().id(index.to_string()).receipt_handle(handle).build()
        })
        .collect();
    let deleted = client.delete_message_batch().queue_url(queue).set_entries(Some(entries?)).send().await?;
    live.same("a batch: deleted", deleted.successful().len(), &json!(10));
    let theirs = live.boto("get_queue_attributes", json!({"QueueUrl": queue, "AttributeNames": ["All"]}))?;
    live.same("messages left", "492", &theirs["Attributes"]["ApproximateNumberOfMessages"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    for number in 0..25 {
        client.create_queue().queue_name(format!("queue-{number}")).send().await?;
    }
    let ours = client.list_queues().queue_name_prefix("queue-").max_results(10).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_queues", json!({"QueueNamePrefix": "queue-"}))?;
    live.same("queues over pages", ours, &theirs["QueueUrls"]);
    Ok(())
}
