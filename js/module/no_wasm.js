/**
 * The rules as JavaScript, for browsers and policies that refuse wasm; a file of its own, fetched only then.
 * @returns {Promise<object>} Exports as `connect` takes them.
 */
export const loadWithoutWasm = () => import("./nowasm-core.js").then(({ core }) => core);
