import { inVisitedPage, THROTTLED } from '../browser.js';
import { stubBeacon } from '../page/stubs.js';
import { watchInteraction } from '../probes.js';

/** A real click on an outlink on a slow processor: how long the page's handlers run, and when the next frame is there. */
export const interaction = {
  title: 'click on a tracked link',
  rounds: { full: 9, quick: 1 },
  withEmpty: true,
  everyForm: true,
  sample: (lab, script) =>
    inVisitedPage(lab, script, [watchInteraction, stubBeacon], async (page, cdp) => {
      await cdp.send('Emulation.setCPUThrottlingRate', { rate: THROTTLED });
      await page.click('#out');
      const { handlers, paint } = await page.evaluate(() => window.benchInteraction());
      return { clickHandlers: handlers, inp: paint };
    }),
};
