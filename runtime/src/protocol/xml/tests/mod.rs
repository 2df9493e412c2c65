//! The codec, by tables of values and texts. What AWS's codec makes of the same is said where it differs.

mod damaged;
mod envelopes;
mod errors;
pub(in crate::protocol) mod model;
mod oracle;
mod reading;
mod writing;

use super::XmlCodec;
use crate::protocol::tests::{AwsIs, with_dynamic};
use crate::protocol::{PayloadCodec, XmlNamespace};
use crate::schema::SerdeError;
use crate::serde::{self, Adapted, Sink, Source, Structure, StructureBuilder};
use aws_smithy_schema::codec::{Codec as _, FinishSerializer as _};
use aws_smithy_xml::codec::XmlCodec as Aws;

fn write<T: Structure>(value: &T) -> Result<String, SerdeError> {
    write_in(value, None)
}

fn write_in<T: Structure>(value: &T, namespace: Option<XmlNamespace>) -> Result<String, SerdeError> {
    let bytes = with_dynamic(value, |value| XmlCodec { namespace }.write(value))?;
    Ok(String::from_utf8(bytes).expect("UTF-8"))
}

fn write_aws<T: Structure>(value: &T) -> Result<String, SerdeError> {
    let mut to = Aws::default().create_serializer();
    with_dynamic(value, |value| value.write(&mut Sink::new(&mut to)))?;
    Ok(String::from_utf8(to.finish()).expect("UTF-8"))
}

fn read<T: Structure>(xml: &[u8]) -> Result<T, SerdeError> {
    let builder =
        serde::read_builder::<T>(&mut |builder| XmlCodec::default().read(xml, &mut |from| builder.read(from)))?;
    Ok(builder.build_lenient())
}

fn read_aws<T: Structure>(xml: &[u8]) -> Result<T, SerdeError> {
    let mut from = Aws::default().create_deserializer(xml);
    let builder = serde::read_builder::<T>(&mut |builder| builder.read(&mut Source::new(&mut Adapted(&mut from))))?;
    Ok(builder.build_lenient())
}

fn strings<const N: usize>(of: [&str; N]) -> Option<Vec<String>> {
    Some(of.map(str::to_owned).into())
}

fn string(of: &str) -> Option<String> {
    Some(of.to_owned())
}

fn map<V, const N: usize>(of: [(&str, V); N]) -> Option<std::collections::HashMap<String, V>> {
    Some(of.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}
