import assert from 'node:assert/strict';
import { unknownMethod } from './harness/console-texts.js';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const PUSH_ROWS = `
  var calls = [];
  var tracker = Matomo.getAsyncTracker();
  var note = function (name) {
    return function () { calls.push([name, this === tracker, this === tracker.My, this === Matomo.My].concat([].slice.call(arguments))); };
  };
  tracker.My = { trackme: note('trackme') };
  tracker.A = { b: note('A.b') };
  Matomo.My = { stat: note('stat') };
  function attempt(entry) {
    calls = [];
    try { _paq.push(entry); return { calls: calls }; } catch (error) {
      return { calls: calls, thrown: error instanceof TypeError ? 'TypeError' : String(error), message: error.message };
    }
  }
  var results = {
    fn: attempt([note('fn'), 1, 'x']),
    plugin: attempt(['My.trackme', 5]),
    deep: attempt(['A.b.c', 7]),
    statik: attempt(['My::stat', 6]),
    missedPlugin: attempt(['Late.trackme', 5]),
    missedStatic: attempt(['My::none']),
    unknownOnPlugin: attempt(['My.none']),
    dotFirst: attempt(['.lead', 1]),
    unknown: attempt(['nope', 1]),
    string: attempt('trackPageView'),
    object: attempt({ 0: 'x' }),
    number: attempt(5),
    nothing: attempt(null),
    empty: attempt([])
  };`;

browserTest('pushes: every kind of entry, and the errors the page sees', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue()}${trackerTag}<script>${PUSH_ROWS}</script>`));
  const results = await page.evaluate(() => results);
  const silent = { calls: [] };
  assert.deepEqual(results.fn, { calls: [['fn', true, false, false, 1, 'x']] });
  assert.deepEqual(results.plugin, { calls: [['trackme', false, true, false, 5]] });
  assert.deepEqual(results.deep, { calls: [['A.b', false, false, false, 7]] });
  assert.deepEqual(results.statik, { calls: [['stat', false, false, true, 6]] });
  for (const row of ['missedPlugin', 'missedStatic', 'unknownOnPlugin']) assert.deepEqual(results[row], silent, row);
  for (const [row, name] of [['unknown', 'nope'], ['dotFirst', '.lead']]) {
    assert.equal(results[row].thrown, 'TypeError');
    assert.match(results[row].message, unknownMethod(name));
  }
  for (const row of ['string', 'object', 'number', 'nothing', 'empty']) assert.equal(results[row].thrown, 'TypeError', row);
  await visit.expectRequests({ requests: [] });
  const complaints = await page.complaints();
  assert.equal(complaints.length, 3, 'a console error for each unknown method, none for what the page caught itself');
  ['none', '.lead', 'nope'].forEach((name, index) => assert.match(complaints[index], unknownMethod(name)));
});

browserTest('calls of plugins that come later are kept and run exactly once', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', `${queue("['My.trackme', 1]")}${trackerTag}<script>
    var calls = [];
    _paq.push(['My::stat', 2]);
    Matomo.retryMissedPluginCalls();
    Matomo.getAsyncTracker().My = { trackme: function (x) { calls.push('trackme ' + x); } };
    Matomo.My = { stat: function (x) { calls.push('stat ' + x); } };
    Matomo.retryMissedPluginCalls();
    Matomo.retryMissedPluginCalls();
  </script>`));
  assert.deepEqual(await page.evaluate(() => calls), ['trackme 1', 'stat 2']);
  assert.deepEqual(await page.consoleMessages(), []);
});

browserTest('the proxy: one member, no array, runs at once, survives a throwing entry', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue()}${trackerTag}<script>
    var order = [], push = _paq.push, thrown = '', answer;
    answer = push([function () { order.push(1); }], [function () { order.push(2); }]);
    order.push('after');
    try {
      _paq.push([function () { throw new Error('mine'); }], [function () { order.push('never'); }]);
    } catch (error) { thrown = error.message; }
    _paq.push([function () { order.push('later'); }]);
  </script>`));
  assert.deepEqual(
    await page.evaluate(() => ({ keys: Object.keys(_paq), list: Array.isArray(_paq) || 'length' in _paq, order, thrown, answer: answer === undefined })),
    { keys: ['push'], list: false, order: [1, 2, 'after', 'later'], thrown: 'mine', answer: true },
  );
  await visit.expectRequests({ requests: [] });
});

