//! Amazon S3 Glacier.

/// Puts the account of the caller, which is a hyphen, where no account is given.
#[inline]
pub fn own_account(account: &mut Option<String>) {
    if account.as_ref().is_none_or(String::is_empty) {
        *account = Some("-".to_owned());
    }
}

/// How much of a body is one leaf of its tree.
#[cfg(feature = "tree-hash")]
const LEAF: usize = 1024 * 1024;

/// The headers with the [tree hash](https://docs.aws.amazon.com/amazonglacier/latest/dev/checksum-calculations.html)
/// and the hash of a body.
#[cfg(feature = "tree-hash")]
pub fn checksums(body: &[u8]) -> Vec<(&'static str, String)> {
    use sha2::{Digest, Sha256};
    let mut hashes: Vec<_> = body.chunks(LEAF).map(Sha256::digest).collect();
    if hashes.is_empty() {
        hashes.push(Sha256::digest(body));
    }
    while hashes.len() > 1 {
        let pair = |pair: &[_]| match pair {
            [left, right] => Sha256::new().chain_update(left).chain_update(right).finalize(),
            // What has no other half goes up as it is.
            odd => odd[0],
        };
        hashes = hashes.chunks(2).map(pair).collect();
    }
    vec![("x-amz-sha256-tree-hash", hex(&hashes[0])), ("x-amz-content-sha256", hex(&Sha256::digest(body)))]
}

#[cfg(feature = "tree-hash")]
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::own_account;

    #[test]
    #[cfg(feature = "tree-hash")]
    fn leaves_are_hashed_in_pairs() {
        use super::{LEAF, checksums, hex};
        use sha2::{Digest, Sha256};
        let hash = |parts: &[&[u8]]| parts.iter().fold(Sha256::new(), |hash, part| hash.chain_update(part)).finalize();
        let body: Vec<u8> = (0..LEAF * 3 + 5).map(|n| (n / LEAF) as u8).collect();
        let [a, b, c, d] = [0, 1, 2, 3].map(|n| hash(&[&body[LEAF * n..body.len().min(LEAF * (n + 1))]]));
        let [two, three, four] =
            [hash(&[&a, &b]), hash(&[&hash(&[&a, &b]), &c]), hash(&[&hash(&[&a, &b]), &hash(&[&c, &d])])];
        for (length, tree) in [(0, hash(&[])), (LEAF, a), (LEAF * 2, two), (LEAF * 3, three), (body.len(), four)] {
            let whole = hash(&[&body[..length]]);
            let headers = [("x-amz-sha256-tree-hash", hex(&tree)), ("x-amz-content-sha256", hex(&whole))];
            assert_eq!(checksums(&body[..length]), headers, "{length}");
        }
    }

    #[test]
    fn an_account_that_is_given_stays() {
        for (given, sent) in [(None, "-"), (Some(""), "-"), (Some("-"), "-"), (Some("123456789012"), "123456789012")] {
            let mut account = given.map(str::to_owned);
            own_account(&mut account);
            assert_eq!(account.as_deref(), Some(sent));
        }
    }
}
