//! Graphs of shapes: each is an index, which has the indices of those it leads to.

/// The strongly connected components, each after those that it leads to: by Tarjan, without recursion.
pub(crate) fn components(targets: &[Vec<usize>]) -> Vec<Vec<usize>> {
    // When a shape was met, from 1, and the least of what its path leads back to.
    let (mut met, mut least) = (vec![0; targets.len()], vec![0; targets.len()]);
    let (mut components, mut done, mut count) = (Vec::new(), vec![false; targets.len()], 0);
    let (mut open, mut path) = (Vec::new(), Vec::new());
    for start in 0..targets.len() {
        if met[start] == 0 {
            path.push((start, 0));
        }
        while let Some((shape, next)) = path.pop() {
            if next == 0 {
                count += 1;
                (met[shape], least[shape]) = (count, count);
                open.push(shape);
            } else if let Some(&last) = targets[shape].get(next - 1).filter(|last| !done[**last]) {
                least[shape] = least[shape].min(least[last]);
            }
            if let Some(&target) = targets[shape].get(next) {
                path.push((shape, next + 1));
                if met[target] == 0 {
                    path.push((target, 0));
                }
            } else if least[shape] == met[shape] {
                let from = open.iter().rposition(|other| *other == shape).unwrap_or_default();
                let component = open.split_off(from);
                component.iter().for_each(|shape| done[*shape] = true);
                components.push(component);
            }
        }
    }
    components
}

#[cfg(test)]
mod tests {
    use super::components;

    #[test]
    fn components_follow_what_they_lead_to() {
        // 0 leads to the ring of 1 and 2, which leads to 3, which leads to itself; 4 is alone.
        let targets = [vec![1], vec![2], vec![3, 1], vec![3], vec![]];
        assert_eq!(components(&targets), [vec![3], vec![1, 2], vec![0], vec![4]]);
        // Two rings that share a shape are one.
        let mut rings = components(&[vec![1], vec![0, 2], vec![1]]);
        rings.iter_mut().for_each(|component| component.sort_unstable());
        assert_eq!(rings, [[0, 1, 2]]);
        // As deep as models may be.
        let chain: Vec<Vec<usize>> = (1..=100_000).map(|next| vec![next % 100_000]).collect();
        assert_eq!(components(&chain).len(), 1);
    }
}
