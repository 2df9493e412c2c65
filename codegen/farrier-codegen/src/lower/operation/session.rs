//! Sessions with buckets: where the operation that begins them has what there is to know of one.

use crate::ir::{Field, Named, Session, Structure, Type};
use crate::lower::context::{Context, Role};
use crate::lower::shapes::structure::fields;

/// `None` if it has other members than it should.
pub(in crate::lower) fn lower(cx: &Context<'_>, input: &Structure, output: &Structure) -> Option<Session> {
    let find = |fields: &[Field], name: &str| fields.iter().find(|field| field.member == name).cloned();
    let bucket = find(&input.fields, "Bucket").filter(|field| field.ty == Type::String)?;
    let credentials = find(&output.fields, "Credentials")?;
    let Type::Named(ident, Named::Structure) = &credentials.ty else { return None };
    let (id, _) = cx.paths.iter().find(|(_, path)| *path == ident)?;
    let members = fields(cx, cx.shape(id), Role::Other);
    let part = |name, ty| find(&members, name).filter(|field| field.ty == ty).map(|field| field.ident);
    let parts = [
        part("AccessKeyId", Type::String)?,
        part("SecretAccessKey", Type::String)?,
        part("SessionToken", Type::String)?,
        part("Expiration", Type::DateTime)?,
    ];
    Some(Session { bucket: bucket.ident, credentials: credentials.ident, parts })
}
