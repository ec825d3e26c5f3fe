/** Browsers send this many bytes for a page that is gone; a larger body needs the page. */
const KEEPALIVE = 60_000;

/** Endpoints of other origins whose answers may be read. */
const readable = new Set();

const isOwn = (url) => new URL(url, document.baseURI).origin === location.origin;
const nameOf = (url) => url.split("?")[0];

/**
 * Finds out whether the answers of an endpoint may be read, by a question that tracks nothing: an answer that may not be read
 * looks like a network that fails, so this must be known before a request depends on it.
 * @param {string} url
 * @param {RequestCredentials} [credentials]
 */
export async function learn(url, credentials = "include") {
  const name = nameOf(url);
  if (isOwn(url) || readable.has(name)) return;
  try {
    await fetch(name, { method: "HEAD", credentials, cache: "no-store" });
    readable.add(name);
  } catch {
    // Without CORS, or without a network; then it is asked again.
  }
}

/**
 * Posts a request in a way whose answer tells most, without a preflight; the browser goes on with it when the page is gone.
 * @param {string} url
 * @param {Blob} body Form-encoded.
 * @param {RequestCredentials} [credentials]
 * @param {AbortSignal} [signal]
 * @returns {Promise<{ status: number, retryAfter?: string | null }>} The status is 0 when the answer may not be read, and -1 when
 *   there was none.
 */
export async function post(url, body, credentials = "include", signal) {
  const mode = isOwn(url) || readable.has(nameOf(url)) ? "cors" : "no-cors";
  try {
    const { status, headers } = await fetch(url, { method: "POST", body, mode, credentials, signal, keepalive: body.size < KEEPALIVE });
    return { status, retryAfter: headers.get("Retry-After") };
  } catch {
    return { status: -1 };
  }
}
