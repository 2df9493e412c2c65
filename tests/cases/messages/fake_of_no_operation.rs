//~ `GetPartnerInput` is no operation: name its marker, such as `operation::get_partner::GetPartner`

use partnercentral_account::fake::{Fake, fixture};
use partnercentral_account::operation::get_partner::GetPartnerInput;

pub fn fake() -> Fake {
    Fake::new().on::<GetPartnerInput, _, _>(|_| async { Ok(fixture(1)) })
}
