/** Matomo's own name, so that its cache goes on. */
const CACHE = "matomo";

/**
 * A script of the tracker: from the network, and without one as it was last.
 * @param {Request} request
 * @returns {Promise<Response>}
 */
export async function scriptFrom(request) {
  const cache = await caches.open(CACHE).catch(() => undefined);
  try {
    const answer = await fetch(request);
    // The answer to a script of another origin may not be looked at; it is as good as a browser needs.
    if (cache && (answer.ok || answer.type === "opaque")) cache.put(request, answer.clone()).catch(() => {});
    return answer;
  } catch (error) {
    const kept = cache && (await cache.match(request));
    if (kept) return kept;
    throw error;
  }
}
