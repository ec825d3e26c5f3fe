import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';
import { pollUntil } from './harness/wait.js';

/**
 * The pages drive themselves and the collector is the only witness: a command that WebKitWebDriver has given to a page
 * that goes into the back/forward cache is never answered, and Firefox's driver waits in vain for the load of a
 * restored page.
 */
const TURNING_BACK = '<script>onload = function () { setTimeout(function () { history.back(); }, 50); };</script>';
const away = "setTimeout(function () { location.href = '/turning-back'; }, 300);";

/** A page without a tracker that is left, comes back, says whether it was kept, and goes on to `/a`. */
const PROBE = `<script>
  var again = sessionStorage.left;
  sessionStorage.left = 'yes';
  addEventListener('pageshow', function (event) {
    if (event.persisted || again) fetch(event.persisted ? '/kept' : '/not-kept').finally(function () { location.href = '/a'; });
    else ${away}
  });
</script>`;

const NO_TIMES = Object.fromEntries(['net', 'srv', 'tfr', 'dm1', 'dm2', 'onl'].map((name) => [`pf_${name}`, absent]));

/**
 * A page that does `first` when it has loaded and is left then, and `then` with each return; `returns` is their number
 * so far. It is left again until it has returned `times` times.
 */
function pageOf({ commands, first = '', then, times = 1 }) {
  const entries = ["['setTrackerUrl', '/matomo.php']", "['setSiteId', '1']", ...commands];
  return `${withoutClientHints}<script>
    var returns = 0, _paq = [${entries.join(', ')}];
    function tell(name) { _paq.push(['trackEvent', 'c', name]); }
    addEventListener('load', function () { setTimeout(function () { ${first}; ${away} }, 50); });
    addEventListener('pageshow', function (event) {
      if (!event.persisted) return;
      returns += 1;
      setTimeout(function () { (function () { ${then} })(); if (returns < ${times}) { ${away} } }, 100);
    });
  </script>${trackerTag}`;
}

/** Opens the probe, which leads to `/a`; false when this engine keeps not even the probe. */
async function open({ site, page, t }, html) {
  site.page('/turning-back', TURNING_BACK);
  site.page('/a', html);
  await page.goto(site.page('/probe', PROBE));
  const reached = (path) => site.accesses().some((access) => access.path === path);
  await pollUntil(() => reached('/kept') || reached('/not-kept'), 10_000);
  if (reached('/kept')) return true;
  t.skip('this engine does not keep even a page without a tracker');
  return false;
}

const COUNTS = improves('it counts nothing when a page comes back');

browserTest('a page that comes back counts once each time, as a page view of its own', COUNTS, async ({ site, page, visit, t }) => {
  const commands = ["['trackPageView', 'Own', {dimension1: 'd'}]", "['addTracker', '/matomo.php', '2']"];
  if (!await open({ site, page, t }, pageOf({ commands, then: "tell('back ' + returns);", times: 2 }))) return;
  const requests = ['1', '2'].flatMap((idsite) => [
    { idsite, action_name: 'Own', dimension1: 'd' }, { idsite, action_name: 'Own', dimension1: 'd' }, { idsite, action_name: 'Own', dimension1: 'd' },
    { idsite, e_a: 'back 1' }, { idsite, e_a: 'back 2' },
  ]);
  const hits = await visit.expectRequests({ requests, settle: SPACED_SETTLE_MS, within: 15_000 });
  for (const site1 of ['1', '2']) {
    const own = hits.filter(({ parameters }) => parameters.idsite === site1).map(({ parameters }) => parameters);
    const views = own.filter(({ action_name: name }) => name).map(({ pv_id: id }) => id);
    assert.equal(new Set(views).size, 3, 'each has its own page view ID');
    for (const event of own.filter(({ e_a: name }) => name)) assert.equal(views.filter((id) => id === event.pv_id).length, 1);
  }
});

browserTest('nothing of the first visit to the page is told again, and what is told once per page view is told again', COUNTS, async ({ site, page, visit, t }) => {
  const scan = "_paq.push(['trackAllContentImpressions']); onerror('boom', '/x.js', 1, 2);";
  const html = `${pageOf({
    commands: ["['enableJSErrorTracking']", "['setRequestQueueInterval', 1000]", "['trackPageView']"],
    first: `${scan} ${scan} _paq.push(['setPagePerformanceTiming', 1, 2, 3, 4, 5, 6])`,
    then: `${scan} ${scan} tell('back');`,
  })}<p data-track-content data-content-name="N"></p>`;
  if (!await open({ site, page, t }, html)) return;
  const once = [{ c_n: 'N' }, { e_c: 'JavaScript Errors', e_n: 'boom' }];
  const again = [{ action_name: 'T', ...NO_TIMES }, ...once.map((hit) => ({ ...hit, ...NO_TIMES })), { e_a: 'back', ...NO_TIMES }];
  const hits = await visit.expectRequests({ requests: [{ action_name: 'T' }, ...once, ...again], settle: 1500, within: 15_000 });
  assert.equal(new Set(hits.map(({ parameters }) => parameters.pv_id)).size, 2);
});

