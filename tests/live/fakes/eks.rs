//! Clusters and their groups of nodes, which are active at once.

use crate::harness::{answered_by, now, page};
use aws_sdk_eks::fake::Fake;
use aws_sdk_eks::operation::create_cluster::{CreateClusterError, CreateClusterInput, CreateClusterOutput};
use aws_sdk_eks::operation::create_nodegroup::{CreateNodegroupError, CreateNodegroupInput, CreateNodegroupOutput};
use aws_sdk_eks::operation::delete_cluster::{DeleteClusterError, DeleteClusterInput, DeleteClusterOutput};
use aws_sdk_eks::operation::delete_nodegroup::{DeleteNodegroupError, DeleteNodegroupInput, DeleteNodegroupOutput};
use aws_sdk_eks::operation::describe_cluster::{DescribeClusterError, DescribeClusterInput, DescribeClusterOutput};
use aws_sdk_eks::operation::describe_nodegroup::{
    DescribeNodegroupError, DescribeNodegroupInput, DescribeNodegroupOutput,
};
use aws_sdk_eks::operation::list_clusters::{ListClustersError, ListClustersInput, ListClustersOutput};
use aws_sdk_eks::operation::list_nodegroups::{ListNodegroupsError, ListNodegroupsInput, ListNodegroupsOutput};
use aws_sdk_eks::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_eks::operation::tag_resource::{TagResourceError, TagResourceInput, TagResourceOutput};
use aws_sdk_eks::operation::untag_resource::{UntagResourceError, UntagResourceInput, UntagResourceOutput};
use aws_sdk_eks::types::error::{NotFoundException, ResourceNotFoundException};
use aws_sdk_eks::types::{
    Certificate, Cluster as Described, ClusterStatus, Nodegroup, NodegroupScalingConfig, NodegroupStatus,
    VpcConfigResponse,
};
use std::collections::{BTreeMap, HashMap};

struct Cluster {
    described: Described,
    groups: BTreeMap<String, Nodegroup>,
    tags: HashMap<String, String>,
}

impl Cluster {
    fn described(&self) -> Described {
        let mut described = self.described.clone();
        described.tags = some(&self.tags);
        described
    }
}

/// Tags as answers have them, which may not be empty.
fn some(tags: &HashMap<String, String>) -> Option<HashMap<String, String>> {
    (!tags.is_empty()).then(|| tags.clone())
}

#[derive(Default)]
struct Clusters(BTreeMap<String, Cluster>);

impl Clusters {
    fn get(&mut self, name: Option<&str>) -> Result<&mut Cluster, ResourceNotFoundException> {
        self.0.get_mut(name.unwrap_or_default()).ok_or_else(|| missing("cluster", name))
    }

    /// The tags of a cluster by its ARN, which ends with its name.
    fn tags(&mut self, arn: Option<&str>) -> Result<&mut HashMap<String, String>, NotFoundException> {
        let cluster = self.get(arn.and_then(|arn| arn.rsplit('/').next()));
        let cluster = cluster.map_err(|error| NotFoundException::builder().set_message(error.message).build())?;
        Ok(&mut cluster.tags)
    }
}

fn missing(what: &str, name: Option<&str>) -> ResourceNotFoundException {
    let message = format!("No {what} found for name: {}.", name.unwrap_or_default());
    ResourceNotFoundException::builder().message(message).build()
}

fn arn(resource: &str) -> String {
    format!("arn:aws:eks:us-east-1:123456789012:{resource}")
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_cluster: create;
        on_describe_cluster: describe;
        on_list_clusters: list;
        on_delete_cluster: delete;
        on_create_nodegroup: create_group;
        on_describe_nodegroup: describe_group;
        on_list_nodegroups: list_groups;
        on_delete_nodegroup: delete_group;
        on_tag_resource: tag;
        on_untag_resource: untag;
        on_list_tags_for_resource: tags;
    }
}

fn create(clusters: &mut Clusters, input: CreateClusterInput) -> Result<CreateClusterOutput, CreateClusterError> {
    let name = input.name.unwrap_or_default();
    let network = input.resources_vpc_config.and_then(|network| network.subnet_ids);
    let network = VpcConfigResponse::builder().set_subnet_ids(network).build();
    let cluster = Described::builder().name(&name).arn(arn(&format!("cluster/{name}"))).created_at(now());
    let cluster = cluster.status(ClusterStatus::Active).version(input.version.as_deref().unwrap_or("1.34"));
    let cluster = cluster.endpoint(format!("https://{name}.eks.us-east-1.amazonaws.com")).set_role_arn(input.role_arn);
    let cluster = cluster.resources_vpc_config(network).set_client_request_token(input.client_request_token);
    let cluster = cluster.certificate_authority(Certificate::builder().data("Y2VydGlmaWNhdGU=").build());
    let (tags, groups) = (input.tags.unwrap_or_default(), BTreeMap::new());
    let cluster = Cluster { described: cluster.build(), groups, tags };
    let output = CreateClusterOutput::builder().cluster(cluster.described()).build();
    clusters.0.insert(name, cluster);
    Ok(output)
}

