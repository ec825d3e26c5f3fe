import { isScript, isTracking } from "./addresses.js";
import { erase, keep, replay } from "./replay.js";
import { isTrouble } from "../trouble.js";
import { scriptFrom } from "./scripts.js";

/** The tag that Matomo's documentation tells pages to register a sync with. */
const SYNC = "matomoSync";

/** What `js/transport.js` posts. */
const ERASE = "paqet: erase";

/** A picture of one pixel, for images that cannot be sent now. */
const PIXEL = Uint8Array.from(atob("R0lGODlhAQABAIAAAAAAAAAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=="), (character) => character.charCodeAt(0));

/**
 * Sends a tracking request, and keeps it when that fails: the page then hears that it was taken, so that it does not try again
 * itself. When it cannot be kept, the page hears of the failure.
 */
async function track(event, settings) {
  const { request } = event;
  const copy = request.clone();
  const { answer, error } = await fetch(request).then((answer) => ({ answer }), (error) => ({ error }));
  if (answer && !isTrouble(answer.status)) {
    event.waitUntil(replay(settings));
    return answer;
  }
  try {
    await keep(copy, settings);
  } catch {
    if (error) throw error;
    return answer;
  }
  event.waitUntil(Promise.resolve(self.registration.sync?.register(SYNC)).catch(() => {}));
  return request.destination === "image" ? new Response(PIXEL, { headers: { "Content-Type": "image/gif" } }) : new Response(null, { status: 204 });
}

/**
 * What a site's own service worker calls after `importScripts` of this file, as with Matomo's `offline-service-worker.js`.
 */
self.matomoAnalytics = {
  /**
   * Begins to keep tracking requests that cannot be sent, and to send them when it is possible again; and to have the tracker's
   * scripts ready without a network. To be called while the worker's script runs first.
   * @param {object} [options]
   * @param {number} [options.queueLimit] How many requests are kept at most; the oldest are given up. 50 when missing.
   * @param {number} [options.timeLimit] How old they may be, in seconds. A day when missing, which is what Matomo takes.
   * @param {string} [options.trackerUrl] Part of the address of tracking requests, when that is neither `/matomo.php` nor `/piwik.php`.
   */
  initialize(options = {}) {
    const settings = { queueLimit: 50, timeLimit: 86_400, ...options };
    self.addEventListener("fetch", (event) => {
      const { request } = event;
      if (isTracking(request.url, settings)) {
        event.respondWith(track(event, settings));
      } else if (request.method === "GET" && isScript(request.url)) {
        event.respondWith(scriptFrom(request));
        event.waitUntil(replay(settings));
      }
    });
    self.addEventListener("sync", (event) => {
      // A promise that is rejected makes the browser try again later.
      if (event.tag === SYNC) event.waitUntil(replay(settings).then((isDone) => isDone || Promise.reject(new Error("some requests still wait"))));
    });
    // A tracker says so when consent is withdrawn.
    self.addEventListener("message", (event) => event.data === ERASE && event.waitUntil(erase().catch(() => {})));
    self.addEventListener("activate", (event) => event.waitUntil(replay(settings)));
  },
};
