import assert from 'node:assert/strict';
import { absent, request, SPACED_SETTLE_MS } from './harness/expect.js';
import { stayOnPage, withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

/** The tracker in the head, so that the blocks are not there yet when the commands run. */
const pageOf = (body, ...commands) => `${withoutClientHints}${queue("['setRequestQueueInterval', 1000]", ...commands)}${trackerTag}
  <script>var tracker = Matomo.getAsyncTracker();</script>${body}`;
const ALL = "['trackAllContentImpressions']";
const block = (name, inside = '', attributes = '') => `<div data-track-content data-content-name="${name}" data-content-piece="P" ${attributes}>${inside || name}</div>`;
const impression = (name, rest) => ({ c_n: name, c_i: absent, ...rest });
const named = (...names) => names.map((name) => impression(name));

const A = '<a href="http://www.example.com" data-track-content';
const PAGE = 'SITE/dir/';

/** Markup, and the name, piece and target that are read from it. */
const RESOLUTION = [
  ['<img src="img-en.jpg" data-track-content>', '/dir/img-en.jpg', `${PAGE}img-en.jpg`, ''],
  [`${A}><img src="img-en.jpg" data-content-piece="img.jpg"></a>`, 'img.jpg', 'img.jpg', 'http://www.example.com'],
  [`${A}><img src="img-en.jpg" data-content-piece=""></a>`, '/dir/img-en.jpg', `${PAGE}img-en.jpg`, 'http://www.example.com'],
  [`${A}><img src="img-en.jpg" class="piwikContentPiece"></a>`, '/dir/img-en.jpg', `${PAGE}img-en.jpg`, 'http://www.example.com'],
  [`${A}><p data-content-piece>Lorem</p></a>`, 'Unknown', 'Unknown', 'http://www.example.com'],
  ['<img src="http://127.0.0.1:9/path/img-en.jpg" data-track-content>', 'http://127.0.0.1:9/path/img-en.jpg', 'http://127.0.0.1:9/path/img-en.jpg', ''],
  [`${A} title="Block Title"><span title="Inner" data-content-piece>x</span></a>`, 'Block Title', 'Unknown', 'http://www.example.com'],
  [`${A}><span title="Target Title" data-content-target>x</span></a>`, 'Target Title', 'Unknown', 'http://www.example.com'],
  ['<div data-track-content><a title="Target Title" data-content-target="http://target.example">x</a><span title="Piece Title" data-content-piece>x</span></div>',
    'Piece Title', 'Unknown', 'http://target.example'],
  ['<div data-track-content data-content-name="My Ad"><img src="http://127.0.0.1:9/xyz.jpg" data-content-piece><a href="/anylink" data-content-target>x</a></div>',
    'My Ad', 'http://127.0.0.1:9/xyz.jpg', 'SITE/anylink'],
  ['<div data-track-content data-content-name="My Ad"><a href="test" class="piwikContentPiece">x</a></div>', 'My Ad', 'Unknown', `${PAGE}test`],
  ['<div data-track-content data-content-name="My Video"><video data-content-piece data-content-target="videoplayer"><source src="movie.mp4"></video></div>',
    'My Video', `${PAGE}movie.mp4`, 'videoplayer'],
  ['<div data-track-content><input type="submit" data-content-target="http://attr.example"></div>', 'Unknown', 'Unknown', 'http://attr.example'],
  ['<div data-track-content data-content-piece="   pie ce  " data-content-target="  targ et  " data-content-name="   name   "></div>', 'name', 'pie ce', 'targ et'],
  ['<div data-track-content data-content-piece="SITE/x.jpg"></div>', '/x.jpg', 'SITE/x.jpg', ''],
  ['<div data-track-content><img data-content-piece src="b.png"><img data-content-piece="LIT"></div>', 'LIT', 'LIT', ''],
  ['<object data-track-content><param name="movie" value="movie_param1.swf"></object>', '/dir/movie_param1.swf', `${PAGE}movie_param1.swf`, ''],
  ['<object data-track-content data="document.pdf"></object>', '/dir/document.pdf', `${PAGE}document.pdf`, ''],
  ['<object data-track-content data=""><embed src="document2.pdf"></object>', '/dir/document2.pdf', `${PAGE}document2.pdf`, ''],
  ['<div class="matomoTrackContent"><b class="matomoContentPiece" title="by class">x</b><i class="matomoContentTarget"></i></div>', 'by class', 'Unknown', ''],
  ['<div class="a piwikTrackContent b"><i class="piwikContentTarget" data-content-target=" "></i></div>', 'Unknown', 'Unknown', ''],
  ['<div data-track-content><div data-content-name="INNER" data-content-piece="IP"></div></div>', 'INNER', 'IP', ''],
  ['<iframe data-track-content src="about:blank"></iframe>', 'Unknown', 'Unknown', ''],
  ['<div data-track-content data-content-name="ü &amp; 😀" data-content-target="#h"></div>', 'ü & 😀', 'Unknown', '#h'],
];

browserTest('a block is called by its attributes, classes, media, titles and links', {}, async ({ site, page }) => {
  await page.goto(site.page('/dir/t', pageOf('<div id="stage"></div>')));
  const rows = RESOLUTION.map((row) => row.map((text) => text.replace('SITE', site.origin)));
  const logged = await page.evaluate((markups) => {
    const real = console.log;
    let latest;
    console.log = (list) => { latest = list; };
    const answers = markups.map((markup) => {
      document.getElementById('stage').innerHTML = markup;
      tracker.logAllContentBlocksOnPage();
      return latest;
    });
    console.log = real;
    return answers;
  }, rows.map(([markup]) => markup));
  rows.forEach(([markup, name, piece, target], index) => assert.deepEqual(logged[index], [{ name, piece, target }], markup));
});

const MARKED = [
  block('attribute'), '<div class="matomoTrackContent" data-content-name="class">x</div>', '<div class="piwikTrackContent" data-content-name="old class">x</div>',
  block('twice marked', '', 'class="matomoTrackContent"'), block('twins'), block('twins'),
  block('outer', '<div class="piwikTrackContent" data-content-name="inner">x</div>'),
].join('');
const MARKED_NAMES = ['attribute', 'class', 'old class', 'twice marked', 'twins', 'outer', 'inner'];

browserTest('every block of the page is an impression, once per page view, in one bulk request', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(MARKED, ALL)));
  const hits = await visit.expectRequests({ requests: MARKED_NAMES.map((name) => request({ from: 'json' }, impression(name, { ca: '1', idsite: '1' }))) });
  assert.equal(new Set(hits.map(({ bulk }) => bulk.id)).size, 1);
  await page.evaluate(() => { tracker.trackAllContentImpressions(); });
  await visit.expectRequests({ requests: [], settle: 1300 });
  for (const [method, ...sent] of [['trackPageView', { action_name: 'T' }], ['trackSiteSearch', { search: 'word' }]]) {
    await page.evaluate((name) => { tracker[name](name === 'trackSiteSearch' ? 'word' : undefined); tracker.trackAllContentImpressions(); }, method);
    await visit.expectRequests({ requests: [...sent, ...named(...MARKED_NAMES)] });
  }
});

