import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCollector } from './harness.js';

/** Follows the event stream; `until(count)` answers the first `count` events as `[type, id, data]`. */
async function follow(t, server, query = '', headers = {}) {
  const abort = new AbortController();
  t.after(() => abort.abort());
  const { port } = server.server.address();
  const response = await fetch(`http://127.0.0.1:${port}/collector/events${query}`, { headers, signal: abort.signal });
  assert.match(response.headers.get('content-type'), /^text\/event-stream/);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const events = () => text.split('\n\n').slice(0, -1).filter((block) => !block.startsWith(':')).map((block) => {
    const field = (name) => new RegExp(`^${name}: ?(.*)$`, 'm').exec(block)?.[1];
    return [field('event'), field('id'), field('data')];
  });
  return async function until(count) {
    while (events().length < count) {
      const { value, done } = await reader.read();
      assert.ok(!done, 'the stream ended early');
      text += value;
    }
    return events().slice(0, count);
  };
}

async function listening(t) {
  const opened = openCollector(t);
  await opened.server.listen({ port: 0, host: '127.0.0.1' });
  return opened;
}

const names = (events) => events.map(([type, id]) => (id ? `${type} ${id}` : type));

test('a reader gets hits as they arrive, and hears of a clear', { timeout: 10_000 }, async (t) => {
  const { collector, server, get } = await listening(t);
  await get('?idsite=1&rec=1');
  const until = await follow(t, server);
  await until(1);
  await get('?idsite=1&rec=1&action_name=a%0Ab');
  collector.clear();
  const events = await until(3);
  assert.deepEqual(names(events), ['ready', 'hit 2', 'clear']);
  assert.equal(JSON.parse(events[1][2]).parameters.action_name, 'a\nb');
});

test('earlier hits are replayed on request, and after a lost connection those that were missed', { timeout: 10_000 }, async (t) => {
  const { server, get } = await listening(t);
  for (let count = 0; count < 4; count += 1) await get('?idsite=1&rec=1');
  assert.deepEqual(names(await (await follow(t, server, '?since=2'))(3)), ['hit 3', 'hit 4', 'ready']);
  assert.deepEqual(names(await (await follow(t, server, '?last=1'))(2)), ['hit 4', 'ready']);
  const back = await follow(t, server, '?last=4', { 'last-event-id': '3' });
  const events = await back(2);
  assert.deepEqual(names(events), ['hit 4', 'ready']);
  assert.deepEqual(JSON.parse(events[1][2]), { oldest: 1, newest: 4 });
});

test('closing the server ends the streams', { timeout: 10_000 }, async (t) => {
  const { server } = await listening(t);
  const until = await follow(t, server);
  await until(1);
  await server.close();
  await assert.rejects(until(2), /ended early|terminated/);
});
