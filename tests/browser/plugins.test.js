import assert from 'node:assert/strict';
import { absent, present, request, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

const HOOKS = ['log', 'event', 'goal', 'link', 'sitesearch', 'ecommerce', 'contentImpressions', 'contentImpression', 'contentInteraction', 'ping', 'mine'];

/** A plugin that adds `hook_<name>=<site>` in every hook, for the tests' own names. */
const PLUGIN = `<script>
  var plugin = {};
  ${JSON.stringify(HOOKS)}.forEach(function (name) {
    plugin[name] = function (about) { return '&hook_' + name + '=' + about.tracker.getSiteId(); };
  });
  window.matomoPluginAsyncInit = [function () { Matomo.addPlugin('All', plugin); }];
</script>`;

const pageOf = (commands, before = '', html = '') => `${withoutClientHints}${before}${queue(...commands)}${trackerTag}
  <script>var tracker = Matomo.getAsyncTracker();</script>${html}`;

const only = (hook) => Object.fromEntries(HOOKS.map((name) => [`hook_${name}`, name === hook ? '1' : absent]));

browserTest('each kind of request asks the hook of its kind and no other', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['disableQueueRequest']", "['enableLinkTracking']"], PLUGIN, `
    <div data-track-content data-content-name="N" data-content-piece="P" id="block">block</div><a id="out" href="http://out.example/">out</a>
    <script>addEventListener('click', function (event) { event.preventDefault(); });</script>`)));
  await page.evaluate(() => {
    tracker.trackPageView();
    tracker.trackEvent('c', 'event');
    tracker.trackGoal(5);
    tracker.trackLink('http://x.example/', 'link');
    tracker.trackSiteSearch('word');
    tracker.trackEcommerceCartUpdate(1);
    tracker.trackEcommerceOrder('O', 2);
    tracker.trackContentImpression('M', 'Q');
    tracker.trackContentInteraction('tap', 'M', 'Q');
    tracker.ping();
    tracker.trackRequest('e_c=r&e_a=mine', null, null, 'mine');
    tracker.trackRequest('e_c=r&e_a=none');
    tracker.queueRequest('e_c=r&e_a=queued');
    window.built = tracker.getRequest('x=1');
  });
  await page.click('#out');
  await visit.expectRequests({
    requests: [
      { action_name: 'T', ...only('log') }, { e_a: 'event', ...only('event') }, { idgoal: '5', ...only('goal') },
      { link: 'http://x.example/', ...only('link') }, { search: 'word', ...only('sitesearch') }, { revenue: '1', ...only('ecommerce') },
      { ec_id: 'O', ...only('ecommerce') }, { c_n: 'M', c_i: absent, ...only('contentImpression') }, { c_i: 'tap', ...only('contentInteraction') },
      { ping: '1', ...only('ping') }, { e_a: 'mine', ...only('mine') }, { e_a: 'none', ...only() }, { e_a: 'queued', ...only() },
      { link: 'http://out.example/', ...only('link') },
    ],
    settle: SPACED_SETTLE_MS,
  });
  assert.doesNotMatch(await page.evaluate(() => built), /hook_/);
});

browserTest('the order of what is added: plugins in theirs, then the appended text, then custom processing, then the device', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setUserId', 'u']"])));
  await page.evaluate(() => {
    Matomo.addPlugin('One', { event: ({ request }) => `&one=${request.endsWith('_refts=0')}` });
    tracker.addPlugin('Two', { event: () => '&two=2', log: 'no function' });
    _paq.push(['addPlugin', 'Three', { event: () => '&three=old' }]);
    Matomo.addPlugin('Three', { event: () => '&three=3' });
    Matomo.addPlugin('Four', { event: () => undefined });
    tracker.appendToTrackingUrl('apx=1&b=\u00e9');
    tracker.appendToTrackingUrl('appended=1&b=\u00e9');
    tracker.setCustomRequestProcessing((text) => {
      window.processed = text;
      return `${text}&processed=1`;
    });
    tracker.trackEvent('c', 'a');
  });
  const [hit] = await visit.expectRequests({ requests: [{ e_a: 'a', one: 'true', two: '2', three: '3', appended: '1', apx: absent, b: '\u00e9', processed: '1', uadata: present }] });
  const order = ['one', 'two', 'three', 'appended', 'b', 'processed', 'uadata'];
  assert.deepEqual(hit.names.filter((name) => order.includes(name)), order);
  assert.match(await page.evaluate(() => processed), /^e_c=c&.*&appended=1&b=\u00e9$/);
});

browserTest('custom request processing: applied to all built requests, nothing sent for nothing, switched off by anything else', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['setRequestQueueInterval', 1000]"])));
  await page.evaluate(() => {
    tracker.setCustomRequestProcessing((text) => (/e_a=drop/.test(text) ? undefined : text.replace('e_a=', 'e_a=new-')));
    tracker.trackEvent('c', 'drop');
    tracker.trackEvent('c', 'one');
    tracker.queueRequest('e_c=c&e_a=queued');
    tracker.queueRequest('e_c=c&e_a=full&idsite=1&rec=1', true);
    window.built = tracker.getRequest('e_a=built');
  });
  await visit.expectRequests({ requests: [{ e_a: 'new-one' }, { e_a: 'new-queued' }, { e_a: 'full' }], settle: SPACED_SETTLE_MS });
  assert.match(await page.evaluate(() => built), /^e_a=new-built&/);
  await page.evaluate(() => { tracker.setCustomRequestProcessing('no function'); tracker.trackEvent('c', 'plain'); });
  await visit.expectRequests({ requests: [{ e_a: 'plain' }] });
});

browserTest('hooks are told the tracker; two trackers are asked each', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(["['addTracker', '/matomo.php', '2']", "['trackEvent', 'c', 'a']"], PLUGIN)));
  await visit.expectRequests({ requests: ['1', '2'].map((idsite) => ({ idsite, hook_event: idsite })) });
});

browserTest('JSON as the whole request: custom processing decides the body of a proxy of one\'s own', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${pageOf([])}<script>
    var bodies = [];
    navigator.sendBeacon = function (url, body) { bodies.push([String(url), body && body.size]); return true; };
    tracker.setCustomRequestProcessing(function () { return '{"requests":["?x=1"]}'; });
    tracker.trackEvent('c', 'a');
  </script>`));
  const [[url, size]] = await page.waitFor(() => bodies.length && bodies);
  assert.equal(url, '/matomo.php');
  assert.ok(size > 20);
});

