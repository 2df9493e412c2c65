//! Networks, groups of rules, instances and volumes, all of which are there at once.

use crate::harness::{answered_by, now, page};
use aws_sdk_ec2::error::ErrorMetadata;
use aws_sdk_ec2::fake::Fake;
use aws_sdk_ec2::operation::authorize_security_group_ingress::{
    AuthorizeSecurityGroupIngressError, AuthorizeSecurityGroupIngressInput, AuthorizeSecurityGroupIngressOutput,
};
use aws_sdk_ec2::operation::create_security_group::{
    CreateSecurityGroupError, CreateSecurityGroupInput, CreateSecurityGroupOutput,
};
use aws_sdk_ec2::operation::create_subnet::{CreateSubnetError, CreateSubnetInput, CreateSubnetOutput};
use aws_sdk_ec2::operation::create_tags::{CreateTagsError, CreateTagsInput, CreateTagsOutput};
use aws_sdk_ec2::operation::create_volume::{CreateVolumeError, CreateVolumeInput, CreateVolumeOutput};
use aws_sdk_ec2::operation::create_vpc::{CreateVpcError, CreateVpcInput, CreateVpcOutput};
use aws_sdk_ec2::operation::delete_security_group::{
    DeleteSecurityGroupError, DeleteSecurityGroupInput, DeleteSecurityGroupOutput,
};
use aws_sdk_ec2::operation::delete_tags::{DeleteTagsError, DeleteTagsInput, DeleteTagsOutput};
use aws_sdk_ec2::operation::describe_images::{DescribeImagesError, DescribeImagesInput, DescribeImagesOutput};
use aws_sdk_ec2::operation::describe_instances::{
    DescribeInstancesError, DescribeInstancesInput, DescribeInstancesOutput,
};
use aws_sdk_ec2::operation::describe_regions::{DescribeRegionsError, DescribeRegionsInput, DescribeRegionsOutput};
use aws_sdk_ec2::operation::describe_security_groups::{
    DescribeSecurityGroupsError, DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput,
};
use aws_sdk_ec2::operation::describe_subnets::{DescribeSubnetsError, DescribeSubnetsInput, DescribeSubnetsOutput};
use aws_sdk_ec2::operation::describe_tags::{DescribeTagsError, DescribeTagsInput, DescribeTagsOutput};
use aws_sdk_ec2::operation::describe_volumes::{DescribeVolumesError, DescribeVolumesInput, DescribeVolumesOutput};
use aws_sdk_ec2::operation::describe_vpcs::{DescribeVpcsError, DescribeVpcsInput, DescribeVpcsOutput};
use aws_sdk_ec2::operation::revoke_security_group_ingress::{
    RevokeSecurityGroupIngressError, RevokeSecurityGroupIngressInput, RevokeSecurityGroupIngressOutput,
};
use aws_sdk_ec2::operation::run_instances::{RunInstancesError, RunInstancesInput, RunInstancesOutput};
use aws_sdk_ec2::operation::stop_instances::{StopInstancesError, StopInstancesInput, StopInstancesOutput};
use aws_sdk_ec2::operation::terminate_instances::{
    TerminateInstancesError, TerminateInstancesInput, TerminateInstancesOutput,
};
use aws_sdk_ec2::types::{
    Filter, Image, Instance, InstanceBlockDeviceMapping, InstanceState, InstanceStateName, IpPermission, Region,
    Reservation, SecurityGroup, Subnet, Tag, TagDescription, Volume, Vpc, VpcState,
};

