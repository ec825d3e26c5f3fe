import assert from 'node:assert/strict';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** Nothing travels: `sent()` answers how many requests were handed over, alone or in bulk. */
const TAKES_ALL = `<script>
  var taken = 0, pending = [];
  navigator.sendBeacon = function (url, body) {
    if (url.indexOf('&rec=1') > 0) taken += 1;
    else pending.push(body.text().then(function (text) { taken += JSON.parse(text).requests.length; }));
    return true;
  };
  function sent() { return Promise.all(pending.splice(0)).then(function () { return taken; }); }
</script>`;

/** Counts what the tracker asks of the DOM, and the listeners it adds. */
const COUNTS = `<script>
  var calls = 0, listeners = 0;
  function counted(owner, name) {
    var real = owner[name];
    owner[name] = function () { calls += 1; return real.apply(this, arguments); };
  }
  ['matches', 'closest', 'querySelector', 'querySelectorAll', 'getAttribute', 'hasAttribute', 'getBoundingClientRect'].forEach(function (name) { counted(Element.prototype, name); });
  ['contains', 'compareDocumentPosition'].forEach(function (name) { counted(Node.prototype, name); });
  ['querySelector', 'querySelectorAll', 'getElementsByTagName'].forEach(function (name) { counted(Document.prototype, name); });
  counted(window, 'getComputedStyle');
  var add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function () { listeners += 1; return add.apply(this, arguments); };
</script>`;

/** Real cookies would cost most of the time. */
const JAR = `<script>
  var jar = {};
  Object.defineProperty(document, 'cookie', {
    get: function () { return Object.keys(jar).map(function (name) { return name + '=' + jar[name]; }).join('; '); },
    set: function (text) { jar[text.split('=')[0]] = text.split(';')[0].split('=')[1]; }
  });
</script>`;

/** A page with so many blocks, each a link with a picture as its piece. */
const blocks = (count) => Array.from({ length: count }, (_, number) => `<a data-track-content data-content-name="n${number}" href="/x${number}"><img data-content-piece="p"></a>`).join('');

const pageOf = (html, ...commands) => `${withoutClientHints}${TAKES_ALL}${JAR}${COUNTS}${html}${queue(...commands)}${trackerTag}`;

/** How often the DOM was asked, and how many impressions came of it, when a page with so many blocks runs a command. */
async function asked({ site, page }, count, command) {
  await page.goto(site.page(`/${command}${count}`, pageOf(blocks(count))));
  return page.evaluate(async (name) => {
    calls = 0;
    _paq.push([name, false, 0]);
    const times = calls;
    dispatchEvent(new Event('pagehide'));
    return [times, await sent()];
  }, command);
}

for (const command of ['trackAllContentImpressions', 'trackVisibleContentImpressions']) {
  browserTest(`${command} asks the page in proportion to its blocks`, {}, async (given) => {
    const [once, impressions] = await asked(given, 150, command);
    const [twice, doubled] = await asked(given, 300, command);
    if (command === 'trackAllContentImpressions') assert.deepEqual([impressions, doubled], [150, 300]);
    assert.ok(impressions > 0 && once >= impressions);
    assert.ok(twice <= 2 * once + 10, `${once} questions for 150 blocks, ${twice} for 300`);
    assert.ok(once <= 60 * 150, `${once} questions for 150 blocks`);
  });
}

browserTest('links are watched by as many listeners, and followed with as few questions, however many they are', {}, async ({ site, page }) => {
  const counts = [];
  for (const count of [10, 2000]) {
    const links = Array.from({ length: count }, (_, number) => `<a href="http://out.example/${number}">x</a>`).join('');
    await page.goto(site.page(`/links${count}`, `${pageOf(links, "['enableLinkTracking']")}<script>addEventListener('click', function (event) { event.preventDefault(); });</script>`));
    counts.push(await page.evaluate(() => {
      calls = 0;
      document.querySelector('a:last-of-type').click();
      return [listeners, calls];
    }));
  }
  assert.deepEqual(counts[0], counts[1]);
});

browserTest('10,000 entries of _paq before the script: each is executed once', {}, async ({ site, page }) => {
  const fill = "<script>for (var n = 0; n < 10000; n += 1) _paq.push(['trackEvent', 'c', 'a' + n]);</script>";
  await page.goto(site.page('/a', `${withoutClientHints}${TAKES_ALL}${JAR}${queue()}${fill}${trackerTag}`));
  assert.equal(await page.evaluate(() => {
    dispatchEvent(new Event('pagehide'));
    return sent();
  }), 10_000);
});

/** Keeps an eye on the module's memory, on what waits in timers, and on the rest that could grow. */
const WATCHES = `<script>
  var memory, timers = new Set(), set = setTimeout, clear = clearTimeout, real = WebAssembly.Instance;
  WebAssembly.Instance = function (module) {
    var instance = new real(module);
    memory = instance.exports.memory;
    return instance;
  };
  setTimeout = function (code, ms) {
    var id = set(function () { timers.delete(id); code(); }, ms);
    timers.add(id);
    return id;
  };
  clearTimeout = function (id) { timers.delete(id); clear(id); };
</script>`;

browserTest('100,000 events in one page: the module\'s memory is that after 1,000, and nothing waits at the end', { builds: ['wasm'] }, async ({ engine, site, page }) => {
  // The module is the same in every engine; in the slower ones a tenth must do.
  const rounds = engine.name === 'chromium' ? 11 : 1;
  await page.goto(site.page('/a', `${withoutClientHints}${TAKES_ALL}${JAR}${WATCHES}${queue("['trackPageView']")}${trackerTag}`));
  await page.evaluate(() => new Promise((resolve) => { set(resolve, 1000); }));
  const track = (count) => page.evaluate((events) => {
    for (let number = 0; number < events; number += 1) _paq.push(['trackEvent', 'c', 'a', `name ${number % 100}`, number]);
    return [memory.buffer.byteLength, timers.size];
  }, count);
  const early = await track(1000);
  // WebKitWebDriver keeps a timer of its own in the page.
  assert.ok(early[1] <= 1);
  let late;
  for (let round = 0; round < rounds; round += 1) late = await track(9000);
  assert.deepEqual(late, early);
  assert.equal(await page.evaluate(() => sent()), 1001 + 9000 * rounds);
});
