/** What Matomo takes without a token, in ms: older requests are of no use. */
export const DAY = 86_400_000;

/** Younger requests, in seconds, count as they arrive. */
const FRESH = 5;

/** Tells the requests of this page from those of others. */
const PAGE = Math.random();

/**
 * When a request was kept, by the clock and by the page's own count, which goes on when the clock is set.
 * @returns {{ time: number, page: number, count: number }} In ms.
 */
export const now = () => ({ time: Date.now(), page: PAGE, count: performance.now() });

/**
 * How long ago that was. The clock is believed, because the page's count stands still while a computer sleeps, unless it
 * says what cannot be: less than nothing, or more than a day.
 * @param {{ time: number, page?: number, count?: number }} then
 * @returns {number} In ms, 0 or more.
 */
export function ageOf({ time, page, count }) {
  const age = Date.now() - time;
  return page === PAGE && !(age >= 0 && age <= DAY) ? performance.now() - count : Math.max(age, 0);
}

/**
 * A complete request that says how old it is (`cdo`, in seconds), so that the server dates it itself. One that says so
 * already is that much older now.
 * @param {string} request
 * @param {number} age In ms.
 * @returns {string} The request as it is when it is a few seconds old.
 */
export function dated(request, age) {
  const seconds = Math.floor(age / 1000);
  if (seconds < FRESH) return request;
  const parameter = /(^|[?&])cdo=(\d+)/;
  return parameter.test(request) ? request.replace(parameter, (_, before, said) => `${before}cdo=${+said + seconds}`) : `${request}&cdo=${seconds}`;
}
