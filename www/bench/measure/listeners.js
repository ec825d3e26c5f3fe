import { inFreshPage, visit } from '../browser.js';
import { watchFirstRequest } from '../probes.js';

const COSTLY = ['beforeunload', 'unload'];

/** Listeners for events that delay leaving or keep a page out of the back/forward cache. */
export const listeners = {
  title: 'listeners',
  rounds: { full: 1, quick: 1 },
  sample: (lab, script) =>
    inFreshPage(lab, [watchFirstRequest], async (page, cdp) => {
      await visit(lab, page, script);
      const { result } = await cdp.send('Runtime.evaluate', { expression: 'window' });
      const found = await cdp.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
      return { listeners: found.listeners.filter(({ type }) => COSTLY.includes(type)).length };
    }),
};
