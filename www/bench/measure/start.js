import { inFreshPage, visit } from '../browser.js';
import { watchFirstRequest } from '../probes.js';

/** As browsers' developer tools define the profile. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };

/** From the navigation to the first request, and what the script weighs on the wire with its headers. */
export const start = {
  title: 'first request',
  rounds: { full: 15, quick: 2 },
  sample: (lab, script) => measure(lab, script, ({ first, wire }) => ({ firstRequest: first, wire })),
};

/** The same on a slow network. */
export const startSlow = {
  title: 'first request, slow 4G',
  rounds: { full: 11, quick: 1 },
  sample: (lab, script) => measure(lab, script, ({ first }) => ({ firstRequestSlow: first }), SLOW_4G),
};

function measure(lab, script, name, network) {
  return inFreshPage(lab, [watchFirstRequest], async (page, cdp) => {
    await cdp.send('Network.enable');
    if (network) await cdp.send('Network.emulateNetworkConditions', network);
    const wire = weigh(cdp, `/script/${script}.js`);
    const first = await visit(lab, page, script);
    return name({ first, wire: await wire });
  });
}

/** Bytes on the wire, headers included, of the response whose address ends so. */
function weigh(cdp, address) {
  return new Promise((resolve) => {
    let wanted;
    cdp.on('Network.responseReceived', ({ requestId, response }) => {
      if (response.url.endsWith(address)) wanted = requestId;
    });
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (requestId === wanted) resolve(encodedDataLength);
    });
  });
}
