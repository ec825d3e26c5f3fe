import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { stayOnPage, withoutClientHints } from './harness/page-scripts.js';
import { queue, snippet, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/** A page of links that lead nowhere, with the tracker in its head. */
const pageOf = (body, ...commands) => `${withoutClientHints}${stayOnPage}${queue(...commands)}${trackerTag}
  <style>a, area, button { display: inline-block; margin: 2px }</style>${body}`;
const LINKS_ON = "['enableLinkTracking']";
const anchor = (href, attributes = '') => `<a href="${href}" ${attributes}>link</a>`;
const OUT = 'http://out.example/';

/** Defines a page with the links, clicks each once, and expects for each row what its third element says. */
async function clickThrough({ site, page, visit }, rows, ...commands) {
  const links = rows.map(([href, attributes], index) => `<p>${anchor(href, `id="link${index}" ${attributes}`)}</p>`);
  await page.goto(site.page('/dir/t', pageOf(links.join(''), LINKS_ON, ...commands)));
  for (const index of rows.keys()) await page.click(`#link${index}`);
  const requests = rows.map(([, , expected]) => expected).filter(Boolean).map(
    (expected) => Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, value.replace('SITE', site.origin)])),
  );
  await visit.expectRequests({ requests, settle: SPACED_SETTLE_MS });
}

const ADDRESSES = [
  ['http://other.example/page?a=1#h', '', { link: 'http://other.example/page?a=1#h' }],
  ['HTTP://OTHER.EXAMPLE/Page', '', { link: 'http://other.example/Page' }],
  ['//other.example/pr', '', { link: 'http://other.example/pr' }],
  ['/files/a.PDF', '', { download: 'SITE/files/a.PDF' }],
  ['/x.php?f=a.zip&y=1', '', { download: 'SITE/x.php?f=a.zip&y=1' }],
  ['/x#a.tar.gz', '', { download: 'SITE/x#a.tar.gz' }],
  ['http://files.zip', '', { link: 'http://files.zip/' }],
  ['http://other.example/a%20b%26c?x=%C3%BC+1&y=%2F', '', { link: 'http://other.example/a b&c?x=\u00fc+1&y=/' }],
  ['http://other.example/p?pk_vid=abc&z=1&ignore_referrer=1', '', { link: 'http://other.example/p?z=1' }],
  ['/x.pdfx', '', null],
  ['/local', '', null],
  ['#x', '', null],
  ['', '', null],
  ['javascript:void(0)', '', null],
  ['mailto:a@b.example', '', null],
  ['tel:123', '', null],
];

browserTest('left clicks: outlinks, downloads and neither, by address', {}, async (given) => {
  await clickThrough(given, ADDRESSES);
});

const MARKS = [
  ['/page', 'download', { download: 'SITE/page' }],
  ['/page1', 'download class="matomo_link"', { link: 'SITE/page1' }],
  ['/page2', 'class="foo piwik_link bar"', { link: 'SITE/page2' }],
  ['/page3', 'class="matomo-download"', { download: 'SITE/page3' }],
  [`${OUT}4`, 'class="piwik_download piwik_link"', { link: `${OUT}4` }],
  [`${OUT}5`, 'class="matomo_ignore"', null],
  ['/6.pdf', 'class="a piwik-ignore"', null],
  ['/page7', 'class="mine"', { link: 'SITE/page7' }],
  ['/page8', 'class="get"', { download: 'SITE/page8' }],
  [`${OUT}9`, 'class="quiet"', null],
  ['/10.foo', '', { download: 'SITE/10.foo' }],
  ['/11.pdf', '', null],
  ['http://own.example/12', '', null],
  ['http://sub.own.example/13', '', { link: 'http://sub.own.example/13' }],
  ['http://sub.wide.example/14', '', null],
];

browserTest('classes, the download attribute, own extensions and own domains decide', {}, async (given) => {
  await clickThrough(
    given, MARKS, "['setLinkClasses', 'mine']", "['setDownloadClasses', ['get']]", "['setIgnoreClasses', 'quiet']",
    "['setDownloadExtensions', 'foo|bar']", "['setDomains', ['own.example', '*.wide.example']]",
  );
});

