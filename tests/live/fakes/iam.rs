//! Users with their tags, keys and policies; roles.

use crate::harness::{answered_by, now, page, untag};
use aws_sdk_iam::fake::Fake;
use aws_sdk_iam::operation::attach_user_policy::{
    AttachUserPolicyError, AttachUserPolicyInput, AttachUserPolicyOutput,
};
use aws_sdk_iam::operation::create_access_key::{CreateAccessKeyError, CreateAccessKeyInput, CreateAccessKeyOutput};
use aws_sdk_iam::operation::create_policy::{CreatePolicyError, CreatePolicyInput, CreatePolicyOutput};
use aws_sdk_iam::operation::create_role::{CreateRoleError, CreateRoleInput, CreateRoleOutput};
use aws_sdk_iam::operation::create_user::{CreateUserError, CreateUserInput, CreateUserOutput};
use aws_sdk_iam::operation::delete_user::{DeleteUserError, DeleteUserInput, DeleteUserOutput};
use aws_sdk_iam::operation::detach_user_policy::{
    DetachUserPolicyError, DetachUserPolicyInput, DetachUserPolicyOutput,
};
use aws_sdk_iam::operation::get_policy_version::{
    GetPolicyVersionError, GetPolicyVersionInput, GetPolicyVersionOutput,
};
use aws_sdk_iam::operation::get_role::{GetRoleError, GetRoleInput, GetRoleOutput};
use aws_sdk_iam::operation::get_user::{GetUserError, GetUserInput, GetUserOutput};
use aws_sdk_iam::operation::list_access_keys::{ListAccessKeysError, ListAccessKeysInput, ListAccessKeysOutput};
use aws_sdk_iam::operation::list_attached_user_policies::{
    ListAttachedUserPoliciesError, ListAttachedUserPoliciesInput, ListAttachedUserPoliciesOutput,
};
use aws_sdk_iam::operation::list_user_tags::{ListUserTagsError, ListUserTagsInput, ListUserTagsOutput};
use aws_sdk_iam::operation::list_users::{ListUsersError, ListUsersInput, ListUsersOutput};
use aws_sdk_iam::operation::tag_user::{TagUserError, TagUserInput, TagUserOutput};
use aws_sdk_iam::operation::untag_user::{UntagUserError, UntagUserInput, UntagUserOutput};
use aws_sdk_iam::operation::update_user::{UpdateUserError, UpdateUserInput, UpdateUserOutput};
use aws_sdk_iam::types::error::{EntityAlreadyExistsException, NoSuchEntityException};
use aws_sdk_iam::types::{
    AccessKey, AccessKeyMetadata, AttachedPolicy, Policy, PolicyVersion, Role, StatusType, Tag, User,
};
use std::collections::BTreeMap;

struct Person {
    user: User,
    tags: Vec<Tag>,
    keys: Vec<AccessKeyMetadata>,
    policies: Vec<AttachedPolicy>,
}

#[derive(Default)]
struct Account {
    made: usize,
    people: Vec<Person>,
    roles: BTreeMap<String, Role>,
    /// The documents by ARN: each policy has one version.
    policies: BTreeMap<String, String>,
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_user: create_user;
        on_get_user: get_user;
        on_update_user: update_user;
        on_delete_user: delete_user;
        on_list_users: list_users;
        on_tag_user: tag_user;
        on_untag_user: untag_user;
        on_list_user_tags: list_user_tags;
        on_create_access_key: create_access_key;
        on_list_access_keys: list_access_keys;
        on_create_role: create_role;
        on_get_role: get_role;
        on_create_policy: create_policy;
        on_get_policy_version: get_policy_version;
        on_attach_user_policy: attach;
        on_detach_user_policy: detach;
        on_list_attached_user_policies: list_attached;
    }
}

impl Account {
    fn id(&mut self, kind: &str) -> String {
        self.made += 1;
        format!("{kind}{:016}", self.made)
    }

    /// The user of a name, if there is one.
    fn person(&mut self, name: Option<&str>) -> Result<&mut Person, NoSuchEntityException> {
        let person = self.people.iter_mut().find(|person| Some(person.user.user_name()) == name);
        person.ok_or_else(|| missing("user", name))
    }
}

fn arn(kind: &str, path: &str, name: &str) -> String {
    format!("arn:aws:iam::123456789012:{kind}{path}{name}")
}

