import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { buildCore } from "./core.js";
import { BYTE_ORDER_MARK, bundle, embed, fill } from "./bundle.js";
import { buildDebug } from "./debug.js";
import { buildModule, buildParts } from "./package.js";
import { corePrices, scriptPrices } from "./prices.js";
import { writeSizes } from "./readme.js";
import { brotli, describe } from "./sizes.js";
import { twin } from "./twin.js";
import { setUpBindgen, setUpPackages, setUpRust } from "./setup.js";
import { root, step } from "./steps.js";

/**
 * Builds everything that ships.
 * @param {string} [folder] Where to; `pkg/` when missing.
 */
export async function build(folder = join(root, "pkg")) {
  await setUpPackages();
  await setUpRust();
  const bindgen = await setUpBindgen();
  await mkdir(folder, { recursive: true });
  const { wasm, path, named } = await step("core: Rust to wasm", () => buildCore(bindgen));
  const alias = { "core-as-javascript": await step("twin: the core as JavaScript", () => twin(path)) };
  const script = await step("script: bundle and minify", () => bundle("dropin.js"));
  const values = { BUILD_NAME: createHash("sha256").update(wasm).update(script).digest("hex").slice(0, 6) };
  const write = async (name, content) => {
    const file = BYTE_ORDER_MARK + content + "\n";
    await writeFile(join(folder, name), file);
    return "sha256-" + createHash("sha256").update(file).digest("base64");
  };
  await step("paqet.nowasm.js: the script with that core", async () => write("paqet.nowasm.js", fill(await bundle("nowasm.js", { alias }), values)));
  const INTEGRITY = { core: await step("paqet.core.js: that core alone", async () => write("paqet.core.js", fill(await bundle("core_part.js", { alias }), values))) };
  for (const [name, code] of Object.entries(await buildParts())) INTEGRITY[name] = await write(`paqet.${name}.js`, fill(code, values));
  await step("paqet.js: put the core into the script", () => write("paqet.js", embed(fill(script, { ...values, INTEGRITY }), wasm)));
  await step("paqet.debug.js: the development build", async () => write("paqet.debug.js", fill(await buildDebug(bindgen), { ...values, INTEGRITY })));
  await step("opt-out.js: the opt-out form", async () => write("opt-out.js", await bundle("opt_out/index.js")));
  await step("paqet-sw.js: the service worker", async () => write("paqet-sw.js", await bundle("service_worker/index.js")));
  await step("index.js: the module for import, its wasm, types and parts", () => buildModule(folder, wasm, alias));
  const sizes = await step("sizes and integrity", () => describe(folder));
  if (folder === join(root, "pkg")) await writeSizes(sizes);
  console.log("What each file costs, in bytes of brotli:");
  console.log(columns([...(await scriptPrices()), ...corePrices(named, brotli(wasm))]));
  console.table({ ...sizes, "  of it the core": { raw: wasm.length, brotli: brotli(wasm) }, "  of it the script": { raw: script.length, brotli: brotli(Buffer.from(script)) } });
}

/** Prices in four columns; those under 20 bytes are left out. */
function columns(prices) {
  const cells = prices.filter(([, price]) => price >= 20).map(([file, price]) => `${String(price).padStart(6)} ${file}`.padEnd(34));
  const rows = Math.ceil(cells.length / 4);
  return Array.from({ length: rows }, (_, row) => [0, 1, 2, 3].map((column) => cells[column * rows + row] || "").join("")).join("\n");
}

if (import.meta.url === new URL(process.argv[1], "file:").href) {
  const { values } = parseArgs({ options: { out: { type: "string" } } });
  await build(values.out && resolve(values.out)).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
