//! Queues with their tags, and messages that are hidden for a while when they were received.

use crate::harness::{answered_by, page};
use aws_sdk_sqs::fake::Fake;
use aws_sdk_sqs::operation::create_queue::{CreateQueueError, CreateQueueInput, CreateQueueOutput};
use aws_sdk_sqs::operation::delete_message::{DeleteMessageError, DeleteMessageInput, DeleteMessageOutput};
use aws_sdk_sqs::operation::delete_message_batch::{
    DeleteMessageBatchError, DeleteMessageBatchInput, DeleteMessageBatchOutput,
};
use aws_sdk_sqs::operation::delete_queue::{DeleteQueueError, DeleteQueueInput, DeleteQueueOutput};
use aws_sdk_sqs::operation::get_queue_attributes::{
    GetQueueAttributesError, GetQueueAttributesInput, GetQueueAttributesOutput,
};
use aws_sdk_sqs::operation::get_queue_url::{GetQueueUrlError, GetQueueUrlInput, GetQueueUrlOutput};
use aws_sdk_sqs::operation::list_queue_tags::{ListQueueTagsError, ListQueueTagsInput, ListQueueTagsOutput};
use aws_sdk_sqs::operation::list_queues::{ListQueuesError, ListQueuesInput, ListQueuesOutput};
use aws_sdk_sqs::operation::receive_message::{ReceiveMessageError, ReceiveMessageInput, ReceiveMessageOutput};
use aws_sdk_sqs::operation::send_message::{SendMessageError, SendMessageInput, SendMessageOutput};
use aws_sdk_sqs::operation::send_message_batch::{
    SendMessageBatchError, SendMessageBatchInput, SendMessageBatchOutput,
};
use aws_sdk_sqs::operation::set_queue_attributes::{
    SetQueueAttributesError, SetQueueAttributesInput, SetQueueAttributesOutput,
};
use aws_sdk_sqs::operation::tag_queue::{TagQueueError, TagQueueInput, TagQueueOutput};
use aws_sdk_sqs::operation::untag_queue::{UntagQueueError, UntagQueueInput, UntagQueueOutput};
use aws_sdk_sqs::types::error::QueueDoesNotExist;
use aws_sdk_sqs::types::{
    DeleteMessageBatchResultEntry, Message, MessageAttributeValue, QueueAttributeName, SendMessageBatchResultEntry,
};
use std::collections::{BTreeMap, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::{Duration, Instant};

struct Held {
    message: Message,
    visible: Instant,
}

#[derive(Default)]
struct Queue {
    made: usize,
    attributes: HashMap<QueueAttributeName, String>,
    tags: HashMap<String, String>,
    messages: Vec<Held>,
}

/// By the URL.
#[derive(Default)]
struct Queues(BTreeMap<String, Queue>);

pub fn fake() -> Fake {
    answered_by! {
        on_create_queue: create;
        on_get_queue_url: get_url;
        on_list_queues: list;
        on_delete_queue: delete;
        on_get_queue_attributes: attributes;
        on_set_queue_attributes: set_attributes;
        on_tag_queue: tag;
        on_untag_queue: untag;
        on_list_queue_tags: tags;
        on_send_message: send;
        on_send_message_batch: send_batch;
        on_receive_message: receive;
        on_delete_message: delete_message;
        on_delete_message_batch: delete_batch;
    }
}

impl Queues {
    /// The queue of a URL, if there is one.
    fn queue(&mut self, url: Option<&str>) -> Result<&mut Queue, QueueDoesNotExist> {
        let queue = self.0.get_mut(url.unwrap_or_default());
        queue.ok_or_else(|| QueueDoesNotExist::builder().message("The specified queue does not exist.").build())
    }
}

impl Queue {
    fn hold(&mut self, text: Option<String>, attributes: Option<HashMap<String, MessageAttributeValue>>) -> Message {
        self.made += 1;
        let message = Message::builder().message_id(format!("{:032x}", self.made)).md5_of_body(sum(&text));
        let sum_of_attributes = attributes.as_ref().map(|attributes| sum(&format!("{attributes:?}")));
        let message = message.set_body(text).set_md5_of_message_attributes(sum_of_attributes);
        let message = message.set_message_attributes(attributes).build();
        self.messages.push(Held { message: message.clone(), visible: Instant::now() });
        message
    }

    /// How many messages can be received.
    fn visible(&self) -> usize {
        self.messages.iter().filter(|held| held.visible <= Instant::now()).count()
    }

    /// Removes the message that was received with this handle.
    fn delete(&mut self, handle: Option<&str>) {
        self.messages.retain(|held| held.message.message_id() != handle);
    }
}

fn url(name: Option<&str>) -> String {
    format!("https://sqs.us-east-1.amazonaws.com/123456789012/{}", name.unwrap_or_default())
}

/// Of the length of MD5, which none of the programs computes.
fn sum(of: &impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    format!("{:032x}", hasher.finish())
}

fn create(queues: &mut Queues, input: CreateQueueInput) -> Result<CreateQueueOutput, CreateQueueError> {
    let url = url(input.queue_name());
    let arn = format!("arn:aws:sqs:us-east-1:123456789012:{}", input.queue_name.unwrap_or_default());
    let queue = queues.0.entry(url.clone()).or_default();
    queue.attributes = input.attributes.unwrap_or_default();
    queue.attributes.insert(QueueAttributeName::QueueArn, arn);
    queue.tags = input.tags.unwrap_or_default();
    Ok(CreateQueueOutput::builder().queue_url(url).build())
}

fn get_url(queues: &mut Queues, input: GetQueueUrlInput) -> Result<GetQueueUrlOutput, GetQueueUrlError> {
    let url = url(input.queue_name());
    queues.queue(Some(&url)).map_err(GetQueueUrlError::QueueDoesNotExist)?;
    Ok(GetQueueUrlOutput::builder().queue_url(url).build())
}

fn list(queues: &mut Queues, input: ListQueuesInput) -> Result<ListQueuesOutput, ListQueuesError> {
    let prefix = url(input.queue_name_prefix());
    let urls: Vec<_> = queues.0.keys().filter(|url| url.starts_with(&prefix)).cloned().collect();
    let (page, next) = page(&urls, input.next_token(), input.max_results());
    Ok(ListQueuesOutput::builder().set_queue_urls(Some(page)).set_next_token(next).build())
}

fn delete(queues: &mut Queues, input: DeleteQueueInput) -> Result<DeleteQueueOutput, DeleteQueueError> {
    queues.0.remove(input.queue_url().unwrap_or_default());
    Ok(DeleteQueueOutput::builder().build())
}

fn attributes(
    queues: &mut Queues,
    input: GetQueueAttributesInput,
) -> Result<GetQueueAttributesOutput, GetQueueAttributesError> {
    let queue = queues.queue(input.queue_url()).map_err(GetQueueAttributesError::QueueDoesNotExist)?;
    let (names, visible) = (input.attribute_names(), queue.visible().to_string());
    let mut attributes = queue.attributes.clone();
    attributes.insert(QueueAttributeName::ApproximateNumberOfMessages, visible);
    attributes.retain(|name, _| names.contains(&QueueAttributeName::All) || names.contains(name));
    Ok(GetQueueAttributesOutput::builder().set_attributes(Some(attributes)).build())
}

fn set_attributes(
    queues: &mut Queues,
    input: SetQueueAttributesInput,
) -> Result<SetQueueAttributesOutput, SetQueueAttributesError> {
    let queue = queues.queue(input.queue_url()).map_err(SetQueueAttributesError::QueueDoesNotExist)?;
    queue.attributes.extend(input.attributes.unwrap_or_default());
    Ok(SetQueueAttributesOutput::builder().build())
}

fn tag(queues: &mut Queues, input: TagQueueInput) -> Result<TagQueueOutput, TagQueueError> {
    let queue = queues.queue(input.queue_url()).map_err(TagQueueError::QueueDoesNotExist)?;
    queue.tags.extend(input.tags.unwrap_or_default());
    Ok(TagQueueOutput::builder().build())
}

fn untag(queues: &mut Queues, input: UntagQueueInput) -> Result<UntagQueueOutput, UntagQueueError> {
    let queue = queues.queue(input.queue_url()).map_err(UntagQueueError::QueueDoesNotExist)?;
    queue.tags.retain(|key, _| !input.tag_keys().contains(key));
    Ok(UntagQueueOutput::builder().build())
}

fn tags(queues: &mut Queues, input: ListQueueTagsInput) -> Result<ListQueueTagsOutput, ListQueueTagsError> {
    let queue = queues.queue(input.queue_url()).map_err(ListQueueTagsError::QueueDoesNotExist)?;
    Ok(ListQueueTagsOutput::builder().set_tags(Some(queue.tags.clone())).build())
}

fn send(queues: &mut Queues, input: SendMessageInput) -> Result<SendMessageOutput, SendMessageError> {
    let queue = queues.queue(input.queue_url()).map_err(SendMessageError::QueueDoesNotExist)?;
    let held = queue.hold(input.message_body, input.message_attributes);
    let output = SendMessageOutput::builder().set_message_id(held.message_id).set_md5_of_message_body(held.md5_of_body);
    Ok(output.set_md5_of_message_attributes(held.md5_of_message_attributes).build())
}

fn send_batch(
    queues: &mut Queues,
    input: SendMessageBatchInput,
) -> Result<SendMessageBatchOutput, SendMessageBatchError> {
    let queue = queues.queue(input.queue_url()).map_err(SendMessageBatchError::QueueDoesNotExist)?;
    let mut output = SendMessageBatchOutput::builder().set_failed(Some(Vec::new()));
    for entry in input.entries.unwrap_or_default() {
        let held = queue.hold(Some(entry.message_body), entry.message_attributes);
        let sent = SendMessageBatchResultEntry::builder().id(entry.id).set_message_id(held.message_id);
        let sent = sent.set_md5_of_message_body(held.md5_of_body);
        output = output.successful(sent.set_md5_of_message_attributes(held.md5_of_message_attributes).build()?);
    }
    Ok(output.build()?)
}

fn receive(queues: &mut Queues, input: ReceiveMessageInput) -> Result<ReceiveMessageOutput, ReceiveMessageError> {
    let queue = queues.queue(input.queue_url()).map_err(ReceiveMessageError::QueueDoesNotExist)?;
    let of_queue = queue.attributes.get(&QueueAttributeName::VisibilityTimeout).and_then(|text| text.parse().ok());
    let hidden = input.visibility_timeout.and_then(|seconds| u64::try_from(seconds).ok()).or(of_queue).unwrap_or(30);
    let most = input.max_number_of_messages().and_then(|most| usize::try_from(most).ok()).unwrap_or(1);
    let names = input.message_attribute_names();
    let (now, is_asked) = (Instant::now(), |name: &str| names.iter().any(|asked| asked == "All" || asked == name));
    let received = queue.messages.iter_mut().filter(|held| held.visible <= now).take(most).map(|held| {
        held.visible = now + Duration::from_secs(hidden);
        let mut message = held.message.clone();
        message.receipt_handle = message.message_id.clone();
        message.message_attributes.get_or_insert_default().retain(|name, _| is_asked(name));
        message
    });
    Ok(ReceiveMessageOutput::builder().set_messages(Some(received.collect())).build())
}

fn delete_message(queues: &mut Queues, input: DeleteMessageInput) -> Result<DeleteMessageOutput, DeleteMessageError> {
    let queue = queues.queue(input.queue_url()).map_err(DeleteMessageError::QueueDoesNotExist)?;
    queue.delete(input.receipt_handle());
    Ok(DeleteMessageOutput::builder().build())
}

fn delete_batch(
    queues: &mut Queues,
    input: DeleteMessageBatchInput,
) -> Result<DeleteMessageBatchOutput, DeleteMessageBatchError> {
    let queue = queues.queue(input.queue_url()).map_err(DeleteMessageBatchError::QueueDoesNotExist)?;
    let mut output = DeleteMessageBatchOutput::builder().set_failed(Some(Vec::new()));
    for entry in input.entries() {
        queue.delete(Some(entry.receipt_handle()));
        output = output.successful(DeleteMessageBatchResultEntry::builder().id(entry.id()).build()?);
    }
    Ok(output.build()?)
}