fn describe(
    clusters: &mut Clusters,
    input: DescribeClusterInput,
) -> Result<DescribeClusterOutput, DescribeClusterError> {
    let cluster = clusters.get(input.name()).map_err(DescribeClusterError::ResourceNotFoundException)?;
    Ok(DescribeClusterOutput::builder().cluster(cluster.described()).build())
}

fn list(clusters: &mut Clusters, input: ListClustersInput) -> Result<ListClustersOutput, ListClustersError> {
    let names: Vec<_> = clusters.0.keys().cloned().collect();
    let (page, next) = page(&names, input.next_token(), input.max_results());
    Ok(ListClustersOutput::builder().set_clusters(Some(page)).set_next_token(next).build())
}

fn delete(clusters: &mut Clusters, input: DeleteClusterInput) -> Result<DeleteClusterOutput, DeleteClusterError> {
    let cluster = clusters.0.remove(input.name().unwrap_or_default());
    let error = || DeleteClusterError::ResourceNotFoundException(missing("cluster", input.name()));
    Ok(DeleteClusterOutput::builder().cluster(cluster.ok_or_else(error)?.described()).build())
}

fn create_group(
    clusters: &mut Clusters,
    input: CreateNodegroupInput,
) -> Result<CreateNodegroupOutput, CreateNodegroupError> {
    let (cluster_name, name) = (input.cluster_name.unwrap_or_default(), input.nodegroup_name.unwrap_or_default());
    // The model gives this operation no error for a cluster that is not there.
    let cluster = clusters.get(Some(&cluster_name)).map_err(CreateNodegroupError::unhandled)?;
    let (now, scaling) = (now(), NodegroupScalingConfig::builder().min_size(2).max_size(2).desired_size(2).build());
    let group = Nodegroup::builder().nodegroup_name(&name).cluster_name(&cluster_name).created_at(now).modified_at(now);
    let group = group.nodegroup_arn(arn(&format!("nodegroup/{cluster_name}/{name}"))).status(NodegroupStatus::Active);
    let group = group.scaling_config(input.scaling_config.unwrap_or(scaling)).set_subnets(input.subnets);
    let group = group.set_instance_types(input.instance_types).set_disk_size(input.disk_size);
    let group = group.set_labels(input.labels).set_node_role(input.node_role).set_tags(input.tags).build();
    cluster.groups.insert(name, group.clone());
    Ok(CreateNodegroupOutput::builder().nodegroup(group).build())
}

fn describe_group(
    clusters: &mut Clusters,
    input: DescribeNodegroupInput,
) -> Result<DescribeNodegroupOutput, DescribeNodegroupError> {
    let missing_error = DescribeNodegroupError::ResourceNotFoundException;
    let cluster = clusters.get(input.cluster_name()).map_err(missing_error)?;
    let group = cluster.groups.get(input.nodegroup_name().unwrap_or_default()).cloned();
    let group = group.ok_or_else(|| missing_error(missing("node group", input.nodegroup_name())))?;
    Ok(DescribeNodegroupOutput::builder().nodegroup(group).build())
}

fn list_groups(
    clusters: &mut Clusters,
    input: ListNodegroupsInput,
) -> Result<ListNodegroupsOutput, ListNodegroupsError> {
    let cluster = clusters.get(input.cluster_name()).map_err(ListNodegroupsError::ResourceNotFoundException)?;
    let names: Vec<_> = cluster.groups.keys().cloned().collect();
    let (page, next) = page(&names, input.next_token(), input.max_results());
    Ok(ListNodegroupsOutput::builder().set_nodegroups(Some(page)).set_next_token(next).build())
}

fn delete_group(
    clusters: &mut Clusters,
    input: DeleteNodegroupInput,
) -> Result<DeleteNodegroupOutput, DeleteNodegroupError> {
    let missing_error = DeleteNodegroupError::ResourceNotFoundException;
    let cluster = clusters.get(input.cluster_name()).map_err(missing_error)?;
    let group = cluster.groups.remove(input.nodegroup_name().unwrap_or_default());
    let group = group.ok_or_else(|| missing_error(missing("node group", input.nodegroup_name())))?;
    Ok(DeleteNodegroupOutput::builder().nodegroup(group).build())
}

fn tag(clusters: &mut Clusters, input: TagResourceInput) -> Result<TagResourceOutput, TagResourceError> {
    let tags = clusters.tags(input.resource_arn()).map_err(TagResourceError::NotFoundException)?;
    tags.extend(input.tags.unwrap_or_default());
    Ok(TagResourceOutput::builder().build())
}

fn untag(clusters: &mut Clusters, input: UntagResourceInput) -> Result<UntagResourceOutput, UntagResourceError> {
    let tags = clusters.tags(input.resource_arn()).map_err(UntagResourceError::NotFoundException)?;
    tags.retain(|key, _| !input.tag_keys().contains(key));
    Ok(UntagResourceOutput::builder().build())
}

fn tags(
    clusters: &mut Clusters,
    input: ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, ListTagsForResourceError> {
    let tags = clusters.tags(input.resource_arn()).map_err(ListTagsForResourceError::NotFoundException)?;
    Ok(ListTagsForResourceOutput::builder().set_tags(some(tags)).build())
}
