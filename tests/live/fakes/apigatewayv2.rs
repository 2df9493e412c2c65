//! APIs with their routes, integrations and stages. None is called.

use crate::harness::{answered_by, now, page};
use aws_sdk_apigatewayv2::fake::Fake;
use aws_sdk_apigatewayv2::operation::create_api::{CreateApiError, CreateApiInput, CreateApiOutput};
use aws_sdk_apigatewayv2::operation::create_integration::{
    CreateIntegrationError, CreateIntegrationInput, CreateIntegrationOutput,
};
use aws_sdk_apigatewayv2::operation::create_route::{CreateRouteError, CreateRouteInput, CreateRouteOutput};
use aws_sdk_apigatewayv2::operation::create_stage::{CreateStageError, CreateStageInput, CreateStageOutput};
use aws_sdk_apigatewayv2::operation::delete_api::{DeleteApiError, DeleteApiInput, DeleteApiOutput};
use aws_sdk_apigatewayv2::operation::delete_route::{DeleteRouteError, DeleteRouteInput, DeleteRouteOutput};
use aws_sdk_apigatewayv2::operation::get_api::{GetApiError, GetApiInput, GetApiOutput};
use aws_sdk_apigatewayv2::operation::get_apis::{GetApisError, GetApisInput, GetApisOutput};
use aws_sdk_apigatewayv2::operation::get_integration::{
    GetIntegrationError, GetIntegrationInput, GetIntegrationOutput,
};
use aws_sdk_apigatewayv2::operation::get_routes::{GetRoutesError, GetRoutesInput, GetRoutesOutput};
use aws_sdk_apigatewayv2::operation::get_stage::{GetStageError, GetStageInput, GetStageOutput};
use aws_sdk_apigatewayv2::operation::get_tags::{GetTagsError, GetTagsInput, GetTagsOutput};
use aws_sdk_apigatewayv2::operation::tag_resource::{TagResourceError, TagResourceInput, TagResourceOutput};
use aws_sdk_apigatewayv2::operation::untag_resource::{UntagResourceError, UntagResourceInput, UntagResourceOutput};
use aws_sdk_apigatewayv2::operation::update_api::{UpdateApiError, UpdateApiInput, UpdateApiOutput};
use aws_sdk_apigatewayv2::operation::update_route::{UpdateRouteError, UpdateRouteInput, UpdateRouteOutput};
use aws_sdk_apigatewayv2::types::error::NotFoundException;
use aws_sdk_apigatewayv2::types::{Api as Listed, Route};
use std::collections::BTreeMap;

struct Api {
    described: GetApiOutput,
    routes: BTreeMap<String, Route>,
    integrations: BTreeMap<String, GetIntegrationOutput>,
    stages: BTreeMap<String, GetStageOutput>,
}

#[derive(Default)]
struct Apis {
    all: BTreeMap<String, Api>,
    /// How many IDs were given, which are never given again.
    ids: usize,
}

impl Apis {
    fn id(&mut self) -> String {
        self.ids += 1;
        format!("id{:08}", self.ids)
    }

    /// An API by its ID, or by an ARN, which ends with that.
    fn get(&mut self, id: Option<&str>) -> Result<&mut Api, NotFoundException> {
        let id = id.and_then(|id| id.rsplit('/').next()).unwrap_or_default();
        self.all.get_mut(id).ok_or_else(|| missing("API", Some(id)))
    }
}

fn missing(what: &str, id: Option<&str>) -> NotFoundException {
    let message = format!("Invalid {what} identifier specified {}", id.unwrap_or_default());
    NotFoundException::builder().message(message).build()
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_api: create;
        on_get_api: get;
        on_get_apis: list;
        on_update_api: update;
        on_delete_api: delete;
        on_create_integration: create_integration;
        on_get_integration: get_integration;
        on_create_route: create_route;
        on_get_routes: routes;
        on_update_route: update_route;
        on_delete_route: delete_route;
        on_create_stage: create_stage;
        on_get_stage: get_stage;
        on_tag_resource: tag;
        on_untag_resource: untag;
        on_get_tags: tags;
    }
}

