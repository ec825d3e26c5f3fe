import { randomUUID } from 'node:crypto';
import { inFreshPage, pause, visit } from '../browser.js';
import { GAP, pushCalls } from '../page/events.js';
import { watchFirstRequest, watchLeaving } from '../probes.js';

const PATIENCE = 10000;

/**
 * What a visitor waits for who tracks an event and goes to another page: how long the page's handlers run, and when
 * the server is asked for the next page, compared with an empty page. `Soon` is just after the first request, when
 * the event still waits for its turn; `Later` is after that gap.
 */
export const leaving = {
  title: 'leaving the page',
  rounds: { full: 7, quick: 1 },
  withEmpty: true,
  async sample(lab, script) {
    const soon = await leave(lab, script, 0);
    if (lab.quick) return { leaveSoon: soon.handlers, nextSoon: soon.next };
    const later = await leave(lab, script, GAP);
    return { leaveSoon: soon.handlers, nextSoon: soon.next, leaveLater: later.handlers, nextLater: later.next };
  },
};

function leave(lab, script, wait) {
  return inFreshPage(lab, [watchLeaving, watchFirstRequest], async (page) => {
    const id = randomUUID();
    await visit(lab, page, script);
    await pause(wait);
    const [left] = await Promise.all([
      page.evaluate((visitId, push) => {
        (0, eval)(`(${push})`)(1);
        return window.benchLeave(visitId);
      }, id, pushCalls.toString()),
      page.waitForNavigation(),
    ]);
    const handlers = await reported(lab, id);
    return { handlers, next: lab.server.arrival(id) - left };
  });
}

/** Sum of the handlers' times in ms, once the last of them has reported. */
async function reported({ server }, id) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    const times = server.handlers(id);
    if ('pagehide' in times && 'visibilitychange' in times) return Object.values(times).reduce((sum, ms) => sum + ms, 0);
    if (Date.now() > deadline) throw new Error(`The page that was left reported only ${Object.keys(times).join(', ') || 'nothing'}.`);
    await pause(10);
  }
}
