//! Decision diagrams: `smithy.rules#endpointBdd`, the form in which rule sets are published that were optimized.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::super::ir::{Bdd, Next, Node, Outcome};
use super::super::json::At;
use super::context::{RuleContext, Scope};
use super::rules;

/// References from here on are results; the first of these stands for no match.
const FIRST_RESULT: i32 = 100_000_000;
/// Condition, next if it holds, next if not: three numbers of four bytes.
const NODE_BYTES: usize = 12;

/// Resolves a diagram. Conditions come in the order they are evaluated in on any way through it.
pub(super) fn lower(cx: &mut RuleContext, at: &At<'_>, mut scope: Scope) -> Bdd {
    let conditions = at.member("conditions").iter().flat_map(At::elements).collect::<Vec<_>>();
    let conditions: Vec<_> =
        conditions.iter().map(|at| rules::condition(cx, at, &mut scope).unwrap_or_default()).collect();
    let mut results = Vec::new();
    for at in at.member("results").iter().flat_map(At::elements) {
        if at.member("conditions").is_some_and(|conditions| !conditions.elements().is_empty()) {
            cx.note(at.problem(
                "a result of a decision diagram has no conditions",
                "move them to `conditions` of the diagram",
            ));
        }
        let mut first = Vec::new();
        let result = rules::outcome(cx, &at, &mut scope, &mut first);
        if !first.is_empty() {
            cx.note(at.problem(
                "a result of a decision diagram cannot compute values for others",
                "let a condition of the diagram assign them",
            ));
        }
        // Keeps the places of the others where this one has a problem, which has been noted.
        let nothing = || Outcome::Tree(Vec::new());
        results.push(result.unwrap_or_else(nothing));
    }
    let mut bdd = Bdd { conditions, results, root: Next::NoMatch, nodes: Vec::new() };
    let encoded = decode(at);
    let root = at.value["root"].as_i64().and_then(|root| i32::try_from(root).ok());
    let nodes = encoded.zip(root).and_then(|(encoded, root)| diagram(&encoded, root, &bdd));
    match nodes {
        Some((root, nodes)) => (bdd.root, bdd.nodes) = (root, nodes),
        None => cx.note(at.problem(
            "`nodes` and `root` do not make a decision diagram",
            "let the tools of Smithy write it, or use `smithy.rules#endpointRuleSet`",
        )),
    }
    bdd
}

/// The nodes as published.
fn decode(at: &At<'_>) -> Option<Vec<[i32; 3]>> {
    let bytes = STANDARD.decode(at.value["nodes"].as_str()?).ok()?;
    let chunks = bytes.chunks_exact(NODE_BYTES);
    if !chunks.remainder().is_empty() {
        return None;
    }
    let number = |bytes: &[u8]| bytes.try_into().map(i32::from_be_bytes).unwrap_or_default();
    Some(chunks.map(|node| [number(&node[..4]), number(&node[4..8]), number(&node[8..])]).collect())
}

/// Follows the edges from the root. A negative reference swaps the ways out of the node it leads to, so a node that is
/// referred to by both signs becomes two. `None` if an edge leads nowhere, or the nodes are too many.
fn diagram(encoded: &[[i32; 3]], root: i32, bdd: &Bdd) -> Option<(Next, Vec<Node>)> {
    let mut found: Vec<i32> = Vec::new();
    let mut places = std::collections::BTreeMap::new();
    let mut next = |reference: i32, found: &mut Vec<i32>| match reference {
        1 | -1 | FIRST_RESULT => Some(Next::NoMatch),
        FIRST_RESULT.. => {
            let result = usize::try_from(reference - FIRST_RESULT - 1).ok()?;
            (result < bdd.results.len()).then_some(Next::Result(u16::try_from(result).ok()?))
        }
        _ => {
            let place = *places.entry(reference).or_insert(found.len());
            if place == found.len() {
                found.push(reference);
            }
            u16::try_from(place).ok().map(Next::Node)
        }
    };
    let root = next(root, &mut found)?;
    let mut nodes = Vec::new();
    while let Some(&reference) = found.get(nodes.len()) {
        let index = usize::try_from(reference.unsigned_abs()).ok()?.checked_sub(1)?;
        let [condition, high, low] = *encoded.get(index)?;
        let condition = u16::try_from(condition).ok()?;
        if usize::from(condition) >= bdd.conditions.len() {
            return None;
        }
        let (high, low) = if reference < 0 { (low, high) } else { (high, low) };
        nodes.push(Node { condition, holds: next(high, &mut found)?, fails: next(low, &mut found)? });
    }
    is_acyclic(&nodes).then_some((root, nodes))
}

/// Whether every way through the nodes ends, which takes that one can order them by their edges.
fn is_acyclic(nodes: &[Node]) -> bool {
    let targets = |node: &Node| {
        [node.holds, node.fails].into_iter().filter_map(|next| match next {
            Next::Node(index) => Some(usize::from(index)),
            _ => None,
        })
    };
    let mut incoming = vec![0_usize; nodes.len()];
    nodes.iter().flat_map(targets).for_each(|target| incoming[target] += 1);
    let mut ready: Vec<usize> = (0..nodes.len()).filter(|index| incoming[*index] == 0).collect();
    let mut ordered = 0;
    while let Some(index) = ready.pop() {
        ordered += 1;
        for target in targets(&nodes[index]) {
            incoming[target] -= 1;
            if incoming[target] == 0 {
                ready.push(target);
            }
        }
    }
    ordered == nodes.len()
}
