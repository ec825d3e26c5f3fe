import { addPlugin } from "./plugins.js";
import { asyncTrackers, createTracker } from "./tracker.js";
import { executeQueue, proxy, retryMissed, stub } from "./paq.js";
import { announce, off, on, trigger } from "./events.js";
import { attempt } from "./report.js";
import { each } from "./entries.js";
import { onLoad, onReady } from "./ready.js";
import { isNodeVisible, isOrWasNodeVisible } from "./visibility.js";

/**
 * The global object `Matomo`, also called `Piwik` (spec-b §1.5).
 * @param {{ get(): unknown, set(value: object): void }} queue Reads and replaces the global `_paq`, which may be a `let` of the page.
 */
export function createMatomo(queue) {
  const first = (url, siteId) => {
    const tracker = createTracker(url, siteId);
    asyncTrackers.push(tracker);
    const entries = queue.get();
    if (Array.isArray(entries)) executeQueue(entries, Matomo);
    queue.set(proxy(Matomo));
    announce("TrackerAdded", [tracker]);
    return tracker;
  };
  const Matomo = {
    initialized: false,
    JSON: window.JSON,
    DOM: {
      addEventListener: (element, type, handler, capture = false) => element.addEventListener(type, handler, capture),
      onLoad,
      onReady,
      isNodeVisible,
      isOrWasNodeVisible,
    },
    on,
    off,
    trigger,
    addPlugin,
    getTracker: (url = Matomo.getAsyncTracker().getTrackerUrl(), siteId = Matomo.getAsyncTracker().getSiteId()) => createTracker(url, siteId),
    getAsyncTrackers: () => asyncTrackers,
    addTracker: (url, siteId) => (asyncTrackers.length ? asyncTrackers[0].addTracker(url, siteId) : first(url, siteId)),
    getAsyncTracker(url, siteId) {
      const tracker = asyncTrackers[0] || first();
      if (!url && !siteId) return tracker;
      url ??= tracker.getTrackerUrl();
      siteId ??= tracker.getSiteId();
      return asyncTrackers.find((other) => other.getTrackerUrl() === url && String(other.getSiteId()) === String(siteId));
    },
    retryMissedPluginCalls: () => retryMissed(Matomo),
  };
  // What hostile arguments throw must not reach the page; what a handler throws reaches who triggers its event.
  each(Matomo, (name, method) => {
    if (typeof method === "function" && name !== "trigger") Matomo[name] = (...args) => attempt("Matomo." + name, () => method(...args));
  });
  return Matomo;
}

/**
 * The part of the start that runs each time the script does (spec-b §1.1). Where an init function throws,
 * matomo.js stops for good; here the rest goes on. A second inclusion is a second copy of this file, so
 * everything shared is reached through `Matomo`.
 * @param {object} Matomo
 * @param {{ get(): unknown, set(value: object): void }} queue
 */
export function start(Matomo, queue) {
  const plugins = Object(window.matomoPluginAsyncInit);
  for (let at = 0; at < plugins.length; at++) if (typeof plugins[at] === "function") attempt("matomoPluginAsyncInit", () => plugins[at]());
  for (const name of ["piwikAsyncInit", "matomoAsyncInit"]) if (window[name]) attempt(name, () => window[name]());
  if (!Matomo.getAsyncTrackers().length) {
    const entries = queue.get();
    if (entries && entries.length) Matomo.addTracker();
    else queue.set(stub);
  }
  attempt("MatomoInitialized", () => Matomo.trigger("MatomoInitialized"));
  Matomo.initialized = true;
}