fn create(apis: &mut Apis, input: CreateApiInput) -> Result<CreateApiOutput, CreateApiError> {
    let id = apis.id();
    let made = GetApiOutput::builder().api_endpoint(format!("https://{id}.execute-api.us-east-1.amazonaws.com"));
    let made = made.api_id(&id).set_name(input.name).set_protocol_type(input.protocol_type).created_date(now());
    let made = made.set_description(input.description).set_cors_configuration(input.cors_configuration);
    let selection = input.route_selection_expression.unwrap_or_else(|| "$request.method $request.path".to_owned());
    let made = made.route_selection_expression(selection).set_tags(input.tags).set_version(input.version);
    let made = made.disable_schema_validation(input.disable_schema_validation.unwrap_or(false));
    let made = made.disable_execute_api_endpoint(input.disable_execute_api_endpoint.unwrap_or(false)).build();
    let output = CreateApiOutput::builder().api_id(&id).set_name(made.name.clone()).set_tags(made.tags.clone());
    let output = output.set_api_endpoint(made.api_endpoint.clone()).set_created_date(made.created_date);
    let output = output.set_protocol_type(made.protocol_type.clone());
    let output = output.set_route_selection_expression(made.route_selection_expression.clone());
    let output = output.set_disable_schema_validation(made.disable_schema_validation);
    let (routes, integrations, stages) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    apis.all.insert(id, Api { described: made, routes, integrations, stages });
    Ok(output.build())
}

fn get(apis: &mut Apis, input: GetApiInput) -> Result<GetApiOutput, GetApiError> {
    Ok(apis.get(input.api_id()).map_err(GetApiError::NotFoundException)?.described.clone())
}

/// How many APIs a page has if nobody says, which is all that the program makes: its client reads one page.
const PAGE: i32 = 1000;

fn list(apis: &mut Apis, input: GetApisInput) -> Result<GetApisOutput, GetApisError> {
    let listed = |(id, api): (&String, &Api)| {
        let listed = Listed::builder().api_id(id).set_name(api.described.name.clone());
        let listed = listed.set_protocol_type(api.described.protocol_type.clone());
        listed.set_route_selection_expression(api.described.route_selection_expression.clone()).build()
    };
    let all: Vec<_> = apis.all.iter().map(listed).collect();
    let most = input.max_results().and_then(|most| most.parse().ok());
    let (page, next) = page(&all, input.next_token(), most.or(Some(PAGE)));
    Ok(GetApisOutput::builder().set_items(Some(page)).set_next_token(next).build())
}

fn update(apis: &mut Apis, input: UpdateApiInput) -> Result<UpdateApiOutput, UpdateApiError> {
    let api = &mut apis.get(input.api_id()).map_err(UpdateApiError::NotFoundException)?.described;
    api.description = input.description.or(api.description.take());
    api.disable_execute_api_endpoint = input.disable_execute_api_endpoint.or(api.disable_execute_api_endpoint);
    Ok(UpdateApiOutput::builder().set_api_id(input.api_id).set_description(api.description.clone()).build())
}

fn delete(apis: &mut Apis, input: DeleteApiInput) -> Result<DeleteApiOutput, DeleteApiError> {
    apis.get(input.api_id()).map_err(DeleteApiError::NotFoundException)?;
    apis.all.remove(input.api_id().unwrap_or_default());
    Ok(DeleteApiOutput::builder().build())
}

fn create_integration(
    apis: &mut Apis,
    input: CreateIntegrationInput,
) -> Result<CreateIntegrationOutput, CreateIntegrationError> {
    let id = apis.id();
    let api = apis.get(input.api_id()).map_err(CreateIntegrationError::NotFoundException)?;
    let made = GetIntegrationOutput::builder().integration_id(&id).set_integration_type(input.integration_type);
    let made = made.set_integration_method(input.integration_method).set_integration_uri(input.integration_uri);
    let made = made.set_request_parameters(input.request_parameters);
    let made = made.timeout_in_millis(input.timeout_in_millis.unwrap_or(30_000));
    api.integrations.insert(id.clone(), made.build());
    Ok(CreateIntegrationOutput::builder().integration_id(id).build())
}

