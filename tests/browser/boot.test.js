import assert from 'node:assert/strict';
import { notInitialized, registeredTwice } from './harness/console-texts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const APPLY_FIRST = [
  'addTracker', 'requireConsent', 'setGlobalPrivacyControl', 'setBotTracking', 'enableFileTracking', 'forgetCookieConsentGiven', 'requireCookieConsent', 'disableBrowserFeatureDetection',
  'disableCampaignParameters', 'disableCookies', 'setTrackerUrl', 'setAPIUrl', 'enableCrossDomainLinking',
  'setCrossDomainLinkingTimeout', 'setSessionCookieTimeout', 'setVisitorCookieTimeout', 'setCookieNamePrefix',
  'setCookieSameSite', 'setSecureCookie', 'setCookiePath', 'setCookieDomain', 'setDomains', 'setUserId', 'setVisitorId',
  'setSiteId', 'alwaysUseSendBeacon', 'disableAlwaysUseSendBeacon', 'enableLinkTracking', 'setCookieConsentGiven',
  'setConsentGiven', 'disablePerformanceTracking', 'setPagePerformanceTiming', 'setExcludedQueryParams',
  'setExcludedReferrers',
];

browserTest('an empty page gets exactly the documented globals', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>var before = Object.getOwnPropertyNames(window);</script>${trackerTag}`));
  const added = await page.evaluate(() => (
    Object.getOwnPropertyNames(window).filter((name) => !before.includes(name) && name !== 'before').sort()
  ));
  assert.deepEqual(added, ['AnalyticsTracker', 'Matomo', 'Piwik', '_paq', 'piwik_log']);
  const shape = await page.evaluate(() => ({
    keys: Object.keys(Matomo).sort(), one: Matomo === Piwik && Piwik === AnalyticsTracker, json: Matomo.JSON === JSON,
    initialized: Matomo.initialized, trackers: Matomo.getAsyncTrackers().length,
    dom: Object.keys(Matomo.DOM).sort(),
  }));
  assert.deepEqual(shape, {
    keys: ['DOM', 'JSON', 'addPlugin', 'addTracker', 'getAsyncTracker', 'getAsyncTrackers', 'getTracker', 'initialized',
      'off', 'on', 'retryMissedPluginCalls', 'trigger'],
    one: true, json: true, initialized: true, trackers: 0,
    dom: ['addEventListener', 'isNodeVisible', 'isOrWasNodeVisible', 'onLoad', 'onReady'],
  });
  await visit.expectRequests({ requests: [] });
  assert.deepEqual(await page.consoleMessages(), []);
});

browserTest('what the page defined before: AnalyticsTracker and piwik_log stay, Piwik does not', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>
    var AnalyticsTracker = 'mine', Piwik = 'theirs', piwik_log = function () { return 'mine'; }, _paq = 'text';
  </script>${trackerTag}`));
  const kept = await page.evaluate(() => [AnalyticsTracker, Piwik === Matomo, piwik_log(), Object.keys(_paq)]);
  assert.deepEqual(kept, ['mine', true, 'mine', ['push']]);
});

browserTest('a foreign object in window.Matomo is left alone, and so is the queue', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>var Matomo = { mine: 1 };</script>${queue("['trackPageView']")}${trackerTag}`));
  assert.deepEqual(await page.evaluate(() => [Object.keys(Matomo), _paq.length]), [['mine'], 4]);
  await visit.expectRequests({ requests: [] });
  assert.equal((await page.complaints()).length, 1, 'it is said once');
});

browserTest('an AMD loader gets the modules piwik and matomo', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>
    var modules = {};
    function define(name, needs, factory) { modules[name] = { needs: needs, answer: factory() }; }
    define.amd = {};
  </script>${trackerTag}`));
  assert.deepEqual(
    await page.evaluate(() => Object.keys(modules).map((name) => [name, modules[name].needs, modules[name].answer === Matomo])),
    [['piwik', [], true], ['matomo', [], true]],
  );
});

