import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { init } from '../../pkg/index.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** Runs the compiler on this folder; answers its complaints. */
function compile() {
  try {
    execFileSync(process.execPath, [here('../clients/node_modules/typescript/bin/tsc'), '-p', here('tsconfig.json')], { encoding: 'utf8' });
    return '';
  } catch (error) {
    return error.stdout;
  }
}

test('good uses compile, bad ones are refused', () => {
  assert.equal(compile(), '');
});

test('the types name every method of a tracker, and no others', async () => {
  const types = await readFile(new URL('../../pkg/index.d.ts', import.meta.url), 'utf8');
  const [, body] = /export interface Tracker \{([^]*?)\n\}/.exec(types);
  const named = [...body.matchAll(/^  (\w+)[(<]/gm)].map(([, name]) => name);
  assert.equal(new Set(named).size, named.length, 'each once');
  const tracker = await init();
  assert.deepEqual(named.sort(), Object.keys(tracker).sort());
});

test('the types name every rule of the scrubber, and no others', async () => {
  const types = await readFile(new URL('../../pkg/index.d.ts', import.meta.url), 'utf8');
  const rust = await readFile(new URL('../../src/tracker/scrub/report.rs', import.meta.url), 'utf8');
  const [, typed] = /export type ScrubRule =([^]*?);/.exec(types);
  const [, rules] = /pub enum Rule \{([^]*?)\n\}/.exec(rust);
  assert.deepEqual([...typed.matchAll(/"(\w+)"/g)].map(([, name]) => name), [...rules.matchAll(/^    (\w+),$/gm)].map(([, name]) => name));
});

test('the types name every option of init, and no others', async () => {
  const types = await readFile(new URL('../../pkg/index.d.ts', import.meta.url), 'utf8');
  const [, body] = /export interface InitOptions \{([^]*?)\n\}/.exec(types);
  const named = [...body.matchAll(/^  (\w+)\??:/gm)].map(([, name]) => name);
  const { OPTIONS } = await import('../../js/module/options.js');
  assert.deepEqual(named.sort(), Object.keys(OPTIONS).sort());
});
