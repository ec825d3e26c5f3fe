import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startServer } from '../../www/server.js';

async function open(t, options = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'paqet-pkg-'));
  if (!options.pkg) writeFileSync(join(folder, 'paqet.js'), '\ufeff"tracker"');
  const warnings = [];
  if (!options.videos) writeFileSync(join(folder, 'lecture.webm'), '0123456789');
  const server = await startServer({ port: 0, pkg: folder, videos: folder, warn: (sentence) => warnings.push(sentence), ...options });
  t.after(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const get = async (path) => {
    const response = await fetch(server.origin + path);
    const { status, headers } = response;
    return { status, headers, text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()) };
  };
  return { server, get, warnings, folder };
}

test('the package is served as it is, its script also as /matomo.js', async (t) => {
  const { get } = await open(t);
  for (const path of ['/matomo.js', '/pkg/paqet.js']) {
    const { text, headers } = await get(path);
    assert.equal(text, '\ufeff"tracker"');
    assert.equal(headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.equal(headers.get('cache-control'), 'no-cache');
  }
});

test('the demo has the development build when it is there, which tells the inspector what it scrubbed', async (t) => {
  const pkg = mkdtempSync(join(tmpdir(), 'paqet-debug-'));
  t.after(() => rmSync(pkg, { recursive: true, force: true }));
  writeFileSync(join(pkg, 'paqet.js'), '"tracker"');
  writeFileSync(join(pkg, 'paqet.debug.js'), '"development"');
  const { get } = await open(t, { pkg });
  assert.equal((await get('/matomo.js')).text, '"development"');
});

test('the page to try the scrubber may not connect to anything, not even to a Matomo', async (t) => {
  const { get } = await open(t, { matomoUrl: 'https://stats.example.org/' });
  const policy = (await get('/scrub')).headers.get('content-security-policy');
  assert.match(policy, /default-src 'none'.*connect-src 'none'.*form-action 'none'/);
  assert.doesNotMatch(policy, /stats\.example/);
});

test('each page has a policy that allows its snippet and nothing inline besides', async (t) => {
  const { get } = await open(t);
  for (const path of ['/', '/catalogue', '/catalogue/beans', '/lecture', '/scrub', '/privacy', '/usage', '/usage/bed/7/mine', '/inspector.html']) {
    const { status, text, headers } = await get(path);
    assert.equal(status, 200, path);
    const scripts = /script-src ([^;]*)/.exec(headers.get('content-security-policy'))[1];
    const hashes = [...text.matchAll(/<script>([^]*?)<\/script>/g)].map(([, source]) => (
      `'sha256-${createHash('sha256').update(source).digest('base64')}'`
    ));
    assert.deepEqual(scripts.split(' ').filter((source) => source.startsWith("'sha256-")), hashes);
    assert.doesNotMatch(scripts, /'unsafe-(?:inline|eval)'/);
    assert.doesNotMatch(text, /class="notice"|<!-- notices -->/);
  }
});

test('files outside the served folders, folders and unknown paths are not found', async (t) => {
  const { get } = await open(t);
  for (const path of ['/nothing', '/pkg/', '/pkg/..%2f..%2fpackage.json', '/%2e%2e%2fserver.js', '/inspector', '/index.html', '/%00.js', '/site.css/x.js']) {
    assert.equal((await get(path)).status, 404, path);
  }
});

test('the collector answers at /matomo.php', async (t) => {
  const { server, get } = await open(t);
  assert.equal((await get('/matomo.php?idsite=1&rec=1')).headers.get('content-type'), 'image/gif');
  assert.equal(server.collector.hits().length, 1);
});

test('a missing package is told on the page, in its console and on the terminal', async (t) => {
  const { get, warnings } = await open(t, { pkg: join(tmpdir(), 'no-such-paqet-package') });
  assert.match(warnings.join(), /npm run build/);
  assert.match((await get('/')).text, /class="notice".*npm run build/);
  assert.match((await get('/matomo.js')).text, /^console\.error\(.*npm run build/);
});

test('with a Matomo the snippet sends there, the policy allows it and the page says so', async (t) => {
  const { get } = await open(t, { matomoUrl: 'https://stats.example.org/sub/matomo.php' });
  const { text, headers } = await get('/');
  assert.match(text, /\['setTrackerUrl', 'https:\/\/stats\.example\.org\/sub\/matomo\.php'\]/);
  assert.match(text, /g\.src=u\+'matomo\.js'/);
  assert.match(text, /class="notice".*https:\/\/stats\.example\.org\/sub\//);
  assert.match(headers.get('content-security-policy'), /connect-src 'self' https:\/\/stats\.example\.org;/);
});

test('an address of a Matomo that is none is refused with a sentence', async () => {
  for (const matomoUrl of ['stats.example.org', 'javascript:alert(1)', 'ftp://a/']) {
    await assert.rejects(startServer({ port: 0, matomoUrl }), /MATOMO_URL must be/);
  }
});

test('a port in use makes way for the next free one, with a sentence', async (t) => {
  const busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  t.after(() => busy.close());
  const { port } = busy.address();
  const { server, warnings } = await open(t, { port });
  assert.notEqual(Number(new URL(server.origin).port), port);
  assert.match(warnings.join(), new RegExp(`Port ${port} is in use`));
});

test('the video is sent in the ranges that are asked for; a missing one is told on its page', async (t) => {
  const { server, get } = await open(t);
  const ask = async (range) => {
    const response = await fetch(`${server.origin}/video/lecture.webm`, { headers: range ? { Range: range } : {} });
    return [response.status, await response.text(), response.headers.get('content-range')];
  };
  assert.deepEqual(await ask(), [200, '0123456789', null]);
  assert.deepEqual(await ask('bytes=2-4'), [206, '234', 'bytes 2-4/10']);
  assert.deepEqual(await ask('bytes=8-'), [206, '89', 'bytes 8-9/10']);
  assert.deepEqual(await ask('bytes=8-99'), [206, '89', 'bytes 8-9/10']);
  assert.deepEqual(await ask('bytes=10-'), [416, '', 'bytes */10']);
  assert.deepEqual(await ask('bytes=a'), [200, '0123456789', null]);
  const { headers } = await get('/lecture');
  assert.match(headers.get('content-security-policy'), /media-src 'self'; /);
  assert.match(headers.get('content-security-policy'), /style-src 'self' 'unsafe-inline'/);
  const { get: getWithout } = await open(t, { videos: join(tmpdir(), 'paqet-no-such-folder') });
  assert.match((await getWithout('/lecture')).text, /The video is not drawn/);
  assert.equal((await getWithout('/video/lecture.webm')).status, 404);
});
