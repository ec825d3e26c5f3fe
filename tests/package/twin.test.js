import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import vm from "node:vm";
import * as methods from "../../js/methods.js";
import { SHARED } from "../../js/slots.js";

const FACTS = 19;
const ROUNDS = 40;

/** Runs a shipped file in a page of which there is only what the file needs until it has its core. */
async function run(name, globals) {
  const context = { window: {}, location: {}, TextEncoder, TextDecoder, Uint8Array, console: { error() {} }, ...globals };
  vm.runInNewContext(await readFile(new URL(`../../pkg/${name}`, import.meta.url), "utf8"), context);
}

/** The core that paqet.js compiles. */
async function compiled() {
  let module;
  const WebAssemblyOfPage = {
    Module: function (bytes) {
      module = new WebAssembly.Module(bytes);
      throw new Error("far enough");
    },
  };
  await run("paqet.js", { WebAssembly: WebAssemblyOfPage, document: { currentScript: null } });
  return new WebAssembly.Instance(module).exports;
}

/** The core that paqet.core.js hands over, by whatever name its build has. */
async function handedOver() {
  let core;
  const take = (given) => (core = given);
  await run("paqet.core.js", { document: { currentScript: new Proxy({}, { get: () => take }) } });
  return core;
}

/** Numbers below a bound, the same in each run. */
function dice(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const WORDS = (
  "http://a.example/p?x=1&pk_campaign=c#h file.pdf {\"requests\":[]} ping=1 1234567890abcdef.1.2 %C3%A4%zz 0 -1.5 1e21 NaN 1700000000000 " +
  "ä€😀 .domain.example /path link download undefined POST [\"a\",[1,2]] null 255 4294967296 a=1&b=2"
).split(" ");

/** An input as `js/core.js` writes it, with values that some rule may take. */
function input(roll) {
  const word = () => WORDS[roll(WORDS.length)];
  const value = () => ["u", "s" + word(), "s" + word() + word(), "n" + roll(2000), "n" + roll(1e6) / 7, "btrue", "bfalse", "lnull", "a\x01" + word() + "\0\x01" + word() + "\0"][roll(9)];
  return Array.from({ length: SHARED + FACTS + roll(8) }, value).join("\0") + "\0";
}

function answer(core, command, bytes) {
  const start = core.reserve(bytes.length);
  new Uint8Array(core.memory.buffer, start).set(bytes);
  const length = core.call(command, bytes.length);
  return Buffer.from(new Uint8Array(core.memory.buffer, start, length)).toString("latin1");
}

test("the core as JavaScript answers to every command what the core as WebAssembly does", async () => {
  const [wasm, twin] = [await compiled(), await handedOver()];
  const roll = dice(6);
  let answered = 0;
  const commands = methods.NAMED + methods.COMMANDS.length;
  for (let command = 0; command < commands; command++) {
    for (let round = 0; round < ROUNDS; round++) {
      const bytes = Buffer.from(input(roll));
      const expected = answer(wasm, command, bytes);
      assert.equal(answer(twin, command, bytes), expected, `command ${command}, round ${round}`);
      answered += expected.length > 0;
    }
  }
  assert.ok(answered > (commands * ROUNDS) / 3, `only ${answered} answers say anything`);
});

test("both cores take inputs of a megabyte, for which their memory grows in the middle of a call", async () => {
  const [wasm, twin] = [await compiled(), await handedOver()];
  for (const size of [20_000, 100_000]) {
    const bytes = Buffer.from("u\0".repeat(SHARED) + "s\0".repeat(FACTS) + `s${"%ä".repeat(size)}\0`.repeat(3));
    for (const command of [methods.TRACK_EVENT, methods.NAMED + methods.COMMANDS.indexOf("setCustomUrl"), methods.TRACK_PAGE_VIEW]) {
      assert.equal(answer(twin, command, bytes) === answer(wasm, command, bytes), true, `command ${command}`);
    }
  }
});
