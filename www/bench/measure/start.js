import { inFreshPage, THROTTLED, visit } from '../browser.js';
import { watchFirstRequest } from '../probes.js';

/** As browsers' developer tools define the profile. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** From the navigation to the first request, and what the script weighs on the wire with its headers. */
export const start = {
  title: 'first request',
  rounds: { full: 15, quick: 2 },
  everyForm: true,
  sample: (lab, script) => measure(lab, script, ({ first, wire }) => ({ firstRequest: first, wire })),
};

/** The same on a slow network. */
export const startSlow = {
  title: 'first request, slow 4G',
  rounds: { full: 11, quick: 1 },
  everyForm: true,
  sample: (lab, script) => measure(lab, script, ({ first }) => ({ firstRequestSlow: first }), { network: SLOW_4G }),
};

/** The same on a slow processor. */
export const startThrottled = {
  title: 'first request, slow processor',
  rounds: { full: 11, quick: 1 },
  everyForm: true,
  sample: (lab, script) => measure(lab, script, ({ first }) => ({ firstRequestThrottled: first }), { rate: THROTTLED }),
};

function measure(lab, script, name, { network, rate } = {}) {
  return inFreshPage(lab, [watchFirstRequest], async (page, cdp) => {
    await cdp.send('Network.enable');
    if (network) await cdp.send('Network.emulateNetworkConditions', network);
    if (rate) await cdp.send('Emulation.setCPUThrottlingRate', { rate });
    const wire = weigh(cdp);
    const first = await visit(lab, page, script);
    return name({ first, wire: wire() });
  });
}

/** Answers the bytes on the wire so far, headers included, of scripts and what they load. */
function weigh(cdp) {
  const wanted = new Set();
  let sum = 0;
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.url.includes('/script/')) wanted.add(requestId);
  });
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (wanted.has(requestId)) sum += encodedDataLength;
  });
  return () => sum;
}
