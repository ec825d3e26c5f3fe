import { randomUUID } from 'node:crypto';
import { inFreshPage, visit } from '../browser.js';
import { stubBeacon, stubCookieJar, stubTimers } from '../page/stubs.js';
import { watchFirstRequest } from '../probes.js';

const SIZES = [10, 1000, 10000];
const QUEUED = 10000;

/**
 * What large pages cost: the first scan of all content blocks, a later look for visible ones that finds nothing new,
 * a click on one of the links, and a start with a long queue. Nothing is sent, and no cookie is real.
 */
export const scale = {
  title: 'large pages',
  rounds: { full: 5, quick: 1 },
  async sample(lab, script) {
    const values = { bootQueued: await boot(lab, script) };
    for (const size of lab.quick ? SIZES.slice(0, 2) : SIZES) {
      const [scan, look, click] = await contents(lab, script, size);
      Object.assign(values, { [`scan${size}`]: scan, [`look${size}`]: look, [`click${size}`]: click });
    }
    return values;
  },
};

const STUBS = [stubBeacon, stubCookieJar, stubTimers];

function contents(lab, script, size) {
  return inFreshPage(lab, [...STUBS, watchFirstRequest], async (page) => {
    await visit(lab, page, script);
    return page.evaluate((count) => {
      const blocks = Array.from({ length: count }, (_, at) => `<p data-track-content data-content-name="n${at}"><a href="http://out.example/${at}">x</a></p>`);
      document.body.insertAdjacentHTML('beforeend', blocks.join(''));
      addEventListener('click', (event) => event.preventDefault());
      const timed = (work) => {
        const began = performance.now();
        work();
        return performance.now() - began;
      };
      const scan = timed(() => window._paq.push(['trackAllContentImpressions']));
      window._paq.push(['trackVisibleContentImpressions', false, 0]);
      const look = timed(() => window._paq.push(['trackVisibleContentImpressions', false, 0]));
      const click = timed(() => document.querySelector('p:last-of-type > a').click());
      return [scan, look, click];
    }, size);
  });
}

/** ms from the script's first statement until its queue is empty. */
function boot(lab, script) {
  return inFreshPage(lab, STUBS, async (page) => {
    await page.goto(`${lab.server.origin}/next/${randomUUID()}`);
    return page.evaluate(async (name, count) => {
      const source = await (await fetch(`/script/${name}.js`)).text();
      window._paq = [['setTrackerUrl', '/matomo.php'], ['setSiteId', '9009'], ['trackPageView']];
      for (let at = 0; at < count; at += 1) window._paq.push(['trackEvent', 'Catalogue', 'Filter', 'Sown in spring', at % 100]);
      const began = performance.now();
      (0, eval)(source);
      return performance.now() - began;
    }, script, QUEUED);
  });
}