#[derive(Default)]
struct Cloud {
    made: usize,
    networks: Vec<Vpc>,
    subnets: Vec<Subnet>,
    groups: Vec<SecurityGroup>,
    instances: Vec<Instance>,
    volumes: Vec<Volume>,
    tags: Vec<TagDescription>,
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_vpc: create_vpc;
        on_describe_vpcs: describe_vpcs;
        on_create_subnet: create_subnet;
        on_describe_subnets: describe_subnets;
        on_create_tags: create_tags;
        on_delete_tags: delete_tags;
        on_describe_tags: describe_tags;
        on_describe_regions: describe_regions;
        on_describe_images: describe_images;
        on_create_security_group: create_security_group;
        on_authorize_security_group_ingress: authorize;
        on_revoke_security_group_ingress: revoke;
        on_describe_security_groups: describe_security_groups;
        on_delete_security_group: delete_security_group;
        on_run_instances: run_instances;
        on_describe_instances: describe_instances;
        on_stop_instances: stop_instances;
        on_terminate_instances: terminate_instances;
        on_create_volume: create_volume;
        on_describe_volumes: describe_volumes;
    }
}

impl Cloud {
    fn id(&mut self, kind: &str) -> String {
        self.made += 1;
        format!("{kind}-{:017x}", self.made)
    }

    fn tag(&mut self, id: &str, tags: &[Tag]) {
        self.tags.extend(tags.iter().map(|tag| {
            let (key, value) = (tag.key.clone(), tag.value.clone());
            TagDescription::builder().resource_id(id).set_key(key).set_value(value).build()
        }));
    }

    fn tags_of(&self, id: Option<&str>) -> Vec<Tag> {
        let tags = self.tags.iter().filter(|tag| tag.resource_id() == id);
        tags.map(|tag| Tag::builder().set_key(tag.key.clone()).set_value(tag.value.clone()).build()).collect()
    }

    /// Changes the state of instances.
    fn set(&mut self, ids: &[String], code: i32, name: InstanceStateName) {
        for instance in self.instances.iter_mut().filter(|one| is_asked(ids, one.instance_id())) {
            instance.state = Some(InstanceState::builder().code(code).name(name.clone()).build());
        }
    }
}

/// Whether something is one of those that are asked for; without any, all are.
fn is_asked(ids: &[String], id: Option<&str>) -> bool {
    ids.is_empty() || ids.iter().any(|asked| id == Some(asked))
}

/// Whether a value passes the filters of a name.
fn passes(filters: &[Filter], name: &str, value: Option<&str>) -> bool {
    filters.iter().filter(|filter| filter.name() == Some(name)).all(|filter| is_asked(filter.values(), value))
}

fn create_vpc(cloud: &mut Cloud, input: CreateVpcInput) -> Result<CreateVpcOutput, CreateVpcError> {
    let id = cloud.id("vpc");
    input.tag_specifications().iter().for_each(|specification| cloud.tag(&id, specification.tags()));
    let network = Vpc::builder().vpc_id(id).set_cidr_block(input.cidr_block).state(VpcState::Available);
    let network = network.is_default(false).dhcp_options_id("default").build();
    cloud.networks.push(network.clone());
    Ok(CreateVpcOutput::builder().vpc(network).build())
}

fn describe_vpcs(cloud: &mut Cloud, input: DescribeVpcsInput) -> Result<DescribeVpcsOutput, DescribeVpcsError> {
    let is_there = |id: &&String| cloud.networks.iter().any(|network| network.vpc_id() == Some(id));
    if let Some(id) = input.vpc_ids().iter().find(|id| !is_there(id)) {
        let error = ErrorMetadata::builder().code("InvalidVpcID.NotFound");
        let error = error.message(format!("The vpc ID '{id}' does not exist"));
        return Err(DescribeVpcsError::generic(error.build()));
    }
    let networks = cloud.networks.iter().filter(|network| is_asked(input.vpc_ids(), network.vpc_id()));
    let networks = networks.map(|network| {
        let mut network = network.clone();
        network.tags = Some(cloud.tags_of(network.vpc_id()));
        network
    });
    Ok(DescribeVpcsOutput::builder().set_vpcs(Some(networks.collect())).build())
}

