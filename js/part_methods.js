import { attempt, report } from "./report.js";
import { each } from "./entries.js";
import { loadPart } from "./parts.js";

/** Methods that are a file of their own (`js/parts/`), which their first call fetches. */
const PARTS = {
  enableSinglePageTracking: "single-page",
  enableDeclarativeEvents: "declarative-events",
  enableMediaTracking: "media",
  enableUsageMeasurement: "usage",
  recordCall: "usage",
};

const loading = {};

/**
 * Fetches a part the first time, and hands it over each time.
 * @param {string} part
 * @param {(part: Function) => void} use What it throws is reported.
 */
export function withPart(part, use) {
  loading[part] ||= new Promise((take) => loadPart(part, take));
  loading[part].then((taken) => attempt(part, () => use(taken)));
}

/** Methods that stand for a part: called with the same arguments, and the tracker before them. */
export function partMethods(tracker, api) {
  const methods = {};
  each(PARTS, (name, part) => {
    methods[name] = (...args) => withPart(part, (enable) => enable(api, ...args));
  });
  return methods;
}

/**
 * The method that runs a function of the app, answers what it answers, and records how long it took; of a promise until it is
 * fulfilled. What the function throws is the app's, so nothing is put around this method.
 */
export const measureCall = (api) => (name, call) => {
  if (typeof call !== "function") return report("measureCall needs a function");
  const start = performance.now();
  const done = (answer) => {
    api.recordCall(name, performance.now() - start);
    return answer;
  };
  const answer = call();
  return answer instanceof Promise ? answer.then(done) : done(answer);
};
