//! Zones, their records, health checks.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_route53::Client;
use aws_sdk_route53::client::Waiters;
use aws_sdk_route53::types::{
    Change, ChangeAction, ChangeBatch, HealthCheckConfig, HealthCheckType, HostedZoneConfig, ResourceRecord,
    ResourceRecordSet, RrType, Tag, TagResourceType,
};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let zone = zones(live, &client).await?;
    records(live, &client, &zone).await?;
    tags(live, &client, &zone).await?;
    health_checks(live, &client).await?;
    pages(live, &client).await?;
    errors(live, &client).await
}

async fn zones(live: &Live, client: &Client) -> Result<String> {
    let config = HostedZoneConfig::builder().comment("ours & <theirs>").build();
    let made =
        client.create_hosted_zone().name("example.com").caller_reference("1").hosted_zone_config(config).send().await?;
    let zone = made.hosted_zone().ok_or("no zone")?;
    let theirs = live.boto("get_hosted_zone", json!({"Id": zone.id()}))?;
    live.same("a zone: id", zone.id(), &theirs["HostedZone"]["Id"]);
    live.same("a zone: name", zone.name(), &theirs["HostedZone"]["Name"]);
    live.same("a zone: comment", "ours & <theirs>", &theirs["HostedZone"]["Config"]["Comment"]);
    live.same("a zone: records", zone.resource_record_set_count(), &theirs["HostedZone"]["ResourceRecordSetCount"]);
    live.same(
        "a zone: servers",
        made.delegation_set().map(|set| set.name_servers()),
        &theirs["DelegationSet"]["NameServers"],
    );
    live.check("a zone: location", !made.location().is_empty());
    // With the prefix, as an answer has it; the client leaves it out of the path.
    let read = client.get_hosted_zone().id(zone.id()).send().await?;
    let comment = read.hosted_zone().and_then(|zone| zone.config()).and_then(|config| config.comment());
    live.same("a zone that we read: comment", comment, &theirs["HostedZone"]["Config"]["Comment"]);
    Ok(zone.id().to_owned())
}

