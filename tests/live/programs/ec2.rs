//! Networks, security groups, instances, volumes.

use crate::harness::{Live, Result, WAIT, many};
use aws_sdk_ec2::Client;
use aws_sdk_ec2::client::Waiters;
use aws_sdk_ec2::error::ProvideErrorMetadata;
use aws_sdk_ec2::types::{
    Filter, InstanceType, IpPermission, IpRange, ResourceType, Tag, TagSpecification, VolumeType,
};
use serde_json::{Value, json};

pub async fn run(live: &Live) -> Result {
    let client = Client::new(&live.config());
    let vpc = networks(live, &client).await?;
    groups(live, &client, &vpc).await?;
    instances(live, &client).await?;
    volumes(live, &client).await?;
    errors(live, &client).await
}

async fn networks(live: &Live, client: &Client) -> Result<String> {
    let tags = TagSpecification::builder().resource_type(ResourceType::Vpc);
    let tags = tags.tags(Tag::builder().key("Name").value("ours & <theirs>").build()).build();
    let vpc = client.create_vpc().cidr_block("10.1.0.0/16").tag_specifications(tags).send().await?;
    let vpc = vpc.vpc().and_then(|vpc| vpc.vpc_id()).ok_or("no id")?.to_owned();
    client.wait_until_vpc_available().vpc_ids(&vpc).wait(WAIT).await?;
    let ours = client.describe_vpcs().vpc_ids(&vpc).send().await?;
    let theirs = &live.boto("describe_vpcs", json!({"VpcIds": [vpc]}))?["Vpcs"][0];
    let ours = ours.vpcs().first().ok_or("no network")?;
    live.same("a network: block", ours.cidr_block(), &theirs["CidrBlock"]);
    live.same("a network: state", ours.state().map(|state| state.as_str()), &theirs["State"]);
    live.same("a network: default", ours.is_default(), &theirs["IsDefault"]);
    live.same("a network: options", ours.dhcp_options_id(), &theirs["DhcpOptionsId"]);
    let tags: Vec<Value> = ours.tags().iter().map(|tag| json!({"Key": tag.key(), "Value": tag.value()})).collect();
    live.same("a network: tags", tags, &theirs["Tags"]);

    let subnet = live.boto("create_subnet", json!({"VpcId": vpc, "CidrBlock": "10.1.1.0/24"}))?;
    let filter = Filter::builder().name("vpc-id").values(&vpc).build();
    let ours = client.describe_subnets().filters(filter).send().await?;
    let ours = ours.subnets().first().ok_or("no subnet")?;
    live.same("a subnet: id", ours.subnet_id(), &subnet["Subnet"]["SubnetId"]);
    live.same("a subnet: addresses", ours.available_ip_address_count(), &subnet["Subnet"]["AvailableIpAddressCount"]);
    live.same("a subnet: zone", ours.availability_zone(), &subnet["Subnet"]["AvailabilityZone"]);

    client.create_tags().resources(&vpc).tags(Tag::builder().key("cost").value("").build()).send().await?;
    client.delete_tags().resources(&vpc).tags(Tag::builder().key("Name").build()).send().await?;
    let theirs = live.boto("describe_tags", json!({"Filters": [{"Name": "resource-id", "Values": [vpc]}]}))?;
    live.same("tags: key", "cost", &theirs["Tags"][0]["Key"]);
    live.same("tags: number", 1, &json!(theirs["Tags"].as_array().map(Vec::len)));
    let regions = client.describe_regions().send().await?;
    let theirs = live.boto("describe_regions", json!({}))?;
    let regions: Vec<_> = regions.regions().iter().filter_map(|region| region.region_name()).collect();
    let theirs: Vec<&Value> =
        theirs["Regions"].as_array().ok_or("no regions")?.iter().map(|r| &r["RegionName"]).collect();
    live.same("regions", regions, &json!(theirs));
    Ok(vpc)
}

async fn groups(live: &Live, client: &Client, vpc: &str) -> Result {
    let group = client.create_security_group().group_name("web").description("web servers").vpc_id(vpc).send().await?;
    let id = group.group_id().ok_or("no id")?;
    let range = IpRange::builder().cidr_ip("192.0.2.0/24").description("office").build();
    let rule = IpPermission::builder().ip_protocol("tcp").from_port(443).to_port(443).ip_ranges(range).build();
    client.authorize_security_group_ingress().group_id(id).ip_permissions(rule.clone()).send().await?;
    let theirs = live.boto("describe_security_groups", json!({"GroupIds": [id]}))?;
    let rules = &theirs["SecurityGroups"][0]["IpPermissions"];
    live.same("a rule: port", rule.from_port(), &rules[0]["FromPort"]);
    live.same("a rule: range", json!([{"CidrIp": "192.0.2.0/24", "Description": "office"}]), &rules[0]["IpRanges"]);
    let ours = client.describe_security_groups().group_ids(id).send().await?;
    let ours = ours.security_groups().first().ok_or("no group")?;
    let ports: Vec<_> = ours.ip_permissions().iter().map(|rule| json!([rule.from_port(), rule.to_port()])).collect();
    live.same("rules: ports", ports, &json!([[443, 443]]));
    let all = ours.ip_permissions_egress().iter().map(|rule| rule.ip_protocol());
    live.same("rules out: protocols", all.collect::<Vec<_>>(), &json!(["-1"]));
    client.revoke_security_group_ingress().group_id(id).ip_permissions(rule).send().await?;
    let theirs = live.boto("describe_security_groups", json!({"GroupIds": [id]}))?;
    live.same("rules left", json!([]), &theirs["SecurityGroups"][0]["IpPermissions"]);
    client.delete_security_group().group_id(id).send().await?;
    Ok(())
}

