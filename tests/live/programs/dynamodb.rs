//! Tables and items.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::client::Waiters;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, KeysAndAttributes, Put, PutRequest,
    ReturnValue, ScalarAttributeType, Tag, TransactWriteItem, WriteRequest,
};
use serde_json::{Value, json};
use std::collections::HashMap;

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let arn = tables(live, &client).await?;
    items(live, &client).await?;
    batches(live, &client).await?;
    tags(live, &client, &arn).await?;
    pages(live, &client).await?;
    errors(live, &client).await
}

/// As boto3 writes it.
fn plain(value: &AttributeValue) -> Value {
    let all = |values: &[Value]| Value::from(values.to_vec());
    match value {
        AttributeValue::S(text) => json!({"S": text}),
        AttributeValue::N(number) => json!({"N": number}),
        AttributeValue::B(bytes) => json!({"B": bytes.as_ref()}),
        AttributeValue::Bool(is_so) => json!({"BOOL": is_so}),
        AttributeValue::Null(is_so) => json!({"NULL": is_so}),
        AttributeValue::Ss(texts) => json!({"SS": texts}),
        AttributeValue::Ns(numbers) => json!({"NS": numbers}),
        AttributeValue::L(values) => json!({"L": all(&values.iter().map(plain).collect::<Vec<_>>())}),
        AttributeValue::M(values) => json!({"M": item(values)}),
        other => json!(format!("{other:?}")),
    }
}

fn item(values: &HashMap<String, AttributeValue>) -> Value {
    values.iter().map(|(name, value)| (name.clone(), plain(value))).collect::<serde_json::Map<_, _>>().into()
}

fn text(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

fn number(number: usize) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

async fn tables(live: &Live, client: &Client) -> Result<String> {
    let key = |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build();
    let attribute = |name: &str, kind| AttributeDefinition::builder().attribute_name(name).attribute_type(kind).build();
    let make = client.create_table().table_name("books").billing_mode(BillingMode::PayPerRequest);
    let make = make.key_schema(key("author", KeyType::Hash)?).key_schema(key("number", KeyType::Range)?);
    let make = make.attribute_definitions(attribute("author", ScalarAttributeType::S)?);
    let make = make.attribute_definitions(attribute("number", ScalarAttributeType::N)?);
    make.tags(Tag::builder().key("team").value("a & b").build()?).send().await?;
    client.wait_until_table_exists().table_name("books").wait(WAIT).await?;
    client.update_table().table_name("books").deletion_protection_enabled(false).send().await?;
    let ours = client.describe_table().table_name("books").send().await?;
    let (ours, theirs) =
        (ours.table().ok_or("no table")?, &live.boto("describe_table", json!({"TableName": "books"}))?["Table"]);
    live.same("a table: arn", ours.table_arn(), &theirs["TableArn"]);
    live.same("a table: status", ours.table_status().map(|status| status.as_str()), &theirs["TableStatus"]);
    live.same_time("a table: made", ours.creation_date_time(), &theirs["CreationDateTime"]);
    let keys = ours
        .key_schema()
        .iter()
        .map(|key| json!({"AttributeName": key.attribute_name(), "KeyType": key.key_type().as_str()}));
    live.same("a table: keys", keys.collect::<Vec<_>>(), &theirs["KeySchema"]);
    Ok(ours.table_arn().ok_or("no arn")?.to_owned())
}

async fn items(live: &Live, client: &Client) -> Result {
    let inner = HashMap::from([("empty".to_owned(), text("")), ("yes".to_owned(), AttributeValue::Bool(true))]);
    let list = vec![AttributeValue::Null(true), AttributeValue::M(inner), AttributeValue::L(Vec::new())];
    let put =
        client.put_item().table_name("books").item("author", text("Ada \"é\" \u{1f600}")).item("number", number(1));
    let put = put.item("bytes", AttributeValue::B(Blob::new([0, 1, 254, 255]))).item("list", AttributeValue::L(list));
    let put = put.item("price", AttributeValue::N("12.50".to_owned()));
    put.item("words", AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])).send().await?;
    let key = json!({"author": {"S": "Ada \"é\" \u{1f600}"}, "number": {"N": "1"}});
    let theirs = live.boto("get_item", json!({"TableName": "books", "Key": key}))?;
    let get = client.get_item().table_name("books").key("author", text("Ada \"é\" \u{1f600}")).key("number", number(1));
    let ours = get.consistent_read(true).send().await?;
    live.same("an item that we put", item(ours.item().ok_or("no item")?), &theirs["Item"]);
    live.same("an item that we put: bytes", json!([0, 1, 254, 255]), &theirs["Item"]["bytes"]["B"]);
    live.same("an item that we put: list", json!({"NULL": true}), &theirs["Item"]["list"]["L"][0]);

    let theirs = json!({"author": {"S": "Grace"}, "number": {"N": "7"}, "map": {"M": {"a": {"NS": ["1"]}, "b": {"BOOL": false}}}});
    live.boto("put_item", json!({"TableName": "books", "Item": theirs}))?;
    let get =
        client.get_item().table_name("books").key("author", text("Grace")).key("number", number(7)).send().await?;
    live.same("an item that boto3 put", item(get.item().ok_or("no item")?), &theirs);

    let update = client.update_item().table_name("books").key("author", text("Grace")).key("number", number(7));
    let update = update.update_expression("SET title = :title ADD sold :one").return_values(ReturnValue::AllNew);
    let update = update.expression_attribute_values(":title", text("A & B"));
    let ours = update.expression_attribute_values(":one", number(1)).send().await?;
    let key = json!({"author": {"S": "Grace"}, "number": {"N": "7"}});
    let theirs = live.boto("get_item", json!({"TableName": "books", "Key": key}))?;
    live.same("an item that we changed", ours.attributes().map(item), &theirs["Item"]);
    live.same("an item that we changed: title", "A & B", &theirs["Item"]["title"]["S"]);
    client.delete_item().table_name("books").key("author", text("Grace")).key("number", number(7)).send().await?;
    let theirs = live.boto("get_item", json!({"TableName": "books", "Key": key}))?;
    live.same("an item that we deleted", Value::Null, &theirs["Item"]);
    Ok(())
}

