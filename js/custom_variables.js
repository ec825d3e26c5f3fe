import { SET_SESSION_COOKIE } from "./methods.js";
import { EVENT_VARIABLES, PAGE_VARIABLES, SESSION_TIMEOUT, VISIT_VARIABLES } from "./slots.js";
import { STORE_VARIABLES } from "./state.js";
import { json } from "./json.js";

/** What Matomo takes of a name and a value, in UTF-16 units. */
const LONGEST = 200;

/** The scopes by the names and numbers Matomo has for them. */
const SCOPES = { visit: VISIT_VARIABLES, 2: VISIT_VARIABLES, page: PAGE_VARIABLES, 3: PAGE_VARIABLES, event: EVENT_VARIABLES };

/** Methods about custom variables (spec-a §3.9). A scope is an object of pairs name, value by index. */
export function variableMethods(tracker, api, state, command) {
  const scopes = {};
  /** The variables of a scope; those of the visit may come from the cookie. Undefined: there is no such scope. */
  const open = (scope) => {
    const at = SCOPES[scope];
    if (at && !scopes[at]) {
      scopes[at] = {};
      try {
        if (at === VISIT_VARIABLES) Object.assign(scopes[at], JSON.parse(api.getCookie("cvar")));
      } catch {
        // A broken cookie is as good as none; matomo.js throws here (spec-a Q14).
      }
    }
    return scopes[at];
  };
  /** Gives Rust what to send. */
  const save = (at) => {
    const variables = json(scopes[at]);
    state[at] = variables === "{}" ? "" : variables;
  };
  /** After each request: what was deleted has been sent once more, empty, and is forgotten; the rest is kept if wanted. */
  tracker._keepVariables = () => {
    const variables = scopes[VISIT_VARIABLES];
    if (!variables) return;
    for (const index of Object.keys(variables)) if (variables[index].includes("")) delete variables[index];
    save(VISIT_VARIABLES);
    if (state[STORE_VARIABLES]) command(SET_SESSION_COOKIE, ["cvar", json(variables), state[SESSION_TIMEOUT]]);
  };
  return {
    setCustomVariable(index, name, value = "", scope = "visit") {
      const variables = open(scope);
      if (name === undefined || !(index > 0) || !variables) return;
      variables[index] = [name, value].map((given) => {
        const text = String(given);
        // Half of an e-mail address tells whose it is, but is none any more: what is cut is scrubbed before.
        return text.length > LONGEST ? api.previewScrub(text).slice(0, LONGEST) : text;
      });
      save(SCOPES[scope]);
    },
    getCustomVariable(index, scope = "visit") {
      const pair = (open(scope) || {})[index];
      return pair && pair[0] ? pair : false;
    },
    deleteCustomVariable(index, scope) {
      if (api.getCustomVariable(index, scope)) api.setCustomVariable(index, "", "", scope);
    },
    deleteCustomVariables(scope) {
      if (!SCOPES[scope]) return;
      scopes[SCOPES[scope]] = {};
      save(SCOPES[scope]);
    },
  };
}
