import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

const BOTH = ["['setDomains', ['localhost', '127.0.0.1']]", "['enableCrossDomainLinking']", "['enableLinkTracking']"];
const PARAMETER = /^[0-9a-f]{16}\d{10}[0-9a-f]{6}$/;

const pageOf = (commands, html = '') => `${withoutClientHints}${queue(...commands, "['trackPageView']")}${trackerTag}
  <script>var tracker = Matomo.getAsyncTracker();</script>${html}`;

const stay = '<script>addEventListener("click", function (event) { event.preventDefault(); });</script>';

browserTest('the visitor goes along over a link to the other own host, and the address is reported without it', {}, async ({ site, page, visit }) => {
  site.page('/there', pageOf(BOTH));
  await page.goto(site.page('/here', pageOf(BOTH, `<a id="over" href="${site.elsewhere}/there?y=1#z">over</a>`)));
  const [here] = await visit.expectRequests({ requests: [{ url: site.url('/here'), _idn: '1' }] });
  await page.click('#over');
  await page.waitFor(() => location.pathname === '/there' && window.Matomo && Matomo.initialized);
  const [there] = await visit.expectRequests({
    requests: [{ url: `${site.elsewhere}/there?y=1#z`, _id: here.parameters._id, _idn: '1', urlref: /^http:\/\/localhost/ }], refuted: [{ link: /./ }],
  });
  assert.match(await page.evaluate(() => location.search), /^\?y=1&pk_vid=\w{32}$/);
  assert.equal((await page.cookies())['_pk_id.1.dc78'].split('.')[0], there.parameters._id);
  await page.evaluate(() => { tracker.trackEvent('a', 'b'); });
  await visit.expectRequests({ requests: [{ e_c: 'a', _id: here.parameters._id, _idn: '0' }] });
});

browserTest('which links are decorated', {}, async ({ site, page, visit }) => {
  const there = site.elsewhere;
  const links = {
    own: '/x?y=1', fragment: `${there}/x#z`, twice: `${there}/x?pk_vid=old&q=1`, relative: there.replace('http:', ''),
    download: `${there}/f.zip`, outlink: 'http://out.example/', tracker: `${there}/matomo.php?x=1`,
  };
  const html = Object.entries(links).map(([id, href]) => `<p><a id="${id}" href="${href}">${id}</a></p>`).join('');
  await page.goto(site.page('/a', pageOf([...BOTH, `['setTrackerUrl', '${there}/matomo.php']`], stay + html)));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  for (const id of Object.keys(links)) await page.click(`#${id}`);
  const hrefs = await page.evaluate((ids) => Object.fromEntries(ids.map((id) => [id, document.getElementById(id).getAttribute('href').replace(/pk_vid=\w{32}/, 'VID')])), Object.keys(links));
  assert.deepEqual(hrefs, {
    ...links, fragment: `${there}/x?VID#z`, twice: `${there}/x?q=1&VID`, relative: `${links.relative}?VID`,
  });
  await visit.expectRequests({ requests: [{ download: links.download }, { link: links.outlink }] });
  await page.click('#fragment');
  assert.match(await page.evaluate(() => document.getElementById('fragment').getAttribute('href')), /\/x\?pk_vid=\w{32}#z$/);
});

browserTest('nothing is decorated while linking is off, or when there is no visitor to pass on', {}, async ({ site, page }) => {
  const href = `${site.elsewhere}/x`;
  const link = `${stay}<a id="over" href="${href}">over</a>`;
  const hrefNow = () => page.evaluate(() => document.getElementById('over').getAttribute('href'));
  await page.goto(site.page('/a', pageOf([BOTH[0], BOTH[2]], link)));
  await page.click('#over');
  assert.equal(await hrefNow(), href);
  await page.goto(site.page('/b', pageOf([...BOTH, "['disableCookies']"], link)));
  await page.click('#over');
  assert.equal(await hrefNow(), href);
});

browserTest('the parameter for links of one\'s own carries the visitor that requests carry', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${queue()}${trackerTag}`));
  const [name, value] = await page.evaluate(() => Matomo.getAsyncTracker().getCrossDomainLinkingUrlParameter().split('='));
  assert.equal(name, 'pk_vid');
  assert.match(value, PARAMETER);
  assert.ok(Math.abs(Number(value.slice(16, 26)) - Date.now() / 1000) < 10);
  await page.evaluate(() => { _paq.push(['trackPageView']); });
  await visit.expectRequests({ requests: [{ _id: value.slice(0, 16) }] });
  assert.match(await page.evaluate(() => {
    const tracker = Matomo.getAsyncTracker();
    tracker.disableCookies();
    return tracker.getCrossDomainLinkingUrlParameter();
  }), /^pk_vid=\d{10}[0-9a-f]{6}$/);
});

browserTest('which incoming parameters are believed', {}, async ({ site, page, visit }) => {
  const visitor = '0123456789abcdef';
  await page.goto(site.page('/device', pageOf([])));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const device = await page.evaluate(() => tracker.getCrossDomainLinkingUrlParameter().slice(-6));
  const now = Math.floor(Date.now() / 1000);
  const of = (time, end = device) => `${visitor}${time}${end}`;
  const forever = [...BOTH, "['setCrossDomainLinkingTimeout', 0]"];
  const negative = [...BOTH, "['setCrossDomainLinkingTimeout', -1]"];
  const cases = [
    ['of just now', of(now - 1), BOTH, true], ['two minutes old', of(now - 120), BOTH, true], ['five minutes old', of(now - 300), BOTH, false],
    ['from the future', of(now + 300), BOTH, false], ['of long ago, without limit', of(1700000000), forever, true],
    ['of long ago, with a limit below 0', of(1700000000), negative, true], ['of another device', of(now - 1, 'zzzzzz'), BOTH, false],
    ['too long', `${of(now - 1)}0`, BOTH, false], ['with odd characters', of(now - 1).replace('0', '-'), BOTH, false],
    ['while linking is off', of(now - 1), [], false],
  ];
  for (const [index, [about, value, commands, isBelieved]] of cases.entries()) {
    site.page(`/a${index}`, `<script>document.cookie = '_pk_id.1.1fff=aaaaaaaaaaaaaaaa.1790000000.; path=/';</script>${pageOf(commands)}`);
    await page.goto(`${site.url(`/a${index}`)}?x=1&pk_vid=${value}`);
    const [hit] = await visit.expectRequests({ requests: [{ url: `${site.url(`/a${index}`)}?x=1`, _idn: '0' }], settle: 60 });
    assert.equal(hit.parameters._id, isBelieved ? visitor : 'aaaaaaaaaaaaaaaa', about);
    if (isBelieved) assert.equal((await page.cookies())['_pk_id.1.1fff'], `${visitor}.1790000000.`, about);
  }
});

browserTest('the parameter is taken out of every address', {}, async ({ site, page, visit }) => {
  site.page('/a', pageOf(["['setScrubPolicy', 'off']", "['setReferrerUrl', 'http://r.example/?pk_vid=1&q=2']"]));
  await page.goto(`${site.url('/a')}#pk_vid=abc&keep=1`);
  await visit.expectRequests({ requests: [{ url: `${site.url('/a')}#keep=1`, urlref: 'http://r.example/?q=2', _ref: 'http://r.example/?q=2', pk_vid: absent }] });
});