browserTest('every way of using a link counts it', {}, async ({ engine, site, page, visit }) => {
  const otherButtons = engine.allButtons ? ['middle', 'right'] : [];
  const names = ['left', 'ctrl', 'enter', 'double', 'script', ...otherButtons];
  const links = names.map((name) => `<p>${anchor(OUT + name, `id="${name}"`)}</p>`).join('');
  await page.goto(site.page('/t', pageOf(links, LINKS_ON)));
  await page.click('#left');
  await page.click('#ctrl', { modifiers: ['Control'] });
  for (const button of otherButtons) await page.click(`#${button}`, { button });
  await page.focus('#enter');
  await page.press('Enter');
  await page.click('#double', { times: 2 });
  await page.evaluate(() => document.querySelector('#script').click());
  await visit.expectRequests({
    requests: [...names, 'double'].map((name) => ({ link: OUT + name })),
    settle: SPACED_SETTLE_MS,
  });
});

browserTest('enableLinkTracking(false) counts plain clicks only', {}, async ({ engine, site, page, visit }) => {
  const links = ['left', 'middle', 'right', 'enter'].map((name) => `<p>${anchor(OUT + name, `id="${name}"`)}</p>`).join('');
  await page.goto(site.page('/t', pageOf(links, "['enableLinkTracking', false]")));
  if (engine.allButtons) for (const button of ['middle', 'right']) await page.click(`#${button}`, { button });
  await page.click('#left');
  await page.focus('#enter');
  await page.press('Enter');
  await visit.expectRequests({
    requests: [{ link: `${OUT}left` }, { link: `${OUT}enter` }],
    refuted: [{ link: `${OUT}middle` }, { link: `${OUT}right` }],
    settle: SPACED_SETTLE_MS,
  });
});

const MOUSE_EVENTS = `(function () {
  function fire(id, type, button, bubbles) {
    document.getElementById(id).dispatchEvent(new MouseEvent(type, { button: button, bubbles: bubbles !== false, cancelable: true }));
  }
  fire('pressed', 'mousedown', 1); fire('pressed', 'mouseup', 1); fire('pressed', 'auxclick', 1);
  fire('menu', 'contextmenu', 2);
  fire('from', 'mousedown', 1); fire('to', 'mouseup', 1);
  fire('lone', 'auxclick', 1);
  fire('lone', 'mouseup', 1);
  fire('middle', 'click', 1);
  fire('right', 'click', 2);
  fire('captured', 'click', 0, false);
}())`;

browserTest('mouse events: a middle press counts at its release on the same link, a context menu at once', {}, async ({ site, page, visit }) => {
  const ids = ['pressed', 'menu', 'from', 'to', 'lone', 'middle', 'right', 'captured'];
  await page.goto(site.page('/t', pageOf(ids.map((id) => anchor(OUT + id, `id="${id}"`)).join(''), LINKS_ON)));
  await page.evaluate(MOUSE_EVENTS);
  await visit.expectRequests({
    requests: ['pressed', 'menu', 'right', 'captured'].map((id) => ({ link: OUT + id })),
    refuted: ['from', 'to', 'lone', 'middle'].map((id) => ({ link: OUT + id })),
    settle: SPACED_SETTLE_MS,
  });
});

