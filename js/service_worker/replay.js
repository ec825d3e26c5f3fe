import { dated } from "../offline/age.js";
import { deleteFound, openDatabase } from "../offline/database.js";
import { isTrouble } from "../trouble.js";

/** The cookie of an opt-out; see `src/tracker/cookie.rs`. */
const REFUSED = "mtm_consent_removed";

/** Matomo's own, so that what its worker kept is not lost. */
const run = openDatabase("matomo", () => {});

/**
 * Keeps a request that could not be sent.
 * @param {Request} request Unread.
 * @param {{ queueLimit: number }} settings
 * @returns {Promise<void>} Rejects where the browser refuses storage, or has no room.
 */
export async function keep(request, { queueLimit }) {
  const { url, referrer, referrerPolicy, method, mode } = request;
  const headers = { "Content-Type": request.headers.get("Content-Type") };
  const record = { url, referrer, referrerPolicy, method, mode, headers, body: await request.text(), created: Date.now() };
  await run("readwrite", (store) => {
    store.add(record);
    deleteFound(store, store.getAllKeys(), (keys) => keys.slice(0, -queueLimit));
  });
}

/** Deletes all that was kept. */
export const erase = () => run("readwrite", (store) => void store.clear());

let running;

/**
 * Sends what was kept, in order, until one fails. One run at a time, in all workers of this site.
 * @param {{ timeLimit: number }} settings
 * @returns {Promise<boolean>} Whether nothing waits any more.
 */
export function replay(settings) {
  const alone = (work) => (self.navigator.locks ? navigator.locks.request("matomo", work) : work());
  running ||= alone(() => replayAll(settings)).finally(() => (running = undefined));
  return running.catch(() => false);
}

async function replayAll({ timeLimit }) {
  if (await isRefused()) {
    await erase();
    return true;
  }
  for (;;) {
    const [record] = await run("readonly", (store) => store.getAll(null, 1));
    if (!record) return true;
    const age = Math.max(Date.now() - record.created, 0);
    if (age < timeLimit * 1000 && isTrouble(await send(record, age))) return false;
    await run("readwrite", (store) => void store.delete(record.id));
  }
}

/** Sends a record again, dated. @returns {Promise<number>} Its status; 599 when there is no network. */
async function send({ url, referrer, referrerPolicy, method, mode, headers, body }, age) {
  const init = { method, mode: mode === "cors" ? mode : "no-cors", credentials: "include", referrer, referrerPolicy };
  if (method === "POST") Object.assign(init, { headers: typeHeader(headers), body: datedBody(body || "", age) });
  try {
    return (await fetch(/\?/.test(url) ? datedUrl(url, age) : url, init)).status;
  } catch {
    return 599;
  }
}

const typeHeader = (headers = {}) => {
  const type = headers["Content-Type"] || headers["content-type"];
  return type ? { "Content-Type": type } : {};
};

/** An address that carries a request; that of an endpoint with a query of its own, but without a request, stays as it is. */
const datedUrl = (url, age) => (/[?&]idsite=/.test(url) ? dated(url, age) : url);

/** Each request in a bulk request is dated by itself; Matomo's worker dates the first. */
function datedBody(body, age) {
  if (body[0] !== "{") return body && dated(body, age);
  try {
    const bulk = JSON.parse(body);
    return JSON.stringify({ ...bulk, requests: bulk.requests.map((request) => dated(request, age)) });
  } catch {
    return body;
  }
}

/** Has the visitor opted out since? Where a worker cannot know, the tracker told it when they did. */
async function isRefused() {
  try {
    return !!(await self.cookieStore.get(REFUSED))?.value;
  } catch {
    return false;
  }
}
