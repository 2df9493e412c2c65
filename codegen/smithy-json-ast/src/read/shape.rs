//! The shapes of a file, by type.

use std::collections::BTreeMap;

use super::reader::{Object, Reader};
use crate::ShapeId;
use crate::draft::{Apply, Body, Draft, Location, Role};
use crate::json::Node;
use crate::prelude::UNIT;
use crate::shape::{Member, Operation, Resource, Service};
use crate::shape_id::{NAME_HELP, is_identifier};
use crate::suggest::did_you_mean;

/// The shape types of the JSON AST with their properties besides `type`, `traits` and `mixins`.
const TYPES: &[(&str, &[&str])] = &[
    ("blob", &[]),
    ("boolean", &[]),
    ("string", &[]),
    ("byte", &[]),
    ("short", &[]),
    ("integer", &[]),
    ("long", &[]),
    ("float", &[]),
    ("double", &[]),
    ("bigInteger", &[]),
    ("bigDecimal", &[]),
    ("timestamp", &[]),
    ("document", &[]),
    ("enum", &["members"]),
    ("intEnum", &["members"]),
    ("list", &["member"]),
    ("set", &["member"]),
    ("map", &["key", "value"]),
    ("structure", &["members"]),
    ("union", &["members"]),
    ("operation", &["input", "output", "errors"]),
    ("service", &["version", "operations", "resources", "errors", "rename"]),
    (
        "resource",
        &[
            "identifiers",
            "properties",
            "create",
            "put",
            "read",
            "update",
            "delete",
            "list",
            "operations",
            "collectionOperations",
            "resources",
        ],
    ),
    ("apply", &[]),
];

