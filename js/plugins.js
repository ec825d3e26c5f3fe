import { attempt } from "./report.js";
import { APPENDED, PROCESSING } from "./state.js";

/** Plugins by name, shared by all trackers (spec-b §7). */
export const plugins = Object.create(null);

/**
 * Registers or replaces a plugin.
 * @param {string} name
 * @param {object} plugin Functions by the name of their hook.
 */
export function addPlugin(name, plugin) {
  plugins[name] = plugin;
}

/**
 * Calls one hook of every plugin.
 * @param {string} hook
 * @param {object} argument
 * @returns {string} What the plugins add to the request, one behind the other.
 */
export function callPlugins(hook, argument) {
  let added = "";
  for (const name in plugins) {
    const listener = plugins[name] && plugins[name][hook];
    if (typeof listener === "function") {
      added += attempt("plugin " + name, () => String(listener.call(plugins[name], argument) || "")) || "";
    }
  }
  return added;
}

const INSTALL_CHECK = "tracker_install_check";

/** @returns {string | null} The mark of a page that a Matomo server has opened to see whether it is tracked (spec-a §3.15). */
export const installCheck = () => new URLSearchParams(location.search).get(INSTALL_CHECK);

/**
 * Adds to an assembled request what plugins and the page want in it; custom processing comes last.
 * @returns {string} Empty: the page wants nothing sent.
 */
export function complete(tracker, request, hook) {
  if (hook) request += callPlugins(hook, { tracker: tracker._api, request });
  const appended = tracker._state[APPENDED];
  if (appended) request += "&" + (attempt("appendToTrackingUrl", () => String(appended)) || "");
  const check = installCheck();
  if (check) request += `&${INSTALL_CHECK}=${check}`;
  const process = tracker._state[PROCESSING];
  if (typeof process === "function") {
    // A processor that throws must not lose the request.
    let processed = request;
    attempt("setCustomRequestProcessing", () => {
      const answer = process(request);
      processed = answer ? String(answer) : "";
    });
    return processed;
  }
  return request;
}