browserTest('impressions come in document order', improves('they come backwards, grouped by class'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(MARKED, ALL)));
  await visit.expectRequests({ requests: named(...MARKED_NAMES), ordered: true });
});

browserTest('blocks that are added later: only the new ones count; a part of the page can be scanned', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(block('first'), ALL)));
  await visit.expectRequests({ requests: named('first') });
  await page.evaluate((markup) => {
    document.body.insertAdjacentHTML('beforeend', markup);
    tracker.trackContentImpressionsWithinNode(null);
    tracker.trackContentImpressionsWithinNode();
    tracker.trackContentImpressionsWithinNode(document.getElementById('part'));
  }, `<div id="part" class="matomoTrackContent" data-content-name="itself">${block('within')}${block('first')}</div>${block('beside')}`);
  await visit.expectRequests({ requests: named('itself', 'within') });
  await page.evaluate(() => { tracker.trackAllContentImpressions(); });
  await visit.expectRequests({ requests: named('beside') });
});

browserTest('a scanned part counts blocks marked by the new class, too', improves('it misses descendants that only have the class matomoTrackContent'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf('<div id="part"><p class="matomoTrackContent" data-content-name="new">x</p><p class="piwikTrackContent" data-content-name="old">x</p></div>')));
  await page.evaluate(() => { tracker.trackContentImpressionsWithinNode(document.getElementById('part')); });
  await visit.expectRequests({ requests: named('new', 'old'), ordered: true });
});

