import { pushCalls, SETTERS } from '../page/events.js';

/**
 * Makes calls whose requests must be handed over at once; needs `stubBeacon` in the page.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} script its name
 * @param {number} count
 * @param {string} [kind] of call
 * @returns {Promise<number>} ms it took
 * @throws {Error} when the tracker kept some: then what is measured is something else
 */
export async function pushAndSend(page, script, count, kind = 'trackEvent') {
  const sent = () => page.evaluate(() => window.benchSent());
  const before = await sent();
  const ms = await page.evaluate(pushCalls, count, kind);
  const handedOver = (await sent()) - before;
  if (script !== 'empty' && handedOver !== (SETTERS.includes(kind) ? 0 : count)) {
    throw new Error(`${script} sent ${handedOver} requests for ${count} × ${kind}, so the numbers would say nothing.`);
  }
  return ms;
}
