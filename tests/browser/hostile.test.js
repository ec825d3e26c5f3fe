import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const EXTENDED = `<script>
  Array.prototype.extra = function () {};
  Object.prototype.inherited = 'inherited';
  String.prototype.extra = 1;
</script>`;

browserTest('prototypes that the page extended leave no trace in requests', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${EXTENDED}${queue(
    "['setCustomDimension', 1, 'one']", "['trackPageView']", "['trackEvent', 'a', 'b', 'c', 1, { k: 1, dimension2: 'two' }]",
  )}${trackerTag}`));
  const hits = await visit.expectRequests({
    requests: [
      { action_name: 'T', dimension1: 'one', dimension2: absent, data: absent },
      { e_c: 'a', dimension1: 'one', dimension2: 'two', data: '{"k":1}' },
    ],
  });
  for (const { query } of hits) assert.doesNotMatch(query, /inherited|extra/);
  assert.deepEqual(await page.complaints(), []);
});

for (const [trouble, source] of Object.entries({
  'throws when touched': "{ get: function () { throw new Error('no cookies'); }, set: function () { throw new Error('no cookies'); } }",
  'forgets everything': "{ get: function () { return ''; }, set: function () {} }",
})) {
  const options = trouble.startsWith('throws') ? improves('the exception ends the boot') : {};
  browserTest(`a cookie jar that ${trouble} does not stop the tracking`, options, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', `<script>Object.defineProperty(document, 'cookie', ${source});</script>${queue("['trackPageView']")}${trackerTag}
      <script>_paq.push(['trackEvent', 'a', 'b']);</script>`));
    await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_c: 'a' }] });
    assert.equal((await page.consoleMessages()).filter(({ type }) => type === 'exception').length, 0);
  });
}

browserTest('a page without a body is tracked', improves('enableLinkTracking throws there and ends the boot'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']", "['enableLinkTracking']")}<p></p><script>
    document.body.remove();
    var script = document.createElement('script');
    script.src = '/matomo.js';
    document.head.appendChild(script);
  </script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(await page.evaluate(() => [document.body, Matomo.initialized]), [null, true]);
});

browserTest('a clock that the page has put to another year is believed', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var RealDate = Date;
    Date = function () { return arguments.length ? new RealDate(arguments[0]) : new RealDate(RealDate.now() + 3600e3); };
    Date.prototype = RealDate.prototype;
    Date.now = function () { return RealDate.now() + 3600e3; };
  </script>${queue("['trackPageView']")}${trackerTag}`));
  const [hit] = await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const later = await page.evaluate(() => new RealDate(RealDate.now() + 3600e3).getHours());
  assert.ok([later, (later + 23) % 24].includes(Number(hit.parameters.h)));
});

for (const charset of ['windows-1252', 'utf-16le', 'iso-2022-jp']) {
  const options = charset === 'utf-16le' ? improves('unreadable in that charset') : {};
  browserTest(`the script served as ${charset} works`, { ...options, charset }, async ({ site, page, visit }) => {
    await page.goto(site.page('/a', snippet()));
    await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  });
}

browserTest('the script of a page that is not UTF-8, itself without a charset, works', { charset: '' }, async ({ site, page, visit }) => {
  const headers = { 'content-type': 'text/html; charset=windows-1252' };
  await page.goto(site.page('/a', `<!doctype html><title>T</title>${snippet()}`, { headers }));
  await visit.expectRequests({ requests: [{ action_name: 'T', cs: 'windows-1252' }] });
});

browserTest('a script that was cut short says so once and leaves the page alone', {}, async ({ site, page, visit }) => {
  const whole = await fetch(site.url('/matomo.js')).then((response) => response.text());
  site.file('/matomo.js', whole.slice(0, whole.length / 2));
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}<p id="rest">rest</p>`));
  assert.equal(await page.evaluate(() => document.querySelector('#rest').textContent), 'rest');
  await visit.expectRequests({ requests: [] });
  assert.equal((await page.complaints()).length, 1);
  assert.equal(await page.evaluate(() => Array.isArray(_paq)), true);
});