const FAR = [block('top'), block('transparent', '', 'style="opacity:0"'), block('gone', '', 'style="display:none"'),
  `<div style="visibility:hidden">${block('covered')}</div>`, '<p style="height:3000px"></p>', block('bottom', '', 'id="bottom"'), '<p style="height:3000px"></p>'].join('');
const scrollTo = (page, id) => page.evaluate((target) => document.getElementById(target).scrollIntoView(), id);

browserTest('visible blocks only, and more as the visitor scrolls', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(FAR, "['trackVisibleContentImpressions', true, 0]")));
  await visit.expectRequests({ requests: named('top'), refuted: named('bottom') });
  await page.evaluate(() => { document.querySelector('[data-content-name=gone]').style.display = ''; });
  await visit.expectRequests({ requests: [], settle: 1300 });
  await scrollTo(page, 'bottom');
  await visit.expectRequests({ requests: named('bottom', 'gone') });
});

browserTest('visible blocks at an interval only, and within a node too', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(FAR, "['trackVisibleContentImpressions', false, 100]")));
  await visit.expectRequests({ requests: named('top') });
  await page.evaluate(() => { document.querySelector('[data-content-name=gone]').style.display = ''; });
  await visit.expectRequests({ requests: named('gone') });
  await page.evaluate(() => { tracker.trackPageView(); });
  await visit.expectRequests({ requests: [{ action_name: 'T' }, ...named('top', 'gone')] });
});

browserTest('neither scrolling nor interval: the first look is the only one', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(FAR, "['trackVisibleContentImpressions', false, 0]")));
  await visit.expectRequests({ requests: named('top') });
  await scrollTo(page, 'bottom');
  await visit.expectRequests({ requests: [], settle: 1300 });
  await page.evaluate((markup) => {
    document.body.insertAdjacentHTML('beforeend', markup);
    tracker.trackContentImpressionsWithinNode(document.getElementById('part'));
  }, `<div id="part">${block('hidden part', '', 'style="display:none"')}<p style="height:2000px"></p>${block('far part')}</div>`);
  await visit.expectRequests({ requests: [], settle: 1300 });
  await page.evaluate(() => { tracker.trackVisibleContentImpressions(); });
  await visit.expectRequests({ requests: named('bottom') });
});

/** Boxes by their style, or within a box, and whether Matomo.DOM calls them visible. */
const VISIBILITY = [
  ['<i id="n">x</i>', true], ['<i id="n" style="opacity:0">x</i>', false], ['<i id="n" style="visibility:hidden">x</i>', false],
  ['<i id="n" style="display:none">x</i>', false], ['<p style="opacity:0"><i id="n">x</i></p>', false], ['<div id="n" style="width:0"></div>', true],
  ['<div id="n" style="width:0;overflow:hidden"></div>', false], ['<div id="n" style="position:absolute;left:-900px">x</div>', true],
  ['<div style="position:relative;width:50px;height:50px;overflow:hidden"><div id="n" style="position:absolute;left:60px;width:5px;height:5px"></div></div>', false],
  ['<div style="position:relative;width:50px;height:50px;overflow:hidden"><div id="n" style="position:absolute;left:40px;width:5px;height:5px"></div></div>', true],
  ['<div style="position:relative;width:50px;height:50px;overflow:auto"><div id="n" style="position:absolute;left:60px;width:5px;height:5px"></div></div>', true],
];

browserTest('a node is visible by its styles and the boxes around it', {}, async ({ site, page }) => {
  await page.goto(site.page('/a', pageOf('<div id="stage"></div>')));
  for (const [markup, expected] of VISIBILITY) {
    const answer = await page.evaluate((html) => {
      document.getElementById('stage').innerHTML = html;
      return Matomo.DOM.isNodeVisible(document.getElementById('n'));
    }, markup);
    assert.equal(answer, expected, markup);
  }
  assert.deepEqual(await page.evaluate(() => [undefined, null, document, document.createElement('p'), document.documentElement].map(Matomo.DOM.isNodeVisible)),
    [false, false, false, false, true]);
});

