//! Alarms, metrics, dashboards.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_cloudwatch::Client;
use aws_sdk_cloudwatch::client::Waiters;
use aws_sdk_cloudwatch::primitives::DateTime;
use aws_sdk_cloudwatch::types::{
    ComparisonOperator, Dimension, MetricAlarm, MetricDatum, StandardUnit, StateValue, Statistic, Tag,
};
use serde_json::{Value, json};
use std::time::SystemTime;

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let arn = alarms(live, &client).await?;
    tags(live, &client, &arn).await?;
    metrics(live, &client).await?;
    dashboards(live, &client).await?;
    pages(live, &client).await
}

fn compare(live: &Live, who: &str, ours: &MetricAlarm, theirs: &Value) {
    live.same(&format!("{who}: arn"), ours.alarm_arn(), &theirs["AlarmArn"]);
    live.same(&format!("{who}: description"), ours.alarm_description(), &theirs["AlarmDescription"]);
    live.same(&format!("{who}: threshold"), ours.threshold(), &theirs["Threshold"]);
    live.same(&format!("{who}: period"), ours.period(), &theirs["Period"]);
    live.same(&format!("{who}: statistic"), ours.statistic().map(|one| one.as_str()), &theirs["Statistic"]);
    live.same(&format!("{who}: state"), ours.state_value().map(|one| one.as_str()), &theirs["StateValue"]);
    live.same_time(&format!("{who}: changed"), ours.state_updated_timestamp(), &theirs["StateUpdatedTimestamp"]);
    let dimensions = ours.dimensions().iter().map(|one| json!({"Name": one.name(), "Value": one.value()}));
    live.same(&format!("{who}: dimensions"), dimensions.collect::<Vec<_>>(), &theirs["Dimensions"]);
}

fn dimension() -> Dimension {
    Dimension::builder().name("host").value("a & <b> é").build()
}

