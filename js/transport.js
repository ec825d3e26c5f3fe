import { REQUEST_METHOD, TRACKER_URL } from "./slots.js";
import { CONTENT_TYPE, FORM, LAST_REQUEST } from "./state.js";
import { LEAVE } from "./methods.js";
import { ask } from "./core.js";
import { installCheck } from "./plugins.js";
import { occasion } from "./occasion.js";
import { attempt, report } from "./report.js";
import { isTrouble } from "./trouble.js";
import { halve, keep, takeFailed } from "./retry.js";

/**
 * Sends a complete request now, or when its turn comes.
 * @param {object} context Of the call: tracker, callback, and whether the request was kept before.
 * @param {number} delay In ms.
 * @param {string} ladder The ways to try, in order; see `src/tracker/transport.rs`.
 * @param {string} inBody Empty: the request goes into the URL.
 * @param {string} request
 */
export function schedule(context, delay, ladder, inBody, request) {
  const { _tracker } = context;
  // A call may send several requests, each with an end of its own.
  const entry = { ...context, _request: request };
  const send = (entry._send = () => climb(entry, (_tracker._offline ? "o" : "") + ladder, inBody, request));
  _tracker._state[LAST_REQUEST] = new Date().getTime();
  if (!occasion._isGathering && (!delay || occasion._isLeaving)) return send();
  _tracker._waiting.add(entry);
  entry._timer = setTimeout(() => {
    _tracker._waiting.delete(entry);
    send();
  }, delay);
}

/**
 * Sends all that waits, for its turn or for another try, at once and in order: the page is being left.
 * @param {object} tracker
 */
export function flushWaiting(tracker) {
  const requests = takeFailed(tracker);
  const entries = takeWaiting(tracker);
  if (entries.length === 1 && !requests.length) return entries[0]._send();
  for (const { _request, _send } of entries) {
    const singles = singlesOf(_request);
    if (!singles.length) _send();
    requests.push(...singles);
  }
  if (!requests.length) return;
  const _callback = (result) => {
    if (result.success) tracker._tries = 0;
    for (const { _callback, _request } of entries) answer(_callback, { ...result, request: _request });
  };
  ask(LEAVE, tracker, [requests], { _isAgain: true, _callback });
}

/** The entries that wait for their turn, which they lose. */
function takeWaiting(tracker) {
  const entries = [...tracker._waiting];
  tracker._waiting.clear();
  for (const entry of entries) clearTimeout(entry._timer);
  return entries;
}

/**
 * Throws away what waits, for its turn or for another try, because the visitor does not agree any more; also what a service worker
 * keeps. What waits for consent goes on waiting.
 * @param {object} tracker
 */
export function eraseWaiting(tracker) {
  takeFailed(tracker);
  takeWaiting(tracker);
  try {
    navigator.serviceWorker.controller.postMessage("paqet: erase");
  } catch {
    // There is none, or it is none of this page's business: http, sandboxed frames.
  }
}

/** What was sent last by ways that first take also what the page's policy refuses. */
const taken = [];

/** No beacon leaves this page. */
let isRefused = false;

const mayBeRefused = (_url, _next) => taken.splice(0, taken.push({ _url, _next }) - 50);

/** Watches for requests that the browser took and then refused, and goes on with the next way. */
export function watchRefusals() {
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    // The browser gives the absolute URL.
    const at = taken.findIndex(({ _url }) => blockedURI.endsWith(_url.replace(/^[./]+/, "")));
    if (at < 0) return;
    isRefused = true;
    taken.splice(at, 1)[0]._next();
  });
}

function answer(callback, result) {
  if (typeof callback === "function") attempt("callback", () => callback(result));
}

/** The single requests in a complete request; none in a bulk request that the page made itself and that is no JSON. */
const singlesOf = (request) =>
  request[0] === "{" ? attempt("a bulk request", () => JSON.parse(request).requests.map((single) => single.slice(1))) || [] : [request];

/** What a server answers to a request whose body is too long for it. */
const TOO_LARGE = 413;