browserTest('impressions and interactions told by hand', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(`${block('block', '<b id="inside">x</b>')}<i id="outside"></i>`)));
  const built = await page.evaluate(() => {
    tracker.trackContentImpression(' n ', ' p ', ' t ');
    tracker.trackContentImpression(' n ', ' p ', ' t ');
    tracker.trackContentImpression('nameonly');
    for (const none of ['', '  ', undefined, null]) tracker.trackContentImpression(none, 'P', 'none');
    tracker.trackContentInteraction(' i ', ' n ', '', 't');
    tracker.trackContentInteraction('', 'n', 'p', 'none');
    tracker.trackContentInteraction('i', ' ', 'p', 'none');
    const find = (id) => document.getElementById(id);
    return [['inside'], ['inside', 'hover'], ['outside', 'click']].map(([id, ...rest]) => typeof tracker.trackContentInteractionNode(find(id), ...rest));
  });
  const twice = impression('n', { c_p: 'p', c_t: 't', ca: '1' });
  await visit.expectRequests({
    requests: [twice, twice, impression('nameonly', { c_p: 'Unknown', c_t: absent }), { c_i: 'i', c_n: 'n', c_p: 'Unknown', c_t: 't', ca: '1' },
      { c_i: 'Unknown', c_n: 'block', c_p: 'P', c_t: absent }, { c_i: 'hover', c_n: 'block' }],
    refuted: [{ c_t: 'none' }],
  });
  assert.deepEqual(built, ['string', 'string', 'undefined']);
});

browserTest('in an overlay session nothing is tracked: the overlay of the server is shown', {}, async ({ site, page, visit }) => {
  site.file('/plugins/Overlay/client/client.js', 'window.Matomo_Overlay_Client = { initialize: function () { window.shown = [].slice.call(arguments); } };');
  await page.goto(site.page('/a', `<script>window.name = 'Matomo_Overlay###day###today###seg';</script>
    ${pageOf(block('block', '<b id="inside">x</b>'), `['setTrackerUrl', '${site.origin}/matomo.php']`, ALL, "['trackVisibleContentImpressions']", "['trackPageView']")}`));
  const shown = await page.waitFor(() => window.shown);
  assert.deepEqual(shown.slice(0, 5), [`${site.origin}/`, '1', 'day', 'today', 'seg']);
  const answer = await page.evaluate(() => {
    tracker.trackContentImpression('n');
    tracker.trackContentInteraction('i', 'n');
    tracker.trackContentImpressionsWithinNode(document.body);
    return typeof tracker.trackContentInteractionNode(document.getElementById('inside'));
  });
  assert.equal(answer, 'undefined');
  await visit.expectRequests({ requests: [], settle: 1300 + SPACED_SETTLE_MS });
});

const OUT = 'http://out.example/';
const LINK = { bulk: null };
const click = (name, target = absent) => ({ c_i: 'click', c_n: name, c_p: 'P', c_t: target });
const linked = (url, more) => request(LINK, { link: url, ...more });

/** Blocks around or in links; a click on `.hit` of each, and the request it makes without and with link tracking. */
const CLICKS = [
  [block('local', '<a href="/internal" class="hit" data-content-target>x</a>'), click('local', 'SITE/internal'), click('local', 'SITE/internal')],
  [block('beside', '<a href="/a" data-content-target>x</a> <a href="/b" class="hit">x</a>'), null, null],
  [`<a href="${OUT}1" data-track-content data-content-name="out" data-content-piece="P"><b class="hit">x</b></a>`,
    click('out', `${OUT}1`), linked(`${OUT}1`, click('out', `${OUT}1`))],
  ['<a href="/f.pdf" class="hit" data-track-content data-content-name="file" data-content-piece="P">x</a>',
    click('file', 'SITE/f.pdf'), request(LINK, { download: 'SITE/f.pdf', ...click('file', 'SITE/f.pdf') })],
  ['<a href="#frag" class="hit" data-track-content data-content-name="anchor" data-content-piece="P">x</a>', click('anchor', 'SITE/dir/t#frag'), click('anchor', 'SITE/dir/t#frag')],
  ['<a href="mailto:a@b.example" class="hit" data-track-content data-content-name="mail" data-content-piece="P">x</a>',
    click('mail', 'mailto:XYZ'), click('mail', 'mailto:XYZ')],
  [`<a href="${OUT}2" class="hit" data-track-content data-content-ignoreinteraction data-content-name="ignored">x</a>`, null, linked(`${OUT}2`, { c_i: absent, c_n: absent })],
  [block('ignoring', `<a href="${OUT}3" class="hit" data-content-target>x</a>`, 'class="matomoContentIgnoreInteraction"'),
    click('ignoring', `${OUT}3`), linked(`${OUT}3`, click('ignoring', `${OUT}3`))],
  [block('text', '<b class="hit">x</b>'), click('text'), click('text')],
  ['<p class="hit">beside every block</p>', null, null],
];

