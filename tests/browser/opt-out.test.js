import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { browserTest } from './harness/suite.js';
import { queue, trackerTag } from './harness/snippet.js';

const form = readFileSync(new URL('../../pkg/opt-out.js', import.meta.url), 'utf8');
const policy = { 'content-security-policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src *; img-src *" };

const state = (page) => page.evaluate(() => {
  const element = document.querySelector('paqet-opt-out');
  return [element.querySelector('input').checked, element.querySelector('[role=status]').textContent];
});

browserTest('the opt-out form stops and resumes counting, by mouse and by keyboard', {}, async ({ site, page, visit }) => {
  site.file('/opt-out.js', form);
  await page.goto(site.page('/a', `${queue("['trackPageView']")}${trackerTag}
    <paqet-opt-out></paqet-opt-out><script src="/opt-out.js"></script>`));
  await visit.expectRequests({ requests: [{ action_name: 'T' }] });
  assert.deepEqual(await state(page), [true, 'Your visits are counted.']);

  await page.click('paqet-opt-out label');
  assert.deepEqual(await state(page), [false, 'Your visits are not counted.']);
  const cookies = await page.evaluate(() => document.cookie);
  assert.match(cookies, /mtm_consent_removed=\d+/);
  assert.doesNotMatch(cookies, /_pk_/);
  await page.evaluate(() => { _paq.push(['trackEvent', 'a', 'refused']); });
  await visit.expectRequests({ requests: [], refuted: [{ e_a: 'refused' }] });

  await page.focus('paqet-opt-out input');
  await page.press('Space');
  assert.deepEqual(await state(page), [true, 'Your visits are counted.']);
  assert.doesNotMatch(await page.evaluate(() => document.cookie), /mtm_consent_removed/);
});

browserTest('without a tracker the opt-out form keeps the choice in the cookies of Matomo\'s own form', {}, async ({ site, page }) => {
  site.file('/opt-out.js', form);
  const url = site.page('/a', '<paqet-opt-out></paqet-opt-out><script src="/opt-out.js"></script>', { headers: policy });
  await page.goto(url);
  await page.click('paqet-opt-out input');
  assert.match(await page.evaluate(() => document.cookie), /^mtm_consent_removed=\d{13}$/);
  await page.goto(url);
  assert.deepEqual(await state(page), [false, 'Your visits are not counted.']);
  await page.click('paqet-opt-out input');
  assert.match(await page.evaluate(() => document.cookie), /^mtm_consent=\d{13}$/);
  assert.deepEqual(await page.consoleMessages(), []);
});

browserTest('the opt-out form speaks the page\'s language, and says what its attributes say', {}, async ({ site, page }) => {
  site.file('/opt-out.js', form);
  const languages = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pt', 'xx'];
  await page.goto(site.page('/a', `${languages.map((lang) => `<paqet-opt-out lang="${lang}"></paqet-opt-out>`).join('')}
    <div lang="de-AT"><paqet-opt-out label="Zähl mich &lt;b&gt;"></paqet-opt-out></div><script src="/opt-out.js"></script>`));
  const labels = await page.evaluate(() => [...document.querySelectorAll('paqet-opt-out label')].map((label) => label.textContent));
  assert.deepEqual(labels, [
    'Count my visits', 'Compter mes visites', 'Meine Besuche zählen', 'Contar mis visitas', 'Conta le mie visite',
    'Mijn bezoeken tellen', 'Contar as minhas visitas', 'Count my visits', 'Zähl mich <b>',
  ]);
  const described = await page.evaluate(() => [...document.querySelectorAll('paqet-opt-out')].every((element) => {
    const box = element.querySelector('input');
    return box.labels.length === 1 && document.getElementById(box.getAttribute('aria-describedby')).getAttribute('role') === 'status';
  }));
  assert.equal(described, true);
});

browserTest('the opt-out form follows what else changes: another consent banner, its language, its texts', {}, async ({ site, page }) => {
  site.file('/opt-out.js', form);
  await page.goto(site.page('/a', `${queue()}${trackerTag}<paqet-opt-out lang="ja"></paqet-opt-out><script src="/opt-out.js"></script>`));
  const languages = () => page.evaluate(() => [...document.querySelectorAll('paqet-opt-out p, paqet-opt-out label')].map(({ lang }) => lang).filter(Boolean));
  assert.deepEqual(await languages(), ['en', 'en', 'en'], 'English is said to be English');
  await page.evaluate(() => { Matomo.getAsyncTracker().optUserOut(); });
  assert.deepEqual(await state(page), [false, 'Your visits are not counted.']);
  await page.evaluate(() => { document.querySelector('paqet-opt-out').lang = 'fr-CA'; });
  assert.deepEqual(await state(page), [false, 'Vos visites ne sont pas compt\u00e9es.']);
  assert.deepEqual(await languages(), ['fr', 'fr', 'fr']);
  await page.evaluate(() => { document.querySelector('paqet-opt-out').setAttribute('out', 'Dehors.'); });
  assert.deepEqual(await state(page), [false, 'Dehors.']);
  assert.deepEqual(await page.complaints(), []);
});

browserTest('the opt-out form shows where the keyboard is', {}, async ({ site, page }) => {
  site.file('/opt-out.js', form);
  await page.goto(site.page('/a', '<paqet-opt-out></paqet-opt-out><script src="/opt-out.js"></script>'));
  await page.press('Tab');
  await page.waitFor(() => document.activeElement.matches('paqet-opt-out input'));
  assert.equal(await page.evaluate(() => document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle !== 'none'), true);
});