fn create_subnet(cloud: &mut Cloud, input: CreateSubnetInput) -> Result<CreateSubnetOutput, CreateSubnetError> {
    let subnet = Subnet::builder().subnet_id(cloud.id("subnet")).set_vpc_id(input.vpc_id);
    let subnet = subnet.set_cidr_block(input.cidr_block).available_ip_address_count(251);
    let subnet = subnet.availability_zone("us-east-1a").build();
    cloud.subnets.push(subnet.clone());
    Ok(CreateSubnetOutput::builder().subnet(subnet).build())
}

fn describe_subnets(
    cloud: &mut Cloud,
    input: DescribeSubnetsInput,
) -> Result<DescribeSubnetsOutput, DescribeSubnetsError> {
    let subnets = cloud.subnets.iter().filter(|subnet| passes(input.filters(), "vpc-id", subnet.vpc_id()));
    Ok(DescribeSubnetsOutput::builder().set_subnets(Some(subnets.cloned().collect())).build())
}

fn create_tags(cloud: &mut Cloud, input: CreateTagsInput) -> Result<CreateTagsOutput, CreateTagsError> {
    input.resources().iter().for_each(|id| cloud.tag(id, input.tags()));
    Ok(CreateTagsOutput::builder().build())
}

fn delete_tags(cloud: &mut Cloud, input: DeleteTagsInput) -> Result<DeleteTagsOutput, DeleteTagsError> {
    let is_gone = |tag: &TagDescription| {
        is_asked(input.resources(), tag.resource_id()) && input.tags().iter().any(|gone| gone.key == tag.key)
    };
    cloud.tags.retain(|tag| !is_gone(tag));
    Ok(DeleteTagsOutput::builder().build())
}

fn describe_tags(cloud: &mut Cloud, input: DescribeTagsInput) -> Result<DescribeTagsOutput, DescribeTagsError> {
    let tags = cloud.tags.iter().filter(|tag| passes(input.filters(), "resource-id", tag.resource_id()));
    Ok(DescribeTagsOutput::builder().set_tags(Some(tags.cloned().collect())).build())
}

fn describe_regions(_: &mut Cloud, _: DescribeRegionsInput) -> Result<DescribeRegionsOutput, DescribeRegionsError> {
    let region = |name: &str| Region::builder().region_name(name).build();
    let output = DescribeRegionsOutput::builder().regions(region("us-east-1")).regions(region("eu-central-1"));
    Ok(output.build())
}

fn describe_images(_: &mut Cloud, _: DescribeImagesInput) -> Result<DescribeImagesOutput, DescribeImagesError> {
    Ok(DescribeImagesOutput::builder().images(Image::builder().image_id("ami-0123456789abcdef0").build()).build())
}

fn create_security_group(
    cloud: &mut Cloud,
    input: CreateSecurityGroupInput,
) -> Result<CreateSecurityGroupOutput, CreateSecurityGroupError> {
    let id = cloud.id("sg");
    let group = SecurityGroup::builder().group_id(&id).set_group_name(input.group_name).set_vpc_id(input.vpc_id);
    let out = IpPermission::builder().ip_protocol("-1").build();
    cloud.groups.push(group.set_description(input.description).ip_permissions_egress(out).build());
    Ok(CreateSecurityGroupOutput::builder().group_id(id).build())
}

