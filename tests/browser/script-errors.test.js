import assert from 'node:assert/strict';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

browserTest('errors of scripts are events, each once per page view, and reach the page\'s own handler', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>var heard = []; onerror = function () { heard.push([].slice.call(arguments)); return 'mine'; };</script>
    ${withoutClientHints}${queue("['enableJSErrorTracking']", "['enableJSErrorTracking']")}${trackerTag}`));
  const answers = await page.evaluate(() => [onerror('msg', 'http://x/y.js', 12, 5, 'e'), onerror('msg', 'http://x/y.js', 12, 5), onerror('other', 'http://x/y.js', 12)]);
  assert.deepEqual(answers, ['mine', 'mine', 'mine']);
  assert.deepEqual(await page.evaluate(() => heard[0]), ['msg', 'http://x/y.js', 12, 5, 'e']);
  const error = (e_n, e_a) => ({ e_c: 'JavaScript Errors', e_a, e_n, ca: '1' });
  await visit.expectRequests({ requests: [error('msg', 'http://x/y.js:12:5'), error('other', 'http://x/y.js:12')] });
  await page.evaluate(() => {
    _paq.push(['trackPageView']);
    onerror('msg', 'http://x/y.js', 12, 5);
  });
  await visit.expectRequests({ requests: [{ action_name: 'T' }, error('msg', 'http://x/y.js:12:5')] });
  await page.evaluate(() => { onerror = null; });
});
