//! Zones with their records, and health checks.

use crate::harness::{answered_by, now, page, untag};
use aws_sdk_route53::error::BuildError;
use aws_sdk_route53::fake::Fake;
use aws_sdk_route53::operation::change_resource_record_sets::{
    ChangeResourceRecordSetsError, ChangeResourceRecordSetsInput, ChangeResourceRecordSetsOutput,
};
use aws_sdk_route53::operation::change_tags_for_resource::{
    ChangeTagsForResourceError, ChangeTagsForResourceInput, ChangeTagsForResourceOutput,
};
use aws_sdk_route53::operation::create_health_check::{
    CreateHealthCheckError, CreateHealthCheckInput, CreateHealthCheckOutput,
};
use aws_sdk_route53::operation::create_hosted_zone::{
    CreateHostedZoneError, CreateHostedZoneInput, CreateHostedZoneOutput,
};
use aws_sdk_route53::operation::delete_health_check::{
    DeleteHealthCheckError, DeleteHealthCheckInput, DeleteHealthCheckOutput,
};
use aws_sdk_route53::operation::delete_hosted_zone::{
    DeleteHostedZoneError, DeleteHostedZoneInput, DeleteHostedZoneOutput,
};
use aws_sdk_route53::operation::get_change::{GetChangeError, GetChangeInput, GetChangeOutput};
use aws_sdk_route53::operation::get_health_check::{GetHealthCheckError, GetHealthCheckInput, GetHealthCheckOutput};
use aws_sdk_route53::operation::get_hosted_zone::{GetHostedZoneError, GetHostedZoneInput, GetHostedZoneOutput};
use aws_sdk_route53::operation::list_hosted_zones::{
    ListHostedZonesError, ListHostedZonesInput, ListHostedZonesOutput,
};
use aws_sdk_route53::operation::list_resource_record_sets::{
    ListResourceRecordSetsError, ListResourceRecordSetsInput, ListResourceRecordSetsOutput,
};
use aws_sdk_route53::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_route53::operation::update_health_check::{
    UpdateHealthCheckError, UpdateHealthCheckInput, UpdateHealthCheckOutput,
};
use aws_sdk_route53::types::error::{NoSuchHealthCheck, NoSuchHostedZone};
use aws_sdk_route53::types::{
    ChangeAction, ChangeInfo, ChangeStatus, DelegationSet, HealthCheck, HostedZone, ResourceRecordSet, ResourceTagSet,
    Tag, TagResourceType,
};
use std::collections::BTreeMap;

#[derive(Default)]
struct Names {
    zones: Vec<HostedZone>,
    /// By the id of the zone, without the prefix of answers.
    records: BTreeMap<String, Vec<ResourceRecordSet>>,
    tags: BTreeMap<String, Vec<Tag>>,
    checks: Vec<HealthCheck>,
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_hosted_zone: create;
        on_get_hosted_zone: get;
        on_list_hosted_zones: list;
        on_delete_hosted_zone: delete;
        on_change_resource_record_sets: change;
        on_get_change: get_change;
        on_list_resource_record_sets: list_records;
        on_change_tags_for_resource: change_tags;
        on_list_tags_for_resource: list_tags;
        on_create_health_check: create_check;
        on_get_health_check: get_check;
        on_update_health_check: update_check;
        on_delete_health_check: delete_check;
    }
}

fn id(id: Option<&str>) -> String {
    format!("/hostedzone/{}", id.unwrap_or_default())
}

/// A change that has been made everywhere.
fn done() -> Result<ChangeInfo, BuildError> {
    ChangeInfo::builder().id("/change/C1").status(ChangeStatus::Insync).submitted_at(now()).build()
}

fn servers() -> Result<DelegationSet, BuildError> {
    DelegationSet::builder().name_servers("ns-1.example.net").name_servers("ns-2.example.net").build()
}

fn create(names: &mut Names, input: CreateHostedZoneInput) -> Result<CreateHostedZoneOutput, CreateHostedZoneError> {
    let id = id(Some(&format!("Z{:08}", names.zones.len())));
    let zone = HostedZone::builder().id(&id).name(format!("{}.", input.name.unwrap_or_default()));
    let zone = zone.set_caller_reference(input.caller_reference).set_config(input.hosted_zone_config);
    let zone = zone.resource_record_set_count(2).build()?;
    names.zones.push(zone.clone());
    let output = CreateHostedZoneOutput::builder().hosted_zone(zone).change_info(done()?).delegation_set(servers()?);
    Ok(output.location(format!("https://route53.amazonaws.com/2013-04-01{id}")).build()?)
}

fn get(names: &mut Names, input: GetHostedZoneInput) -> Result<GetHostedZoneOutput, GetHostedZoneError> {
    let zone = names.zones.iter().find(|zone| zone.id() == id(input.id())).cloned();
    let zone = zone.ok_or_else(|| {
        let message = format!("No hosted zone found with ID: {}", input.id().unwrap_or_default());
        GetHostedZoneError::NoSuchHostedZone(NoSuchHostedZone::builder().message(message).build())
    })?;
    Ok(GetHostedZoneOutput::builder().hosted_zone(zone).delegation_set(servers()?).build())
}