fn missing(kind: &str, name: Option<&str>) -> NoSuchEntityException {
    let message = format!("The {kind} with name {} cannot be found.", name.unwrap_or_default());
    NoSuchEntityException::builder().message(message).build()
}

fn create_user(account: &mut Account, input: CreateUserInput) -> Result<CreateUserOutput, CreateUserError> {
    if account.person(input.user_name()).is_ok() {
        let message = format!("User {} already exists", input.user_name().unwrap_or_default());
        let error = EntityAlreadyExistsException::builder().message(message).build();
        return Err(CreateUserError::EntityAlreadyExistsException(error));
    }
    let (name, path) = (input.user_name.unwrap_or_default(), input.path.unwrap_or_else(|| "/".to_owned()));
    let user = User::builder().user_id(account.id("AIDA")).arn(arn("user", &path, &name)).user_name(name).path(path);
    let user = user.create_date(now()).build()?;
    let tags = input.tags.unwrap_or_default();
    account.people.push(Person { user: user.clone(), tags, keys: Vec::new(), policies: Vec::new() });
    Ok(CreateUserOutput::builder().user(user).build())
}

fn get_user(account: &mut Account, input: GetUserInput) -> Result<GetUserOutput, GetUserError> {
    let person = account.person(input.user_name()).map_err(GetUserError::NoSuchEntityException)?;
    Ok(GetUserOutput::builder().user(person.user.clone()).build())
}

fn update_user(account: &mut Account, input: UpdateUserInput) -> Result<UpdateUserOutput, UpdateUserError> {
    let person = account.person(input.user_name()).map_err(UpdateUserError::NoSuchEntityException)?;
    let user = &mut person.user;
    user.user_name = input.new_user_name.unwrap_or_else(|| user.user_name.clone());
    user.path = input.new_path.unwrap_or_else(|| user.path.clone());
    user.arn = arn("user", &user.path, &user.user_name);
    Ok(UpdateUserOutput::builder().build())
}

fn delete_user(account: &mut Account, input: DeleteUserInput) -> Result<DeleteUserOutput, DeleteUserError> {
    account.person(input.user_name()).map_err(DeleteUserError::NoSuchEntityException)?;
    account.people.retain(|person| Some(person.user.user_name()) != input.user_name());
    Ok(DeleteUserOutput::builder().build())
}

fn list_users(account: &mut Account, input: ListUsersInput) -> Result<ListUsersOutput, ListUsersError> {
    let prefix = input.path_prefix().unwrap_or("/");
    let users = account.people.iter().map(|person| &person.user).filter(|user| user.path().starts_with(prefix));
    let (page, next) = page(&users.cloned().collect::<Vec<_>>(), input.marker(), input.max_items());
    Ok(ListUsersOutput::builder().set_users(Some(page)).is_truncated(next.is_some()).set_marker(next).build()?)
}

fn tag_user(account: &mut Account, input: TagUserInput) -> Result<TagUserOutput, TagUserError> {
    let person = account.person(input.user_name()).map_err(TagUserError::NoSuchEntityException)?;
    person.tags.extend(input.tags.unwrap_or_default());
    Ok(TagUserOutput::builder().build())
}

fn untag_user(account: &mut Account, input: UntagUserInput) -> Result<UntagUserOutput, UntagUserError> {
    let person = account.person(input.user_name()).map_err(UntagUserError::NoSuchEntityException)?;
    untag(&mut person.tags, input.tag_keys, |tag| Some(tag.key()));
    Ok(UntagUserOutput::builder().build())
}

fn list_user_tags(account: &mut Account, input: ListUserTagsInput) -> Result<ListUserTagsOutput, ListUserTagsError> {
    let person = account.person(input.user_name()).map_err(ListUserTagsError::NoSuchEntityException)?;
    Ok(ListUserTagsOutput::builder().set_tags(Some(person.tags.clone())).build()?)
}

fn create_access_key(
    account: &mut Account,
    input: CreateAccessKeyInput,
) -> Result<CreateAccessKeyOutput, CreateAccessKeyError> {
    let id = account.id("AKIA");
    let person = account.person(input.user_name()).map_err(CreateAccessKeyError::NoSuchEntityException)?;
    let key = AccessKey::builder().access_key_id(&id).secret_access_key("a/secret+of=nobody").create_date(now());
    let key = key.user_name(person.user.user_name()).status(StatusType::Active).build()?;
    let listed = AccessKeyMetadata::builder().access_key_id(id).user_name(key.user_name()).status(StatusType::Active);
    person.keys.push(listed.set_create_date(key.create_date).build());
    Ok(CreateAccessKeyOutput::builder().access_key(key).build())
}

