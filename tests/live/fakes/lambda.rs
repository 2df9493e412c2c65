//! Functions that are active at once, and their aliases. None is called.

use crate::harness::{answered_by, page};
use aws_sdk_lambda::fake::Fake;
use aws_sdk_lambda::operation::create_alias::{CreateAliasError, CreateAliasInput, CreateAliasOutput};
use aws_sdk_lambda::operation::create_function::{CreateFunctionError, CreateFunctionInput, CreateFunctionOutput};
use aws_sdk_lambda::operation::delete_alias::{DeleteAliasError, DeleteAliasInput, DeleteAliasOutput};
use aws_sdk_lambda::operation::delete_function::{DeleteFunctionError, DeleteFunctionInput, DeleteFunctionOutput};
use aws_sdk_lambda::operation::get_alias::{GetAliasError, GetAliasInput, GetAliasOutput};
use aws_sdk_lambda::operation::get_function::{GetFunctionError, GetFunctionInput, GetFunctionOutput};
use aws_sdk_lambda::operation::get_function_configuration::{
    GetFunctionConfigurationError, GetFunctionConfigurationInput, GetFunctionConfigurationOutput,
};
use aws_sdk_lambda::operation::list_functions::{ListFunctionsError, ListFunctionsInput, ListFunctionsOutput};
use aws_sdk_lambda::operation::list_tags::{ListTagsError, ListTagsInput, ListTagsOutput};
use aws_sdk_lambda::operation::publish_version::{PublishVersionError, PublishVersionInput, PublishVersionOutput};
use aws_sdk_lambda::operation::put_function_concurrency::{
    PutFunctionConcurrencyError, PutFunctionConcurrencyInput, PutFunctionConcurrencyOutput,
};
use aws_sdk_lambda::operation::tag_resource::{TagResourceError, TagResourceInput, TagResourceOutput};
use aws_sdk_lambda::operation::untag_resource::{UntagResourceError, UntagResourceInput, UntagResourceOutput};
use aws_sdk_lambda::operation::update_alias::{UpdateAliasError, UpdateAliasInput, UpdateAliasOutput};
use aws_sdk_lambda::operation::update_function_configuration::{
    UpdateFunctionConfigurationError, UpdateFunctionConfigurationInput, UpdateFunctionConfigurationOutput,
};
use aws_sdk_lambda::types::error::ResourceNotFoundException;
use aws_sdk_lambda::types::{
    Architecture, Concurrency, EnvironmentResponse, EphemeralStorage, FunctionConfiguration, LastUpdateStatus, State,
};
use std::collections::{BTreeMap, HashMap};

/// The SHA-256 of an archive without files: the programs send no other.
const SUM: &str = "hznHbmgfkAkjuQDJ3w73XPQh05yrtUZQxLmtGbanbYU=";

struct Function {
    configuration: GetFunctionConfigurationOutput,
    reserved: Option<i32>,
    versions: usize,
    aliases: BTreeMap<String, GetAliasOutput>,
    tags: HashMap<String, String>,
}

#[derive(Default)]
struct Functions(BTreeMap<String, Function>);

impl Functions {
    /// A function by its name or ARN.
    fn get(&mut self, name: Option<&str>) -> Result<&mut Function, ResourceNotFoundException> {
        let name = name.and_then(|name| name.rsplit(':').next()).unwrap_or_default();
        self.0.get_mut(name).ok_or_else(|| missing(&arn(name)))
    }
}

fn missing(arn: &str) -> ResourceNotFoundException {
    ResourceNotFoundException::builder().message(format!("Function not found: {arn}")).r#type("User").build()
}

fn arn(name: &str) -> String {
    format!("arn:aws:lambda:us-east-1:123456789012:function:{name}")
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_function: create;
        on_get_function: get;
        on_get_function_configuration: get_configuration;
        on_update_function_configuration: update_configuration;
        on_list_functions: list;
        on_delete_function: delete;
        on_put_function_concurrency: put_concurrency;
        on_publish_version: publish;
        on_create_alias: create_alias;
        on_get_alias: get_alias;
        on_update_alias: update_alias;
        on_delete_alias: delete_alias;
        on_tag_resource: tag;
        on_untag_resource: untag;
        on_list_tags: tags;
    }
}

