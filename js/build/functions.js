const CUSTOM = 0;
const IMPORTS = 2;
const TYPES = 3;
const CODE = 10;
const FUNCTION_NAMES = 1;

/**
 * The module's own functions in order.
 * @param {Uint8Array} wasm
 * @returns {{ types: number[], bodies: Uint8Array[], names: Map<number, string> }} The number of each one's type, its bytes, and its name by its
 *   position, where the module has names.
 */
export function functions(wasm) {
  let at = 8;
  let imported = 0;
  const types = [];
  const bodies = [];
  const names = new Map();
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return Buffer.from(wasm.subarray(at - length, at)).toString();
  };
  while (at < wasm.length) {
    const id = wasm[at++];
    const length = number();
    const end = at + length;
    if (id === IMPORTS) imported = WebAssembly.Module.imports(new WebAssembly.Module(wasm)).filter(({ kind }) => kind === "function").length;
    if (id === TYPES) for (let left = number(); left > 0; left--) types.push(number());
    if (id === CODE) {
      for (let left = number(); left > 0; left--) {
        const size = number();
        bodies.push(wasm.subarray(at, at + size));
        at += size;
      }
    }
    if (id === CUSTOM && text() === "name") {
      while (at < end) {
        const kind = wasm[at++];
        const length = number();
        const stop = at + length;
        if (kind === FUNCTION_NAMES) for (let left = number(); left > 0; left--) names.set(number() - imported, text());
        at = stop;
      }
    }
    at = end;
  }
  return { types, bodies, names };
}
