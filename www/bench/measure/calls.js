import { inVisitedPage } from '../browser.js';
import { CALLS } from '../page/events.js';
import { stubBeacon, stubCookieJar } from '../page/stubs.js';
import { pushAndSend } from './push.js';

const WARM_UP = 100;
const COUNT = 600;

/** Ten kinds of calls, when nothing waits, with the cookie jar and the beacon stubbed. In µs. */
export const calls = {
  title: 'cost of ten kinds of calls',
  rounds: { full: 5, quick: 1 },
  everyForm: true,
  sample: (lab, script) =>
    inVisitedPage(lab, script, [stubBeacon, stubCookieJar], async (page) => {
      const values = {};
      for (const call of CALLS) {
        await pushAndSend(page, script, WARM_UP, call);
        const count = lab.quick ? WARM_UP : COUNT;
        values[`call_${call}`] = ((await pushAndSend(page, script, count, call)) / count) * 1000;
      }
      return values;
    }),
};