const isNotTaken = (status) => isTrouble(status) || status === TOO_LARGE;

const asForm = (body) => new Blob([body], { type: FORM });

/** Tries one way after the other until one takes the request; what none takes is kept for another try. */
function climb(attempted, ladder, inBody, request, isSecond) {
  const { _tracker: tracker } = attempted;
  const trackerUrl = tracker._state[TRACKER_URL];
  const full = `${trackerUrl}${/\?/.test(trackerUrl) ? "&" : "?"}${request}`;
  const url = inBody ? trackerUrl : full;
  const body = inBody && request;
  const next = () => climb(attempted, ladder.slice(1), inBody, request, true);
  const finish = (success, more) => {
    answer(attempted._callback, { request, trackerUrl, success, ...more });
    attempted._callback = undefined;
    // The server's install check opened this page only to see that it is tracked.
    if (installCheck()) window.close();
  };
  const fail = (status, retryAfter, more) => {
    // An image that the page's policy refuses says so twice.
    if (!attempted._isKept) (status === TOO_LARGE ? halve : keep)(tracker, singlesOf(request), retryAfter, attempted._isAgain);
    attempted._isKept = true;
    finish(false, more);
  };
  const ways = {
    /** The offline queue, where it is enabled. */
    o: () => tracker._offline(url, asForm(body), singlesOf(request), finish, next, fail),
    /** A beacon never tells that it failed: it is not for a browser that says it is offline. */
    b() {
      if (isRefused || tracker._isWaiting || navigator.onLine === false || !navigator.sendBeacon(url, asForm(body))) return next();
      finish(true, { isSendBeacon: true });
      mayBeRefused(url, next);
    },
    f() {
      const answered = ({ status, headers }) => (isNotTaken(status) ? fail(status, headers.get("Retry-After")) : finish(true));
      fetch(url, { method: "POST", body: asForm(body), keepalive: true, mode: "no-cors", credentials: "include" }).then(answered, next);
    },
    x() {
      const xhr = new XMLHttpRequest();
      xhr.open("POST", url, true);
      xhr.setRequestHeader("Content-Type", tracker._state[CONTENT_TYPE]);
      xhr.withCredentials = true;
      xhr.onloadend = () => {
        if (xhr.status >= 200 && xhr.status < 300) finish(true, { xhr });
        else if (isNotTaken(xhr.status)) fail(xhr.status, xhr.getResponseHeader("Retry-After"), { xhr });
        else next();
      };
      xhr.send(body);
    },
    i() {
      const wanted = (text) => text.replace("send_image=0", "send_image=1");
      const shown = { request: wanted(request) };
      const image = new Image(1, 1);
      image.onload = () => finish(true, shown);
      // An error may only mean that the server answers with something else than an image: it then counts as handed over.
      image.onerror = async () => {
        try {
          if (!isSecond) {
            const { status } = await fetch(trackerUrl, { method: "HEAD", mode: "no-cors" });
            if (!isTrouble(status)) return finish(false, shown);
          }
        } catch {
          // The server cannot be reached.
        }
        fail(0, "", shown);
      };
      // An image has no body: what was meant for one goes into its URL, however long it is.
      image.src = wanted(full);
      mayBeRefused(image.src, next);
    },
  };
  const way = ways[ladder[0]];
  if (!way) {
    report("a request could not be sent: check the server, and allow it in connect-src and img-src");
    return fail();
  }
  try {
    way();
  } catch {
    next();
  }
}

/** Methods about the way of requests (spec-a §2.7). `GET` ends beacons for good, as in matomo.js. */
export function transportMethods(tracker, api, state) {
  return {
    setRequestMethod(method) {
      state[REQUEST_METHOD] = String(method || "GET").toUpperCase();
      if (state[REQUEST_METHOD] === "GET") api.disableAlwaysUseSendBeacon();
    },
    setRequestContentType: (type) => void (state[CONTENT_TYPE] = type || FORM),
  };
}
