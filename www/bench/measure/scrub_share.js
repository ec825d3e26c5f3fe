import { inVisitedPage } from '../browser.js';
import { stubBeacon, stubCookieJar } from '../page/stubs.js';
import { pushAndSend } from './push.js';

const WARM_UP = 200;
const BATCH = 100;

/** What part of one event is the scrubber: policies `off` and `balanced` in turn, in one page. */
export const scrubShare = {
  title: 'share of the scrubber',
  rounds: { full: 7, quick: 1 },
  async sample(lab, script) {
    // matomo.js has no scrubber.
    if (script !== 'paqet') return {};
    const scale = lab.quick ? 0.2 : 1;
    return {
      scrubCookies: await measure(lab, script, [], 20 * scale),
      scrubNoCookies: await measure(lab, script, [stubCookieJar], 40 * scale),
    };
  },
};

/** In per cent. */
function measure(lab, script, stubs, batches) {
  return inVisitedPage(lab, script, [stubBeacon, ...stubs], async (page) => {
    const events = async (policy, count) => {
      await page.evaluate((name) => window._paq.push(['setScrubPolicy', name]), policy);
      return pushAndSend(page, script, count);
    };
    const spent = { off: 0, balanced: 0 };
    for (const policy of Object.keys(spent)) await events(policy, WARM_UP);
    for (let batch = 0; batch < batches; batch += 1) {
      for (const policy of Object.keys(spent)) spent[policy] += await events(policy, BATCH);
    }
    return 100 * (1 - spent.off / spent.balanced);
  });
}
