import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absent, openVisit, present, request } from './harness/expect.js';

/** A site whose hits are given: per hit its parameters, or `[parameters, fields]`. */
function siteWith(...given) {
  const hits = given.map((entry) => (Array.isArray(entry) ? entry : [entry, {}])).map(([parameters, fields]) => (
    { method: 'POST', transport: 'beacon', bulk: null, parameters, ...fields }
  ));
  return { hits: () => hits, add: (parameters) => hits.push({ method: 'POST', transport: 'beacon', bulk: null, parameters }) };
}

const expectOf = (site, step) => openVisit(site).expectRequests({ settle: 0, within: 0, ...step });

test('what arrived is answered in the order of the expectation', async () => {
  const found = await expectOf(siteWith({ a: '1' }, { a: '2', b: 'x' }), { requests: [{ a: 2, b: present }, { a: /^1$/, b: absent }] });
  assert.deepEqual(found.map(({ parameters }) => parameters.a), ['2', '1']);
});

test('a missing request fails, and the message lists what came', async () => {
  await assert.rejects(expectOf(siteWith({ a: '1' }), { requests: [{ a: '2' }] }), /did not arrive: a=2[^]*unexpected[^]*POST beacon a=1/);
});

test('an unexpected request fails', async () => {
  await assert.rejects(expectOf(siteWith({ a: '1' }, { a: '1' }), { requests: [{ a: '1' }] }), /1 unexpected/);
  await assert.rejects(expectOf(siteWith({ a: '1' }), { requests: [] }), /1 unexpected/);
});

test('a refuted request fails by name', async () => {
  await assert.rejects(
    expectOf(siteWith({ a: '1' }, { ping: '1' }), { requests: [{ a: '1' }], refuted: [{ ping: present }] }),
    /must not come: POST beacon ping=1/,
  );
});

test('the order counts where it is asked for', async () => {
  const site = siteWith({ a: '1' }, { a: '2' });
  await expectOf(site, { requests: [{ a: '2' }, { a: '1' }] });
  await expectOf(site, { requests: [{ a: '1' }, { a: '2' }], ordered: true });
  await assert.rejects(expectOf(site, { requests: [{ a: '2' }, { a: '1' }], ordered: true }), /did not arrive in its place/);
});

test('one request does not stand for two, and the more exact expectation finds its own', async () => {
  await assert.rejects(expectOf(siteWith({ a: '1' }), { requests: [{ a: '1' }, { a: '1' }] }), /did not arrive/);
  const found = await expectOf(siteWith({ a: '1', b: '1' }, { a: '1' }), { requests: [{ a: '1' }, { a: '1', b: '1' }] });
  assert.deepEqual(found.map(({ parameters }) => parameters.b), [undefined, '1']);
});

test('a step looks only at what came since the one before', async () => {
  const site = siteWith({ a: '1' });
  const visit = openVisit(site);
  await visit.expectRequests({ requests: [{ a: '1' }], settle: 0 });
  await visit.expectRequests({ requests: [], settle: 0 });
  site.add({ a: '2' });
  await visit.expectRequests({ requests: [{ a: '2' }], settle: 0 });
});

test('a request that comes within the settle period counts', async () => {
  const site = siteWith({ a: '1' });
  const step = openVisit(site).expectRequests({ requests: [{ a: '1' }], settle: 60 });
  setTimeout(() => site.add({ a: '1' }), 10);
  await assert.rejects(step, /1 unexpected/);
});

test('how a request came can be asked for too', async () => {
  const site = siteWith([{ a: '1' }, { method: 'GET', transport: 'image' }]);
  await expectOf(site, { requests: [request({ method: 'GET', transport: /^image$/ }, { a: '1' })] });
  await assert.rejects(expectOf(site, { requests: [request({ method: 'POST' }, { a: '1' })] }), /did not arrive: method=POST a=1/);
});
