import { assemble, asyncTrackers, begin } from "./tracker.js";
import { apply, checked } from "./module/options.js";
import { keepCalls } from "./module/early.js";
import { connect } from "./core.js";
import { coreNow, loadCore } from "./module/load.js";
import { defineGlobals } from "./module/page_globals.js";
import { document, location } from "./module/surroundings.js";
import { during, moment } from "./moment.js";
import { report } from "./report.js";
import { watchConnection } from "./retry.js";
import { watchLeaving } from "./leaving.js";
import { watchLoading } from "./page.js";
import { watchRefusals } from "./transport.js";
import { watchReturning } from "./returning.js";

const inPage = () => !!globalThis.document;
const inWorker = () => !inPage() && typeof globalThis.importScripts === "function";

/** Trackers by endpoint and site. */
const started = new Map();

/** The promise of the rules, from the first `init` on; `true` once they are there. */
let core;

/**
 * Starts tracking; importing this module alone does nothing.
 *
 * The tracker takes calls at once: until the rules are loaded it keeps them in order, each with the time and the address
 * at which it was made, and getters answer undefined. Awaiting the tracker waits for the rules and never rejects;
 * `tracker.ready` rejects, for those who wait for it, when tracking cannot start. A second call with the same endpoint and
 * site answers the tracker of the first. On a server the tracker does nothing.
 * @param {object} options See `InitOptions` in `types/index.d.ts`. What cannot be used is named in the console and ignored.
 * @returns {object} The tracker, which can also be awaited.
 */
export function init(options) {
  if (!inPage() && !inWorker()) return inert();
  const good = checked(options);
  const lack = missing(good);
  if (lack) {
    report(lack + "; nothing is tracked");
    return inert();
  }
  const key = JSON.stringify([good.trackerUrl, good.siteId].map(String));
  if (!started.has(key)) started.set(key, create(good));
  return started.get(key);
}

/** What `init` cannot do without. */
function missing({ trackerUrl, siteId, facts = {} }) {
  if (!trackerUrl) return "init needs trackerUrl, the address of your matomo.php";
  if (siteId === undefined || siteId === "") return "init needs siteId, the number of your site in Matomo";
  if (inWorker() && !facts.url) return "in a worker init needs facts: { url: 'https://…' }, the page that the events belong to";
}

function create(options) {
  if (inWorker()) {
    const { url, title = "", referrer = "" } = options.facts;
    Object.assign(document, { title, referrer });
    location.href = url;
  }
  const here = moment();
  const tracker = assemble(String(options.trackerUrl), options.siteId);
  const api = tracker._api;
  const runCalls = keepCalls(tracker);
  asyncTrackers.push(api);
  const openGlobals = options.global && inPage() ? defineGlobals() : () => {};
  apply(api, options);
  const ready = whenCore(options.wasm, () => {
    during(here, () => begin(tracker));
    runCalls();
    openGlobals();
    return api;
  });
  return awaitable(api, ready);
}

/**
 * Runs `work` when the rules are there: at once, if they are or can be.
 * @returns {Promise<object>} What the work answers.
 */
function whenCore(source, work) {
  const exports = !core && coreNow(source);
  if (exports) start(exports);
  if (core === true) return Promise.resolve(work());
  core ||= loadCore(source).then(start);
  return core.then(work);
}

function start(exports) {
  connect(exports);
  core = true;
  if (!inPage()) return;
  watchLoading();
  watchLeaving();
  watchReturning();
  watchConnection();
  watchRefusals();
}

/** Makes `ready` a property of the tracker, and answers an object that is the tracker and can be awaited. */
function awaitable(api, ready) {
  // Who does not wait for it must not see an unhandled rejection.
  ready.catch(() => {});
  Object.defineProperty(api, "ready", { value: ready });
  const then = (done) => ready.then(() => api, () => api).then(done);
  return Object.create(api, { then: { value: then } });
}

/** A tracker that does nothing. */
function inert() {
  const api = assemble()._api;
  for (const name of Object.keys(api)) if (name !== "measureCall") api[name] = () => {};
  return awaitable(api, Promise.resolve(api));
}
