// Each function stands alone: the command sends its source into pages, the bench page imports it.

/**
 * The time after the first request, in ms, in which trackers keep further ones waiting: 800, and some for a slow
 * machine. What is measured later is sent at once.
 */
export const GAP = 1000;

/**
 * Tracks events through `_paq`.
 *
 * @param {number} count
 * @returns {number} ms it took
 */
export function pushEvents(count) {
  const began = performance.now();
  for (let at = 0; at < count; at += 1) window._paq.push(['trackEvent', 'Catalogue', 'Filter', 'Sown in spring', at % 100]);
  return performance.now() - began;
}
