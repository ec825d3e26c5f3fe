import assert from 'node:assert/strict';
import { CARRIERS } from '../scrub/carriers.js';
import { POLICIES, readCorpus, readExceptions } from '../scrub/corpus.js';
import { secretOf } from '../scrub/secret.js';
import { trackerTag } from './harness/snippet.js';
import { browserTest } from './harness/suite.js';

/** Natively the corpus stands in every carrier of a visit; here the built files are asked, so that they do what was proved there. */
const options = { engines: ['chromium'] };
const BATCH = 2000;
/** As natively: see `measure.rs`. */
const PRECISION = 0.99;

/** Script that leaves the cookies away: to ask for them would cost more than to scrub. */
const withoutCookies = "<script>Object.defineProperty(document, 'cookie', { value: '', writable: true });</script>";

/** Runs in the page: what would be sent of each. */
function scrub(policy, given) {
  window.tracker ??= Matomo.getTracker('/matomo.php', 1);
  tracker.setScrubPolicy(policy);
  return given.map(({ url, request }) => (url ? tracker.previewScrub(url) : tracker.getRequest(request).split('&idsite=')[0]));
}

/** Every entry in each of its carriers, and what is sent of it under this policy. */
async function sent(page, policy, entries) {
  const placed = entries.flatMap((entry) => entry.carriers.map((carrier) => {
    const { url, request } = CARRIERS[carrier];
    return { entry, carrier, given: url ? { url: url(entry) } : { request: request(entry) } };
  }));
  for (let at = 0; at < placed.length; at += BATCH) {
    const batch = placed.slice(at, at + BATCH);
    const answers = await page.evaluate(scrub, POLICIES[policy], batch.map(({ given }) => given));
    batch.forEach((one, index) => { one.sent = answers[index]; });
  }
  return placed;
}

const told = ({ entry, carrier, sent: text }) => `${entry.place} in ${carrier}: ${text}`;
const isTold = ({ entry, sent: text }) => secretOf(entry.kind, entry.secret).isSeen(text);

browserTest('the build scrubs the corpus as the rules do natively', options, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', withoutCookies + trackerTag));
  const [personal, benign] = [readCorpus('personal'), readCorpus('benign')];
  assert.ok(personal.length >= 600 && benign.length >= 600, `${personal.length} personal values, ${benign.length} benign ones`);
  for (const { place, carriers } of [...personal, ...benign]) assert.ok(carriers.length, `${place} has no carrier here`);

  assert.deepEqual((await sent(page, 'off', personal)).filter((one) => !isTold(one)).map(told), [], 'without a scrubber every value is seen');
  for (const policy of ['balanced', 'templates', 'anonymous']) {
    const isKnown = readExceptions(`personal-${policy}`);
    const leaks = (await sent(page, policy, personal.filter((entry) => entry.policy === policy))).filter((one) => isTold(one) && !isKnown(one.entry, one.carrier));
    assert.deepEqual(leaks.map(told), [], policy);
  }

  const isKnown = readExceptions('benign');
  const before = await sent(page, 'off', benign);
  const damaged = (await sent(page, 'balanced', benign)).filter(({ sent: text }, at) => text !== before[at].sent);
  assert.deepEqual(damaged.filter(({ entry, carrier }) => !isKnown(entry, carrier)).map(told), []);
  const whole = 1 - new Set(damaged.map(({ entry }) => entry.place)).size / benign.length;
  assert.ok(whole >= PRECISION, `${(100 * whole).toFixed(2)} % arrive as they are`);
  await visit.expectRequests({ requests: [], settle: 0 });
});