fn authorize(
    cloud: &mut Cloud,
    input: AuthorizeSecurityGroupIngressInput,
) -> Result<AuthorizeSecurityGroupIngressOutput, AuthorizeSecurityGroupIngressError> {
    for group in cloud.groups.iter_mut().filter(|group| group.group_id() == input.group_id()) {
        group.ip_permissions.get_or_insert_default().extend_from_slice(input.ip_permissions());
    }
    Ok(AuthorizeSecurityGroupIngressOutput::builder().r#return(true).build())
}

fn revoke(
    cloud: &mut Cloud,
    input: RevokeSecurityGroupIngressInput,
) -> Result<RevokeSecurityGroupIngressOutput, RevokeSecurityGroupIngressError> {
    for group in cloud.groups.iter_mut().filter(|group| group.group_id() == input.group_id()) {
        group.ip_permissions.get_or_insert_default().retain(|rule| !input.ip_permissions().contains(rule));
    }
    Ok(RevokeSecurityGroupIngressOutput::builder().r#return(true).build())
}

fn describe_security_groups(
    cloud: &mut Cloud,
    input: DescribeSecurityGroupsInput,
) -> Result<DescribeSecurityGroupsOutput, DescribeSecurityGroupsError> {
    let groups = cloud.groups.iter().filter(|group| is_asked(input.group_ids(), group.group_id()));
    Ok(DescribeSecurityGroupsOutput::builder().set_security_groups(Some(groups.cloned().collect())).build())
}

fn delete_security_group(
    cloud: &mut Cloud,
    input: DeleteSecurityGroupInput,
) -> Result<DeleteSecurityGroupOutput, DeleteSecurityGroupError> {
    cloud.groups.retain(|group| group.group_id() != input.group_id());
    Ok(DeleteSecurityGroupOutput::builder().r#return(true).build())
}

fn run_instances(cloud: &mut Cloud, input: RunInstancesInput) -> Result<RunInstancesOutput, RunInstancesError> {
    let started = (0..input.max_count().unwrap_or_default()).map(|number| {
        let disk = InstanceBlockDeviceMapping::builder().device_name("/dev/sda1").build();
        let instance = Instance::builder().instance_id(cloud.id("i")).set_image_id(input.image_id.clone());
        let instance = instance.set_instance_type(input.instance_type.clone()).launch_time(now()).ebs_optimized(false);
        instance.private_ip_address(format!("10.0.0.{number}")).block_device_mappings(disk).build()
    });
    let started: Vec<_> = started.collect();
    let ids: Vec<_> = started.iter().filter_map(|instance| instance.instance_id.clone()).collect();
    cloud.instances.extend_from_slice(&started);
    cloud.set(&ids, 16, InstanceStateName::Running);
    Ok(RunInstancesOutput::builder().set_instances(Some(started)).build())
}

fn describe_instances(
    cloud: &mut Cloud,
    input: DescribeInstancesInput,
) -> Result<DescribeInstancesOutput, DescribeInstancesError> {
    let instances = cloud.instances.iter().filter(|one| is_asked(input.instance_ids(), one.instance_id()));
    let reservation = Reservation::builder().set_instances(Some(instances.cloned().collect())).build();
    Ok(DescribeInstancesOutput::builder().reservations(reservation).build())
}

fn stop_instances(cloud: &mut Cloud, input: StopInstancesInput) -> Result<StopInstancesOutput, StopInstancesError> {
    cloud.set(input.instance_ids(), 80, InstanceStateName::Stopped);
    Ok(StopInstancesOutput::builder().build())
}

fn terminate_instances(
    cloud: &mut Cloud,
    input: TerminateInstancesInput,
) -> Result<TerminateInstancesOutput, TerminateInstancesError> {
    cloud.set(input.instance_ids(), 48, InstanceStateName::Terminated);
    Ok(TerminateInstancesOutput::builder().build())
}

fn create_volume(cloud: &mut Cloud, input: CreateVolumeInput) -> Result<CreateVolumeOutput, CreateVolumeError> {
    let id = cloud.id("vol");
    cloud.volumes.push(Volume::builder().volume_id(&id).set_size(input.size).build());
    Ok(CreateVolumeOutput::builder().volume_id(id).set_size(input.size).build())
}

fn describe_volumes(
    cloud: &mut Cloud,
    input: DescribeVolumesInput,
) -> Result<DescribeVolumesOutput, DescribeVolumesError> {
    let has_size =
        |volume: &&Volume| passes(input.filters(), "size", volume.size().map(|size| size.to_string()).as_deref());
    let volumes: Vec<_> = cloud.volumes.iter().filter(has_size).cloned().collect();
    let (page, next) = page(&volumes, input.next_token(), input.max_results());
    Ok(DescribeVolumesOutput::builder().set_volumes(Some(page)).set_next_token(next).build())
}
