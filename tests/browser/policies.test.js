import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CORE_PART, trackerFile } from './harness/builds.js';
import { present, request, SPACED_SETTLE_MS } from './harness/expect.js';
import { coreIsLoaded, couldNotBeLoaded, couldNotBeSent } from './harness/console-texts.js';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/** Where the tracker lives: on the page's own origin, or on that of the Matomo. */
const HOMES = { 'the page\'s own origin': (site) => site.origin, 'the Matomo\'s origin': (site) => site.elsewhere };

const policy = (text) => ({ headers: { 'content-security-policy': text } });

/** What the console says of a core that came as JavaScript: once where the script has WebAssembly, else never. */
async function saysWhatHappened(page, build) {
  const errors = (await page.consoleMessages()).filter(({ type }) => type !== 'csp' && type !== 'log');
  assert.deepEqual(errors.map(({ type }) => type), build === 'wasm' ? ['error'] : []);
  if (build === 'wasm') assert.match(errors[0].text, coreIsLoaded);
}

for (const [home, originOf] of Object.entries(HOMES)) {
  browserTest(`Tobira's policy, script from ${home}: everything is tracked`, {}, async ({ build, site, page, visit }) => {
    const base = `${originOf(site)}/`;
    const tobira = `default-src 'none'; img-src *; media-src * blob:; font-src *; script-src 'self' 'nonce-abc' ${site.elsewhere}; `
      + "style-src 'self' 'unsafe-inline'; connect-src *; worker-src blob: 'self'; form-action 'self'";
    await page.goto(site.page('/~search', `${snippet({ base }).replace('<script>', '<script nonce="abc">')}
      <a id="out" href="http://out.example/">out</a><script nonce="abc">addEventListener('click', function (event) { event.preventDefault(); });</script>`, policy(tobira)));
    await visit.expectRequests({ requests: [{ action_name: 'T', url: site.url('/~search'), _id: /^[0-9a-f]{16}$/ }] });
    await page.click('#out');
    await page.evaluate(() => { _paq.push(['trackEvent', 'PaellaPlayer', 'paella:play', '']); });
    await visit.expectRequests({ requests: [{ link: 'http://out.example/' }, { e_a: 'paella:play' }] });
    assert.ok(site.accesses().filter(({ path }) => /\.(js|php)$/.test(path) && path !== '/console-recorder.js').every(({ host }) => base.includes(host)));
    await saysWhatHappened(page, build);
  });

  browserTest(`Kiwi's policy, script from ${home}: everything is tracked`, {}, async ({ build, site, page, visit }) => {
    const kiwi = `script-src 'self' cdn.crowdin.com *.ethicalads.io plausible.io${originOf(site) === site.origin ? '' : ` ${site.elsewhere}`}`;
    site.file('/static/setup.js', `var _paq = [['trackPageView'], ['setTrackerUrl', '${originOf(site)}/matomo.php'], ['setSiteId', '1']];`);
    await page.goto(site.page('/plan/1/', `<script src="/static/setup.js"></script><script defer src="${originOf(site)}/matomo.js"></script>`, policy(kiwi)));
    await visit.expectRequests({ requests: [{ action_name: 'T', url: site.url('/plan/1/') }] });
    await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'b']); });
    await visit.expectRequests({ requests: [{ e_a: 'b' }] });
    await saysWhatHappened(page, build);
  });
}

browserTest('the core comes from the script\'s own folder with its query', { builds: ['wasm'] }, async ({ build, site, page, visit }) => {
  for (const name of ['/lib/matomo.js', '/lib/paqet.core.js']) site.file(name, await readFile(name.endsWith('core.js') ? CORE_PART : trackerFile('wasm')));
  await page.goto(site.page('/deep/er/a', `${queue("['trackPageView']")}<script src="../../lib/matomo.js?v=1/2#x"></script>`, policy("script-src 'self' 'unsafe-inline'")));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  const scripts = site.accesses().filter(({ path }) => path.startsWith('/lib/')).map(({ path, query }) => `${path}?${query}`);
  assert.deepEqual(scripts, ['/lib/matomo.js?v=1/2', '/lib/paqet.core.js?v=1/2']);
  await saysWhatHappened(page, build);
});

browserTest('\'wasm-unsafe-eval\' saves the second request', { builds: ['wasm'] }, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}`, policy("script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'")));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(await page.consoleMessages(), []);
  assert.ok(site.accesses().every(({ path }) => path !== '/paqet.core.js'));
});

browserTest('a policy with a nonce and strict-dynamic, and nothing else', {}, async ({ site, page, visit }) => {
  const html = `${queue("['trackPageView']")}<script src="/matomo.js"></script>`.replaceAll('<script', '<script nonce="abc"');
  await page.goto(site.page('/a', `<!doctype html><title>T</title>${html}`, policy("script-src 'nonce-abc' 'strict-dynamic'; base-uri 'none'; object-src 'none'")));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
});

for (const [name, allowed] of Object.entries({ 'the policy paqet': "; trusted-types paqet", 'any policy': '' })) {
  browserTest(`require-trusted-types-for 'script' with ${name} allowed`, {}, async ({ build, site, page, visit }) => {
    await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}`, policy(`script-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'${allowed}`)));
    await visit.expectRequests({ requests: [{ action_name: 'T' }] });
    assert.deepEqual((await page.consoleMessages()).filter(({ text }) => /require-trusted-types|trusted-types blocked/.test(text)), []);
    await saysWhatHappened(page, build);
  });
}

