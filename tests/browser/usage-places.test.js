import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { stored, usagePage, usageTest } from './harness/usage.js';

const REPORT = { action_name: 'System-Report', dimension1: '13.1' };

usageTest('a target with http is asked with https from a page with https, which the browser would refuse otherwise', async ({ site, page, visit }) => {
  const origin = await site.secure('app.localhost');
  const trackerUrl = `${origin.replace('https:', 'http:')}/matomo.php`;
  site.page('/a', usagePage('', `measure({ routes: ['/a'], targets: [{ trackerUrl: '${trackerUrl}', siteId: 7 }] });`));
  await page.goto(`${origin}/a`);
  await visit.expectRequests({ requests: [{ action_name: '/a', idsite: '7' }, REPORT] });
  assert.deepEqual(Object.keys((await page.evaluate(stored)).usage.targets), [`${trackerUrl} 7`], 'what is kept has the name that the site gave it');
  assert.deepEqual(await page.complaints(), []);
});

usageTest('two tabs are one visit with one report; what is refused in one is refused in the other', async ({ site, page, visit }) => {
  site.page('/a', usagePage('', "var measured = measure({ routes: ['/a'] });"));
  await page.goto(site.url('/a'));
  await visit.expectRequests({ requests: [{ action_name: '/a', dimension1: '13.1' }, REPORT] });
  const other = await page.tab();
  await other.goto(site.url('/a'));
  await visit.expectRequests({ requests: [{ action_name: '/a', dimension1: absent }] });

  for (const tab of [page, other]) await tab.evaluate(() => measured.then(() => usage.recordCall('Plan.list', 5)));
  const counted = () => JSON.stringify(Object.values(JSON.parse(localStorage.getItem('paqet.usage')).targets)[0].calls) === '{"Plan.list":[2,10]}';
  await page.waitFor(counted);

  await other.evaluate(() => { usage.refuse(); });
  await page.waitFor(() => usage.state() === 'refused');
  for (const tab of [page, other]) await tab.evaluate(() => { usage.trackEvent('a', 'b'); usage.recordCall('Plan.list', 5); history.pushState({}, '', '/b'); });
  await visit.expectRequests({ requests: [], settle: 1200 });
  assert.deepEqual(await page.evaluate(stored), { usage: { decision: 'refused' }, others: 0, cookies: '' });
}, { engines: ['chromium', 'firefox'] });
