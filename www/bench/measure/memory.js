import { inFreshPage, inVisitedPage, visit } from '../browser.js';
import { pushCalls } from '../page/events.js';
import { stubBeacon, stubCookieJar, stubTimers } from '../page/stubs.js';
import { watchFirstRequest, watchWasm } from '../probes.js';
import { pushAndSend } from './push.js';

const BATCH = 500;
const STUBS = [stubBeacon, stubCookieJar];

/**
 * JavaScript heap and WebAssembly memory, in KiB, after garbage collection: as events are sent one by one, and with
 * 1,000 events that wait for their turn and are then sent. An empty page is measured too, to be taken off.
 */
export const memory = {
  title: 'memory',
  rounds: { full: 3, quick: 1 },
  withEmpty: true,
  async sample(lab, script) {
    return { ...(await whileSending(lab, script)), ...(lab.quick ? {} : await whileWaiting(lab, script)) };
  },
};

function whileSending(lab, script) {
  return inVisitedPage(lab, script, [...STUBS, watchWasm], async (page, cdp) => {
    const memory0 = await used(page, cdp);
    await send(page, script, 1000);
    const memory1000 = await used(page, cdp);
    if (lab.quick) return { memory0, memory1000 };
    await send(page, script, 9000);
    const memory10000 = await used(page, cdp);
    await send(page, script, 90000);
    const memory100000 = await used(page, cdp);
    return { memory0, memory1000, memory10000, memory100000, memoryWasm: (await wasmBytes(page)) / 1024 };
  });
}

function whileWaiting(lab, script) {
  return inFreshPage(lab, [stubTimers, ...STUBS, watchFirstRequest, watchWasm], async (page, cdp) => {
    await visit(lab, page, script);
    await page.evaluate(pushCalls, 1000);
    const memoryWaiting = await used(page, cdp);
    await page.evaluate(() => window.benchRunTimers());
    return { memoryWaiting, memoryEmptied: await used(page, cdp) };
  });
}

async function send(page, script, count) {
  for (let done = 0; done < count; done += BATCH) await pushAndSend(page, script, BATCH);
}

async function used(page, cdp) {
  await cdp.send('HeapProfiler.collectGarbage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return (usedSize + (await wasmBytes(page))) / 1024;
}

function wasmBytes(page) {
  return page.evaluate(() => window.benchWasmBytes());
}