fn get_integration(apis: &mut Apis, input: GetIntegrationInput) -> Result<GetIntegrationOutput, GetIntegrationError> {
    let api = apis.get(input.api_id()).map_err(GetIntegrationError::NotFoundException)?;
    let integration = api.integrations.get(input.integration_id().unwrap_or_default()).cloned();
    let error = || GetIntegrationError::NotFoundException(missing("Integration", input.integration_id()));
    integration.ok_or_else(error)
}

fn create_route(apis: &mut Apis, input: CreateRouteInput) -> Result<CreateRouteOutput, CreateRouteError> {
    let id = apis.id();
    let api = apis.get(input.api_id()).map_err(CreateRouteError::NotFoundException)?;
    let route = Route::builder().route_id(&id).set_route_key(input.route_key).set_target(input.target);
    api.routes.insert(id.clone(), route.set_operation_name(input.operation_name).build());
    Ok(CreateRouteOutput::builder().route_id(id).build())
}

fn routes(apis: &mut Apis, input: GetRoutesInput) -> Result<GetRoutesOutput, GetRoutesError> {
    let api = apis.get(input.api_id()).map_err(GetRoutesError::NotFoundException)?;
    Ok(GetRoutesOutput::builder().set_items(Some(api.routes.values().cloned().collect())).build())
}

fn update_route(apis: &mut Apis, input: UpdateRouteInput) -> Result<UpdateRouteOutput, UpdateRouteError> {
    let api = apis.get(input.api_id()).map_err(UpdateRouteError::NotFoundException)?;
    let route = api.routes.get_mut(input.route_id().unwrap_or_default());
    let route = route.ok_or_else(|| UpdateRouteError::NotFoundException(missing("Route", input.route_id())))?;
    route.operation_name = input.operation_name.or(route.operation_name.take());
    Ok(UpdateRouteOutput::builder().set_route_id(input.route_id).build())
}

fn delete_route(apis: &mut Apis, input: DeleteRouteInput) -> Result<DeleteRouteOutput, DeleteRouteError> {
    let api = apis.get(input.api_id()).map_err(DeleteRouteError::NotFoundException)?;
    api.routes.remove(input.route_id().unwrap_or_default());
    Ok(DeleteRouteOutput::builder().build())
}

fn create_stage(apis: &mut Apis, input: CreateStageInput) -> Result<CreateStageOutput, CreateStageError> {
    let api = apis.get(input.api_id()).map_err(CreateStageError::NotFoundException)?;
    let name = input.stage_name.unwrap_or_default();
    let stage = GetStageOutput::builder().stage_name(&name).set_auto_deploy(input.auto_deploy);
    api.stages.insert(name.clone(), stage.set_stage_variables(input.stage_variables).build());
    Ok(CreateStageOutput::builder().stage_name(name).build())
}

fn get_stage(apis: &mut Apis, input: GetStageInput) -> Result<GetStageOutput, GetStageError> {
    let api = apis.get(input.api_id()).map_err(GetStageError::NotFoundException)?;
    let stage = api.stages.get(input.stage_name().unwrap_or_default()).cloned();
    stage.ok_or_else(|| GetStageError::NotFoundException(missing("stage", input.stage_name())))
}

fn tag(apis: &mut Apis, input: TagResourceInput) -> Result<TagResourceOutput, TagResourceError> {
    let api = apis.get(input.resource_arn()).map_err(TagResourceError::NotFoundException)?;
    api.described.tags.get_or_insert_default().extend(input.tags.unwrap_or_default());
    Ok(TagResourceOutput::builder().build())
}

fn untag(apis: &mut Apis, input: UntagResourceInput) -> Result<UntagResourceOutput, UntagResourceError> {
    let api = apis.get(input.resource_arn()).map_err(UntagResourceError::NotFoundException)?;
    api.described.tags.get_or_insert_default().retain(|key, _| !input.tag_keys().contains(key));
    Ok(UntagResourceOutput::builder().build())
}

fn tags(apis: &mut Apis, input: GetTagsInput) -> Result<GetTagsOutput, GetTagsError> {
    let api = apis.get(input.resource_arn()).map_err(GetTagsError::NotFoundException)?;
    Ok(GetTagsOutput::builder().set_tags(api.described.tags.clone()).build())
}
