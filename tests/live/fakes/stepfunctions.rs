//! State machines, and executions that go on until they are stopped.

use crate::harness::{answered_by, now, page, untag as remove};
use aws_sdk_sfn::fake::Fake;
use aws_sdk_sfn::operation::create_state_machine::{
    CreateStateMachineError, CreateStateMachineInput, CreateStateMachineOutput,
};
use aws_sdk_sfn::operation::delete_state_machine::{
    DeleteStateMachineError, DeleteStateMachineInput, DeleteStateMachineOutput,
};
use aws_sdk_sfn::operation::describe_execution::{
    DescribeExecutionError, DescribeExecutionInput, DescribeExecutionOutput,
};
use aws_sdk_sfn::operation::describe_state_machine::{
    DescribeStateMachineError, DescribeStateMachineInput, DescribeStateMachineOutput,
};
use aws_sdk_sfn::operation::list_executions::{ListExecutionsError, ListExecutionsInput, ListExecutionsOutput};
use aws_sdk_sfn::operation::list_state_machines::{
    ListStateMachinesError, ListStateMachinesInput, ListStateMachinesOutput,
};
use aws_sdk_sfn::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_sfn::operation::start_execution::{StartExecutionError, StartExecutionInput, StartExecutionOutput};
use aws_sdk_sfn::operation::stop_execution::{StopExecutionError, StopExecutionInput, StopExecutionOutput};
use aws_sdk_sfn::operation::tag_resource::{TagResourceError, TagResourceInput, TagResourceOutput};
use aws_sdk_sfn::operation::untag_resource::{UntagResourceError, UntagResourceInput, UntagResourceOutput};
use aws_sdk_sfn::operation::update_state_machine::{
    UpdateStateMachineError, UpdateStateMachineInput, UpdateStateMachineOutput,
};
use aws_sdk_sfn::types::error::StateMachineDoesNotExist;
use aws_sdk_sfn::types::{
    ExecutionListItem, ExecutionStatus, StateMachineListItem, StateMachineStatus, StateMachineType, Tag,
};
use std::collections::BTreeMap;

#[derive(Default)]
struct States {
    machines: Vec<DescribeStateMachineOutput>,
    executions: Vec<DescribeExecutionOutput>,
    tags: BTreeMap<String, Vec<Tag>>,
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_state_machine: create;
        on_describe_state_machine: describe;
        on_update_state_machine: update;
        on_delete_state_machine: delete;
        on_list_state_machines: list;
        on_start_execution: start;
        on_describe_execution: describe_execution;
        on_stop_execution: stop;
        on_list_executions: list_executions;
        on_tag_resource: tag;
        on_untag_resource: untag;
        on_list_tags_for_resource: tags;
    }
}

fn arn(kind: &str, name: &str) -> String {
    format!("arn:aws:states:us-east-1:123456789012:{kind}:{name}")
}

fn create(
    states: &mut States,
    input: CreateStateMachineInput,
) -> Result<CreateStateMachineOutput, CreateStateMachineError> {
    let name = input.name.unwrap_or_default();
    let (arn, now) = (arn("stateMachine", &name), now());
    let machine = DescribeStateMachineOutput::builder().state_machine_arn(&arn).name(name).creation_date(now);
    let machine = machine.set_definition(input.definition).set_role_arn(input.role_arn);
    let machine = machine.r#type(input.r#type.unwrap_or(StateMachineType::Standard)).status(StateMachineStatus::Active);
    states.machines.push(machine.build()?);
    states.tags.insert(arn.clone(), input.tags.unwrap_or_default());
    Ok(CreateStateMachineOutput::builder().state_machine_arn(arn).creation_date(now).build()?)
}

fn describe(
    states: &mut States,
    input: DescribeStateMachineInput,
) -> Result<DescribeStateMachineOutput, DescribeStateMachineError> {
    let arn = input.state_machine_arn().unwrap_or_default();
    let machine = states.machines.iter().find(|machine| machine.state_machine_arn() == arn).cloned();
    machine.ok_or_else(|| {
        let message = format!("State Machine Does Not Exist: '{arn}'");
        let error = StateMachineDoesNotExist::builder().message(message).build();
        DescribeStateMachineError::StateMachineDoesNotExist(error)
    })
}