fn record(name: &str, kind: RrType, ttl: i64, values: &[&str]) -> Result<ResourceRecordSet> {
    let values: std::result::Result<Vec<_>, _> =
        values.iter().map(|value| ResourceRecord::builder().value(*value).build()).collect();
    Ok(ResourceRecordSet::builder().name(name).r#type(kind).ttl(ttl).set_resource_records(Some(values?)).build()?)
}

async fn records(live: &Live, client: &Client, zone: &str) -> Result {
    let create = |set| Change::builder().action(ChangeAction::Create).resource_record_set(set).build();
    let address = create(record("www.example.com", RrType::A, 300, &["192.0.2.1", "192.0.2.2"])?)?;
    let text = create(record("text.example.com", RrType::Txt, 60, &["\"a & <b> é\""])?)?;
    let batch = ChangeBatch::builder().comment("first").changes(address).changes(text).build()?;
    let change = client.change_resource_record_sets().hosted_zone_id(zone).change_batch(batch).send().await?;
    let id = change.change_info().ok_or("no change")?.id();
    client.wait_until_resource_record_sets_changed().id(id).wait(WAIT).await?;
    live.boto(
        "change_resource_record_sets",
        json!({"HostedZoneId": zone, "ChangeBatch": {"Changes": [{"Action": "UPSERT", "ResourceRecordSet":
            {"Name": "theirs.example.com", "Type": "CNAME", "TTL": 5, "ResourceRecords": [{"Value": "www.example.com"}]}}]}}),
    )?;
    let ours = client.list_resource_record_sets().hosted_zone_id(zone).send().await?;
    let theirs = live.boto("list_resource_record_sets", json!({"HostedZoneId": zone}))?;
    let ours = ours.resource_record_sets().iter().map(|set| {
        let values: Vec<_> = set.resource_records().iter().map(|record| json!({"Value": record.value()})).collect();
        json!({"Name": set.name(), "Type": set.r#type().as_str(), "TTL": set.ttl(), "ResourceRecords": values})
    });
    live.same("records", ours.collect::<Vec<_>>(), &theirs["ResourceRecordSets"]);
    Ok(())
}

async fn tags(live: &Live, client: &Client, zone: &str) -> Result {
    let id = zone.trim_start_matches("/hostedzone/");
    let tag = |key: &str| Tag::builder().key(key).value("a & b").build();
    let change = client.change_tags_for_resource().resource_type(TagResourceType::Hostedzone).resource_id(id);
    change.add_tags(tag("team")).add_tags(tag("cost")).send().await?;
    let ours =
        client.list_tags_for_resource().resource_type(TagResourceType::Hostedzone).resource_id(id).send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceType": "hostedzone", "ResourceId": id}))?;
    let ours = ours.resource_tag_set().map(|set| set.tags()).unwrap_or_default();
    let ours: Vec<Value> = ours.iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("tags: number", ours.len(), &json!(2));
    live.same("tags", ours, &theirs["ResourceTagSet"]["Tags"]);
    let change = client.change_tags_for_resource().resource_type(TagResourceType::Hostedzone).resource_id(id);
    change.remove_tag_keys("cost").send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceType": "hostedzone", "ResourceId": id}))?;
    live.same("tags left", json!([{"Key": "team", "Value": "a & b"}]), &theirs["ResourceTagSet"]["Tags"]);
    Ok(())
}

async fn health_checks(live: &Live, client: &Client) -> Result {
    let config = HealthCheckConfig::builder().r#type(HealthCheckType::Http).ip_address("192.0.2.1").port(80);
    let config = config.resource_path("/a?b=c&d").failure_threshold(3).request_interval(30).build()?;
    let made = client.create_health_check().caller_reference("1").health_check_config(config).send().await?;
    let id = made.health_check().ok_or("no check")?.id().to_owned();
    let theirs = live.boto("get_health_check", json!({"HealthCheckId": id}))?;
    live.same("a health check: path", "/a?b=c&d", &theirs["HealthCheck"]["HealthCheckConfig"]["ResourcePath"]);
    client.update_health_check().health_check_id(&id).port(8080).send().await?;
    let theirs = live.boto("get_health_check", json!({"HealthCheckId": id}))?;
    live.same("a health check: port", 8080, &theirs["HealthCheck"]["HealthCheckConfig"]["Port"]);
    let ours = client.get_health_check().health_check_id(&id).send().await?;
    let ours = ours.health_check().and_then(|check| check.health_check_config()).and_then(|config| config.inverted());
    live.same("a health check: inverted", ours, &theirs["HealthCheck"]["HealthCheckConfig"]["Inverted"]);
    client.delete_health_check().health_check_id(&id).send().await?;
    Ok(())
}

async fn pages(live: &Live, client: &Client) -> Result {
    let made = many(500, 50, |number| {
        let call =
            client.create_hosted_zone().name(format!("z{number}.example.org")).caller_reference(number.to_string());
        async move { call.send().await }
    });
    live.same("zones made at once", made.await?.len(), &json!(500));
    let ours = client.list_hosted_zones().max_items(120).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_hosted_zones", json!({}))?;
    let ours: Vec<_> = ours.iter().map(|zone| zone.id()).collect();
    let theirs: Vec<&Value> = theirs["HostedZones"].as_array().ok_or("none")?.iter().map(|zone| &zone["Id"]).collect();
    live.same("zones over pages", json!(ours), &json!(theirs));
    client.delete_hosted_zone().id(*ours.last().ok_or("none")?).send().await?;
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    let gone = client.get_hosted_zone().id("Z0NOTTHERE").send().await.err().ok_or("the zone is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_no_such_hosted_zone());
    live.check("a zone that is not there: NoSuchHostedZone", is_typed);
    live.same_error("a zone that is not there", &gone, "get_hosted_zone", json!({"Id": "Z0NOTTHERE"}))
}
