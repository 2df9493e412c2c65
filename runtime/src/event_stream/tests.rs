use super::frames::{Failure, Frames};
use crate::codec::corpus;
use crate::error::BoxError;
use aws_smithy_eventstream::frame::{DecodedFrame, MessageFrameDecoder, write_message_to};
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::event_stream::{Header, HeaderValue, Message, RawMessage};
use bytes::Bytes;
use fastrand::Rng;
use http_body::{Body, Frame};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// A body that comes in chunks, and then ends or does not.
struct Chunks {
    chunks: VecDeque<Bytes>,
    ends: bool,
}

impl Body for Chunks {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.chunks.pop_front() {
            Some(chunk) => Poll::Ready(Some(Ok(Frame::data(chunk)))),
            None if self.ends => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

fn frames(bytes: &[u8], chunk: usize, ends: bool) -> Frames {
    let chunks = bytes.chunks(chunk).map(Bytes::copy_from_slice).collect();
    Frames::new(SdkBody::from_body_1_x(Chunks { chunks, ends }))
}

/// The next message, or `None` if there is to be waited for one.
fn poll(frames: &mut Frames) -> Option<Result<Option<Message>, Failure>> {
    match frames.poll_next(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(next) => Some(next),
        Poll::Pending => None,
    }
}

fn message(payload: &'static str) -> Message {
    Message::new(payload).add_header(Header::new("a-name", HeaderValue::Int32(1)))
}

fn encoded(message: &Message) -> Vec<u8> {
    let mut bytes = Vec::new();
    write_message_to(message, &mut bytes).expect("a valid message");
    bytes
}

#[test]
fn messages_come_in_chunks_of_any_size() {
    let messages = [message("one"), message(""), message("three")];
    let bytes = messages.iter().flat_map(encoded).collect::<Vec<_>>();
    for chunk in 1..=bytes.len() {
        let mut frames = frames(&bytes, chunk, true);
        for message in &messages {
            let next = poll(&mut frames).expect("all of it is there").expect("valid");
            assert_eq!(next.as_ref(), Some(message), "chunks of {chunk}");
        }
        assert!(matches!(poll(&mut frames), Some(Ok(None))), "chunks of {chunk}");
    }
}

#[test]
fn a_message_is_there_as_soon_as_its_last_byte_is() {
    let bytes = [encoded(&message("one")), encoded(&message("two"))].concat();
    let mut frames = frames(&bytes[..bytes.len() - 1], 7, false);
    assert!(matches!(poll(&mut frames), Some(Ok(Some(_)))));
    assert!(poll(&mut frames).is_none());
}

#[test]
fn a_body_that_ends_within_a_message_is_an_error() {
    let bytes = encoded(&message("one"));
    for length in 1..bytes.len() {
        let next = poll(&mut frames(&bytes[..length], 5, true)).expect("the body has ended");
        let Err(Failure::Frame(error, RawMessage::Invalid(Some(rest)))) = next else { panic!("{length}: {next:?}") };
        assert_eq!(error.to_string(), "the stream ended within a message");
        assert_eq!(rest, bytes[..length]);
    }
}

#[test]
fn a_damaged_byte_is_an_error_and_nothing_is_waited_for() {
    let bytes = encoded(&message("one"));
    for (index, bit) in (0..bytes.len()).flat_map(|index| (0..8).map(move |bit| (index, bit))) {
        let mut bytes = bytes.clone();
        bytes[index] ^= 1 << bit;
        let next = poll(&mut frames(&bytes, 6, false));
        assert!(matches!(next, Some(Err(Failure::Frame(..)))), "bit {bit} of byte {index}: {next:?}");
    }
}

#[test]
fn lengths_that_cannot_be_are_an_error_whatever_their_checksum() {
    for (total, headers) in [
        (0, 0),
        (11, 0),
        (12, 0),
        (15, 0),
        (16, 1),
        (16, 2),
        (20, 5),
        (40, u32::MAX),
        (40, 40),
        (40, 25),
        (24 * 1024 * 1024 + 1, 0),
        (u32::MAX, 0),
        (u32::MAX, u32::MAX),
    ] {
        let mut bytes = [u32::to_be_bytes(total), u32::to_be_bytes(headers)].concat();
        bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
        bytes.resize(64, 0);
        if let Some(end) = usize::try_from(total).ok().filter(|total| (16..=60).contains(total)) {
            let checksum = crc32fast::hash(&bytes[..end - 4]).to_be_bytes();
            bytes[end - 4..end].copy_from_slice(&checksum);
        }
        let next = poll(&mut frames(&bytes, 64, false));
        assert!(matches!(next, Some(Err(Failure::Frame(..)))), "{total} {headers}: {next:?}");
    }
}

/// The messages that AWS's decoder finds, and whether nothing else is there.
fn by_aws(bytes: &[u8]) -> (Vec<Message>, bool) {
    let (mut decoder, mut rest, mut messages) = (MessageFrameDecoder::new(), bytes, Vec::new());
    while let Ok(DecodedFrame::Complete(message)) = decoder.decode_frame(&mut rest) {
        messages.push(message);
    }
    let length: usize = messages.iter().map(|message| encoded(message).len()).sum();
    (messages, length == bytes.len())
}

/// The messages that are here, and why there are no more, if not because the body ends.
fn ours(bytes: &[u8], chunk: usize) -> (Vec<Message>, Option<Failure>) {
    let mut frames = frames(bytes, chunk, true);
    let mut messages = Vec::new();
    loop {
        match poll(&mut frames).expect("there is nothing to wait for") {
            Ok(Some(message)) => messages.push(message),
            Ok(None) => return (messages, None),
            Err(failure) => return (messages, Some(failure)),
        }
    }
}

/// A message at random with a payload that is shorter than this.
fn any(random: &mut Rng, payload: usize) -> Message {
    let header = |random: &mut Rng| match random.u8(..5) {
        0 => HeaderValue::Bool(random.bool()),
        1 => HeaderValue::Int64(random.i64(..)),
        2 => HeaderValue::ByteArray(Bytes::from(vec![7; random.usize(..20)])),
        3 => HeaderValue::Uuid(random.u128(..)),
        _ => HeaderValue::String("a text".into()),
    };
    let message = Message::new(Bytes::from(vec![random.u8(..); random.usize(..payload)]));
    (0..random.usize(..4)).fold(message, |message, _| message.add_header(Header::new("name", header(random))))
}

/// Messages at random, three of four times damaged.
fn stream(round: usize, random: &mut Rng, payload: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = (0..random.usize(1..4)).flat_map(|_| encoded(&any(random, payload))).collect();
    if !round.is_multiple_of(4) {
        let at = random.usize(..bytes.len());
        match random.u8(..4) {
            0 => bytes.truncate(at.max(1)),
            1 => bytes[at] ^= 1 << random.u8(..8),
            2 => bytes.insert(at, random.u8(..)),
            _ => drop(bytes.drain(at..(at + random.usize(1..9)).min(bytes.len()))),
        }
    }
    bytes
}

/// Streams of messages at random, whole and damaged, in chunks at random.
#[test]
fn messages_are_those_that_the_decoder_of_aws_finds() {
    let mut random = Rng::with_seed(15);
    let (mut whole, mut broken) = (0, 0);
    for round in 0..4_000 {
        let bytes = stream(round, &mut random, 200);
        let (expected, is_whole) = by_aws(&bytes);
        let (messages, failure) = ours(&bytes, random.usize(1..300));
        assert_eq!((&messages, failure.is_none()), (&expected, is_whole), "{bytes:x?}");
        *(if is_whole { &mut whole } else { &mut broken }) += 1;
    }
    assert!(whole >= 1_000 && broken >= 1_000, "{whole} {broken}");
}

/// What becomes of a stream, which AWS's decoder agrees with.
fn kind(bytes: &[u8]) -> String {
    let (messages, failure) = ours(bytes, 7);
    assert_eq!((&messages, failure.is_none()), (&by_aws(bytes).0, by_aws(bytes).1), "{bytes:x?}");
    let failure = failure.map_or("the end".to_owned(), |failure| BoxError::from(failure).to_string());
    let words = failure.split(' ').filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    let headers = messages.iter().map(|message| message.headers().len()).max().unwrap_or_default();
    let failure = words.collect::<Vec<_>>().join(" ");
    format!("messages: {}, headers: {headers}, then {failure}", messages.len())
}

#[test]
fn the_corpus_is_read_as_ever() {
    assert!(corpus::check(include_str!("corpus.txt"), kind) > 20);
}

#[test]
#[ignore = "writes the corpus"]
fn the_corpus_is_collected() {
    let mut random = Rng::with_seed(1616);
    let streams = (0..20_000).map(|round| stream(round, &mut random, 3));
    corpus::collect("src/event_stream/corpus.txt", streams, kind);
}
