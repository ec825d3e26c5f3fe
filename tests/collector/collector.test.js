import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCollector, problemsOf } from './harness.js';

const FORM = 'application/x-www-form-urlencoded; charset=utf-8';

test('a GET is answered with a 43-byte image', async (t) => {
  const { collector, get } = openCollector(t);
  const answer = await get('?idsite=1&rec=1&action_name=Caf%C3%A9%20%2B+x');
  assert.equal(answer.statusCode, 200);
  assert.equal(answer.headers['content-type'], 'image/gif');
  assert.equal(answer.rawPayload.length, 43);
  const [hit] = collector.hits();
  assert.equal(hit.query, 'idsite=1&rec=1&action_name=Caf%C3%A9%20%2B+x');
  assert.deepEqual({ ...hit.parameters }, { idsite: '1', rec: '1', action_name: 'Café + x' });
  assert.deepEqual(hit.names, ['idsite', 'rec', 'action_name']);
  assert.deepEqual([hit.method, hit.path, hit.from, hit.bulk, hit.transport], ['GET', '/matomo.php', 'query', null, 'image']);
  assert.equal(hit.bytes, Buffer.byteLength(hit.query));
  assert.deepEqual(hit.problems, []);
});

test('send_image=0 is answered with 204 and nothing else', async (t) => {
  const { get, post } = openCollector(t);
  for (const answer of [await get('?idsite=1&rec=1&send_image=0'), await post('idsite=1&rec=1&send_image=0', { type: FORM })]) {
    assert.equal(answer.statusCode, 204);
    assert.equal(answer.payload, '');
  }
});

test('a POST with an empty body carries its request in the address', async (t) => {
  const { collector, post } = openCollector(t);
  const answer = await post('', { query: '?idsite=1&rec=1&send_image=0&e_c=a&e_a=b', type: FORM });
  assert.equal(answer.statusCode, 204);
  assert.equal(collector.hits()[0].query, 'idsite=1&rec=1&send_image=0&e_c=a&e_a=b');
});

test('a body is read whatever its content type says', async (t) => {
  const { collector, post } = openCollector(t);
  for (const type of [FORM, 'text/plain', 'application/json', 'no type at all', undefined]) {
    const answer = await post('idsite=1&rec=1&action_name=a+b', { type });
    assert.equal(answer.statusCode, 200, type);
    const hit = collector.hits().at(-1);
    assert.equal(hit.parameters.action_name, 'a b', type);
    assert.equal(hit.headers.contentType, type ?? null);
    assert.equal(hit.from, 'form');
  }
});

test('where address and body carry a parameter, the address wins', async (t) => {
  const { collector, post } = openCollector(t);
  await post('idsite=2&rec=1', { query: '?idsite=1&x=1', type: FORM });
  const [hit] = collector.hits();
  assert.equal(hit.parameters.idsite, '1');
  assert.deepEqual(hit.names, ['idsite', 'x', 'idsite', 'rec']);
  assert.match(problemsOf(hit).idsite, /again/);
});

test('a bulk request is read from its raw text and answered with 204 or counts', async (t) => {
  const { collector, post } = openCollector(t);
  const silent = await post('{"requests":["?idsite=1&rec=1&e_c=a&e_a=b","?idsite=1&rec=1&ping=1"],"send_image":0}', { type: FORM });
  assert.deepEqual([silent.statusCode, silent.payload], [204, '']);
  const counted = await post('{"requests":["?idsite=1&rec=1",{"idsite":2,"rec":1,"cvar":{"1":["n","v"]}},"?rec=1"]}', { type: 'application/json' });
  assert.deepEqual(counted.json(), { status: 'success', tracked: 2, invalid: 1 });
  const hits = collector.hits();
  assert.deepEqual(hits.map((hit) => hit.bulk.index), [0, 1, 0, 1, 2]);
  assert.deepEqual(hits.map((hit) => hit.bulk.size), [2, 2, 3, 3, 3]);
  assert.equal(hits[0].bulk.id, hits[1].bulk.id);
  assert.notEqual(hits[1].bulk.id, hits[2].bulk.id);
  assert.equal(hits[0].query, 'idsite=1&rec=1&e_c=a&e_a=b');
  assert.equal(hits[0].from, 'json');
  assert.equal(hits[3].parameters.cvar, '{"1":["n","v"]}');
  assert.deepEqual(hits[3].problems, []);
});

test('a bulk request that cannot be read is refused and kept with the reason', async (t) => {
  const { collector, post } = openCollector(t);
  for (const body of ['{"requests":["?idsite=1', '{"requests":{}}', '{"requests":[]}', "{'requests':['?idsite=1']}"]) {
    const answer = await post(body, { type: FORM });
    assert.equal(answer.statusCode, 400, body);
    assert.ok(problemsOf(collector.hits().at(-1)).requests, body);
  }
});

