//~ to be a future that resolves to `Result<GetPartnerOutput, GetPartnerError>`, but it resolves to `GetPartnerOutput`

use partnercentral_account::fake::{Fake, fixture};
use partnercentral_account::operation::get_partner::GetPartnerOutput;

pub fn fake() -> Fake {
    Fake::new().on_get_partner(|_| async { fixture::<GetPartnerOutput>(1) })
}
