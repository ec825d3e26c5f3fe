import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

/** Licences of free software and data that may be used, as crates and tools are here. */
const FREE = ["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "CC-BY-4.0", "ECL-2.0", "ISC", "MIT", "MPL-2.0", "Python-2.0", "Unicode-3.0", "Unlicense", "Zlib"];

/** Packages that name their licence in a file only; the file is missing there, the project is under ECL-2.0. Test subjects only. */
const NAMED_IN_A_FILE = ["@asicupv/paella-user-tracking", "paella-basic-plugins", "paella-user-tracking"].map((name) => `node_modules/${name}`);

const root = new URL("../../", import.meta.url);
const read = async (name) => readFile(new URL(name, root), "utf8");

/** Whether an SPDX expression (of crates also the old form with a slash) can be met by free licences alone. */
const isFree = (expression) =>
  expression
    .replace(/[()]/g, "")
    .split(" AND ")
    .every((part) => part.split(/ OR |\//).some((licence) => FREE.includes(licence)));

test("every crate is locked, comes from crates.io with a checksum, and is free", async () => {
  const { packages } = JSON.parse(
    execFileSync("cargo", ["metadata", "--format-version", "1", "--locked"], { cwd: root, encoding: "utf8", maxBuffer: 1e8, stdio: ["ignore", "pipe", "ignore"] }),
  );
  const foreign = packages.filter(({ name }) => name !== "paqet");
  assert.ok(foreign.length > 10);
  assert.deepEqual(foreign.filter(({ source }) => source !== "registry+https://github.com/rust-lang/crates.io-index"), []);
  assert.deepEqual(foreign.filter(({ license }) => !isFree(license ?? "")).map(({ name, license }) => `${name}: ${license}`), []);
  for (const [file, own] of [["Cargo.lock", ["paqet"]], ["tests/fuzz/Cargo.lock", ["paqet", "paqet-fuzz"]]]) {
    const lock = (await read(file)).split("[[package]]").slice(1);
    assert.deepEqual(lock.filter((entry) => !/checksum = "[0-9a-f]{64}"/.test(entry)).map((entry) => /name = "(.*)"/.exec(entry)[1]), own);
  }
});

for (const lock of ["package-lock.json", "tests/clients/package-lock.json"]) {
  test(`every package of ${lock} comes from the registry with a hash, and is free`, async () => {
    const packages = Object.entries(JSON.parse(await read(lock)).packages).filter(([path]) => path);
    assert.ok(packages.length > 10);
    assert.deepEqual(packages.filter(([, { integrity, link }]) => !/^sha512-/.test(integrity) && !link).map(([path]) => path), []);
    assert.deepEqual(packages.filter(([, { resolved }]) => resolved && !resolved.startsWith("https://registry.npmjs.org/")).map(([path]) => path), []);
    const terms = packages.filter(([, { license }]) => !isFree(license ?? "")).map(([path]) => path);
    assert.deepEqual(terms.filter((path) => !NAMED_IN_A_FILE.includes(path)), []);
  });
}

test("paqet depends on nothing and runs nothing when it is installed", async () => {
  const { dependencies, optionalDependencies, scripts } = JSON.parse(await read("package.json"));
  assert.deepEqual([dependencies, optionalDependencies], [undefined, undefined]);
  assert.deepEqual(Object.keys(scripts).filter((name) => /^(pre|post)?(install|publish|pack|prepare|uninstall)/.test(name)), []);
});
