import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { FEATURES } from "./core.js";
import { ask, root } from "./steps.js";

const VIEWS = {
  HEAP8: "Int8Array",
  HEAPU8: "Uint8Array",
  HEAP16: "Int16Array",
  HEAPU16: "Uint16Array",
  HEAP32: "Int32Array",
  HEAPU32: "Uint32Array",
  HEAPF32: "Float32Array",
  HEAPF64: "Float64Array",
};

/**
 * The core as JavaScript, for browsers and pages that refuse WebAssembly: the same module through Binaryen's wasm2js.
 * @param {string} wasm Path of the module.
 * @returns {Promise<string>} Path of an ES module that exports `core`, with the members of the module's exports.
 */
export async function twin(wasm) {
  const written = await ask(join(root, "node_modules/.bin/wasm2js"), [...FEATURES, wasm, "-Oz", "-tnh", "--low-memory-unused"]);
  if (!written) throw new Error(`wasm2js does not take ${wasm}`);
  const path = join(root, "target/payload/core.js");
  await writeFile(path, rewrap(written));
  return path;
}

/**
 * The functions as wasm2js writes them, with less around them: only the views that they use, and the data as text
 * where wasm2js decodes base64.
 */
function rewrap(written) {
  const [, bytes, functions] = /^ var buffer = new ArrayBuffer\((\d+)\);$[^]*?^ var Math_sqrt = Math\.sqrt;$([^]*)^ bufferView = HEAPU8;$/m.exec(written) || [];
  const data = [...written.matchAll(/^ {2}base64DecodeToExistingUint8Array\(bufferView, (\d+), "([^"]*)"\);$/gm)];
  const exported = [...written.matchAll(/^ {2}"(\w+)": (\$\d+)/gm)];
  if (!functions || !data.length || exported.length !== 2) throw new Error("wasm2js writes other JavaScript than js/build/twin.js reads");
  const [table = ""] = /^ var FUNCTION_TABLE = .*;$/m.exec(written) || [];
  const views = Object.keys(VIEWS).filter((name) => name === "HEAPU8" || functions.includes(name + "["));
  const maths = [...new Set(functions.match(/\bMath_\w+/g))];
  return `${maths.map((name) => `const ${name} = ${name.replace("_", ".")};`).join("\n")}
let buffer, ${views.join(", ")};
function take(pages) {
  buffer = new ArrayBuffer(pages << 16);
  ${views.map((name) => `${name} = new ${VIEWS[name]}(buffer);`).join("\n  ")}
}
function __wasm_memory_size() {
  return buffer.byteLength >> 16;
}
function __wasm_memory_grow(pages) {
  const before = HEAPU8;
  take(__wasm_memory_size() + pages);
  HEAPU8.set(before);
}
function wasm2js_memory_copy(to, from, length) {
  HEAPU8.copyWithin(to, from, from + length);
}
function wasm2js_memory_fill(at, value, length) {
  HEAPU8.fill(value, at, at + length);
}
function put(at, text) {
  for (let i = 0; i < text.length; i++) HEAPU8[at + i] = text.charCodeAt(i);
}
${functions}
${table}
take(${bytes >> 16});
${data.map(([, at, base64]) => `put(${at}, ${JSON.stringify(Buffer.from(base64, "base64").toString("latin1"))});`).join("\n")}
export const core = { memory: { get buffer() { return buffer; } }, ${exported.map(([, name, it]) => `${name}: ${it}`).join(", ")} };
`;
}