browserTest('the init hooks run in order: plugins, piwikAsyncInit, matomoAsyncInit, queue, MatomoInitialized', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>
    var seen = [];
    var note = function (what) { return function () { seen.push(what + ':' + arguments.length + ':' + Matomo.initialized); }; };
    var piwikPluginAsyncInit = [note('never')];
    var matomoPluginAsyncInit = [note('plugin1'), 'no function', null, note('plugin2'), function () {
      Matomo.on('TrackerSetup', note('TrackerSetup'));
      Matomo.on('TrackerAdded', note('TrackerAdded'));
      Matomo.on('MatomoInitialized', note('MatomoInitialized'));
    }];
    var matomoAsyncInit = note('matomo'), piwikAsyncInit = note('piwik');
  </script>${queue("[function () { seen.push('queue'); }]")}${trackerTag}`));
  assert.deepEqual(await page.evaluate(() => [...seen, Matomo.initialized]), [
    'plugin1:0:false', 'plugin2:0:false', 'piwik:0:false', 'matomo:0:false', 'TrackerSetup:1:false', 'queue',
    'TrackerAdded:1:false', 'MatomoInitialized:0:false', true,
  ]);
});

browserTest('a plain function as matomoPluginAsyncInit is ignored', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `<script>
    var called = 0;
    function matomoPluginAsyncInit() { called += 1; }
  </script>${trackerTag}`));
  assert.deepEqual(await page.evaluate(() => [called, Matomo.initialized]), [0, true]);
});

browserTest('a throwing or impossible init hook is reported and the rest of the boot runs', improves('the boot stops there'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var matomoPluginAsyncInit = [function () { throw new Error('bad plugin'); }];
    var matomoAsyncInit = 'no function';
  </script>${queue("['trackPageView']")}${trackerTag}`));
  assert.equal(await page.evaluate(() => Matomo.initialized), true);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const complaints = await page.complaints();
  assert.equal(complaints.length, 2);
  assert.ok(complaints.some((text) => text.includes('bad plugin')) && complaints.some((text) => text.includes('matomoAsyncInit')));
});

browserTest('the 33 settings of a queue are applied first, in the documented order', improves('tries a cookie domain before it knows that consent is required'), async ({ site, page }) => {
  const commands = ['trackPageView', ...[...APPLY_FIRST].reverse(), 'setCustomUrl'];
  await page.goto(site.page('/a', `<script>
    var order = [];
    var matomoPluginAsyncInit = [function () {
      Matomo.on('TrackerSetup', function (tracker) {
        Object.keys(tracker).forEach(function (name) {
          if (typeof tracker[name] === 'function') tracker[name] = function () { order.push(name); };
        });
      });
    }];
    var _paq = ${JSON.stringify(commands.map((name) => [name]))};
  </script>${trackerTag}`));
  assert.deepEqual(await page.evaluate(() => order), [...APPLY_FIRST, 'trackPageView', 'setCustomUrl']);
});

browserTest('settings work wherever they stand in the queue; other commands keep their place', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>var _paq = [
    ['trackPageView'], null, ['setCustomUrl', 'http://late.example/'], , ['trackEvent', 'a', 'b'],
    ['disablePerformanceTracking'], ['setUserId', 'u'], ['setSiteId', 5], ['setTrackerUrl', '/matomo.php']
  ];</script>${trackerTag}`));
  await visit.expectRequests({
    requests: [
      { action_name: 'T', idsite: '5', uid: 'u', url: site.url('/a') },
      { e_c: 'a', idsite: '5', uid: 'u', url: 'http://late.example/' },
    ],
  });
  assert.deepEqual(await page.consoleMessages(), []);
});

browserTest('a setting given twice is said on the console and the last one wins', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue(
    "['setSiteId', '2']", "['enableLinkTracking']", "['enableLinkTracking']", "['setCustomUrl', '/x']", "['setCustomUrl', '/y']",
    "['trackPageView']",
  )}${trackerTag}`));
  await visit.expectRequests({ requests: [{ idsite: '2', action_name: 'T' }] });
  const complaints = await page.complaints();
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], registeredTwice('setSiteId'));
});

