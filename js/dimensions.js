import { DIMENSIONS } from "./slots.js";

/** Methods about custom dimensions (spec-a §3.8). Whole numbers as keys keep an object in ascending order. */
export function dimensionMethods(tracker, api, state) {
  const dimensions = {};
  const change = (id, value) => {
    if (value === undefined) delete dimensions[parseInt(id, 10)];
    else if (parseInt(id, 10) > 0) dimensions[parseInt(id, 10)] = value;
    state[DIMENSIONS] = Object.entries(dimensions).flat();
  };
  return {
    setCustomDimension: (id, value = "") => change(id, String(value)),
    getCustomDimension: (id) => dimensions[parseInt(id, 10)],
    deleteCustomDimension: (id) => change(id),
  };
}
