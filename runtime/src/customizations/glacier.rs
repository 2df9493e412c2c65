//! Amazon S3 Glacier.

/// Puts the account of the caller, which is a hyphen, where no account is given.
#[inline]
pub fn own_account(account: &mut Option<String>) {
    if account.as_ref().is_none_or(String::is_empty) {
        *account = Some("-".to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::own_account;

    #[test]
    fn an_account_that_is_given_stays() {
        for (given, sent) in [(None, "-"), (Some(""), "-"), (Some("-"), "-"), (Some("123456789012"), "123456789012")] {
            let mut account = given.map(str::to_owned);
            own_account(&mut account);
            assert_eq!(account.as_deref(), Some(sent));
        }
    }
}
