import assert from 'node:assert/strict';
import { absent, SPACED_SETTLE_MS } from './harness/expect.js';
import { withoutClientHints } from './harness/page-scripts.js';
import { queue, trackerTag } from './harness/snippet.js';
import { browserTest, improves } from './harness/suite.js';

const QUICK = "['setRequestQueueInterval', 1000]";
const pageOf = (html, ...commands) => `${withoutClientHints}${html}${queue(QUICK, ...commands)}${trackerTag}<script>var tracker = Matomo.getAsyncTracker();</script>`;

/** No exception reached the page, and what went wrong was said in so many lines of the tracker's own. */
async function assertReported(page, lines) {
  const messages = await page.consoleMessages();
  assert.deepEqual(messages.filter(({ type }) => type === 'exception' || type === 'rejection'), []);
  const own = messages.filter(({ text }) => text.startsWith('paqet: ')).map(({ text }) => text);
  assert.equal(own.length, lines, own.join('\n'));
}

const BROKEN_BLOCKS = `
  <p data-track-content data-content-name="&#xD800;a&#1;b"></p>
  <a data-track-content data-content-name="href" href="http://[::1"></a>
  <img data-track-content data-content-name="src" src="http://%zz/&#9;x">
  <object data-track-content data-content-name="object" data=""><param name="movie"></object>
  <p data-track-content="no" data-content-name="unclosed" data-content-target="
     "></p>
  <form data-track-content data-content-name="clobbered"><input name="matches"><input name="querySelector"><input name="getAttribute"></form>
  <svg data-track-content data-content-name="svg"><a data-content-target></a></svg>
  <p data-track-content data-content-name="last" data-content-piece="${'x'.repeat(300)}"></p>`;

browserTest('blocks with broken attributes: those that can be read are sent, the others are reported once', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf(BROKEN_BLOCKS, "['trackVisibleContentImpressions', false, 0]", "['trackAllContentImpressions']", "['trackEvent', 'c', 'after']")));
  const names = [/a.b/s, 'href', 'src', 'object', 'unclosed', 'svg', 'last'];
  await visit.expectRequests({ requests: [{ e_a: 'after' }, ...names.map((name) => ({ c_n: name }))], settle: 1500 });
  await assertReported(page, 1);
});

browserTest('detached nodes, nodes that are none, and objects that go in circles', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf('', "['enableLinkTracking']")));
  const answers = await page.evaluate(() => {
    const block = document.createElement('div');
    block.innerHTML = '<p data-track-content data-content-name="detached"><a href="/x"></a></p>';
    tracker.trackContentImpressionsWithinNode(block);
    tracker.trackContentInteractionNode(block.firstChild.firstChild, 'i');
    const circle = { nodeType: 1, closest: () => circle, matches: () => true };
    Object.assign(circle, { parentNode: circle, parentElement: circle, firstChild: circle, querySelector: () => circle, querySelectorAll: () => [circle] });
    for (const node of [circle, {}, 5, 'text', document.createTextNode('t'), document.createElement('a')]) {
      tracker.trackContentImpressionsWithinNode(node);
      tracker.trackContentInteractionNode(node);
      tracker.addListener(document.createElement('p'));
    }
    const { isNodeVisible, isOrWasNodeVisible } = Matomo.DOM;
    const seen = [circle, {}, 5, block, document.createTextNode('t'), document, null].map((node) => [isNodeVisible(node), isOrWasNodeVisible(node)]);
    block.firstChild.firstChild.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    tracker.trackEvent('c', 'after');
    return seen.flat();
  });
  assert.ok(answers.every((answer) => answer === false));
  const interactions = [absent, 'i', 'click'];
  await visit.expectRequests({ requests: [{ e_a: 'after' }, ...interactions.map((kind) => ({ c_n: 'detached', c_i: kind }))], settle: 1500 });
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type === 'exception'), []);
});

browserTest('a garbage node before the page is parsed is reported and throws nothing at the page', {}, async ({ site, page, visit }) => {
  await page.goto(site.page('/a', pageOf('', "['trackContentImpressionsWithinNode', { nodeType: 1 }]", "['trackEvent', 'c', 'after']")));
  await visit.expectRequests({ requests: [{ e_a: 'after' }], settle: 1500 });
  await assertReported(page, 1);
});

browserTest('nodes that a plugin removes during a scan, and a plugin that throws there: every block is sent', improves('the exception ends the scan'), async ({ site, page, visit }) => {
  const blocks = ['1', '2', '3', '4'].map((name) => `<p data-track-content data-content-name="${name}"></p>`).join('');
  await page.goto(site.page('/a', pageOf(`<div id="all">${blocks}</div>`)));
  await page.evaluate(() => {
    Matomo.addPlugin('Removes', { contentImpressions() { document.getElementById('all')?.remove(); } });
    Matomo.addPlugin('Throws', { contentImpressions() { throw new Error('refused'); } });
    Matomo.addPlugin('Garbage', { contentImpressions: () => ({ toString() { throw new Error('no text'); } }) });
    tracker.trackAllContentImpressions();
    tracker.trackEvent('c', 'after');
  });
  await visit.expectRequests({ requests: [{ e_a: 'after' }, ...['1', '2', '3', '4'].map((name) => ({ c_n: name }))], settle: 1500 });
  await assertReported(page, 2);
});

browserTest('nodes that go while it is looked whether they are visible: the others are sent', {}, async ({ site, page, visit }) => {
  const blocks = ['1', '2', '3'].map((name) => `<div id="box${name}"><p data-track-content data-content-name="${name}">text</p></div>`).join('');
  await page.goto(site.page('/a', pageOf(blocks)));
  await page.evaluate(() => {
    const real = window.getComputedStyle;
    window.getComputedStyle = (node, ...rest) => {
      const style = real.call(window, node, ...rest);
      document.getElementById('box2')?.remove();
      return style;
    };
    tracker.trackVisibleContentImpressions(false, 0);
    tracker.trackEvent('c', 'after');
  });
  await visit.expectRequests({ requests: [{ e_a: 'after' }, { c_n: '1' }, { c_n: '3' }], settle: 1500 });
  assert.deepEqual((await page.consoleMessages()).filter(({ type }) => type === 'exception'), []);
});

const NAVIGATES = "function () { location.href = '/next'; }";

for (const [what, script] of [
  ['a callback', `tracker.trackEvent('c', 'first', undefined, undefined, undefined, ${NAVIGATES});`],
  ['a plugin', `Matomo.addPlugin('Navigates', { event: ${NAVIGATES} }); tracker.trackEvent('c', 'first');`],
  ['custom processing', "tracker.setCustomRequestProcessing(function (request) { location.href = '/next'; return request; }); tracker.trackEvent('c', 'first');"],
]) {
  browserTest(`${what} that navigates: the hit and all that follows are sent, once`, improves('what waits then may be lost'), async ({ site, page, visit }) => {
    site.page('/next', '<p id="next">next</p>');
    await page.goto(site.page('/a', `${pageOf('', "['trackPageView']")}<script>
      setTimeout(function () { ${script} tracker.trackEvent('c', 'second'); tracker.queueRequest('e_c=c&e_a=third&ca=1'); }, 50);
    </script>`));
    await page.waitFor(() => document.querySelector('#next') !== null);
    await visit.expectRequests({ requests: [{ action_name: 'T' }, ...['first', 'second', 'third'].map((name) => ({ e_a: name }))], settle: SPACED_SETTLE_MS });
  });
}
