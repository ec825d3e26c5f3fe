import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const tests = new URL("../", import.meta.url);
const read = (path) => readFile(new URL(path, tests), "utf8");

/** The file of a test and how its name stands there. */
const places = {
  browser: (name) => [`browser/${name}.test.js`, (title) => [`'${title}`, `\`${title}`]],
  vectors: (name) => [`vectors/${name}.txt`, (title) => [`== ${title}`]],
  tracker: (name) => [`tracker/${name}`, (title) => [`fn ${title}`]],
};

test("each section of the specification with worked examples names tests that exist", async () => {
  const lines = (await read("spec_b.txt")).split("\n").filter((line) => line && !line.startsWith("#"));
  const gone = [];
  let examples = 0;
  for (const line of lines) {
    const [section, count, ...named] = line.split(" | ");
    examples += Number(count);
    assert.ok(named.length > 0, `${section} names no test`);
    for (const entry of named) {
      const [file, title] = entry.split(/: (.*)/s);
      const [folder, name] = file.split("/");
      const [path, forms] = places[folder](name);
      const source = await read(path);
      if (!forms(title.trim()).some((form) => source.includes(form))) gone.push(`${section}: ${entry}`);
    }
  }
  assert.deepEqual(gone, []);
  assert.equal(lines.length, 44);
  assert.equal(examples, 190);
});
