import assert from 'node:assert/strict';
import { absent } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/**
 * A clock that stands still until the test moves it by `pass(seconds)`; it must run again before the page is left,
 * because matomo.js waits on it. And the signals of a page that loses and gets its visitor.
 */
const CLOCK = `<script>
  var offset = 0, frozen = true, start = Date.now(), real = Date.prototype.getTime;
  Date.prototype.getTime = function () { return frozen ? start + offset : real.call(this); };
  // The browser's own signals, as when a window comes to the front, are not part of any story.
  ['focus', 'blur', 'visibilitychange'].forEach(function (type) {
    window.addEventListener(type, function (event) { if (event.isTrusted) event.stopImmediatePropagation(); }, true);
  });
  function pass(seconds) { offset += seconds * 1000; }
  function show(state) {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }
  var signals = {
    focus: function () { window.dispatchEvent(new Event('focus')); }, blur: function () { window.dispatchEvent(new Event('blur')); },
    hidden: function () { show('hidden'); }, visible: function () { show('visible'); },
    event: function () { _paq.push(['trackEvent', 'c', 'a']); },
    enable: function () { _paq.push(['enableHeartBeatTimer', 15]); }, disable: function () { _paq.push(['disableHeartBeatTimer']); },
    bulk: function () { _paq.push(['queueRequest', 'x=1', true], ['queueRequest', 'x=2', true]); show('hidden'); show('visible'); }
  };
</script>`;

/** Counts the pings as they are handed over instead of sending anything. */
const COUNT = `<script>
  var pings = 0;
  navigator.sendBeacon = function (url) {
    if (String(url).indexOf('?ping=1') > 0) pings += 1;
    return true;
  };
</script>`;

const pageOf = (...commands) => `${withoutClientHints}${CLOCK}${COUNT}${queue(...commands)}${trackerTag}`;

/** `+n` lets n seconds pass; after each other step the pings so far are noted. */
const pingsAlong = (page, story) => page.evaluate((steps) => steps.split(' ').flatMap((step) => {
  if (step[0] === '+') {
    pass(Number(step.slice(1)));
    return [];
  }
  const before = pings;
  signals[step]();
  return [pings - before];
}), story);

const runClock = (page) => page.evaluate(() => { frozen = false; });

/** Stories told from a page view at 0 with a heartbeat of 15 s, and the pings that each signal causes. */
const STORIES = [
  ['+60 focus', [0]],
  ['+14.999 blur +0.001 blur +5 focus +15 blur +0.001 blur', [0, 1, 0, 0, 1]],
  ['+20 focus +10 blur', [0, 0]],
  ['+20 focus +16 blur', [0, 1]],
  ['+20 hidden +20 visible +10 hidden visible +16 hidden blur', [1, 0, 0, 0, 1, 0]],
  ['+14 event +10 blur +6 blur', [0, 0, 1]],
  ['+20 disable blur hidden', [0, 0, 0]],
  ['+20 disable +1 enable blur', [0, 0, 1]],
];

for (const [story, expected] of STORIES) {
  browserTest(`heartbeat of 15 s: ${story}`, {}, async ({ site, page }) => {
    await page.goto(site.page('/a', pageOf("['trackPageView']", "['enableHeartBeatTimer', 15]")));
    await page.evaluate(() => { pings = 0; });
    assert.deepEqual(await pingsAlong(page, story), expected);
  });
}

browserTest('the shortest heartbeat is 5 s, text counts as a number, the default is 15 s', {}, async ({ site, page }) => {
  for (const [given, short, long] of [[2, 4, 1.1], ['"20"', 18, 3], ['', 14, 2]]) {
    await page.goto(site.page('/a', pageOf("['trackPageView']", `['enableHeartBeatTimer'${given === '' ? '' : `, ${given}`}]`)));
    assert.deepEqual(await pingsAlong(page, `+${short} blur +${long} blur`), [0, 1], `enableHeartBeatTimer(${given})`);
    await runClock(page);
  }
});

browserTest('the heartbeat waits for a first request, and may be enabled long after it', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', pageOf("['enableHeartBeatTimer', 15]")));
  assert.deepEqual(await pingsAlong(page, '+20 blur +20 hidden visible event +20 blur'), [0, 0, 0, 0, 1]);
  await runClock(page);
  await page.goto(site.page('/b', pageOf("['trackPageView']")));
  assert.deepEqual(await pingsAlong(page, '+60 enable blur blur'), [0, 1, 0]);
});

browserTest('each tracker has its own heart; no ping without consent', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', pageOf("['addTracker', '/matomo.php', '2']", "['trackPageView']", "['enableHeartBeatTimer', 15]")));
  assert.deepEqual(await pingsAlong(page, '+20 blur blur'), [2, 0]);
  await runClock(page);
  await page.goto(site.page('/b', pageOf("['requireConsent']", "['trackPageView']", "['enableHeartBeatTimer', 15]")));
  assert.deepEqual(await pingsAlong(page, '+20 blur +20 hidden'), [0, 0]);
});

browserTest('a ping is a request like any other, of the page view it keeps alive, through the replaced method', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${withoutClientHints}${CLOCK}${queue("['trackPageView']", "['enableHeartBeatTimer', 5]")}${trackerTag}`));
  const [pageView] = await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await page.evaluate(() => {
    const tracker = Matomo.getAsyncTracker();
    const { ping } = tracker;
    tracker.ping = () => { window.replaced = (window.replaced || 0) + 1; ping.call(tracker); };
    pass(6);
    signals.blur();
  });
  await visit.expectRequests({ requests: [{ ping: '1', idsite: '1', rec: '1', pv_id: pageView.parameters.pv_id, ca: absent }], within: 3000 });
  assert.equal(await page.evaluate(() => window.replaced), 1);
  await runClock(page);
});
