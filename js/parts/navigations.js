import { attempt } from "../report.js";

/** @type {((isReplacement: boolean) => void)[]} */
const listeners = [];

const tell = (isReplacement) => {
  for (const listener of listeners) attempt("single-page tracking", () => listener(isReplacement));
};

/**
 * Calls the listener each time the address of the page may have changed without a load, when it has.
 * @param {(isReplacement: boolean) => void} listener Told whether the entry in the history was replaced.
 */
export function onNavigation(listener) {
  if (listeners.push(listener) > 1) return;
  if (window.navigation && navigation.addEventListener) {
    navigation.addEventListener("currententrychange", ({ navigationType }) => tell(navigationType === "replace"));
    return;
  }
  for (const name of ["pushState", "replaceState"]) {
    const method = history[name];
    history[name] = function (...args) {
      const answer = method.apply(this, args);
      tell(name === "replaceState");
      return answer;
    };
  }
  addEventListener("popstate", () => tell(false));
  addEventListener("hashchange", () => tell(false));
}
