//! State machines and their executions.

use crate::harness::{Live, Result, many};
use aws_sdk_sfn::Client;
use aws_sdk_sfn::types::Tag;
use serde_json::{Value, json};

const DEFINITION: &str =
    r#"{"StartAt": "a", "States": {"a": {"Type": "Pass", "Result": {"b": "<&> é"}, "End": true}}}"#;
const ROLE: &str = "arn:aws:iam::123456789012:role/guest";

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let arn = machines(live, &client).await?;
    executions(live, &client, &arn).await?;
    tags(live, &client, &arn).await?;
    errors(live, &client, &arn).await
}

async fn machines(live: &Live, client: &Client) -> Result<String> {
    let tag = Tag::builder().key("team").value("a & b").build();
    let make = client.create_state_machine().name("ours").definition(DEFINITION).role_arn(ROLE).tags(tag);
    let made = make.send().await?;
    let arn = made.state_machine_arn();
    let theirs = live.boto("describe_state_machine", json!({"stateMachineArn": arn}))?;
    let ours = client.describe_state_machine().state_machine_arn(arn).send().await?;
    live.same("a machine: definition", DEFINITION, &theirs["definition"]);
    live.same("a machine: status", ours.status().map(|status| status.as_str()), &theirs["status"]);
    live.same("a machine: type", ours.r#type().as_str(), &theirs["type"]);
    live.same_time("a machine: made", Some(ours.creation_date()), &theirs["creationDate"]);
    live.same_time("a machine that we made: made", Some(made.creation_date()), &theirs["creationDate"]);

    let arguments = json!({"name": "theirs", "definition": DEFINITION, "roleArn": ROLE, "type": "EXPRESS"});
    let theirs = live.boto("create_state_machine", arguments)?;
    let theirs = theirs["stateMachineArn"].as_str().ok_or("no arn")?;
    let read = client.describe_state_machine().state_machine_arn(theirs).send().await?;
    live.same("a machine that boto3 made: type", read.r#type().as_str(), &json!("EXPRESS"));
    live.same("a machine that boto3 made: definition", read.definition(), &json!(DEFINITION));
    client.update_state_machine().state_machine_arn(theirs).role_arn(format!("{ROLE}-2")).send().await?;
    let read = live.boto("describe_state_machine", json!({"stateMachineArn": theirs}))?;
    live.same("a machine that we changed", format!("{ROLE}-2"), &read["roleArn"]);

    let made = many(120, 50, |number| {
        let call =
            client.create_state_machine().name(format!("machine-{number}")).definition(DEFINITION).role_arn(ROLE);
        async move { call.send().await }
    });
    live.same("machines made at once", made.await?.len(), &json!(120));
    let ours = client.list_state_machines().max_results(25).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_state_machines", json!({}))?;
    let theirs = theirs["stateMachines"].as_array().ok_or("none")?.iter().map(|one| &one["name"]);
    let ours: Vec<_> = ours.iter().map(|machine| machine.name()).collect();
    live.same("machines over pages", json!(ours), &json!(theirs.collect::<Vec<_>>()));
    Ok(arn.to_owned())
}

async fn executions(live: &Live, client: &Client, machine: &str) -> Result {
    let input = "{\"a\": \"<&> é\"}";
    let started = client.start_execution().state_machine_arn(machine).name("first").input(input).send().await?;
    let arn = started.execution_arn();
    let theirs = live.boto("describe_execution", json!({"executionArn": arn}))?;
    let ours = client.describe_execution().execution_arn(arn).send().await?;
    live.same("an execution: input", input, &theirs["input"]);
    live.same("an execution: name", ours.name(), &theirs["name"]);
    live.same_time("an execution: started", Some(ours.start_date()), &theirs["startDate"]);
    let stopped = client.stop_execution().execution_arn(arn).error("tired").cause("é").send().await?;
    let theirs = live.boto("describe_execution", json!({"executionArn": arn}))?;
    live.same("an execution that we stopped: status", "ABORTED", &theirs["status"]);
    live.same_time("an execution that we stopped: when", Some(stopped.stop_date()), &theirs["stopDate"]);
    let started = many(500, 50, |number| {
        let call = client.start_execution().state_machine_arn(machine).name(format!("execution-{number}"));
        async move { call.send().await }
    });
    live.same("executions started at once", started.await?.len(), &json!(500));
    let ours = client.list_executions().state_machine_arn(machine).max_results(90).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_executions", json!({"stateMachineArn": machine}))?;
    let theirs = theirs["executions"].as_array().ok_or("none")?.iter().map(|one| &one["executionArn"]);
    let ours: Vec<_> = ours.iter().map(|execution| execution.execution_arn()).collect();
    live.same("executions over pages", json!(ours), &json!(theirs.collect::<Vec<_>>()));
    Ok(())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    client.tag_resource().resource_arn(arn).tags(Tag::builder().key("cost").value("é").build()).send().await?;
    let ours = client.list_tags_for_resource().resource_arn(arn).send().await?;
    let ours: Vec<Value> = ours.tags().iter().map(|tag| json!({"key": tag.key(), "value": tag.value()})).collect();
    live.same("tags", ours, &live.boto("list_tags_for_resource", json!({"resourceArn": arn}))?["tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("team").send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"resourceArn": arn}))?;
    live.same("tags after one was removed", json!([{"key": "cost", "value": "é"}]), &theirs["tags"]);
    Ok(())
}

async fn errors(live: &Live, client: &Client, arn: &str) -> Result {
    client.delete_state_machine().state_machine_arn(arn).send().await?;
    let gone =
        client.describe_state_machine().state_machine_arn(arn).send().await.err().ok_or("the machine is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_state_machine_does_not_exist());
    live.check("a machine that was deleted: StateMachineDoesNotExist", is_typed);
    live.same_error("a machine that was deleted", &gone, "describe_state_machine", json!({"stateMachineArn": arn}))
}
