import { TRACK_ECOMMERCE_CART_UPDATE, TRACK_ECOMMERCE_ORDER } from "./methods.js";
import { ECOMMERCE_VIEW } from "./slots.js";
import { customData } from "./custom_data.js";
import { json } from "./json.js";
import { release } from "./hold.js";
import { whenShown } from "./prerender.js";

const isLengthy = (value) => typeof value === "number" || (typeof value === "string" && value !== "");

/** Methods about products, carts and orders (spec-a §3.10). */
export function ecommerceMethods(tracker, api, state, command) {
  let items = {};
  const track = (number, ...args) => {
    for (const item of Object.values(items)) {
      ["", "", "", 0, 1].forEach((nothing, at) => {
        if (item[at] === undefined || item[at] === "") item[at] = nothing;
      });
    }
    const context = { _built: (request) => release(tracker, request) };
    const products = json(Object.values(items));
    whenShown(tracker, () => command(number, [...customData(tracker), products, ...args], context));
  };
  return {
    setEcommerceView(sku, name, category, price) {
      const view = ["_pkc", Array.isArray(category) ? json(category) : isLengthy(category) ? category : ""];
      if (isLengthy(price) || price === true) view.push("_pkp", price);
      if (isLengthy(sku)) view.push("_pks", sku);
      if (isLengthy(sku) || isLengthy(name)) view.push("_pkn", isLengthy(name) ? name : "");
      state[ECOMMERCE_VIEW] = view;
    },
    addEcommerceItem(sku, name, category, price, quantity) {
      if (isLengthy(sku)) items[sku] = [String(sku), name, category, price, quantity];
    },
    removeEcommerceItem: (sku) => void delete items[sku],
    clearEcommerceCart: () => void (items = {}),
    getEcommerceItems: () => JSON.parse(json(items)),
    trackEcommerceOrder(orderId, ...amounts) {
      if (String(orderId === undefined ? "" : orderId) === "" || amounts[0] === undefined) return;
      track(TRACK_ECOMMERCE_ORDER, orderId, ...amounts.slice(0, 5));
      items = {};
    },
    trackEcommerceCartUpdate(total) {
      if (total !== undefined) track(TRACK_ECOMMERCE_CART_UPDATE, total);
    },
  };
}