browserTest('clicks inside a link, on an image map, and links added later', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/t', pageOf(`
    <p><a href="${OUT}nested"><span><i id="nested">deep</i></span></a></p>
    <p><a href="${OUT}icon"><svg id="icon" width="20" height="20"><rect width="20" height="20"/></svg></a></p>
    <p><img id="map" usemap="#areas" width="60" height="60" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">
      <map name="areas"><area shape="rect" coords="10,10,50,50" href="${OUT}area"></map></p>
    <p id="later"></p><p><a id="nohref">no address</a></p>`, LINKS_ON)));
  await page.evaluate((html) => { document.querySelector('#later').innerHTML = html; }, anchor(`${OUT}later`, 'id="added"'));
  for (const selector of ['#nested', '#icon', 'area', '#added', '#nohref']) await page.click(selector);
  await visit.expectRequests({
    requests: ['nested', 'icon', 'area', 'later'].map((name) => ({ link: OUT + name })),
    settle: SPACED_SETTLE_MS,
  });
});

browserTest('links of SVG and in shadow roots', improves('knows neither'), async ({ site, page, visit }) => {
  await page.goto(site.page('/t', pageOf(`
    <svg width="200" height="40"><a href="${OUT}svg"><text id="svg" y="20">svg link</text></a></svg>
    <svg width="200" height="40" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="${OUT}xlink"><text id="xlink" y="20">old svg link</text></a></svg>
    <div id="host"></div><script>
      document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<a href="${OUT}shadow"><b>in a shadow root</b></a>';
    </script>`, LINKS_ON)));
  for (const selector of ['#svg', '#xlink', '#host >>> b']) await page.click(selector);
  await visit.expectRequests({ requests: ['svg', 'xlink', 'shadow'].map((name) => ({ link: OUT + name })), settle: SPACED_SETTLE_MS });
});

browserTest('what the page does with the click does not matter', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/t', pageOf(`
    <p>${anchor(`${OUT}prevented`, 'id="prevented" onclick="return false"')}</p>
    <p>${anchor(`${OUT}stopped`, 'id="stopped"')}</p>
    <p>${anchor(`${OUT}old`, `id="rewritten" onclick="this.href = '${OUT}new'"`)}</p><script>
      document.querySelector('#stopped').addEventListener('click', function (event) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }, true);
    </script>`, LINKS_ON)));
  for (const selector of ['#prevented', '#stopped', '#rewritten']) await page.click(selector);
  await visit.expectRequests({
    requests: ['prevented', 'stopped', 'old'].map((name) => ({ link: OUT + name })),
    refuted: [{ link: `${OUT}new` }],
    settle: SPACED_SETTLE_MS,
  });
});

browserTest('without enableLinkTracking nothing is counted; enabled twice, a click counts once', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/t', pageOf(anchor(OUT, 'id="out"'))));
  await page.click('#out');
  await visit.expectRequests({ requests: [] });
  await page.evaluate(() => { _paq.push(['enableLinkTracking']); _paq.push(['enableLinkTracking']); });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: OUT }], settle: SPACED_SETTLE_MS });
});

browserTest('addListener watches one element, also above the link', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/t', pageOf(`<div id="box">${anchor(`${OUT}in`, 'id="in"')}</div><p>${anchor(`${OUT}beside`, 'id="beside"')}</p>`)));
  await page.evaluate(() => { _paq.push(['addListener', document.querySelector('#box')]); });
  await page.click('#in');
  await page.click('#beside');
  await visit.expectRequests({ requests: [{ link: `${OUT}in` }], refuted: [{ link: `${OUT}beside` }], settle: SPACED_SETTLE_MS });
});

browserTest('a tracker added later follows links only after enableLinkTracking', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/t', pageOf(anchor(OUT, 'id="out"'), LINKS_ON)));
  await page.evaluate(() => { _paq.push(['addTracker', '/matomo.php', '2']); });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: OUT, idsite: '1' }], settle: SPACED_SETTLE_MS });
  await page.evaluate(() => { _paq.push(['enableLinkTracking']); });
  await page.click('#out');
  await visit.expectRequests({ requests: [{ link: OUT, idsite: '1' }, { link: OUT, idsite: '2' }], settle: SPACED_SETTLE_MS });
});

browserTest('trackLink sends what it is given', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/t', `${withoutClientHints}${queue()}${trackerTag}<script>
    _paq.push(['trackLink', 'http://x.example/a b?q=%20', 'link', { dimension3: 'v', k: 1 }, function (result) { window.result = result; }]);
    _paq.push(['trackLink', 'http://x.example/f', 'download']);
  </script>`));
  await visit.expectRequests({
    requests: [
      { link: 'http://x.example/a b?q=%20', dimension3: 'v', data: '{"k":1}' },
      { download: 'http://x.example/f', dimension3: absent, data: absent },
    ],
  });
  assert.equal(await page.evaluate(() => window.result.success), true);
});

browserTest('following an outlink right after the page view loses nothing and counts it once', {}, async ({ site, page, visit }) => {
  const away = `${site.elsewhere}/away`;
  site.page('/away', '<p id="away">away</p>');
  await page.goto(site.page('/t', `${snippet()}${anchor(away, 'id="out"')}`));
  await page.waitFor(() => window.Matomo && window.Matomo.initialized && document.readyState === 'complete');
  await page.click('#out');
  await page.waitFor(() => document.querySelector('#away') !== null);
  await visit.expectRequests({ requests: [{ action_name: 'T' }, { link: away }], settle: SPACED_SETTLE_MS });
});
