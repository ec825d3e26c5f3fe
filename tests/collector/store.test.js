import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCollector } from '../../www/collector/collector.js';
import { openCollector } from './harness.js';

function databaseFile(t) {
  const folder = mkdtempSync(join(tmpdir(), 'paqet-hits-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'deeper', 'hits.sqlite');
}

/** A process with a collector that answers `count` hits, says `ready` and then waits to be killed. */
const WRITER = `
  import fastify from 'fastify';
  import { createCollector } from ${JSON.stringify(new URL('../../www/collector/collector.js', import.meta.url).href)};
  const [, database, count] = process.argv;
  const server = fastify();
  server.register(createCollector({ database }).routes);
  for (let hit = 1; hit <= count; hit += 1) await server.inject('/matomo.php?idsite=' + hit + '&rec=1');
  console.log('ready');
  setInterval(() => {}, 1000);
`;

async function startWriter(t, database, count) {
  const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, database, String(count)], {
    cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'],
  });
  t.after(() => writer.kill('SIGKILL'));
  await once(writer.stdout, 'data');
  return writer;
}

test('a restart keeps the hits and goes on counting', async (t) => {
  const database = databaseFile(t);
  const first = createCollector({ database });
  first.close();
  const { collector, get } = openCollector(t, { database });
  await get('?idsite=1&rec=1&action_name=%00caf%C3%A9');
  const before = collector.hits();
  collector.close();
  const again = openCollector(t, { database });
  assert.deepEqual(again.collector.hits(), before);
  await again.get('?idsite=1&rec=1');
  assert.deepEqual(again.collector.hits().map((hit) => hit.id), [1, 2]);
});

test('a process that is killed loses no hit it has answered, and the next one can start', async (t) => {
  const database = databaseFile(t);
  for (const round of [1, 2]) {
    const writer = await startWriter(t, database, 5);
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    const collector = createCollector({ database });
    const sites = collector.hits().map((hit) => hit.parameters.idsite);
    collector.close();
    assert.deepEqual(sites, Array(round).fill(['1', '2', '3', '4', '5']).flat());
  }
});

test('a file that another process or collector uses is refused with a sentence', async (t) => {
  const database = databaseFile(t);
  const writer = await startWriter(t, database, 1);
  assert.throws(() => createCollector({ database }), new RegExp(`in use by process ${writer.pid}`));
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  openCollector(t, { database });
  assert.throws(() => createCollector({ database }), new RegExp(`in use by process ${process.pid}`));
});

test('a file that is no database is refused with a sentence and left as it is', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'paqet-hits-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const database = join(folder, 'notes.txt');
  writeFileSync(database, 'just a text, long enough to have a header of its own'.repeat(20));
  assert.throws(() => createCollector({ database }), /The hits cannot be kept in .*notes\.txt/);
  assert.throws(() => createCollector({ database }), /The hits cannot be kept/, 'the claim was given back');
});

test('clearing forgets the hits for good and uses no id twice', async (t) => {
  const { collector, get } = openCollector(t);
  await get('?idsite=1&rec=1');
  collector.clear();
  assert.deepEqual(collector.hits(), []);
  assert.deepEqual(collector.kept(), { oldest: null, newest: null });
  await get('?idsite=1&rec=1');
  assert.deepEqual(collector.kept(), { oldest: 2, newest: 2 });
});
