import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';
import { findBinary } from './harness/binaries.js';
import { CORE_PART, trackerFile } from './harness/builds.js';
import { coreIsLoaded } from './harness/console-texts.js';
import { browserTest } from './harness/suite.js';

/** A folder with the tracker beside a page and its script, which is gone when the test is over. */
async function folderWith(t, build, trackerUrl, files = {}, commands = '') {
  const folder = await mkdtemp(join(tmpdir(), 'paqet-page-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await Promise.all([
    copyFile(trackerFile(build), join(folder, 'matomo.js')),
    copyFile(CORE_PART, join(folder, 'paqet.core.js')),
    writeFile(join(folder, 'page.html'), '<!doctype html><meta charset="utf-8"><title>T</title><script src="queue.js"></script><script src="matomo.js"></script><p>A page'),
    writeFile(join(folder, 'queue.js'), `var _paq = [['setTrackerUrl', '${trackerUrl}'], ['setSiteId', '1'], ['disablePerformanceTracking'], ${commands} ['trackPageView'], ['enableLinkTracking']];`),
    ...Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)),
  ]);
  return folder;
}

browserTest('a page of a file is tracked when it asks for it', {}, async ({ build, site, page, visit, t }) => {
  const silent = await folderWith(t, build, `${site.origin}/matomo.php`);
  await page.goto(pathToFileURL(join(silent, 'page.html')).href);
  assert.equal(await page.evaluate(() => Matomo.initialized), true);
  await visit.expectRequests({ requests: [], settle: 500 });
  const folder = await folderWith(t, build, `${site.origin}/matomo.php`, {}, "['enableFileTracking'],");
  const address = pathToFileURL(join(folder, 'page.html')).href;
  await page.goto(address);
  await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'b']); });
  await visit.expectRequests({ requests: [{ action_name: 'T', url: address }, { e_a: 'b', url: address }] });
});

const MANIFESTS = {
  'its usual policy': {},
  'a policy that allows WebAssembly': { content_security_policy: { extension_pages: "script-src 'self' 'wasm-unsafe-eval'" } },
};

for (const [policy, more] of Object.entries(MANIFESTS)) {
  browserTest(`a page of a web extension is tracked, with ${policy}`, { engines: ['chromium'] }, async ({ build, site, visit, t }) => {
    const manifest = { manifest_version: 3, name: 'page', version: '1', host_permissions: ['http://localhost/*'], ...more };
    const folder = await folderWith(t, build, `${site.origin}/matomo.php`, { 'manifest.json': JSON.stringify(manifest) });
    const browser = await puppeteer.launch({
      executablePath: findBinary(['chromium', 'chromium-browser'], 'chromium'), headless: true, pipe: true, enableExtensions: true, args: ['--no-sandbox', '--disable-gpu'],
    });
    t.after(() => browser.close());
    const address = `chrome-extension://${await browser.installExtension(folder)}/page.html`;
    const page = await browser.newPage();
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    await page.goto(address);
    await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'b']); });
    await visit.expectRequests({ requests: [{ action_name: 'T', url: address }, { e_a: 'b' }] });
    const isRefused = build === 'wasm' && policy === 'its usual policy';
    assert.equal(said.filter((text) => coreIsLoaded.test(text)).length, isRefused ? 1 : 0, said.join('\n'));
  });
}