browserTest('unload hooks run when the page is hidden and may still track', {}, async ({ site, page, visit }) => {
  site.page('/next', '<p id="next">next</p>');
  await page.goto(site.page('/a', pageOf(["['trackPageView']"])));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => {
    Matomo.addPlugin('Leaving', { unload() { tracker.trackEvent('c', 'left'); } });
    setTimeout(() => { location.href = '/next'; });
  });
  await page.waitFor(() => document.querySelector('#next') !== null);
  await visit.expectRequests({ requests: [request({ method: 'POST' }, { e_a: 'left' })], settle: SPACED_SETTLE_MS });
});

browserTest('what hooks answer is added as text, in the order of the plugins, those with whole numbers as names first', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf([])));
  await page.evaluate(() => {
    Matomo.addPlugin('B', { event: () => '&b2=1' });
    Matomo.addPlugin('A', { event: () => 5, goal: 'no function' });
    Matomo.addPlugin('7', { event: (params) => { params.request = 'x'; return '&first=1'; } });
    Matomo.addPlugin('B', { event: () => '&b2=2' });
    tracker.trackEvent('c', 'a');
    tracker.trackGoal(1);
  });
  const [event] = await visit.expectRequests({ requests: [{ e_a: 'a', first: '1', b2: '25' }, { idgoal: '1' }] });
  assert.match(event.query, /&first=1&b2=25&/);
});
