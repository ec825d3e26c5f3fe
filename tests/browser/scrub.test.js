import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

const pageOf = (...commands) => `${withoutClientHints}${queue(...commands)}${trackerTag}<script>var tracker = Matomo.getAsyncTracker();</script>`;

/** Defines a page and answers its URL with this query and hash. */
const pageAt = (site, path, query, html) => site.page(path, html) + query;

const ours = async (page) => (await page.consoleMessages()).filter(({ text }) => text.includes('setScrubPolicy'));

browserTest('nothing personal leaves the page when nobody says anything', {}, async ({ site, page, visit }) => {
  await page.goto(pageAt(site, '/user/jane%40example.com', '?email=jane&q=1#token=abc', pageOf("['setUserId', 'jane@example.com']", "['trackPageView', 'Mail of jane@example.com']")));
  await page.evaluate(() => {
    tracker.trackEvent('call', '+49 151 12345678', 'name', 5, null, (result) => (window.seen = result.request));
    tracker.queueRequest('e_c=queued&e_a=4111%201111%201111%201111', true);
    window.built = tracker.getRequest('e_n=jane%40example.com');
  });
  await visit.expectRequests({
    requests: [{ action_name: 'Mail of XYZ', uid: absent }, { e_c: 'call', e_a: 'XYZ' }, { e_c: 'queued', e_a: 'XYZ' }],
    settle: 4000,
  });
  const texts = await page.evaluate(() => [window.seen, window.built, document.cookie, tracker.previewScrub('/a@b.c?first_name=x')]);
  for (const text of texts) assert.doesNotMatch(decodeURIComponent(text), /jane|12345678|token/);
  assert.equal(texts[3], '/XYZ');
});

browserTest('a policy set last in the queue counts for the first hit, with its own rules', {}, async ({ site, page, visit }) => {
  const policy = `{ custom: [{ find: /ticket-\\d+/i, replace: 'ticket' }, { find: 'Ada', replace: 'A' }], query: { deny: 'order' } }`;
  await page.goto(pageAt(site, '/', '?order=5&k=Ticket-12', pageOf("['trackPageView', 'Ada']", `['setScrubPolicy', ${policy}]`)));
  await visit.expectRequests({ requests: [{ action_name: 'A', url: `${site.origin}/?k=ticket` }] });
});

browserTest('a rule that throws leaves its value out; a policy that is none is the strictest; each is said once', {}, async ({ site, page, visit }) => {
  await page.goto(pageAt(site, '/', '?a=1', pageOf("['setScrubPolicy', { custom: [{ find: 'b', replace: function () { throw new Error('no'); } }] }]")));
  await page.evaluate(() => {
    tracker.trackEvent('c', 'abc');
    tracker.trackEvent('c', 'abd');
    tracker.setScrubPolicy({ quary: {} });
    tracker.setScrubPolicy({ quary: {} });
    tracker.trackPageView('T');
  });
  await visit.expectRequests({
    requests: [{ e_c: 'c', e_a: '' }, { e_c: 'c', e_a: '' }, { action_name: '/', url: `${site.origin}/?a=XYZ`, urlref: absent, res: absent }],
    settle: 2000,
  });
  assert.equal((await ours(page)).length, 2);
  assert.equal(await page.evaluate(() => document.cookie), '');
});
