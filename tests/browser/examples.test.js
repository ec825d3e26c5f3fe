import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const pageOf = (commands = [], before = '') => `${withoutClientHints}${before}${queue(...commands)}${trackerTag}<script>var tracker = Matomo.getAsyncTracker();</script>`;

browserTest('errors of scripts are events, each once per page view; the page\'s own handler is asked', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['enableJSErrorTracking']", "['enableJSErrorTracking']"],
    "<script>var asked = []; window.onerror = function () { asked.push(arguments.length); return true; };</script>")));
  assert.deepEqual(await page.evaluate(() => [
    onerror('Uncaught Error: \u00e9', 'http://x/f.js?cb=1', 44, 12, new Error('e')), onerror('Uncaught Error: \u00e9', 'http://x/f.js?cb=1', 44, 12),
    onerror('m', 'http://x/f.js', 45, 0), onerror('m'), asked,
  ]), [true, true, true, true, [5, 4, 4, 1]]);
  const category = 'JavaScript Errors';
  await visit.expectRequests({ requests: [
    { e_c: category, e_a: 'http://x/f.js?cb=1:44:12', e_n: 'Uncaught Error: \u00e9' }, { e_c: category, e_a: 'http://x/f.js:45', e_n: 'm' },
    { e_c: category, e_a: 'undefined:undefined', e_n: 'm' },
  ], settle: 1000 });
  await page.evaluate(() => { tracker.trackPageView(); onerror('m', 'http://x/f.js', 45, 0); });
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'http://x/f.js:45' }], settle: 1000 });
});

browserTest('the install check of a Matomo server: each request carries its mark, and the page closes itself', {}, async ({ site, page, visit }) => {
  const noClose = '<script>var closings = 0; window.close = function () { closings += 1; };</script>';
  site.page('/a', pageOf(["['appendToTrackingUrl', 'app=1']", "['trackPageView']", "['trackEvent', 'a', 'b']"], noClose));
  await page.goto(`${site.url('/a')}?tracker_install_check=abc123&y=1`);
  const mark = { tracker_install_check: 'abc123', app: '1' };
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T', ...mark }, { e_c: 'a', ...mark }], settle: 1000 });
  assert.match(hit.query, /&app=1&tracker_install_check=abc123&uadata=/);
  assert.equal(await page.evaluate(() => closings), 2);
  await page.goto(`${site.url('/a')}?y=1`);
  await visit.expectRequests({ requests: [{ action_name: 'T', tracker_install_check: absent }, { e_c: 'a' }], settle: 1000 });
  assert.equal(await page.evaluate(() => closings), 0);
});

browserTest('objects and lists of the page stay as they were', improves('takes the dimensions out of them, and adds the own host'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf()));
  assert.deepEqual(await page.evaluate(() => {
    const data = { dimension1: 'a', dimensionX: 'c', k: 1 };
    const hosts = ['a.com'];
    tracker.setDomains(hosts);
    tracker.trackPageView('t', data);
    return [data, hosts];
  }), [{ dimension1: 'a', dimensionX: 'c', k: 1 }, ['a.com']]);
  await visit.expectRequests({ requests: [{ action_name: 't', dimension1: 'a', data: '{"dimensionX":"c","k":1}' }] });
});

browserTest('a custom variable at 1.5, and a page whose title comes after the script', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<!doctype html>${pageOf(["['setCustomVariable', 1.5, 'n', 'v']", "['trackPageView']"])}<title>Late</title>`));
  await visit.expectRequests({ requests: [{ action_name: '', _cvar: '{"1.5":["n","v"]}' }] });
});