browserTest('bad entries in the queue are reported once each and the rest runs', improves('the first ends the boot'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue(
    "['trackEvent', 'a', '1']", "['nope', 1]", "'trackPageView'", '5', "{ 0: 'x' }", '[]',
    "[function () { throw new Error('mine'); }]", "['trackEvent', 'a', '2']",
  )}${trackerTag}`));
  await visit.expectRequests({ requests: [{ e_a: '1' }, { e_a: '2' }] });
  assert.deepEqual(await page.evaluate(() => [Matomo.initialized, Object.keys(_paq)]), [true, ['push']]);
  const complaints = await page.complaints();
  assert.equal(complaints.length, 6);
  for (const word of ['nope', 'mine']) assert.equal(complaints.filter((text) => text.includes(word)).length, 1, word);
});

browserTest('without a queue _paq is a stub that complains, until a tracker is added', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>
    var keys = Object.keys(_paq);
    _paq.push(['trackPageView', 'dropped'], ['trackPageView', 'dropped too']);
    Matomo.addTracker('/matomo.php', 3);
    _paq.push(['disablePerformanceTracking']);
    _paq.push(['trackPageView']);
  </script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T', idsite: '3' }], refuted: [{ action_name: /^dropped/ }] });
  assert.deepEqual(await page.evaluate(() => keys), ['push']);
  const complaints = await page.complaints();
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], notInitialized);
  assert.match(complaints[0], /trackPageView,dropped$/);
});

browserTest('handlers of the boot that throw are reported, and tracking begins', improves('nothing is tracked then'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    function refuse() { throw new Error('mine'); }
    var matomoPluginAsyncInit = [function () { ['TrackerSetup', 'TrackerAdded', 'MatomoInitialized'].forEach(function (event) { Matomo.on(event, refuse); }); }];
  </script>${queue("['trackPageView']", "['addTracker', '/matomo.php', 2]")}${trackerTag}<script>_paq.push(['trackEvent', 'a', 'b']);</script>`));
  await visit.expectRequests({ requests: ['1', '2'].flatMap((idsite) => [{ action_name: 'T', idsite }, { e_c: 'a', idsite }]) });
  assert.deepEqual(await page.evaluate(() => [Matomo.initialized, Object.keys(_paq)]), [true, ['push']]);
  const complaints = await page.complaints();
  assert.equal(complaints.filter((text) => /a handler of Tracker(Setup|Added)|MatomoInitialized/.test(text)).length, 3, complaints.join('\n'));
});

browserTest('matomoAsyncInit with getTracker: that tracker works, _paq stays the stub', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var mine;
    function matomoAsyncInit() { mine = Matomo.getTracker('/matomo.php', 5); mine.disablePerformanceTracking(); mine.trackPageView(); }
  </script>${trackerTag}<script>_paq.push(['trackEvent', 'x', 'y']);</script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T', idsite: '5' }], refuted: [{ e_c: 'x' }] });
  assert.deepEqual(await page.evaluate(() => [Matomo.getAsyncTrackers().length, Object.keys(_paq)]), [0, ['push']]);
});

browserTest('matomoAsyncInit with addTracker: the queue is applied to that tracker', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var _paq = [['trackEvent', 'a', 'b'], ['disablePerformanceTracking']];
    function matomoAsyncInit() { Matomo.addTracker('/matomo.php', 5); }
  </script>${trackerTag}`));
  await visit.expectRequests({ requests: [{ e_c: 'a', idsite: '5' }] });
  assert.equal(await page.evaluate(() => Matomo.getAsyncTrackers().length), 1);
});

browserTest('the script included twice keeps its trackers and tracks nothing by itself', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var seen = [];
    var matomoPluginAsyncInit = [function () { seen.push('plugin'); }];
    function matomoAsyncInit() { seen.push('init'); }
  </script>${queue("['trackPageView']")}${trackerTag}<script>
    var first = Matomo;
    Matomo.on('MatomoInitialized', function () { seen.push('initialized ' + Matomo.initialized); });
  </script>${trackerTag}`));
  assert.deepEqual(
    await page.evaluate(() => [seen, first === Matomo, Matomo.getAsyncTrackers().length]),
    [['plugin', 'init', 'plugin', 'init', 'initialized true'], true, 1],
  );
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});

browserTest('the snippet pasted twice: the second one speaks to the first one\'s tracker', {}, async ({ site, page, visit }) => {
  const again = `<script>
    var _paq = window._paq = window._paq || [];
    _paq.push(['trackPageView']); _paq.push(['setTrackerUrl', '/matomo.php']); _paq.push(['setSiteId', '9']);
    _paq.push(['trackEvent', 'a', 'b']);
  </script>`;
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}${again}${trackerTag}`));
  await visit.expectRequests({
    requests: [{ action_name: 'T', idsite: '1' }, { action_name: 'T', idsite: '1' }, { e_c: 'a', idsite: '9' }],
  });
});
