import { attempt } from "../report.js";
import { during, moment } from "../moment.js";

/**
 * Keeps the calls of a tracker whose core is not there yet.
 * @param {object} tracker As `assemble` answers it.
 * @returns {() => void} Runs the kept calls, in order and each as if at the moment at which it was made; from then on
 *   calls run at once. A method that the page has replaced meanwhile stays replaced.
 */
export function keepCalls(tracker) {
  const api = tracker._api;
  const real = { ...api };
  const kept = {};
  const calls = [];
  for (const name of Object.keys(real)) {
    // It runs a function of the app, which does not wait.
    if (name !== "measureCall") api[name] = kept[name] = (...args) => void calls.push([moment(), name, args]);
  }
  return () => {
    for (const name of Object.keys(real)) if (api[name] === kept[name]) api[name] = real[name];
    // A call may make further ones, which run at once.
    for (const [then, name, args] of calls) during(then, () => attempt("tracker." + name, () => real[name](...args)));
  };
}
