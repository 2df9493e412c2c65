//! Identities that are verified at once, contact lists, and messages that go nowhere.

use crate::harness::{answered_by, now, page};
use aws_sdk_sesv2::fake::Fake;
use aws_sdk_sesv2::operation::create_configuration_set::{
    CreateConfigurationSetError, CreateConfigurationSetInput, CreateConfigurationSetOutput,
};
use aws_sdk_sesv2::operation::create_contact::{CreateContactError, CreateContactInput, CreateContactOutput};
use aws_sdk_sesv2::operation::create_contact_list::{
    CreateContactListError, CreateContactListInput, CreateContactListOutput,
};
use aws_sdk_sesv2::operation::create_email_identity::{
    CreateEmailIdentityError, CreateEmailIdentityInput, CreateEmailIdentityOutput,
};
use aws_sdk_sesv2::operation::create_email_identity_policy::{
    CreateEmailIdentityPolicyError, CreateEmailIdentityPolicyInput, CreateEmailIdentityPolicyOutput,
};
use aws_sdk_sesv2::operation::delete_configuration_set::{
    DeleteConfigurationSetError, DeleteConfigurationSetInput, DeleteConfigurationSetOutput,
};
use aws_sdk_sesv2::operation::delete_contact::{DeleteContactError, DeleteContactInput, DeleteContactOutput};
use aws_sdk_sesv2::operation::delete_contact_list::{
    DeleteContactListError, DeleteContactListInput, DeleteContactListOutput,
};
use aws_sdk_sesv2::operation::delete_email_identity::{
    DeleteEmailIdentityError, DeleteEmailIdentityInput, DeleteEmailIdentityOutput,
};
use aws_sdk_sesv2::operation::get_configuration_set::{
    GetConfigurationSetError, GetConfigurationSetInput, GetConfigurationSetOutput,
};
use aws_sdk_sesv2::operation::get_contact::{GetContactError, GetContactInput, GetContactOutput};
use aws_sdk_sesv2::operation::get_contact_list::{GetContactListError, GetContactListInput, GetContactListOutput};
use aws_sdk_sesv2::operation::get_email_identity::{
    GetEmailIdentityError, GetEmailIdentityInput, GetEmailIdentityOutput,
};
use aws_sdk_sesv2::operation::get_email_identity_policies::{
    GetEmailIdentityPoliciesError, GetEmailIdentityPoliciesInput, GetEmailIdentityPoliciesOutput,
};
use aws_sdk_sesv2::operation::list_contacts::{ListContactsError, ListContactsInput, ListContactsOutput};
use aws_sdk_sesv2::operation::list_email_identities::{
    ListEmailIdentitiesError, ListEmailIdentitiesInput, ListEmailIdentitiesOutput,
};
use aws_sdk_sesv2::operation::list_tags_for_resource::{
    ListTagsForResourceError, ListTagsForResourceInput, ListTagsForResourceOutput,
};
use aws_sdk_sesv2::operation::send_email::{SendEmailError, SendEmailInput, SendEmailOutput};
use aws_sdk_sesv2::operation::tag_resource::{TagResourceError, TagResourceInput, TagResourceOutput};
use aws_sdk_sesv2::operation::untag_resource::{UntagResourceError, UntagResourceInput, UntagResourceOutput};
use aws_sdk_sesv2::operation::update_email_identity_policy::{
    UpdateEmailIdentityPolicyError, UpdateEmailIdentityPolicyInput, UpdateEmailIdentityPolicyOutput,
};
use aws_sdk_sesv2::types::error::NotFoundException;
use aws_sdk_sesv2::types::{Contact, DkimAttributes, IdentityInfo, IdentityType, Tag};
use std::collections::{BTreeMap, HashMap};

#[derive(Default)]
struct Identity {
    policies: HashMap<String, String>,
    tags: Vec<Tag>,
}

struct List {
    described: GetContactListOutput,
    contacts: BTreeMap<String, GetContactOutput>,
}

#[derive(Default)]
struct Mail {
    identities: BTreeMap<String, Identity>,
    sets: BTreeMap<String, GetConfigurationSetOutput>,
    lists: BTreeMap<String, List>,
    sent: usize,
}

impl Mail {
    /// An identity by its name, or by an ARN, which ends with that.
    fn identity(&mut self, name: Option<&str>) -> Result<&mut Identity, NotFoundException> {
        let name = name.and_then(|name| name.rsplit('/').next()).unwrap_or_default();
        self.identities.get_mut(name).ok_or_else(|| missing("identity", Some(name)))
    }

    fn list(&mut self, name: Option<&str>) -> Result<&mut List, NotFoundException> {
        self.lists.get_mut(name.unwrap_or_default()).ok_or_else(|| missing("contact list", name))
    }
}

fn missing(what: &str, name: Option<&str>) -> NotFoundException {
    let message = format!("There is no {what} {}", name.unwrap_or_default());
    NotFoundException::builder().message(message).build()
}

