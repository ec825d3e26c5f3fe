import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";

const pkg = new URL("../../pkg/", import.meta.url);

test("no shipped script listens to what costs the back/forward cache or time when leaving", async () => {
  const scripts = (await readdir(pkg)).filter((name) => /\.m?js$/.test(name));
  assert.ok(scripts.includes("paqet.js"));
  for (const name of scripts) {
    const script = await readFile(new URL(name, pkg), "utf8");
    assert.doesNotMatch(script, /beforeunload|onunload|Listener\(\s*["'`]unload["'`]/, name);
  }
});
