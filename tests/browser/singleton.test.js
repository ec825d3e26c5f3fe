import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

browserTest('getTracker makes a tracker apart, with the first one\'s address and site by default', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue()}${trackerTag}<script>
    var apart = Matomo.getTracker(), other = Matomo.getTracker(undefined, 8);
    apart.disablePerformanceTracking();
    other.disablePerformanceTracking();
    apart.trackEvent('apart', '1');
    other.trackEvent('other', '1');
    _paq.push(['trackEvent', 'first', '1']);
  </script>`));
  await visit.expectRequests({
    requests: [{ e_c: 'apart', idsite: '1' }, { e_c: 'other', idsite: '8' }, { e_c: 'first', idsite: '1' }],
  });
  assert.equal(await page.evaluate(() => Matomo.getAsyncTrackers().length), 1);
});

browserTest('getAsyncTracker finds trackers by address and site', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${queue()}${trackerTag}<script>
    Matomo.addTracker('http://b.example/matomo.php', '2');
    function find() { return Matomo.getAsyncTrackers().indexOf(Matomo.getAsyncTracker.apply(Matomo, arguments)); }
    var found = [
      find(), find('http://b.example/matomo.php', 2), find('http://b.example/matomo.php'), find(null, 2),
      find(undefined, 1), find('x', 1), find('', 0)
    ];
    var none = Matomo.getAsyncTracker('x', 1);
  </script>`));
  assert.deepEqual(await page.evaluate(() => [found, none === undefined]), [[0, 1, -1, -1, 0, -1, 0], true]);
});

browserTest('several trackers: every command reaches all, address and site only the first', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue(`['addTracker', '${site.elsewhere}/matomo.php', '2']`, "['trackEvent', 'both', '1']")}${trackerTag}<script>
    _paq.push(['setSiteId', 5]);
    _paq.push(['setUserId', 'u']);
    _paq.push(['trackEvent', 'both', '2']);
  </script>`));
  await visit.expectRequests({
    requests: [
      { e_a: '1', idsite: '1', uid: absent }, { e_a: '1', idsite: '2', uid: absent },
      { e_a: '2', idsite: '5', uid: 'u' }, { e_a: '2', idsite: '2', uid: 'u' },
    ],
  });
  const received = site.accesses().filter(({ path }) => path === '/matomo.php').map(({ host }) => host.split(':')[0]).sort();
  assert.deepEqual(received, ['127.0.0.1', '127.0.0.1', 'localhost', 'localhost']);
});

browserTest('a tracker added without an address in the queue gets the first one\'s', improves('its address stays empty'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['addTracker', null, '2']", "['trackEvent', 'both', '1']")}${trackerTag}`));
  await visit.expectRequests({ requests: [{ idsite: '1' }, { idsite: '2' }] });
});

browserTest('the events of the boot and of later trackers carry the documented arguments', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>
    var seen = [];
    var matomoPluginAsyncInit = [function () {
      var note = function (name) { return function (tracker) { seen.push(name + (tracker ? ' ' + tracker.getSiteId() : '')); }; };
      Matomo.on('TrackerSetup', note('setup'));
      Matomo.on('TrackerAdded', note('added'));
      Matomo.on('MatomoInitialized', note('initialized'));
    }];
  </script>${queue("['addTracker', 'http://b.example/m.php', '2']")}${trackerTag}<script>
    _paq.push(['addTracker', 'http://c.example/m.php', '3']);
    Matomo.getTracker('http://d.example/m.php', '4');
  </script>`));
  assert.deepEqual(await page.evaluate(() => seen), [
    'setup ', 'setup 2', 'added ', 'added 1', 'initialized', 'setup 3', 'added 1', 'setup 4',
  ]);
});

browserTest('on, off and trigger: order, context, arguments, a throwing handler', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>
    var seen = [], context = {}, thrown = '';
    var a = function (x) { seen.push('a' + x + (this === window ? 'w' : this === context ? 'c' : '?')); };
    var b = function (x, y) { seen.push('b' + x + (y || '')); };
    Matomo.on('e', a); Matomo.on('e', b);
    Matomo.trigger('e', [1, 2]);
    Matomo.trigger('e', [3], context);
    Matomo.trigger('nothing listens', [1]);
    Matomo.off('e', a);
    Matomo.trigger('e', [4]);
    Matomo.on('f', function () { throw new Error('mine'); });
    Matomo.on('f', function () { seen.push('never'); });
    try { Matomo.trigger('f', []); } catch (error) { thrown = error.message; }
  </script>`));
  assert.deepEqual(await page.evaluate(() => [seen, thrown]), [['a1w', 'b12', 'a3c', 'b3', 'b4'], 'mine']);
});

browserTest('off removes every registration; a handler may remove itself', improves('skips neighbours'), async ({ site, page }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>
    var seen = [];
    var a = function () { seen.push('a'); };
    var once = function () { seen.push('once'); Matomo.off('f', once); };
    Matomo.on('e', a); Matomo.on('e', a);
    Matomo.off('e', a);
    Matomo.trigger('e', []);
    Matomo.on('f', once); Matomo.on('f', a);
    Matomo.trigger('f', []);
    Matomo.trigger('f', []);
  </script>`));
  assert.deepEqual(await page.evaluate(() => seen), ['once', 'a', 'a']);
});

browserTest('DOM.onReady and DOM.onLoad run at their time, and at once when it has passed', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>
    var seen = [];
    Matomo.DOM.onReady(function () {
      seen.push('ready ' + document.readyState);
      Matomo.DOM.onReady(function () { seen.push('again'); });
    });
    Matomo.DOM.onLoad(function () { seen.push('load ' + document.readyState); });
    document.addEventListener('DOMContentLoaded', function () { seen.push('page'); });
  </script><p>body</p>`));
  assert.deepEqual(await page.waitFor(() => seen.length === 4 && seen), ['ready interactive', 'again', 'page', 'load complete']);
});

browserTest('DOM.isNodeVisible judges by style, not by viewport', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${trackerTag}<div id="shown">x</div><div id="none" style="display:none">x</div>
    <div style="opacity:0"><p id="faint">x</p></div><p id="far" style="position:absolute;top:5000px">x</p>`));
  assert.deepEqual(
    await page.evaluate(() => ['shown', 'none', 'faint', 'far'].map((id) => Matomo.DOM.isNodeVisible(document.getElementById(id)))),
    [true, false, false, true],
  );
});

browserTest('DOM.isOrWasNodeVisible answers', improves('it always throws'), async ({ site, page }) => {
  await page.goto(site.page('/a', `${trackerTag}<div id="shown">x</div><p id="far" style="position:absolute;top:5000px">x</p>`));
  assert.deepEqual(
    await page.evaluate(() => ['shown', 'far'].map((id) => Matomo.DOM.isOrWasNodeVisible(document.getElementById(id)))),
    [true, false],
  );
});

browserTest('unload hooks of plugins run each time the page is hidden', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${queue()}${trackerTag}<script>
    var runs = 0;
    Matomo.addPlugin('Mine', { unload: function () { runs += 1; } });
    function become(state) {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
      return runs;
    }
    var counts = [become('hidden'), become('visible'), become('hidden')];
  </script>`));
  assert.deepEqual(await page.evaluate(() => counts), [1, 1, 2]);
});
