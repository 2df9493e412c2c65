//! Walks a rule set that is given as a binary decision diagram (`smithy.rules#endpointBdd`).

/// One decision: the condition it tests, and where to go if that holds or fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node {
    /// Which condition.
    condition: u16,
    /// Next if the condition holds.
    holds: Next,
    /// Next if it does not.
    fails: Next,
}

impl Node {
    /// A row of the table.
    pub const fn new(condition: u16, holds: Next, fails: Next) -> Self {
        Self { condition, holds, fails }
    }
}

/// Where an edge of the diagram leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// To another node, by its place in the table.
    Node(u16),
    /// To a result, by its place in the list of results.
    Result(u16),
    /// To the end: no rule matched.
    NoMatch,
}

/// Follows the diagram from `root` and returns the place of the result it ends at, or `None` if no rule matched.
///
/// Evaluates each condition on the way once, in order: conditions assign variables that later ones read. A diagram has
/// no cycles; should `nodes` have one, or lack a node, nothing matches.
pub fn evaluate(nodes: &[Node], root: Next, mut condition: impl FnMut(u16) -> bool) -> Option<u16> {
    let mut next = root;
    for _ in 0..=nodes.len() {
        match next {
            Next::Node(index) => {
                let node = nodes.get(usize::from(index))?;
                next = if condition(node.condition) { node.holds } else { node.fails };
            }
            Next::Result(index) => return Some(index),
            Next::NoMatch => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const NODES: [Node; 2] =
        [Node::new(0, Next::Node(1), Next::Result(7)), Node::new(1, Next::Result(8), Next::NoMatch)];

    #[test]
    fn follows_edges() {
        let run = |held: [bool; 2]| evaluate(&NODES, Next::Node(0), |index| held[usize::from(index)]);
        assert_eq!(run([false, true]), Some(7));
        assert_eq!(run([true, true]), Some(8));
        assert_eq!(run([true, false]), None);
    }

    #[test]
    fn ends_on_any_table() {
        let cycle = [Node::new(0, Next::Node(0), Next::Node(9))];
        assert_eq!(evaluate(&cycle, Next::Node(0), |_| true), None);
        assert_eq!(evaluate(&cycle, Next::Node(0), |_| false), None);
    }
}