async fn instances(live: &Live, client: &Client) -> Result {
    let images = live.boto("describe_images", json!({"Owners": ["amazon"]}))?;
    let image = images["Images"][0]["ImageId"].as_str().ok_or("no image")?;
    let start = client.run_instances().image_id(image).instance_type(InstanceType::T3Micro).min_count(3).max_count(3);
    let started = start.send().await?;
    let ids: Vec<String> = started.instances().iter().filter_map(|one| one.instance_id().map(str::to_owned)).collect();
    client.wait_until_instance_running().set_instance_ids(Some(ids.clone())).wait(WAIT).await?;
    let pages = client.describe_instances().set_instance_ids(Some(ids.clone())).into_paginator().send();
    let pages = pages.collect::<std::result::Result<Vec<_>, _>>().await?;
    let read: Vec<_> = pages.iter().flat_map(|page| page.reservations()).flat_map(|one| one.instances()).collect();
    let theirs = live.boto("describe_instances", json!({"InstanceIds": ids}))?;
    let theirs = &theirs["Reservations"][0]["Instances"];
    for (index, ours) in read.iter().enumerate() {
        let theirs = &theirs[index];
        live.same("an instance: id", ours.instance_id(), &theirs["InstanceId"]);
        live.same("an instance: type", ours.instance_type().map(|kind| kind.as_str()), &theirs["InstanceType"]);
        live.same("an instance: state", ours.state().and_then(|state| state.code()), &theirs["State"]["Code"]);
        live.same("an instance: address", ours.private_ip_address(), &theirs["PrivateIpAddress"]);
        live.same("an instance: optimized", ours.ebs_optimized(), &theirs["EbsOptimized"]);
        live.same_time("an instance: started", ours.launch_time(), &theirs["LaunchTime"]);
        let disks: Vec<_> = ours.block_device_mappings().iter().map(|disk| disk.device_name()).collect();
        live.same(
            "an instance: first disk",
            disks.first().copied().flatten(),
            &theirs["BlockDeviceMappings"][0]["DeviceName"],
        );
    }
    client.stop_instances().instance_ids(&ids[0]).send().await?;
    client.wait_until_instance_stopped().instance_ids(&ids[0]).wait(WAIT).await?;
    client.terminate_instances().set_instance_ids(Some(ids.clone())).send().await?;
    client.wait_until_instance_terminated().set_instance_ids(Some(ids.clone())).wait(WAIT).await?;
    let theirs = live.boto("describe_instances", json!({"InstanceIds": [ids[0]]}))?;
    live.same("an instance at its end", "terminated", &theirs["Reservations"][0]["Instances"][0]["State"]["Name"]);
    Ok(())
}

async fn volumes(live: &Live, client: &Client) -> Result {
    let made = many(500, 50, |number| {
        let call = client.create_volume().availability_zone("us-east-1a").size(1 + number as i32 % 9);
        let call = call.volume_type(VolumeType::Gp3);
        async move { call.send().await }
    });
    let made = made.await?;
    live.same("volumes made at once", made.iter().filter(|one| one.volume_id().is_some()).count(), &json!(500));
    let filter = || Filter::builder().name("size").values("3").build();
    let ours = client.describe_volumes().filters(filter()).max_results(20).into_paginator().items().send();
    let ours = ours.collect::<std::result::Result<Vec<_>, _>>().await?;
    let theirs = live.boto_pages("describe_volumes", json!({"Filters": [{"Name": "size", "Values": ["3"]}]}))?;
    let ours: Vec<_> = ours.iter().filter_map(|volume| volume.volume_id()).collect();
    let theirs: Vec<&Value> = theirs["Volumes"].as_array().ok_or("none")?.iter().map(|one| &one["VolumeId"]).collect();
    live.same("volumes over pages", ours, &json!(theirs));
    Ok(())
}

async fn errors(live: &Live, client: &Client) -> Result {
    let gone = client.describe_vpcs().vpc_ids("vpc-0123456789abcdef0").send().await.err().ok_or("it is there")?;
    live.check("a network that is not there: request id", gone.meta().extra("aws_request_id").is_some());
    live.same_error("a network that is not there", &gone, "describe_vpcs", json!({"VpcIds": ["vpc-0123456789abcdef0"]}))
}