impl<'a> Reader<'a, '_> {
    pub(super) fn shape(&mut self, id: &ShapeId, node: &Node<'a, '_>) {
        let errors_before = self.assembly.errors.list.len();
        let entries = self.object(node);
        let Some((type_name, own)) = self.type_of(node, &entries) else {
            self.assembly.unreadable.insert(id.clone());
            return;
        };
        let common: &[&str] = if type_name == "apply" { &["type", "traits"] } else { &["type", "traits", "mixins"] };
        self.reject_unknown(node, &entries, &article(type_name), &[common, own].concat());
        if type_name == "apply" {
            return self.apply(id, node, &entries);
        }
        if id.member().is_some() {
            return self.report(node, "a shape is named like a member", "only `apply` goes to the id of a member");
        }
        let mut draft = Draft {
            id: id.clone(),
            type_name: if type_name == "set" { "list" } else { type_name },
            traits: Default::default(),
            span: self.place(node).span,
            members: Vec::new(),
            body: Body::None,
            mixins: Vec::new(),
            applied: BTreeMap::new(),
            origin: self.origin,
            broken: false,
        };
        for (key, value) in &entries {
            let node = node.entry(key, value);
            match &*key.0 {
                "traits" => draft.traits = self.traits(&node),
                "mixins" => draft.mixins = self.targets(&node, Role::Mixin),
                "members" => draft.members = self.members(&node, &draft),
                "member" | "value" => draft.members.extend(self.member(&key.0, &node, &draft)),
                // First, wherever the file has it: the order of a map's two members means nothing.
                "key" => {
                    let member = self.member("key", &node, &draft);
                    draft.members.splice(0..0, member);
                }
                _ => {}
            }
        }
        if type_name == "set" && !draft.traits.has("smithy.api#uniqueItems") {
            let unique = ShapeId::known("smithy.api#uniqueItems");
            draft.traits.insert(unique, serde_json::json!({}), draft.span);
        }
        draft.body = match type_name {
            "operation" => Body::Operation(self.operation(node, &entries)),
            "service" => Body::Service(Box::new(self.service(node, &entries))),
            "resource" => Body::Resource(Box::new(self.resource(node, &entries))),
            _ => Body::None,
        };
        draft.broken = self.assembly.errors.list.len() > errors_before;
        self.drafts.push(draft);
    }

    fn type_of(
        &mut self,
        node: &Node<'a, '_>,
        entries: &Object<'a>,
    ) -> Option<(&'static str, &'static [&'static str])> {
        let Some((key, value)) = entries.iter().find(|(key, _)| key.0 == "type") else {
            if node.text.starts_with('{') {
                self.report(
                    node,
                    "the property `type` is missing",
                    "add the type of the shape: \"type\": \"structure\"",
                );
            }
            return None;
        };
        let node = node.entry(key, value);
        let name = self.string(&node)?;
        let known = TYPES.iter().find(|(known, _)| *known == name);
        if known.is_none() {
            let names = || TYPES.iter().map(|(known, _)| *known);
            let help = match self.assembly.suggester.closest(&name, names()) {
                Some(close) => did_you_mean(close),
                None => format!("the types are {}", names().collect::<Vec<_>>().join(", ")),
            };
            self.report(&node, format!("there is no shape type `{}`", name.escape_debug()), help);
        }
        known.copied()
    }

    fn apply(&mut self, id: &ShapeId, node: &Node<'a, '_>, entries: &Object<'a>) {
        let Some((key, value)) = entries.iter().find(|(key, _)| key.0 == "traits") else {
            return self.report(node, "the property `traits` is missing", "add the traits to apply");
        };
        let traits = self.traits(&node.entry(key, value));
        let place = Location { pointer: Some(node.pointer()), ..self.place(node) };
        self.assembly.applies.push(Apply { target: id.clone(), traits, place });
    }

    fn members(&mut self, node: &Node<'a, '_>, shape: &Draft) -> Vec<Member> {
        let entries = self.object(node);
        let members = entries.iter();
        members.filter_map(|(key, value)| self.member(&key.0, &node.entry(key, value), shape)).collect()
    }

    fn member(&mut self, name: &str, node: &Node<'a, '_>, shape: &Draft) -> Option<Member> {
        if !is_identifier(name) {
            let message = format!("`{}` is no name for a member", name.escape_debug());
            self.report(node, message, NAME_HELP);
            return None;
        }
        let id = shape.id.with_member(name);
        let node = (*node).owned_by(&id);
        let entries = self.object(&node);
        self.reject_unknown(&node, &entries, "a member", &["target", "traits"]);
        let is_enum = matches!(shape.type_name, "enum" | "intEnum");
        let role = if is_enum { Role::EnumMember } else { Role::Member };
        let target = self.target_of(&node, &entries, role)?;
        let traits = match entries.iter().find(|(key, _)| key.0 == "traits") {
            Some((key, value)) => self.traits(&node.entry(key, value)),
            None => Default::default(),
        };
        let span = self.place(&node).span;
        Some(Member { id, name: name.to_owned(), target, traits, span })
    }

    fn operation(&mut self, node: &Node<'a, '_>, entries: &Object<'a>) -> Operation {
        let mut operation = Operation::default();
        for (key, value) in entries {
            let node = node.entry(key, value);
            match &*key.0 {
                "input" => operation.input = self.target(&node, Role::Input).filter(is_no_unit),
                "output" => operation.output = self.target(&node, Role::Output).filter(is_no_unit),
                "errors" => operation.errors = self.targets(&node, Role::Error),
                _ => {}
            }
        }
        operation
    }

    fn service(&mut self, node: &Node<'a, '_>, entries: &Object<'a>) -> Service {
        let mut service = Service::default();
        for (key, value) in entries {
            let node = node.entry(key, value);
            match &*key.0 {
                "version" => service.version = self.string(&node).unwrap_or_default(),
                "operations" => service.operations = self.targets(&node, Role::Operation),
                "resources" => service.resources = self.targets(&node, Role::Resource),
                "errors" => service.errors = self.targets(&node, Role::Error),
                "rename" => service.rename = self.rename(&node),
                _ => {}
            }
        }
        service
    }

    fn rename(&mut self, node: &Node<'a, '_>) -> BTreeMap<ShapeId, String> {
        let mut rename = BTreeMap::new();
        for (key, value) in &self.object(node) {
            let node = node.entry(key, value);
            let Some(name) = self.string(&node) else {
                continue;
            };
            match ShapeId::parse(&key.0) {
                Err(error) => self.report(&node, error.to_string(), error.help()),
                Ok(_) if !is_identifier(&name) => {
                    let message = format!("`{}` is no name for a shape", name.escape_debug());
                    self.report(&node, message, NAME_HELP);
                }
                Ok(id) => {
                    self.refer(&node, Role::Renamed, &id);
                    rename.insert(id, name);
                }
            }
        }
        rename
    }

    fn resource(&mut self, node: &Node<'a, '_>, entries: &Object<'a>) -> Resource {
        let mut resource = Resource::default();
        for (key, value) in entries {
            let node = node.entry(key, value);
            match &*key.0 {
                "identifiers" => resource.identifiers = self.named_targets(&node),
                "properties" => resource.properties = self.named_targets(&node),
                "create" => resource.create = self.target(&node, Role::Operation),
                "put" => resource.put = self.target(&node, Role::Operation),
                "read" => resource.read = self.target(&node, Role::Operation),
                "update" => resource.update = self.target(&node, Role::Operation),
                "delete" => resource.delete = self.target(&node, Role::Operation),
                "list" => resource.list = self.target(&node, Role::Operation),
                "operations" => resource.operations = self.targets(&node, Role::Operation),
                "collectionOperations" => {
                    resource.collection_operations = self.targets(&node, Role::Operation);
                }
                "resources" => resource.resources = self.targets(&node, Role::Resource),
                _ => {}
            }
        }
        resource
    }

    fn named_targets(&mut self, node: &Node<'a, '_>) -> BTreeMap<String, ShapeId> {
        let mut targets = BTreeMap::new();
        for (key, value) in &self.object(node) {
            if let Some(target) = self.target(&node.entry(key, value), Role::Other) {
                targets.insert(key.0.clone().into_owned(), target);
            }
        }
        targets
    }
}

fn is_no_unit(id: &ShapeId) -> bool {
    id.as_str() != UNIT
}

/// A type's name with its article.
pub(crate) fn article(type_name: &str) -> String {
    let vowel = type_name.starts_with(['a', 'e', 'i', 'o']);
    format!("{} {type_name}", if vowel { "an" } else { "a" })
}