async fn alarms(live: &Live, client: &Client) -> Result<String> {
    let put =
        client.put_metric_alarm().alarm_name("ours").alarm_description("é & <b>").namespace("farm").metric_name("eggs");
    let put =
        put.statistic(Statistic::Average).period(60).evaluation_periods(2).threshold(-1.5e-3).dimensions(dimension());
    let put = put.comparison_operator(ComparisonOperator::GreaterThanThreshold).actions_enabled(false);
    put.tags(Tag::builder().key("team").value("a & b").build()).send().await?;
    client.wait_until_alarm_exists().alarm_names("ours").wait(WAIT).await?;
    let theirs = live.boto("describe_alarms", json!({"AlarmNames": ["ours"]}))?;
    let read = client.describe_alarms().alarm_names("ours").send().await?;
    compare(live, "an alarm that we made", read.metric_alarms().first().ok_or("no alarm")?, &theirs["MetricAlarms"][0]);
    live.same("an alarm that we made: threshold, sent", -1.5e-3, &theirs["MetricAlarms"][0]["Threshold"]);
    let arguments = json!({"AlarmName": "theirs", "Namespace": "farm", "MetricName": "milk", "Statistic": "Sum", "Period": 300,
                           "EvaluationPeriods": 1, "Threshold": 1e6, "ComparisonOperator": "LessThanThreshold"});
    live.boto("put_metric_alarm", arguments)?;
    client.set_alarm_state().alarm_name("theirs").state_value(StateValue::Alarm).state_reason("a test").send().await?;
    let theirs = live.boto("describe_alarms", json!({"AlarmNames": ["theirs"]}))?;
    let read = client.describe_alarms().alarm_names("theirs").send().await?;
    compare(
        live,
        "an alarm that boto3 made",
        read.metric_alarms().first().ok_or("no alarm")?,
        &theirs["MetricAlarms"][0],
    );
    live.same("an alarm that we set", "ALARM", &theirs["MetricAlarms"][0]["StateValue"]);
    let read = client.describe_alarms().alarm_names("ours").send().await?;
    Ok(read.metric_alarms().first().and_then(|alarm| alarm.alarm_arn()).ok_or("no arn")?.to_owned())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    client.tag_resource().resource_arn(arn).tags(Tag::builder().key("cost").value("").build()).send().await?;
    let ours = client.list_tags_for_resource().resource_arn(arn).send().await?;
    let ours: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("tags", ours, &live.boto("list_tags_for_resource", json!({"ResourceARN": arn}))?["Tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("cost").send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"ResourceARN": arn}))?;
    live.same("tags after one was removed", json!([{"Key": "team", "Value": "a & b"}]), &theirs["Tags"]);
    Ok(())
}

async fn metrics(live: &Live, client: &Client) -> Result {
    let now = DateTime::from(SystemTime::now()).secs();
    for (value, unit) in [(2.5, StandardUnit::Count), (4.0, StandardUnit::Count)] {
        let datum = MetricDatum::builder().metric_name("eggs").value(value).unit(unit).dimensions(dimension());
        let datum = datum.timestamp(DateTime::from_secs(now - 120)).build();
        client.put_metric_data().namespace("farm").metric_data(datum).send().await?;
    }
    let get = client.get_metric_statistics().namespace("farm").metric_name("eggs").period(3600).dimensions(dimension());
    let get = get.start_time(DateTime::from_secs(now - 3600)).end_time(DateTime::from_secs(now + 60));
    let ours = get.statistics(Statistic::Sum).statistics(Statistic::Maximum).send().await?;
    let arguments = json!({"Namespace": "farm", "MetricName": "eggs", "StartTime": now - 3600, "EndTime": now + 60, "Period": 3600,
                           "Statistics": ["Sum", "Maximum"], "Dimensions": [{"Name": "host", "Value": "a & <b> é"}]});
    let theirs = live.boto("get_metric_statistics", arguments)?;
    let ours = ours.datapoints().first().ok_or("no values")?;
    live.same("a metric: sum", ours.sum(), &theirs["Datapoints"][0]["Sum"]);
    live.same("a metric: sum, sent", 6.5, &theirs["Datapoints"][0]["Sum"]);
    live.same("a metric: most", ours.maximum(), &theirs["Datapoints"][0]["Maximum"]);
    live.same_time("a metric: when", ours.timestamp(), &theirs["Datapoints"][0]["Timestamp"]);
    Ok(())
}

async fn dashboards(live: &Live, client: &Client) -> Result {
    let body = r#"{"widgets": [{"type": "text", "properties": {"markdown": "<&> é"}}]}"#;
    client.put_dashboard().dashboard_name("board").dashboard_body(body).send().await?;
    let theirs = live.boto("get_dashboard", json!({"DashboardName": "board"}))?;
    live.same("a dashboard that we made", body, &theirs["DashboardBody"]);
    let ours = client.list_dashboards().send().await?;
    let theirs = live.boto("list_dashboards", json!({}))?;
    let ours = ours.dashboard_entries().first().ok_or("none")?;
    live.same("a dashboard: size", ours.size(), &theirs["DashboardEntries"][0]["Size"]);
    live.same_time("a dashboard: changed", ours.last_modified(), &theirs["DashboardEntries"][0]["LastModified"]);
    client.delete_dashboards().dashboard_names("board").send().await?;
    let gone = client.get_dashboard().dashboard_name("board").send().await.err().ok_or("the dashboard is there")?;
    live.same_error("a dashboard that was deleted", &gone, "get_dashboard", json!({"DashboardName": "board"}))
}

async fn pages(live: &Live, client: &Client) -> Result {
    let put = many(500, 50, |number| {
        let datum = MetricDatum::builder().metric_name(format!("m{number}")).value(1.0).build();
        let call = client.put_metric_data().namespace("many").metric_data(datum);
        async move { call.send().await }
    });
    live.same("metrics put at once", put.await?.len(), &json!(500));
    let pages = client.list_metrics().namespace("many").into_paginator().send();
    let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await?;
    let ours: Vec<_> = pages.iter().flat_map(|page| page.metrics()).map(|metric| metric.metric_name()).collect();
    let theirs = live.boto_pages("list_metrics", json!({"Namespace": "many"}))?;
    let theirs: Vec<&Value> =
        theirs["Metrics"].as_array().ok_or("none")?.iter().map(|one| &one["MetricName"]).collect();
    live.same("metrics over pages", json!(ours), &json!(theirs));
    client.delete_alarms().alarm_names("ours").alarm_names("theirs").send().await?;
    let theirs = live.boto("describe_alarms", json!({}))?;
    live.same("alarms left", json!([]), &theirs["MetricAlarms"]);
    Ok(())
}
