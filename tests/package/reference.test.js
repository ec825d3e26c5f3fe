import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildReference } from '../../js/build/reference.js';

test('the API reference has every method of a tracker, option of init and command, as pages', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'paqet-reference-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await buildReference(folder);
  const page = (name) => readFile(join(folder, name), 'utf8');
  for (const [type, atLeast] of [['Tracker', 137], ['InitOptions', 40]]) {
    const [html, names] = await Promise.all([page(`interfaces/index.${type}.html`), namesIn(type)]);
    assert.ok(names.length > atLeast, `${names.length} members of ${type}`);
    for (const name of names) assert.match(html, new RegExp(`id="${name.toLowerCase()}"`), name);
  }
  assert.match(await page('functions/index.init.html'), /PendingTracker/);
  assert.match(await page('modules/paella.html'), /paqetPlugin/);
});

/** The members of an interface of `index.d.ts`, as they are written there. */
async function namesIn(type) {
  const source = await readFile(new URL('../../js/types/index.d.ts', import.meta.url), 'utf8');
  const [, body] = new RegExp(`export interface ${type} [^]*?\\{\\n([^]*?)\\n\\}`).exec(source);
  return [...body.matchAll(/^ {2}(\w+)[?(<:]/gm)].map(([, name]) => name);
}
