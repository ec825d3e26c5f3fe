//! Orders and carts (spec-a §3.10).

use super::request::{encoded, raw, track};
use super::{Call, Outcome};
use crate::text::Text;

/// `trackEcommerceOrder`: from argument 2 on the items as JSON, order id, grand total, sub total, tax,
/// shipping, discount. An amount that was left out is sent as `undefined`, as matomo.js does.
pub fn order(call: Call<'_>, out: &mut Outcome<'_>) {
    let mut parameters = call.arena.draft();
    parameters.add(text!("idgoal=0"));
    encoded(&mut parameters, text!("ec_id"), call.arg(3).text());
    raw(&mut parameters, text!("revenue"), call.arg(4).text());
    for (index, name) in texts!("ec_st" "ec_tx" "ec_sh" "ec_dt").enumerate() {
        let amount = call.arg(5 + index).text();
        if !amount.is_empty() {
            raw(&mut parameters, name, amount);
        }
    }
    encoded(&mut parameters, text!("ec_items"), call.arg(2).text());
    track(call, out, parameters.done(), ECOMMERCE);
}

/// `trackEcommerceCartUpdate`: items as JSON and grand total are arguments 2 and 3.
pub fn cart(call: Call<'_>, out: &mut Outcome<'_>) {
    let mut parameters = call.arena.draft();
    parameters.add(text!("idgoal=0"));
    raw(&mut parameters, text!("revenue"), call.arg(3).text());
    encoded(&mut parameters, text!("ec_items"), call.arg(2).text());
    track(call, out, parameters.done(), ECOMMERCE);
}

/// Name of the hook.
const ECOMMERCE: Text<'static> = text!("ecommerce");