pub fn fake() -> Fake {
    answered_by! {
        on_create_email_identity: create_identity;
        on_get_email_identity: get_identity;
        on_list_email_identities: list_identities;
        on_delete_email_identity: delete_identity;
        on_create_email_identity_policy: create_policy;
        on_update_email_identity_policy: update_policy;
        on_get_email_identity_policies: policies;
        on_tag_resource: tag;
        on_untag_resource: untag;
        on_list_tags_for_resource: tags;
        on_create_configuration_set: create_set;
        on_get_configuration_set: get_set;
        on_delete_configuration_set: delete_set;
        on_create_contact_list: create_list;
        on_get_contact_list: get_list;
        on_delete_contact_list: delete_list;
        on_create_contact: create_contact;
        on_get_contact: get_contact;
        on_list_contacts: list_contacts;
        on_delete_contact: delete_contact;
        on_send_email: send;
    }
}

fn kind(identity: &str) -> IdentityType {
    if identity.contains('@') { IdentityType::EmailAddress } else { IdentityType::Domain }
}

fn create_identity(
    mail: &mut Mail,
    input: CreateEmailIdentityInput,
) -> Result<CreateEmailIdentityOutput, CreateEmailIdentityError> {
    let name = input.email_identity.unwrap_or_default();
    let output = CreateEmailIdentityOutput::builder().identity_type(kind(&name)).verified_for_sending_status(true);
    let identity = Identity { tags: input.tags.unwrap_or_default(), ..Identity::default() };
    mail.identities.insert(name, identity);
    Ok(output.build())
}

fn get_identity(
    mail: &mut Mail,
    input: GetEmailIdentityInput,
) -> Result<GetEmailIdentityOutput, GetEmailIdentityError> {
    let name = input.email_identity();
    let identity = mail.identity(name).map_err(GetEmailIdentityError::NotFoundException)?;
    let dkim = DkimAttributes::builder().signing_enabled(true).tokens("first").tokens("second").build();
    let output = GetEmailIdentityOutput::builder().identity_type(kind(name.unwrap_or_default()));
    let output = output.verified_for_sending_status(true).dkim_attributes(dkim);
    let output = output.set_policies(Some(identity.policies.clone()));
    Ok(output.set_tags(Some(identity.tags.clone())).build())
}

fn list_identities(
    mail: &mut Mail,
    input: ListEmailIdentitiesInput,
) -> Result<ListEmailIdentitiesOutput, ListEmailIdentitiesError> {
    let info = |name: &String| IdentityInfo::builder().identity_name(name).identity_type(kind(name)).build();
    let all: Vec<_> = mail.identities.keys().map(info).collect();
    let (page, next) = page(&all, input.next_token(), input.page_size());
    Ok(ListEmailIdentitiesOutput::builder().set_email_identities(Some(page)).set_next_token(next).build())
}

fn delete_identity(
    mail: &mut Mail,
    input: DeleteEmailIdentityInput,
) -> Result<DeleteEmailIdentityOutput, DeleteEmailIdentityError> {
    mail.identities.remove(input.email_identity().unwrap_or_default());
    Ok(DeleteEmailIdentityOutput::builder().build())
}

fn create_policy(
    mail: &mut Mail,
    input: CreateEmailIdentityPolicyInput,
) -> Result<CreateEmailIdentityPolicyOutput, CreateEmailIdentityPolicyError> {
    let identity = mail.identity(input.email_identity()).map_err(CreateEmailIdentityPolicyError::NotFoundException)?;
    identity.policies.insert(input.policy_name.unwrap_or_default(), input.policy.unwrap_or_default());
    Ok(CreateEmailIdentityPolicyOutput::builder().build())
}

fn update_policy(
    mail: &mut Mail,
    input: UpdateEmailIdentityPolicyInput,
) -> Result<UpdateEmailIdentityPolicyOutput, UpdateEmailIdentityPolicyError> {
    let missing_error = UpdateEmailIdentityPolicyError::NotFoundException;
    let identity = mail.identity(input.email_identity()).map_err(missing_error)?;
    let policy = identity.policies.get_mut(input.policy_name().unwrap_or_default());
    let policy = policy.ok_or_else(|| missing_error(missing("policy", input.policy_name())))?;
    *policy = input.policy.unwrap_or_default();
    Ok(UpdateEmailIdentityPolicyOutput::builder().build())
}

fn policies(
    mail: &mut Mail,
    input: GetEmailIdentityPoliciesInput,
) -> Result<GetEmailIdentityPoliciesOutput, GetEmailIdentityPoliciesError> {
    let identity = mail.identity(input.email_identity()).map_err(GetEmailIdentityPoliciesError::NotFoundException)?;
    Ok(GetEmailIdentityPoliciesOutput::builder().set_policies(Some(identity.policies.clone())).build())
}

fn tag(mail: &mut Mail, input: TagResourceInput) -> Result<TagResourceOutput, TagResourceError> {
    let identity = mail.identity(input.resource_arn()).map_err(TagResourceError::NotFoundException)?;
    identity.tags.extend(input.tags.unwrap_or_default());
    Ok(TagResourceOutput::builder().build())
}

