import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { absent } from './harness/expect.js';
import { queue } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

const source = await readFile(new URL('../../pkg/paqet.debug.js', import.meta.url));
/** The file is not one of the builds that every suite runs on. */
const options = { builds: ['wasm'] };

function debugTag(site) {
  return `<script src="${site.file('/paqet.debug.js', source)}"></script>`;
}

const LISTEN = `<script>
  var stories = [];
  Matomo.on('RequestScrubbed', function (story) { stories.push(story); });
</script>`;

browserTest('the development build tells of each request what was scrubbed and why', options, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue()}${debugTag(site)}${LISTEN}<script>
    _paq.push(['setCustomUrl', 'https://example.org/p?email=jane@example.org&page=2']);
    _paq.push(['trackEvent', 'form', 'sent', 'by jane@example.org']);
  </script>`));
  const [hit] = await visit.expectRequests({ requests: [{ e_c: 'form', url: 'https://example.org/p?page=2', e_n: /^by \w+$/ }] });
  const [story, ...more] = await page.waitFor(() => stories.length && stories);
  assert.deepEqual(more, [], 'a request that waited for client hints is told once');
  assert.equal(story.request.split('&')[0], 'e_c=form');
  const of = (name) => story.parameters.find((parameter) => parameter.name === name);
  assert.equal(of('e_n').original, 'by jane@example.org');
  assert.equal(of('e_n').scrubbed, hit.parameters.e_n);
  assert.deepEqual(of('e_n').marks, [{ rule: 'Email', text: 'jane@example.org' }]);
  assert.equal(of('url').scrubbed, hit.parameters.url);
  assert.deepEqual(of('url').marks.map(({ rule }) => rule), ['Name']);
  assert.deepEqual(of('idsite').marks, []);
});

browserTest('the development build explains requests that the policy keeps back, and policies it cannot read', options, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue()}${debugTag(site)}`));
  const told = await page.evaluate(() => {
    const tracker = Matomo.getTracker('/matomo.php', 1);
    tracker.setScrubPolicy('anonymous');
    const refused = tracker.explainScrub('link=https%3A%2F%2Fother.example%2F');
    tracker.setScrubPolicy({ extends: 'balanced', querry: { deny: ['a'] } });
    tracker.setScrubPolicy({ path: { templates: ['plan/:id'] } });
    tracker.setScrubPolicy('strict');
    return { refused, after: tracker.previewScrub('https://example.org/?a=1') };
  });
  assert.equal(told.refused.request, null);
  assert.equal(told.after, 'https://example.org/?a=XYZ', 'what cannot be read is the strictest policy');
  const complaints = await page.complaints();
  for (const wanted of [/a policy takes no "querry"; it takes extends, placeholder/, /"plan\/:id" must begin with \//, /no scrub policy "strict"/]) {
    assert.equal(complaints.filter((text) => wanted.test(text)).length, 1, `${wanted} in ${complaints.join('\n')}`);
  }
  await visit.expectRequests({ requests: [], refuted: [{ link: absent }] });
});

browserTest('the development build tells of requests that are given up, and counts them', options, async ({ site, page, visit }) => {
  site.failTracking(503, Infinity);
  await page.goto(site.page('/a', `${queue()}${debugTag(site)}<script>
    var drops = [];
    Matomo.on('RequestsDropped', function (drop) { drops.push([drop.tracker === Matomo.getAsyncTracker(), drop.count, drop.total]); });
    Math.random = function () { return 0; };
    navigator.sendBeacon = undefined;
    for (var at = 0; at < 120; at += 1) _paq.push(['queueRequest', 'e_c=c&e_a=' + at]);
  </script>`));
  await page.waitFor(() => drops.length && drops.at(-1)[2] >= 50);
  const drops = await page.evaluate(() => drops);
  assert.ok(drops.every(([isTracker]) => isTracker));
  assert.equal(drops.reduce((sum, [, count]) => sum + count, 0), drops.at(-1)[2]);
  const told = (await page.consoleMessages()).filter(({ text }) => /requests that could not be sent are given up/.test(text));
  assert.equal(told.length, drops.length);
  assert.match(told.at(-1).text, new RegExp(`paqet: \\d+ requests .*, ${drops.at(-1)[2]} so far: a page keeps 50 of them`));
  await visit.expectRequests({ requests: [], settle: 0 });
});