async fn batches(live: &Live, client: &Client) -> Result {
    let values = |author: &str, index| {
        HashMap::from([("author".to_owned(), text(author)), ("number".to_owned(), number(index))])
    };
    let write = |index| {
        Ok(WriteRequest::builder()
            .put_request(PutRequest::builder().set_item(Some(values("batch", index))).build()?)
            .build())
    };
    let writes: Result<Vec<WriteRequest>> = (0..25).map(write).collect();
    let written = client.batch_write_item().request_items("books", writes?).send().await?;
    live.check("a batch: all is written", written.unprocessed_items().is_none_or(HashMap::is_empty));
    let keys = KeysAndAttributes::builder().keys(values("batch", 3)).keys(values("batch", 24)).build()?;
    let read = client.batch_get_item().request_items("books", keys).send().await?;
    live.same("a batch: read", read.responses().and_then(|tables| tables.get("books")).map(Vec::len), &json!(2));
    let put = Put::builder().table_name("books").set_item(Some(values("transaction", 1))).build()?;
    client.transact_write_items().transact_items(TransactWriteItem::builder().put(put).build()).send().await?;
    let put = Put::builder().table_name("books").set_item(Some(values("transaction", 1)));
    let put = put.condition_expression("attribute_not_exists(author)").build()?;
    let failed =
        client.transact_write_items().transact_items(TransactWriteItem::builder().put(put).build()).send().await.err();
    let failed = failed.ok_or("the transaction went through")?;
    let reasons = match failed.as_service_error() {
        Some(error) if error.is_transaction_canceled_exception() => format!("{error:?}"),
        _ => String::new(),
    };
    live.check("a transaction: its reasons", reasons.contains("ConditionalCheckFailed"));
    Ok(())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    client.tag_resource().resource_arn(arn).tags(Tag::builder().key("cost").value("é").build()?).send().await?;
    let ours = client.list_tags_of_resource().resource_arn(arn).send().await?;
    let ours: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("tags", ours, &live.boto("list_tags_of_resource", json!({"ResourceArn": arn}))?["Tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("team").send().await?;
    let theirs = live.boto("list_tags_of_resource", json!({"ResourceArn": arn}))?;
    live.same("tags after one was removed", json!([{"Key": "cost", "Value": "é"}]), &theirs["Tags"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    let put = many(500, 50, |index| {
        let call = client.put_item().table_name("books").item("author", text("many")).item("number", number(index));
        let call = call.item("title", text(format!("title {index}")));
        async move { call.send().await }
    });
    live.same("items put at once", put.await?.len(), &json!(500));
    let query = client.query().table_name("books").key_condition_expression("author = :author").limit(60);
    let query = query.expression_attribute_values(":author", text("many")).into_paginator().items().send();
    let ours = query.collect::<std::result::Result<Vec<_>, _>>().await?;
    let arguments = json!({"TableName": "books", "KeyConditionExpression": "author = :author",
                           "ExpressionAttributeValues": {":author": {"S": "many"}}});
    let theirs = live.boto_pages("query", arguments)?;
    live.same("items over pages", ours.iter().map(item).collect::<Vec<_>>(), &theirs["Items"]);
    let pages = client.scan().table_name("books").limit(200).into_paginator().send();
    let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("scan", json!({"TableName": "books"}))?;
    live.same("a scan over pages: number", pages.iter().map(|page| page.count()).sum::<i32>(), &theirs["Count"]);
    let ours = client.list_tables().limit(1).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    live.same("tables over pages", ours, &live.boto_pages("list_tables", json!({}))?["TableNames"]);
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    let put = client.put_item().table_name("books").item("author", text("many")).item("number", number(1));
    let failed = put.condition_expression("attribute_not_exists(author)").send().await.err().ok_or("it was put")?;
    let is_typed = failed.as_service_error().is_some_and(|error| error.is_conditional_check_failed_exception());
    live.check("a condition: ConditionalCheckFailedException", is_typed);
    let arguments = json!({"TableName": "books", "Item": {"author": {"S": "many"}, "number": {"N": "1"}},
                           "ConditionExpression": "attribute_not_exists(author)"});
    live.same_error("a condition", &failed, "put_item", arguments)?;
    client.delete_table().table_name("books").send().await?;
    client.wait_until_table_not_exists().table_name("books").wait(WAIT).await?;
    let gone = client.describe_table().table_name("books").send().await.err().ok_or("the table is there")?;
    live.same_error("a table that was deleted", &gone, "describe_table", json!({"TableName": "books"}))
}
