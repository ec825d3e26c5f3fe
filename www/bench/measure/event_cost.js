import { inVisitedPage } from '../browser.js';
import { stubBeacon, stubCookieJar } from '../page/stubs.js';
import { pushAndSend } from './push.js';

const WARM_UP = 200;

/** One `_paq.push(['trackEvent', …])` when nothing waits; the beacon is stubbed. */
export const eventCost = {
  title: 'cost of an event',
  rounds: { full: 7, quick: 1 },
  everyForm: true,
  async sample(lab, script) {
    const scale = lab.quick ? 0.2 : 1;
    return {
      eventCookies: await measure(lab, script, [], 1000 * scale),
      eventNoCookies: await measure(lab, script, [stubCookieJar], 3000 * scale),
    };
  },
};

/** µs per event. */
function measure(lab, script, stubs, count) {
  return inVisitedPage(lab, script, [stubBeacon, ...stubs], async (page) => {
    await pushAndSend(page, script, WARM_UP);
    const ms = await pushAndSend(page, script, count);
    return (ms / count) * 1000;
  });
}
