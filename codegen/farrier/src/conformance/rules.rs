//! Endpoint rules for a model of tests that leaves them out: those of the model that its service has among the others.

use camino::{Utf8Path, Utf8PathBuf};
use serde_json::{Map, Value, json};
use smithy_json_ast::{Model, ShapeId, Traits};

use super::files::parts;
use crate::report::{Result, problems};
use farrier_project::limits::Limits;
use farrier_project::model::{self, Named};
use farrier_project::paths::read_text;

/// What says that a service has endpoint rules.
const RULES: [&str; 2] = ["smithy.rules#endpointRuleSet", "smithy.rules#endpointBdd"];

/// The model of a file or folder, with endpoint rules if one of the files has some for its service.
pub(super) fn read(file: &Utf8PathBuf, files: &[Utf8PathBuf]) -> Result<Model> {
    let parts = parts(file);
    let model = model::read(&parts, Named::ByProgram, &Limits::default())?;
    let Some(service) = model.services().next().filter(|service| !RULES.iter().any(|id| service.traits.has(id))) else {
        return Ok(model);
    };
    let Some(whole) = whole(file, &service.id, files)? else { return Ok(model) };
    let rules = json!({"smithy": "2.0", "shapes": applied(&model, &whole)}).to_string();
    let texts = model::texts(&parts, Named::ByProgram, &Limits::default())?;
    let texts = texts.iter().map(|(name, text)| (*name, text.as_str())).chain([("endpoint rules", rules.as_str())]);
    smithy_json_ast::load_all(&texts.collect::<Vec<_>>()).map_err(problems)
}

/// The model of a service that is in another file.
fn whole(file: &Utf8Path, service: &ShapeId, files: &[Utf8PathBuf]) -> Result<Option<Model>> {
    // Services that exist for tests alone are in one file.
    let others = files.iter().filter(|other| *other != file && other.is_file());
    let others = others.filter(|_| service.namespace().starts_with("com.amazonaws."));
    for other in others {
        let text = read_text(other).map_err(|problem| vec![problem])?;
        if text.contains(&format!("\"{service}\"")) {
            return smithy_json_ast::load(other.as_str(), &text).map(Some).map_err(problems);
        }
    }
    Ok(None)
}

/// What applies the traits of endpoint rules to the shapes and members that both models have.
fn applied(model: &Model, whole: &Model) -> Map<String, Value> {
    let shapes = model.shapes.values().filter_map(|shape| whole.shapes.get(&shape.id));
    let owners = shapes.flat_map(|shape| {
        let members = shape.all_members().map(|member| (&member.id, &member.traits));
        std::iter::once((&shape.id, &shape.traits)).chain(members)
    });
    let known = |id: &ShapeId| {
        let shape = model.shapes.get(&id.root());
        shape.is_some_and(|shape| id.member().is_none_or(|name| shape.member(name).is_some()))
    };
    let owners = owners.filter(|(id, _)| known(id)).map(|(id, traits)| (id, of_rules(traits)));
    let owners = owners.filter(|(_, traits)| !traits.is_empty());
    owners.map(|(id, traits)| (id.to_string(), json!({"type": "apply", "traits": traits}))).collect()
}

/// The traits of endpoint rules but for their tests, which the other model is asked for.
fn of_rules(traits: &Traits) -> Map<String, Value> {
    let of_rules = traits.iter().filter(|(id, _)| id.namespace() == "smithy.rules" && id.name() != "endpointTests");
    of_rules.map(|(id, value)| (id.to_string(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules are applied, also to members; tests of them and what is not in the model are not.
    #[test]
    fn rules_of_another_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = Utf8Path::from_path(folder.path()).expect("a path in UTF-8");
        let model = |name: &str, of_service: Value, of_member: Value, more: Value| {
            let member = json!({"target": "smithy.api#String", "traits": of_member});
            let shapes = json!({
                "com.amazonaws.moon#Moon": {"type": "service", "version": "1", "traits": of_service},
                "com.amazonaws.moon#Input": {"type": "structure", "members": {"Crater": member}},
                "com.amazonaws.moon#Other": more,
            });
            let path = folder.join(name);
            std::fs::write(&path, json!({"smithy": "2.0", "shapes": shapes}).to_string()).expect("a file");
            path
        };
        let other = json!({"type": "string"});
        let tests = model("tests.json", json!({}), json!({}), other.clone());
        let rules = json!({RULES[0]: {}, "smithy.rules#endpointTests": {}, "smithy.api#title": "Moon"});
        let whole = model("whole.json", rules, json!({"smithy.rules#contextParam": {"name": "Crater"}}), other);
        let files = [tests.clone(), whole.clone()];
        let found = |file| {
            let model = read(file, &files).expect("a model");
            let id = |id| ShapeId::parse(id).expect("an id");
            let service = model.shapes[&id("com.amazonaws.moon#Moon")].traits.clone();
            let member = model.shapes[&id("com.amazonaws.moon#Input")].members()[0].traits.clone();
            let ids = |traits: Traits| traits.iter().map(|(id, _)| id.name().to_owned()).collect::<Vec<_>>();
            (ids(service), ids(member))
        };
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(found(&tests), (names(&["endpointRuleSet"]), names(&["contextParam"])));
        assert_eq!(found(&whole).0, names(&["title", "endpointRuleSet", "endpointTests"]));
    }
}
