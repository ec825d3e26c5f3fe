// Each function stands alone: the command sends its source into pages, the bench page imports it.

/**
 * The time after the first request, in ms, in which trackers keep further ones waiting: 800, and some for a slow
 * machine. What is measured later is sent at once.
 */
export const GAP = 1000;

/** The kinds of calls that `pushCalls` knows. */
export const CALLS = [
  'trackPageView', 'trackEvent', 'trackSiteSearch', 'trackGoal', 'trackLink', 'trackEcommerceOrder',
  'trackEcommerceCartUpdate', 'ping', 'setCustomDimension', 'setCustomVariable',
];

/** Those that send nothing. */
export const SETTERS = ['setCustomDimension', 'setCustomVariable'];

/**
 * Makes calls of one kind through `_paq`.
 *
 * @param {number} count
 * @param {string} [kind] one of `CALLS`
 * @returns {number} ms it took
 */
export function pushCalls(count, kind = 'trackEvent') {
  const push = (...entry) => window._paq.push(entry);
  const call = {
    trackPageView: (at) => push('trackPageView', `Page ${at % 100}`),
    trackEvent: (at) => push('trackEvent', 'Catalogue', 'Filter', 'Sown in spring', at % 100),
    trackSiteSearch: (at) => push('trackSiteSearch', 'runner beans', 'Catalogue', at % 100),
    trackGoal: (at) => push('trackGoal', 1, at % 100),
    trackLink: (at) => push('trackLink', `https://out.example/beans/${at % 100}`, 'link'),
    trackEcommerceOrder(at) {
      push('addEcommerceItem', `BEAN-${at % 100}`, 'Runner beans', ['Vegetables'], 3.5, 2);
      push('trackEcommerceOrder', `2026-${at}`, 12.4, 10, 1.4, 1, 0);
    },
    trackEcommerceCartUpdate: (at) => push('trackEcommerceCartUpdate', at % 100),
    ping: () => push('ping'),
    setCustomDimension: (at) => push('setCustomDimension', 1, `Garden ${at % 100}`),
    setCustomVariable: (at) => push('setCustomVariable', 1, 'Garden', `South ${at % 100}`, 'page'),
  }[kind];
  const began = performance.now();
  for (let at = 0; at < count; at += 1) call(at);
  return performance.now() - began;
}
