//! Stacks: made, changed, listed and deleted.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::client::Waiters;
use aws_sdk_cloudformation::types::{Parameter, Stack, Tag};
use serde_json::{Value, json};

const TEMPLATE: &str = r#"{
    "Description": "a topic & <its> name",
    "Parameters": {"Name": {"Type": "String", "Default": "news"}},
    "Resources": {"Topic": {"Type": "AWS::SNS::Topic", "Properties": {"TopicName": {"Ref": "Name"}}}},
    "Outputs": {"Arn": {"Value": {"Ref": "Topic"}, "Export": {"Name": {"Fn::Sub": "${AWS::StackName}-arn"}}}}
}"#;

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    ours(live, &client).await?;
    theirs(live, &client).await?;
    pages(live, &client).await?;
    errors(live, &client).await
}

fn compare(live: &Live, who: &str, ours: &Stack, theirs: &Value) {
    live.same(&format!("{who}: id"), ours.stack_id(), &theirs["StackId"]);
    live.same(&format!("{who}: name"), ours.stack_name(), &theirs["StackName"]);
    live.same(&format!("{who}: description"), ours.description(), &theirs["Description"]);
    live.same(&format!("{who}: status"), ours.stack_status().map(|status| status.as_str()), &theirs["StackStatus"]);
    live.same(&format!("{who}: rollback"), ours.disable_rollback(), &theirs["DisableRollback"]);
    live.same_time(&format!("{who}: made"), ours.creation_time(), &theirs["CreationTime"]);
    let outputs = ours.outputs().iter().map(|output| {
        json!({"OutputKey": output.output_key(), "OutputValue": output.output_value(), "ExportName": output.export_name()})
    });
    live.same(&format!("{who}: outputs"), outputs.collect::<Vec<_>>(), &theirs["Outputs"]);
    let tags: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same(&format!("{who}: tags"), tags, &theirs["Tags"]);
}

async fn ours(live: &Live, client: &Client) -> Result {
    let tag = Tag::builder().key("team").value("a & b").build();
    let parameter = Parameter::builder().parameter_key("Name").parameter_value("ours").build();
    client.create_stack().stack_name("ours").template_body(TEMPLATE).parameters(parameter).tags(tag).send().await?;
    client.wait_until_stack_create_complete().stack_name("ours").wait(WAIT).await?;
    let read = client.describe_stacks().stack_name("ours").send().await?;
    let theirs = live.boto("describe_stacks", json!({"StackName": "ours"}))?;
    compare(live, "a stack that we made", read.stacks().first().ok_or("no stack")?, &theirs["Stacks"][0]);

    let parameter = Parameter::builder().parameter_key("Name").parameter_value("changed").build();
    client.update_stack().stack_name("ours").template_body(TEMPLATE).parameters(parameter).send().await?;
    client.wait_until_stack_update_complete().stack_name("ours").wait(WAIT).await?;
    let theirs = live.boto("describe_stacks", json!({"StackName": "ours"}))?;
    let theirs = &theirs["Stacks"][0];
    live.same("a stack that we changed: status", "UPDATE_COMPLETE", &theirs["StackStatus"]);
    live.same("a stack that we changed: parameter", "changed", &theirs["Parameters"][0]["ParameterValue"]);

    let checked = client.validate_template().template_body(TEMPLATE).send().await?;
    let theirs = live.boto("validate_template", json!({"TemplateBody": TEMPLATE}))?;
    let names: Vec<_> =
        checked.parameters().iter().map(|one| json!([one.parameter_key(), one.default_value()])).collect();
    let theirs = theirs["Parameters"].as_array().map(Vec::as_slice).unwrap_or_default();
    let theirs: Vec<Value> = theirs.iter().map(|one| json!([one["ParameterKey"], one["DefaultValue"]])).collect();
    live.same("a template: parameters", names, &json!(theirs));
    Ok(())
}

async fn theirs(live: &Live, client: &Client) -> Result {
    live.boto("create_stack", json!({"StackName": "theirs", "TemplateBody": TEMPLATE}))?;
    client.wait_until_stack_exists().stack_name("theirs").wait(WAIT).await?;
    let read = client.describe_stacks().stack_name("theirs").send().await?;
    let theirs = live.boto("describe_stacks", json!({"StackName": "theirs"}))?;
    compare(live, "a stack that boto3 made", read.stacks().first().ok_or("no stack")?, &theirs["Stacks"][0]);
    let ours = client.list_stack_resources().stack_name("theirs").into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_stack_resources", json!({"StackName": "theirs"}))?;
    let ours: Vec<_> = ours.iter().map(|one| json!([one.logical_resource_id(), one.physical_resource_id()])).collect();
    let their = &theirs["StackResourceSummaries"][0];
    live.same("resources of a stack", ours, &json!([[their["LogicalResourceId"], their["PhysicalResourceId"]]]));
    let ours = client.get_template().stack_name("theirs").send().await?;
    live.same("a template that boto3 wrote", ours.template_body(), &json!(TEMPLATE));
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    let made = many(120, 50, |number| {
        let template = TEMPLATE.replace("news", &format!("topic-{number}"));
        let call = client.create_stack().stack_name(format!("stack-{number}")).template_body(template);
        async move { call.send().await }
    });
    live.same("stacks made at once", made.await?.len(), &json!(120));
    let ours = client.list_stacks().into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_stacks", json!({}))?;
    let ours: Vec<_> = ours.iter().map(|stack| stack.stack_name()).collect();
    let theirs = theirs["StackSummaries"].as_array().ok_or("no stacks")?;
    let theirs: Vec<&Value> = theirs.iter().map(|stack| &stack["StackName"]).collect();
    live.same("stacks over pages", ours, &json!(theirs));
    let ours = client.list_exports().into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_exports", json!({}))?;
    let theirs: Vec<&Value> =
        theirs["Exports"].as_array().ok_or("no exports")?.iter().map(|one| &one["Name"]).collect();
    let ours: Vec<_> = ours.iter().map(|one| one.name()).collect();
    live.same("exports over pages", json!(ours), &json!(theirs));
    let described = many(500, 50, |number| {
        let call = client.describe_stacks().stack_name(format!("stack-{}", number % 120));
        async move { call.send().await }
    });
    live.same("calls at once", described.await?.iter().filter(|one| one.stacks().len() == 1).count(), &json!(500));
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    client.delete_stack().stack_name("stack-0").send().await?;
    client.wait_until_stack_delete_complete().stack_name("stack-0").wait(WAIT).await?;
    let gone = client.describe_stacks().stack_name("stack-0").send().await.err().ok_or("the stack is there")?;
    live.same_error("a stack that was deleted", &gone, "describe_stacks", json!({"StackName": "stack-0"}))?;
    let arguments = json!({"StackName": "theirs", "TemplateBody": TEMPLATE});
    let twice = client.create_stack().stack_name("theirs").template_body(TEMPLATE).send().await.err();
    let twice = twice.ok_or("the stack was made twice")?;
    live.check(
        "a stack made twice: its type",
        twice.as_service_error().is_some_and(|e| e.is_already_exists_exception()),
    );
    live.same_error("a stack made twice", &twice, "create_stack", arguments)
}
