import { inFreshPage, visit } from '../browser.js';
import { watchFirstRequest } from '../probes.js';

const HEAD = 'bench: head';
const FIRST = 'bench: first request';

/**
 * Processor time of the main thread from the page's head to the first request, from the thread's own clock in the
 * trace: what other programs do meanwhile does not count. An empty page is measured too, to be taken off.
 */
export const mainThread = {
  title: 'main-thread time',
  rounds: { full: 21, quick: 2 },
  withEmpty: true,
  everyForm: true,
  sample: (lab, script) =>
    inFreshPage(lab, [watchFirstRequest], async (page) => {
      await page.tracing.start({ categories: ['-*', 'devtools.timeline'] });
      await visit(lab, page, script);
      const { traceEvents } = JSON.parse(Buffer.from(await page.tracing.stop()).toString());
      return { mainThread: (stamp(traceEvents, FIRST) - stamp(traceEvents, HEAD)) / 1000 };
    }),
};

/** The thread's processor time at a stamp of the page, in µs. */
function stamp(events, message) {
  const event = events.find(({ name, args }) => name === 'TimeStamp' && args.data.message === message);
  if (event?.tts === undefined) throw new Error(`The trace has no thread time for "${message}": this Chromium does not record it.`);
  return event.tts;
}