fn create(functions: &mut Functions, input: CreateFunctionInput) -> Result<CreateFunctionOutput, CreateFunctionError> {
    let (name, code) = (input.function_name.unwrap_or_default(), input.code.and_then(|code| code.zip_file));
    let size = code.map_or(0, |code| code.as_ref().len() as i64);
    let variables = input.environment.and_then(|environment| environment.variables);
    let environment = EnvironmentResponse::builder().set_variables(variables).build();
    let made = GetFunctionConfigurationOutput::builder().function_name(&name).function_arn(arn(&name));
    let made = made.set_runtime(input.runtime).set_role(input.role).set_handler(input.handler).version("$LATEST");
    let made = made.set_description(input.description).environment(environment).code_sha256(SUM).code_size(size);
    let made = made.timeout(input.timeout.unwrap_or(3)).memory_size(input.memory_size.unwrap_or(128));
    let made = made.set_architectures(input.architectures.or_else(|| Some(vec![Architecture::X8664])));
    let made = made.ephemeral_storage(EphemeralStorage::builder().size(512).build()?).state(State::Active);
    let made = made.last_update_status(LastUpdateStatus::Successful).last_modified("2026-01-02T03:04:05.000+0000");
    let (tags, aliases) = (input.tags.unwrap_or_default(), BTreeMap::new());
    let function = Function { configuration: made.build(), reserved: None, versions: 0, aliases, tags };
    let output = CreateFunctionOutput::builder().function_name(&name).function_arn(arn(&name));
    functions.0.insert(name, function);
    Ok(output.code_sha256(SUM).code_size(size).build())
}

/// What waiters and lists ask for.
fn summary(function: &Function) -> FunctionConfiguration {
    let configuration = function.configuration.clone();
    let summary = FunctionConfiguration::builder().set_function_name(configuration.function_name);
    let summary = summary.set_function_arn(configuration.function_arn).set_state(configuration.state);
    summary.set_last_update_status(configuration.last_update_status).build()
}

fn get(functions: &mut Functions, input: GetFunctionInput) -> Result<GetFunctionOutput, GetFunctionError> {
    let function = functions.get(input.function_name()).map_err(GetFunctionError::ResourceNotFoundException)?;
    let concurrency = Concurrency::builder().set_reserved_concurrent_executions(function.reserved).build();
    let output = GetFunctionOutput::builder().configuration(summary(function)).concurrency(concurrency);
    Ok(output.set_tags(Some(function.tags.clone())).build())
}

fn get_configuration(
    functions: &mut Functions,
    input: GetFunctionConfigurationInput,
) -> Result<GetFunctionConfigurationOutput, GetFunctionConfigurationError> {
    let function = functions.get(input.function_name());
    let function = function.map_err(GetFunctionConfigurationError::ResourceNotFoundException)?;
    Ok(function.configuration.clone())
}

fn update_configuration(
    functions: &mut Functions,
    input: UpdateFunctionConfigurationInput,
) -> Result<UpdateFunctionConfigurationOutput, UpdateFunctionConfigurationError> {
    let function = functions.get(input.function_name());
    let function = function.map_err(UpdateFunctionConfigurationError::ResourceNotFoundException)?;
    let configuration = &mut function.configuration;
    configuration.memory_size = input.memory_size.or(configuration.memory_size);
    configuration.timeout = input.timeout.or(configuration.timeout);
    Ok(UpdateFunctionConfigurationOutput::builder().set_function_name(configuration.function_name.clone()).build())
}

fn list(functions: &mut Functions, input: ListFunctionsInput) -> Result<ListFunctionsOutput, ListFunctionsError> {
    let all: Vec<_> = functions.0.values().map(summary).collect();
    let (page, next) = page(&all, input.marker(), input.max_items().or(Some(50)));
    Ok(ListFunctionsOutput::builder().set_functions(Some(page)).set_next_marker(next).build())
}

fn delete(functions: &mut Functions, input: DeleteFunctionInput) -> Result<DeleteFunctionOutput, DeleteFunctionError> {
    functions.get(input.function_name()).map_err(DeleteFunctionError::ResourceNotFoundException)?;
    functions.0.remove(input.function_name().unwrap_or_default());
    Ok(DeleteFunctionOutput::builder().status_code(204).build())
}

