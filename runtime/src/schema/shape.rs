//! [`ShapeSchema`]: the schema of one structure or union.

use super::aws::{Built, split};
use aws_smithy_schema::Schema;
#[cfg(any(feature = "serde", feature = "validate"))]
use aws_smithy_schema::extension::SchemaExtensionKey;
#[cfg(feature = "server")]
use farrier_schema_text::AWS_QUERY_ERROR;
use farrier_schema_text::{MemberSchema, SENSITIVE, SchemaText, ShapeType};
#[cfg(any(feature = "serde", feature = "validate"))]
use std::sync::OnceLock;

/// The way back from a schema of `aws-smithy-schema` to ours.
#[cfg(any(feature = "serde", feature = "validate"))]
static ORIGIN: SchemaExtensionKey<OnceLock<&'static ShapeSchema>> = SchemaExtensionKey::new(|_| OnceLock::new());

/// The schema of one structure or union. A [schema text](farrier_schema_text) that does not follow the grammar has
/// none: it is that of a crate which was generated for another version of this one.
#[derive(Debug)]
pub struct ShapeSchema {
    /// The absolute shape id, `namespace#Name`.
    pub id: &'static str,
    /// [`ShapeType::Structure`] or [`ShapeType::Union`].
    pub shape_type: ShapeType,
    /// `@sensitive` on the shape itself.
    pub sensitive: bool,
    /// `@awsQueryError` of an error, where its code is not the name of the shape.
    #[cfg(feature = "server")]
    query_error: Option<String>,
    built: Built,
}

impl ShapeSchema {
    /// Parses a schema text. What is built of it is kept for the life of the program.
    ///
    /// # Panics
    /// The text does not follow the grammar. The generator has parsed all that it wrote: one that does not is that of a
    /// crate whose generator knew a newer grammar. To pass over what is not understood would be a wrong wire format.
    pub(super) fn new(id: &'static str, text: &'static str) -> &'static Self {
        let SchemaText { shape_type, traits, members } = match SchemaText::parse(text) {
            Ok(schema) => schema,
            Err(error) => panic!(
                "the schema text of `{id}` cannot be read: {error}; the crate was generated for another version of \
                 farrier-runtime: generate it again, or use that version"
            ),
        };
        let sensitive = traits.has(&SENSITIVE);
        #[cfg(feature = "server")]
        let query_error = traits.get(&AWS_QUERY_ERROR).map(str::to_owned);
        let built = Built::new(id, shape_type, &traits, members);
        let shape: &'static Self = Box::leak(Box::new(Self {
            id,
            shape_type,
            sensitive,
            #[cfg(feature = "server")]
            query_error,
            built,
        }));
        #[cfg(any(feature = "serde", feature = "validate"))]
        shape.schema().extension(&ORIGIN).get_or_init(|| shape);
        shape
    }

    /// What a schema was built from; `None` of one that is not ours.
    #[cfg(any(feature = "serde", feature = "validate"))]
    pub(crate) fn of(schema: &Schema<'_>) -> Option<&'static Self> {
        schema.extension(&ORIGIN).get().copied()
    }

    /// The shape name without its namespace.
    pub fn name(&self) -> &'static str {
        split(self.id).1
    }

    /// The code that an error has in awsQuery, and beside its own in protocols that go by the codes of that.
    #[cfg(feature = "server")]
    pub(crate) fn query_error(&self) -> &str {
        self.query_error.as_deref().unwrap_or(self.name())
    }

    /// The members, in the order of the model.
    pub fn members(&self) -> impl ExactSizeIterator<Item = &MemberSchema<'static>> {
        self.built.members.iter().map(|built| &built.member)
    }

    /// The schema of `aws-smithy-schema` for this shape.
    #[inline]
    pub(crate) fn schema(&self) -> &Schema<'static> {
        &self.built.schema
    }

    /// What codecs need of this shape.
    #[inline]
    pub(crate) fn built(&self) -> &Built {
        &self.built
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[should_panic(
        expected = "the schema text of `test#Newer` cannot be read: byte 2: the unknown word `String`; the crate \
                               was generated for another version of farrier-runtime"
    )]
    fn a_text_of_another_grammar_names_its_shape() {
        ShapeSchema::new("test#Newer", "A String");
    }
}