browserTest('setCountRestored(false): a page that comes back goes on as it was', {}, async ({ site, page, visit, t }) => {
  const commands = ["['setCountRestored', false]", "['trackPageView']"];
  if (!await open({ site, page, t }, pageOf({ commands, first: "tell('before')", then: "tell('back');" }))) return;
  const hits = await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'before' }, { e_a: 'back' }], settle: SPACED_SETTLE_MS, within: 15_000 });
  assert.equal(new Set(hits.map(({ parameters }) => parameters.pv_id)).size, 1);
});

browserTest('a page that counts its return itself is counted once; a tracker without a page view counts none', {}, async ({ site, page, visit, t }) => {
  const html = `${pageOf({ commands: ["['trackPageView']"], first: "window.other = Matomo.getTracker('/matomo.php', 3); other.trackEvent('c', 'other')", then: "tell('back');" })}
    <script>addEventListener('pageshow', function (event) { if (event.persisted) _paq.push(['trackPageView', 'Own return']); });</script>`;
  if (!await open({ site, page, t }, html)) return;
  const requests = [{ action_name: 'T' }, { idsite: '3', e_a: 'other' }, { action_name: 'Own return' }, { e_a: 'back' }];
  await visit.expectRequests({ requests, settle: SPACED_SETTLE_MS, within: 15_000 });
});

/** The clock stands still but for the 100 s that pass while the visitor is away, and what `pass` adds. */
const CLOCK = `<script>
  var offset = 0, start = Date.now();
  Date.prototype.getTime = function () { return start + offset; };
  ['focus', 'blur', 'visibilitychange'].forEach(function (type) {
    addEventListener(type, function (event) { if (event.isTrusted) event.stopImmediatePropagation(); }, true);
  });
  addEventListener('pageshow', function (event) { if (event.persisted) offset += 100000; }, true);
  function blurAfter(seconds) { offset += seconds * 1000; dispatchEvent(new Event('blur')); }
</script>`;

browserTest('time away is no time in front of the page: the heartbeat begins anew', improves('it is silent for good once a page was left'), async ({ site, page, visit, t }) => {
  const html = CLOCK + pageOf({
    commands: ["['setCountRestored', false]", "['enableHeartBeatTimer', 15]", "['trackPageView']"],
    then: "blurAfter(10); tell('looked briefly'); blurAfter(20);",
  });
  if (!await open({ site, page, t }, html)) return;
  await visit.expectRequests({
    requests: [{ action_name: 'T' }, { e_a: 'looked briefly' }, { ping: '1' }], ordered: true, settle: SPACED_SETTLE_MS, within: 15_000,
  });
});

browserTest('what was pending when the page was left is sent then, and not again after the return; queueing goes on', COUNTS, async ({ site, page, visit, t }) => {
  const html = `<script>
    function pend(when) {
      ['a', 'b'].forEach(function (name) { _paq.push(['trackEvent', name, when], ['queueRequest', 'e_c=q' + name + '&e_a=' + when + '&ca=1']); });
    }
  </script>${pageOf({
    commands: ["['enableLinkTracking']", "['enableHeartBeatTimer', 5]", "['setRequestQueueInterval', 1000]", "['trackPageView']"],
    first: "pend('first')", then: "pend(returns < 2 ? 'again' : 'last');", times: 2,
  })}`;
  if (!await open({ site, page, t }, html)) return;
  const times = ['first', 'again', 'last'];
  const hits = await visit.expectRequests({
    requests: times.flatMap((when) => [...['a', 'b', 'qa', 'qb'].map((category) => ({ e_c: category, e_a: when })), { action_name: 'T' }]),
    settle: 2600, within: 20_000,
  });
  const queued = hits.filter(({ parameters }) => parameters.e_a === 'last' && /^q/.test(parameters.e_c));
  assert.deepEqual(queued.map(({ bulk }) => bulk && bulk.size), [2, 2], 'queueing goes on after the return');
});
