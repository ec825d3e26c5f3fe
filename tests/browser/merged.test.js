import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { trackerFile } from './harness/builds.js';
import { present } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/** Serves the tracker as a Matomo server does: the code of its plugins put, byte for byte, at the mark of `js/piwik.min.js`. */
function serveMerged(site, build, plugins) {
  const mark = '/*!!! pluginTrackerHook */';
  const generated = Object.entries(plugins).map(([plugin, code]) => `\n/* GENERATED: ${plugin} */\n${code}\n/* END GENERATED: ${plugin} */\n`).join('');
  const [before, after, ...more] = readFileSync(trackerFile(build), 'latin1').split(mark);
  assert.ok(after !== undefined && more.length === 0, 'the file has the mark once');
  site.file('/matomo.js', Buffer.concat([Buffer.from(before, 'latin1'), Buffer.from(generated), Buffer.from(after, 'latin1')]));
}

/** A plugin that starts at once where there is a tracker script and by `matomoPluginAsyncInit` elsewhere, in sloppy mode. */
const STARTING_AT_ONCE = `(function () {
  function init() {
    seenByPlugin = [typeof window.Matomo, window.Piwik === window.Matomo, window.Matomo.initialized, window.Matomo.getAsyncTrackers().length];
    runs = (window.runs || 0) + 1;
    if (Matomo.Atonce) return;
    Matomo.Atonce = { greet: function (name) { window.greeted = name; } };
    Matomo.addPlugin('Atonce', {
      log: function () { return '&from_plugin=' + encodeURIComponent('é$&'); },
      unload: function () { Matomo.getAsyncTrackers()[0].trackEvent('plugin', 'unload'); }
    });
    Matomo.on('TrackerSetup', function (tracker) {
      var goal = tracker.trackGoal;
      tracker.trackGoal = function (id) { goal.call(tracker, id + 1); };
      tracker.Atonce = { mark: function (value) { tracker.trackRequest('mark=' + value); } };
    });
    Matomo.on('TrackerAdded', function () { window.added = true; });
  }
  if ('object' === typeof window.Matomo) {
    init();
  } else {
    if ('object' !== typeof window.matomoPluginAsyncInit) window.matomoPluginAsyncInit = [];
    window.matomoPluginAsyncInit.push(init);
  }
}());`;

const STARTING_BY_THE_HOOK = `(function () {
  if ('object' !== typeof window.matomoPluginAsyncInit) window.matomoPluginAsyncInit = [];
  window.matomoPluginAsyncInit.push(function () {
    Piwik.addPlugin('Hooked', { event: function (params) { return '&hooked=' + params.tracker.getSiteId(); } });
  });
}());`;

const COMMANDS = ["['Atonce.mark', 5]", "['Atonce::greet', 'you']", "['trackPageView']", "['trackGoal', 1]", "['trackEvent', 'c', 'a']"];

browserTest('plugins that a Matomo server has merged into the file see the first tracker and all it tracks',
  {}, async ({ site, build, page, visit }) => {
    serveMerged(site, build, { Atonce: STARTING_AT_ONCE, Hooked: STARTING_BY_THE_HOOK });
    await page.goto(site.page('/a', `${withoutClientHints}${queue(...COMMANDS)}${trackerTag}`));
    await visit.expectRequests({
      requests: [{ mark: '5' }, { action_name: 'T', from_plugin: 'é$&' }, { idgoal: '2' }, { e_a: 'a', hooked: '1' }],
    });
    assert.deepEqual(await page.evaluate(() => [seenByPlugin, greeted, added, Matomo.initialized]), [['object', true, false, 0], 'you', true, true]);
    await page.goto(site.page('/b', '<p>b</p>'));
    await visit.expectRequests({ requests: [{ e_c: 'plugin', e_a: 'unload', _id: present }] });
  });

browserTest('the merged file included twice runs the plugins twice, as Matomo documents it', {}, async ({ site, build, page, visit }) => {
  serveMerged(site, build, { Atonce: STARTING_AT_ONCE });
  await page.goto(site.page('/a', `${withoutClientHints}${queue("['trackPageView']")}${trackerTag}${trackerTag}`));
  assert.equal(await page.evaluate(() => runs), 2);
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});

browserTest('a merged plugin that throws is reported and the page is tracked',
  improves('the boot stops there'), async ({ site, build, page, visit }) => {
    serveMerged(site, build, { Hooked: STARTING_BY_THE_HOOK, Throwing: "throw new Error('boom');" });
    await page.goto(site.page('/a', `${withoutClientHints}${queue("['trackEvent', 'c', 'a']")}${trackerTag}`));
    await visit.expectRequests({ requests: [{ e_a: 'a', hooked: '1' }] });
    const complaints = await page.complaints();
    assert.equal(complaints.filter((text) => /plugin/.test(text) && /boom/.test(text)).length, 1, complaints.join('\n'));
  });