/** Where matomo.js counts a click twice or loses it (spec-b B17). */
const CLICKS_IMPROVED = [
  [block('around', `<a href="${OUT}4" class="hit">x</a>`), click('around'), linked(`${OUT}4`, click('around', `${OUT}4`))],
  [block('literal', `<a href="${OUT}5" class="hit">x</a>`, 'data-content-target="lit"'), click('literal', 'lit'), linked(`${OUT}5`, click('literal', 'lit'))],
  [`<a href="${OUT}6" data-track-content data-content-name="part" data-content-piece="P"><b class="hit" data-content-target>x</b></a>`,
    click('part', `${OUT}6`), linked(`${OUT}6`, click('part', `${OUT}6`))],
  [`<a href="${OUT}7" class="hit piwik_ignore" data-track-content data-content-name="quiet" data-content-piece="P">x</a>`, click('quiet', `${OUT}7`), click('quiet', `${OUT}7`)],
  [block('outside', block('within', '<b class="hit">x</b>')), click('within'), click('within')],
];

async function clickThrough({ site, page, visit }, rows, column, ...commands) {
  const body = rows.map(([markup], index) => `<div id="row${index}" style="margin:9px">${markup}</div>`).join('');
  await page.goto(site.page('/dir/t', stayOnPage + pageOf(body, ALL, ...commands)));
  const scanned = await page.evaluate(() => document.querySelectorAll('[data-track-content]').length);
  const impressions = await visit.expectRequests({ requests: Array(scanned).fill({ c_i: absent, c_n: (name) => name !== undefined }) });
  assert.equal(impressions.length, scanned);
  for (const index of rows.keys()) await page.click(`#row${index} .hit`);
  const requests = rows.map((row) => row[column]).filter(Boolean).map((expected) => placed(expected, site));
  await visit.expectRequests({ requests, settle: 1300 });
}

/** The expectation with the site's origin for `SITE`; symbols (absent, the hit's own fields) stay. */
function placed(expected, site) {
  const answer = { ...expected };
  for (const [name, value] of Object.entries(expected)) if (typeof value === 'string') answer[name] = value.replace('SITE', site.origin);
  return answer;
}

browserTest('clicks in blocks are interactions', {}, async (given) => {
  await clickThrough(given, CLICKS, 1);
});

browserTest('clicks in blocks with link tracking: the link tells of the block', {}, async (given) => {
  await clickThrough(given, CLICKS, 2, "['enableLinkTracking']");
});

browserTest('one interaction per click', improves('it counts nested blocks twice'), async (given) => {
  await clickThrough(given, CLICKS_IMPROVED, 1);
});

browserTest('one interaction per click with link tracking', improves('it counts links in blocks twice, and none of a target inside of a link'), async (given) => {
  await clickThrough(given, CLICKS_IMPROVED, 2, "['enableLinkTracking']");
});

browserTest('a click is an interaction for every tracker', improves('it listens for the first tracker only'), async ({ site, page, visit }) => {
  await page.goto(site.page('/a', stayOnPage + pageOf(block('block', '<b id="hit">x</b>'), "['addTracker', '/matomo.php', '2']", ALL)));
  await visit.expectRequests({ requests: ['1', '2'].map((idsite) => impression('block', { idsite })) });
  await page.click('#hit');
  await visit.expectRequests({ requests: ['1', '2'].map((idsite) => ({ c_i: 'click', c_n: 'block', idsite })) });
});

browserTest('without a scan nothing listens, but a tracked link tells of its block', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', stayOnPage + pageOf(block('block', `<b id="text">x</b> <a id="link" href="${OUT}" data-content-target>x</a>`), "['enableLinkTracking']")));
  await page.click('#text');
  await page.click('#link');
  await visit.expectRequests({ requests: [linked(OUT, click('block', OUT))], settle: 1300 });
});
