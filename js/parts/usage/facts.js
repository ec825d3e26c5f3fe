/** From one limit to the next: 1, 2, 5, 10, 20, 50, … */
const STEPS = [2, 2.5, 2];

/**
 * A count as the limit that it reaches, so that it does not single out an installation: 12 is `10+`.
 * @param {number} count
 * @returns {string} `0` for what is less than 1.
 */
export function bucketed(count) {
  if (!(count >= 1)) return "0";
  let limit = 1;
  for (let at = 0; limit * STEPS[at % 3] <= count; at++) limit *= STEPS[at % 3];
  return limit + "+";
}

/**
 * The facts of an app as custom dimensions.
 * @param {([string, string | number | boolean] | undefined)[]} facts Name and value; undefined is a place without one.
 * @param {Record<string, number> | undefined} ids Dimension by the name of the fact, the others are not sent; undefined: each has the
 *   id of its place, from 1.
 * @param {boolean} isBucketed Numbers become limits.
 * @returns {Record<string, string>} As custom data of a tracking call: `{ dimension1: "13.1" }`.
 */
export function dimensionsOf(facts, ids, isBucketed) {
  const dimensions = {};
  facts.forEach((fact, at) => {
    if (!fact) return;
    const [name, value] = fact;
    const id = ids ? ids[name] : at + 1;
    if (id) dimensions["dimension" + id] = typeof value === "number" && isBucketed ? bucketed(value) : String(value);
  });
  return dimensions;
}