fn update(
    states: &mut States,
    input: UpdateStateMachineInput,
) -> Result<UpdateStateMachineOutput, UpdateStateMachineError> {
    let mut machines = states.machines.iter_mut();
    let machine = machines.find(|machine| Some(machine.state_machine_arn()) == input.state_machine_arn());
    if let (Some(machine), Some(role)) = (machine, input.role_arn) {
        machine.role_arn = role;
    }
    Ok(UpdateStateMachineOutput::builder().update_date(now()).build()?)
}

fn delete(
    states: &mut States,
    input: DeleteStateMachineInput,
) -> Result<DeleteStateMachineOutput, DeleteStateMachineError> {
    states.machines.retain(|machine| Some(machine.state_machine_arn()) != input.state_machine_arn());
    Ok(DeleteStateMachineOutput::builder().build())
}

fn list(states: &mut States, input: ListStateMachinesInput) -> Result<ListStateMachinesOutput, ListStateMachinesError> {
    let (page, next) = page(&states.machines, input.next_token(), input.max_results());
    let mut output = ListStateMachinesOutput::builder().set_next_token(next).set_state_machines(Some(Vec::new()));
    for machine in page {
        let item = StateMachineListItem::builder().state_machine_arn(machine.state_machine_arn).name(machine.name);
        output = output.state_machines(item.r#type(machine.r#type).creation_date(machine.creation_date).build()?);
    }
    Ok(output.build()?)
}

fn start(states: &mut States, input: StartExecutionInput) -> Result<StartExecutionOutput, StartExecutionError> {
    let name = input.name.unwrap_or_default();
    let (arn, now) = (arn("execution", &name), now());
    let execution = DescribeExecutionOutput::builder().execution_arn(&arn).name(name).start_date(now);
    let execution = execution.set_state_machine_arn(input.state_machine_arn).set_input(input.input);
    states.executions.push(execution.status(ExecutionStatus::Running).build()?);
    Ok(StartExecutionOutput::builder().execution_arn(arn).start_date(now).build()?)
}

fn describe_execution(
    states: &mut States,
    input: DescribeExecutionInput,
) -> Result<DescribeExecutionOutput, DescribeExecutionError> {
    let mut executions = states.executions.iter();
    let found = executions.find(|execution| Some(execution.execution_arn()) == input.execution_arn());
    Ok(found.cloned().expect("the programs ask for what there is"))
}

fn stop(states: &mut States, input: StopExecutionInput) -> Result<StopExecutionOutput, StopExecutionError> {
    let now = now();
    for execution in &mut states.executions {
        if Some(execution.execution_arn()) == input.execution_arn() {
            execution.status = ExecutionStatus::Aborted;
            execution.stop_date = Some(now);
        }
    }
    Ok(StopExecutionOutput::builder().stop_date(now).build()?)
}

fn list_executions(
    states: &mut States,
    input: ListExecutionsInput,
) -> Result<ListExecutionsOutput, ListExecutionsError> {
    let (page, next) = page(&states.executions, input.next_token(), input.max_results());
    let mut output = ListExecutionsOutput::builder().set_next_token(next).set_executions(Some(Vec::new()));
    for execution in page {
        let item = ExecutionListItem::builder().execution_arn(execution.execution_arn).set_name(execution.name);
        let item = item.state_machine_arn(execution.state_machine_arn).status(execution.status);
        output = output.executions(item.start_date(execution.start_date).build()?);
    }
    Ok(output.build()?)
}

fn tag(states: &mut States, input: TagResourceInput) -> Result<TagResourceOutput, TagResourceError> {
    states.tags.entry(input.resource_arn.unwrap_or_default()).or_default().extend(input.tags.unwrap_or_default());
    Ok(TagResourceOutput::builder().build())
}

fn untag(states: &mut States, input: UntagResourceInput) -> Result<UntagResourceOutput, UntagResourceError> {
    if let Some(tags) = states.tags.get_mut(&input.resource_arn.unwrap_or_default()) {
        remove(tags, input.tag_keys, Tag::key);
    }
    Ok(UntagResourceOutput::builder().build())
}

fn tags(
    states: &mut States,
    input: ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, ListTagsForResourceError> {
    let tags = states.tags.get(input.resource_arn().unwrap_or_default()).cloned();
    Ok(ListTagsForResourceOutput::builder().set_tags(tags).build())
}
