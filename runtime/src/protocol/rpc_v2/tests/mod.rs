//! The codec of CBOR, by tables of values and bytes. What AWS's codec makes of the same is said where it differs.

mod damaged;
mod reading;
mod writing;

use super::cbor::CborFormat;
use crate::codec::json::tests::model::All;
use crate::protocol::PayloadCodec;
use crate::protocol::tests::{AwsIs, with_dynamic};
use crate::schema::SerdeError;
use crate::serde::{self, Adapted, Sink, Source, StructureBuilder};
use aws_smithy_cbor::codec::CborCodec as Aws;
use aws_smithy_schema::codec::{Codec as _, FinishSerializer as _};

fn write(value: &All) -> Result<Vec<u8>, SerdeError> {
    with_dynamic(value, |value| CborFormat.write(value))
}

fn write_aws(value: &All) -> Result<Vec<u8>, SerdeError> {
    let mut to = Aws::default().create_serializer();
    with_dynamic(value, |value| value.write(&mut Sink::new(&mut to)))?;
    Ok(to.finish())
}

fn read(cbor: &[u8]) -> Result<All, SerdeError> {
    let builder = serde::read_builder::<All>(&mut |builder| CborFormat.read(cbor, &mut |from| builder.read(from)))?;
    Ok(builder.build_lenient())
}

fn read_aws(cbor: &[u8]) -> Result<All, SerdeError> {
    let mut from = Aws::default().create_deserializer(cbor);
    let builder = serde::read_builder::<All>(&mut |builder| builder.read(&mut Source::new(&mut Adapted(&mut from))))?;
    Ok(builder.build_lenient())
}

/// A map of one member.
fn member(name: &str, value: &[u8]) -> Vec<u8> {
    let length = u8::try_from(name.len()).expect("a short name");
    [&[0xA1, 0x60 + length], name.as_bytes(), value].concat()
}
