//! Clusters and their groups of nodes.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_eks::Client;
use aws_sdk_eks::client::Waiters;
use aws_sdk_eks::types::{Cluster, VpcConfigRequest};
use serde_json::{Value, json};

const ROLE: &str = "arn:aws:iam::123456789012:role/guest";

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let subnets = subnets(live)?;
    let arn = clusters(live, &client, &subnets).await?;
    groups(live, &client, &subnets).await?;
    tags(live, &client, &arn).await?;
    pages(live, &client, &subnets).await?;
    errors(live, &client).await
}

/// Two subnets, of which a fake only has the names.
fn subnets(live: &Live) -> Result<Vec<String>> {
    if live.is_fake() {
        return Ok(["subnet-1", "subnet-2"].map(str::to_owned).to_vec());
    }
    let subnets = live.boto_of("ec2", "describe_subnets", json!({}))?;
    let subnets = subnets["Subnets"].as_array().ok_or("no subnets")?.iter().filter_map(|one| one["SubnetId"].as_str());
    Ok(subnets.take(2).map(str::to_owned).collect())
}

fn compare(live: &Live, who: &str, ours: &Cluster, theirs: &Value) {
    live.same(&format!("{who}: arn"), ours.arn(), &theirs["arn"]);
    live.same(&format!("{who}: status"), ours.status().map(|status| status.as_str()), &theirs["status"]);
    live.same(&format!("{who}: version"), ours.version(), &theirs["version"]);
    live.same(&format!("{who}: endpoint"), ours.endpoint(), &theirs["endpoint"]);
    live.same_time(&format!("{who}: made"), ours.created_at(), &theirs["createdAt"]);
    live.same(&format!("{who}: tags"), json!(ours.tags()), &theirs["tags"]);
    let certificate = ours.certificate_authority().and_then(|one| one.data());
    live.same(&format!("{who}: certificate"), certificate, &theirs["certificateAuthority"]["data"]);
    let network = ours.resources_vpc_config().map(|config| config.subnet_ids());
    live.same(&format!("{who}: subnets"), json!(network), &theirs["resourcesVpcConfig"]["subnetIds"]);
}

fn network(subnets: &[String]) -> VpcConfigRequest {
    VpcConfigRequest::builder().set_subnet_ids(Some(subnets.to_vec())).build()
}

async fn clusters(live: &Live, client: &Client, subnets: &[String]) -> Result<String> {
    let make = client.create_cluster().name("ours").role_arn(ROLE).resources_vpc_config(network(subnets));
    let made = make.tags("team", "a & <b> é").client_request_token("token").send().await?;
    client.wait_until_cluster_active().name("ours").wait(WAIT).await?;
    let read = client.describe_cluster().name("ours").send().await?;
    let theirs = live.boto("describe_cluster", json!({"name": "ours"}))?;
    compare(live, "a cluster that we made", read.cluster().ok_or("no cluster")?, &theirs["cluster"]);

    let arguments = json!({"name": "theirs", "roleArn": ROLE, "resourcesVpcConfig": {"subnetIds": subnets},
                           "kubernetesNetworkConfig": {"serviceIpv4Cidr": "10.100.0.0/16"}});
    let theirs = live.boto("create_cluster", arguments)?;
    let read = client.describe_cluster().name("theirs").send().await?;
    compare(live, "a cluster that boto3 made", read.cluster().ok_or("no cluster")?, &theirs["cluster"]);
    Ok(made.cluster().and_then(|cluster| cluster.arn()).ok_or("no arn")?.to_owned())
}

async fn groups(live: &Live, client: &Client, subnets: &[String]) -> Result {
    let make = client.create_nodegroup().cluster_name("ours").nodegroup_name("nodes").node_role(ROLE).disk_size(30);
    make.set_subnets(Some(subnets.to_vec())).labels("a", "b").instance_types("t3.large").send().await?;
    client.wait_until_nodegroup_active().cluster_name("ours").nodegroup_name("nodes").wait(WAIT).await?;
    let ours = client.describe_nodegroup().cluster_name("ours").nodegroup_name("nodes").send().await?;
    let theirs =
        &live.boto("describe_nodegroup", json!({"clusterName": "ours", "nodegroupName": "nodes"}))?["nodegroup"];
    let ours = ours.nodegroup().ok_or("no group")?;
    live.same("a group: arn", ours.nodegroup_arn(), &theirs["nodegroupArn"]);
    live.same("a group: labels", json!(ours.labels()), &theirs["labels"]);
    live.same("a group: disk", ours.disk_size(), &theirs["diskSize"]);
    live.same("a group: types", ours.instance_types(), &theirs["instanceTypes"]);
    live.same(
        "a group: most",
        ours.scaling_config().and_then(|scale| scale.max_size()),
        &theirs["scalingConfig"]["maxSize"],
    );
    live.same_time("a group: changed", ours.modified_at(), &theirs["modifiedAt"]);
    let names = client.list_nodegroups().cluster_name("ours").send().await?;
    let theirs = live.boto("list_nodegroups", json!({"clusterName": "ours"}))?;
    live.same("groups", names.nodegroups(), &theirs["nodegroups"]);
    client.delete_nodegroup().cluster_name("ours").nodegroup_name("nodes").send().await?;
    client.wait_until_nodegroup_deleted().cluster_name("ours").nodegroup_name("nodes").wait(WAIT).await?;
    Ok(())
}

async fn tags(live: &Live, client: &Client, arn: &str) -> Result {
    client.tag_resource().resource_arn(arn).tags("cost", "1/2").send().await?;
    let ours = client.list_tags_for_resource().resource_arn(arn).send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"resourceArn": arn}))?;
    live.same("tags", json!(ours.tags()), &theirs["tags"]);
    client.untag_resource().resource_arn(arn).tag_keys("team").send().await?;
    let theirs = live.boto("list_tags_for_resource", json!({"resourceArn": arn}))?;
    live.same("tags after one was removed", json!({"cost": "1/2"}), &theirs["tags"]);
    Ok(())
}

async fn pages(live: &Live, client: &Client, subnets: &[String]) -> Result {
    let made = many(120, 50, |number| {
        let call = client.create_cluster().name(format!("cluster-{number}")).role_arn(ROLE);
        let call = call.resources_vpc_config(network(subnets));
        async move { call.send().await }
    });
    live.same("clusters made at once", made.await?.len(), &json!(120));
    let ours = client.list_clusters().max_results(25).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("list_clusters", json!({}))?;
    live.same("clusters over pages", ours, &theirs["clusters"]);
    let described = many(500, 50, |number| {
        let call = client.describe_cluster().name(format!("cluster-{}", number % 120));
        async move { call.send().await }
    });
    live.same("calls at once", described.await?.iter().filter(|one| one.cluster().is_some()).count(), &json!(500));
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    client.delete_cluster().name("theirs").send().await?;
    client.wait_until_cluster_deleted().name("theirs").wait(WAIT).await?;
    let gone = client.describe_cluster().name("theirs").send().await.err().ok_or("the cluster is there")?;
    let is_typed = gone.as_service_error().is_some_and(|error| error.is_resource_not_found_exception());
    live.check("a cluster that was deleted: ResourceNotFoundException", is_typed);
    live.same_error("a cluster that was deleted", &gone, "describe_cluster", json!({"name": "theirs"}))
}
