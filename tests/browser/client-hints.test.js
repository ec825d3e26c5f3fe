import assert from 'node:assert/strict';
import { absent, present } from './harness/expect.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/** What the browser may do with the question for its hints, spec-b §4.5; `settle(…)` is the promise's answer. */
const agent = (body = '') => `<script>
  var settle, refuse, questions = 0;
  Object.defineProperty(navigator, 'userAgentData', { configurable: true, value: {
    brands: [{ brand: 'B', version: '1' }], platform: 'P',
    getHighEntropyValues: function () { questions += 1; ${body} return new Promise(function (yes, no) { settle = yes; refuse = no; }); }
  } });
</script>`;
const LOW = { brands: [{ brand: 'B', version: '1' }], platform: 'P' };
const FULL = { brands: [1], uaFullVersion: '1.2', fullVersionList: [{ brand: 'B', version: '1.2' }], model: 'M', platform: 'P', platformVersion: '7' };

const ANSWERS = [
  ['whole hints: the short brands are left out', `settle(${JSON.stringify(FULL)})`, { fullVersionList: FULL.fullVersionList, model: 'M', platform: 'P', platformVersion: '7' }, {}],
  ['hints without the list of versions stay as they are', "settle({ model: 'M', uaFullVersion: '1' })", { model: 'M', uaFullVersion: '1' }, {}],
  ['a refusal: what is known anyway', "refuse(new Error('no'))", LOW, {}],
  ['nothing: what is known anyway', 'settle(null)', LOW, improves('the exception holds the requests for good')],
];

for (const [what, answer, hints, options] of ANSWERS) {
  browserTest(`client hints that come as ${what}`, options, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `${agent()}${queue("['trackPageView']", "['trackEvent', 'c', 'held']")}${trackerTag}`));
    await page.evaluate(`(${answer}, 1)`);
    const hits = await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'held' }] });
    for (const { parameters } of hits) assert.deepEqual(JSON.parse(parameters.uadata), hints);
    assert.equal(await page.evaluate(() => questions), 1);
  });
}

browserTest('client hints that come late go with later requests', improves('it waits until the page is left'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${agent()}${queue("['trackPageView']")}${trackerTag}`));
  const [first] = await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(JSON.parse(first.parameters.uadata), LOW);
  await page.evaluate(() => { settle({ model: 'late' }); });
  await page.evaluate(() => { _paq.push(['trackEvent', 'c', 'later']); });
  const [later] = await visit.expectRequests({ requests: [{ e_a: 'later' }] });
  assert.deepEqual(JSON.parse(later.parameters.uadata), { model: 'late' });
});

browserTest('a question for client hints that throws holds nothing', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${agent("throw new Error('no');")}${queue("['trackPageView']")}${trackerTag}`));
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(JSON.parse(hit.parameters.uadata), LOW);
});

browserTest('without browser features the browser is not asked, and what waits for its answer is let go', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${agent()}${queue("['disableBrowserFeatureDetection']", "['trackPageView']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ action_name: 'T', uadata: '{}', res: absent, cookie: absent }] });
  assert.equal(await page.evaluate(() => questions), 0);
  await page.goto(site.page('/b', `${agent()}${queue("['trackPageView']")}${trackerTag}`));
  await page.evaluate(() => { _paq.push(['disableBrowserFeatureDetection']); });
  await visit.expectRequests({ requests: [{ action_name: 'T', res: absent }] });
});

browserTest('requests that are queued whole wait for client hints as well, and not for ever', improves('they wait for another request'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${agent()}${queue("['setRequestQueueInterval', 1000]", "['queueRequest', 'full=1', true]")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ full: '1', uadata: present }] });
});
