import { report } from "../../report.js";

/** As many names are kept; what comes then is one name. */
const MOST = 100;
const OTHERS = "others";

const NAME = "recordCall: a call's name is 'Part.method', without parameters; what follows is left out, other names are not counted";

/** @typedef {Record<string, [count: number, ms: number]>} Calls How many there were and how many ms they took, by name. */

/**
 * The name under which a call is counted: without what may be a parameter.
 * @param {unknown} name
 * @returns {string} Empty: it has none.
 */
export function nameOfCall(name) {
  const [, plain = ""] = /^([\w.:-]{1,80})(?:[?(/ ].*)?$/s.exec(typeof name === "string" ? name : "") || [];
  if (!plain || plain !== name) report(NAME, name);
  return plain;
}

/**
 * Adds to counted calls.
 * @param {Calls} calls
 * @param {string} name
 * @param {number} count
 * @param {number} ms
 */
export function add(calls, name, count, ms) {
  const key = Object.hasOwn(calls, name) || Object.keys(calls).length < MOST ? name : OTHERS;
  const [known, spent] = Object.hasOwn(calls, key) ? calls[key] : [0, 0];
  calls[key] = [known + count, spent + ms];
}

/**
 * Takes away from counted calls what was reported.
 * @param {Calls} calls
 * @param {Calls} reported
 */
export function subtract(calls, reported) {
  for (const [name, [count, ms]] of Object.entries(reported)) {
    if (!Object.hasOwn(calls, name)) continue;
    const left = calls[name][0] - count;
    if (left > 0) calls[name] = [left, Math.max(calls[name][1] - ms, 0)];
    else delete calls[name];
  }
}

/**
 * The two events that tell of the calls of one name: how many, and how many ms on average, to a tenth.
 * @param {string} name `Part.method`.
 * @param {[number, number]} call
 * @param {string} app Stands for the part where a name has none.
 * @returns {[category: string, action: string, name: string, value: number][]}
 */
export function eventsOf(name, [count, ms], app) {
  const at = name.lastIndexOf(".");
  const [part, method] = at > 0 ? [name.slice(0, at), name.slice(at + 1)] : [app, name];
  const event = (what, value) => [`API (${what})`, `${method} (${what})`, `${part} (${what})`, value];
  return [event("count", count), event("speed", Math.round((ms / count) * 10) / 10)];
}