test('entries of a bulk request that Matomo would not read are named', async (t) => {
  const { collector, post } = openCollector(t);
  await post('{"requests":["idsite=1&rec=1",7,null,"?idsite=1&rec=1&url=http://a/#x&e_c=1"]}');
  const hits = collector.hits();
  assert.deepEqual(hits.map((hit) => Boolean(problemsOf(hit).requests)), [true, true, true, true]);
  assert.equal(hits[3].parameters.e_c, undefined);
});

test('without idsite and rec=1 a request is refused, but kept', async (t) => {
  const { collector, get, post } = openCollector(t);
  for (const answer of [await get('?rec=1'), await get('?idsite=1'), await get('?idsite=1&rec=0'), await post('')]) {
    assert.equal(answer.statusCode, 400);
  }
  assert.equal(collector.hits().length, 4);
  assert.ok(problemsOf(collector.hits()[0]).idsite);
});

test('a person who opens the endpoint gets a text and leaves no hit', async (t) => {
  const { collector, get } = openCollector(t);
  const answer = await get('');
  assert.equal(answer.statusCode, 200);
  assert.match(answer.payload, /tracking endpoint/);
  assert.deepEqual(collector.hits(), []);
});

test('pages of any origin may send with cookies; preflights are counted, not kept', async (t) => {
  const { collector, server, get } = openCollector(t);
  const answer = await get('?idsite=1&rec=1', { origin: 'https://shop.example' });
  assert.equal(answer.headers['access-control-allow-origin'], 'https://shop.example');
  assert.equal(answer.headers['access-control-allow-credentials'], 'true');
  assert.equal(collector.preflights(), 0);
  const preflight = await server.inject({ method: 'OPTIONS', url: '/matomo.php?x=1', headers: { origin: 'https://shop.example' } });
  assert.equal(preflight.statusCode, 204);
  assert.equal(collector.preflights(), 1);
  assert.equal(collector.hits().length, 1);
});

test('the Sec-Fetch headers tell beacon, fetch and image apart', async (t) => {
  const { collector, server } = openCollector(t);
  const send = (method, destination, mode) => server.inject({
    method, url: '/matomo.php?idsite=1&rec=1', headers: { 'sec-fetch-dest': destination, 'sec-fetch-mode': mode },
  });
  await send('POST', 'empty', 'no-cors');
  await send('POST', 'empty', 'cors');
  await send('GET', 'image', 'no-cors');
  await send('GET', 'empty', 'cors');
  assert.deepEqual(collector.hits().map((hit) => hit.transport), ['beacon', 'fetch', 'image', 'fetch']);
});

test('several megabytes are taken', async (t) => {
  const { collector, post } = openCollector(t);
  const answer = await post(`idsite=1&rec=1&data=${'x'.repeat(4 * 1024 * 1024)}`, { type: FORM });
  assert.equal(answer.statusCode, 200);
  assert.ok(collector.hits()[0].bytes > 4 * 1024 * 1024);
});

test('hostile names do not reach the prototype', async (t) => {
  const { collector, get } = openCollector(t);
  await get('?idsite=1&rec=1&__proto__=a&constructor=b&toString=c');
  const { parameters, problems } = collector.hits()[0];
  assert.equal(parameters.__proto__, 'a');
  assert.equal(problems.length, 3);
});

test('a listener hears of each hit until it unsubscribes', async (t) => {
  const { collector, get } = openCollector(t);
  const heard = [];
  const unsubscribe = collector.onHit((hit) => heard.push(hit.id));
  await get('?idsite=1&rec=1');
  unsubscribe();
  await get('?idsite=1&rec=1');
  assert.deepEqual(heard, [1]);
});

test('hits are asked for over HTTP, in part and as a whole, and forgotten', async (t) => {
  const { server, get } = openCollector(t);
  for (let count = 0; count < 4; count += 1) await get('?idsite=1&rec=1');
  const ids = async (query) => (await server.inject(`/collector/hits${query}`)).json().map((hit) => hit.id);
  assert.deepEqual(await ids(''), [1, 2, 3, 4]);
  assert.deepEqual(await ids('?since=2'), [3, 4]);
  assert.deepEqual(await ids('?since=1&limit=2'), [2, 3]);
  assert.deepEqual(await ids('?last=2'), [3, 4]);
  assert.equal((await server.inject({ method: 'DELETE', url: '/collector/hits' })).statusCode, 204);
  assert.deepEqual(await ids(''), []);
  assert.deepEqual((await server.inject('/collector/preflights')).json(), { count: 0 });
});
