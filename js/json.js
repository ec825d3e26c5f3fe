/**
 * A value as JSON, untouched by a `toJSON` that the page gave to all objects or arrays, as Prototype.js 1.6 does.
 * @param {unknown} value
 * @returns {string | undefined} Undefined for what has no JSON.
 * @throws {TypeError} For a cycle.
 */
export function json(value) {
  const taken = [Object.prototype, Array.prototype].map((prototype) => [prototype, Object.getOwnPropertyDescriptor(prototype, "toJSON")]);
  for (const [prototype] of taken) delete prototype.toJSON;
  try {
    return JSON.stringify(value);
  } finally {
    for (const [prototype, own] of taken) if (own) Object.defineProperty(prototype, "toJSON", own);
  }
}