fn untag(mail: &mut Mail, input: UntagResourceInput) -> Result<UntagResourceOutput, UntagResourceError> {
    let identity = mail.identity(input.resource_arn()).map_err(UntagResourceError::NotFoundException)?;
    identity.tags.retain(|tag| !input.tag_keys().contains(&tag.key));
    Ok(UntagResourceOutput::builder().build())
}

fn tags(
    mail: &mut Mail,
    input: ListTagsForResourceInput,
) -> Result<ListTagsForResourceOutput, ListTagsForResourceError> {
    let identity = mail.identity(input.resource_arn()).map_err(ListTagsForResourceError::NotFoundException)?;
    Ok(ListTagsForResourceOutput::builder().set_tags(Some(identity.tags.clone())).build()?)
}

fn create_set(
    mail: &mut Mail,
    input: CreateConfigurationSetInput,
) -> Result<CreateConfigurationSetOutput, CreateConfigurationSetError> {
    let name = input.configuration_set_name.unwrap_or_default();
    let set = GetConfigurationSetOutput::builder().configuration_set_name(&name);
    mail.sets.insert(name, set.set_sending_options(input.sending_options).build());
    Ok(CreateConfigurationSetOutput::builder().build())
}

fn get_set(
    mail: &mut Mail,
    input: GetConfigurationSetInput,
) -> Result<GetConfigurationSetOutput, GetConfigurationSetError> {
    let name = input.configuration_set_name();
    let set = mail.sets.get(name.unwrap_or_default()).cloned();
    set.ok_or_else(|| GetConfigurationSetError::NotFoundException(missing("configuration set", name)))
}

fn delete_set(
    mail: &mut Mail,
    input: DeleteConfigurationSetInput,
) -> Result<DeleteConfigurationSetOutput, DeleteConfigurationSetError> {
    mail.sets.remove(input.configuration_set_name().unwrap_or_default());
    Ok(DeleteConfigurationSetOutput::builder().build())
}

fn create_list(
    mail: &mut Mail,
    input: CreateContactListInput,
) -> Result<CreateContactListOutput, CreateContactListError> {
    let name = input.contact_list_name.unwrap_or_default();
    let described = GetContactListOutput::builder().contact_list_name(&name).set_description(input.description);
    let described = described.set_topics(input.topics).created_timestamp(now()).build();
    mail.lists.insert(name, List { described, contacts: BTreeMap::new() });
    Ok(CreateContactListOutput::builder().build())
}

fn get_list(mail: &mut Mail, input: GetContactListInput) -> Result<GetContactListOutput, GetContactListError> {
    let list = mail.list(input.contact_list_name()).map_err(GetContactListError::NotFoundException)?;
    Ok(list.described.clone())
}

fn delete_list(
    mail: &mut Mail,
    input: DeleteContactListInput,
) -> Result<DeleteContactListOutput, DeleteContactListError> {
    mail.lists.remove(input.contact_list_name().unwrap_or_default());
    Ok(DeleteContactListOutput::builder().build())
}

fn create_contact(mail: &mut Mail, input: CreateContactInput) -> Result<CreateContactOutput, CreateContactError> {
    let list = mail.list(input.contact_list_name()).map_err(CreateContactError::NotFoundException)?;
    let address = input.email_address.unwrap_or_default();
    let contact = GetContactOutput::builder().email_address(&address).set_unsubscribe_all(input.unsubscribe_all);
    let contact = contact.set_contact_list_name(input.contact_list_name).set_attributes_data(input.attributes_data);
    list.contacts.insert(address, contact.set_topic_preferences(input.topic_preferences).build());
    Ok(CreateContactOutput::builder().build())
}

fn get_contact(mail: &mut Mail, input: GetContactInput) -> Result<GetContactOutput, GetContactError> {
    let list = mail.list(input.contact_list_name()).map_err(GetContactError::NotFoundException)?;
    let contact = list.contacts.get(input.email_address().unwrap_or_default()).cloned();
    contact.ok_or_else(|| GetContactError::NotFoundException(missing("contact", input.email_address())))
}

fn list_contacts(mail: &mut Mail, input: ListContactsInput) -> Result<ListContactsOutput, ListContactsError> {
    let list = mail.list(input.contact_list_name()).map_err(ListContactsError::NotFoundException)?;
    let contact = |address: &String| Contact::builder().email_address(address).build();
    let all: Vec<_> = list.contacts.keys().map(contact).collect();
    let (page, next) = page(&all, input.next_token(), input.page_size());
    Ok(ListContactsOutput::builder().set_contacts(Some(page)).set_next_token(next).build())
}

fn delete_contact(mail: &mut Mail, input: DeleteContactInput) -> Result<DeleteContactOutput, DeleteContactError> {
    let list = mail.list(input.contact_list_name()).map_err(DeleteContactError::NotFoundException)?;
    list.contacts.remove(input.email_address().unwrap_or_default());
    Ok(DeleteContactOutput::builder().build())
}

fn send(mail: &mut Mail, input: SendEmailInput) -> Result<SendEmailOutput, SendEmailError> {
    let from = input.from_email_address();
    mail.identity(from).map_err(SendEmailError::NotFoundException)?;
    mail.sent += 1;
    Ok(SendEmailOutput::builder().message_id(format!("message-{}", mail.sent)).build())
}
