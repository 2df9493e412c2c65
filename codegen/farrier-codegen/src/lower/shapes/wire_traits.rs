//! The traits that schema texts have of those that the protocol heeds: what shapes and members are called.

use crate::ir;
use crate::lower::context::Context;
use crate::lower::shape_facts::shape_type;
use farrier_schema_text::{
    AWS_QUERY_ERROR, EC2_QUERY_NAME, JSON_NAME, MEDIA_TYPE, SENSITIVE, ShapeType, Site, Traits, XML_ATTRIBUTE,
    XML_FLATTENED, XML_NAME, XML_NAMESPACE, XML_NAMESPACE_PREFIX,
};
use smithy_json_ast::traits::{
    AwsQueryError, Ec2QueryName, JsonName, MediaType, Sensitive, Trait, XmlAttribute, XmlFlattened, XmlName,
    XmlNamespace,
};
use smithy_json_ast::{Shape, Traits as ModelTraits};

/// Traits of the model with those of schema texts. The value, if there is one, is the same text.
const NAMES: [(&str, &farrier_schema_text::Trait); 5] = [
    (Ec2QueryName::ID, &EC2_QUERY_NAME),
    (JsonName::ID, &JSON_NAME),
    (XmlAttribute::ID, &XML_ATTRIBUTE),
    (XmlFlattened::ID, &XML_FLATTENED),
    (XmlName::ID, &XML_NAME),
];

/// The traits of a structure or union. Its names are those of a root element: what a member of that type is called is
/// for the member to say.
pub(in crate::lower) fn of_shape(cx: &Context<'_>, shape: &Shape, shape_type: ShapeType) -> Traits<'static> {
    let mut traits = Traits::new();
    if shape.traits.is::<Sensitive>() {
        traits.insert(&SENSITIVE);
    }
    if let Some(code) = query_error(cx, shape) {
        traits.set(&AWS_QUERY_ERROR, code.to_owned());
    }
    set_names(cx, &shape.traits, Site::Shape, shape_type, &mut traits);
    traits
}

/// The code of an error in the former protocol of its service, if it is not the name of the shape.
pub(in crate::lower) fn query_error<'a>(cx: &Context<'_>, shape: &'a Shape) -> Option<&'a str> {
    let error = shape.traits.read::<AwsQueryError<'_>>().filter(|_| cx.heeds(AwsQueryError::ID))?;
    Some(error.code).filter(|code| *code != shape.id.name())
}

/// Adds what something is called by its own traits.
pub(in crate::lower) fn set_names(
    cx: &Context<'_>,
    from: &ModelTraits,
    site: Site,
    shape_type: ShapeType,
    to: &mut Traits<'static>,
) {
    for (id, which) in NAMES.into_iter().filter(|(id, which)| cx.heeds(id) && which.fits(site, shape_type)) {
        set(from, id, which, to);
    }
    if let Some(namespace) = xml_namespace(cx, from) {
        to.set(&XML_NAMESPACE, namespace.uri);
        if let Some(prefix) = namespace.prefix {
            to.set(&XML_NAMESPACE_PREFIX, prefix);
        }
    }
}

/// Adds a trait that the model has by its id.
pub(in crate::lower) fn set(
    from: &ModelTraits,
    id: &str,
    which: &'static farrier_schema_text::Trait,
    to: &mut Traits<'static>,
) {
    if let Some(value) = from.get(id) {
        // The value of a trait without a text is an object.
        to.set(which, value.as_str().unwrap_or_default().to_owned());
    }
}

/// Adds what the strings and blobs of a shape hold.
pub(in crate::lower) fn set_media_type(
    cx: &Context<'_>,
    shape: &Shape,
    shape_type: ShapeType,
    to: &mut Traits<'static>,
) {
    if cx.heeds(MediaType::ID) && MEDIA_TYPE.applies_to(shape_type) {
        set(&shape.traits, MediaType::ID, &MEDIA_TYPE, to);
    }
}

/// The namespace that a shape or member declares.
pub(in crate::lower) fn xml_namespace(cx: &Context<'_>, traits: &ModelTraits) -> Option<ir::XmlNamespace> {
    let namespace = traits.read::<XmlNamespace<'_>>().filter(|_| cx.heeds(XmlNamespace::ID))?;
    Some(ir::XmlNamespace { uri: namespace.uri.to_owned(), prefix: namespace.prefix.map(str::to_owned) })
}

/// Notes members whose values cannot be what a trait makes of them.
pub(in crate::lower) fn check(cx: &Context<'_>, shape: &Shape) {
    for member in shape.all_members() {
        let target = cx.target(member);
        let misfits = NAMES
            .into_iter()
            .filter(|(id, which)| cx.heeds(id) && member.traits.has(id) && !which.applies_to(shape_type(target)));
        for (id, _) in misfits {
            let message = format!("the trait `{id}` means nothing for the type `{}`", target.type_name());
            cx.trait_problem_of(member, id, message, Some("take the trait away".to_owned()));
        }
    }
}
