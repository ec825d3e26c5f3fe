import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { brotli } from "../../js/build/sizes.js";

/**
 * The most bytes (brotli 11) that each shipped file may have. A change needs a reason:
 * paqet.debug.js: only for development;
 * opt-out.js: the form in seven languages, only for the page that shows it;
 * paqet.js: the whole public API of Matomo's tracker and the scrubber; the genuine file has 19,064 and no scrubber;
 * paqet.nowasm.js, paqet.core.js, nowasm-core.js: the core as JavaScript, with the script, as a part of it, as a module;
 * media.js, paqet.media.js: with the documented calls of MediaAnalytics and the frames of two video sites; paella.js: only where Paella is;
 * paqet-sw.js: the service worker, which only sites load that want it;
 * usage.js, paqet.usage.js: only in applications that report to their authors; with the declarative events and a store of its own;
 * index.js and paqet.wasm: the same for import, with the table of options; the others: parts, fetched on first use.
 */
const BUDGET = {
  "declarative-events.js": 700,
  "index.js": 15_000,
  "media.js": 3_000,
  "nowasm-core.js": 17_800,
  "offline.js": 2_000,
  "opt-out.js": 1_900,
  "paella.js": 2_450,
  "paqet.core.js": 17_800,
  "paqet.debug.js": 93_000,
  "paqet.declarative-events.js": 700,
  "paqet.js": 28_200,
  "paqet.media.js": 3_000,
  "paqet.nowasm.js": 30_000,
  "paqet.offline.js": 2_000,
  "paqet-sw.js": 1_700,
  "paqet.single-page.js": 1_100,
  "paqet.usage.js": 6_000,
  "paqet.wasm": 14_600,
  "single-page.js": 1_100,
  "usage.js": 6_000,
  "web-vitals.js": 500,
};

const pkg = new URL("../../pkg/", import.meta.url);
const read = async (name) => readFile(new URL(name, pkg));
const files = (await readdir(pkg)).filter((name) => !/^(sizes|integrity)\.json$|\.d\.ts$/.test(name));

test("every shipped file has a budget and keeps it", async () => {
  assert.deepEqual(files.sort(), Object.keys(BUDGET).sort());
  for (const name of files) {
    const size = brotli(await read(name));
    assert.ok(size <= BUDGET[name], `${name} has ${size} B, ${size - BUDGET[name]} more than its budget`);
  }
});

test("sizes.json and integrity.json tell the truth", async () => {
  const sizes = JSON.parse(await read("sizes.json"));
  const integrity = JSON.parse(await read("integrity.json"));
  assert.deepEqual([Object.keys(sizes).sort(), Object.keys(integrity).sort()], [files, files]);
  for (const name of files) {
    const content = await read(name);
    assert.equal(sizes[name].raw, content.length);
    assert.equal(sizes[name].brotli, brotli(content));
    assert.equal(integrity[name], "sha384-" + createHash("sha384").update(content).digest("base64"));
  }
});

test("scripts begin with a byte-order mark and carry Matomo's mark for plugins once, as a statement of its own", async () => {
  for (const name of ["paqet.js", "paqet.nowasm.js"]) {
    const script = (await read(name)).toString();
    assert.equal(script.charCodeAt(0), 0xfeff);
    assert.equal(script.split("/*!!! pluginTrackerHook */").length, 2);
  }
});

test("paqet.js knows the core beside it: by the build's name and by integrity", async () => {
  const [script, core] = [String(await read("paqet.js")), await read("paqet.core.js")];
  const [, name] = /\["(\w{6})"\]/.exec(String(core));
  assert.ok(script.includes(`["${name}"]`));
  assert.ok(script.includes("sha256-" + createHash("sha256").update(core).digest("base64")));
});