browserTest('pushing the same array twice does the same twice', improves('the first push takes the name out of the array'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue()}${trackerTag}<script>
    var entry = ['trackEvent', 'm', 'n'];
    _paq.push(entry);
    _paq.push(entry);
  </script>`));
  await visit.expectRequests({ requests: [{ e_c: 'm', e_a: 'n' }, { e_c: 'm', e_a: 'n' }] });
});

browserTest('a plugin call reaches the plugin of every tracker', improves('the second tracker throws'), async ({ site, page }) => {
  await page.goto(site.page('/a', `${queue("['addTracker', '/matomo.php', '2']")}${trackerTag}<script>
    var calls = [];
    Matomo.getAsyncTrackers().forEach(function (tracker, index) {
      tracker.My = { go: function (x) { calls.push(index + ':' + x); } };
    });
    _paq.push(['My.go', 'x']);
  </script>`));
  assert.deepEqual(await page.evaluate(() => calls), ['0:x', '1:x']);
  assert.deepEqual(await page.consoleMessages(), []);
});

browserTest('commands pushed from inside: queued functions, handlers, callbacks, request processing', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}<script>
    var answers = {};
    var matomoPluginAsyncInit = [function () {
      Matomo.on('TrackerAdded', function () { _paq.push(['trackEvent', 'from', 'TrackerAdded']); });
      Matomo.addPlugin('Mine', { event: function (given) { return '&site=' + given.tracker.getSiteId(); } });
    }];
  </script>${queue(
    "[function () { _paq.push(['trackEvent', 'from', 'nested']); this.trackEvent('from', 'this'); answers.id = this.getVisitorId(); }]",
    "['trackEvent', 'from', 'queue']",
    `[function () {
      var tracker = this, inside = false;
      tracker.setCustomRequestProcessing(function (request) {
        if (inside) return request;
        inside = true;
        answers.inside = tracker.getRequest('x=1').indexOf('x=1&idsite=1');
        tracker.trackEvent('from', 'processing');
        inside = false;
        return request + '&processed=1';
      });
      tracker.trackEvent('from', 'processed', undefined, undefined, undefined, function (result) {
        answers.success = result.success;
        _paq.push([function () { this.trackEvent('from', 'callback'); }]);
      });
      tracker.setCustomRequestProcessing(null);
    }]`,
  )}${trackerTag}`));
  const from = (action, processed) => ({ e_c: 'from', e_a: action, site: '1', processed });
  await visit.expectRequests({
    requests: [
      from('this', absent), from('queue', absent), from('processing', absent), from('processed', '1'), from('nested', absent),
      from('TrackerAdded', absent), from('callback', absent),
    ],
  });
  assert.deepEqual(await page.evaluate(() => [answers.id.length, answers.inside, answers.success]), [16, 0, true]);
  assert.deepEqual(await page.consoleMessages(), []);
});

browserTest('replaced tracker methods are the ones that are called', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `<script>
    var matomoPluginAsyncInit = [function () {
      Matomo.on('TrackerSetup', function (tracker) {
        var original = tracker.trackEvent;
        tracker.trackEvent = function (category, action) { original(category, action + '!'); };
      });
    }];
  </script>${queue("['trackEvent', 'a', 'queued']")}${trackerTag}<script>_paq.push(['trackEvent', 'a', 'pushed']);</script>`));
  await visit.expectRequests({ requests: [{ e_a: 'queued!' }, { e_a: 'pushed!' }] });
});

browserTest('the legacy functions piwik_log and piwik_track', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${trackerTag}<script>
    var piwik_install_tracker = 1, piwik_tracker_pause = 700;
    piwik_log('Doc', 3, '/matomo.php');
    piwik_track('http://z.example/x', 4, '/matomo.php', 'link');
  </script>`));
  await visit.expectRequests({
    requests: [{ action_name: 'Doc', idsite: '3', data: '{}' }, { link: 'http://z.example/x', idsite: '4' }],
  });
});
