import { inFreshPage, pause, visit } from '../browser.js';
import { GAP, pushEvents } from '../page/events.js';
import { stubBeacon, stubCookieJar } from '../page/stubs.js';
import { watchFirstRequest } from '../probes.js';

const WARM_UP = 200;

/** One `_paq.push(['trackEvent', …])` when nothing waits; the beacon is stubbed. */
export const eventCost = {
  title: 'cost of an event',
  rounds: { full: 9, quick: 1 },
  async sample(lab, script) {
    const scale = lab.quick ? 0.1 : 1;
    return {
      eventCookies: await measure(lab, script, [], 2000 * scale),
      eventNoCookies: await measure(lab, script, [stubCookieJar], 6000 * scale),
    };
  },
};

/** µs per event. */
function measure(lab, script, stubs, count) {
  return inFreshPage(lab, [stubBeacon, ...stubs, watchFirstRequest], async (page) => {
    await visit(lab, page, script);
    await pause(GAP);
    await page.evaluate(pushEvents, WARM_UP);
    const before = await page.evaluate(() => window.benchSent());
    const ms = await page.evaluate(pushEvents, count);
    const sent = (await page.evaluate(() => window.benchSent())) - before;
    if (sent !== count) throw new Error(`${script} sent ${sent} requests for ${count} events, so their cost says nothing.`);
    return (ms / count) * 1000;
  });
}
