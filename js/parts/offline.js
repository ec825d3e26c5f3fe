import { DAY, ageOf, dated } from "../offline/age.js";
import { backlog, expire } from "../offline/backlog.js";
import { learn, post } from "../offline/post.js";
import { isTrouble } from "../trouble.js";
import { report } from "../report.js";

/** What one bulk request holds: requests, and characters of them. */
const BATCH = 50;
const BATCH_LENGTH = 50_000;
const TOO_LARGE = 413;

const failed = (status) => status < 0 || isTrouble(status);

/**
 * The offline queue of one tracker: requests leave by a way whose answer can be read, and those that fail are kept on this device
 * and tried again, in order, dated by `cdo`, by one tab at a time. Nothing is kept without consent, and what is kept is erased
 * when consent is withdrawn.
 *
 * A request counts as handed over when the browser has it and the page goes; so it can be lost then, but not doubled.
 *
 * @param {object} api The tracker's methods.
 * @param {(event: string, handler: Function) => void} on `Matomo.on`.
 * @param {() => boolean} mayStore Does the visitor agree to be tracked, and to cookies?
 * @param {(requests: string[]) => void} resend Makes a bulk request and gives it to the function that this one answers, at once;
 *   does nothing when the visitor does not agree any more.
 * @param {(tries: number, retryAfter: string | null | undefined, take: (ms: number) => void) => void} pause How long to wait
 *   before the next try.
 * @returns {(url: string, body: Blob, requests: string[], finish: (success: boolean) => void, next: () => void, fail: () => void) => void}
 *   Takes a request on its way, `requests` being the single ones in it. Calls `finish` when it was sent or kept, `next` when
 *   it is to go as without this queue, `fail` when it could neither be sent nor kept.
 */
export default function openOfflineQueue(api, on, mayStore, resend, pause) {
  /** Nothing is known to wait. */
  let isClear = true;
  let isLeft = false;
  let isDraining = false;
  /** Tries that failed in a row, and what the server said at the last of them. */
  let tries = 0;
  let asked;
  /** Counts what ends a run of `work`. */
  let turn = 0;
  let release = () => {};
  let wake = () => {};
  let catchNext;
  let inFlight = [];
  /** Tabs take turns by locks, which pages with http have not got. */
  const canKeep = !!navigator.locks;

  const endpoint = () => new URL(api.getTrackerUrl(), document.baseURI).href;
  const waiting = () => backlog(`${endpoint()} ${api.getSiteId()}`);

  async function store(requests) {
    await waiting().add(requests);
    isClear = false;
    if (mayStore()) drain();
    else erase();
  }

  function erase() {
    turn++;
    wake();
    isClear = true;
    waiting().erase().catch(() => {});
  }

  /** Sends what waits when it is this tab's turn. */
  async function drain() {
    if (isDraining || isLeft || !canKeep || !mayStore()) return;
    isDraining = true;
    const mine = ++turn;
    const abort = new AbortController();
    const left = new Promise((resolve) => {
      release = () => {
        resolve();
        abort.abort();
      };
    });
    try {
      await navigator.locks.request("paqet " + endpoint(), { signal: abort.signal }, () => Promise.race([work(mine), left]));
    } catch (error) {
      // Aborted, or the browser refuses storage: then nothing waits.
      if (!isLeft) isClear = true;
    }
    isDraining = false;
    if (!isClear) drain();
  }

  async function work(mine) {
    let size = BATCH;
    const goesOn = () => mine === turn && mayStore();
    while (goesOn()) {
      if (tries) await rest();
      const batch = goesOn() && shorten(await waiting().oldest(size));
      if (!goesOn()) return;
      isClear = !batch.length;
      if (isClear) return;
      await learn(endpoint());
      if (!goesOn()) return;
      const due = batch.filter((record) => ageOf(record) < DAY);
      const ids = batch.map(({ id }) => id);
      inFlight = ids;
      const { status, retryAfter } = due.length ? await send(due) : { status: 0 };
      inFlight = [];
      if (!goesOn()) return;
      if (status === undefined) return erase();
      if (status === TOO_LARGE && due.length > 1) {
        size = due.length >> 1;
        continue;
      }
      if (failed(status)) {
        tries++;
        asked = retryAfter;
        continue;
      }
      if (status === TOO_LARGE) report("a request is too large for the server and was given up");
      tries = 0;
      await waiting().remove(ids);
    }
  }

  /** Waits until the next try is due, or something happens. */
  function rest() {
    return new Promise((resolve) => {
      wake = resolve;
      pause(tries - 1, asked, (ms) => setTimeout(resolve, ms));
    });
  }

  /** Sends records as one bulk request. Answers without a status when the visitor does not agree any more. */
  function send(records) {
    let answer = {};
    catchNext = (url, body) => (answer = post(url, body));
    resend(records.map((record) => dated(record.request, ageOf(record))));
    catchNext = undefined;
    return answer;
  }

  function leave() {
    isLeft = true;
    turn++;
    // The browser goes on with what it has.
    if (inFlight.length) waiting().remove(inFlight).catch(() => {});
    inFlight = [];
    release();
    wake();
  }

  // Before the tracker hands over what it has.
  addEventListener("pagehide", leave, true);
  addEventListener("pageshow", () => {
    isLeft = false;
    drain();
  });
  addEventListener("online", () => {
    // Another network: pauses begin anew.
    tries &&= 1;
    wake();
  });
  on("ConsentChanged", ({ tracker }) => {
    if (tracker === api) (mayStore() ? drain : erase)();
  });
  if (!canKeep) report("enableOfflineQueue needs https: requests that fail are kept in the page only");
  expire().catch(() => {});
  if (api.isUserOptedOut() && !api.isConsentRequired()) erase();
  else drain();
  if (mayStore()) learn(endpoint());

  return (url, body, requests, finish, next, fail) => {
    if (catchNext) return catchNext(url, body);
    if (!mayStore() || !requests.length || (isLeft && isClear)) return next();
    const keep = () => (canKeep ? store(requests).then(() => finish(false), fail) : fail(0, asked));
    if (!isClear || navigator.onLine === false) return keep();
    post(url, body).then(({ status, retryAfter }) => {
      // What is kept is sent in smaller pieces.
      if (!failed(status) && !(status === TOO_LARGE && requests[1])) return finish(status < 400);
      tries ||= 1;
      asked = retryAfter;
      keep();
    });
  };
}

/** As many of the records as one bulk request takes, at least one. */
function shorten(records) {
  let length = 0;
  const end = records.findIndex(({ request }) => (length += request.length) > BATCH_LENGTH);
  return end < 1 ? records.slice(0, end ? records.length : 1) : records.slice(0, end);
}
