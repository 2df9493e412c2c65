//! How long texts become: `{x}{x}` assigned to `y`, `{y}{y}` to `z` and so on would double one until memory is
//! exhausted, where the rules are evaluated.

use super::super::ir::{Condition, Expr, Piece, VarId};

/// How many parameters and literals a text may be put together of. In the rules of 38 services of AWS, none that is
/// assigned has more than 3.
pub(super) const MAX_PIECES: usize = 4096;

/// Of how many pieces the text in each variable is put together. A variable that is missing here is a parameter.
#[derive(Debug, Default)]
pub(super) struct Growth(std::collections::BTreeMap<VarId, usize>);

impl Growth {
    /// Takes note of what a condition assigns. Gives false if that is too much.
    pub(super) fn assign(&mut self, condition: &Condition) -> bool {
        let Some(var) = condition.assigns() else { return true };
        let pieces = self.pieces(condition.value());
        // A diagram may assign a variable in several places.
        let known = self.0.entry(var).or_default();
        *known = pieces.max(*known);
        pieces <= MAX_PIECES
    }

    fn pieces(&self, value: &Expr) -> usize {
        let part = |part: &Expr| self.pieces(part);
        match value {
            Expr::Var(var) => self.0.get(var).copied().unwrap_or(1),
            Expr::Template(pieces) => {
                let pieces = pieces.iter().map(|piece| match piece {
                    Piece::Text(_) => 1,
                    Piece::Value(value) => part(value),
                });
                pieces.fold(0, usize::saturating_add)
            }
            // A byte becomes three.
            Expr::Call("uri_encode", arguments) => {
                arguments.iter().map(part).fold(0, usize::saturating_add).saturating_mul(3)
            }
            value => value.parts().into_iter().map(part).max().unwrap_or(1),
        }
    }
}
