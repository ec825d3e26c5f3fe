import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../../js/build/steps.js';
import { installedIn } from './harness/installed.js';

test('on a server, importing and calling does nothing and throws nothing', (t) => {
  const folder = installedIn(t, {
    'server.mjs': `
      const fetched = [];
      globalThis.fetch = (...args) => fetched.push(args);
      const { init } = await import('paqet');
      const pending = init({ trackerUrl: 'https://stats.example/matomo.php', siteId: 1, singlePage: true, global: true, nonsense: 1 });
      pending.trackPageView();
      const tracker = await pending;
      for (const name of Object.keys(tracker)) tracker[name]('a', 'b', 'c');
      console.log(JSON.stringify([Object.keys(tracker).length > 137, await pending.ready === tracker, fetched, Object.keys(globalThis).filter((name) => /paq|matomo|piwik/i.test(name))]));
    `,
  });
  const run = execFileSync(process.execPath, ['server.mjs'], { cwd: folder, encoding: 'utf8' });
  assert.deepEqual(JSON.parse(run), [true, true, [], []]);
});

test('every entry of the package is a file that is packed', (t) => {
  const folder = installedIn(t, {});
  const { exports, types } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? entry : Object.values(entry))).concat(types);
  assert.deepEqual(files.filter((file) => !existsSync(join(folder, 'node_modules/paqet', file))), []);
});