fn put_concurrency(
    functions: &mut Functions,
    input: PutFunctionConcurrencyInput,
) -> Result<PutFunctionConcurrencyOutput, PutFunctionConcurrencyError> {
    let function = functions.get(input.function_name());
    let function = function.map_err(PutFunctionConcurrencyError::ResourceNotFoundException)?;
    function.reserved = input.reserved_concurrent_executions;
    Ok(PutFunctionConcurrencyOutput::builder().set_reserved_concurrent_executions(function.reserved).build())
}

fn publish(functions: &mut Functions, input: PublishVersionInput) -> Result<PublishVersionOutput, PublishVersionError> {
    let function = functions.get(input.function_name()).map_err(PublishVersionError::ResourceNotFoundException)?;
    function.versions += 1;
    let output = PublishVersionOutput::builder().set_function_name(input.function_name);
    Ok(output.version(function.versions.to_string()).set_description(input.description).build())
}

fn create_alias(functions: &mut Functions, input: CreateAliasInput) -> Result<CreateAliasOutput, CreateAliasError> {
    let function = functions.get(input.function_name()).map_err(CreateAliasError::ResourceNotFoundException)?;
    let name = input.name.unwrap_or_default();
    let arn = format!("{}:{name}", arn(&input.function_name.unwrap_or_default()));
    let alias = GetAliasOutput::builder().alias_arn(&arn).name(&name).set_function_version(input.function_version);
    let output = CreateAliasOutput::builder().alias_arn(arn).name(&name).build();
    function.aliases.insert(name, alias.set_description(input.description).build());
    Ok(output)
}

/// The error of an alias that is not there.
fn no_alias(input: Option<&str>) -> ResourceNotFoundException {
    let message = format!("Cannot find alias: {}", input.unwrap_or_default());
    ResourceNotFoundException::builder().message(message).r#type("User").build()
}

fn get_alias(functions: &mut Functions, input: GetAliasInput) -> Result<GetAliasOutput, GetAliasError> {
    let missing = GetAliasError::ResourceNotFoundException;
    let function = functions.get(input.function_name()).map_err(missing)?;
    let alias = function.aliases.get(input.name().unwrap_or_default()).cloned();
    alias.ok_or_else(|| missing(no_alias(input.name())))
}

fn update_alias(functions: &mut Functions, input: UpdateAliasInput) -> Result<UpdateAliasOutput, UpdateAliasError> {
    let missing = UpdateAliasError::ResourceNotFoundException;
    let function = functions.get(input.function_name()).map_err(missing)?;
    let alias = function.aliases.get_mut(input.name().unwrap_or_default());
    let alias = alias.ok_or_else(|| missing(no_alias(input.name())))?;
    alias.description = input.description.or(alias.description.take());
    Ok(UpdateAliasOutput::builder().set_name(input.name).set_description(alias.description.clone()).build())
}

fn delete_alias(functions: &mut Functions, input: DeleteAliasInput) -> Result<DeleteAliasOutput, DeleteAliasError> {
    if let Ok(function) = functions.get(input.function_name()) {
        function.aliases.remove(input.name().unwrap_or_default());
    }
    Ok(DeleteAliasOutput::builder().build())
}

fn tag(functions: &mut Functions, input: TagResourceInput) -> Result<TagResourceOutput, TagResourceError> {
    let function = functions.get(input.resource()).map_err(TagResourceError::ResourceNotFoundException)?;
    function.tags.extend(input.tags.unwrap_or_default());
    Ok(TagResourceOutput::builder().build())
}

fn untag(functions: &mut Functions, input: UntagResourceInput) -> Result<UntagResourceOutput, UntagResourceError> {
    let function = functions.get(input.resource()).map_err(UntagResourceError::ResourceNotFoundException)?;
    function.tags.retain(|key, _| !input.tag_keys().contains(key));
    Ok(UntagResourceOutput::builder().build())
}

fn tags(functions: &mut Functions, input: ListTagsInput) -> Result<ListTagsOutput, ListTagsError> {
    let function = functions.get(input.resource()).map_err(ListTagsError::ResourceNotFoundException)?;
    Ok(ListTagsOutput::builder().set_tags(Some(function.tags.clone())).build())
}
