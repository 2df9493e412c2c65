#![doc = include_str!("../README.md")]

mod apply;
mod check;
mod diagnostic;
pub mod diff;
mod draft;
mod endless;
mod finish;
mod graph;
mod json;
mod legacy;
mod limits;
mod load;
mod locate;
mod merge;
mod mixins;
mod model;
mod prelude;
mod read;
mod shape;
mod shape_id;
mod source;
mod suggest;
pub mod traits;

pub use diagnostic::{Diagnostic, SHOWN, Severity, Span, show_at_most, shown, visible, visible_line};
pub use diff::{Change, ChangeKind, DiffOptions, diff, ignorable};
pub use json::push_key;
pub use limits::Limits;
pub use load::{load, load_all, load_within};
pub use locate::Locator;
pub use model::Model;
pub use prelude::UNIT;
pub use shape::{Member, Operation, Resource, Service, Shape, ShapeKind};
pub use shape_id::{InvalidShapeId, MAX_NAME, ShapeId};
pub use suggest::{closest, did_you_mean, suggestion};
pub use traits::Traits;
