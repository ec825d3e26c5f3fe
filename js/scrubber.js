import { SCRUB as POLICY } from "./slots.js";
import { SCRUB } from "./methods.js";
import { SCRUB_RULES } from "./state.js";
import { ask } from "./core.js";
import { attempt, report } from "./report.js";
import { compile } from "./scrub_policy.js";

/**
 * A request after the policy's custom rules. A value whose rule throws is left empty.
 * @param {object} tracker
 * @param {string} request
 * @returns {string}
 */
export function rewritten({ _state: state }, request) {
  const apply = (pair, value) => {
    const text = attempt("a rule of setScrubPolicy", () => {
      const before = decodeURIComponent(value);
      const after = state[SCRUB_RULES].reduce((text, rule) => text.replace(...rule), before);
      return after === before ? value : encodeURIComponent(after);
    });
    return "=" + (text || "");
  };
  return (state[SCRUB_RULES] || "").length ? request.replace(/=([^&]+)/g, apply) : request;
}

/** A request as it may leave, for who asks for it. */
export const scrubbed = (tracker, request) => ask(SCRUB, tracker, [rewritten(tracker, request)]);

/** The method that sets the scrub policy. What it cannot read becomes the strictest policy. */
export function scrubMethods(tracker, api, state) {
  const set = (policy) => ([state[POLICY], state[SCRUB_RULES]] = compile(policy));
  return {
    setScrubPolicy(policy) {
      try {
        set(policy);
      } catch (error) {
        report("setScrubPolicy does not know this, so it scrubs as 'anonymous': see its documentation for what it takes", error);
        set("anonymous");
      }
    },
  };
}
