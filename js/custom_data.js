import { CUSTOM_DATA } from "./state.js";
import { json } from "./json.js";
import { attempt } from "./report.js";

/**
 * Takes the custom data of a call apart (spec-a §3.8); what `setCustomData` gave counts when nothing else is left.
 * Unlike matomo.js it leaves the caller's object as it was.
 * @param {object} tracker
 * @param {unknown} [given] Argument of the call.
 * @returns {[string[], string]} Pairs name, value of the `dimensionN` entries, and the rest as JSON; empty: none.
 */
export function customData({ _state: state }, given) {
  const dimensions = [];
  const split = (data) => {
    if (!data || typeof data !== "object") return data;
    const rest = Array.isArray(data) ? data.slice() : {};
    for (const key of Object.keys(data)) {
      if (/^dimension\d+$/.test(key)) dimensions.push(key, String(data[key]));
      else rest[key] = data[key];
    }
    return rest;
  };
  const text = attempt("custom data", () => {
    let data = split(given);
    if (!data || (typeof data === "object" && !Object.keys(data).length)) data = split(state[CUSTOM_DATA]);
    return data ? json(data) : "";
  });
  return [dimensions, text || ""];
}

/** Methods about custom data. */
export function dataMethods(tracker, api, state) {
  return {
    setCustomData(key, value) {
      if (key === null || typeof key === "object") state[CUSTOM_DATA] = key;
      else (state[CUSTOM_DATA] ||= {})[key] = value;
    },
  };
}
