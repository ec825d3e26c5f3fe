import { REQUEST_METHOD, TRACKER_URL } from "./slots.js";
import { CONTENT_TYPE, FORM, LAST_REQUEST } from "./state.js";
import { LEAVE } from "./methods.js";
import { ask } from "./core.js";
import { installCheck } from "./plugins.js";
import { occasion } from "./occasion.js";
import { attempt, report } from "./report.js";

/**
 * Sends a complete request now, or when its turn comes.
 * @param {object} context Of the call: tracker and callback.
 * @param {number} delay In ms.
 * @param {string} ladder The ways to try, in order; see `src/tracker/transport.rs`.
 * @param {string} inBody Empty: the request goes into the URL.
 * @param {string} request
 */
export function schedule({ _tracker, _callback }, delay, ladder, inBody, request) {
  const send = () => climb(_tracker, ladder, inBody, request, _callback);
  _tracker._state[LAST_REQUEST] = new Date().getTime();
  if (!delay || occasion._isLeaving) return send();
  const entry = { _request: request, _callback, _send: send };
  _tracker._waiting.add(entry);
  entry._timer = setTimeout(() => {
    _tracker._waiting.delete(entry);
    send();
  }, delay);
}

/**
 * Sends all that waits for its turn at once, in order: the page is being left.
 * @param {object} tracker
 */
export function flushWaiting(tracker) {
  const singles = [];
  for (const entry of tracker._waiting) {
    clearTimeout(entry._timer);
    if (entry._request[0] === "{") entry._send();
    else singles.push(entry);
  }
  tracker._waiting.clear();
  if (singles.length) {
    const _callback = (result) => singles.forEach((entry) => answer(entry._callback, { ...result, request: entry._request }));
    ask(LEAVE, tracker, [singles.map((entry) => entry._request)], { _callback });
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

/** Tries one way after the other until one takes the request. */
function climb(tracker, ladder, inBody, request, callback) {
  const trackerUrl = tracker._state[TRACKER_URL];
  const full = `${trackerUrl}${/\?/.test(trackerUrl) ? "&" : "?"}${request}`;
  const next = () => climb(tracker, ladder.slice(1), inBody, request, callback);
  const finish = (success, more) => {
    answer(callback, { request, trackerUrl, success, ...more });
    callback = undefined;
    // The server's install check opened this page only to see that it is tracked.
    if (installCheck()) window.close();
  };
  const way = ways[ladder[0]];
  if (!way) {
    report("a request could not be sent: check connect-src and img-src of the Content-Security-Policy");
    return finish(false);
  }
  try {
    way(inBody ? trackerUrl : full, inBody && request, finish, next, tracker, full, request);
  } catch {
    next();
  }
}

const asForm = (body) => new Blob([body], { type: FORM });

const ways = {
  b(url, body, finish, next) {
    if (isRefused || !navigator.sendBeacon(url, asForm(body))) return next();
    finish(true, { isSendBeacon: true });
    mayBeRefused(url, next);
  },
  f(url, body, finish, next) {
    fetch(url, { method: "POST", body: asForm(body), keepalive: true, mode: "no-cors", credentials: "include" }).then(() => finish(true), next);
  },
  x(url, body, finish, next, tracker) {
    const xhr = new XMLHttpRequest();
    xhr.open("POST", url, true);
    xhr.setRequestHeader("Content-Type", tracker._state[CONTENT_TYPE]);
    xhr.withCredentials = true;
    xhr.onloadend = () => {
      if (xhr.status >= 200 && xhr.status < 300) finish(true, { xhr });
      else next();
    };
    xhr.send(body);
  },
  i(url, body, finish, next, tracker, full, request) {
    const wanted = (text) => text.replace("send_image=0", "send_image=1");
    const image = new Image(1, 1);
    image.onload = image.onerror = ({ type }) => finish(type === "load", { request: wanted(request) });
    // An image has no body: what was meant for one goes into its URL, however long it is.
    image.src = wanted(full);
    mayBeRefused(image.src, next);
  },
};

/** Methods about the way of requests (spec-a §2.7). `GET` ends beacons for good, as in matomo.js. */
export function transportMethods({ _api: api, _state: state }) {
  return {
    setRequestMethod(method) {
      state[REQUEST_METHOD] = String(method || "GET").toUpperCase();
      if (state[REQUEST_METHOD] === "GET") api.disableAlwaysUseSendBeacon();
    },
    setRequestContentType: (type) => void (state[CONTENT_TYPE] = type || FORM),
  };
}
