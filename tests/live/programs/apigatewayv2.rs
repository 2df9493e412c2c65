//! APIs with their routes, integrations and stages. ListRoutingRules alone has pages, and moto does not know it.

use crate::harness::{Live, Result, many};
use aws_sdk_apigatewayv2::Client;
use aws_sdk_apigatewayv2::types::{Cors, IntegrationType, ProtocolType};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let (id, arn) = apis(live, &client).await?;
    routes(live, &client, &id).await?;
    tags(live, &client, &arn).await?;
    all(live, &client).await?;
    client.delete_api().api_id(&id).send().await?;
    let gone = client.get_api().api_id(&id).send().await.err().ok_or("the API is there")?;
    live.check(
        "an API that was deleted: NotFoundException",
        gone.as_service_error().is_some_and(|e| e.is_not_found_exception()),
    );
    live.same_error("an API that was deleted", &gone, "get_api", json!({"ApiId": id}))
}

async fn apis(live: &Live, client: &Client) -> Result<(String, String)> {
    let cors =
        Cors::builder().allow_origins("https://example.com").allow_methods("GET").max_age(60).allow_credentials(true);
    let make =
        client.create_api().name("ours & <theirs>").protocol_type(ProtocolType::Http).cors_configuration(cors.build());
    let made = make.description("é").tags("team", "a & b").send().await?;
    let id = made.api_id().ok_or("no id")?.to_owned();
    let theirs = live.boto("get_api", json!({"ApiId": id}))?;
    live.same("an API that we made: name", made.name(), &theirs["Name"]);
    live.same("an API that we made: endpoint", made.api_endpoint(), &theirs["ApiEndpoint"]);
    live.same("an API that we made: tags", json!(made.tags()), &theirs["Tags"]);
    live.same_time("an API that we made: made", made.created_date(), &theirs["CreatedDate"]);
    live.same("an API that we made: age", 60, &theirs["CorsConfiguration"]["MaxAge"]);

    let arguments = json!({"Name": "chat", "ProtocolType": "WEBSOCKET", "RouteSelectionExpression": "$request.body.action",
                           "DisableSchemaValidation": true});
    let theirs = live.boto("create_api", arguments)?;
    let read = client.get_api().api_id(theirs["ApiId"].as_str().ok_or("no id")?).send().await?;
    live.same("an API that boto3 made: name", read.name(), &theirs["Name"]);
    live.same(
        "an API that boto3 made: selection",
        read.route_selection_expression(),
        &theirs["RouteSelectionExpression"],
    );
    live.same(
        "an API that boto3 made: protocol",
        read.protocol_type().map(|one| one.as_str()),
        &theirs["ProtocolType"],
    );
    live.same(
        "an API that boto3 made: validation",
        read.disable_schema_validation(),
        &theirs["DisableSchemaValidation"],
    );

    client.update_api().api_id(&id).description("").disable_execute_api_endpoint(true).send().await?;
    let theirs = live.boto("get_api", json!({"ApiId": id}))?;
    live.same("an API that we changed: endpoint", true, &theirs["DisableExecuteApiEndpoint"]);
    Ok((id.clone(), format!("arn:aws:apigateway:us-east-1::/apis/{id}")))
}

async fn routes(live: &Live, client: &Client, id: &str) -> Result {
    let integration = client.create_integration().api_id(id).integration_type(IntegrationType::HttpProxy);
    let integration = integration.integration_method("GET").integration_uri("https://example.com/a?b=c&d");
    let integration = integration.request_parameters("append:header.x", "$request.path").send().await?;
    let integration = integration.integration_id().ok_or("no integration")?;
    let theirs = live.boto("get_integration", json!({"ApiId": id, "IntegrationId": integration}))?;
    live.same("an integration: URI", "https://example.com/a?b=c&d", &theirs["IntegrationUri"]);
    let ours = client.get_integration().api_id(id).integration_id(integration).send().await?;
    live.same("an integration: timeout", ours.timeout_in_millis(), &theirs["TimeoutInMillis"]);
    live.same("an integration: parameters", json!(ours.request_parameters()), &theirs["RequestParameters"]);

    let route =
        client.create_route().api_id(id).route_key("GET /pets/{id}").target(format!("integrations/{integration}"));
    let route = route.send().await?;
    let route = route.route_id().ok_or("no route")?;
    live.boto("create_route", json!({"ApiId": id, "RouteKey": "$default", "OperationName": "rest"}))?;
    client.update_route().api_id(id).route_id(route).operation_name("GetPet").send().await?;
    let ours = client.get_routes().api_id(id).send().await?;
    let theirs = live.boto("get_routes", json!({"ApiId": id}))?;
    let theirs = theirs["Items"].as_array().ok_or("no routes")?;
    let theirs: Vec<Value> =
        theirs.iter().map(|one| json!([one["RouteKey"], one["OperationName"], one["Target"]])).collect();
    let ours: Vec<Value> =
        ours.items().iter().map(|one| json!([one.route_key(), one.operation_name(), one.target()])).collect();
    live.same("routes", ours, &json!(theirs));
    client.delete_route().api_id(id).route_id(route).send().await?;

    client.create_stage().api_id(id).stage_name("test").auto_deploy(true).stage_variables("a", "b").send().await?;
    let ours = client.get_stage().api_id(id).stage_name("test").send().await?;
    let theirs = live.boto("get_stage", json!({"ApiId": id, "StageName": "test"}))?;
    live.same("a stage: variables", json!(ours.stage_variables()), &theirs["StageVariables"]);
    live.same("a stage: deploys", ours.auto_deploy(), &theirs["AutoDeploy"]);
    Ok(())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    client.tag_resource().resource_arn(arn).tags("cost", "1/2 <é>").send().await?;
    let ours = client.get_tags().resource_arn(arn).send().await?;
    let theirs = live.boto("get_tags", json!({"ResourceArn": arn}))?;
    live.same("tags", json!(ours.tags()), &theirs["Tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("team").tag_keys("other").send().await?;
    let theirs = live.boto("get_tags", json!({"ResourceArn": arn}))?;
    live.same("tags after one was removed", json!({"cost": "1/2 <é>"}), &theirs["Tags"]);
    Ok(())
}

async fn all(live: &Live, client: &Client) -> Result {
    let made = many(500, 50, |number| {
        let call = client.create_api().name(format!("api-{number}")).protocol_type(ProtocolType::Http);
        async move { call.send().await }
    });
    let made = made.await?;
    live.same("APIs made at once", made.iter().filter(|api| api.api_id().is_some()).count(), &json!(500));
    let ours = client.get_apis().send().await?;
    let theirs = live.boto_pages("get_apis", json!({}))?;
    let ours: Vec<_> = ours.items().iter().map(|api| api.api_id()).collect();
    let theirs: Vec<&Value> = theirs["Items"].as_array().ok_or("no APIs")?.iter().map(|api| &api["ApiId"]).collect();
    live.same("all APIs", json!(ours), &json!(theirs));
    Ok(())
}
