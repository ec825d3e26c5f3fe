//! `js/ecommerce.js`.

use super::super::{Assembled, Context, Js, SimulatedPage};
use super::{arg, custom_data, is_lengthy};

/// The items of a cart by SKU, in JavaScript's order of properties: whole numbers first, ascending.
#[derive(Default)]
pub struct Cart(Vec<(String, [Js; 5])>);

impl Cart {
    fn put(&mut self, sku: String, item: [Js; 5]) {
        match self.0.iter_mut().find(|(other, _)| *other == sku) {
            Some((_, old)) => *old = item,
            None => self.0.push((sku, item)),
        }
        self.0.sort_by_key(|(sku, _)| sku.parse::<u32>().ok().filter(|number| number.to_string() == *sku).map_or(u64::MAX, u64::from));
    }

    /// What is missing in the items becomes what Matomo takes it for.
    fn complete(&mut self) {
        for (_, item) in &mut self.0 {
            for (at, nothing) in [(1, "".into()), (2, "".into()), (3, Js::Number(0.0)), (4, Js::Number(1.0))] {
                if item[at] == Js::Undefined || item[at] == "".into() {
                    item[at] = nothing;
                }
            }
        }
    }
}

impl SimulatedPage {
    pub(super) fn ecommerce_method(&mut self, tracker: usize, method: &str, args: &[Js]) -> Option<Js> {
        let arg = |at| arg(args, at);
        match method {
            "setEcommerceView" => self.set_ecommerce_view(tracker, &arg(0), &arg(1), &arg(2), &arg(3)),
            "addEcommerceItem" => {
                if is_lengthy(&arg(0)) {
                    let sku = arg(0).string();
                    self.trackers[tracker].cart.put(sku.clone(), [sku.into(), arg(1), arg(2), arg(3), arg(4)]);
                }
            }
            "removeEcommerceItem" => self.trackers[tracker].cart.0.retain(|(sku, _)| *sku != arg(0).string()),
            "clearEcommerceCart" => self.trackers[tracker].cart = Cart::default(),
            "getEcommerceItems" => return Some(self.cart_as_object(tracker)),
            "trackEcommerceOrder" => {
                let nameless = arg(0) == Js::Undefined || arg(0).string().is_empty();
                if !nameless && arg(1) != Js::Undefined {
                    self.track_ecommerce(tracker, method, &args[..args.len().min(6)]);
                    self.trackers[tracker].cart = Cart::default();
                }
            }
            "trackEcommerceCartUpdate" => {
                if arg(0) != Js::Undefined {
                    self.track_ecommerce(tracker, method, &args[..1]);
                }
            }
            _ => return None,
        }
        Some(Js::Undefined)
    }

    fn set_ecommerce_view(&mut self, tracker: usize, sku: &Js, name: &Js, category: &Js, price: &Js) {
        let or_empty = |value: &Js| if is_lengthy(value) { value.clone() } else { "".into() };
        let category = if matches!(category, Js::List(_)) { category.json().unwrap_or_default().into() } else { or_empty(category) };
        let mut view = vec!["_pkc".into(), category];
        if is_lengthy(price) || *price == Js::Bool(true) {
            view.extend(["_pkp".into(), price.clone()]);
        }
        if is_lengthy(sku) {
            view.extend(["_pks".into(), sku.clone()]);
        }
        if is_lengthy(sku) || is_lengthy(name) {
            view.extend(["_pkn".into(), or_empty(name)]);
        }
        self.set(tracker, "ecommerce_view", Js::List(view));
    }

    fn track_ecommerce(&mut self, tracker: usize, command: &str, args: &[Js]) {
        let own = &mut self.trackers[tracker];
        own.cart.complete();
        let [dimensions, data] = custom_data(&Js::Undefined, &own.custom_data);
        let items = Js::List(own.cart.0.iter().map(|(_, item)| Js::List(item.to_vec())).collect());
        let all: Vec<_> = [dimensions, data, items.json().unwrap_or_default().into()].into_iter().chain(args.iter().cloned()).collect();
        self.ask(tracker, command, &all, &mut Context { assembled: Some(Assembled::Release), ..Context::default() });
    }

    /// `JSON.parse(JSON.stringify(items))`.
    fn cart_as_object(&self, tracker: usize) -> Js {
        let through_json = |value: &Js| if *value == Js::Undefined { Js::Null } else { value.clone() };
        let item = |(sku, item): &(String, [Js; 5])| (sku.clone(), Js::List(item.iter().map(through_json).collect()));
        Js::Object(self.trackers[tracker].cart.0.iter().map(item).collect())
    }
}