browserTest('Trusted Types that allow no policy paqet: the console says what is missing', { builds: ['wasm'] }, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}`, policy("script-src 'self' 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'")));
  const hasTypes = await page.evaluate(() => 'trustedTypes' in window);
  await visit.expectRequests({ requests: hasTypes ? [] : [{ action_name: 'T' }] });
  const errors = (await page.consoleMessages()).filter(({ type }) => type === 'error').map(({ text }) => text);
  assert.equal(errors.filter((text) => couldNotBeLoaded.test(text)).length, hasTypes ? 1 : 0);
});

browserTest('connect-src that refuses the endpoint: the requests go as images', improves('its beacons are lost'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']", "['trackEvent', 'a', '1']")}${trackerTag}`, policy("connect-src 'none'; img-src 'self'")));
  await visit.expectRequests({ requests: [request({ transport: 'image' }, { action_name: 'T' }), request({ transport: 'image' }, { e_a: '1' })] });
  await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'long', new Array(3000).join('x')]); });
  await visit.expectRequests({ requests: [request({ transport: 'image' }, { e_a: 'long' })], settle: SPACED_SETTLE_MS });
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type !== 'csp'), []);
});

browserTest('a policy that refuses every way is said once', improves('nothing is said'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', `${queue("['trackPageView']", "['trackEvent', 'a', '1']")}${trackerTag}`, policy("connect-src 'none'; img-src 'none'")));
  await page.waitFor(() => (sessionStorage.getItem('harness.console') || '').includes('paqet'));
  await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'b']); });
  await visit.expectRequests({ requests: [], settle: SPACED_SETTLE_MS });
  const messages = (await page.consoleMessages()).filter(({ type }) => type !== 'csp');
  assert.equal(messages.length, 1);
  assert.match(messages[0].text, couldNotBeSent);
});

const integrityOf = async (path) => `sha384-${createHash('sha384').update(await readFile(path)).digest('base64')}`;

browserTest('integrity on the tag: the script runs, and the core it fetches has one too', {}, async ({ build, site, page, visit }) => {
  const tag = `<script src="${site.elsewhere}/matomo.js" integrity="${await integrityOf(trackerFile(build))}" crossorigin></script>`;
  const headers = { 'access-control-allow-origin': '*' };
  site.file('/matomo.js', await readFile(trackerFile(build)), { headers });
  site.file('/paqet.core.js', await readFile(CORE_PART), { headers });
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${tag}`, policy(`script-src 'self' 'unsafe-inline' ${site.elsewhere}`)));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  await saysWhatHappened(page, build);

  site.file('/paqet.core.js', `${await readFile(CORE_PART)} `, { headers });
  await page.goto(site.page('/b', `${queue("['trackPageView']")}${tag}`, policy(`script-src 'self' 'unsafe-inline' ${site.elsewhere}`)));
  await visit.expectRequests({ requests: build === 'wasm' ? [] : [{ url: present }] });
});

for (const [name, headers, attribute] of [
  ['CORS', { 'access-control-allow-origin': '*' }, ' crossorigin="anonymous"'],
  ['a resource policy', { 'cross-origin-resource-policy': 'cross-origin' }, ''],
]) {
  browserTest(`Cross-Origin-Embedder-Policy, script from another origin by ${name}`, {}, async ({ build, site, page, visit }) => {
    site.file('/matomo.js', await readFile(trackerFile(build)), { headers });
    site.file('/paqet.core.js', await readFile(CORE_PART), { headers });
    await page.goto(site.page('/a', `<script>
        var _paq = [['setTrackerUrl', '${site.elsewhere}/matomo.php'], ['setSiteId', '1'], ['trackPageView']];
      </script><script src="${site.elsewhere}/matomo.js"${attribute}></script>`, { headers: {
      'cross-origin-embedder-policy': 'require-corp', 'cross-origin-opener-policy': 'same-origin',
      'content-security-policy': `script-src 'self' 'unsafe-inline' ${site.elsewhere}`,
    } }));
    await page.waitFor(() => window.Matomo);
    await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'long', new Array(3000).join('x')]); });
    await visit.expectRequests({ requests: [{ action_name: 'T' }, { e_a: 'long' }], settle: SPACED_SETTLE_MS });
    await saysWhatHappened(page, build);
  });
}

browserTest('a sandboxed page under a policy without WebAssembly is tracked', improves('the exception ends the boot'), async ({ site, page, visit }) => {
  site.page('/inner', `${queue("['trackPageView']")}${trackerTag}`, { title: 'inner', ...policy(`sandbox allow-scripts; script-src ${site.origin} 'unsafe-inline'`) });
  await page.goto(site.page('/a', '<iframe src="/inner"></iframe>'));
  await visit.expectRequests({ requests: [{ action_name: 'inner', url: site.url('/inner') }] });
  assert.deepEqual(await page.cookies(), {});
});
