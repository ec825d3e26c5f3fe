import { EVENT_VARIABLES, KEPT_VARIABLES, PAGE_VARIABLES, VISIT_VARIABLES } from "./slots.js";

const LONGEST = 200;

/** The scopes by the names and numbers Matomo has for them. */
const SCOPES = { visit: VISIT_VARIABLES, 2: VISIT_VARIABLES, page: PAGE_VARIABLES, 3: PAGE_VARIABLES, event: EVENT_VARIABLES };

/** Methods about custom variables (spec-a §3.9). A scope is an object of pairs name, value by index. */
export function variableMethods(tracker, command) {
  const { _api: api, _state: state } = tracker;
  const scopes = { [PAGE_VARIABLES]: {}, [EVENT_VARIABLES]: {} };
  const load = (scope) => (scopes[scope] ||= scope ? stored() : undefined);
  const stored = () => {
    try {
      const kept = JSON.parse(api.getCookie("cvar"));
      return kept && typeof kept === "object" ? kept : {};
    } catch {
      return {};
    }
  };
  const json = (variables) => (Object.keys(variables).length ? JSON.stringify(variables) : "");
  const isFilled = ([name, value]) => name !== "" && value !== "";
  /** Gives Rust what to send and what to keep. */
  const save = (scope) => {
    state[scope] = json(scopes[scope]);
    if (scope === VISIT_VARIABLES) {
      state[KEPT_VARIABLES] = JSON.stringify(Object.fromEntries(Object.entries(scopes[scope]).filter(([, pair]) => isFilled(pair))));
    }
  };
  /** What was deleted is sent once more, empty, and then forgotten. */
  tracker._forgetVariables = () => {
    const variables = scopes[VISIT_VARIABLES];
    if (!variables) return;
    for (const index in variables) if (!isFilled(variables[index])) delete variables[index];
    save(VISIT_VARIABLES);
  };
  return {
    setCustomVariable(index, name, value, scope = "visit") {
      if (name === undefined || !(index > 0) || !load(SCOPES[scope])) return;
      const text = (given) => String(given === undefined ? "" : given).slice(0, LONGEST);
      scopes[SCOPES[scope]][index] = [text(name), text(value)];
      save(SCOPES[scope]);
    },
    getCustomVariable(index, scope = "visit") {
      const variables = load(SCOPES[scope]);
      const pair = variables && variables[index];
      return pair && pair[0] !== "" ? pair : false;
    },
    deleteCustomVariable(index, scope) {
      if (api.getCustomVariable(index, scope)) api.setCustomVariable(index, "", "", scope);
    },
    deleteCustomVariables(scope) {
      const at = SCOPES[scope];
      if (!at) return;
      scopes[at] = {};
      save(at);
    },
  };
}
