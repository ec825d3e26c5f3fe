import assert from 'node:assert/strict';
import { moduleScript, moduleTest, servePackage } from './harness/module.js';
import { absent } from './harness/expect.js';

async function open(site, page, html, options = 'true') {
  await servePackage(site);
  await page.goto(site.page('/a', `${html}${moduleScript(`
    window.tracker = await init({ ...OPTIONS, declarativeEvents: ${options} });
  `)}`));
  await page.waitFor(() => performance.getEntriesByType('resource').some(({ name }) => name.endsWith('declarative-events.js')) && Boolean(window.tracker));
  await page.evaluate(() => new Promise((done) => { setTimeout(done, 50); }));
}

moduleTest('declarative events: one attribute or several, the innermost element counts, elements come and go', {}, async ({ site, page, visit }) => {
  await open(site, page, `
    <div data-track-event="outer|click">
      <button id="one" data-track-event="video | play | intro | 3"><b id="inside">play</b></button>
      <button id="plain">plain</button>
    </div>
    <button id="several" data-track-category="c" data-track-action="a|b" data-track-name="n" data-track-value="1.5">several</button>
    <button id="gone" data-track-event="shop|remove" onclick="event.stopPropagation(); this.remove()">remove</button>
    <p>nothing</p><button id="silent">silent</button><p id="added"></p>`);
  await page.click('#inside');
  await page.click('#plain');
  await page.click('#several');
  await page.click('#gone');
  await page.click('#silent');
  await page.evaluate(() => { document.querySelector('#added').innerHTML = '<button id="new" data-track-event="late|click">new</button>'; });
  await page.click('#new');
  await visit.expectRequests({
    requests: [
      { e_c: 'video', e_a: 'play', e_n: 'intro', e_v: '3' },
      { e_c: 'outer', e_a: 'click', e_n: absent, e_v: absent },
      { e_c: 'c', e_a: 'a|b', e_n: 'n', e_v: '1.5' },
      { e_c: 'shop', e_a: 'remove' },
      { e_c: 'late', e_a: 'click' },
    ],
  });
  assert.deepEqual(await page.complaints(), []);
});

moduleTest('declarative events: a form counts when it is submitted, not when it is clicked', {}, async ({ site, page, visit }) => {
  await open(site, page, `<form data-track-event="form|sent" onsubmit="return false"><input id="field"><button id="send">send</button></form>`);
  await page.click('#field');
  await visit.expectRequests({ requests: [] });
  await page.click('#send');
  await visit.expectRequests({ requests: [{ e_c: 'form', e_a: 'sent' }] });
});

moduleTest('declarative events: selectors, in shadow roots too; what an element says itself comes first', {}, async ({ site, page, visit }) => {
  await open(site, page, `
    <button class="buy" id="buy">buy</button><button class="buy" id="own" data-track-event="own|said">own</button><div id="host"></div>
    <script>document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<button class="buy">deep</button>';</script>`,
  "{ selectors: { '.buy': { category: 'shop', action: 'buy', value: 2 }, 'button': 'any|button', '>>bad': 'a|b' } }");
  await page.click('#buy');
  await page.click('#own');
  await page.click('#host >>> .buy');
  await visit.expectRequests({ requests: [{ e_c: 'shop', e_a: 'buy', e_v: '2' }, { e_c: 'own', e_a: 'said' }, { e_c: 'shop', e_a: 'buy' }] });
  const complaints = await page.complaints();
  assert.equal(complaints.length, 1);
  assert.match(complaints[0], /'>>bad' is no CSS selector/);
});

moduleTest('declarative events: an event without an action is reported and not sent', {}, async ({ site, page, visit }) => {
  await open(site, page, '<button id="bad" data-track-event="only">bad</button>');
  await page.click('#bad');
  await visit.expectRequests({ requests: [] });
  assert.match((await page.complaints()).join(), /needs a category and an action/);
});

moduleTest('declarative events: enabled twice, a click counts once', {}, async ({ site, page, visit }) => {
  await open(site, page, '<button id="one" data-track-event="a|b">one</button><button id="two">two</button>');
  await page.evaluate(() => {
    window.tracker.enableDeclarativeEvents({ selectors: { '#two': 'two|click' } });
    return new Promise((done) => { setTimeout(done, 50); });
  });
  await page.click('#one');
  await page.click('#two');
  await visit.expectRequests({ requests: [{ e_c: 'a' }, { e_c: 'two' }] });
});
