import { CREATE } from "./methods.js";
import { Refusal, report } from "./report.js";
import { addPlugin } from "./plugins.js";
import { ask } from "./core.js";
import { botMethods } from "./bots.js";
import { announceConsent, consentMethods } from "./consent.js";
import { contentMethods } from "./content.js";
import { cookieMethods } from "./cookies.js";
import { dataMethods } from "./custom_data.js";
import { defaults } from "./state.js";
import { dimensionMethods } from "./dimensions.js";
import { each } from "./entries.js";
import { ecommerceMethods } from "./ecommerce.js";
import { featureMethods } from "./features.js";
import { heartbeatMethods } from "./heartbeat.js";
import { linkMethods } from "./links.js";
import { offlineMethods } from "./offline_queue.js";
import { measureCall, partMethods } from "./part_methods.js";
import { queueMethods } from "./request_queue.js";
import { scriptErrorMethods } from "./script_errors.js";
import { scrubMethods } from "./scrubber.js";
import { simpleMethods } from "./simple_methods.js";
import { timingMethods } from "./timing.js";
import { trackingMethods } from "./tracking.js";
import { transportMethods } from "./transport.js";
import { announce } from "./events.js";
import { variableMethods } from "./custom_variables.js";
import { visitorMethods } from "./visitor.js";

/**
 * Each area of methods gets the tracker, all of its methods, its settings, and `command(number, args, context)`, which asks
 * Rust. A later area replaces methods of an earlier one; the development build adds its own.
 */
export const AREAS = [
  simpleMethods,
  trackingMethods,
  visitorMethods,
  botMethods,
  consentMethods,
  contentMethods,
  cookieMethods,
  dataMethods,
  dimensionMethods,
  ecommerceMethods,
  featureMethods,
  heartbeatMethods,
  linkMethods,
  offlineMethods,
  partMethods,
  queueMethods,
  scriptErrorMethods,
  scrubMethods,
  timingMethods,
  transportMethods,
  variableMethods,
  pageMethods,
];

/**
 * A new tracker: an object whose methods are own, writable properties and call each other through
 * them, so that plugins can replace them (spec-a §1.1).
 * @param {string} [url] Endpoint.
 * @param {string | number} [siteId]
 * @returns {object}
 */
export function createTracker(url, siteId) {
  return begin(assemble(url, siteId));
}

/**
 * The object alone, before the rules know of it: its methods do nothing without a core.
 * @returns {object} The tracker; its methods are in `_api`.
 */
export function assemble(url, siteId) {
  const state = defaults(url, siteId);
  const api = {};
  const tracker = { _api: api, _state: state, _wired: [], _held: {}, _waiting: new Set(), _queue: [], _failed: [], _tries: 0, _errors: new Set() };
  const command = (number, args, context) => ask(number, tracker, args, context);

  for (const methods of AREAS) Object.assign(api, methods(tracker, api, state, command));
  each(api, (name, method) => (api[name] = guarded(tracker, name, method)));
  api.optUserOut = api.forgetConsentGiven;
  api.measureCall = measureCall(api);
  return tracker;
}

/**
 * Lets an assembled tracker look at the page and begin.
 * @param {object} tracker
 * @returns {object} Its methods.
 */
export function begin(tracker) {
  ask(CREATE, tracker, []);
  announceConsent(tracker);
  trackers.add(tracker);
  announce("TrackerSetup", [tracker._api]);
  return tracker._api;
}

/** Every tracker of the page, also those that `_paq` does not reach: the page's leaving concerns them all. */
export const trackers = new Set();

/** A method with hostile arguments must not throw at the page. */
function guarded(tracker, name, method) {
  return (...args) => {
    const { _busy } = tracker;
    tracker._busy = true;
    try {
      return method(...args);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      report(`tracker.${name} could not use its arguments`, error);
    } finally {
      tracker._busy = _busy;
      announceConsent(tracker);
    }
  };
}

/** The rest: the plugin table, further trackers, and two old ways to move the page. */
function pageMethods(tracker) {
  return {
    addPlugin,
    addTracker: (url, siteId) => addTracker(tracker, url, siteId),
    killFrame() {
      if (top !== window) top.location = location;
    },
    redirectFile(url) {
      if (location.protocol === "file:") location.href = url;
    },
  };
}

/** The trackers that `_paq` reaches, in order. Live: `Matomo.getAsyncTrackers()` answers it. */
export const asyncTrackers = [];

function addTracker({ _api: api }, url, siteId) {
  const added = createTracker(url === undefined || url === null ? api.getTrackerUrl() : url, siteId);
  asyncTrackers.push(added);
  announce("TrackerAdded", [api]);
  return added;
}
