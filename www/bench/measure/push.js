import { pushEvents } from '../page/events.js';

/**
 * Tracks events that must be handed over at once; needs `stubBeacon` in the page.
 *
 * @param {import('puppeteer-core').Page} page
 * @param {string} script its name
 * @param {number} count
 * @returns {Promise<number>} ms it took
 * @throws {Error} when the tracker kept some: then what is measured is something else
 */
export async function pushAndSend(page, script, count) {
  const sent = () => page.evaluate(() => window.benchSent());
  const before = await sent();
  const ms = await page.evaluate(pushEvents, count);
  const handedOver = (await sent()) - before;
  if (script !== 'empty' && handedOver !== count) {
    throw new Error(`${script} sent ${handedOver} requests for ${count} events, so the numbers would say nothing.`);
  }
  return ms;
}
