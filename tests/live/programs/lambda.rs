//! Functions, their versions and aliases. None is called: that takes Docker.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_lambda::Client;
use aws_sdk_lambda::client::Waiters;
use aws_sdk_lambda::primitives::Blob;
use aws_sdk_lambda::types::{Architecture, Environment, FunctionCode, Runtime};
use serde_json::{Value, json};

/// The end of an archive without files.
const EMPTY_ZIP: [u8; 22] = [b'P', b'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let role = role(live)?;
    let arn = functions(live, &client, &role).await?;
    aliases(live, &client).await?;
    tags(live, &client, &arn).await?;
    pages(live, &client, &role).await?;
    client.delete_function().function_name("ours").send().await?;
    let gone = client.get_function().function_name("ours").send().await.err().ok_or("the function is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_resource_not_found_exception());
    live.check("a function that was deleted: ResourceNotFoundException", is_typed);
    live.same_error("a function that was deleted", &gone, "get_function", json!({"FunctionName": "ours"}))
}

/// A role, of which a fake only has the name.
fn role(live: &Live) -> Result<String> {
    if live.is_fake() {
        return Ok("arn:aws:iam::123456789012:role/runs-functions".to_owned());
    }
    let role = json!({"RoleName": "runs-functions", "AssumeRolePolicyDocument": "{}"});
    Ok(live.boto_of("iam", "create_role", role)?["Role"]["Arn"].as_str().ok_or("no role")?.to_owned())
}

async fn functions(live: &Live, client: &Client, role: &str) -> Result<String> {
    let code = FunctionCode::builder().zip_file(Blob::new(EMPTY_ZIP)).build();
    let environment = Environment::builder().variables("NAME", "<&> é").build();
    let make =
        client.create_function().function_name("ours").runtime(Runtime::Python312).role(role).handler("a.b").code(code);
    let make = make.environment(environment).memory_size(256).timeout(10).architectures(Architecture::Arm64);
    let made = make.description("é").tags("team", "a & b").send().await?;
    client.wait_until_function_active_v2().function_name("ours").wait(WAIT).await?;
    let theirs = live.boto("get_function_configuration", json!({"FunctionName": "ours"}))?;
    live.same("a function that we made: arn", made.function_arn(), &theirs["FunctionArn"]);
    live.same("a function that we made: sum", made.code_sha256(), &theirs["CodeSha256"]);
    live.same("a function that we made: size", made.code_size(), &theirs["CodeSize"]);
    live.same("a function that we made: variables", json!({"NAME": "<&> é"}), &theirs["Environment"]["Variables"]);

    let update = client.update_function_configuration().function_name("ours").memory_size(512).timeout(20);
    update.send().await?;
    client.wait_until_function_updated_v2().function_name("ours").wait(WAIT).await?;
    let ours = client.get_function_configuration().function_name("ours").send().await?;
    let theirs = live.boto("get_function_configuration", json!({"FunctionName": "ours"}))?;
    live.same("a function: memory", ours.memory_size(), &theirs["MemorySize"]);
    live.same("a function: memory, sent", 512, &theirs["MemorySize"]);
    live.same("a function: runtime", ours.runtime().map(|runtime| runtime.as_str()), &theirs["Runtime"]);
    live.same("a function: state", ours.state().map(|state| state.as_str()), &theirs["State"]);
    live.same("a function: changed", ours.last_modified(), &theirs["LastModified"]);
    live.same(
        "a function: variables",
        json!(ours.environment().and_then(|one| one.variables())),
        &theirs["Environment"]["Variables"],
    );
    let kinds: Vec<_> = ours.architectures().iter().map(|one| one.as_str()).collect();
    live.same("a function: architectures", kinds, &theirs["Architectures"]);
    let storage = ours.ephemeral_storage().map(|storage| storage.size());
    live.same("a function: storage", storage, &theirs["EphemeralStorage"]["Size"]);
    client.put_function_concurrency().function_name("ours").reserved_concurrent_executions(3).send().await?;
    let ours = client.get_function().function_name("ours").send().await?;
    let theirs = live.boto("get_function", json!({"FunctionName": "ours"}))?;
    let most = ours.concurrency().and_then(|one| one.reserved_concurrent_executions());
    live.same("a function: at once", most, &theirs["Concurrency"]["ReservedConcurrentExecutions"]);
    live.same("a function: tags", json!(ours.tags()), &theirs["Tags"]);
    Ok(made.function_arn().ok_or("no arn")?.to_owned())
}

async fn aliases(live: &Live, client: &Client) -> Result {
    let version = client.publish_version().function_name("ours").description("first").send().await?;
    let version = version.version().ok_or("no version")?;
    client.create_alias().function_name("ours").name("live").function_version(version).description("é").send().await?;
    live.boto("create_alias", json!({"FunctionName": "ours", "Name": "theirs", "FunctionVersion": "$LATEST"}))?;
    client.update_alias().function_name("ours").name("live").description("changed").send().await?;
    let ours = client.get_alias().function_name("ours").name("theirs").send().await?;
    let theirs = live.boto("get_alias", json!({"FunctionName": "ours", "Name": "theirs"}))?;
    live.same("an alias that boto3 made: arn", ours.alias_arn(), &theirs["AliasArn"]);
    live.same("an alias that boto3 made: version", ours.function_version(), &theirs["FunctionVersion"]);
    let theirs = live.boto("get_alias", json!({"FunctionName": "ours", "Name": "live"}))?;
    live.same("an alias that we changed", "changed", &theirs["Description"]);
    client.delete_alias().function_name("ours").name("live").send().await?;
    Ok(())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    client.tag_resource().resource(arn).tags("cost", "1/2 <é>").send().await?;
    let ours = client.list_tags().resource(arn).send().await?;
    live.same("tags", json!(ours.tags()), &live.boto("list_tags", json!({"Resource": arn}))?["Tags"]);
    client.untag_resource().resource(arn).tag_keys("team").tag_keys("other").send().await?;
    let theirs = live.boto("list_tags", json!({"Resource": arn}))?;
    live.same("tags after one was removed", json!({"cost": "1/2 <é>"}), &theirs["Tags"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client, role: &str) -> Result {
    let made = many(120, 50, |number| {
        let code = FunctionCode::builder().zip_file(Blob::new(EMPTY_ZIP)).build();
        let call = client.create_function().function_name(format!("many-{number}")).runtime(Runtime::Python312);
        let call = call.role(role).handler("a.b").code(code);
        async move { call.send().await }
    });
    live.same("functions made at once", made.await?.len(), &json!(120));
    let ours = client.list_functions().into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_functions", json!({}))?;
    let ours: Vec<_> = ours.iter().map(|function| function.function_name()).collect();
    let theirs: Vec<&Value> =
        theirs["Functions"].as_array().ok_or("none")?.iter().map(|one| &one["FunctionName"]).collect();
    live.same("functions over pages", json!(ours), &json!(theirs));
    let read = many(500, 50, |number| {
        let call = client.get_function_configuration().function_name(format!("many-{}", number % 120));
        async move { call.send().await }
    });
    live.same("calls at once", read.await?.iter().filter(|one| one.function_name().is_some()).count(), &json!(500));
    Ok(())
}
