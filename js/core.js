import { report } from "./report.js";
import { effects } from "./effects.js";
import { facts } from "./page.js";
import { SHARED } from "./slots.js";

/** What the module exports: `memory`, `reserve(bytes)` and `call(command, bytes)`; see `src/bindings.rs`. */
let core;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Gives the rules their module.
 * @param {{ memory: WebAssembly.Memory, reserve(bytes: number): number, call(command: number, bytes: number): number }} exports
 */
export function connect(exports) {
  core = exports;
}

/** NUL ends a text on the wire, and 1 begins an item of a list. */
function text(value) {
  try {
    return String(value).replace(/[\0\x01]/g, "\ufffd");
  } catch {
    return "";
  }
}

/** A list whose reading throws is as good as empty. */
function items(list) {
  try {
    return list.map((item) => "\x01" + text(item) + "\0").join("");
  } catch {
    return "";
  }
}

/** One value in the form that `src/tracker/value.rs` reads. */
function wire(value) {
  if (value === null) return "lnull\0";
  if (Array.isArray(value)) return "a" + items(value) + "\0";
  return (typeof value)[0] + text(value) + "\0";
}

/** The settings in wire form. Few change between calls, and a changed one is another value, so the rest is remembered. */
function settings({ _state, _wired }) {
  let input = "";
  for (let at = 0; at < SHARED; at++) {
    const known = _wired[at];
    const value = _state[at];
    input += (known && known[0] === value ? known : (_wired[at] = [value, wire(value)]))[1];
  }
  return input;
}

/**
 * Asks Rust: settings, facts and arguments in, effects out; then runs the effects in order.
 *
 * Rust calls nobody, so page code cannot run while Rust does, and whatever an effect calls may call
 * back here. A trap makes a module unusable for good: it is reported once, and from then on the
 * tracker does nothing.
 *
 * @param {number} command Its number, see `js/methods.js`.
 * @param {object} tracker
 * @param {unknown[]} args At most ten.
 * @param {object} [context] What the effects need to know of the call: `_callback`, `_built`, …
 * @returns {unknown} What the method answers.
 */
export function ask(command, tracker, args, context = {}) {
  if (!core) return;
  context._tracker = tracker;
  const input = settings(tracker) + facts(tracker, command).map(wire).join("") + args.map(wire).join("");
  let fields;
  try {
    const start = core.reserve(input.length * 3);
    if (!start) throw new RangeError("out of memory");
    const { written } = encoder.encodeInto(input, new Uint8Array(core.memory.buffer, start));
    const length = core.call(command, written);
    fields = decoder.decode(new Uint8Array(core.memory.buffer, start, length)).split("\0");
  } catch (error) {
    core = undefined;
    return report("stopped on an internal error; please report this line", error);
  }
  for (let at = 0; fields[at]; ) {
    const effect = effects[fields[at]];
    effect(context, ...fields.slice(at + 1, (at += effect.length)));
  }
  return context._reply;
}