fn list(names: &mut Names, input: ListHostedZonesInput) -> Result<ListHostedZonesOutput, ListHostedZonesError> {
    let (page, next) = page(&names.zones, input.marker(), input.max_items());
    let output = ListHostedZonesOutput::builder().set_hosted_zones(Some(page)).is_truncated(next.is_some());
    let output = output.marker(input.marker().unwrap_or_default()).max_items(input.max_items().unwrap_or(100));
    Ok(output.set_next_marker(next).build()?)
}

fn delete(names: &mut Names, input: DeleteHostedZoneInput) -> Result<DeleteHostedZoneOutput, DeleteHostedZoneError> {
    names.zones.retain(|zone| zone.id() != id(input.id()));
    Ok(DeleteHostedZoneOutput::builder().change_info(done()?).build())
}

fn change(
    names: &mut Names,
    input: ChangeResourceRecordSetsInput,
) -> Result<ChangeResourceRecordSetsOutput, ChangeResourceRecordSetsError> {
    let records = names.records.entry(input.hosted_zone_id.unwrap_or_default()).or_default();
    for change in input.change_batch.iter().flat_map(|batch| batch.changes()) {
        let Some(set) = change.resource_record_set() else { continue };
        records.retain(|other| (other.name(), other.r#type()) != (set.name(), set.r#type()));
        if *change.action() != ChangeAction::Delete {
            records.push(set.clone());
        }
    }
    Ok(ChangeResourceRecordSetsOutput::builder().change_info(done()?).build())
}

fn get_change(_: &mut Names, _: GetChangeInput) -> Result<GetChangeOutput, GetChangeError> {
    Ok(GetChangeOutput::builder().change_info(done()?).build())
}

fn list_records(
    names: &mut Names,
    input: ListResourceRecordSetsInput,
) -> Result<ListResourceRecordSetsOutput, ListResourceRecordSetsError> {
    let records = names.records.get(input.hosted_zone_id().unwrap_or_default()).cloned().unwrap_or_default();
    let output = ListResourceRecordSetsOutput::builder().set_resource_record_sets(Some(records));
    Ok(output.is_truncated(false).max_items(300).build()?)
}

fn change_tags(
    names: &mut Names,
    input: ChangeTagsForResourceInput,
) -> Result<ChangeTagsForResourceOutput, ChangeTagsForResourceError> {
    let tags = names.tags.entry(input.resource_id.unwrap_or_default()).or_default();
    tags.extend(input.add_tags.unwrap_or_default());
    untag(tags, input.remove_tag_keys, Tag::key);
    Ok(ChangeTagsForResourceOutput::builder().build())
}

fn list_tags(
    names: &mut Names,
    input: ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, ListTagsForResourceError> {
    let id = input.resource_id.unwrap_or_default();
    let tags = ResourceTagSet::builder().set_tags(names.tags.get(&id).cloned()).resource_id(id);
    let tags = tags.resource_type(input.resource_type.unwrap_or(TagResourceType::Hostedzone)).build();
    Ok(ListTagsForResourceOutput::builder().resource_tag_set(tags).build())
}

fn create_check(
    names: &mut Names,
    input: CreateHealthCheckInput,
) -> Result<CreateHealthCheckOutput, CreateHealthCheckError> {
    let id = format!("check-{}", names.checks.len());
    let check = HealthCheck::builder().id(&id).set_caller_reference(input.caller_reference).health_check_version(1);
    let check = check.set_health_check_config(input.health_check_config).build()?;
    names.checks.push(check.clone());
    let location = format!("https://route53.amazonaws.com/2013-04-01/healthcheck/{id}");
    Ok(CreateHealthCheckOutput::builder().health_check(check).location(location).build()?)
}

/// The error of a check that is not there.
fn no_check() -> NoSuchHealthCheck {
    NoSuchHealthCheck::builder().message("there is no such check").build()
}

fn get_check(names: &mut Names, input: GetHealthCheckInput) -> Result<GetHealthCheckOutput, GetHealthCheckError> {
    let check = names.checks.iter().find(|check| Some(check.id()) == input.health_check_id()).cloned();
    let check = check.ok_or_else(|| GetHealthCheckError::NoSuchHealthCheck(no_check()))?;
    Ok(GetHealthCheckOutput::builder().health_check(check).build())
}

fn update_check(
    names: &mut Names,
    input: UpdateHealthCheckInput,
) -> Result<UpdateHealthCheckOutput, UpdateHealthCheckError> {
    let check = names.checks.iter_mut().find(|check| Some(check.id()) == input.health_check_id());
    let check = check.ok_or_else(|| UpdateHealthCheckError::NoSuchHealthCheck(no_check()))?;
    if let Some(config) = &mut check.health_check_config {
        config.port = input.port.or(config.port);
    }
    check.health_check_version += 1;
    Ok(UpdateHealthCheckOutput::builder().health_check(check.clone()).build())
}

fn delete_check(
    names: &mut Names,
    input: DeleteHealthCheckInput,
) -> Result<DeleteHealthCheckOutput, DeleteHealthCheckError> {
    names.checks.retain(|check| Some(check.id()) != input.health_check_id());
    Ok(DeleteHealthCheckOutput::builder().build())
}
