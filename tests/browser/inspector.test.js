import assert from 'node:assert/strict';
import { startServer } from '../../www/server.js';
import { browserTest } from './harness/suite.js';

/** The demo has the development build, whichever build the suite runs on. */
const options = { builds: ['wasm'] };

/** A test of a page of the demo. */
function demoTest(name, run) {
  browserTest(name, options, async (given) => {
    const demo = await startServer({ port: 0 });
    try {
      await run({ ...given, demo });
      const wrong = (await given.page.consoleMessages()).filter(({ type }) => ['csp', 'exception', 'rejection', 'unloadable'].includes(type));
      assert.deepEqual(wrong, []);
    } finally {
      await demo.close();
    }
  });
}

/** Runs in the page: what is written there, one line for each parameter that was changed. */
function changes() {
  return [...document.querySelectorAll('.change')].map((change) => {
    const text = (selector) => [...change.querySelectorAll(selector)].map((found) => found.textContent);
    return { found: text('del'), rules: text('.why .rule'), put: text('ins'), after: text('.after .text')[0] };
  });
}

demoTest('the inspector shows what was scrubbed from a request, before and after, with the rule', async ({ demo, page }) => {
  await page.goto(`${demo.origin}/?email=rosa@mail.example&page=2`);
  await page.waitFor(() => document.querySelector('.pageview .scrubs'));
  await page.evaluate(() => { document.querySelector('#ask button').click(); });
  await page.waitFor(() => document.querySelector('.hit.event .scrubs'));
  await page.evaluate(() => { document.querySelector('.hit.event').open = true; });
  await page.waitFor(() => document.querySelector('.hit.event .change'));
  const [name, url, ...more] = await page.evaluate(changes);
  assert.deepEqual(more, []);
  assert.deepEqual(name, { found: ['rosa@mail.example'], rules: ['e-mail'], put: ['XYZ'], after: 'Mail XYZ, please' });
  assert.deepEqual([url.found, url.rules, url.after], [['email=rosa@mail.example'], ['name'], `${demo.origin}/?page=2`]);
  for (const { query } of demo.collector.hits({ since: 0 })) assert.doesNotMatch(decodeURIComponent(query), /rosa/);
});

demoTest('another window of the inspector, and the page after, know it too', async ({ demo, page }) => {
  await page.goto(`${demo.origin}/?email=rosa@mail.example`);
  await page.waitFor(() => document.querySelector('.pageview .scrubs'));
  await page.goto(`${demo.origin}/inspector.html`);
  await page.waitFor(() => document.querySelector('.pageview .scrubs'));
});

/** Runs in the page: takes a policy as a visitor does. */
function choose(policy, json) {
  const form = document.querySelector('#scrub');
  form.querySelector(`[value="${policy}"]`).click();
  if (json !== undefined) form.elements.json.value = json;
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

demoTest('the page to try the scrubber shows what each policy does, and sends nothing', async ({ demo, page }) => {
  await page.goto(`${demo.origin}/scrub`);
  await page.waitFor(() => document.querySelector('.change'));
  const [address, title] = await page.evaluate(changes);
  assert.deepEqual([address.found.length, address.rules, address.after], [2, ['name'], 'https://shop.example/reset?lang=en']);
  assert.deepEqual([title.rules, title.put], [['e-mail'], ['XYZ']]);

  await page.evaluate(choose, 'off');
  assert.deepEqual(await page.evaluate(changes), []);
  await page.evaluate(choose, 'anonymous');
  assert.equal((await page.evaluate(changes))[0].after, 'https://shop.example/reset?lang=XYZ');

  await page.evaluate(choose, 'own', '{ "querry": {} }');
  const complaint = () => document.querySelector('#complaint').textContent;
  assert.match(await page.evaluate(complaint), /paqet: setScrubPolicy: a policy takes no "querry"; it takes extends/);
  await page.evaluate(choose, 'own', '{ "query": ');
  assert.match(await page.evaluate(complaint), /This is no JSON/);
  assert.deepEqual(await page.evaluate(changes), [], 'no result of another policy');
  await page.evaluate(choose, 'own', '{ "query": { "allow": "token" } }');
  assert.equal(await page.evaluate(complaint), '');
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 1000); }));
  assert.deepEqual(demo.collector.hits({ since: 0 }), []);
});

demoTest('the page about usage shows what would be sent, sends it once agreed, and stops at once', async ({ demo, page }) => {
  const hits = () => demo.collector.hits({ since: 0 });
  const until = (state) => page.waitFor((text) => document.getElementById('state').textContent.startsWith(text), state);
  await page.goto(`${demo.origin}/usage`);
  await until('You have not decided');
  const shown = await page.evaluate(() => [...document.querySelectorAll('.target h2, .target summary')].map(({ textContent }) => textContent));
  assert.deepEqual(shown.slice(0, 2), ['To /matomo.php, site 1', 'page view /']);
  await page.click('#save');
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 1200); }));
  assert.equal(hits().length, 0);
  await page.click('#agree');
  await until('You agreed');
  // The page view and the report, at each of the two targets.
  await page.waitFor(() => document.querySelectorAll('.hit, .pageview').length > 0);
  const sent = () => hits().map(({ parameters }) => `${parameters.idsite} ${parameters.action_name}`).sort();
  await page.waitFor(() => JSON.parse(localStorage.getItem('paqet.usage')).targets['/matomo.php 2'].next > Date.now() + 3_600_000);
  assert.deepEqual(sent().filter((text) => text.startsWith('1')), ['1 /', '1 System-Report']);
  await page.click('#refuse');
  await until('Refused');
  const before = hits().length;
  await page.click('#save');
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 1200); }));
  assert.equal(hits().length, before);
});
