//~ `Result<_, _>` is not a future
//~ required by a bound in `Fake::on_get_partner`

use partnercentral_account::fake::{Fake, fixture};

pub fn fake() -> Fake {
    Fake::new().on_get_partner(|_| Ok(fixture(1)))
}
