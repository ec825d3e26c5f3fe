import assert from 'node:assert/strict';
import { EXAMPLES, POLICIES, sentUnder } from '../../www/site/privacy/examples.js';
import { absent } from './harness/expect.js';
import { trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** Requests of one tracker are 800 ms apart; these all have their own. */
const WITHIN = 5000;

browserTest('the page on privacy says what arrives: its examples', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', trackerTag));
  const cases = POLICIES.flatMap((policy) => EXAMPLES.map((example) => ({ policy, ...example, sent: sentUnder(policy, example) })));
  await page.evaluate((all) => {
    all.forEach(({ policy, commands }, at) => {
      const tracker = Matomo.getTracker('/matomo.php', at + 1);
      tracker.setScrubPolicy(policy);
      tracker.disablePerformanceTracking();
      for (const [method, ...args] of commands) tracker[method](...args);
    });
  }, cases);
  // A link that may not be told makes no request at all.
  const isTold = ({ parameter, sent }) => sent !== null || parameter !== 'link';
  const expected = cases.map(({ parameter, sent }, at) => ({ idsite: String(at + 1), [parameter]: sent ?? absent }));
  await visit.expectRequests({ requests: expected.filter((_, at) => isTold(cases[at])), within: WITHIN, settle: 1000 });
});

browserTest('the page on privacy says what arrives: what comes with every request', {}, async ({ site, page, visit }) => {
  const open = (policy) => page.goto(site.page(`/${policy}`, `<script>_paq = [['setScrubPolicy', '${policy}'], ['setTrackerUrl', '/matomo.php'], ['setSiteId', 1], ['trackPageView']];</script>${trackerTag}`));
  for (const policy of ['off', 'balanced']) {
    await open(policy);
    const [{ parameters }] = await visit.expectRequests({ requests: [{ res: /^\d+x\d+$/, cookie: '1', _id: /^[0-9a-f]{16}$/, h: /./, r: /./ }] });
    assert.ok(Object.values(await page.cookies()).some((value) => value.startsWith(parameters._id)));
    await page.evaluate(() => { Matomo.getAsyncTracker().deleteCookies(); });
  }
  await open('anonymous');
  await visit.expectRequests({ requests: [{ res: absent, cookie: absent, pdf: absent, uadata: absent, _id: absent, _idn: absent, _refts: absent, _ref: absent, h: /./, r: /./ }] });
  assert.deepEqual(await page.cookies(), {});
});
