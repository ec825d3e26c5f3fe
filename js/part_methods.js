import { attempt } from "./report.js";
import { each } from "./entries.js";
import { loadPart } from "./parts.js";

/** Methods that are a file of their own (`js/parts/`), which their first call fetches. */
const PARTS = { enableSinglePageTracking: "single-page", enableDeclarativeEvents: "declarative-events", enableMediaTracking: "media" };

const loading = {};

/** Methods that stand for a part: called with the same arguments, and the tracker before them. */
export function partMethods({ _api: api }) {
  const methods = {};
  each(PARTS, (name, part) => {
    methods[name] = (...args) => {
      loading[part] ||= new Promise((use) => loadPart(part, use));
      loading[part].then((enable) => attempt(part, () => enable(api, ...args)));
    };
  });
  return methods;
}