fn list_access_keys(
    account: &mut Account,
    input: ListAccessKeysInput,
) -> Result<ListAccessKeysOutput, ListAccessKeysError> {
    let person = account.person(input.user_name()).map_err(ListAccessKeysError::NoSuchEntityException)?;
    Ok(ListAccessKeysOutput::builder().set_access_key_metadata(Some(person.keys.clone())).build()?)
}

fn create_role(account: &mut Account, input: CreateRoleInput) -> Result<CreateRoleOutput, CreateRoleError> {
    let (name, path) = (input.role_name.unwrap_or_default(), input.path.unwrap_or_else(|| "/".to_owned()));
    let role = Role::builder().role_id(account.id("AROA")).arn(arn("role", &path, &name)).role_name(&name).path(path);
    let document = input.assume_role_policy_document.as_deref().map(percent_encoded);
    let role = role.set_max_session_duration(input.max_session_duration).set_assume_role_policy_document(document);
    let role = role.create_date(now()).build()?;
    account.roles.insert(name, role.clone());
    Ok(CreateRoleOutput::builder().role(role).build())
}

fn get_role(account: &mut Account, input: GetRoleInput) -> Result<GetRoleOutput, GetRoleError> {
    let role = account.roles.get(input.role_name().unwrap_or_default());
    let role = role.ok_or_else(|| GetRoleError::NoSuchEntityException(missing("role", input.role_name())))?;
    Ok(GetRoleOutput::builder().role(role.clone()).build())
}

fn create_policy(account: &mut Account, input: CreatePolicyInput) -> Result<CreatePolicyOutput, CreatePolicyError> {
    let name = input.policy_name.unwrap_or_default();
    let arn = arn("policy", "/", &name);
    account.policies.insert(arn.clone(), input.policy_document.unwrap_or_default());
    let policy = Policy::builder().policy_id(account.id("ANPA")).policy_name(name).arn(arn).create_date(now());
    Ok(CreatePolicyOutput::builder().policy(policy.default_version_id("v1").build()).build())
}

fn get_policy_version(
    account: &mut Account,
    input: GetPolicyVersionInput,
) -> Result<GetPolicyVersionOutput, GetPolicyVersionError> {
    let document = account.policies.get(input.policy_arn().unwrap_or_default());
    let missing = || GetPolicyVersionError::NoSuchEntityException(missing("policy", input.policy_arn()));
    let version = PolicyVersion::builder().document(percent_encoded(document.ok_or_else(missing)?));
    let version = version.set_version_id(input.version_id).is_default_version(true).build();
    Ok(GetPolicyVersionOutput::builder().policy_version(version).build())
}

/// Documents are sent like that.
fn percent_encoded(document: &str) -> String {
    let encoded = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    document.bytes().map(encoded).collect()
}

fn attach(
    account: &mut Account,
    input: AttachUserPolicyInput,
) -> Result<AttachUserPolicyOutput, AttachUserPolicyError> {
    let person = account.person(input.user_name()).map_err(AttachUserPolicyError::NoSuchEntityException)?;
    let name = input.policy_arn().and_then(|arn| arn.rsplit('/').next()).unwrap_or_default();
    let policy = AttachedPolicy::builder().policy_name(name).set_policy_arn(input.policy_arn.clone()).build();
    person.policies.push(policy);
    Ok(AttachUserPolicyOutput::builder().build())
}

fn detach(
    account: &mut Account,
    input: DetachUserPolicyInput,
) -> Result<DetachUserPolicyOutput, DetachUserPolicyError> {
    let person = account.person(input.user_name()).map_err(DetachUserPolicyError::NoSuchEntityException)?;
    person.policies.retain(|policy| policy.policy_arn() != input.policy_arn());
    Ok(DetachUserPolicyOutput::builder().build())
}

fn list_attached(
    account: &mut Account,
    input: ListAttachedUserPoliciesInput,
) -> Result<ListAttachedUserPoliciesOutput, ListAttachedUserPoliciesError> {
    let person = account.person(input.user_name()).map_err(ListAttachedUserPoliciesError::NoSuchEntityException)?;
    Ok(ListAttachedUserPoliciesOutput::builder().set_attached_policies(Some(person.policies.clone())).build())
}
